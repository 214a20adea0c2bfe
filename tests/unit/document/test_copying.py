"""What is copied of a document, and what comes back of it."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.copying import (
    Copied,
    copied,
    copied_merged,
    copied_to_layer,
    cut_to_layer,
    merged_pixels,
    pasted,
    taken_out,
)
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

SIDE = 300


def noise(seed: int, height: int = SIDE, width: int = SIDE) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)


@pytest.fixture
def state() -> State:
    """White paper, a layer of half-transparent noise in Multiply, and it is the active one."""
    document = Document(SIDE, SIDE)
    paint = replace(
        document.active, name="Sea", tiles=TileStore.from_pixels(noise(1)), mode=Mode.MULTIPLY, opacity=0.4
    )
    return document.state.with_node(paint)


def soft(state: State, rect: Rect) -> State:
    """The rectangle selected, a ramp at its left edge."""
    mask = np.zeros((state.height, state.width), np.uint8)
    mask[rect.slices] = 255
    mask[rect.top : rect.bottom, rect.left : rect.left + 8] = np.arange(0, 256, 32, dtype=np.uint8)
    return replace(state, selection=mask)


def only(what: Copied) -> Layer:
    (layer,) = what.nodes
    assert isinstance(layer, Layer)
    return layer


def test_what_is_selected_is_copied_to_the_bit_and_soft_where_the_selection_is(state: State) -> None:
    rect = Rect(30, 40, 200, 150)
    selected = soft(state, rect)
    what = copied(selected)
    before, after = state.active.tiles.read(state.rect), only(what).tiles.read(state.rect)  # type: ignore[attr-defined]
    hard = Rect.from_edges(rect.left + 8, rect.top, rect.right, rect.bottom)
    assert np.array_equal(after[hard.slices], before[hard.slices])
    mask = selected.selection
    assert mask is not None
    assert np.array_equal(after[..., 3], (before[..., 3].astype(int) * mask + 127) // 255)
    shown = after[..., 3] > 0
    assert np.array_equal(after[shown][:, :3], before[shown][:, :3])  # straight alpha: no colour is changed
    assert (what.name, only(what).mode, only(what).opacity) == ("Sea", Mode.MULTIPLY, 0.4)
    assert rect.intersection(what.bounds) == what.bounds


def test_pasted_where_it_was_it_is_the_same_above(state: State) -> None:
    what = copied(soft(state, Rect(30, 40, 200, 150)))
    after = pasted(state, what)
    assert [layer.name for layer in after.layers] == ["Paper", "Sea", "Sea"]
    assert after.active.id not in {layer.id for layer in state.layers}
    assert after.active_id == after.layers[-1].id
    assert np.array_equal(after.layers[-1].tiles.read(state.rect), only(what).tiles.read(state.rect))
    assert after.layers[1] is state.layers[1]


def test_it_is_moved_to_the_pixel_and_cut_off_at_the_canvas(state: State) -> None:
    what = copied(soft(state, Rect(30, 40, 200, 150)))
    moved = what.moved(-100, 131)
    assert moved.bounds == what.bounds.moved(-100, 131)
    assert np.array_equal(merged_pixels(moved), merged_pixels(what))
    after = pasted(state, moved).layers[-1].tiles
    assert after.cropped(state.rect) is after


def test_without_a_selection_the_layer_is_copied_as_it_is(state: State) -> None:
    masked = replace(state.active, mask=TileStore.from_pixels(noise(2)[..., 0]), label="red")
    state = state.with_node(masked)
    layer = pasted(state, copied(state)).active
    assert replace(layer, id=masked.id) == masked
    assert layer.mask is not None
    assert masked.mask is not None
    assert np.array_equal(layer.mask.read(state.rect), masked.mask.read(state.rect))


def test_a_group_is_copied_with_all_in_it(state: State) -> None:
    inner = Layer("Inner", TileStore.from_pixels(noise(3)), clip=True)
    group = Group("Group", (Layer("Base", TileStore.from_pixels(noise(4))), inner), mode=Mode.SCREEN)
    state = replace(state, nodes=(*state.nodes, group), active_id=group.id)
    after = pasted(state, copied(state))
    copy = after.active
    assert isinstance(copy, Group)
    assert (copy.name, copy.mode, [child.name for child in copy.children]) == (
        "Group",
        Mode.SCREEN,
        ["Base", "Inner"],
    )
    assert copy.children[1].clip
    ids = [node.id for node in (*group.children, group, *copy.children, copy)]
    assert len(set(ids)) == 6
    selected = soft(state, Rect(0, 0, 50, 50))
    cut = copied(selected).nodes[0]
    assert isinstance(cut, Group)
    assert all(len(layer.tiles) == 1 for layer in cut.children if isinstance(layer, Layer))


def test_several_chosen_layers_are_copied_in_their_order(state: State) -> None:
    state = replace(state, chosen_ids=frozenset({state.layers[0].id}))
    what = copied(state)
    assert [node.name for node in what.nodes] == ["Paper", "Sea"]
    after = pasted(state, what)
    assert [layer.name for layer in after.layers] == ["Paper", "Sea", "Paper", "Sea"]
    assert not after.layers[2].paper  # there is but one
    assert {node.name for node in after.chosen} == {"Paper", "Sea"}


def test_cut_takes_away_what_copy_takes(state: State) -> None:
    selected = soft(state, Rect(30, 40, 200, 150))
    assert selected.selection is not None
    left = taken_out(selected).layers[-1].tiles.read(state.rect)
    before = state.layers[-1].tiles.read(state.rect)
    wanted = (before[..., 3].astype(int) * (255 - selected.selection) + 127) // 255
    assert np.array_equal(left[..., 3], wanted)
    whole = taken_out(state)
    assert [layer.name for layer in whole.layers] == ["Paper"]
    assert whole.active_id == state.layers[0].id
    last = taken_out(whole)
    assert [len(layer.tiles) for layer in last.layers] == [0]


def test_a_locked_layer_is_copied_and_not_cut(state: State) -> None:
    state = state.with_node(replace(state.active, locked=True))
    assert not pasted(state, copied(state)).active.locked
    with pytest.raises(BadInput, match="locked"):
        taken_out(state)


def test_copy_merged_copies_what_is_seen(state: State) -> None:
    rect = Rect(30, 40, 200, 150)
    what = copied_merged(soft(state, rect), "All")
    seen = Document.from_state(state, "s").composite()
    hard = Rect.from_edges(rect.left + 8, rect.top, rect.right, rect.bottom)
    assert np.array_equal(only(what).tiles.read(hard), seen[hard.slices])
    assert only(what).mode is Mode.NORMAL
    everything = copied_merged(state, "All")
    assert everything.bounds == state.rect


def test_into_a_selection_it_is_hidden_elsewhere(state: State) -> None:
    what = copied(state)
    selected = soft(state, Rect(10, 10, 40, 40))
    layer = pasted(selected, what, into_selection=True).active
    assert selected.selection is not None
    assert layer.mask is not None
    assert np.array_equal(layer.mask.read(state.rect), 255 - selected.selection)
    several = pasted(selected, Copied((*what.nodes, *what.nodes), what.bounds), into_selection=True).active
    assert isinstance(several, Group)
    assert several.mask is not None


def test_a_selection_goes_to_a_layer_of_its_own(state: State) -> None:
    selected = soft(state, Rect(30, 40, 200, 150))
    what = only(copied(selected)).tiles.read(state.rect)
    both = copied_to_layer(selected)
    assert [layer.name for layer in both.layers] == ["Paper", "Sea", "Sea"]
    assert both.layers[1] is state.layers[1]
    assert np.array_equal(both.layers[2].tiles.read(state.rect), what)
    apart = cut_to_layer(selected)
    assert np.array_equal(apart.layers[2].tiles.read(state.rect), what)
    assert apart.layers[1].tiles.differing(state.layers[1].tiles)
    with pytest.raises(BadInput, match="Nothing is selected"):
        cut_to_layer(state)


def test_nothing_is_refused_in_a_sentence(state: State) -> None:
    empty = state.with_node(replace(state.active, tiles=TileStore()))
    with pytest.raises(BadInput, match="“Sea” is empty"):
        copied(empty)
    with pytest.raises(BadInput, match="“Sea” has nothing within the selection"):
        copied(soft(empty, Rect(0, 0, 20, 20)))
    hidden = replace(state, nodes=tuple(replace(node, visible=False) for node in state.nodes))
    with pytest.raises(BadInput, match="nothing to be seen"):
        copied_merged(hidden, "All")


def test_pixels_for_other_programs_are_those_of_the_layer(state: State) -> None:
    what = copied(state)
    shown = merged_pixels(what)
    before = noise(1)[what.bounds.slices]
    opaque = before[..., 3] > 0
    assert np.array_equal(shown[opaque], before[opaque])
