"""Text in the whole window: keys that are commands elsewhere, the list of layers, what is said on opening."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.text import Text, TextStyle, TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.geometry import Rect

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def write(window: MainWindow, qtbot: QtBot, words: str) -> Layer:
    window.canvas.choose_tool("text")
    QTest.mouseClick(window.canvas, LEFT, NONE, window.canvas.rect().center())
    for key in words:
        QTest.keyClicks(window.canvas.window().focusWidget(), key)
    qtbot.waitUntil(lambda: _words(window) == words)
    layer = window.canvas.document.active
    assert isinstance(layer, Layer)
    return layer


def _words(window: MainWindow) -> str:
    layer = window.canvas.document.active
    return layer.text.words if isinstance(layer, Layer) and layer.text else ""


def test_keys_that_are_commands_write_words(window: MainWindow, qtbot: QtBot) -> None:
    write(window, qtbot, "be pert r1")
    assert window.canvas.tool.id == "text"
    QTest.keyClick(window.canvas, Qt.Key.Key_A, CONTROL)  # all words, and not all of the picture
    assert window.canvas.document.selection is None
    QTest.keyClick(window.canvas, Qt.Key.Key_Tab)
    assert not window.docks.layers.isHidden()
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: _words(window) == "be pert ")
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    QTest.keyClick(window.canvas, Qt.Key.Key_B)
    assert window.canvas.tool.id == "brush"


def test_a_double_click_in_the_list_edits_it(window: MainWindow, qtbot: QtBot) -> None:
    layer = write(window, qtbot, "Hi")
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    window.canvas.choose_tool("brush")
    window.docks.layers.raise_()
    rows = window.layers.list
    qtbot.waitUntil(rows.isVisible)
    row = rows.row_at(QPoint(60, rows.visualRect(rows.model().index(0, 0)).center().y()))
    assert row is not None
    assert row.node.id == layer.id
    QTest.mouseDClick(rows.viewport(), LEFT, NONE, row.picture.center())
    assert window.canvas.tool.id == "text"
    QTest.keyClicks(window.canvas, "!")
    qtbot.waitUntil(lambda: _words(window) == "Hi!")


def test_the_menu_rasterises(window: MainWindow, qtbot: QtBot) -> None:
    write(window, qtbot, "Hi")
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    action = window.findChild(QAction, "rasterise")
    assert action is not None
    action.trigger()
    assert _words(window) == ""
    assert window.canvas.document.history.names[-1] == "Rasterise"
    action.trigger()
    assert window.messages.text == "There is no text among what is chosen."


def test_missing_fonts_are_told_once_and_the_pixels_stay(window: MainWindow, qtbot: QtBot) -> None:
    document = Document(300, 200)
    pixels = TileStore().fill(Rect(10, 10, 50, 20), (1, 2, 3, 255))
    tiles = TextTiles(pixels, Text("Hi", TextStyle("No Such Font")))
    layer = Layer("Hi", tiles)
    document = Document.from_state(
        replace(document.state, nodes=(*document.state.nodes, layer), active_id=layer.id), "Open"
    )
    window.workspace.active.replace(document)
    qtbot.waitUntil(lambda: "No Such Font" in window.messages.text)
    assert document.layer(layer.id).tiles is tiles
