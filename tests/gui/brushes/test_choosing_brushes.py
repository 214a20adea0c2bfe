"""A brush is found by its name, its group or where the pen is, and taken in hand."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.brushes.palette import BrushPalette
from aipaint_desktop.ui.brushes.popup import BrushDropDown
from aipaint_desktop.ui.window.main_window import MainWindow

RIGHT = Qt.MouseButton.RightButton


def open_palette(window: MainWindow, place: QPoint) -> BrushPalette:
    QTest.mousePress(window.canvas, RIGHT, pos=place)
    (palette,) = (each for each in window.canvas.findChildren(BrushPalette) if each.isVisible())
    return palette


def names(window: MainWindow) -> list[str]:
    cells = window.brushes_panel.chooser.cells
    return [cells.presets.preset(cells.presets.index(row)).name for row in range(cells.presets.rowCount())]


def test_a_brush_is_found_by_what_is_typed_and_taken_with_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.choose_tool("hand")
    QTest.keyClick(window.canvas, Qt.Key.Key_F6)
    drop_down = window.findChild(BrushDropDown)
    qtbot.waitUntil(drop_down.isVisible)
    QTest.keyClicks(drop_down.chooser.search, "char")
    QTest.keyClick(drop_down.chooser.search, Qt.Key.Key_Return)
    assert window.tool_options.brush.brush.name == "Charcoal"
    assert window.canvas.tool.id == "brush"
    assert not drop_down.isVisible()


def test_what_is_called_so_comes_before_what_is_only_in_a_group_of_that_name(window: MainWindow) -> None:
    window.brushes_panel.chooser.search.setText("smudge")
    found = names(window)
    assert found[:2] == ["Smudge", "Smudge, bristle"]
    assert "Mixer" in found[2:]


def test_what_is_typed_is_looked_for_among_all_whatever_group_is_chosen(window: MainWindow) -> None:
    chooser = window.brushes_panel.chooser
    chooser.group.setCurrentIndex(chooser.group.findData("favourites"))
    assert names(window) == []
    chooser.search.setText("bristle flat")
    assert names(window) == ["Flat bristle"]
    chooser.search.setText("xyz")
    assert names(window) == []
    assert chooser.cells.isHidden()


def test_a_click_on_the_star_makes_a_favourite_and_takes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.docks.show(window.docks.brushes)
    chooser = window.brushes_panel.chooser
    qtbot.waitUntil(chooser.cells.isVisible)
    index = chooser.cells.presets.index_of("Ink")
    star = chooser.cells.delegate.star(chooser.cells.visualRect(index))
    before = window.tool_options.brush.brush
    QTest.mouseClick(chooser.cells.viewport(), Qt.MouseButton.LeftButton, pos=star.center())
    assert [preset.name for preset in window.workspace.brushes.favourites] == ["Ink"]
    assert window.tool_options.brush.brush == before
    QTest.mouseClick(
        chooser.cells.viewport(), Qt.MouseButton.LeftButton, pos=chooser.cells.visualRect(index).center()
    )
    assert window.tool_options.brush.brush.name == "Ink"
    assert chooser.cells.delegate.in_hand == "Ink"


def test_the_panel_works_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.docks.show(window.docks.brushes)
    chooser = window.brushes_panel.chooser
    qtbot.waitUntil(chooser.cells.isVisible)
    chooser.search.setFocus()
    QTest.keyClick(chooser.search, Qt.Key.Key_Down)
    assert chooser.cells.hasFocus()
    QTest.keyClick(chooser.cells, Qt.Key.Key_Right)
    QTest.keyClick(chooser.cells, Qt.Key.Key_Asterisk)
    QTest.keyClick(chooser.cells, Qt.Key.Key_Return)
    name = chooser.cells.presets.preset(chooser.cells.presets.index(1)).name
    assert window.tool_options.brush.brush.name == name
    assert window.workspace.brushes.is_favourite(name)


def test_slash_goes_to_and_fro_between_two_brushes(window: MainWindow) -> None:
    window.brush_commands.take("Ink")
    window.brush_commands.take("Charcoal")
    for name in ("Ink", "Charcoal"):
        QTest.keyClick(window.canvas, Qt.Key.Key_Slash)
        assert window.tool_options.brush.brush.name == name


def test_the_right_button_opens_the_palette_at_the_pen(window: MainWindow) -> None:
    window.workspace.brushes.set_favourite("Marker", True)
    place = window.canvas.rect().center()
    palette = open_palette(window, place)
    assert palette.geometry().contains(window.canvas.mapToGlobal(place))
    assert palette.brushes[0].brush.name == "Marker"
    palette.size_slider.setValue(palette.size_slider.maximum())
    palette.opacity.setValue(palette.opacity.minimum())
    brush = window.canvas.brush_tool.brush
    assert (brush.size, brush.opacity) == (500, 0.01)
    palette.brushes[0].click()
    assert window.canvas.brush_tool.brush.name == "Marker"
    assert not palette.isVisible()
    assert window.canvas.hasFocus()


def test_colours_of_the_palette_are_painted_with(window: MainWindow, draw: Callable[[], None]) -> None:
    window.colours.set_colour(QColor(10, 120, 200))
    draw()
    window.colours.set_colour(QColor(200, 30, 30))
    palette = open_palette(window, QPoint(200, 200))
    assert palette.wheel.colour.name() == QColor(200, 30, 30).name()
    palette.dots[0].click()
    assert window.canvas.colour.name() == QColor(10, 120, 200).name()
    assert palette.isVisible()
    palette.close()


@pytest.mark.parametrize("how", ["escape", "beside"])
def test_the_palette_closes_without_a_trace(window: MainWindow, how: str) -> None:
    before, state = window.tool_options.brush.brush, window.workspace.document.state
    palette = open_palette(window, QPoint(300, 300))
    if how == "escape":
        QTest.keyClick(palette, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    assert not palette.isVisible()
    assert window.tool_options.brush.brush == before
    assert window.workspace.document.state is state


def test_arrow_keys_go_around_the_palette_and_enter_takes(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Menu)
    (palette,) = (each for each in window.canvas.findChildren(BrushPalette) if each.isVisible())
    palette.brushes[0].setFocus()
    QTest.keyClick(palette.brushes[0], Qt.Key.Key_Right)
    assert palette.focusWidget() is palette.brushes[1]
    QTest.keyClick(palette.brushes[1], Qt.Key.Key_Return)
    assert window.tool_options.brush.brush.name == palette.brushes[1].brush.name


def test_with_another_tool_the_right_button_picks_a_colour(window: MainWindow) -> None:
    window.canvas.choose_tool("fill")
    QTest.mouseClick(window.canvas, RIGHT, pos=window.canvas.rect().center())
    assert not any(each.isVisible() for each in window.canvas.findChildren(BrushPalette))
    assert window.canvas.colour.name() == "#ffffff"


def test_the_eraser_has_its_own_size_in_the_palette(window: MainWindow) -> None:
    window.canvas.choose_tool("eraser")
    brush = window.canvas.brush_tool.brush
    palette = open_palette(window, QPoint(200, 200))
    palette.size_slider.setValue(palette.size_slider.maximum())
    assert window.canvas.eraser_tool.brush.size == 500
    assert window.canvas.brush_tool.brush == brush
    palette.close()


def test_group_and_search_stay_in_another_language(window: MainWindow, qtbot: QtBot) -> None:
    chooser = window.brushes_panel.chooser
    chooser.group.setCurrentIndex(1)
    chooser.search.setText("ink")
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.brushes_panel.chooser is not chooser)
    assert window.brushes_panel.chooser.group.currentIndex() == 1
    assert window.brushes_panel.chooser.search.text() == "ink"
    QApplication.processEvents()
