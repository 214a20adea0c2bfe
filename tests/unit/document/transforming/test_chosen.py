"""What is chosen, transformed: layers, groups, masks, and what is selected."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.bounds import box_of_chosen, painted
from aipaint_desktop.document.transforming.chosen import transformed
from aipaint_desktop.document.transforming.picture import flipped_chosen, turned_chosen
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

PLACE = Rect(20, 30, 40, 50)
RED, BLUE = (200, 20, 30, 255), (20, 30, 200, 128)


def block(rect: Rect, colour: tuple[int, int, int, int] = RED) -> TileStore:
    return TileStore().fill(rect, colour)


def state_of(*nodes: Layer | Group, active: str = "a") -> State:
    return State(300, 200, nodes, active)


def a(rect: Rect = PLACE) -> Layer:
    return Layer("A", tiles=block(rect), id="a")


def test_nothing_moved_is_the_same_state() -> None:
    state = state_of(a())
    assert transformed(state, Pose.of(box_of_chosen(state))) is state


def test_the_box_is_tight() -> None:
    assert box_of_chosen(state_of(a())) == Rect(20, 30, 40, 50)
    assert painted(TileStore()).empty
    selection = np.zeros((200, 300), np.uint8)
    selection[40:60, 0:30] = 255
    assert box_of_chosen(replace(state_of(a()), selection=selection)) == Rect(20, 40, 10, 20)
    wide = block(Rect(-200, 5, 10, 10)).fill(Rect(270, 150, 3, 9), BLUE)
    assert painted(wide) == Rect(-200, 5, 473, 154)


def test_a_move_takes_the_mask_along_and_loses_nothing_outside() -> None:
    mask = TileStore(channels=1).fill(Rect(25, 35, 10, 10), 255)
    state = state_of(replace(a(), mask=mask))
    moved = transformed(state, Pose.of(state.rect).moved(-60, 7))
    layer = moved.layer("a")
    assert painted(layer.tiles) == Rect(-40, 37, 40, 50)
    assert layer.mask is not None
    assert painted(layer.mask) == Rect(-35, 42, 10, 10)
    back = transformed(moved, Pose.of(state.rect).moved(60, -7))
    assert np.array_equal(back.layer("a").tiles.read(state.rect), state.layer("a").tiles.read(state.rect))


def test_a_move_by_tiles_shares_them() -> None:
    state = state_of(a())
    moved = transformed(state, Pose.of(state.rect).moved(TILE, 0))
    assert moved.layer("a").tiles.tile(1, 0) is state.layer("a").tiles.tile(0, 0)


def test_a_group_moves_with_all_in_it_and_others_stay() -> None:
    inner = Group("In", children=(Layer("B", tiles=block(Rect(0, 0, 9, 9)), id="b"),), id="in")
    group = Group("G", children=(a(), inner), mask=TileStore(channels=1).fill(Rect(5, 5, 5, 5), 9), id="g")
    other = Layer("C", tiles=block(Rect(1, 1, 5, 5)), id="c")
    state = state_of(other, group, active="g")
    moved = transformed(state, Pose.of(state.rect).moved(3, 4))
    assert painted(moved.layer("a").tiles) == Rect(23, 34, 40, 50)
    assert painted(moved.layer("b").tiles) == Rect(3, 4, 9, 9)
    mask = moved.node("g").mask
    assert mask is not None
    assert painted(mask) == Rect(8, 9, 5, 5)
    assert moved.node("c") is other


def test_several_chosen_nodes_are_transformed_together() -> None:
    state = replace(
        state_of(a(), Layer("B", tiles=block(Rect(100, 90, 9, 9)), id="b")), chosen_ids=frozenset({"b"})
    )
    assert box_of_chosen(state) == Rect(20, 30, 89, 69)
    turned = turned_chosen(state, 1)
    again = turned_chosen(turned_chosen(turned_chosen(turned, 1), 1), 1)
    for layer in ("a", "b"):
        assert np.array_equal(
            again.layer(layer).tiles.read(state.rect), state.layer(layer).tiles.read(state.rect)
        )


def test_what_is_selected_is_cut_out_and_laid_back() -> None:
    selection = np.zeros((200, 300), np.uint8)
    selection[30:80, 20:40] = 255
    state = replace(state_of(a()), selection=selection)
    moved = transformed(state, Pose.of(box_of_chosen(state)).moved(100, 0))
    pixels = moved.layer("a").tiles.read(state.rect)
    expected = np.zeros((200, 300, 4), np.uint8)
    expected[30:80, 40:60] = expected[30:80, 120:140] = RED
    assert np.array_equal(pixels[..., 3], expected[..., 3])
    assert np.array_equal(pixels[pixels[..., 3] > 0], expected[expected[..., 3] > 0])
    assert moved.selection is not None
    assert np.array_equal(moved.selection, np.roll(selection, 100, axis=1))


def test_the_piece_lies_over_what_is_left() -> None:
    selection = np.zeros((200, 300), np.uint8)
    selection[:, :30] = 255
    layer = Layer("A", tiles=block(Rect(20, 30, 10, 10), BLUE).fill(Rect(40, 30, 10, 10), RED), id="a")
    state = replace(state_of(layer), selection=selection)
    moved = transformed(state, Pose.of(box_of_chosen(state)).moved(20, 0)).layer("a").tiles
    assert moved.read(Rect(20, 30, 10, 10)).any() == np.False_
    mixed = moved.read(Rect(40, 30, 10, 10))
    assert (mixed[..., 3] == 255).all()
    assert np.abs(mixed[0, 0, :3].astype(int) - (110, 25, 115)).max() <= 1


def test_a_mask_that_is_worked_on_is_transformed_alone() -> None:
    mask = TileStore(channels=1).fill(Rect(25, 35, 10, 10), 255)
    state = replace(state_of(replace(a(), mask=mask)), on_mask=True)
    assert box_of_chosen(state) == Rect(25, 35, 10, 10)
    moved = transformed(state, Pose.of(state.rect).moved(1, 1)).layer("a")
    assert moved.tiles is state.layer("a").tiles
    assert moved.mask is not None
    assert painted(moved.mask) == Rect(26, 36, 10, 10)


@pytest.mark.parametrize(
    "node", [replace(a(), locked=True), replace(a(), visible=False), Group("G", children=(a(),), locked=True)]
)
def test_what_is_locked_or_hidden_is_refused(node: Layer | Group) -> None:
    with pytest.raises(BadInput):
        transformed(state_of(node), Pose.of(Rect(0, 0, 9, 9)).moved(1, 0))


def test_a_layer_is_flipped_on_the_canvas_and_exactly() -> None:
    state = state_of(a())
    flipped = flipped_chosen(state, across=True)
    assert painted(flipped.layer("a").tiles) == Rect(240, 30, 40, 50)
    assert painted(flipped_chosen(state, across=False).layer("a").tiles) == Rect(20, 120, 40, 50)


def test_what_is_resampled_is_cut_off_far_outside() -> None:
    state = state_of(a(Rect(0, 0, 300, 200)))
    large = transformed(state, Pose.of(state.rect).sized(3000, 2000))
    assert painted(large.layer("a").tiles) == Rect(-75, -75, 450, 350)


def test_a_perspective_whose_horizon_lies_before_the_origin_loses_nothing() -> None:
    box = Rect(52, 113, 40, 37)
    after = transformed(state_of(a(box)), Pose.of(box).with_corner(0, (30.0, 100.0)))
    assert box_of_chosen(after).left == pytest.approx(30, abs=5)
    assert box_of_chosen(after).right == pytest.approx(92, abs=2)
