"""What the artist asks for at one moment, without a window."""

from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.composer.engine import ComposerEngine
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.requests import FillRequest, PaintRequest
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.operations.compose import ComposeSettings
from aipaint_desktop.ui.paint.operations.compose_controls import Start
from aipaint_desktop.ui.paint.operations.extend import ExtendSettings
from aipaint_desktop.ui.paint.operations.fill import FillSettings
from aipaint_desktop.ui.paint.operations.paint import PaintSketchSettings
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace import commission
from aipaint_desktop.workspace.commission import Commission
from aipaint_desktop.workspace.paint_settings import PaintedFrom, PaintSettings
from aipaint_desktop.workspace.placement import Fit


def _nothing() -> Path:
    raise AssertionError("weights were asked for")


SEA = ReferenceEntry("sea", "Sea", Path("/pictures/sea.png"))
LIKE = Picture(np.full((48, 64, 3), 90, np.uint8), "sea.png")
SELECTED = np.zeros((64, 96), np.uint8)
SELECTED[20:40, 30:60] = 255
ENGINES = {"painter": PainterEngine("cpu"), "composer": ComposerEngine(_nothing, {}, list)}


def commissioned(settings: PaintSettings, document: Document | None = None) -> Commission:
    document = document or Document(96, 64)
    return Commission(settings, document, document.state, (SEA,), lambda entries: (LIKE,) * len(entries))


SKETCHED = PaintSketchSettings(width=192, height=128, seed=1)


def test_it_is_painted_from_the_document_as_it_was() -> None:
    document = Document(96, 64)
    asked = commissioned(SKETCHED, document)
    document.add_layer("Ink")
    request = asked.request(Preparation())
    assert isinstance(request, PaintRequest)
    assert request.references == (LIKE,)
    assert (request.sketch.width, request.sketch.height, request.sketch.pixels.shape[2]) == (96, 64, 3)
    assert asked.target.document is document
    assert document.active.id not in asked.target.layers


def test_what_is_to_be_expected_needs_no_look_at_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def unseen(*_picture: object) -> None:
        raise AssertionError("composited for an estimate")

    monkeypatch.setattr(commission, "composite", unseen)
    monkeypatch.setattr(commission, "picture_painted_from", unseen)
    document = Document(96, 64)
    document.select(SELECTED)
    for settings, fit in (
        (SKETCHED, Fit.SCALED),
        (FillSettings(width=96, height=64, seed=1), Fit.SAME),
        (ExtendSettings(width=120, height=80, seed=1), Fit.GROWN),
        (ComposeSettings(width=120, height=80, seed=1, start=Start.BEYOND, finish="none"), Fit.GROWN),
    ):
        outlook = commissioned(settings, document).outlook(ENGINES)
        assert (outlook.fit, outlook.size) == (fit, (settings.width, settings.height))
        assert outlook.estimate is not None
        assert outlook.estimate.seconds > 0


def test_the_estimate_is_that_of_the_request() -> None:
    asked = commissioned(SKETCHED)
    assert asked.outlook(ENGINES).estimate == ENGINES["painter"].estimate(asked.request(Preparation()))


def test_what_cannot_be_painted_yet_has_a_size_and_no_estimate() -> None:
    tiny = PaintSketchSettings(width=8, height=8, seed=1)
    outlook = commissioned(tiny).outlook(ENGINES)
    assert (outlook.size, outlook.estimate) == ((8, 8), None)
    with pytest.raises(BadInput, match="selected"):
        commissioned(FillSettings(width=96, height=64, seed=1)).outlook(ENGINES)


def test_a_live_request_is_as_large_as_the_canvas_and_without_its_selection() -> None:
    document = Document(96, 64)
    document.select(SELECTED)
    live = commissioned(SKETCHED, document).live_request(Preparation())
    assert isinstance(live, PaintRequest)
    assert (live.size, live.selection) == ((96, 64), None)


def test_what_is_painted_over_entirely_does_not_travel_along() -> None:
    document = Document(96, 64)
    document.select(SELECTED)
    settings = FillSettings(width=96, height=64, seed=1, painted_from=PaintedFrom.VISIBLE)
    request = commissioned(settings, document).request(Preparation())
    assert isinstance(request, FillRequest)
    assert (request.picture.pixels == 255).all()  # paper, around and within
