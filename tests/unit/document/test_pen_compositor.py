"""What is kept of the surroundings of a painted node changes nothing of the picture."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.compositing import composite, pixels_of
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.pen_compositor import PenCompositor
from aipaint_desktop.document.program import compile_nodes
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import Forest, all_nodes, replaced
from aipaint_desktop.values.geometry import Rect
from tests.unit.document.test_tree_compositing import nodes

pytestmark = pytest.mark.usefixtures("arithmetic")

TILE_RECT = Rect(0, 0, TILE, TILE)
PART = Rect(1, 0, 2, 2)


def agree(pen: PenCompositor, forest: Forest, node_id: str, part: Rect = PART) -> None:
    program = compile_nodes(forest)
    sheet = pen.sheet(program, node_id, (0, 0), 0, part.slices)
    straight = pixels_of(sheet, part.slices)
    for for_screen in (False, True):
        shown = np.full((part.height, part.width + 3, 4), 77, np.uint8)
        out = shown[:, 1:-2]
        opaque = pen.show(program, node_id, (0, 0), 0, part, out, for_screen=for_screen)
        assert opaque == (sheet is not None and sheet.alpha is None)
        expected = sheet.premultiplied_bgra() if for_screen and sheet is not None else straight
        np.testing.assert_array_equal(out, expected)
        assert (shown[:, [0, -2, -1]] == 77).all()
    seen = straight.astype(int)
    expected = composite(forest, part).astype(int)
    assert np.abs(seen[..., 3] - expected[..., 3]).max() <= 1
    # Straight colour is as exact as its alpha is large.
    assert (np.abs(seen - expected)[..., :3] * expected[..., 3:]).max() <= 255


forests = st.lists(nodes, min_size=1, max_size=5).map(tuple)
grounds = st.sampled_from([(), (Layer("paper", TileStore().fill(TILE_RECT, (250, 240, 230, 255))),)])


@settings(max_examples=150, deadline=None)
@given(ground=grounds, forest=forests, data=st.data())
def test_what_is_painted_looks_as_it_does_without_a_cache(
    ground: Forest, forest: Forest, data: st.DataObject
) -> None:
    pen = PenCompositor()
    forest = (*ground, *forest)
    painted = data.draw(st.sampled_from([node.id for node in all_nodes(forest)]))
    agree(pen, forest, painted)
    node = next(node for node in all_nodes(forest) if node.id == painted)
    for colour in ((10, 200, 30, 128), (200, 20, 30, 255), (0, 0, 0, 0)):
        if isinstance(node, Layer):
            forest = replaced(forest, replace(node, tiles=TileStore().fill(TILE_RECT, colour)))
        else:
            forest = replaced(forest, replace(node, mask=TileStore(channels=1).fill(TILE_RECT, colour[0])))
        agree(pen, forest, painted)
    other = data.draw(st.sampled_from([node for node in all_nodes(forest) if node.id != painted] or [node]))
    forest = replaced(forest, replace(other, opacity=0.5, mode=Mode.SCREEN, visible=True))
    agree(pen, forest, painted)


def sheets(count: int) -> Forest:
    def noise(seed: int) -> TileStore:
        pixels = np.random.default_rng(seed).integers(0, 256, (TILE, TILE, 4), dtype=np.uint8)
        return TileStore.from_pixels(pixels)

    modes = [Mode.NORMAL, Mode.MULTIPLY, Mode.SCREEN, Mode.OVERLAY]
    return tuple(Layer(str(i), noise(i), mode=modes[i % len(modes)], opacity=0.8) for i in range(count))


def test_neighbours_do_not_mix() -> None:
    forest, pen = sheets(9), PenCompositor()
    for node in forest:
        agree(pen, forest, node.id, Rect(3, 70, 90, 40))


def test_no_more_is_kept_than_may_be() -> None:
    forest = sheets(5)
    pen = PenCompositor(most_bytes=2**20)
    program = compile_nodes(forest)
    for level in range(6):  # of one tile all levels have something
        assert pen.prepare(program, forest[2].id, (0, 0), level)
    assert pen.prepare(program, forest[2].id, (0, 0), 0)  # it was let go of
    assert not pen.prepare(program, forest[2].id, (0, 0), 0)


def test_what_is_near_is_not_let_go_of_for_what_is_farther() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (TILE, 3 * TILE, 4), dtype=np.uint8)
    forest = tuple(Layer(str(i), TileStore.from_pixels(noise), mode=Mode.MULTIPLY) for i in range(4))
    program, painted = compile_nodes(forest), forest[1].id
    pen = PenCompositor(most_bytes=2**19)  # there is room for one
    shown = {(0, 0), (1, 0), (2, 0)}
    assert pen.prepare(program, painted, (0, 0), 0, shown)
    assert not pen.prepare(program, painted, (1, 0), 0, shown)
    assert not pen.prepare(program, painted, (0, 0), 0, shown)
    assert pen.prepare(program, painted, (1, 0), 0, {(1, 0), (2, 0)})  # the other is not seen any more
    assert pen.prepare(program, painted, (0, 0), 0, {(0, 0), (2, 0)})


def clips_and_groups() -> list[tuple[Forest, str]]:
    one, two, three, four, five = sheets(5)
    clipped = replace(three, clip=True, mode=Mode.NORMAL)
    return [
        ((one, replace(two, mode=Mode.OVERLAY), clipped, four), clipped.id),
        ((one, replace(two, clip=True), clipped, four, five), two.id),
        ((one, Group("in", (two, three), mode=Mode.SOFT_LIGHT, opacity=0.5), four), three.id),
        ((one, Group("in", (two, three), mode=Mode.HUE, clip=True), four), three.id),
        ((one, Group("in", (two, three), through=True, opacity=0.5), four), two.id),
        ((one, two, Group("above", (three, four), through=True, opacity=0.5)), one.id),
        ((Group("in", (Group("in it", (one, two), mode=Mode.DODGE),), mode=Mode.SCREEN), three), one.id),
    ]


def test_all_that_may_lie_around_looks_the_same_at_once() -> None:
    for forest, painted in clips_and_groups():
        agree(PenCompositor(), forest, painted, Rect(3, 70, 90, 40))


def test_what_lies_around_is_looked_through_again_only_where_it_changes() -> None:
    forest, pen = sheets(5), PenCompositor()
    painted, other = forest[2], forest[3]
    assert isinstance(painted, Layer)
    assert pen.prepare(compile_nodes(forest), painted.id, (0, 0), 0)
    forest = replaced(forest, replace(painted, tiles=TileStore(), mask=TileStore(channels=1)))
    assert not pen.prepare(compile_nodes(forest), painted.id, (0, 0), 0)
    agree(pen, forest, painted.id)
    forest = replaced(forest, replace(other, opacity=0.3))
    assert pen.prepare(compile_nodes(forest), painted.id, (0, 0), 0)
    agree(pen, forest, painted.id)
    agree(pen, forest, other.id)
