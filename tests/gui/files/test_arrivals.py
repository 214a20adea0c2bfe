"""Pictures that come from browsers, file managers and the clipboard."""

import base64
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QColorSpace, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.opened_picture import OpenedPicture
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.pictures.suffixes import SUFFIXES
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.incoming import Incoming, _pixels, incoming, local_files
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import picture_file, seen
from tests.gui.fake_engine import FakeEngine
from tests.ramps import ramps

RED = (220, 10, 20)
_CTRL = Qt.KeyboardModifier.ControlModifier


def image(colour: tuple[int, ...] = RED, size: tuple[int, int] = (40, 30)) -> QImage:
    drawn = QImage(*size, QImage.Format.Format_ARGB32)
    drawn.fill(QColor(*colour))
    return drawn


def encoded(picture: QImage, form: str = "PNG") -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, form)
    return bytes(content.data())


def urls(*addresses: str | Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a)) if isinstance(a, Path) else QUrl(a) for a in addresses])
    return data


def drop(target: QWidget, data: QMimeData) -> QDropEvent:
    every = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), every, data, left, no_keys)
    QApplication.sendEvent(target, entered)
    dropped = QDropEvent(QPointF(9, 9), every, data, left, no_keys)
    if entered.isAccepted():
        QApplication.sendEvent(target, dropped)
    return dropped


def middle(window: MainWindow) -> tuple[int, ...]:
    pixels = seen(window)
    return tuple(pixels[pixels.shape[0] // 2, pixels.shape[1] // 2])


def browser(content: QMimeData) -> QMimeData:
    """With the address that browsers send along."""
    content.setUrls([QUrl("https://example.org/pictures/starry%20night.jpg?size=2")])
    return content


def as_pixels() -> QMimeData:
    data = QMimeData()
    data.setImageData(image())
    return data


def as_png() -> QMimeData:
    data = QMimeData()
    data.setData("image/png", encoded(image()))
    data.setData("image/x-unheard-of", b"?")
    return data


def as_gone_file(folder: Path) -> QMimeData:
    data = as_png()
    data.setUrls([QUrl.fromLocalFile(str(folder / "gone.png"))])
    return data


@pytest.mark.parametrize("make", [as_pixels, as_png])
def test_a_picture_from_a_browser_is_a_layer_named_after_its_address(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot, make: Callable[[], QMimeData]
) -> None:
    draw()
    size = seen(window).shape
    with qtbot.waitSignal(window.files.sketched):
        drop(window.stage, browser(make()))
    assert window.canvas.document.active.name == "starry night"
    assert (seen(window).shape, middle(window)) == (size, RED)
    assert (seen(window) == RED).all(axis=2).sum() == 40 * 30  # it is not enlarged
    window.workspace.document.undo()
    assert middle(window) != RED


def test_pixels_on_an_untouched_canvas_are_a_picture_that_is_in_no_file(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.files.opened):
        drop(window.stage, browser(as_png()))
    assert seen(window).shape == (30, 40, 3)
    assert window.files.unsaved
    assert window.files.name == "starry night"


def test_pixels_replace_nothing_that_was_begun_while_they_were_read(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    open_ = Incoming.open

    def slow(picture: Incoming) -> OpenedPicture:
        assert go_on.wait(60)
        return open_(picture)

    monkeypatch.setattr(Incoming, "open", slow)
    drop(window.stage, browser(as_png()))
    document = window.canvas.document
    draw()
    go_on.set()
    qtbot.waitUntil(lambda: document.active.name == "starry night")
    assert window.canvas.document is document


def test_what_painted_a_picture_comes_along_as_pixels_too(
    window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.painting.finished):
        window.paint()
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "a.png", 92, provenance=True))
    window.files.start_with(Document(32, 32))
    data = QMimeData()
    data.setData("image/png", (tmp_path / "a.png").read_bytes())
    with qtbot.waitSignal(window.files.opened):
        drop(window.stage, data)
    made = window.canvas.document.active.provenance
    assert isinstance(made, EngineRun)
    assert made.request == engine.requests[0]


def test_a_document_is_opened_alone(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    OraWriter().write(tmp_path / "a.ora", Document(30, 20).state, "a")
    picture = picture_file(tmp_path / "b.png", RED)
    drop(window.stage, urls(picture, tmp_path / "a.ora"))
    assert "drop it alone" in window.messages.error
    QGuiApplication.clipboard().setMimeData(urls(tmp_path / "a.ora"))
    with qtbot.waitSignal(window.files.opened):
        QTest.keyClick(window.canvas, "V", _CTRL)
    assert seen(window).shape == (20, 30, 3)


def test_a_browsers_file_that_is_gone_comes_as_pixels(tmp_path: Path) -> None:
    (picture,) = incoming(as_gone_file(tmp_path))
    assert tuple(picture.read().pixels[3, 3, :3]) == RED


def test_a_picture_in_its_own_address_is_read() -> None:
    content = base64.b64encode(encoded(image(), "JPEG")).decode()
    (picture,) = incoming(urls(f"data:image/jpeg;base64,{content}"))
    assert np.abs(picture.read().pixels[3, 3].astype(int) - RED).max() < 6


def test_pixels_keep_transparency_and_come_in_srgb() -> None:
    half = image((*RED, 128))
    data = QMimeData()
    data.setImageData(half)
    (picture,) = incoming(data)
    assert picture.read().pixels.shape == (30, 40, 4)
    assert picture.read().pixels[0, 0, 3] == 128
    linear = image((128, 128, 128)).convertToFormat(QImage.Format.Format_RGB32)
    linear.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgbLinear))
    data.setImageData(linear)
    (picture,) = incoming(data)
    assert np.abs(picture.read().pixels[0, 0].astype(int) - 188).max() <= 1


