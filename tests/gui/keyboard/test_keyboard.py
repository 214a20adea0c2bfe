"""Who has the keys in the real window."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.keyboard.shortcuts import named_actions
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls
from aipaint_desktop.ui.window.main_window import MainWindow

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key
HEX = "Colour as hexadecimal"


def named(window: MainWindow, name: str) -> QLineEdit:
    fields = [edit for edit in window.findChildren(QLineEdit) if edit.accessibleName() == name]
    return next((edit for edit in fields if edit.isVisibleTo(window)), fields[0])


def point_at(window: MainWindow, x: int, y: int) -> None:
    QTest.mouseMove(window.canvas, QPoint(x, y))


def prompt_of(window: MainWindow) -> QWidget:
    window.workspace.equipment.engines.setdefault("composer", window.workspace.equipment.engines["painter"])
    window.paint_panel.set_operation("compose")
    return window.paint_panel.controls(ComposeControls).prompt


def controls_without_text(window: MainWindow) -> list[QWidget]:
    window.docks.layers.raise_()
    QCoreApplication.processEvents()
    return [
        window.layers.list,
        window.layers.opacity,
        next(box for box in window.findChildren(QComboBox) if box.isVisible()),
        window.findChild(QPushButton, "paint"),
        window.references.findChild(QListWidget),
    ]


def send(widget: QWidget, key: int, scan: int, text: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press and release a key as a keyboard of X11 does."""
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, scan, 0, 0, text)
    override.ignore()
    QCoreApplication.sendEvent(widget, override)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, scan, 0, 0, text))


def test_the_pointer_takes_no_keys_from_what_has_them(
    window: MainWindow, qtbot: QtBot, draw: Callable[[], None]
) -> None:
    draw()
    painted = window.canvas.document.active.tiles

    def point_and_press_del(widget: QWidget) -> None:
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        point_at(window, 100, 100)
        point_at(window, 120, 110)
        assert widget.hasFocus(), widget
        QTest.keyClick(widget, KEYS.Key_Delete)
        assert window.canvas.document.active.tiles is painted, widget

    for control in controls_without_text(window):
        point_and_press_del(control)
    point_and_press_del(prompt_of(window))
    window.docks.colour.raise_()
    QCoreApplication.processEvents()
    point_and_press_del(named(window, HEX))
    window.docks.layers.raise_()
    QCoreApplication.processEvents()
    window.layers.list.setFocus()
    QTest.keyClick(window.layers.list, KEYS.Key_Delete)
    assert window.messages.text.startswith("Click the canvas first")
    QTest.mouseClick(window.canvas, Qt.MouseButton.MiddleButton, pos=QPoint(100, 100))
    QTest.keyClick(window.canvas, KEYS.Key_Delete)
    assert window.canvas.document.active.tiles.bounds.empty


def test_tool_keys_work_from_every_control_that_takes_no_text(window: MainWindow) -> None:
    for widget in controls_without_text(window):
        widget.setFocus()
        point_at(window, 100, 100)
        for key, tool in (("E", "eraser"), ("L", "lasso"), ("B", "brush")):
            QTest.keyClick(widget, key)
            assert window.canvas.tool.id == tool, widget
        size = window.tool_options.brush.brush.size
        QTest.keyClick(widget, KEYS.Key_BracketRight)
        assert window.tool_options.brush.brush.size > size
        assert widget.hasFocus()


@pytest.mark.parametrize("key", [KEYS.Key_Space, KEYS.Key_R])
def test_held_keys_are_the_canvass_while_it_is_pointed_at(window: MainWindow, key: Qt.Key) -> None:
    held = {KEYS.Key_Space: "hand", KEYS.Key_R: "rotate"}[key]
    for widget in controls_without_text(window):
        widget.setFocus()
        point_at(window, 100, 100)
        point_at(window, 101, 100)
        QTest.keyPress(widget, key)
        assert window.canvas.cursor().shape() == window.canvas.tools[held].cursor, widget
        QTest.keyRelease(widget, key)
        assert window.canvas.cursor().shape() == window.canvas.tool.cursor
    assert not window.workspace.painting.busy  # Space pressed no button


def test_space_presses_the_button_that_was_reached_with_the_tab_key(window: MainWindow, qtbot: QtBot) -> None:
    point_at(window, 100, 100)
    button = window.findChild(QPushButton, "paint")
    button.setFocus()  # after the pointer came to rest
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, KEYS.Key_Space)
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)


def test_letters_are_typed_into_fields_and_set_off_nothing(window: MainWindow) -> None:
    tool = window.canvas.tool.id
    prompt = prompt_of(window)
    for field in (prompt, named(window, "What to stay away from")):
        field.setFocus()
        point_at(window, 100, 100)
        QTest.keyClicks(field, "red beer ]1")
        assert (field.toPlainText() if field is prompt else field.text()) == "red beer ]1"
    assert window.canvas.tool.id == tool


