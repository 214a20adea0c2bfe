"""Groups, clips and masks against a float64 reference that goes through the tree pixel by pixel."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import Forest
from aipaint_desktop.values.geometry import Rect
from tests.unit.document.test_modes import blend

pytestmark = pytest.mark.usefixtures("arithmetic")

RECT = Rect(0, 0, 3, 2)
Flat = tuple[np.ndarray, float]  # premultiplied colour and alpha, 0 to 1
NOTHING: Flat = (np.zeros(3), 0.0)
# The others jump where a colour reaches black or white.
MODES = [Mode.NORMAL, Mode.MULTIPLY, Mode.SCREEN, Mode.OVERLAY, Mode.SOFT_LIGHT, Mode.DARKEN, Mode.DIFFERENCE]


def seen(forest: Forest, below: Flat = NOTHING) -> Flat:
    """What a forest looks like over something, by the definitions."""
    nodes = list(forest)
    while nodes:
        base = nodes.pop(0)
        over = []
        while nodes and nodes[0].clip:
            over.append(nodes.pop(0))
        over = [node for node in over if node.visible]
        if not base.visible:
            continue
        if not over:
            below = one(base, below, base.opacity, base.mode, atop=False)
            continue
        sheet = one(base, NOTHING, 1.0, Mode.NORMAL, atop=False)
        for node in over:
            sheet = one(node, sheet, node.opacity, node.mode, atop=True)
        below = laid(below, sheet, base.opacity, base.mode, atop=False)
    return below


def one(node: Node, below: Flat, opacity: float, mode: Mode, *, atop: bool) -> Flat:
    shown = 1.0
    if node.mask is not None and node.mask_used:
        shown = 1 - node.mask.read(Rect(0, 0, 1, 1))[0, 0] / 255
    if isinstance(node, Layer):
        pixel = node.tiles.read(Rect(0, 0, 1, 1))[0, 0] / 255
        return laid(below, (pixel[:3] * pixel[3], float(pixel[3])), opacity * shown, mode, atop=atop)
    assert isinstance(node, Group)
    if node.through and mode is Mode.NORMAL and not atop and not node.clip:
        above = seen(node.children, below)
        share = opacity * shown
        return below[0] * (1 - share) + above[0] * share, below[1] * (1 - share) + above[1] * share
    return laid(below, seen(node.children), opacity * shown, mode, atop=atop)


def laid(below: Flat, above: Flat, share: float, mode: Mode, *, atop: bool) -> Flat:
    (colour_b, alpha_b), alpha_s = below, above[1] * share
    straight = above[0] / above[1] if above[1] else np.zeros(3)
    ground = colour_b / alpha_b if alpha_b else np.zeros(3)
    mixed = np.array(blend(mode, tuple(ground), tuple(straight)))
    if atop:
        return colour_b * (1 - alpha_s) + alpha_b * alpha_s * mixed, alpha_b
    colour = (1 - alpha_b) * alpha_s * straight + alpha_b * alpha_s * mixed + (1 - alpha_s) * colour_b
    return colour, alpha_s + alpha_b * (1 - alpha_s)


def agree(forest: Forest) -> None:
    result = composite(forest, RECT)
    assert (result == result[0, 0]).all()
    colour, alpha = seen(forest)
    assert abs(result[0, 0, 3] / 255 - alpha) <= 0.52 / 255
    assert np.abs(result[0, 0, :3] / 255 * alpha - colour).max() <= 1 / 255


bytes_ = st.one_of(st.sampled_from([0, 1, 128, 255]), st.integers(0, 255))
properties = st.fixed_dictionaries(
    {
        "visible": st.sampled_from([True, True, True, False]),
        "opacity": st.one_of(st.just(1.0), st.floats(0.01, 1)),
        "mode": st.sampled_from(MODES),
        "clip": st.booleans(),
        "mask": st.one_of(
            st.none(), bytes_.map(lambda value: TileStore(channels=1).fill(RECT, value) if value else None)
        ),
        "mask_used": st.booleans(),
    }
)
sheets = st.tuples(bytes_, bytes_, bytes_, bytes_).map(lambda pixel: TileStore().fill(RECT, pixel))
layers = st.builds(lambda tiles, values: Layer("layer", tiles, **values), sheets, properties)


def groups(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    forests = st.lists(children, max_size=3).map(tuple)
    return st.builds(
        lambda inner, through, values: Group("group", inner, through=through, **values),
        forests,
        st.booleans(),
        properties,
    )


nodes = st.recursive(layers, groups, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(nodes, min_size=1, max_size=5).map(tuple))
def test_any_tree_looks_as_defined(forest: Forest) -> None:
    agree(forest)


@settings(max_examples=60, deadline=None)
@given(st.lists(nodes, min_size=1, max_size=4).map(tuple))
def test_any_tree_looks_as_defined_over_paper(forest: Forest) -> None:
    paper = Layer("paper", TileStore().fill(RECT, (250, 240, 230, 255)))
    agree((paper, *forest))


def opaque(*colour: int) -> TileStore:
    return TileStore().fill(RECT, (*colour, 255))  # type: ignore[arg-type]


def colour(*forest: Node) -> tuple[int, ...]:
    return tuple(composite(forest, RECT)[0, 0].tolist())


def test_a_clipped_layer_recolours_its_base_alone() -> None:
    left = TileStore().fill(Rect(0, 0, 1, 2), (200, 0, 0, 255))
    over = Layer("over", opaque(0, 100, 0), clip=True)
    result = composite((Layer("base", left), over), RECT)
    assert (result[:, 0] == (0, 100, 0, 255)).all()
    assert not result[:, 1:].any()


def test_a_clipped_layer_without_a_base_is_not_clipped_and_one_on_a_hidden_base_is_not_seen() -> None:
    over = Layer("over", opaque(0, 100, 0), clip=True)
    assert colour(over) == (0, 100, 0, 255)
    assert colour(Layer("base", opaque(9, 9, 9), visible=False), over) == (0, 0, 0, 0)


def test_modes_in_a_group_stay_in_it_unless_it_is_passed_through() -> None:
    paper = Layer("paper", opaque(128, 128, 128))
    dark = Layer("dark", opaque(128, 128, 128), mode=Mode.MULTIPLY)
    group = Group("group", (dark,))
    assert colour(paper, group) == (128, 128, 128, 255)
    assert colour(paper, replace(group, through=True)) == (64, 64, 64, 255)
    assert colour(paper, replace(group, through=True, opacity=0.5)) == (96, 96, 96, 255)


@pytest.mark.parametrize("hidden", [0, 255])
def test_a_mask_hides_a_group_and_one_that_is_not_used_does_not(hidden: int) -> None:
    mask = TileStore(channels=1).fill(RECT, hidden)
    group = Group("group", (Layer("in it", opaque(1, 2, 3)),), mask=mask)
    assert colour(group) == ((0, 0, 0, 0) if hidden else (1, 2, 3, 255))
    assert colour(replace(group, mask_used=False)) == (1, 2, 3, 255)
