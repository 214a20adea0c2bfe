"""Enclose and fill on the canvas."""

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.canvas.tools.lasso_fill import LassoFillTool
from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.test_shapes import drag, take

AROUND = ((50, 50), (300, 50), (300, 250), (50, 250), (50, 60))


def test_what_is_drawn_around_is_filled_on_another_layer(view: CanvasView) -> None:
    view.brush_tool.brush = view.brush_tool.brush.__class__("Hard", size=6)
    shape = take(view, "rectangle_shape")
    shape.fill_with(type(shape.inside)("nothing"))
    shape.set_outlined(True)
    drag(view, (100, 100), (200, 200))
    view.document.add_layer("Colour")
    view.choose_tool("lasso_fill")
    view.colour = QColor(0, 120, 0)
    drag(view, *AROUND)
    pixels = view.document.layers[-1].tiles.read(view.document.rect)
    wanted = np.zeros((300, 400), bool)
    wanted[103:197, 103:197] = True
    assert np.array_equal(pixels[..., 3] == 255, wanted)
    assert pixels[150, 150].tolist() == [0, 120, 0, 255]
    assert view.document.history.names[-1] == "Enclose and fill"


def test_nothing_enclosed_is_said(view: CanvasView, qtbot: QtBot) -> None:
    view.choose_tool("lasso_fill")
    with qtbot.waitSignal(view.refused) as said:
        drag(view, *AROUND)
    assert said.args == ["Nothing is enclosed there: go around outlines that are closed."]
    assert len(view.document.history.names) == 1


def test_layers_with_a_label_alone_are_looked_at(view: CanvasView, qtbot: QtBot) -> None:
    view.choose_tool("lasso_fill")
    assert isinstance(view.tool, LassoFillTool)
    view.tool.settings.take_reference("all", "red")
    with qtbot.waitSignal(view.refused) as said:
        drag(view, *AROUND)
    assert said.args == ["No layer has a label of this colour."]
