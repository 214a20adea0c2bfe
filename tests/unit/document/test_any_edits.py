"""A thousand edits of any kind, taken back, leave what was there before, bit for bit; made again, what they made."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.arranging import (
    added,
    at_bottom,
    duplicated,
    lowered,
    moved,
    on_top,
    raised,
    without_chosen,
)
from aipaint_desktop.document.canvas_size import Scaling
from aipaint_desktop.document.clearing import cleared
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.grouping import grouped, ungrouped
from aipaint_desktop.document.masking import (
    Beginning,
    mask_applied,
    mask_inverted,
    mask_switched,
    masked,
    shown_selected,
    unmasked,
)
from aipaint_desktop.document.merging import (
    flattened,
    merged_chosen,
    merged_down,
    merged_visible,
    with_all_seen,
)
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.rasterising import rasterised
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Text, TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

WIDTH, HEIGHT = 200, 150  # tiles that are whole and tiles that are not


def described(state: State) -> object:
    """Everything about a state, pixels included, so that equal ones are the same bit for bit."""
    selection = None if state.selection is None else state.selection.tobytes()
    regions = {name: mask.tobytes() for name, mask in state.regions.items()}
    return (
        (state.width, state.height, state.active_id, state.chosen_ids, state.on_mask),
        (selection, regions),
        [node_described(node) for node in state.nodes],
    )


def node_described(node: Node) -> object:
    values: dict[str, object] = {field.name: getattr(node, field.name) for field in fields(node)}
    for name, value in values.items():
        if isinstance(value, TileStore):
            values[name] = {key: value.tile(*key).pixels.tobytes() for key in value}  # type: ignore[union-attr]
    if isinstance(node, Group):
        values["children"] = [node_described(child) for child in node.children]
    return values


Change = Callable[[State, Random], State]


def with_nodes(change: Callable[[Node, Random], Node]) -> Change:
    def of(state: State, random: Random) -> State:
        node = random.choice([*all_nodes(state.nodes)])
        return state.with_node(change(node, random))

    return of


def moved_anywhere(state: State, random: Random) -> State:
    nodes = [*all_nodes(state.nodes)]
    group = random.choice([None, *(node for node in nodes if isinstance(node, Group))])
    room = state.nodes if group is None else group.children
    ids = {node.id for node in random.sample(nodes, min(len(nodes), random.randint(1, 3)))}
    return moved(state, ids, group and group.id, random.randint(0, len(room)))


def selected(state: State, random: Random) -> State:
    if random.random() < 0.3:
        return replace(state, selection=None)
    mask = np.zeros((state.height, state.width), np.uint8)
    left, top = random.randrange(state.width), random.randrange(state.height)
    mask[top : top + 60, left : left + 70] = random.choice([80, 255])
    return replace(state, selection=mask)


CHANGES: Sequence[Change] = (
    lambda state, _: added(state, Layer("Layer")),
    lambda state, _: added(state, Group("Group")),
    lambda state, _: added(
        state, Layer("Text", TextTiles(TileStore().fill(Rect(5, 6, 90, 40), (1, 2, 3, 200)), Text("Text")))
    ),
    lambda state, _: rasterised(state),
    lambda state, _: grouped(state, "Group"),
    lambda state, _: ungrouped(state),
    lambda state, _: raised(state),
    lambda state, _: lowered(state),
    lambda state, _: on_top(state),
    lambda state, _: at_bottom(state),
    lambda state, _: duplicated(state, lambda node: node.name),
    lambda state, _: without_chosen(state),
    lambda state, _: cleared(state),
    lambda state, random: masked(state, random.choice([*Beginning])),
    lambda state, _: unmasked(state),
    lambda state, _: mask_applied(state),
    lambda state, _: mask_inverted(state),
    lambda state, _: mask_switched(state),
    lambda state, _: shown_selected(state),
    lambda state, _: merged_down(state),
    lambda state, _: merged_chosen(state),
    lambda state, _: merged_visible(state),
    lambda state, _: flattened(state),
    lambda state, _: with_all_seen(state, "Visible"),
    moved_anywhere,
    selected,
    with_nodes(lambda node, random: replace(node, mode=random.choice([*Mode]))),
    with_nodes(lambda node, random: replace(node, opacity=random.random())),
    with_nodes(lambda node, _: replace(node, visible=not node.visible)),
    with_nodes(lambda node, _: replace(node, clip=not node.clip)),
    with_nodes(lambda node, random: replace(node, locked=random.random() < 0.2)),
    with_nodes(lambda node, random: replace(node, label=random.choice(["", "red", "blue"]))),
    with_nodes(lambda node, random: replace(node, name=str(random.random()))),
    with_nodes(
        lambda node, random: (
            replace(node, alpha_locked=random.random() < 0.3) if isinstance(node, Layer) else node
        )
    ),
    with_nodes(
        lambda node, random: replace(node, through=random.random() < 0.5) if isinstance(node, Group) else node
    ),
    lambda state, random: Scaling(random.randint(120, 220), random.randint(120, 220)).of(state),
)


def edit(document: Document, random: Random) -> None:
    """Do something, whatever it is."""
    nodes = [*all_nodes(document.state.nodes)]
    if random.random() < 0.3:
        chosen = random.sample(nodes, min(len(nodes), random.randint(1, 3)))
        document.activate(chosen[0].id, also={node.id for node in chosen}, on_mask=random.random() < 0.5)
    try:
        if random.random() < 0.35:
            stroke(document, random)
        else:
            change = random.choice(CHANGES)
            document.apply("Edit", lambda state: change(state, random))
    except BadInput:
        pass  # a locked layer, the last one, nothing selected


def stroke(document: Document, random: Random) -> None:
    edit = document.begin_edit("Stroke")
    for _ in range(random.randint(1, 3)):
        left, top = random.randrange(document.width), random.randrange(document.height)
        rect = Rect(left, top, random.randint(1, 90), random.randint(1, 90)).intersection(document.rect)
        noise = np.random.default_rng(random.randrange(2**32))
        edit.write(rect, noise.integers(0, 256, (rect.height, rect.width, 4), dtype=np.uint8))
    if random.random() < 0.1:
        edit.cancel()
    else:
        edit.commit()


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_edits_undone_leave_what_was_there(random: Random, count: int) -> None:
    check(random, count)


def test_a_thousand_edits_undone_leave_what_was_there() -> None:
    check(Random(1), 1000)


def check(random: Random, count: int) -> None:
    document = Document(WIDTH, HEIGHT)
    first = described(document.state)
    for _ in range(count):
        edit(document, random)
    states = len(document.history.names)
    last = described(document.history.state)
    seen = document.composite()
    while document.history.can_undo:
        document.undo()
    document.jump(0)  # which node is active is no step of its own
    assert described(document.state) == first
    while document.history.can_redo:
        document.redo()
    assert described(document.state) == last
    assert len(document.history.names) == states
    assert np.array_equal(document.composite(), seen)
