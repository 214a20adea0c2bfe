import importlib.util
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.values import pigment
from aipaint_desktop.values.pigment import colours_of, mixed, paints_of
from aipaint_desktop.values.transfer import linear_of, srgb_of

Planes = NDArray[np.float32]
YELLOWS = ("#ffff00", "#ffd800", "#fce300", "#f8e838")
BLUES = ("#0000ff", "#1f3fa8", "#0a5ad0", "#2060c0")
EYE = np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]])
OPPONENT = np.array([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])


def colour(name: str) -> Planes:
    return np.array([int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def lightness_chroma_hue(srgb: Planes) -> tuple[float, float, float]:
    lightness, a, b = OPPONENT @ np.cbrt(EYE @ linear_of(srgb))
    return float(lightness), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


def cube() -> Planes:
    steps = np.linspace(0, 1, 18, dtype=np.float32)
    return np.stack(np.meshgrid(steps, steps, steps)).reshape(3, -1)


def test_light_and_back() -> None:
    values = np.linspace(0, 1, 256, dtype=np.float32)
    assert np.abs(srgb_of(linear_of(values)) - values).max() < 1e-5
    assert linear_of(np.float32([0.5]))[0] == pytest.approx(0.21404, abs=1e-5)


def test_a_paint_has_the_colour_that_it_is_of() -> None:
    assert np.abs(colours_of(paints_of(cube())) - cube()).max() < 0.1 / 255


def test_ends_are_exact_and_neither_paint_comes_first() -> None:
    one, other = cube(), cube()[:, ::-1].copy()
    assert np.array_equal(mixed(one, other, 0), one)
    assert np.array_equal(mixed(one, other, 1), other)
    share = np.linspace(0, 1, one.shape[1], dtype=np.float32)
    assert np.abs(mixed(one, other, share) - mixed(other, one, 1 - share)).max() < 1e-4


def test_a_colour_mixed_with_itself_stays_a_thousand_times() -> None:
    start = cube()
    colours = start
    for _ in range(1000):
        colours = mixed(colours, start, 0.37)
    alone = colours
    for _ in range(50):
        alone = mixed(alone, alone, 0.5)
    assert np.abs(colours - start).max() < 1 / 255
    assert np.abs(alone - start).max() < 1 / 255


def test_the_order_of_three_does_not_matter() -> None:
    red, white, blue = (paints_of(colour(c)) for c in ("#c02010", "#ffffff", "#1f3fa8"))
    assert np.allclose(colours_of((red + white) + blue), colours_of(red + (blue + white)), atol=1e-5)


@pytest.mark.parametrize("yellow", YELLOWS)
@pytest.mark.parametrize("blue", BLUES)
def test_blue_and_yellow_give_green(blue: str, yellow: str) -> None:
    lightness, chroma, hue = lightness_chroma_hue(mixed(colour(blue), colour(yellow), 0.5))
    assert 120 < hue < 160
    assert chroma > 0.09
    assert lightness > 0.55


@pytest.mark.parametrize("blue", BLUES)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_tint_of_blue_is_not_violet(blue: str, share: float) -> None:
    pure = lightness_chroma_hue(colour(blue))[2]
    assert 235 < lightness_chroma_hue(mixed(colour(blue), colour("#ffffff"), share))[2] < pure + 5


def test_greys_stay_grey_and_grow_brighter() -> None:
    share = np.linspace(0, 1, 33, dtype=np.float32)
    black, white = np.zeros((3, 33), np.float32), np.ones((3, 33), np.float32)
    greys = mixed(black, white, share)
    assert np.ptp(greys, axis=0).max() < 1e-3
    assert (np.diff(greys[0]) > 0).all()


def test_planes_of_any_shape_are_mixed_pixel_by_pixel() -> None:
    generator = np.random.default_rng(5)
    one, other = generator.random((2, 3, 4, 7), np.float32)
    share = generator.random((4, 7), np.float32)
    all_of_them = mixed(one, other, share)
    assert all_of_them.shape == (3, 4, 7)
    assert all_of_them.dtype == np.float32
    alone = mixed(one[:, 2, 3], other[:, 2, 3], float(share[2, 3]))
    assert np.allclose(all_of_them[:, 2, 3], alone, atol=1e-5)


def test_the_bands_are_those_that_the_script_derives() -> None:
    path = Path(__file__).parents[3] / "tools" / "derive_paint_bands.py"
    spec = importlib.util.spec_from_file_location("derive_paint_bands", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    eye = script.seen()
    assert np.allclose(eye, pigment._SEEN, atol=1e-6)
    assert np.allclose(script.reflected(eye), pigment._REFLECTED, atol=1e-4)
