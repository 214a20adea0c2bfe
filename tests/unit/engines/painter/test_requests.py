import dataclasses
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.sizes import check_size
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput


def _picture(width: int, height: int, value: int = 1, name: str = "p.png") -> Picture:
    return Picture(np.full((height, width, 3), value, np.uint8), name)


def _mask(width: int, height: int, value: int = 255) -> Picture:
    return Picture(np.full((height, width), value, np.uint8), "m.png")


REFERENCE = _picture(64, 48, 2, "梵高.png")
SKETCH = _picture(50, 40, 3, "sketch.png")
PAINT = PaintRequest(seed=7, references=(REFERENCE,), sketch=SKETCH, width=100, height=80)
VARY = VaryRequest(seed=7, references=(REFERENCE, SKETCH), width=100, height=80, tile=True)
FILL = FillRequest(seed=7, picture=SKETCH, mask=_mask(50, 40), references=(REFERENCE,))
EXTEND = ExtendRequest(seed=7, picture=SKETCH, width=70, height=40, left=20, top=0)
STYLIZE = StylizeRequest(
    seed=7,
    picture=SKETCH,
    references=(REFERENCE, SKETCH),
    weights=(2, 0.5),
    regions=(_mask(50, 40), _mask(50, 40, 0)),
    selection=_mask(50, 40, 9),
    width=100,
    height=80,
    stroke=2.0,
)
ALL: list[Any] = [PAINT, VARY, FILL, EXTEND, STYLIZE]


@pytest.mark.parametrize("channels", [3, 4])
def test_what_is_painted_over_entirely_is_not_in_the_request(channels: int) -> None:
    random = np.random.default_rng(1)
    pixels = random.integers(0, 256, (40, 50, channels), np.uint8)
    mask = np.zeros((40, 50), np.uint8)
    mask[10:20, 10:30], mask[20:25, 10:30] = 255, 128
    requests = []
    for secret in (0, 200):
        pixels[10:20, 10:30] = secret
        requests.append(FillRequest(seed=1, picture=Picture(pixels), mask=Picture(mask), references=()))
    first, second = requests
    assert first == second
    assert np.array_equal(first.picture.pixels[mask < 255], pixels[mask < 255])
    assert len(np.unique(first.picture.pixels[mask == 255], axis=0)) == 1
    assert dataclasses.replace(first) == first
    opaque = FillRequest(seed=1, picture=_picture(50, 40), mask=Picture(mask), references=())
    assert opaque.picture == _picture(50, 40)  # of one colour, which is that of what is kept


@pytest.mark.parametrize("request_", ALL, ids=lambda request: request.operation)
def test_a_request_survives_json(request_: Request) -> None:
    request_.validate()
    text = json.dumps(to_json(request_))
    restored = from_json(json.loads(text), pictures_of(request_))
    assert restored == request_
    assert json.dumps(to_json(restored)) == text
    assert type(restored) is type(request_)


@given(
    seed=st.integers(0, 2**63 - 1),
    steps=st.integers(2, 50),
    keep=st.floats(0, 1),
    width=st.integers(32, 8192),
    height=st.integers(32, 3900),
)
def test_every_valid_number_survives_json(
    seed: int, steps: int, keep: float, width: int, height: int
) -> None:
    request = PaintRequest(
        seed=seed, steps=steps, keep=keep, width=width, height=height, references=(REFERENCE,), sketch=SKETCH
    )
    assert from_json(json.loads(json.dumps(to_json(request))), pictures_of(request)) == request


def test_pictures_are_collected_from_fields_and_tuples() -> None:
    assert pictures_of(VARY) == {REFERENCE.sha256: REFERENCE, SKETCH.sha256: SKETCH}
    assert set(pictures_of(FILL).values()) == {REFERENCE, FILL.picture, FILL.mask}


def test_the_names_of_pictures_survive_json() -> None:
    restored = from_json(to_json(PAINT), {key: Picture(p.pixels) for key, p in pictures_of(PAINT).items()})
    assert isinstance(restored, PaintRequest)
    assert restored.references[0].name == "梵高.png"


