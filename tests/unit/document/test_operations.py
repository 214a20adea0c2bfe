"""Clearing, selecting, merging, placing and scaling: each one step of the history, that can be taken back."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.document.canvas_size import Scaling, resized
from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput
from tests.ramps import ramps

SIZE = Rect(0, 0, 300, 200)


def noise(rect: Rect, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (rect.height, rect.width, 4), np.uint8)


def selected(rect: Rect, value: int = 255) -> NDArray[np.uint8]:
    mask = np.zeros((SIZE.height, SIZE.width), np.uint8)
    mask[rect.slices] = value
    return mask


@pytest.fixture
def document() -> Document:
    """Paper, noise all over, an empty sketch, noise in a part."""
    document = Document(SIZE.width, SIZE.height)
    document.paste_image(noise(SIZE, 1), "Below", above=document.layers[0].id)
    document.activate(document.layers[-1].id)
    document.paste_image(noise(Rect(0, 0, 90, 70), 2), "Above", "a run", 100, 90)
    document.set_opacity(document.active.id, 0.5)
    return document


def names(document: Document) -> list[str]:
    return [layer.name for layer in document.layers]


def one_step(document: Document, name: str, act: Callable[[], object]) -> None:
    """The act is one step of this name; undone, all is as before; redone, as after it."""
    before, steps = document.state, document.history.names
    act()
    after = document.state
    assert document.history.names == (*steps, name)
    document.undo()
    assert document.state is before
    document.redo()
    assert document.state is after


def no_step(document: Document, act: Callable[[], object]) -> None:
    before, steps = document.state, document.history.names
    act()
    assert document.state is before
    assert document.history.names == steps


def test_clearing_takes_all_off_one_layer(document: Document) -> None:
    below = document.layers[1]
    one_step(document, "Clear layer", document.clear_layer)
    assert not len(document.active.tiles)
    assert document.layers[1] is below
    one_step(document, "Clear layer", lambda: document.clear_layer(below.id))
    assert (document.composite() == 255).all()
    no_step(document, document.clear_layer)


def test_clearing_keeps_to_what_is_selected_and_how_far(document: Document) -> None:
    below = document.layers[1]
    before = below.tiles.read(SIZE)
    spot = Rect(120, 60, 20, 100)
    document.select(selected(spot, 128))
    one_step(document, "Clear layer", lambda: document.clear_layer(below.id))
    after = document.layer(below.id).tiles
    expected = before.copy()
    expected[..., 3][spot.slices] = np.round(before[..., 3][spot.slices] * (127 / 255))
    assert (after.read(SIZE)[..., 3] == expected[..., 3]).all()
    assert after.tile(0, 0) is not None
    assert after.tile(2, 0) is below.tiles.tile(2, 0)  # out of reach


def test_clearing_where_the_layer_has_nothing_is_no_step(document: Document) -> None:
    document.select(selected(Rect(0, 0, 10, 10)))
    no_step(document, document.clear_layer)


def test_selecting_all_none_and_the_rest(document: Document) -> None:
    no_step(document, document.invert_selection)
    one_step(document, "Select all", document.select_all)
    no_step(document, document.invert_selection)
    one_step(document, "Select none", document.select_none)
    assert document.selection is None
    no_step(document, document.select_none)
    document.select(selected(Rect(10, 20, 30, 40), 200))
    one_step(document, "Invert selection", document.invert_selection)
    assert document.selection is not None
    assert document.selection[30, 20] == 55
    assert document.selection[0, 0] == 255
    assert not document.selection.flags.writeable


def test_merging_down_changes_nothing_that_is_seen(document: Document) -> None:
    seen, (paper, below, sketch, _) = document.composite(), document.layers
    one_step(document, "Merge down", document.merge_down)
    assert names(document) == ["Paper", "Below", "Sketch"]
    assert document.active.id == sketch.id
    assert document.active.opacity == 1
    assert document.active.provenance == "a run"  # it is no sketch any more
    assert np.abs(document.composite().astype(int) - seen).max() <= 1
    one_step(document, "Merge down", lambda: document.merge_down(below.id))
    assert names(document) == ["Paper", "Sketch"]
    assert document.layers[0].paper
    assert document.layers[0].id == paper.id
    assert document.active.id == sketch.id
    assert np.abs(document.composite().astype(int) - seen).max() <= 1
    no_step(document, lambda: document.merge_down(paper.id))


def test_what_is_hidden_is_not_merged_away(document: Document) -> None:
    document.set_visible(document.active.id, False)
    no_step(document, document.merge_down)
    seen = document.composite()
    one_step(document, "Merge visible", document.merge_visible)
    assert names(document) == ["Paper", "Above"]
    assert document.active.name == "Above"
    assert (document.composite() == seen).all()
    no_step(document, document.merge_visible)
    one_step(document, "Flatten", document.flatten)
    assert names(document) == ["Paper"]
    assert document.active.name == "Paper"
    assert (document.composite() == seen).all()
    no_step(document, document.flatten)


def test_flattening_where_nothing_is_seen_loses_nothing(document: Document) -> None:
    for layer in document.layers:
        document.set_visible(layer.id, False)
    no_step(document, document.flatten)


def test_a_picture_is_placed_on_a_canvas_that_grows_for_it(document: Document) -> None:
    below = document.layers[1]
    picture = noise(Rect(0, 0, 360, 250))[..., :3]
    grow = partial(resized, width=360, height=250, left=30, top=20)
    one_step(
        document,
        "Extended",
        lambda: document.place(
            "Extended", picture, "New", Rect(0, 0, 360, 250), below.id, canvas=grow, activate=False
        ),
    )
    assert names(document) == ["Paper", "Below", "New", "Sketch", "Above"]
    assert document.active.name == "Above"
    new = document.layers[2].tiles.read(document.rect)
    assert (new[..., :3] == picture).all()
    assert (new[..., 3] == 255).all()
    moved = document.layers[1].tiles.read(SIZE.moved(30, 20))
    assert (moved == below.tiles.read(SIZE)).all()


def test_a_picture_is_scaled_to_its_place_and_cut_at_the_edge(document: Document) -> None:
    picture = ramps(20, 10)
    top = document.active.id
    document.place("Placed", picture, "New", Rect(280, -20, 40, 60), top, provenance="another")
    assert document.active.name == "New"
    assert document.active.provenance == "another"
    pixels = document.active.tiles.read(SIZE.expanded(50))
    assert pixels[..., 3].sum() == 255 * 20 * 40
    seen = document.active.tiles.read(Rect(280, 0, 20, 40))
    assert (seen[..., 3] == 255).all()
    assert np.abs(seen[..., :3].astype(int) - ramps(40, 60)[20:, :20]).max() <= 8


def test_what_cannot_be_placed_changes_nothing(document: Document) -> None:
    grow = partial(resized, width=10**6, height=10**6, left=0, top=0)
    picture, top = np.zeros((1, 1, 3), np.uint8), document.active.id

    def place() -> None:
        with pytest.raises(BadInput):
            document.place("Placed", picture, "New", SIZE, top, canvas=grow)

    no_step(document, place)


def test_what_was_scaled_beforehand_is_not_scaled_again(document: Document) -> None:
    document.select(selected(Rect(0, 0, 100, 100)))
    scaling = Scaling(150, 100)
    assert not scaling.covers(document.state)
    once = scaling.of(document.state)
    assert scaling.covers(document.state)
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 10, 10), noise(Rect(0, 0, 10, 10)))
    edit.commit()
    assert not scaling.covers(document.state)
    one_step(document, "Scale canvas", lambda: document.apply("Scale canvas", scaling.of))
    assert document.rect == Rect(0, 0, 150, 100)
    assert [a.tiles is b.tiles for a, b in zip(document.layers, once.layers, strict=True)] == [
        True,
        True,
        True,
        False,
    ]
    assert document.selection is once.selection


def test_what_a_canvas_of_another_size_had_is_scaled_anew() -> None:
    """Layers that a cut has left as they were fill another share of the canvas."""
    document = Document(100, 80)
    document.paste_image(noise(Rect(0, 0, 10, 10)), "Corner")
    scaling = Scaling(200, 160)
    scaling.of(document.state)
    document.resize(50, 40)
    assert not scaling.covers(document.state)


def test_a_scaling_to_an_impossible_size_is_refused() -> None:
    with pytest.raises(BadInput):
        Scaling(0, 10)
