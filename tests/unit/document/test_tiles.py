import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

PLANE = Rect(-200, -200, 600, 600)
RED = (255, 0, 0, 128)


def random_pixels(width: int, height: int, seed: int = 0) -> np.ndarray:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
    pixels[..., 3] |= 1
    return pixels


patches = st.builds(
    Rect, st.integers(-200, 200), st.integers(-200, 200), st.integers(1, 200), st.integers(1, 200)
)


@settings(deadline=None)
@given(st.lists(patches, max_size=4))
def test_reads_what_was_written(rects: list[Rect]) -> None:
    store = TileStore()
    plane = np.zeros((PLANE.height, PLANE.width, 4), np.uint8)
    for seed, rect in enumerate(rects):
        pixels = random_pixels(rect.width, rect.height, seed)
        store = store.write(rect, pixels)
        plane[rect.moved(200, 200).slices] = pixels
    assert np.array_equal(store.read(PLANE), plane)


def test_a_write_leaves_the_old_store_alone_and_shares_other_tiles() -> None:
    before = TileStore().fill(Rect(0, 0, 3 * TILE, TILE), RED)
    after = before.write(Rect(5, 5, 10, 10), random_pixels(10, 10))
    assert (before.read(Rect(0, 0, 3 * TILE, TILE)) == RED).all()
    assert after.tile(1, 0) is before.tile(1, 0)
    assert after.differing(before) == {(0, 0)}
    assert after.bytes_beyond(before) < 2 * TILE * TILE * 4


def test_tiles_cannot_be_written_to() -> None:
    tile = TileStore().write(Rect(0, 0, 1, 1), random_pixels(1, 1)).tile(0, 0)
    assert tile is not None
    with pytest.raises(ValueError, match="read-only"):
        tile.pixels[0, 0] = 1


def test_what_becomes_transparent_takes_no_memory() -> None:
    store = TileStore().fill(Rect(0, 0, TILE, TILE), RED)
    assert len(store.write(Rect(0, 0, TILE, TILE), np.zeros((TILE, TILE, 4), np.uint8))) == 0
    assert len(store.fill(Rect(-5, -5, 2 * TILE, 2 * TILE), (0, 0, 0, 0))) == 0


def test_a_large_area_of_one_colour_is_one_tile_of_memory() -> None:
    store = TileStore().fill(Rect(0, 0, 20 * TILE, 20 * TILE), RED)
    assert store.bytes_beyond(TileStore()) < 2 * TILE * TILE * 4


@settings(deadline=None)
@given(st.integers(-300, 300), st.integers(-300, 300))
def test_moving(dx: int, dy: int) -> None:
    store = TileStore.from_pixels(random_pixels(150, 70), 20, 30)
    moved = store.moved(dx, dy)
    assert np.array_equal(moved.read(Rect(20 + dx, 30 + dy, 150, 70)), store.read(Rect(20, 30, 150, 70)))
    assert len(moved.cropped(Rect(0, 0, 1, 1).moved(900, 900))) == 0


def test_moving_by_whole_tiles_copies_nothing() -> None:
    store = TileStore.from_pixels(random_pixels(10, 10))
    assert store.moved(TILE, -TILE).tile(1, -1) is store.tile(0, 0)


def test_cropping_keeps_the_inside_alone() -> None:
    store = TileStore.from_pixels(random_pixels(300, 300))
    inside = Rect(100, 90, 60, 50)
    cropped = store.cropped(inside)
    expected = np.zeros((300, 300, 4), np.uint8)
    expected[inside.slices] = store.read(inside)
    assert np.array_equal(cropped.read(Rect(0, 0, 300, 300)), expected)
    assert store.cropped(Rect(-10, -10, 900, 900)) is store


def test_same_stores_differ_nowhere() -> None:
    store = TileStore().fill(Rect(0, 0, 10, 10), RED)
    assert store.differing(store) == set()
    assert TileStore().differing(TileStore()) == set()


def test_pixels_must_fit() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        TileStore().write(Rect(0, 0, 3, 2), random_pixels(2, 3))
    with pytest.raises(ValueError, match="does not fit"):
        TileStore().write(Rect(0, 0, 1, 1), np.zeros((1, 1, 4)))


def test_plain_is_what_has_one_colour_all_over() -> None:
    rect = Rect(0, 0, 300, 200)
    store = TileStore().fill(rect, (255, 255, 255, 255))
    assert store.plain(rect, (255, 255, 255, 255))
    assert not store.plain(rect, (255, 255, 254, 255))
    assert not store.plain(Rect(0, 0, 301, 200), (255, 255, 255, 255))
    for place in (Rect(299, 199, 1, 1), Rect(150, 20, 1, 1), Rect(0, 0, 1, 1)):
        dotted = store.write(place, np.full((1, 1, 4), 9, np.uint8))
        assert not dotted.plain(rect, (255, 255, 255, 255))


def test_cropping_shares_every_tile_of_which_nothing_goes() -> None:
    whole = TileStore.from_pixels(np.full((3 * TILE + 40, 2 * TILE + 9, 4), 200, np.uint8))
    assert whole.cropped(Rect(0, 0, 2 * TILE + 9, 3 * TILE + 40)) is whole  # its last tiles are no whole ones
    part = whole.cropped(Rect(0, 0, TILE + 5, 4 * TILE))
    assert {key for key in part if part.tile(*key) is whole.tile(*key)} == {(0, row) for row in range(4)}
    assert set(part) == {(column, row) for column in range(2) for row in range(4)}
