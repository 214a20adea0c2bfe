"""What a run will take is told before: by kind of work, from how fast this machine turned out to be."""

from typing import Any

import numpy as np
import pytest

from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.checkpoint import cost
from aipaint_desktop.engines.checkpoint.control.asked import Control, fields_of
from aipaint_desktop.engines.checkpoint.cost import Known, bytes_of_weights, operations, seconds_to_load
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.request import PromptEditRequest, PromptRequest, titled_hash
from aipaint_desktop.values.picture import Picture

GB = 10**9


def request(**changes: Any) -> PromptRequest:
    asked = {"seed": 1, "checkpoint": "a", "weights": "a" * 64, "prompt": "a house", "steps": 20}
    return PromptRequest(**(asked | {"width": 512, "height": 512} | changes))


def test_operations_grow_with_pixels_steps_and_guidance() -> None:
    known = Known("sd1", 2 * GB)
    once = operations(request(), known)
    assert operations(request(steps=40), known) == pytest.approx(2 * once, rel=0.1)
    assert operations(request(guidance=1.0), known) == pytest.approx(once / 2, rel=0.2)
    assert operations(request(width=1024), known) > 2 * once  # attention compares all pixels
    assert operations(request(sampler="heun"), known) == pytest.approx(2 * once, rel=0.1)
    assert operations(request(), Known("sdxl", 7 * GB)) > 1.5 * once


def test_larger_families_take_more_and_an_edit_more_than_words() -> None:
    once = operations(request(), Known("sdxl"))
    flux = operations(request(), Known("flux"))
    assert flux > 3 * once
    assert operations(request(guidance=1.0), Known("flux")) == flux  # which it is told, and asked once
    start = Picture(np.zeros((512, 512, 3), np.uint8))
    edit = PromptEditRequest(**(vars(request()) | {"start": start}))
    assert operations(edit, Known("flux")) > 1.4 * flux
    assert bytes_of_weights(Known("flux"), 2, None, imported=True) > 30 * GB
    assert bytes_of_weights(Known("flux", 7 * GB), 2, None, imported=True) == 7 * GB


def test_the_first_run_of_a_family_is_believed_wholly_and_later_ones_half_way() -> None:
    kept: dict[str, float] = {}
    slowness = Slowness(tell=lambda work, figure: kept.update({work: figure}))
    engine = CheckpointEngine(lambda _: pytest.fail("nothing is loaded"), slowness=slowness)
    engine._learn(30.0, 10.0, "sd1")
    assert kept == {"sd1": 3.0}
    engine._learn(48.0, 12.0, "sd1")
    assert kept == {"sd1": 6.0}
    assert slowness.scale(1.0, "sdxl") == 1.0


@pytest.mark.parametrize("family", ["sd1", "sdxl"])
def test_a_pace_that_was_kept_tells_later_estimates(family: str) -> None:
    def estimate(**paces: float) -> float:
        engine = CheckpointEngine(
            lambda _: pytest.fail("nothing is loaded"),
            slowness=Slowness(paces),
            about=lambda _: Known(family, 2 * GB),
        )
        return engine.estimate(request()).seconds

    painting = cost.SECONDS_PER_OPERATION * operations(request(), Known(family))
    assert estimate(**{family: 2.0}) == pytest.approx(estimate() + painting)
    assert estimate(other=2.0) == estimate()
    assert estimate(loading=2.0) > estimate()


def test_libraries_are_loaded_once() -> None:
    known = Known("sd1", 2 * GB)
    assert seconds_to_load(known, imported=False) > 5 + seconds_to_load(known, imported=True)
    without = bytes_of_weights(known, 4, None, imported=True)
    assert without == 4 * GB
    assert bytes_of_weights(known, 4, None, imported=False) > without


def test_weights_that_there_is_no_room_to_widen_count_as_they_are() -> None:
    known = Known("sd1", 2 * GB)
    assert bytes_of_weights(known, 4, 8 * GB, imported=True) == 4 * GB
    assert bytes_of_weights(known, 4, 6 * GB, imported=True) == 2 * GB
    assert bytes_of_weights(known, 2, 10 * GB, imported=True) == 2 * GB


def guided(*kinds: str, begin: float = 0.0) -> dict[str, Any]:
    """Fields of a request with controls: "eyes" for an IP-Adapter."""
    map_, like = (Picture(np.zeros((8, 8, 3), np.uint8)) for _ in range(2))
    controls = [
        Control(titled_hash(kind, "b" * 64), begin=begin, encoder=titled_hash("eyes", "c" * 64))
        if kind == "eyes"
        else Control(titled_hash(kind, "b" * 64), begin=begin, map=map_)
        for kind in kinds
    ]
    return fields_of(controls, [like])


def test_a_controlnet_takes_part_of_each_pass_and_the_others_hardly_any() -> None:
    known, controlnet = Known("sd1", 2 * GB), Known("sd1", GB, "controlnet")
    once = operations(request(), known)
    one = operations(request(**guided("lines")), known, [controlnet])
    assert 1.2 * once < one < 1.6 * once
    two = operations(request(**guided("lines", "tile")), known, [controlnet, controlnet])
    assert two - one == pytest.approx(one - once)
    late = operations(request(**guided("lines", begin=0.5)), known, [controlnet])
    assert late - once == pytest.approx((one - once) / 2)
    assert (
        once < operations(request(**guided("eyes")), known, [Known()]) < 1.1 * once
    )  # what it sees, it sees once
    assert operations(request(**guided("colours")), known, [Known("sd1", GB, "t2i-adapter")]) == once


def test_what_guides_is_loaded_beside_the_model() -> None:
    known = {"a": Known("sd1", 2 * GB), "b": Known("sd1", GB // 2, "controlnet"), "c": Known("", GB)}
    engine = CheckpointEngine(
        lambda _: pytest.fail("nothing is loaded"), "cpu", "fp32", about=lambda sha256: known[sha256[0]]
    )
    plain, lined, liked = (
        engine.estimate(request(**fields)) for fields in ({}, guided("lines"), guided("eyes"))
    )
    assert lined.bytes - plain.bytes == GB  # in half as wide numbers as are computed with
    assert liked.bytes - plain.bytes == 2 * GB
    assert liked.seconds > plain.seconds
