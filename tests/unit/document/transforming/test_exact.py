"""Pixels that change places and nothing else."""

import numpy as np
import pytest

from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.exact import exactly
from aipaint_desktop.document.transforming.matrices import (
    Matrix,
    around,
    identity,
    rotation,
    scaling,
    shift,
)
from aipaint_desktop.values.geometry import Rect

NOISE = np.random.default_rng(0).integers(1, 256, (150, 200, 4), np.uint8)
WHOLE = Rect(0, 0, 200, 150)


def done(tiles: TileStore, matrix: Matrix) -> TileStore:
    made = exactly(tiles, matrix)
    assert made is not None
    return made


def test_what_stays_is_the_same_tiles() -> None:
    tiles = TileStore.from_pixels(NOISE)
    assert exactly(tiles, identity()) is tiles


def test_whole_tiles_are_shared_by_a_move() -> None:
    tiles = TileStore.from_pixels(NOISE)
    made = done(tiles, shift(TILE, -TILE))
    assert made.tile(1, -1) is tiles.tile(0, 0)
    assert np.array_equal(done(tiles, shift(3, 5)).read(WHOLE.moved(3, 5)), NOISE)


def test_four_quarter_turns_and_two_flips_give_back_every_pixel() -> None:
    tiles = TileStore.from_pixels(NOISE)
    for matrix, times in (
        (around(70, 50, rotation(90)), 4),
        (around(70.5, 50.5, rotation(90)), 4),
        (around(33.5, 0, scaling(-1, 1)), 2),
        (around(TILE, 2 * TILE, scaling(1, -1)), 2),
    ):
        made = tiles
        for _ in range(times):
            made = done(made, matrix)
        assert np.array_equal(made.read(WHOLE), NOISE)


@pytest.mark.parametrize("left", [0, 7])
def test_a_turn_is_that_of_the_picture(left: int) -> None:
    tiles = TileStore.from_pixels(NOISE)
    made = done(tiles, shift(150 + left, 0) @ rotation(90))
    assert np.array_equal(made.read(Rect(left, 0, 150, 200)), np.rot90(NOISE, -1))
    made = done(tiles, shift(0, 200 + left) @ rotation(-90))
    assert np.array_equal(made.read(Rect(0, left, 150, 200)), np.rot90(NOISE))
    made = done(tiles, shift(200 + left, 0) @ scaling(-1, 1))
    assert np.array_equal(made.read(Rect(left, 0, 200, 150)), NOISE[:, ::-1])


def test_masks_are_turned_too() -> None:
    mask = NOISE[..., 0]
    made = done(TileStore.from_pixels(mask), shift(0, 150) @ scaling(1, -1))
    assert made.channels == 1
    assert np.array_equal(made.read(WHOLE), mask[::-1])


@pytest.mark.parametrize(
    "matrix", [shift(0.5, 0), rotation(1), scaling(2, 1), around(0.25, 0, scaling(-1, 1)), scaling(1, 0.999)]
)
def test_other_maps_are_left_to_the_resampler(matrix: Matrix) -> None:
    assert exactly(TileStore.from_pixels(NOISE), matrix) is None
