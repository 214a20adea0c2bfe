"""What holds of every operation in the list."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.engines.listed import ENGINES
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.ui.paint.operations.compose import ComposeSettings
from aipaint_desktop.ui.paint.operations.compose_controls import Start
from aipaint_desktop.ui.paint.operations.listed import OPERATIONS
from aipaint_desktop.ui.paint.operations.operation import Operation
from aipaint_desktop.ui.paint.operations.vary import VarySettings
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom

SELECTED = np.zeros((64, 96), np.uint8)
SELECTED[10:30, 20:60] = 255
CANVAS = Canvas.of(np.full((64, 96, 4), 255, np.uint8), SELECTED)
LIKE = Picture(np.full((40, 40, 3), 90, np.uint8), "like")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_its_settings_become_a_request_of_its_engine(operation: Operation, window: MainWindow) -> None:
    settings = replace(
        window.paint_panel.settings_for(operation.id), width=120, height=80, model="skies", weights="0" * 64
    )
    request = settings.request(CANVAS, (LIKE,))
    request.validate()
    assert request.engine == operation.engine
    assert type(request) in next(each for each in ENGINES if each.id == operation.engine).requests
    assert request.seed == settings.seed
    assert request.size == ((120, 80) if settings.sized else (96, 64))
    assert request.within is not None or operation.id == "extend"  # the selection is heeded


def test_every_engine_has_an_operation_and_no_two_are_called_alike() -> None:
    assert {operation.engine for operation in OPERATIONS} == {engine.id for engine in ENGINES}
    assert len({operation.id for operation in OPERATIONS}) == len(OPERATIONS)
    for engine in ENGINES:
        titles = [operation.title for operation in OPERATIONS if operation.engine == engine.id]
        assert len(titles) == 1 or all(titles)


def test_every_operation_has_its_usual_source(window: MainWindow) -> None:
    usual = {
        operation.id: (window.paint_panel.settings_for(operation.id).offered or (None,))[0]
        for operation in OPERATIONS
    }
    sketch, visible = PaintedFrom.SKETCH, PaintedFrom.VISIBLE
    assert (
        usual.items()
        >= {
            "paint": sketch,
            "sketch": sketch,
            "stylize": visible,
            "upscale": visible,
            "fill": visible,
            "extend": visible,
            "vary": visible,  # like the canvas itself
            "tile": visible,
            "compose": None,
            "generate": None,
        }.items()
    )
    like_references = VarySettings(width=96, height=64, seed=7, from_canvas=False)
    assert not like_references.offered
    for start, expected in ((Start.CANVAS, sketch), (Start.SELECTION, visible), (Start.BEYOND, visible)):
        assert ComposeSettings(width=96, height=64, seed=7, start=start).offered[0] is expected
    assert PaintedFrom.SELECTION not in window.paint_panel.settings_for("fill").offered


def test_a_variation_of_the_canvas_is_like_the_canvas() -> None:
    settings = VarySettings(width=96, height=64, seed=7, from_canvas=True)
    request = settings.request(CANVAS, (LIKE,))
    assert isinstance(request, VaryRequest)
    assert request.references == (CANVAS.picture,)
    assert replace(settings, from_canvas=False).request(CANVAS, (LIKE,)).sources == (LIKE,)