def test_a_click_on_what_has_no_use_for_keys_gives_them_to_the_canvas(
    window: MainWindow, qtbot: QtBot
) -> None:
    prompt = prompt_of(window)
    prompt.setFocus()
    qtbot.waitUntil(prompt.hasFocus)
    eraser = next(button for button in window.tools.findChildren(QToolButton) if button.text() == "Eraser")
    QTest.mouseClick(eraser, LEFT)
    assert window.canvas.hasFocus()
    assert window.canvas.tool.id == "eraser"


def test_enter_gives_the_keys_of_a_field_back(window: MainWindow, qtbot: QtBot) -> None:
    colour = named(window, HEX)
    colour.setFocus()
    colour.selectAll()
    QTest.keyClicks(colour, "#336699")
    QTest.keyClick(colour, KEYS.Key_Return)
    assert window.canvas.colour.name() == "#336699"
    qtbot.waitUntil(window.canvas.hasFocus)
    width = window.paint_panel.size_field.width_edit
    width.setFocus()
    width.selectAll()
    QTest.keyClicks(width, "abc")
    QTest.keyClick(width, KEYS.Key_Return)
    qtbot.wait(10)
    assert width.hasFocus()  # it did not understand
    QTest.keyClicks(width, "512")
    QTest.keyClick(width, KEYS.Key_Return)
    qtbot.waitUntil(window.canvas.hasFocus)
    slider = window.layers.opacity
    slider.setFocus()
    QTest.keyClick(slider, KEYS.Key_Return)
    QTest.keyClicks(slider.editor, "40")
    QTest.keyClick(slider.editor, KEYS.Key_Return)
    qtbot.waitUntil(window.canvas.hasFocus)
    assert slider.number == 40


# What layouts write where B, E, R and [ are, and one more.
GREEK, HEBREW, THAI = "ΒΕΡ[Δ", "נקר]ג", "ิำพบก"


@pytest.mark.parametrize("letters", ["ИУКХВ", GREEK, HEBREW, THAI])
def test_tool_keys_are_where_they_are_whatever_the_layout_writes(window: MainWindow, letters: str) -> None:
    brush, eraser, rotate, smaller, _none = letters
    for widget in (window.canvas, window.layers.list):
        widget.setFocus()
        send(widget, ord(eraser), 26, eraser)
        assert window.canvas.tool.id == "eraser"
        send(widget, ord(brush), 56, brush)
        assert window.canvas.tool.id == "brush"
        size = window.tool_options.brush.brush.size
        if smaller not in "[]":
            send(widget, ord(smaller), 34, smaller)
            assert window.tool_options.brush.brush.size < size
        override = QKeyEvent(QEvent.Type.ShortcutOverride, ord(rotate), NONE, 27, 0, 0, rotate)
        override.ignore()
        QCoreApplication.sendEvent(widget, override)
        QCoreApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, ord(rotate), NONE, 27, 0, 0, rotate)
        )
        assert window.canvas.cursor().shape() == window.canvas.tools["rotate"].cursor
        QCoreApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyRelease, ord(rotate), NONE, 27, 0, 0, rotate)
        )
        assert window.canvas.cursor().shape() == window.canvas.tool.cursor


def test_commands_work_in_fields_of_a_layout_without_latin_letters(window: MainWindow) -> None:
    field = named(window, "What to stay away from")
    prompt_of(window)
    field.setFocus()
    send(field, ord("Б"), 59, "б")
    send(field, ord("А"), 41, "а")
    assert field.text() == "ба"
    send(field, ord("Ф"), 38, "", CTRL)  # Ctrl+A is the field's
    assert field.selectedText() == "ба"
    assert window.canvas.document.selection is None


@pytest.mark.parametrize(
    ("key", "scan", "text", "name"),
    [
        (KEYS.Key_ParenRight, 19, ")", "upright"),
        (ord("Я"), 52, "\x1a", "redo"),
        (ord("Ы"), 39, "\x13", "save_as"),
        (ord("Φ"), 41, "\x06", ""),
    ],
)
def test_shift_tells_one_command_from_the_other_in_every_layout(
    window: MainWindow, key: int, scan: int, text: str, name: str
) -> None:
    called = []
    for action in named_actions(window):
        action.setEnabled(True)
        action.triggered.disconnect()
        action.triggered.connect(partial(called.append, action.objectName()))
    window.canvas.setFocus()
    send(window.canvas, key, scan, text, CTRL | SHIFT)
    assert called == ([name] if name else [])