@pytest.mark.parametrize("target", ["stage", "references"])
def test_an_address_alone_is_answered_with_what_helps(window: MainWindow, target: str) -> None:
    document = window.canvas.document
    drop(getattr(window, target), urls("https://example.org/sea.jpg"))
    assert "copy the picture itself" in window.messages.error
    assert window.canvas.document is document


def test_several_files_are_a_layer_each_and_a_bad_one_is_named(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    files = [picture_file(tmp_path / f"{name}.png", RED) for name in ("one", "two")]
    files.insert(1, tmp_path / "notes.txt")
    files.append(picture_file(tmp_path / "wide.png", (0, 0, 9), (4000, 300)))
    with qtbot.waitSignal(window.arrivals.failed):
        drop(window.stage, urls(*files))
    assert [layer.name for layer in window.canvas.document.layers[-3:]] == ["one", "two", "wide"]
    assert "notes.txt" in window.messages.error
    assert middle(window) == (0, 0, 9)
    assert (seen(window)[:, 2] == (0, 0, 9)).any()  # all of its width is there
    window.workspace.document.undo()
    assert len(window.canvas.document.history.names) == 2  # one step for all
    assert middle(window) == (255, 255, 255)


def test_a_drag_never_moves_the_file_away(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = picture_file(tmp_path / "a.png", RED)
    for target in (window.stage, window.references):
        assert drop(target, urls(path)).dropAction() == Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: middle(window) == RED)


def test_ctrl_v_pastes_a_picture_into_the_middle(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(image())
    with qtbot.waitSignal(window.files.sketched):
        QTest.keyClick(window.canvas, "V", _CTRL)
    assert window.canvas.document.active.name == "Pasted picture"
    assert middle(window) == RED
    clipboard.setMimeData(urls(picture_file(tmp_path / "sea.png", (1, 2, 3))))
    with qtbot.waitSignal(window.files.sketched):
        QTest.keyClick(window.canvas, "V", _CTRL)
    assert window.canvas.document.active.name == "sea"
    assert middle(window) == (1, 2, 3)
    clipboard.setText("words")
    QTest.keyClick(window.canvas, "V", _CTRL)
    assert window.messages.error == "There is no picture in the clipboard."


@pytest.mark.parametrize("channels", [3, 4])
def test_a_picture_of_the_clipboard_stays_as_it_is(channels: int) -> None:
    pixels = ramps(37, 23, channels)
    assert np.array_equal(_pixels(to_qimage(pixels)), pixels)


def test_ctrl_v_in_a_text_field_pastes_text(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("meadow")
    layers = window.canvas.document.layers
    field = QPlainTextEdit(window)
    field.show()
    field.setFocus()
    QTest.keyClick(field, "V", _CTRL)
    assert field.toPlainText() == "meadow"
    assert window.canvas.document.layers is layers
    assert window.messages.error == ""


def test_pixels_dropped_on_the_chooser_are_a_reference(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setImageData(image(size=(64, 64)))
    drop(window.references, browser(data))
    qtbot.waitUntil(lambda: [entry.title for entry in window.references.chosen] == ["starry night"])
    with Image.open(window.references.chosen[0].path) as kept:
        assert kept.size == (64, 64)


def test_a_dropped_file_whose_name_is_not_utf8_is_found(tmp_path: Path) -> None:
    name = b"caf\xe9.png"
    data = QMimeData()
    data.setData("text/uri-list", b"file://" + bytes(tmp_path) + b"/caf%E9.png\r\n")
    (path,) = local_files(data)
    assert bytes(path) == bytes(tmp_path) + b"/" + name


def test_every_dialog_offers_every_kind_of_picture(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def note(*said: object) -> tuple[str, str]:
        offered.append(str(said[3]))
        return "", ""

    for name in ("getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, note)
    window.files.ask_to_open()
    window.files.ask_to_sketch()
    window.references._ask_for_file()
    assert len(offered) == 3
    asked = [".jfif", ".jpe", ".avif", ".jp2", ".j2k", ".tga", ".ppm", ".pgm", ".mpo", ".apng", ".ico"]
    for filters in offered:
        assert all(f"*{suffix}" in filters for suffix in (*asked, *SUFFIXES))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_picture_whose_name_is_no_text_is_opened_and_exported(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.png")
    picture_file(path, RED)
    with qtbot.waitSignal(window.files.opened):
        window.files.open(path)
    assert window.windowTitle().startswith("caf?")
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "out.png", 92, provenance=True))
    made = read_provenance(tmp_path / "out.png")
    assert made is not None
    assert made.layers[-1].name == "caf?"
    with qtbot.waitSignal(window.files.exported):  # and back to a name that is none
        window.files.export(ExportChoice(path, 92, provenance=True))
    assert read_provenance(path) == made
