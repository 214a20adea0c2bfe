"""The modes against *Compositing and Blending Level 1*, and Krita beyond it, in float64, pixel by pixel."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

pytestmark = pytest.mark.usefixtures("arithmetic")

Colour = tuple[float, float, float]
Pixel = tuple[int, int, int, int]


def channel(mode: Mode, b: float, s: float) -> float:
    match mode:
        case Mode.NORMAL:
            return s
        case Mode.MULTIPLY:
            return b * s
        case Mode.SCREEN:
            return b + s - b * s
        case Mode.OVERLAY:
            return channel(Mode.HARD_LIGHT, s, b)
        case Mode.DARKEN:
            return min(b, s)
        case Mode.LIGHTEN:
            return max(b, s)
        case Mode.DODGE:
            return 0.0 if b == 0 else 1.0 if s == 1 else min(1.0, b / (1 - s))
        case Mode.BURN:
            return 1.0 if b == 1 else 0.0 if s == 0 else 1 - min(1.0, (1 - b) / s)
        case Mode.HARD_LIGHT:
            return b * 2 * s if s <= 0.5 else channel(Mode.SCREEN, b, 2 * s - 1)
        case Mode.SOFT_LIGHT:
            if s <= 0.5:
                return b - (1 - 2 * s) * b * (1 - b)
            curve = ((16 * b - 12) * b + 4) * b if b <= 0.25 else math.sqrt(b)
            return b + (2 * s - 1) * (curve - b)
        case Mode.DIFFERENCE:
            return abs(b - s)
        case Mode.LINEAR_BURN:
            return max(0.0, b + s - 1)
        case Mode.VIVID_LIGHT:
            if s < 0.5:
                return (1.0 if b == 1 else 0.0) if s == 0 else max(0.0, 1 - (1 - b) / (2 * s))
            return (0.0 if b == 0 else 1.0) if s == 1 else min(1.0, b / (2 * (1 - s)))
        case Mode.LINEAR_LIGHT:
            return min(1.0, max(0.0, b + 2 * s - 1))
        case Mode.PIN_LIGHT:
            return max(2 * s - 1, min(b, 2 * s))
        case Mode.HARD_MIX:
            assume(abs(b + s - 1 - 0.5 / 255) > 1e-4)
            return 1.0 if b + s > 1 + 0.5 / 255 else 0.0
        case Mode.EXCLUSION:
            return b + s - 2 * b * s
        case Mode.SUBTRACT:
            return max(0.0, b - s)
        case Mode.DIVIDE:
            return (0.0 if b == 0 else 1.0) if s == 0 else min(1.0, b / s)
    raise AssertionError(mode)


def lum(c: Colour) -> float:
    return 0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2]


def clip_colour(c: Colour) -> Colour:
    middle, low, high = lum(c), min(c), max(c)
    if low < 0:
        c = tuple(middle + (x - middle) * middle / (middle - low) for x in c)  # type: ignore[assignment]
    if high > 1:
        c = tuple(middle + (x - middle) * (1 - middle) / (high - middle) for x in c)  # type: ignore[assignment]
    return c


def set_lum(c: Colour, value: float) -> Colour:
    d = value - lum(c)
    return clip_colour((c[0] + d, c[1] + d, c[2] + d))


def sat(c: Colour) -> float:
    return max(c) - min(c)


def set_sat(c: Colour, value: float) -> Colour:
    low, high = min(c), max(c)
    if high == low:
        return 0.0, 0.0, 0.0
    return tuple((x - low) * value / (high - low) for x in c)  # type: ignore[return-value]


def luma(c: Colour) -> float:
    return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]


def blend(mode: Mode, b: Colour, s: Colour) -> Colour:
    match mode:
        case Mode.DARKER_COLOUR | Mode.LIGHTER_COLOUR:
            # As good as equal ones may go either way.
            assume(abs(luma(b) - luma(s)) > 1e-4 or np.allclose(b, s, atol=1e-6))
            return b if (luma(b) < luma(s)) is (mode is Mode.DARKER_COLOUR) else s
        case Mode.HUE:
            return set_lum(set_sat(s, sat(b)), lum(b))
        case Mode.SATURATION:
            return set_lum(set_sat(b, sat(s)), lum(b))
        case Mode.COLOUR:
            return set_lum(s, lum(b))
        case Mode.LUMINOSITY:
            return set_lum(b, lum(s))
    return tuple(channel(mode, x, y) for x, y in zip(b, s, strict=True))  # type: ignore[return-value]


def laid(mode: Mode, below: tuple[Colour, float], above: Pixel, opacity: float) -> tuple[Colour, float]:
    """Premultiplied colour and alpha of both, by the formulas of the recommendation."""
    (premultiplied, alpha_b), alpha_s = below, above[3] / 255 * opacity
    s: Colour = (above[0] / 255, above[1] / 255, above[2] / 255)
    if mode is Mode.ADD:
        total = tuple(min(1.0, alpha_s * x + y) for x, y in zip(s, premultiplied, strict=True))
        return total, min(1.0, alpha_s + alpha_b)  # type: ignore[return-value]
    b: Colour = tuple(x / alpha_b if alpha_b else 0.0 for x in premultiplied)  # type: ignore[assignment]
    mixed = blend(mode, b, s)
    colour = tuple(
        (1 - alpha_b) * alpha_s * x + alpha_b * alpha_s * m + (1 - alpha_s) * y
        for x, m, y in zip(s, mixed, premultiplied, strict=True)
    )
    return colour, alpha_s + alpha_b * (1 - alpha_s)  # type: ignore[return-value]


def agree(sheets: list[tuple[Pixel, float, Mode]]) -> None:
    rect = Rect(0, 0, 3, 2)
    layers = [
        Layer(str(number), TileStore().fill(rect, pixel), opacity=opacity, mode=mode)
        for number, (pixel, opacity, mode) in enumerate(sheets)
    ]
    result = composite(layers, rect)
    assert (result == result[0, 0]).all()
    below: tuple[Colour, float] = (0.0, 0.0, 0.0), 0.0
    for pixel, opacity, mode in sheets:
        below = laid(mode, below, pixel, opacity)
    colour, alpha = below
    seen = result[0, 0] / 255
    assert abs(seen[3] - alpha) <= 0.51 / 255
    # Within 1/255 of what is seen of it: straight colour is as exact as its alpha is large.
    for channel_, value in enumerate(colour):
        assert abs(seen[channel_] * alpha - min(value, alpha)) <= 1 / 255 * max(alpha, 1e-3)


bytes_ = st.one_of(st.sampled_from([0, 1, 64, 127, 128, 254, 255]), st.integers(0, 255))
pixels = st.tuples(bytes_, bytes_, bytes_, bytes_)
opacities = st.one_of(st.just(1.0), st.floats(0.01, 1))
# The others jump where a colour reaches black or white, so that the smallest error of one sheet shows in the next.
JUMPY = {
    Mode.DODGE,
    Mode.BURN,
    Mode.HUE,
    Mode.SATURATION,
    Mode.VIVID_LIGHT,
    Mode.HARD_MIX,
    Mode.DIVIDE,
    Mode.DARKER_COLOUR,
    Mode.LIGHTER_COLOUR,
}
SMOOTH = sorted(set(Mode) - JUMPY, key=lambda mode: mode.value)


@pytest.mark.parametrize("mode", Mode, ids=lambda mode: mode.value)
@settings(max_examples=60, deadline=None)
@given(below=pixels, above=pixels, opacity=opacities)
def test_a_layer_meets_the_one_below_as_its_mode_says(
    mode: Mode, below: Pixel, above: Pixel, opacity: float
) -> None:
    agree([(below, 1.0, Mode.NORMAL), (above, opacity, mode)])
    agree([((*below[:3], 255), 1.0, Mode.NORMAL), (above, opacity, mode)])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(pixels, opacities, st.sampled_from(SMOOTH)), min_size=1, max_size=5))
def test_layers_of_many_modes_lie_over_one_another(sheets: list[tuple[Pixel, float, Mode]]) -> None:
    agree(sheets)


def test_there_are_twenty_six_and_files_have_a_name_for_each() -> None:
    names = {mode.composite_op for mode in Mode}
    assert len(names) == len(Mode) == 26
    assert Mode.MULTIPLY.composite_op == "svg:multiply"
    assert Mode.DARKER_COLOUR.composite_op == "krita:darker color"  # with a space, as Krita has it


def test_neighbours_do_not_mix() -> None:
    """Pictures that a transposed or shifted plane would spoil."""
    rect = Rect(0, 0, 150, 40)
    below, above = (
        np.random.default_rng(seed).integers(0, 256, (40, 150, 4), dtype=np.uint8) for seed in (1, 2)
    )
    layers = [
        Layer("below", TileStore.from_pixels(below)),
        Layer("above", TileStore.from_pixels(above), mode=Mode.MULTIPLY),
    ]
    seen = composite(layers, rect)
    for y, x in ((0, 0), (3, 149), (39, 0), (20, 128), (31, 64)):
        alone = [
            replace_tiles(layer, source[y, x]) for layer, source in zip(layers, (below, above), strict=True)
        ]
        assert (composite(alone, Rect(0, 0, 1, 1))[0, 0] == seen[y, x]).all()


def replace_tiles(layer: Layer, pixel: np.ndarray) -> Layer:
    return Layer(layer.name, TileStore.from_pixels(pixel[None, None]), mode=layer.mode)


def test_the_mode_of_a_layer_is_a_step_and_a_copy_has_it() -> None:
    document = Document(20, 10)
    layer = document.paste_image(np.full((10, 20, 3), (255, 0, 0), np.uint8), "Red")
    document.set_mode(layer.id, Mode.DIFFERENCE)
    assert document.history.names[-1] == "Blend mode"
    assert (document.composite() == (0, 255, 255, 255)).all()
    assert document.duplicate_layer(layer.id, "Copy").mode is Mode.DIFFERENCE
    assert (document.composite() == (255, 255, 255, 255)).all()
    document.merge_down()
    document.undo()
    document.undo()
    document.undo()
    assert (document.composite() == (255, 0, 0, 255)).all()
