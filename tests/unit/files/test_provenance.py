import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aipaint_desktop
from aipaint_desktop.engines.painter.requests import PaintRequest, VaryRequest
from aipaint_desktop.files.provenance import LayerProvenance, Provenance, engine_run, from_json, to_json
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

SKETCH = Picture(np.full((40, 50, 3), 9, np.uint8), "sketch.png")
REFERENCE = Picture(np.full((64, 64, 4), 200, np.uint8), "梵高.png")
PAINT = PaintRequest(seed=2**62 + 1, references=(REFERENCE,), sketch=SKETCH, width=64, height=48, keep=0.1)
VARY = VaryRequest(seed=1, references=(REFERENCE,), width=64, height=48, tile=True)


def _made() -> Provenance:
    runs = [engine_run(request, device="cpu", precision="fp32", seconds=1.25) for request in (PAINT, VARY)]
    layers = [LayerProvenance("one", runs[0]), LayerProvenance("two", runs[1]), LayerProvenance("手", None)]
    return Provenance(tuple(layers))


def test_json_and_back_is_the_same() -> None:
    made = _made()
    text = json.dumps(to_json(made))
    assert from_json(json.loads(text), made.pictures) == made


def test_a_run_says_what_computed_it() -> None:
    run = engine_run(VARY, device="cuda", precision="bf16", seconds=2.0)
    assert (run.request, run.device, run.precision, run.seconds) == (VARY, "cuda", "bf16", 2.0)
    assert run.app == aipaint_desktop.__version__
    assert run.torch[0].isdigit()


def test_the_topmost_engine_layer_is_what_runs_again() -> None:
    last = _made().last_run
    assert last is not None
    assert last.request == VARY
    assert Provenance((LayerProvenance("by hand"),)).last_run is None


def test_pictures_of_all_layers_are_listed_once() -> None:
    assert _made().pictures == {SKETCH.sha256: SKETCH, REFERENCE.sha256: REFERENCE}


def test_a_picture_that_is_missing_is_named() -> None:
    with pytest.raises(BadInput, match=r"sketch\.png"):
        from_json(to_json(_made()), {REFERENCE.sha256: REFERENCE})


def test_another_format_is_refused() -> None:
    with pytest.raises(BadInput, match="format 7"):
        from_json(to_json(_made()) | {"format": 7}, {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40)
@given(JSON)
def test_any_other_value_is_refused_in_a_sentence(value: object) -> None:
    with pytest.raises(BadInput):
        from_json(value, {})


@given(st.data())
def test_any_value_in_place_of_another_is_refused_or_understood(data: st.DataObject) -> None:
    made = _made()
    values: Any = to_json(made)
    layer = values["layers"][data.draw(st.integers(0, 2))]
    target = layer["request"] if "request" in layer and data.draw(st.booleans()) else layer
    target[data.draw(st.sampled_from(sorted(target)))] = data.draw(JSON)
    try:
        understood = from_json(values, made.pictures)
    except BadInput:
        return
    assert len(understood.layers) == 3
