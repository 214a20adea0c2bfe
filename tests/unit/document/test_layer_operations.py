"""What is done to layers and groups, from state to state: what it makes of the tree, and of how that looks."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document import arranging, grouping, masking, merging
from aipaint_desktop.document.clearing import cleared
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.masking import Beginning
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.refusal import BadInput

WIDTH, HEIGHT = 150, 140  # four tiles, none of them whole but one


def noise(seed: int) -> TileStore:
    pixels = np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    return TileStore.from_pixels(pixels)


def layer(name: str, **properties: object) -> Layer:
    made = Layer(name, tiles=noise(sum(name.encode())), id=name)
    return replace(made, **properties)  # type: ignore[arg-type]


def group(name: str, *children: Node, **properties: object) -> Group:
    return replace(Group(name, children=children, id=name), **properties)  # type: ignore[arg-type]


def state(*nodes: Node, active: str, chosen: Sequence[str] = ()) -> State:
    return State(WIDTH, HEIGHT, nodes, active, chosen_ids=frozenset(chosen))


def tree(nodes: Sequence[Node]) -> list[object]:
    """Names, bottom to top; a group is a pair of its name and what is in it."""
    return [(node.name, tree(node.children)) if isinstance(node, Group) else node.name for node in nodes]


def look(now: State) -> np.ndarray:
    """Premultiplied, as what is seen of a colour is as exact as its alpha is large."""
    pixels = composite(now.nodes, now.rect).astype(np.float32)
    return np.dstack([pixels[..., :3] * pixels[..., 3:] / 255, pixels[..., 3]])


def same_look(one: State, other: State) -> bool:
    return float(np.abs(look(one) - look(other)).max()) <= 2


A, B, C = layer("A"), layer("B"), layer("C")


def test_a_node_is_added_above_and_into_an_open_group() -> None:
    now = state(A, group("G", B), C, active="A")
    assert tree(arranging.added(now, Layer("new")).nodes) == ["A", "new", ("G", ["B"]), "C"]
    into = replace(now, active_id="G")
    assert tree(arranging.added(into, Layer("new")).nodes) == ["A", ("G", ["B", "new"]), "C"]
    folded = state(A, group("G", B, folded=True), C, active="G")
    assert tree(arranging.added(folded, Layer("new")).nodes) == ["A", ("G", ["B"]), "new", "C"]


def test_nodes_go_up_and_down_through_groups() -> None:
    now = state(A, group("G", B), C, active="A")
    ways = []
    for _ in range(5):
        now = arranging.raised(now)
        ways.append(tree(now.nodes))
    assert ways[0] == [("G", ["A", "B"]), "C"]
    assert ways[1] == [("G", ["B", "A"]), "C"]
    assert ways[2] == [("G", ["B"]), "A", "C"]
    assert ways[3] == [("G", ["B"]), "C", "A"] == ways[4]
    assert arranging.raised(now) is now
    for _ in range(4):
        now = arranging.lowered(now)
    assert tree(now.nodes) == ["A", ("G", ["B"]), "C"]


def test_several_move_together_and_a_group_not_into_itself() -> None:
    now = state(A, B, C, group("G"), active="A", chosen=["A", "C"])
    assert tree(arranging.moved(now, {"A", "C"}, "G", 0).nodes) == ["B", ("G", ["A", "C"])]
    assert tree(arranging.on_top(now).nodes) == ["B", ("G", []), "A", "C"]
    assert tree(arranging.at_bottom(replace(now, active_id="C")).nodes)[:2] == ["A", "C"]
    nested = state(group("G", group("H", A)), B, active="G")
    assert arranging.moved(nested, {"G"}, "H", 0) is nested
    assert arranging.moved(nested, {"B"}, None, 1) is nested  # it lies there already
    assert arranging.moved(nested, {"B"}, None, 2) is nested


def test_copies_are_deep_and_lie_above() -> None:
    now = arranging.duplicated(state(group("G", A, B), C, active="G"), lambda node: node.name + "'")
    assert tree(now.nodes) == [("G", ["A", "B"]), ("G'", ["A", "B"]), "C"]
    assert len({each.id for each in now.layers}) == 5
    assert now.layers[0].tiles is now.layers[2].tiles
    assert now.active.name == "G'"


def test_what_is_removed_leaves_its_neighbour_active() -> None:
    assert arranging.without_chosen(state(A, B, C, active="B")).active_id == "A"
    assert arranging.without_chosen(state(A, B, C, active="A")).active_id == "B"
    assert arranging.without_chosen(state(C, group("G", A), active="A")).active_id == "G"
    with pytest.raises(BadInput, match="only layer"):
        arranging.without_chosen(state(A, group("G"), active="A"))
    with pytest.raises(BadInput, match="locked"):
        arranging.without_chosen(state(A, group("G", replace(B, locked=True)), active="G"))


def test_grouping_keeps_looks_and_ungrouping_takes_it_back() -> None:
    clipped, above = replace(B, clip=True), replace(C, clip=True, mode=Mode.MULTIPLY)
    for nodes, chosen in (((A, B, C), ("B", "C")), ((A, clipped, C), ("B",)), ((A, clipped, above), ("B",))):
        now = state(*nodes, active=chosen[0], chosen=chosen)
        made = grouping.grouped(now, "G")
        assert same_look(now, made)
        assert [node.clip for node in grouping.ungrouped(made).nodes] == [node.clip for node in nodes]
    assert grouping.ungrouped(state(A, active="A")).nodes == (A,)


def test_neighbours_are_those_that_the_list_shows() -> None:
    now = state(A, group("G", B), group("H", C, folded=True), active="A")
    order = []
    for _ in range(4):
        order.append(arranging.next_to_active(now, above=True))
        now = replace(now, active_id=order[-1])
    assert order == ["B", "G", "H", "H"]
    assert arranging.next_to_active(replace(now, active_id="C"), above=False) == "H"


def test_a_mask_hides_inverts_and_is_applied_as_it_looks() -> None:
    now = state(A, B, active="B")
    assert same_look(now, masking.masked(now, Beginning.ALL))
    hidden = masking.masked(now, Beginning.NOTHING)
    assert same_look(state(A, active="A"), hidden)
    assert same_look(now, masking.mask_inverted(hidden))
    assert same_look(now, masking.mask_switched(hidden))
    with pytest.raises(BadInput, match="selected"):
        masking.masked(now, Beginning.SELECTION)
    selection = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH), dtype=np.uint8)
    part = masking.masked(replace(now, selection=selection), Beginning.SELECTION)
    assert same_look(part, masking.mask_applied(part))
    assert masking.mask_applied(part).active.mask is None
    found = masking.shown_selected(part).selection
    assert found is not None
    assert np.array_equal(found, selection)
    assert masking.unmasked(part).active.mask is None
    with pytest.raises(BadInput, match="group"):
        masking.mask_applied(masking.masked(state(group("G", A), active="G"), Beginning.ALL))


def test_what_is_merged_looks_as_before() -> None:
    mask = TileStore(channels=1).fill(A.tiles.bounds, 90)
    opaque = layer("P", tiles=TileStore().fill(state(active="").rect, (200, 180, 160, 255)))
    stacks: list[tuple[Node, ...]] = [
        (opaque, A, replace(B, mode=Mode.MULTIPLY, opacity=0.5), replace(C, clip=True)),
        (opaque, group("G", A, replace(B, mode=Mode.SCREEN, mask=mask)), replace(C, mask=mask)),
        (opaque, group("G", A, B, through=True), replace(C, mode=Mode.LINEAR_LIGHT)),
    ]
    for nodes in stacks:
        now = state(*nodes, active=nodes[-1].id)
        for merge in (merging.merged_visible, merging.flattened):
            assert same_look(now, merge(now))
            assert len(merge(now).nodes) == 1
        if nodes[-1].mode is Mode.NORMAL:  # another mode meets all that is below, not only the next layer
            assert same_look(now, merging.merged_down(now))
        top = merging.with_all_seen(now, "Visible")
        assert top.active.name == "Visible"
        assert same_look(now, replace(top, nodes=top.nodes[-1:]))
    isolated = state(opaque, group("G", A, B), active="G")
    alone = merging.merged_chosen(isolated)
    assert same_look(isolated, alone)
    assert isinstance(alone.active, Layer)


def test_hidden_ones_are_not_merged_away() -> None:
    hidden = replace(B, visible=False)
    now = state(A, group("G", hidden, C), active="G")
    assert tree(merging.merged_visible(now).nodes) == ["A", ("G", ["B"])]
    assert merging.merged_down(state(A, hidden, active="B")).nodes == (A, hidden)
    with pytest.raises(BadInput, match="locked"):
        merging.merged_down(state(A, replace(B, locked=True), active="B"))


def test_chosen_ones_become_one_with_the_name_of_the_lowest() -> None:
    now = merging.merged_chosen(state(A, B, C, active="C", chosen=["A"]))
    assert tree(now.nodes) == ["B", "A"]
    assert now.active_id == "A"


def test_clearing_minds_locks_and_masks() -> None:
    with pytest.raises(BadInput, match="locked"):
        cleared(state(replace(A, locked=True), active="A"))
    with pytest.raises(BadInput, match="alpha"):
        cleared(state(replace(A, alpha_locked=True), active="A"))
    on_mask = masking.masked(state(A, B, active="B"), Beginning.ALL)
    assert same_look(state(A, active="A"), cleared(on_mask))
    assert len(cleared(state(A, B, active="A", chosen=["B"])).layers[1].tiles) == 0
