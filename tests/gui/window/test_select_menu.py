"""The menu Select, in the real window: its keys, its dialogs, the quick mask."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.selecting.combining import Combination
from aipaint_desktop.document.selecting.reshaping import grown
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.window.selection_dialogs import ChannelsDialog, ColourRangeDialog, ReshapeDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action is not None
    action.trigger()


def in_dialog(window: MainWindow, name: str, act: Callable[[QDialog], None]) -> None:
    """Trigger a command and do something with the dialog that it shows."""
    seen: list[BaseException] = []

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        except BaseException as error:
            seen.append(error)
            dialog.reject()

    QTimer.singleShot(50, window, go_on)
    trigger(window, name)
    if seen:
        raise seen[0]


def square(window: MainWindow) -> np.ndarray:
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[100:150, 120:200] = 255
    document.select(mask)
    return mask


def test_each_key_does_what_it_does_in_krita(window: MainWindow) -> None:
    document, canvas = window.canvas.document, window.canvas
    QTest.keyClick(canvas, Qt.Key.Key_A, CONTROL)
    assert document.selection is not None
    assert document.selection.all()
    QTest.keyClick(canvas, Qt.Key.Key_A, CONTROL | SHIFT)
    assert document.selection is None
    mask = square(window)
    QTest.keyClick(canvas, Qt.Key.Key_I, CONTROL | SHIFT)
    assert np.array_equal(document.selection, 255 - mask)
    QTest.keyClick(canvas, Qt.Key.Key_D, CONTROL)
    assert document.selection is None
    QTest.keyClick(canvas, Qt.Key.Key_D, CONTROL | SHIFT)
    assert np.array_equal(document.selection, 255 - mask)
    QTest.keyClick(canvas, Qt.Key.Key_H, CONTROL)
    assert not canvas.ants_shown
    QTest.keyClick(canvas, Qt.Key.Key_H, CONTROL)
    assert canvas.ants_shown
    QTest.keyClick(canvas, Qt.Key.Key_W, SHIFT)
    assert canvas.tool.id == "wand"


def test_a_dialog_is_called_as_its_command_without_the_access_key(window: MainWindow) -> None:
    square(window)
    titles: list[str] = []

    def look(dialog: QDialog) -> None:
        titles.append(dialog.windowTitle())
        dialog.reject()

    for words in ("&Feather…", "羽化(&F)…"):
        action = window.findChild(QAction, "feather_selection")
        assert action is not None
        action.setText(words)
        in_dialog(window, "feather_selection", look)
    assert titles == ["Feather", "羽化"]


def test_a_selection_is_reshaped_as_the_dialog_says(window: MainWindow, qtbot: QtBot) -> None:
    mask = square(window)
    document = window.canvas.document

    def grow(dialog: QDialog) -> None:
        assert isinstance(dialog, ReshapeDialog)
        dialog.px.set_number(25)
        dialog.renew()
        assert np.array_equal(document.selection, mask)  # seen, not yet done
        dialog.accept()

    in_dialog(window, "grow_selection", grow)
    qtbot.waitUntil(lambda: document.history.names[-1] == "Grow selection")
    assert np.array_equal(document.selection, grown(mask, 25))

    def give_up(dialog: QDialog) -> None:
        assert isinstance(dialog, ReshapeDialog)
        assert dialog.px.number == 10
        dialog.reject()

    in_dialog(window, "shrink_selection", give_up)
    assert np.array_equal(document.selection, grown(mask, 25))
    qtbot.waitUntil(lambda: not window.canvas.busy)
    document.select(None)
    trigger(window, "feather_selection")
    assert window.messages.text == "Nothing is selected."


def test_a_colour_is_selected_wherever_it_is(window: MainWindow, qtbot: QtBot) -> None:
    document = window.canvas.document
    image = np.zeros((60, 40, 4), np.uint8)
    image[10:20, 5:25] = (200, 10, 10, 255)
    document.paste_image(image, "Red", left=100, top=50)
    window.colours.set_colour(QColor(200, 10, 10))

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ColourRangeDialog)
        dialog.tolerance.set_number(60)
        dialog.accept()

    in_dialog(window, "select_colour", choose)
    qtbot.waitUntil(lambda: document.selection is not None)
    assert document.selection is not None
    found = bounds((document.selection >= 128).astype(np.uint8))
    assert (found.left, found.top, found.width, found.height) == (105, 60, 20, 10)


def test_a_channel_is_saved_loaded_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    document = window.canvas.document
    mask = square(window)

    def name(dialog: QDialog) -> None:
        assert isinstance(dialog, QInputDialog)
        assert dialog.textValue() == "Channel 1"
        dialog.setTextValue("Boat")
        dialog.accept()

    in_dialog(window, "save_channel", name)
    assert set(document.state.channels) == {"Boat"}
    document.select_all()

    def load(dialog: QDialog) -> None:
        assert isinstance(dialog, ChannelsDialog)
        dialog.how.setCurrentIndex(dialog.how.findData(Combination.SUBTRACT))
        dialog.accept()

    in_dialog(window, "load_channel", load)
    qtbot.waitUntil(lambda: np.array_equal(document.selection, 255 - mask))

    def delete(dialog: QDialog) -> None:
        assert isinstance(dialog, ChannelsDialog)
        dialog.delete.click()

    in_dialog(window, "load_channel", delete)
    assert not document.state.channels
    trigger(window, "load_channel")
    assert window.messages.text.startswith("No selection has been saved")


def test_the_quick_mask_is_painted_with_the_brush(
    window: MainWindow, qtbot: QtBot, draw: Callable[[], None]
) -> None:
    document = window.canvas.document
    layers = document.state.nodes
    QTest.keyClick(window.canvas, Qt.Key.Key_Q)
    assert document.quick_mask
    window.colours.set_colour(QColor(0, 0, 0))
    draw()
    assert document.selection is not None
    assert np.count_nonzero(document.selection == 0) > 0
    assert document.state.nodes is layers
    red = window.canvas.grab().toImage()
    QTest.keyClick(window.canvas, Qt.Key.Key_Q)
    assert not document.quick_mask
    qtbot.wait(1)
    assert window.canvas.grab().toImage() != red
    document.undo()
    assert document.selection is None


def test_del_clears_the_quick_mask_and_no_layer(window: MainWindow, draw: Callable[[], None]) -> None:
    draw()
    document = window.canvas.document
    layers = document.state.nodes
    window.colours.set_colour(QColor(0, 0, 0))
    QTest.keyClick(window.canvas, Qt.Key.Key_Q)
    draw()
    assert document.selection is not None
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert document.selection is None
    assert document.state.nodes is layers


def test_what_is_painted_is_selected(window: MainWindow, draw: Callable[[], None]) -> None:
    draw()
    trigger(window, "select_opaque")
    document = window.canvas.document
    alpha = document.layers[-1].tiles.read(document.rect)[..., 3]
    assert np.array_equal(document.selection, alpha)
