"""Cut, copy and paste, in the window and between programs."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.copying import copied
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.ui.files import files
from aipaint_desktop.ui.files.copied_data import OWN, CopiedData, Copy
from aipaint_desktop.ui.files.places import Middle, corner
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.geometry import Rect
from tests.gui.conftest import picture_file

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(window: MainWindow, key: str, modifiers: Qt.KeyboardModifier = _CTRL) -> None:
    QTest.keyClick(window.canvas, key, modifiers)


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def noisy(window: MainWindow) -> np.ndarray:
    """The active layer of noise; returns its pixels."""
    document = window.canvas.document
    pixels = np.random.default_rng(5).integers(0, 256, (document.height, document.width, 4), np.uint8)
    layer = replace(document.active, name="Sea", tiles=TileStore.from_pixels(pixels))
    document.apply("noise", lambda state: state.with_node(layer))
    return pixels


def select(window: MainWindow, rect: Rect) -> None:
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[rect.slices] = 255
    mask[rect.top, rect.left : rect.right] = 90
    document.select(mask)


def names(window: MainWindow) -> list[str]:
    return [layer.name for layer in window.canvas.document.layers]


def copied_here(qtbot: QtBot) -> CopiedData:
    def there() -> bool:
        return isinstance(QGuiApplication.clipboard().mimeData(), CopiedData)

    qtbot.waitUntil(there)
    data = QGuiApplication.clipboard().mimeData()
    assert isinstance(data, CopiedData)
    return data


@pytest.fixture(autouse=True)
def _nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_about_unsaved", lambda *_said: QMessageBox.StandardButton.Discard)


def test_a_copied_selection_comes_back_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    pixels, rect = noisy(window), Rect(100, 60, 90, 70)
    select(window, rect)
    steps = len(window.canvas.document.history.names)
    press(window, "C")
    press(window, "V")  # at once: it waits for the copy
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sea", "Sea"])
    document = window.canvas.document
    assert len(document.history.names) == steps + 1
    layer = document.layers[-1]
    hard = Rect(rect.left, rect.top + 1, rect.width, rect.height - 1)
    assert np.array_equal(layer.tiles.read(hard), pixels[hard.slices])
    soft = layer.tiles.read(Rect(rect.left, rect.top, rect.width, 1))[0]
    assert np.array_equal(
        soft[:, 3], (pixels[rect.top, rect.left : rect.right, 3].astype(int) * 90 + 127) // 255
    )
    assert document.active.id == layer.id


def test_cut_is_one_step_and_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    pixels, rect = noisy(window), Rect(100, 60, 90, 70)
    select(window, rect)
    document = window.canvas.document
    steps = len(document.history.names)
    press(window, "X")
    qtbot.waitUntil(lambda: document.history.names[-1] == "Cut")
    assert len(document.history.names) == steps + 1
    inner = Rect(rect.left, rect.top + 1, rect.width, rect.height - 1)
    assert not document.layers[-1].tiles.read(inner)[..., 3].any()
    press(window, "Z")
    assert np.array_equal(document.layers[-1].tiles.read(document.rect), pixels)
    press(window, "V")  # what was cut is still in the clipboard
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sea", "Sea"])


def test_without_a_selection_layers_are_cut_and_copied(window: MainWindow, qtbot: QtBot) -> None:
    noisy(window)
    press(window, "X")
    qtbot.waitUntil(lambda: names(window) == ["Paper"])
    press(window, "V")
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sea"])


def test_in_another_document_it_lies_in_the_middle_of_what_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    noisy(window)
    select(window, Rect(100, 60, 90, 70))
    press(window, "C")
    copied_here(qtbot)
    window.workspace.active.replace(Document(2000, 1500))
    window.canvas.set_zoom(2)
    window.canvas.look_at(QPointF(1500, 400))
    press(window, "V")
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sketch", "Sea"])
    layer = window.canvas.document.layers[-1]
    across = np.flatnonzero(layer.tiles.read(window.canvas.document.rect)[..., 3].any(axis=0))
    assert abs((across[0] + across[-1]) / 2 - 1500) < 3


def test_what_has_no_room_is_told_of(window: MainWindow, qtbot: QtBot) -> None:
    noisy(window)
    press(window, "C")
    copied_here(qtbot)
    window.workspace.active.replace(Document(50, 40))
    press(window, "V")
    qtbot.waitUntil(lambda: "cut off" in window.messages.text)
    press(window, "N", _CTRL | _SHIFT)
    qtbot.waitUntil(lambda: window.canvas.document.width == 768)
    assert names(window) == ["Paper", "Sea"]


def test_pasted_as_a_new_picture_it_has_its_own_size(window: MainWindow, qtbot: QtBot) -> None:
    pixels, rect = noisy(window), Rect(100, 60, 90, 70)
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[rect.slices] = 255
    document.select(mask)
    press(window, "C")
    press(window, "N", _CTRL | _SHIFT)
    qtbot.waitUntil(lambda: window.canvas.document is not document)
    new = window.canvas.document
    assert (new.width, new.height) == (90, 70)
    assert np.array_equal(new.layers[-1].tiles.read(new.rect), pixels[rect.slices])
    assert window.files.unsaved


def test_a_selection_goes_to_a_layer_of_its_own_and_the_clipboard_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    noisy(window)
    select(window, Rect(100, 60, 90, 70))
    QGuiApplication.clipboard().setText("words")
    press(window, "J", _CTRL | _SHIFT)
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sea", "Sea"])
    assert window.canvas.document.history.names[-1] == "Cut to new layer"
    press(window, "Z")
    press(window, "J", _CTRL | _ALT)
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sea", "Sea"])
    assert window.canvas.document.history.names[-1] == "Copy to new layer"
    assert QGuiApplication.clipboard().text() == "words"


def test_copy_merged_takes_what_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    noisy(window)
    rect = Rect(10, 20, 60, 50)
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[rect.slices] = 255
    document.select(mask)
    seen = document.composite(rect)
    press(window, "C", _CTRL | _SHIFT)
    press(window, "V")
    qtbot.waitUntil(lambda: len(names(window)) == 3)
    assert np.array_equal(document.layers[-1].tiles.read(rect), seen)


def test_it_is_pasted_into_the_selection_and_at_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    noisy(window)
    document = window.canvas.document
    trigger(window, "paste_into")
    assert window.messages.error == "Nothing is selected that could be pasted into."
    select(window, Rect(0, 0, 40, 40))
    press(window, "C")
    select(window, Rect(300, 200, 20, 20))
    trigger(window, "paste_into")
    qtbot.waitUntil(lambda: len(names(window)) == 3)
    seen = document.layers[-1]
    assert seen.mask is not None
    assert document.selection is not None
    assert np.array_equal(seen.mask.read(document.rect), 255 - document.selection)
    alpha = seen.tiles.read(Rect(290, 190, 40, 40))[..., 3]
    assert alpha.any(axis=1).sum() >= 39  # all of it lies around the selection, most of it hidden
    QTest.mouseMove(window.canvas, window.canvas.viewport.to_widget(QPointF(500, 300)).toPoint())
    qtbot.waitUntil(lambda: window.canvas.pointed is not None)
    press(window, "V", _CTRL | _ALT)
    qtbot.waitUntil(lambda: len(names(window)) == 4)
    assert document.layers[-1].tiles.read(Rect(485, 285, 30, 30))[..., 3].mean() > 60


def test_what_there_is_nothing_of_is_said_and_the_clipboard_stays(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("words")
    press(window, "C")
    qtbot.waitUntil(lambda: window.messages.error == "“Sketch” is empty.")
    assert QGuiApplication.clipboard().text() == "words"
    press(window, "V")
    assert window.messages.error == "There is no picture in the clipboard."
    select(window, Rect(0, 0, 9, 9))
    press(window, "X")
    qtbot.waitUntil(lambda: "nothing within the selection" in window.messages.error)


def test_other_programs_get_a_png_with_transparency(window: MainWindow, qtbot: QtBot) -> None:
    pixels, rect = noisy(window), Rect(100, 60, 90, 70)
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[rect.slices] = 255
    document.select(mask)
    press(window, "C")
    data = copied_here(qtbot)
    with Image.open(io.BytesIO(bytes(data.data("image/png").data()))) as picture:
        seen = np.asarray(picture.convert("RGBA"))
    there = pixels[rect.slices][..., 3] > 0
    assert np.array_equal(seen[there], pixels[rect.slices][there])
    assert data.hasImage()
    image = data.imageData()
    assert (image.width(), image.height()) == (90, 70)
    assert image.hasAlphaChannel()


def test_another_window_of_the_program_gets_the_layers(window: MainWindow, qtbot: QtBot) -> None:
    pixels = noisy(window)
    document = window.canvas.document
    document.set_opacity(document.active.id, 0.5)
    press(window, "C")
    copy = copied_here(qtbot).copy
    elsewhere = QMimeData()  # as it comes from another process: bytes alone
    elsewhere.setData(OWN, copy.layers)
    elsewhere.setData("image/png", copy.png)
    QGuiApplication.clipboard().setMimeData(elsewhere)
    window.workspace.active.replace(Document(document.width, document.height))
    press(window, "V")
    qtbot.waitUntil(lambda: names(window) == ["Paper", "Sketch", "Sea"])
    layer = window.canvas.document.layers[-1]
    assert layer.opacity == 0.5
    after = layer.tiles.read(document.rect)
    assert np.array_equal(after[..., 3], pixels[..., 3])
    shown = pixels[..., 3] > 0
    assert np.array_equal(after[shown], pixels[shown])


def test_nothing_is_encoded_before_somebody_asks(window: MainWindow) -> None:
    document = window.canvas.document
    noisy(window)
    data = CopiedData(Copy(copied(document.state), document))
    assert data.hasFormat("image/png")
    assert data.hasImage()
    assert data.copy._png is None


def test_what_was_copied_outlives_the_window(window: MainWindow, qtbot: QtBot) -> None:
    noisy(window)
    press(window, "C")
    copied_here(qtbot)
    window.close()
    data = QGuiApplication.clipboard().mimeData()
    assert not isinstance(data, CopiedData)
    assert data.hasFormat(OWN)
    assert data.hasImage()


def test_pictures_of_other_programs_become_layers(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    bitmap = io.BytesIO()
    Image.new("RGB", (30, 20), (9, 8, 7)).save(bitmap, "BMP")
    data = QMimeData()
    data.setData("image/bmp", bitmap.getvalue())
    QGuiApplication.clipboard().setMimeData(data)
    press(window, "V")
    qtbot.waitUntil(lambda: len(names(window)) == 3)
    QGuiApplication.clipboard().setMimeData(data)
    press(window, "N", _CTRL | _SHIFT)
    qtbot.waitUntil(lambda: window.canvas.document.width == 30)
    listed = QMimeData()
    listed.setData("text/uri-list", f"file://{picture_file(tmp_path / 'a.png', (1, 2, 3))}\r\n".encode())
    QGuiApplication.clipboard().setMimeData(listed)
    press(window, "V")
    qtbot.waitUntil(lambda: names(window)[-1] == "a")


def test_text_fields_keep_the_keys_for_text(window: MainWindow, draw: Callable[[], None]) -> None:
    draw()
    field = QLineEdit("meadow", window)
    field.show()
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, "C", _CTRL)
    assert QGuiApplication.clipboard().text() == "meadow"
    QTest.keyClick(field, "X", _CTRL)
    assert field.text() == ""
    QTest.keyClick(field, "V", _CTRL)
    assert field.text() == "meadow"
    assert names(window) == ["Paper", "Sketch"]


def test_where_something_lies_that_goes_around_a_point() -> None:
    canvas = Rect(0, 0, 100, 80)
    assert corner(Middle(50, 40), 20, 10, canvas) == (40, 35)
    assert corner(Middle(0, 79), 20, 10, canvas) == (0, 70)  # all of it has room
    assert corner(Middle(9, 9), 300, 10, canvas) == (-100, 4)
    assert corner(Middle(5, 5, into_selection=True), 20, 10, canvas) == (-5, 0)