@pytest.mark.parametrize(
    ("request_", "size"),
    [(PAINT, (100, 80)), (VARY, (100, 80)), (FILL, (50, 40)), (EXTEND, (70, 40)), (STYLIZE, (100, 80))],
)
def test_requests_tell_the_size_of_their_result(request_: Request, size: tuple[int, int]) -> None:
    assert request_.size == size


@pytest.mark.parametrize(
    ("request_", "changes", "says"),
    [
        (PAINT, {"seed": -1}, "seed"),
        (PAINT, {"width": 0}, "0×80"),
        (PAINT, {"height": 31}, "100×31"),
        (PAINT, {"width": 10**6}, "1000000×80"),
        (VARY, {"width": 8192, "height": 8192}, "too large"),
        (PAINT, {"steps": 1}, "1 steps"),
        (PAINT, {"steps": 51}, "51 steps"),
        (PAINT, {"keep": -0.01}, "closeness"),
        (PAINT, {"keep": 1.01}, "closeness"),
        (PAINT, {"keep": float("nan")}, "closeness"),
        (PAINT, {"keep": float("inf")}, "closeness"),
        (PAINT, {"references": ()}, "no reference"),
        (PAINT, {"references": (REFERENCE, _picture(31, 99, name="tiny.png"))}, "tiny.png"),
        (FILL, {"mask": _mask(50, 41)}, "mask is 50×41"),
        (FILL, {"mask": _mask(50, 40, 0)}, "empty"),
        (FILL, {"mask": _mask(50, 40, 0), "references": ()}, "empty"),
        (FILL, {"picture": _picture(20, 20)}, "20×20"),
        (EXTEND, {"width": 50}, "larger"),
        (EXTEND, {"width": 49, "height": 60}, "hold it whole"),
        (EXTEND, {"left": 21}, "hold it whole"),
        (EXTEND, {"top": -1}, "hold it whole"),
        (EXTEND, {"height": 9000}, "70×9000"),
        (EXTEND, {"seed": 2**63}, "seed"),
        (STYLIZE, {"width": 0}, "0×80"),
        (STYLIZE, {"strength": 2.1}, "strength"),
        (STYLIZE, {"strength": float("nan")}, "strength"),
        (STYLIZE, {"stroke": 0.2}, "stroke"),
        (STYLIZE, {"references": (), "weights": (), "regions": ()}, "no reference"),
        (STYLIZE, {"references": (REFERENCE, _picture(9, 31, name="dot.png"))}, "dot.png"),
        (STYLIZE, {"weights": (1.0,)}, "1 weights for 2 references"),
        (STYLIZE, {"weights": (1.0, -1.0)}, "weight -1.0"),
        (STYLIZE, {"weights": (1.0, float("nan"))}, "weight nan"),
        (STYLIZE, {"weights": (1.0, float("inf"))}, "weight inf"),
        (STYLIZE, {"weights": (0, 0)}, "not all be 0"),
        (STYLIZE, {"weights": (1e308, 1e308)}, "beyond all measure"),
        (STYLIZE, {"regions": (_mask(50, 40),)}, "1 regions for 2 references"),
        (STYLIZE, {"regions": (_mask(50, 40), _mask(40, 50))}, "region is 40×50"),
        (STYLIZE, {"regions": (_mask(50, 40, 0),) * 2}, "regions are empty"),
        (STYLIZE, {"steps": 0}, "0 steps"),
        (STYLIZE, {"quality": "master", "height": 63}, "100×63 is out of the master's range"),
        (STYLIZE, {"quality": "master", "width": 4000, "height": 2000}, "out of the master's range"),
        (STYLIZE, {"selection": _mask(50, 41)}, "selection is 50×41"),
        (STYLIZE, {"selection": _mask(50, 40, 0)}, "selection is empty"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    request_: Any, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        dataclasses.replace(request_, **changes).validate()
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


_WRONG_KINDS: dict[type, tuple[Any, ...]] = {
    int: ("1", 1.5, True, (1,)),
    float: ("1", True, None, 10**400, (1.0,)),
    bool: (1, "yes", None),
    str: (1, "best", None),
    tuple: (5, None, SKETCH, (b"",), (None,), ("1",), ((SKETCH,),)),
    Picture: (5, "p.png", (SKETCH,)),
    type(None): (5, "p.png", (SKETCH,)),
}


@pytest.mark.parametrize("request_", ALL, ids=lambda request: request.operation)
def test_a_field_of_another_kind_is_refused_in_one_sentence(request_: Request) -> None:
    for field in dataclasses.fields(request_):
        for wrong in _WRONG_KINDS[type(getattr(request_, field.name))]:
            if wrong == ("1",) and "str" in str(field.type):
                continue  # which is right there
            with pytest.raises(BadInput, match=f"{field.name} is not of the right kind"):
                dataclasses.replace(request_, **{field.name: wrong})


@pytest.mark.parametrize(
    ("request_", "changes"),
    [
        (PAINT, {"sketch": _mask(50, 40)}),
        (PAINT, {"references": (REFERENCE, _mask(64, 48))}),
        (VARY, {"references": (_mask(64, 48),)}),
        (FILL, {"mask": SKETCH}),
        (FILL, {"picture": _mask(50, 40)}),
        (EXTEND, {"picture": _mask(50, 40)}),
        (STYLIZE, {"picture": _mask(50, 40)}),
        (STYLIZE, {"references": (REFERENCE, _mask(64, 48))}),
        (STYLIZE, {"regions": (SKETCH, SKETCH)}),
        (STYLIZE, {"selection": SKETCH}),
    ],
)
def test_masks_and_pictures_are_told_apart(request_: Any, changes: dict[str, Any]) -> None:
    values = to_json(dataclasses.replace(request_)) | {
        name: [_named(p) for p in value] if isinstance(value, tuple) else _named(value)
        for name, value in changes.items()
    }
    pictures = pictures_of(request_) | {
        p.sha256: p for v in changes.values() for p in (v if isinstance(v, tuple) else (v,))
    }
    (name,) = changes
    with pytest.raises(BadInput, match=f"{name} is not of the right kind"):
        from_json(values, pictures)


def _named(picture: Picture) -> dict[str, str]:
    return {"sha256": picture.sha256, "name": picture.name}


@pytest.mark.parametrize(("width", "height"), [(32, 32), (8192, 32), (8000, 4000)])
def test_sizes_at_the_limits_are_good(width: int, height: int) -> None:
    check_size(width, height)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"request": "painter.sing"}, "no request of the kind"),
        ({"request": None}, "no request of the kind"),
        ({"colour": 3}, "colour"),
        ({"width": "100"}, "width"),
        ({"width": 1.5}, "width"),
        ({"keep": True}, "keep"),
        ({"keep": 2}, "closeness"),
        ({"sketch": {"sha256": "0", "name": "gone.png"}}, "gone.png"),
        ({"sketch": {}}, "missing"),
    ],
)
def test_broken_json_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        from_json(to_json(PAINT) | changes, pictures_of(PAINT))


def test_a_missing_field_is_refused_by_name() -> None:
    values = to_json(PAINT)
    del values["sketch"]
    with pytest.raises(BadInput, match="sketch"):
        from_json(values, pictures_of(PAINT))


def test_of_many_references_only_those_that_fit_the_sketch_are_kept() -> None:
    rng = np.random.default_rng(0)
    colours = [(200, 40, 40), (40, 90, 200), (60, 60, 60), (30, 160, 60), (220, 200, 40), (90, 20, 90)]
    pictures = tuple(
        Picture(np.clip(rng.normal(colour, 6, (60, 80, 3)), 0, 255).astype(np.uint8)) for colour in colours
    )
    sketch = Picture(np.full((60, 80, 3), (45, 95, 195), np.uint8))
    asked = PaintRequest(seed=1, references=pictures, sketch=sketch, width=80, height=60)
    assert asked.narrowed().references == (pictures[1],)
    few = PaintRequest(seed=1, references=pictures[:3], sketch=sketch, width=80, height=60)
    assert few.narrowed() is few
