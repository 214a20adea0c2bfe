"""What of a picture is adjusted, how it is looked at before, and what stays as it is."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.adjusting.blur import GaussianBlur
from aipaint_desktop.document.adjusting.histogram import histogram, stretch
from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.adjusting.levels import Levels
from aipaint_desktop.document.adjusting.targets import applied, previewed, targets
from aipaint_desktop.document.change import between
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.refusal import BadInput
from tests.unit.document.adjusting.test_adjustments import noise


def layer(name: str, seed: int = 0) -> Layer:
    return Layer(name, TileStore.from_pixels(noise(150, 200, seed)), id=name)


def state(*nodes: Layer | Group, active: str = "a") -> State:
    return State(200, 150, nodes, active)


def names_changed(before: State, after: State) -> set[str]:
    return {
        one.name
        for one, other in zip(before.layers, after.layers, strict=True)
        if one.tiles is not other.tiles
    }


def test_the_active_layer_is_adjusted() -> None:
    before = state(layer("a"), layer("b"))
    after = applied(before, Invert())
    assert names_changed(before, after) == {"a"}
    assert applied(after, Levels()) is after


def test_a_group_and_chosen_layers_are_adjusted_but_for_what_is_hidden_or_locked() -> None:
    inner = (layer("b"), replace(layer("c"), locked=True), replace(layer("d"), visible=False), layer("e"))
    before = state(layer("a"), Group("g", children=inner, id="g"), layer("f"), active="g")
    assert names_changed(before, applied(before, Invert())) == {"b", "e"}
    several = replace(before, chosen_ids=frozenset({"f"}))
    assert names_changed(several, applied(several, Invert())) == {"b", "e", "f"}


@pytest.mark.parametrize(
    ("nodes", "active"),
    [
        ((replace(layer("a"), visible=False),), "a"),
        ((replace(layer("a"), locked=True),), "a"),
        ((Group("g", children=(replace(layer("a"), locked=True),), id="g"),), "g"),
        ((Layer("a", id="a"),), "a"),
    ],
)
def test_where_there_is_nothing_to_adjust_it_is_said(nodes: tuple[Layer, ...], active: str) -> None:
    with pytest.raises(BadInput):
        applied(state(*nodes, active=active), Invert())


def test_locked_alpha_stays() -> None:
    before = state(replace(layer("a"), alpha_locked=True))
    after = applied(before, GaussianBlur(5))
    alphas = [one.layers[0].tiles.read(before.rect)[..., 3] for one in (before, after)]
    assert (alphas[0] == alphas[1]).all()


@pytest.mark.parametrize("adjustment", [Invert(), GaussianBlur(6)], ids=lambda one: one.kind)
def test_a_preview_is_what_will_be(adjustment: Invert | GaussianBlur) -> None:
    selection = np.zeros((150, 200), np.uint8)
    selection[30:120, 40:180] = 200
    before = replace(state(layer("a"), layer("b", 1)), selection=selection)
    preview = previewed(before, adjustment)
    after = applied(before, adjustment)
    rect = before.rect
    assert (composite(preview.state.nodes, rect) == composite(after.nodes, rect)).all()
    seen = set(between(before, preview.state, history=False).tiles)
    assert set(between(before, after, history=False).tiles) <= seen
    assert set(between(preview.state, before, history=False).tiles) == seen
    again = previewed(before, Invert())
    assert set(between(preview.state, again.state, history=False).tiles) == seen


def test_tiles_can_be_prepared_and_that_can_be_ended() -> None:
    preview = previewed(state(layer("a")), Invert())
    asked: list[int] = []
    preview.adjusted[0].prepare([(0, 0), (1, 0)], 0, lambda: asked.append(0))
    assert len(asked) == 2
    assert preview.adjusted[0].tile(0, 0) is preview.adjusted[0].tile(0, 0)


def test_the_mask_is_adjusted_where_it_is_what_is_painted() -> None:
    hidden = np.zeros((150, 200), np.uint8)
    hidden[:, :100] = 255
    masked = replace(layer("a"), mask=TileStore.from_pixels(hidden))
    before = replace(state(masked), on_mask=True)
    for after in (applied(before, Invert()), previewed(before, Invert()).state):
        assert names_changed(before, after) == set()
        mask = after.layers[0].mask
        assert mask is not None
        assert (mask.read(before.rect) == 255 - hidden).all()
    soft = applied(before, GaussianBlur(4)).layers[0].mask
    assert soft is not None
    edge = soft.read(before.rect)[70, 90:110].astype(int)
    assert (np.diff(edge) <= 0).all()
    assert 100 < edge[10] < 155


def test_an_adjustment_is_one_step_and_comes_undone() -> None:
    document = Document(200, 150)
    document.paste_image(noise(150, 200), "noise")
    before = document.state
    assert document.apply(Invert.title, lambda state: applied(state, Invert()))
    assert document.history.names[-1] == "Invert"
    document.undo()
    assert document.state.nodes is before.nodes


def test_a_histogram_counts_what_is_seen_and_selected() -> None:
    pixels = np.zeros((150, 200, 4), np.uint8)
    pixels[:, :50] = (200, 100, 50, 255)
    pixels[:, 50:100] = (10, 20, 30, 255)
    selection = np.zeros((150, 200), np.uint8)
    selection[:, :50] = 255
    before = replace(state(Layer("a", TileStore.from_pixels(pixels), id="a")), selection=selection)
    counts = histogram([target.subject for target in targets(before)])
    assert counts[1, 200] == counts[2, 100] == counts[3, 50] == 150 * 50
    assert counts[0].sum() == 3 * 150 * 50
    assert stretch(counts[1]) == (0, 255)
    everything = histogram([target.subject for target in targets(replace(before, selection=None))])
    assert stretch(everything[1]) == (10, 200)
