import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

pytestmark = pytest.mark.usefixtures("arithmetic")

RECT = Rect(100, 110, 60, 50)  # across four tiles
bytes_ = st.integers(0, 255)
sheets = st.tuples(st.tuples(bytes_, bytes_, bytes_, bytes_), st.floats(0, 1), st.booleans())


def exactly(colours: list[tuple[tuple[int, int, int, int], float, bool]]) -> tuple[np.ndarray, float]:
    """Porter–Duff over, as in the textbook: premultiplied colour 0 to 1 and alpha."""
    total, alpha = np.zeros(3), 0.0
    for (red, green, blue, opacity), share, visible in colours:
        a = opacity / 255 * share * visible
        total = np.array([red, green, blue]) / 255 * a + total * (1 - a)
        alpha = a + alpha * (1 - a)
    return total, alpha


@settings(deadline=None)
@given(st.lists(sheets, min_size=1, max_size=5))
def test_layers_lie_over_one_another(colours: list[tuple[tuple[int, int, int, int], float, bool]]) -> None:
    layers = [
        Layer(str(i), TileStore().fill(RECT, colour), visible=visible, opacity=share)
        for i, (colour, share, visible) in enumerate(colours)
    ]
    result = composite(layers, RECT)
    assert result.shape == (RECT.height, RECT.width, 4)
    assert (result == result[0, 0]).all()
    total, alpha = exactly(colours)
    seen = result[0, 0].astype(float) / 255
    assert abs(seen[3] - alpha) <= 0.51 / 255
    # Straight colour is as exact as its alpha is large.
    if alpha > 1 / 255:
        assert np.abs(seen[:3] - total / alpha).max() <= 0.51 / 255 + 1e-5 / alpha


def noise(rect: Rect, seed: int, opaque: bool = False) -> np.ndarray:
    pixels = np.random.default_rng(seed).integers(0, 256, (rect.height, rect.width, 4), np.uint8)
    pixels[..., 3] |= 255 if opaque else 16  # of almost nothing no colour is left
    return pixels


@pytest.mark.parametrize("ground", [False, True], ids=["over nothing", "over a ground"])
def test_every_pixel_lies_over_the_one_below_it(ground: bool) -> None:
    """In parts of tiles and in whole ones, which being square would hide that rows are taken for columns."""
    whole = Rect(0, 0, 3 * TILE + 40, 2 * TILE + 25)
    low, high = noise(whole, 1, ground), noise(Rect(0, 0, 300, 200), 2)
    layers = [
        Layer("low", TileStore.from_pixels(low)),
        Layer("high", TileStore.from_pixels(high, 70, 30), opacity=0.7),
    ]
    over = np.zeros(low.shape, float)
    over[30:230, 70:370] = high / 255
    over[..., 3:] *= 0.7
    alpha = over[..., 3:] + low[..., 3:] / 255 * (1 - over[..., 3:])
    colour = over[..., :3] * over[..., 3:] + low[..., :3] / 255 * low[..., 3:] / 255 * (1 - over[..., 3:])
    expected = 255 * np.dstack([colour / alpha, alpha])
    assert np.abs(composite(layers, whole) - expected).max() <= 0.51
    part = Rect(100, 140, 250, 90)
    assert np.array_equal(composite(layers, part), composite(layers, whole)[part.slices])


def test_a_lone_layer_comes_through_unchanged() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (50, 60, 4), dtype=np.uint8)
    pixels[..., 3] |= 1
    assert np.array_equal(composite([Layer("a", TileStore.from_pixels(pixels, 100, 110))], RECT), pixels)


def test_nothing_is_transparent() -> None:
    assert not composite([], RECT).any()
    assert not composite([Layer("hidden", TileStore().fill(RECT, (1, 2, 3, 255)), visible=False)], RECT).any()
