import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipaint_desktop.brushes.brush import MAX_SIZE, Brush, Curve, Wetness
from aipaint_desktop.brushes.preset_text import as_text, from_text
from aipaint_desktop.brushes.presets import ERASER, PRESETS
from aipaint_desktop.values.refusal import BadInput

shares = st.floats(0, 1)


@pytest.mark.parametrize("brush", [*PRESETS, ERASER], ids=lambda brush: brush.name)
def test_a_brush_comes_back_from_its_text(brush: Brush) -> None:
    assert from_text(as_text(brush, ("dry", "草")), "a.toml") == (brush, ("dry", "草"))


@given(
    st.text(min_size=1, max_size=60).map(lambda text: "x" + "".join(filter(str.isprintable, text.strip()))),
    *[shares] * 4,
    st.sampled_from(["paint", "oil", "smudge"]),
)
def test_any_brush_comes_back(
    name: str, one: float, two: float, three: float, four: float, kind: str
) -> None:
    brush = Brush(
        " ".join(name.split()),
        opacity=one,
        bristles=two,
        kind=kind,
        wet=Wetness(mix=three),
        size_by_pressure=Curve(two, four, 2),
        follows_tilt=one > two,
    )
    assert from_text(as_text(brush), "a.toml") == (brush, ())


def test_only_what_is_not_as_usual_is_written() -> None:
    said = tomllib.loads(as_text(Brush("Ink", size=3, wet=Wetness(mix=0.1)), ("a",)))
    assert said == {"name": "Ink", "tags": ["a"], "brush": {"size": 3.0, "wet": {"mix": 0.1}}}


def test_numbers_are_held_within_their_ranges_and_what_is_unknown_is_left_aside() -> None:
    text = 'name = "A"\n[brush]\nsize = 1e9\nopacity = -3\nglitter = 4\n[brush.wet]\nmix = 7\n'
    brush, _tags = from_text(text, "a.toml")
    assert brush == replace(Brush("A"), size=MAX_SIZE, opacity=0, wet=Wetness(mix=1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name = 3",
        'name = ""',
        'name = "A"\nbrush = 3',
        'name = "A"\n[brush]\nsize = "x"',
        'name = "A"\n[brush]\nsize = nan',
        'name = "A"\n[brush]\nsize = true',
        'name = "A"\n[brush]\nwet = 1',
        'name = "A"\n[brush]\nkind = "no such"',
        'name = "A"\n[brush]\nfollows_tilt = 1',
        "a = " + "[" * 5000,
        "#" * 70_000,
    ],
)
def test_what_is_no_brush_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match=r"^a\.toml is .*\.$"):
        from_text(text, "a.toml")
