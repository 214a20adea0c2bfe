"""What each adjustment does to pixels, beside its definition in float64."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.blur import GaussianBlur
from aipaint_desktop.document.adjusting.curves import Curves
from aipaint_desktop.document.adjusting.gradient_map import GradientMap
from aipaint_desktop.document.adjusting.hue_saturation import HueSaturationLightness
from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.adjusting.levels import LevelRange, Levels
from aipaint_desktop.document.adjusting.listed import ADJUSTMENTS
from aipaint_desktop.document.adjusting.posterise import Posterise
from aipaint_desktop.document.adjusting.records import from_record, recorded
from aipaint_desktop.document.adjusting.unsharp_mask import UnsharpMask
from aipaint_desktop.values.curve import Curve

Image = NDArray[np.uint8]
Reals = NDArray[np.float64]

EXAMPLES: list[Adjustment] = [
    Levels(LevelRange(20, 1.7, 220, 10, 240), blue=LevelRange(white=128)),
    Curves(Curve(((0, 0.1), (0.3, 0.6), (1, 0.9))), red=Curve(((0, 1), (1, 0)))),
    HueSaturationLightness(40, -30, 20),
    HueSaturationLightness(210, 60, -10, colourise=True),
    Invert(),
    Posterise(5),
    GradientMap(((0.1, (20, 0, 80)), (0.5, (255, 90, 0)), (0.52, (0, 255, 200)), (1, (255, 255, 255)))),
    GaussianBlur(3.5),
    UnsharpMask(1.5, 150, 8),
]


def noise(height: int = 96, width: int = 96, seed: int = 0) -> Image:
    """Colours and alphas of all kinds, many of them opaque or transparent."""
    random = np.random.default_rng(seed)
    pixels = random.integers(0, 256, (height, width, 4), dtype=np.uint8)
    pixels[..., 3] = np.clip(random.normal(128, 200, (height, width)), 0, 255).astype(np.uint8)
    return pixels


def assert_near(found: Image, wanted: Reals) -> None:
    """Within 1/255 wherever it is seen. wanted: (H, W, 4), 0 to 255."""
    apart = np.abs(found.astype(float) - np.clip(wanted, 0, 255))
    assert apart[..., 3].max() <= 1
    assert (apart[..., :3] * wanted[..., 3:] / 255).max() <= 1
    assert apart[..., :3][wanted[..., 3] >= 64].max() <= 1  # below it a step of alpha is several of colour


def channels(pixels: Image) -> tuple[Reals, Reals, Reals]:
    red, green, blue = (pixels[..., channel] / 255 for channel in range(3))
    return red, green, blue


def test_levels_are_their_formula() -> None:
    pixels = noise()
    wanted = pixels.astype(float)
    for channel, value in enumerate(channels(pixels)):
        if channel == 2:
            value = np.minimum(value * 255 / 128, 1)
        share = np.clip((value * 255 - 20) / 200, 0, 1) ** (1 / 1.7)
        wanted[..., channel] = 10 + 230 * share
    assert_near(EXAMPLES[0].of(pixels), wanted)


def test_levels_without_room_between_black_and_white_are_a_threshold() -> None:
    values = Levels(LevelRange(black=100, white=100)).tables()[0]
    assert values[100] == 0
    assert values[101] == 255


def test_a_curve_passes_through_its_points() -> None:
    points = ((0.0, 0.2), (0.25, 0.9), (0.5, 0.1), (0.8, 0.8), (1.0, 0.5))
    curve = Curve(points)
    places, heights = np.array(points).T
    assert np.allclose(curve(places), heights)


@given(
    st.lists(
        st.tuples(st.integers(0, 255).map(lambda value: value / 255), st.floats(0, 1)),
        min_size=2,
        max_size=8,
        unique_by=lambda point: point[0],
    )
)
@settings(max_examples=100, deadline=None)
def test_a_curve_stays_between_neighbouring_points(points: list[tuple[float, float]]) -> None:
    ordered = tuple(sorted(points))
    curve = Curve(ordered)
    for (left, low), (right, high) in itertools.pairwise(ordered):
        between = curve(np.linspace(left, right, 50))
        assert between.min() >= min(low, high) - 1e-9
        assert between.max() <= max(low, high) + 1e-9


def test_hue_saturation_and_lightness_are_those_of_hsl() -> None:
    import colorsys

    pixels = noise(24, 24)
    for adjustment in (
        HueSaturationLightness(40, -30, 20),
        HueSaturationLightness(-170, 100, -50),
        HueSaturationLightness(210, 60, -10, colourise=True),
    ):
        wanted = pixels.astype(float)
        for y, x in np.ndindex(24, 24):
            hue, light, saturation = colorsys.rgb_to_hls(*(pixels[y, x, :3] / 255))
            if adjustment.colourise:
                hue, saturation = adjustment.hue / 360, adjustment.saturation / 100
            else:
                hue = (hue + adjustment.hue / 360) % 1
                saturation = min(1, saturation * (1 + adjustment.saturation / 100))
            share = adjustment.lightness / 100
            light = light * (1 + share) if share < 0 else light + (1 - light) * share
            wanted[y, x, :3] = 255 * np.array(colorsys.hls_to_rgb(hue, light, saturation))
        assert_near(adjustment.of(pixels), wanted)


def test_invert_posterise_and_gradient_are_their_formulas() -> None:
    pixels = noise()
    assert_near(Invert().of(pixels), np.concatenate([255.0 - pixels[..., :3], pixels[..., 3:]], 2))
    wanted = pixels.astype(float)
    wanted[..., :3] = np.floor(pixels[..., :3] / 255 * 4 + 0.5) / 4 * 255
    assert_near(Posterise(5).of(pixels), wanted)
    gradient = GradientMap(((0.2, (20, 0, 80)), (0.6, (255, 90, 0)), (0.61, (0, 255, 200))))
    red, green, blue = channels(pixels)
    luminosity = 0.3 * red + 0.59 * green + 0.11 * blue
    for channel in range(3):
        values = [stop[1][channel] for stop in gradient.stops]
        wanted[..., channel] = np.interp(luminosity, [0.2, 0.6, 0.61], values)
    assert_near(gradient.of(pixels), wanted)


def blurred_reference(pixels: Image, radius: float) -> Reals:
    """Premultiplied, in float64, of the whole kernel; what lies beyond the picture counts for nothing."""
    planes = pixels.astype(float)
    planes[..., :3] *= planes[..., 3:] / 255
    for axis in (0, 1):
        places = np.arange(planes.shape[axis])
        kernel = np.exp(-((places[:, None] - places) ** 2) / (2 * radius**2))
        kernel /= kernel.sum(1, keepdims=True)
        planes = np.moveaxis(np.tensordot(kernel, planes, (1, axis)), 0, axis)
    return planes


def straight(planes: Reals) -> Reals:
    result = planes.copy()
    result[..., :3] /= np.maximum(planes[..., 3:] / 255, 1e-6)
    return result


@pytest.mark.parametrize("radius", [0.5, 2.0, 15.9, 16.0, 40.0])
def test_a_blur_is_a_gaussian_of_what_is_opaque(radius: float) -> None:
    pixels = noise(140, 190)
    pixels[40:, 60:120] = (255, 0, 0, 255)
    pixels[:60, 100:] = 0
    assert_near(GaussianBlur(radius).of(pixels), straight(blurred_reference(pixels, radius)))


def test_no_colour_bleeds_out_of_what_is_transparent() -> None:
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[..., 1] = 255
    pixels[10:30, 10:30] = (255, 0, 0, 255)
    seen = GaussianBlur(4).of(pixels)
    there = seen[..., 3] > 0
    assert (seen[there][:, 0] >= 254).all()
    assert (seen[there][:, 1] <= 1).all()


def test_sharpening_is_an_unsharp_mask() -> None:
    pixels = noise(80, 80, seed=3)
    around = straight(blurred_reference(pixels, 1.5))
    wanted = pixels.astype(float)
    difference = wanted[..., :3] - around[..., :3]
    unsure = np.abs(np.abs(difference) - 8) < 0.05  # where rounding decides about the threshold
    difference[np.abs(difference) < 8] = 0
    wanted[..., :3] += 1.5 * difference
    found = UnsharpMask(1.5, 150, 8).of(pixels)
    wanted[..., :3] = np.where(unsure, found[..., :3], wanted[..., :3])
    assert_near(found, wanted)


@pytest.mark.parametrize("adjustment", EXAMPLES, ids=lambda one: one.kind)
def test_pixels_are_read_alone_and_alpha_is_kept(adjustment: Adjustment) -> None:
    pixels = noise()
    pixels.flags.writeable = False
    found = adjustment.of(pixels)
    assert found.shape == pixels.shape
    assert found.dtype == np.uint8
    assert not adjustment.identity
    if not isinstance(adjustment, GaussianBlur):
        assert (found[..., 3] == pixels[..., 3]).all()


@pytest.mark.parametrize(
    "adjustment",
    [Levels(), Curves(), HueSaturationLightness(), Posterise(256), GaussianBlur(0), UnsharpMask(amount=0)],
    ids=lambda one: one.kind,
)
def test_settings_that_change_nothing_are_known(adjustment: Adjustment) -> None:
    assert adjustment.identity
    pixels = noise()
    found = adjustment.of(pixels)
    seen = pixels[..., 3] > 0
    assert np.abs(found[seen].astype(int) - pixels[seen]).max() <= 1


def test_an_adjustment_comes_back_from_json() -> None:
    assert {type(one) for one in EXAMPLES} == set(ADJUSTMENTS)
    for adjustment in EXAMPLES:
        assert from_record(json.loads(json.dumps(recorded(adjustment)))) == adjustment
    assert from_record({"kind": "posterise"}) == Posterise()


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"kind": "magic"},
        {"kind": ["levels"]},
        {"kind": "posterise", "levels": 1},
        {"kind": "posterise", "levels": 2.5},
        {"kind": "posterise", "levels": True},
        {"kind": "posterise", "steps": 4},
        {"kind": "levels", "rgb": {"gamma": 0}},
        {"kind": "levels", "rgb": 3},
        {"kind": "curves", "red": {"points": [[0.5, 0], [0.5, 1]]}},
        {"kind": "curves", "red": {"points": [[0, 0], [1, 1, 1]]}},
        {"kind": "gradient-map", "stops": [[0, [0, 0, 300]]]},
        {"kind": "gaussian-blur", "radius": float("nan")},
        {"kind": "hue-saturation-lightness", "colourise": 1},
    ],
)
def test_what_is_no_adjustment_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_record(record)
