"""What every engine's requests say of themselves."""

import numpy as np

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.listed import ENGINES
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture

REQUESTS = [request for engine in ENGINES for request in engine.requests]
PICTURE = Picture(np.full((40, 60, 3), 90, np.uint8), "canvas")
LIKE = Picture(np.full((40, 60, 3), 150, np.uint8), "sea.png")


def test_every_engine_in_the_list_is_one_that_paints() -> None:
    assert {engine.id for engine in ENGINES} == engines_by_id().keys()
    assert len({(request.engine, request.operation) for request in REQUESTS}) == len(REQUESTS)
    assert all(request.engine == engine.id for engine in ENGINES for request in engine.requests)


def test_a_request_tells_what_it_is_painted_like() -> None:
    painted = PaintRequest(seed=1, sketch=PICTURE, references=(LIKE,), width=60, height=40)
    assert painted.sources == (LIKE,)
    assert painted.steps_asked == 8
    filled = FillRequest(seed=1, picture=PICTURE, mask=Picture(np.eye(40, 60, dtype=np.uint8)))
    assert filled.sources == (filled.picture,)  # of which the rest is the source
    extended = ExtendRequest(seed=1, picture=PICTURE, width=80, height=60, left=10, top=4)
    assert (extended.sources, extended.corner) == ((PICTURE,), (10, 4))
    assert painted.corner is None


def test_a_composition_can_be_gone_on_from_until_it_is_finished() -> None:
    composed = ComposeRequest(seed=1, prompt="the sea", width=64, height=64, steps=4)
    assert composed.words == "the sea"
    assert list(composed.branches) == [1, 2, 3, 4]
    assert composed.branches[4] == 1
    assert not composed.makes_sheet
    sheet = ComposeRequest(seed=1, prompt="the sea", width=64, height=64, count=4, finish="none")
    assert sheet.makes_sheet
    assert not sheet.branches


def test_every_frame_of_the_master_is_a_result() -> None:
    asked = {
        "seed": 1,
        "picture": PICTURE,
        "references": (LIKE,),
        "weights": (1.0,),
        "width": 64,
        "height": 64,
    }
    assert StylizeRequest(**asked, quality="master").kept_when_stopped
    assert not StylizeRequest(**asked).kept_when_stopped
