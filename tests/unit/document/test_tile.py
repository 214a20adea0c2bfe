import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

pytestmark = pytest.mark.usefixtures("arithmetic")


def noise(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (TILE, TILE, 4), dtype=np.uint8)


def half(pixels: np.ndarray) -> np.ndarray:
    """Mean of four, colours weighted by alpha, in float64."""
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    four = pixels.astype(float).reshape(height, 2, width, 2, 4)
    alpha = four[..., 3:]
    weight = alpha.sum(axis=(1, 3))
    colour = (four[..., :3] * alpha).sum(axis=(1, 3)) / np.maximum(weight, 1e-9)
    return np.concatenate([colour, weight / 4], axis=2)


def test_a_tile_knows_whether_it_is_empty_or_opaque() -> None:
    pixels = noise()
    assert not Tile(pixels.copy()).empty
    assert not Tile(pixels.copy()).opaque
    pixels[..., 3] = 0
    assert Tile(pixels.copy()).empty
    pixels[..., 3] = 255
    assert Tile(pixels.copy()).opaque
    pixels[-1, 0, 3] = 254
    assert not Tile(pixels).opaque


def test_what_is_no_tile_is_refused() -> None:
    for pixels in (
        np.zeros((TILE, TILE, 3), np.uint8),
        np.zeros((TILE, TILE, 4)),
        np.zeros((4, 4, 4), np.uint8),
    ):
        with pytest.raises(ValueError, match="not a tile"):
            Tile(pixels)


@pytest.mark.parametrize("opaque", [False, True])
def test_half_the_size_is_the_mean_of_four_by_their_alpha(opaque: bool) -> None:
    pixels = noise(3)
    if opaque:
        pixels[..., 3] = 255
    pixels[:2, :2] = 0  # all four transparent: no colour, and no division by nothing
    tile = Tile(pixels)
    assert np.abs(tile.half - half(pixels)).max() <= 0.51
    assert tile.half is tile.half
    assert not tile.half.flags.writeable


def test_four_tiles_are_joined_where_they_lie() -> None:
    tiles = [Tile(noise(seed)) for seed in range(4)]
    joined = Tile.joined([tiles[0], tiles[1], None, tiles[3]])
    assert joined is not None
    side = TILE // 2
    assert (joined.pixels[:side, :side] == tiles[0].half).all()
    assert (joined.pixels[:side, side:] == tiles[1].half).all()
    assert not joined.pixels[side:, :side].any()
    assert (joined.pixels[side:, side:] == tiles[3].half).all()
    assert np.shares_memory(joined.pixels, tiles[3].half)
    assert Tile.joined([None] * 4) is None


def test_a_plane_of_one_tile_is_one_tile_from_afar() -> None:
    store = TileStore().fill(Rect(0, 0, 8 * TILE, 8 * TILE), (10, 20, 30, 40))
    afar = {id(store.tile(column, row, 2)) for column in range(2) for row in range(2)}
    assert len(afar) == 1
    tile = store.tile(0, 0, 2)
    assert tile is not None
    assert (tile.pixels == (10, 20, 30, 40)).all()


patches = st.builds(
    Rect, st.integers(-200, 200), st.integers(-200, 200), st.integers(1, 300), st.integers(1, 300)
)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(patches, st.booleans()), min_size=1, max_size=5))
def test_levels_follow_what_is_written(writes: list[tuple[Rect, bool]]) -> None:
    """Whatever is asked for between the writes, a level is what a store made anew has there."""
    store = TileStore()
    for seed, (rect, clears) in enumerate(writes):
        pixels = np.random.default_rng(seed).integers(0, 256, (rect.height, rect.width, 4), dtype=np.uint8)
        if clears:
            pixels[...] = 0
        store = store.write(rect, pixels)
        anew = TileStore({key: tile for key in store if (tile := store.tile(*key)) is not None})
        for level in (1, 2, 3):
            for column in range(-2, 3):
                for row in range(-2, 3):
                    here, there = store.tile(column, row, level), anew.tile(column, row, level)
                    assert (here is None) is (there is None)
                    if here is not None and there is not None:
                        assert (here.pixels == there.pixels).all()


def test_layers_are_composited_at_half_their_size() -> None:
    """Of halves, not a half of the composite: where alphas are alike the two are the same."""
    layers = []
    for seed in range(3):
        pixels = np.random.default_rng(seed).integers(0, 256, (2 * TILE, 3 * TILE, 4), dtype=np.uint8)
        pixels[..., 3] = 90
        layers.append(Layer(str(seed), TileStore.from_pixels(pixels)))
    whole = composite(layers, Rect(0, 0, 3 * TILE, 2 * TILE))
    seen = composite(layers, Rect(0, 0, 3 * TILE // 2, TILE), 1)
    assert np.abs(half(whole) - seen).max() <= 2
