"""Adjusting the tiles of a layer: the same as its pixels at once, and no more than has to change."""

import numpy as np
import pytest

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.applying import Subject, TileAdjuster, adjusted, keys
from aipaint_desktop.document.adjusting.blur import GaussianBlur
from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.adjusting.levels import LevelRange, Levels
from aipaint_desktop.document.adjusting.unsharp_mask import UnsharpMask
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect
from tests.unit.document.adjusting.test_adjustments import EXAMPLES, assert_near, noise

CANVAS = Rect(0, 0, 300, 200)


def smooth(height: int, width: int) -> np.ndarray:
    """A picture in which neighbours are alike, with a hole."""
    y, x = np.mgrid[:height, :width]
    planes = [128 + 120 * np.sin(x / 9 + y / 23), 128 + 100 * np.cos(x / 31), y * 255 / height, 0 * x + 255]
    pixels = np.stack(planes, 2).astype(np.uint8)
    pixels[60:120, 100:200, 3] = 0
    return pixels


@pytest.mark.parametrize(
    "adjustment", [*EXAMPLES, GaussianBlur(9), GaussianBlur(20), UnsharpMask(12)], ids=lambda one: one.kind
)
def test_tile_by_tile_is_as_at_once(adjustment: Adjustment) -> None:
    pixels = smooth(CANVAS.height, CANVAS.width)
    tiles = adjusted(Subject(TileStore.from_pixels(pixels), CANVAS), adjustment)
    assert_near(tiles.read(CANVAS), adjustment.of(pixels).astype(float))


def test_nothing_changes_without_effect() -> None:
    tiles = TileStore.from_pixels(noise(200, 300))
    assert adjusted(Subject(tiles, CANVAS), Levels()) is tiles
    nowhere = np.zeros((200, 300), np.uint8)
    assert adjusted(Subject(tiles, CANVAS, nowhere), Invert()) is tiles
    white = TileStore().fill(CANVAS, (255, 255, 255, 255))
    assert adjusted(Subject(white, CANVAS), Levels(LevelRange(black=40))) is white
    nothing = TileStore()
    assert adjusted(Subject(nothing, CANVAS), GaussianBlur(30)) is nothing


def test_tiles_that_do_not_change_are_shared() -> None:
    tiles = TileStore.from_pixels(noise(200, 300))
    selection = np.zeros((200, 300), np.uint8)
    selection[10:20, 10:20] = 255
    after = adjusted(Subject(tiles, CANVAS, selection), Invert())
    assert tiles.differing(after) == {(0, 0)}


def test_a_tile_of_blank_paper_is_adjusted_once() -> None:
    canvas = Rect(0, 0, 8 * TILE, 8 * TILE)
    tiles = TileStore().fill(canvas, (255, 255, 255, 255))
    after = adjusted(Subject(tiles, canvas), Invert())
    assert len({id(after.tile(*key)) for key in after}) == 1


def test_a_selection_limits_softly() -> None:
    pixels = noise(200, 300)
    selection = np.tile(np.linspace(0, 255, 300).astype(np.uint8), (200, 1))
    for adjustment in (Invert(), GaussianBlur(3)):
        whole = adjusted(Subject(TileStore.from_pixels(pixels), CANVAS), adjustment).read(CANVAS)
        part = adjusted(Subject(TileStore.from_pixels(pixels), CANVAS, selection), adjustment).read(CANVAS)
        share = selection[..., None] / 255
        alphas = pixels[..., 3:] * (1 - share), whole[..., 3:] * share
        wanted = np.zeros(pixels.shape)
        wanted[..., 3:] = alphas[0] + alphas[1]
        colours = pixels[..., :3] * alphas[0] + whole[..., :3] * alphas[1]
        wanted[..., :3] = colours / np.maximum(wanted[..., 3:], 1e-6)
        assert_near(part, wanted)
        assert (part[:, 0] == pixels[:, 0]).all()


def test_a_blur_spreads_into_tiles_that_were_empty_but_not_where_alpha_is_locked() -> None:
    tiles = TileStore.from_pixels(np.full((20, 20, 4), 255, np.uint8), TILE - 20, 0)
    unlocked = adjusted(Subject(tiles, CANVAS), GaussianBlur(4))
    assert set(unlocked) == {(0, 0), (1, 0)}
    locked = adjusted(Subject(tiles, CANVAS, alpha_locked=True), GaussianBlur(4))
    assert (locked.read(CANVAS)[..., 3] == tiles.read(CANVAS)[..., 3]).all()


def test_the_borders_of_the_canvas_do_not_fade_and_what_lies_beyond_stays() -> None:
    tiles = TileStore().fill(Rect(0, 0, 320, 220), (10, 20, 30, 255))
    for radius in (3, 20):
        after = adjusted(Subject(tiles, CANVAS), GaussianBlur(radius))
        assert (after.read(Rect(0, 0, 320, 220)) == (10, 20, 30, 255)).all()


def test_a_level_is_the_adjusted_picture_made_smaller() -> None:
    pixels = smooth(256, 256)
    canvas = Rect(0, 0, 256, 256)
    subject = Subject(TileStore.from_pixels(pixels), canvas)
    for adjustment in (Levels(LevelRange(20, 1.2, 240)), GaussianBlur(6), GaussianBlur(0.1)):
        tile = TileAdjuster(subject, adjustment, 1).tile((0, 0))
        whole = adjusted(subject, adjustment).tile(0, 0, 1)
        assert tile is not None
        assert whole is not None
        seen = (whole.pixels[..., 3] > 32) & (tile.pixels[..., 3] > 32)
        apart = np.abs(tile.pixels.astype(int) - whole.pixels)[seen]
        assert apart.mean() < 2
        assert np.quantile(apart, 0.99) < 12


def test_paint_beyond_the_canvas_is_adjusted_with_the_rest_where_nothing_is_selected() -> None:
    tiles = TileStore.from_pixels(noise(40, 40), 600, 10)
    subject = Subject(tiles, CANVAS)
    assert keys(subject, Invert()) == sorted(tiles)
    assert keys(subject, GaussianBlur(2)) == []


def test_what_the_check_raises_ends_it() -> None:
    class Enough(Exception):
        pass

    def check() -> None:
        raise Enough

    with pytest.raises(Enough):
        adjusted(Subject(TileStore.from_pixels(noise()), CANVAS), Invert(), check)
