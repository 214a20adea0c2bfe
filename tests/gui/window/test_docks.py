"""Where the panels stand: in as many columns as there is room for, in the sizes that the artist gave them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.workspace import Workspace

_LEFT = Qt.MouseButton.LeftButton


def stands_in(window: MainWindow) -> int:
    """The number of columns beside the canvas that are seen."""
    return len({dock.x() for dock in window.docks.all if dock.isVisible() and dock.x() >= 0})


def tab_bars(window: MainWindow) -> list[QTabBar]:
    return [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    """Drag what is between the panels."""
    kinds = QEvent.Type
    for kind, place, held in (
        (kinds.MouseButtonPress, start, _LEFT),
        (kinds.MouseMove, end, _LEFT),
        (kinds.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        changed = Qt.MouseButton.NoButton if kind is kinds.MouseMove else _LEFT
        places = QPointF(place), QPointF(window.mapToGlobal(place))
        event = QMouseEvent(kind, *places, changed, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, event)
        QTest.qWait(10)  # Qt follows the mouse a little later


def test_the_panels_stand_in_two_columns_where_there_is_room(window: MainWindow, qtbot: QtBot) -> None:
    assert stands_in(window) == 1
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: stands_in(window) == 2)
    docks = window.docks
    for dock in (docks.colour, docks.layers, docks.paint):
        assert not dock.visibleRegion().isEmpty()
    assert docks.layers.y() > docks.colour.y()
    qtbot.waitUntil(lambda: len(tab_bars(window)) == 1)
    window.resize(1200, 760)
    qtbot.waitUntil(lambda: stands_in(window) == 1)
    qtbot.waitUntil(lambda: len(tab_bars(window)) == 1)
    assert docks.paint.y() > docks.colour.y()


def test_what_the_artist_closed_or_took_out_stays_so(window: MainWindow, qtbot: QtBot) -> None:
    window.docks.history.hide()
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: stands_in(window) == 2)
    assert window.docks.history.isHidden()
    window.docks.layers.setFloating(True)
    window.resize(1200, 760)
    qtbot.wait(50)
    assert window.docks.layers.isFloating()
    window.docks.arrange()
    qtbot.waitUntil(lambda: stands_in(window) == 1)
    assert not window.docks.layers.isFloating()
    assert not window.docks.history.isHidden()


def test_a_field_keeps_the_keys_while_the_panels_stand_otherwise(window: MainWindow, qtbot: QtBot) -> None:
    window.paint_panel.size_field.width_edit.setFocus()
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: stands_in(window) == 2)
    assert window.paint_panel.size_field.width_edit.hasFocus()


def test_panels_find_their_size_again_after_a_small_window(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: stands_in(window) == 2)
    qtbot.wait(20)
    line = window.docks.colour.geometry().topLeft() + QPoint(-2, 200)
    drag(window, line, line - QPoint(60, 0))
    qtbot.waitUntil(lambda: window.docks.colour.width() > 300)
    width = window.docks.colour.width()
    height = window.docks.colour.height()
    qtbot.wait(20)
    for size in ((1000, 560), (1200, 760), (1600, 560), (1600, 1000)):
        window.resize(*size)
        qtbot.waitUntil(lambda: stands_in(window) == (2 if window.width() >= 1500 else 1))
        qtbot.wait(50)

    def found_again(window: MainWindow) -> bool:
        colour = window.docks.colour
        return abs(colour.width() - width) < 4 and abs(colour.height() - height) < 12

    qtbot.waitUntil(lambda: found_again(window))
    window.resize(900, 560)
    qtbot.wait(20)
    window.close()
    again = make_window()
    assert len(tab_bars(again)) == 1
    again.resize(1600, 1000)
    qtbot.waitUntil(lambda: stands_in(again) == 2 and found_again(again))


def test_panels_find_their_size_again_after_they_were_hidden(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: stands_in(window) == 2)
    qtbot.wait(50)
    docks = window.docks
    open_ones = [dock for dock in docks.all if not dock.isHidden()]
    assert docks.navigator not in open_ones
    sizes = [dock.size() for dock in open_ones]

    def found_again() -> bool:
        return [dock.size() for dock in open_ones] == sizes

    for hide in (True, False, True, False):
        window.canvas_only.switch(hide)
        qtbot.wait(20)
    qtbot.waitUntil(found_again)
    for hide in (True, False):
        docks.layers.setHidden(hide)
        docks.history.setHidden(hide)
        docks.brushes.setHidden(hide)
        qtbot.wait(20)
    docks.layers.raise_()
    qtbot.waitUntil(found_again)


def test_a_layout_for_which_there_is_no_room_does_not_widen_the_window(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: stands_in(window) == 2)
    window.docks.history.hide()
    window.close()
    window.settings.remove("window/geometry")
    small = MainWindow(Workspace(window.workspace.equipment), asks=False)
    qtbot.addWidget(small)
    small.resize(820, 520)
    small.docks.recall(small.settings)
    small.show()
    qtbot.waitExposed(small)
    qtbot.wait(20)
    assert small.width() == 820
    assert stands_in(small) == 1
    assert small.docks.history.isHidden()
    assert len(tab_bars(small)) == 1
    small.close()


def test_the_colour_in_hand_is_always_in_sight_and_leads_to_the_colours(
    window: MainWindow, qtbot: QtBot
) -> None:
    button = window.tool_options.colour
    window.docks.layers.raise_()
    qtbot.waitUntil(lambda: window.docks.colour.visibleRegion().isEmpty())
    for tool in window.canvas.tools:
        window.canvas.choose_tool(tool)
        assert button.visibleRegion().boundingRect() == button.rect()
    window.canvas.colour_picked.emit(QColor("#336699"))
    shown = button.grab().toImage()
    assert shown.pixelColor(12, button.height() // 2 - 4).name() == "#336699"
    QTest.mouseClick(button, _LEFT)
    qtbot.waitUntil(lambda: not window.docks.colour.visibleRegion().isEmpty())
    window.docks.colour.hide()
    QTest.mouseClick(button, _LEFT)
    qtbot.waitUntil(lambda: not window.docks.colour.visibleRegion().isEmpty())
