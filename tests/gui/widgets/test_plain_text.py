"""Names are shown as they stand, whatever is in them, and make no window wider."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop import paths
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, WrappedLabel, plain
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.refusal import Sentence
from tests.gui import fake_training
from tests.gui.conftest import picture_file

MARKUP = "<b>bold<br>"
LONG = (
    "A name that goes on and on and never ends " * 5 + "andhasonewordthatislongerthananylineofanywindow" * 2
)


def markup_shown_as_such() -> list[str]:
    """Every text of a label or tool tip with the name in it that Qt would not show as it stands."""
    found = []
    for widget in QApplication.allWidgets():
        tips = [widget.toolTip()]
        if isinstance(widget, QListWidget):
            tips += [widget.item(row).toolTip() for row in range(widget.count())]
        found += [tip for tip in tips if MARKUP in tip]
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found += [text for text in (widget.text(),) if MARKUP in text]
    return found


def shows(name: str) -> int:
    """How many labels have the name in them."""
    return sum(name in widget.text() for widget in QApplication.allWidgets() if isinstance(widget, QLabel))


def fill_with(name: str, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Bring the name to every place of the window to which names come."""
    engines = window.workspace.equipment.engines
    engines.update(style=engines["painter"])  # type: ignore[attr-defined]
    file = name[:200].strip()
    picture_file(folder / f"{file}.png", (1, 2, 3))
    with qtbot.waitSignal(window.files.opened):
        window.files.open(folder / f"{file}.png")
    count = len(window.references.entries)
    window.references.take_files([folder / f"{file}.png"])
    qtbot.waitUntil(lambda: len(window.references.entries) > count)
    window.references.choose([entry.id for entry in window.references.entries])
    window.references.choose([window.references.entries[-1].id])
    window.paint_panel.set_operation("stylize")
    window.canvas.document.add_layer(name)
    (folder / f"{file}.txt").write_text("no picture")
    with qtbot.waitSignal(window.files.failed):
        window.files.open(folder / f"{file}.txt")
    window.paint_panel.controls(ComposeControls)._show_chance([name])
    window.paint_panel.size_field.width_edit.mark(f"“{name}” is not a number.")


@pytest.mark.parametrize("name", [MARKUP, f"{MARKUP} & Söhne [*]"])
def test_markup_in_a_name_is_shown_as_it_stands(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    fill_with(name.replace("/", ""), window, tmp_path, qtbot)
    assert shows(MARKUP) >= 3  # reference, message, what was left to chance
    assert markup_shown_as_such() == []
    assert window.windowTitle().replace("[*][*]", "[*]").startswith(name)


def test_no_name_makes_the_window_wider(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = window.minimumSizeHint().width()
    fill_with(LONG, window, tmp_path, qtbot)
    qtbot.wait(10)
    assert window.minimumSizeHint().width() <= before
    assert window.messages.width() <= window.width()
    words = window.messages.findChild(WrappedLabel)
    assert words is not None
    assert words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()  # it is all there, in lines


def test_the_labs_names_are_plain_and_cut_short(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (MARKUP, LONG[:60].strip()):
        model = ModelFolder(paths.user_models() / name)
        fake_training.keep_model(model, "gan", 64, 100)
        fake_training.record(model, "gan", 100, 7.0, sheet=True)
    window.lab.show()
    lab = window.lab.window
    assert lab is not None
    qtbot.addWidget(lab)
    lab.show_new()
    before = lab.minimumSizeHint().width()
    pictures = tmp_path / LONG[:120].strip() / MARKUP
    pictures.mkdir(parents=True)
    lab.new_page.drop.take(pictures)
    qtbot.waitUntil(lambda: MARKUP in lab.new_page.drop._words.text())
    lab.new_page.survey.failed.emit(Sentence("The folder {0} cannot be read: {1}.", pictures, "no"))
    asked: list[str] = []

    def question(*said: object, **_more: object) -> QMessageBox.StandardButton:
        asked.append(str(said[2]))
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", question)
    lab.show_model(MARKUP)
    lab.page.delete.click()
    assert not any(MARKUP in words for words in asked)
    assert "&lt;b&gt;bold" in asked[0]
    assert markup_shown_as_such() == []
    lab.show_model(LONG[:60].strip())
    assert lab.minimumSizeHint().width() <= before


def test_markup_is_escaped_only_where_it_would_be_taken_for_some() -> None:
    assert plain("Tom & Jerry\n1 < 2") == "Tom & Jerry\n1 < 2"
    assert not plain(MARKUP).startswith(MARKUP)
    assert Text.mightBeRichText(plain(MARKUP))


def test_long_words_are_broken_and_the_text_stays(qtbot: QtBot) -> None:
    label = WrappedLabel("x" * 500)
    qtbot.addWidget(label)
    assert label.text() == "x" * 500
    label.resize(200, 100)
    assert label.minimumSizeHint().width() < 300
    assert label.heightForWidth(200) > 5 * label.fontMetrics().height()
    label.clear()
    assert label.text() == ""


def dark(image: QImage, box: QRect) -> int:
    part = image.copy(box).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.bytesPerLine())
    return int((rows[:, : part.width()] < 128).sum())


def test_a_label_that_is_too_narrow_ends_in_dots(qtbot: QtBot) -> None:
    label = ElidedLabel("W" * 100)
    qtbot.addWidget(label)
    label.setStyleSheet("color: black; background: white")
    assert label.minimumSizeHint().width() < 100
    assert label.toolTip() == "W" * 100
    label.resize(200, 30)
    label.show()
    end = QRect(QPoint(185, 0), QPoint(199, 29))
    assert 0 < dark(label.grab().toImage(), end) < 30
    label.setText("short")
    assert dark(label.grab().toImage(), label.rect()) > 30
    assert dark(label.grab().toImage(), end) == 0
