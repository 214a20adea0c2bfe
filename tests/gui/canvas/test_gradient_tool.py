"""The gradient tool on the canvas."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.canvas.tools.gradient import GradientTool
from aipaint_desktop.ui.canvas.tools.gradient_options import Colours, GradientOptions
from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.test_shapes import BUTTON, NONE, ORIGIN, _move, drag


def tool(view: CanvasView) -> GradientTool:
    view.choose_tool("gradient")
    assert isinstance(view.tool, GradientTool)
    return view.tool


def pixels(view: CanvasView) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return view.document.layers[-1].tiles.read(view.document.rect)


def test_a_drag_lays_it_from_colour_to_colour_in_one_step(view: CanvasView) -> None:
    tool(view)
    view.other_colour = QColor(0, 0, 250)
    drag(view, (100, 150), (300, 150))
    assert pixels(view)[10, 20].tolist() == [200, 30, 10, 255]
    assert pixels(view)[290, 380].tolist() == [0, 0, 250, 255]
    assert np.abs(pixels(view)[150, 200].astype(int) - [100, 15, 130, 255]).max() <= 2
    assert view.document.history.names == ("New picture", "Gradient")


def test_to_transparent_keeps_the_colour(view: CanvasView) -> None:
    tool(view).colours = Colours.TO_TRANSPARENT
    drag(view, (100, 150), (300, 150))
    row = pixels(view)[150]
    assert (row[120:290, :3] == (200, 30, 10)).all()
    assert not row[310, 3]


def test_it_is_seen_while_it_is_dragged_and_a_click_lays_nothing(view: CanvasView) -> None:
    tool(view)
    view.other_colour = QColor(0, 0, 250)
    QTest.mousePress(view, BUTTON, NONE, QPoint(100, 150) + ORIGIN)
    _move(view, QPoint(300, 150) + ORIGIN, NONE)
    view._flush_moves()
    seen = view.grab().toImage()
    assert seen.pixelColor(70, 60).red() > 190
    assert seen.pixelColor(430, 60).blue() > 230
    assert len(view.document.history.names) == 1
    view.cancel()
    assert view.grab().toImage().pixelColor(70, 60) == QColor(255, 255, 255)
    QTest.mouseClick(view, BUTTON, NONE, QPoint(100, 150) + ORIGIN)
    assert len(view.document.history.names) == 1


def test_own_stops_take_the_colour_in_hand(view: CanvasView, qtbot: QtBot) -> None:
    in_hand = tool(view)
    options = in_hand.options()
    qtbot.addWidget(options)
    assert isinstance(options, GradientOptions)
    options.bar.set_colour(QColor(1, 2, 3))
    assert in_hand.colours is Colours.OWN
    assert (1, 2, 3) in [colour for _, colour in in_hand.stops]
    drag(view, (100, 150), (300, 150), keys=Qt.KeyboardModifier.ShiftModifier)
    assert pixels(view)[150, 350].tolist() == [1, 2, 3, 255]
