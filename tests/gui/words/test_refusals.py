"""A refusal of any room is shown in the artist's language."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.composer.request import MOST_COMPOSITIONS, ComposeRequest
from aipaint_desktop.files.export import check_export
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.own_models import find_model
from aipaint_desktop.training.lab.picture_folder import read_folder
from aipaint_desktop.ui.files.incoming import incoming
from aipaint_desktop.ui.files.new_picture_dialog import NewPictureDialog
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.words.language import set_language
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.words.prompts import Prompts


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    set_language(qapp, "zh_CN")
    yield
    set_language(qapp, "en")


def _folder_of_words(folder: Path) -> None:
    (folder / "notes.txt").write_text("paint a sea")
    read_folder(folder, 64)


def _only_layer(_folder: Path) -> None:
    document = Document(9, 9)
    for layer in reversed(document.layers):
        document.remove_layer(layer.id)


def _address(_folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/sea.png")])
    incoming(data)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("act", "shown"),
    [
        (lambda folder: read_picture(folder / "海.png"), "没有文件 {folder}/海.png。"),
        (
            lambda folder: check_export(folder / "海.txt"),
            "无法保存 海.txt：文件名须以 .png, .jpg, .jpeg, .webp, .tif, .tiff, .avif 之一结尾。",
        ),
        (_only_layer, "“Paper”是唯一的图层，不能删除。"),
        (
            lambda _: ComposeRequest(seed=1, prompt="sea", width=64, height=64, count=0).validate(),
            "构图数 0 超出范围：1 至 {most}。",
        ),
        (lambda _: find_model("poet"), "没有名为 poet 的模型。"),
        (
            _folder_of_words,
            "文件夹 {folder} 里没有可用于训练的图片；至少需要 2 张：notes.txt 不是图片，或是无法读取的格式。",
        ),
        (lambda folder: Prompts(folder / "poet").read("sea"), "模型 poet 的文件已损坏；请重新安装。"),
        (
            _address,
            "只收到了图片的网址，而本程序不会从网络下载任何内容：请复制图片本身再粘贴，或先把它另存为文件。",
        ),
    ],
)
def test_a_refusal_of_any_room_is_shown_translated(
    act: Callable[[Path], object], shown: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with pytest.raises(BadInput) as caught:
        act(tmp_path)
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_error(caught.value.sentence)
    assert bar.error == shown.format(folder=tmp_path, most=MOST_COMPOSITIONS)


@pytest.mark.usefixtures("chinese")
def test_sentences_within_a_sentence_are_translated_and_text_is_not() -> None:
    reason = Sentence("{0} cannot be read: {1}.", "is empty.", Sentence("not a file name"))
    assert refusal(reason) == f"无法读取 is empty.：{refusal(Sentence('not a file name'))}。"
    assert refusal("a.png is empty.") == "a.png is empty."
    assert refusal(Sentence("Nobody {says} this.")) == "Nobody {says} this."


@pytest.mark.usefixtures("chinese")
def test_what_new_cannot_make_is_said_in_the_artists_language(qtbot: QtBot) -> None:
    dialog = NewPictureDialog(QSize(16000, 9000))
    qtbot.addWidget(dialog)
    assert "16000×9000" in dialog.note.text()
    assert "canvas" not in dialog.note.text()