def test_digits_need_no_shift_on_a_french_keyboard(window: MainWindow) -> None:
    send(window.canvas, ord("'"), 13, "'")
    assert window.canvas.viewport.rotation == 345
    send(window.canvas, ord("("), 14, "(")
    assert window.canvas.viewport.rotation == 0
    override = QKeyEvent(QEvent.Type.ShortcutOverride, ord("-"), NONE, 15, 0, 0, "-")
    override.ignore()
    QCoreApplication.sendEvent(window.canvas, override)
    assert override.isAccepted()  # to turn the view: it is no shortcut of Qt's, which would zoom
    window.canvas.set_zoom(3)
    send(window.canvas, ord("À"), 19, "", CTRL)
    assert window.canvas.viewport.zoom == 1


def test_the_view_is_turned_from_a_german_keyboard(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, KEYS.Key_Right, CTRL | SHIFT)
    assert window.canvas.viewport.rotation == 15
    send(window.canvas, ord("Ü"), 34, "", CTRL)
    assert window.canvas.viewport.rotation == 0


def test_what_altgr_writes_stays_what_it_is(window: MainWindow) -> None:
    opacity = window.tool_options.brush.brush.opacity
    event = QKeyEvent(QEvent.Type.ShortcutOverride, KEYS.Key_BracketLeft, NONE, 17, 0, 0x80, "[")
    event.ignore()
    QCoreApplication.sendEvent(window.canvas, event)
    assert not event.isAccepted()  # so that Qt finds the command that [ is
    assert window.tool_options.brush.brush.opacity == opacity


def test_keys_of_a_composition_are_its_own(window: MainWindow, qtbot: QtBot) -> None:
    prompt = prompt_of(window)
    prompt.setFocus()
    qtbot.waitUntil(prompt.hasFocus)
    QCoreApplication.sendEvent(prompt, QInputMethodEvent("うみ", []))
    for key, modifiers in ((KEYS.Key_Return, NONE), (KEYS.Key_Return, CTRL), (KEYS.Key_Escape, NONE)):
        QTest.keyClick(prompt, key, modifiers)
    assert not window.workspace.painting.busy
    assert not window.messages.text
    assert prompt.toPlainText() == ""
    assert prompt.hasFocus()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("海")
    QCoreApplication.sendEvent(prompt, committed)
    QTest.keyClick(prompt, KEYS.Key_Return)
    assert prompt.toPlainText() == "海\n"


@pytest.mark.parametrize(
    ("key", "modifiers", "said"),
    [
        ("V", NONE, "T moves a layer; Ctrl+T scales and turns it."),
        ("U", NONE, "Lines, rectangles, ellipses, polygons and curves are in the tool bar."),
        ("N", NONE, "N means nothing here; the settings list the keys that do."),
    ],
)
def test_keys_without_a_meaning_say_so(
    window: MainWindow, key: str, modifiers: Qt.KeyboardModifier, said: str
) -> None:
    QTest.keyClick(window.canvas, key, modifiers)
    assert window.messages.text == said


def test_keys_without_a_meaning_are_called_as_the_keyboard_has_them(window: MainWindow) -> None:
    send(window.canvas, ord("Г"), 30, "г")  # where U is
    assert window.messages.text == "Lines, rectangles, ellipses, polygons and curves are in the tool bar."
    send(window.canvas, ord("Т"), 57, "т")
    assert window.messages.text.startswith("Т means nothing here")


def test_commands_that_can_do_nothing_say_so(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, "Z", CTRL)
    assert window.messages.text == "There is nothing for “Undo” to do just now."
    window.messages.hide()
    send(window.canvas, ord("Я"), 52, "", CTRL)
    assert window.messages.text == "There is nothing for “Undo” to do just now."


def test_input_methods_begin_words_only_in_fields(window: MainWindow, qtbot: QtBot) -> None:
    def begins_words(widget: QWidget) -> bool:
        query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        QCoreApplication.sendEvent(widget, query)
        return bool(query.value(Qt.InputMethodQuery.ImEnabled))

    window.docks.show(window.docks.layers)
    QCoreApplication.processEvents()
    assert not begins_words(window.layers.list)  # although its names can be changed
    assert not begins_words(window.canvas)
    assert begins_words(prompt_of(window))
    window.docks.show(window.docks.colour)
    QCoreApplication.processEvents()
    assert begins_words(named(window, HEX))


def test_keys_that_are_no_ones_habit_say_nothing(window: MainWindow) -> None:
    for key in (KEYS.Key_Shift, KEYS.Key_Down, KEYS.Key_Escape, KEYS.Key_Return, KEYS.Key_CapsLock):
        QTest.keyClick(window.canvas, key)
    assert not window.messages.text
    assert QApplication.focusWidget() is window.canvas
