from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

WHITE = [255, 255, 255, 255]


def colour_pixels(rect: Rect, colour: tuple[int, int, int, int]) -> np.ndarray:
    return np.full((rect.height, rect.width, 4), colour, np.uint8)


def stroke(document: Document, rect: Rect, colour: tuple[int, int, int, int] = (255, 0, 0, 255)) -> None:
    edit = document.begin_edit("Stroke")
    edit.write(rect, colour_pixels(rect, colour))
    edit.commit()


def test_a_new_document_is_white_paper_under_an_empty_sketch() -> None:
    document = Document(300, 200)
    assert [layer.name for layer in document.layers] == ["Paper", "Sketch"]
    assert document.active.name == "Sketch"
    composite = document.composite()
    assert composite.shape == (200, 300, 4)
    assert (composite == WHITE).all()
    # Nothing beyond the edge: it would show when the canvas grows.
    assert not document.layers[0].tiles.read(Rect(300, 0, 50, 250)).any()


def test_a_picture_becomes_the_sketch() -> None:
    image = np.random.default_rng(0).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    document = Document.from_picture(image, "photo")
    assert (document.width, document.height, document.active.name) == (30, 40, "photo")
    assert np.array_equal(document.composite()[..., :3], image)


@pytest.mark.parametrize("size", [(0, 10), (10, -1), (10**6, 10), (16000, 16000)])
def test_impossible_sizes_are_refused_in_one_sentence(size: tuple[int, int]) -> None:
    with pytest.raises(BadInput, match="is not possible"):
        Document(*size)
    document = Document(10, 10)
    with pytest.raises(BadInput, match="is not possible"):
        document.resize(*size)
    assert (document.width, document.height) == (10, 10)


def test_pasting_puts_a_layer_above_the_active_one() -> None:
    document = Document(100, 100)
    document.activate(document.layers[0].id)
    image = colour_pixels(Rect(0, 0, 50, 50), (0, 0, 255, 255))
    layer = document.paste_image(image, "Result", provenance="a run", left=80, top=90)
    assert [each.name for each in document.layers] == ["Paper", "Result", "Sketch"]
    assert document.active is layer
    assert layer.provenance == "a run"
    assert document.composite()[95, 85].tolist() == [0, 0, 255, 255]
    assert layer.tiles.read(Rect(0, 0, 200, 200))[..., 3].sum() == 20 * 10 * 255


def test_layers_can_be_arranged() -> None:
    document = Document(10, 10)
    paper, sketch = document.layers
    top = document.add_layer("Top")
    document.move_layer(top.id, 0)
    assert [layer.name for layer in document.layers] == ["Top", "Paper", "Sketch"]
    document.rename_layer(top.id, "Ground")
    document.set_visible(paper.id, False)
    document.set_opacity(sketch.id, 1.7)
    assert document.layer(top.id).name == "Ground"
    assert not document.layer(paper.id).visible
    assert document.layer(sketch.id).opacity == 1.0
    document.duplicate_layer(sketch.id, "Copy")
    assert [layer.name for layer in document.layers] == ["Ground", "Paper", "Sketch", "Copy"]
    document.remove_layer(document.active.id)
    assert document.active.id == sketch.id


def test_the_last_layer_cannot_be_removed() -> None:
    document = Document(10, 10)
    document.remove_layer(document.layers[0].id)
    with pytest.raises(BadInput, match="“Sketch” is the only layer"):
        document.remove_layer(document.active.id)


def test_what_changes_nothing_is_no_step() -> None:
    document = Document(10, 10)
    document.set_visible(document.active.id, True)
    document.rename_layer(document.active.id, "Sketch")
    document.select(None)
    document.select(np.zeros((10, 10), np.uint8))
    document.begin_edit("Nothing").commit()
    document.undo()
    document.redo()
    assert document.history.names == ("New picture",)


def test_an_edit_shows_at_once_and_is_one_step() -> None:
    document = Document(200, 200)
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 5, 5), colour_pixels(Rect(0, 0, 5, 5), (0, 0, 0, 255)))
    assert document.composite()[0, 0].tolist() == [0, 0, 0, 255]
    edit.write(Rect(100, 100, 5, 5), colour_pixels(Rect(0, 0, 5, 5), (0, 0, 0, 255)))
    assert document.history.names == ("New picture",)
    edit.commit()
    assert document.history.names == ("New picture", "Stroke")
    document.undo()
    assert (document.composite() == WHITE).all()


def test_a_cancelled_edit_leaves_no_trace() -> None:
    document = Document(50, 50)
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 5, 5), colour_pixels(Rect(0, 0, 5, 5), (0, 0, 0, 255)))
    edit.cancel()
    assert (document.composite() == WHITE).all()
    assert document.history.names == ("New picture",)


def test_any_other_edit_ends_the_open_one() -> None:
    document = Document(50, 50)
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 5, 5), colour_pixels(Rect(0, 0, 5, 5), (0, 0, 0, 255)))
    document.add_layer("New")
    assert not edit.open
    edit.write(Rect(0, 0, 50, 50), colour_pixels(Rect(0, 0, 50, 50), (9, 9, 9, 255)))
    edit.commit()
    assert document.history.names == ("New picture", "Stroke", "Add layer")
    assert document.composite()[20, 20].tolist() == WHITE


def test_paper_grows_with_the_canvas_and_other_layers_do_not() -> None:
    document = Document(40, 30)
    stroke(document, Rect(0, 0, 40, 30))
    document.resize(60, 50, 10, 5)
    assert (document.width, document.height) == (60, 50)
    composite = document.composite()
    assert composite[5, 10].tolist() == [255, 0, 0, 255]
    assert composite[4, 10].tolist() == WHITE
    assert document.active.tiles.read(document.rect)[..., 3].sum() == 40 * 30 * 255
    document.resize(20, 20, -10, -5)
    assert (document.composite() == [255, 0, 0, 255]).all()


def test_the_selection_moves_with_the_canvas() -> None:
    document = Document(20, 20)
    mask = np.zeros((20, 20), np.uint8)
    mask[3, 4] = 200
    document.select(mask)
    document.resize(30, 30, 5, 6)
    assert document.selection is not None
    assert document.selection.shape == (30, 30)
    assert document.selection[9, 9] == 200
    assert document.selection.sum() == 200


def test_a_selection_must_fit_and_cannot_be_changed_from_outside() -> None:
    document = Document(20, 10)
    with pytest.raises(ValueError, match="does not fit"):
        document.select(np.ones((20, 10), np.uint8))
    mask = np.full((10, 20), 255, np.uint8)
    document.select(mask)
    mask[:] = 0
    assert document.selection is not None
    assert document.selection.all()
    assert not document.selection.flags.writeable


def test_a_selection_is_never_empty() -> None:
    document = Document(40, 30)
    mask = np.zeros((30, 40), np.uint8)
    mask[20:, 30:] = 255
    document.select(mask)
    document.resize(20, 20)
    assert document.selection is None
    document.undo()
    assert document.selection is not None
    empty = replace(document.state, selection=np.zeros((30, 40), np.uint8))
    assert Document.from_state(empty, "Recover picture").selection is None
    with pytest.raises(ValueError, match="does not fit"):
        Document.from_state(replace(document.state, selection=mask[:5]), "Recover picture")


def test_selection_and_regions_are_scaled_with_the_canvas() -> None:
    document = Document(40, 30)
    for columns in (slice(0, 8), slice(20, 40)):
        mask = np.zeros((30, 40), np.uint8)
        mask[10:20, columns] = 255
        document.select(mask)
        if columns.start == 0:
            document.use_in_selection("sea")
    document.scale(80, 60)
    (region,) = document.state.regions.values()
    assert document.selection is not None
    for scaled, columns in ((region, slice(0, 16)), (document.selection, slice(40, 80))):
        expected = np.zeros((60, 80), bool)
        expected[20:40, columns] = True
        assert np.array_equal(scaled >= 128, expected)
    document.scale(1, 1)
    assert document.selection is None
    assert document.state.regions == {}
    document.undo()
    assert document.selection is not None


def test_regions_take_from_each_other_and_go_with_the_canvas() -> None:
    document = Document(40, 30)
    document.use_in_selection("sea")  # nothing is selected
    assert len(document.history.names) == 1
    for name, columns in (("sea", slice(0, 20)), ("field", slice(10, 40)), ("sky", slice(0, 12))):
        mask = np.zeros((30, 40), np.uint8)
        mask[:, columns] = 255
        document.select(mask)
        document.use_in_selection(name)
        assert document.selection is None
    regions = document.state.regions
    assert sorted(regions) == ["field", "sky"]  # nothing was left of the sea
    assert regions["field"][:, 12:].all()
    assert np.array_equal(regions["sky"], mask)
    document.resize(44, 34, 4, 4)
    assert np.array_equal(document.state.regions["sky"][4:, 4:], mask)
    document.resize(20, 34, -20, 0)
    assert sorted(document.state.regions) == ["field"]
    document.use_everywhere("field")
    assert document.state.regions == {}
    for _ in range(3):
        document.undo()
    assert sorted(document.state.regions) == ["field", "sky"]
    document.undo()
    assert document.selection is not None
    assert sorted(document.state.regions) == ["field", "sea"]


def test_listeners_hear_what_they_asked_for_until_they_are_removed() -> None:
    document = Document(100, 100)
    heard: list[Change] = []
    remove = document.changed.add(heard.append)
    stroke(document, Rect(1, 2, 3, 4))
    sketch = frozenset({document.active.id})
    assert heard == [Change({(0, 0): Rect(1, 2, 3, 4)}, sketch), Change(history=True)]
    heard.clear()
    document.rename_layer(document.active.id, "Name")
    assert heard == [Change(nodes=sketch, properties=True, history=True)]
    remove()
    document.undo()
    assert len(heard) == 1


def test_a_change_says_what_differs_and_no_more() -> None:
    document = Document(300, 200)
    paper, sketch = document.layers
    stroke(document, Rect(10, 10, 5, 5))
    heard: list[Change] = []
    document.changed.add(heard.append)

    def told(act: Callable[[], object]) -> Change:
        heard.clear()
        act()
        (change,) = heard
        return change

    here = {(0, 0): Rect(0, 0, TILE, TILE)}
    everywhere = {(column, row): part for column, row, part in document.rect.tiles(TILE)}
    assert told(document.undo) == Change(here, frozenset({sketch.id}), history=True)
    assert told(document.redo) == Change(here, frozenset({sketch.id}), history=True)
    hidden = told(lambda: document.set_visible(sketch.id, False))
    assert hidden == Change(here, frozenset({sketch.id}), properties=True, history=True)
    # What nobody sees changes nothing that is seen.
    assert told(lambda: document.set_opacity(sketch.id, 0.5)).tiles == {}
    assert told(lambda: document.move_layer(sketch.id, 0)).tiles == {}
    assert told(lambda: document.activate(paper.id)) == Change(properties=True)
    assert told(document.select_all) == Change(properties=True, selection=True, history=True)
    added = told(
        lambda: document.paste_image(colour_pixels(Rect(0, 0, 9, 9), (0, 0, 0, 255)), "A", None, 290, 150)
    )
    assert added.tiles == {(2, 1): Rect(256, 128, 44, 72)}
    assert added.nodes == {document.active.id}
    assert added.rect == Rect(256, 128, 44, 72)
    grown = told(lambda: document.resize(310, 200))
    assert grown.tiles.keys() == everywhere.keys()
    assert grown.rect == document.rect
    removed = told(lambda: document.remove_layer(document.active.id))
    assert removed.tiles == {(2, 1): Rect(256, 128, 54, 72)}
    edit = document.begin_edit("Given up")
    edit.write(Rect(0, 0, 2, 2), colour_pixels(Rect(0, 0, 2, 2), (0, 0, 0, 255)))
    assert told(edit.cancel) == Change(here, frozenset({document.active.id}))


def test_of_a_hidden_layer_that_is_shown_alone_it_is_told_what_differs() -> None:
    document = Document(300, 200)
    stroke(document, Rect(10, 10, 5, 5))
    document.set_visible(document.active.id, False)
    document.show_alone(document.active.id)
    heard: list[Change] = []
    document.changed.add(heard.append)
    document.undo()  # it is shown in any case
    document.undo()
    assert [change.tiles for change in heard] == [{}, {(0, 0): Rect(0, 0, TILE, TILE)}]


def test_dragging_the_opacity_is_one_step() -> None:
    document = Document(10, 10)
    for opacity in (0.9, 0.5, 0.2):
        document.set_opacity(document.active.id, opacity)
    assert document.history.names == ("New picture", "Layer opacity")
    document.undo()
    assert document.active.opacity == 1.0


def test_a_state_may_be_read_while_painting_goes_on() -> None:
    document = Document(50, 50)
    state = document.state
    stroke(document, Rect(0, 0, 50, 50))
    assert not state.active.tiles.read(state.rect).any()


# Several changes as one step


def test_many_changes_are_one_step_and_are_told_of_once() -> None:
    document = Document(100, 80)
    heard: list[object] = []
    document.changed.add(
        lambda change: heard.append((change.rect, change.properties, change.history, document.rect))
    )
    with document.step("Painting"):
        document.resize(200, 160, 50, 40)
        stroke(document, Rect(0, 0, 10, 10))
        with document.step("Within"):
            document.add_layer("New")
            document.set_opacity(document.active.id, 0.5)
        assert heard == []
    assert heard == [(document.rect, True, True, Rect(0, 0, 200, 160))]
    assert document.history.names == ("New picture", "Painting")
    document.undo()
    assert document.rect == Rect(0, 0, 100, 80)
    assert len(document.layers) == 2


def test_what_raises_in_a_step_leaves_the_document_as_it_was() -> None:
    document = Document(100, 80)
    state = document.state

    def fail() -> None:
        with document.step("Painting"):
            document.add_layer("New")
            stroke(document, Rect(0, 0, 5, 5))
            document.resize(10**6, 10**6)

    with pytest.raises(BadInput):
        fail()
    assert document.state is state
    assert document.open_edit is None
    assert document.history.names == ("New picture",)
    document.add_layer("Another")
    assert document.history.names == ("New picture", "Add layer")


def test_a_step_that_changes_nothing_is_none() -> None:
    document = Document(100, 80)
    with document.step("Nothing"):
        document.activate(document.layers[0].id)
    assert document.history.names == ("New picture",)
    assert document.active.name == "Paper"


def test_scaling_takes_layers_and_masks_along_in_one_step() -> None:
    document = Document(64, 48)
    stroke(document, Rect(16, 12, 32, 24))
    mask = np.zeros((48, 64), np.uint8)
    mask[12:36, 16:48] = 255
    document.select(mask)
    document.scale(128, 96)
    assert document.history.names[-1] == "Scale canvas"
    assert (document.composite()[30:60, 40:80] == [255, 0, 0, 255]).all()
    assert (document.composite()[:16, :20] == WHITE).all()
    assert document.selection is not None
    assert document.selection[30:60, 40:80].min() == 255
    assert document.layers[0].tiles.read(document.rect).min() == 255
    document.undo()
    assert document.rect == Rect(0, 0, 64, 48)


def test_an_image_is_pasted_above_the_layer_that_is_named() -> None:
    document = Document(10, 10)
    paper = document.layers[0]
    document.paste_image(colour_pixels(document.rect, (1, 2, 3, 255)), "Result", above=paper.id)
    assert [layer.name for layer in document.layers] == ["Paper", "Result", "Sketch"]


# Any sequence of edits can be undone and redone, and listeners hear of every pixel that changes.

small = st.integers(0, 200)
spots = st.builds(Rect, st.integers(0, 150), st.integers(0, 100), st.integers(1, 50), st.integers(1, 50))
bytes_ = st.integers(0, 255)
colours = st.tuples(bytes_, bytes_, bytes_, bytes_)
Edit = Callable[[Document], object]


def on_layer(change: Callable[[Document, str], object], number: int) -> Edit:
    return lambda document: change(document, document.layers[number % len(document.layers)].id)


def paint(rect: Rect, colour: tuple[int, int, int, int]) -> Edit:
    def edit(document: Document) -> None:
        inside = rect.intersection(document.rect)
        if not inside.empty and document.state.shown(document.active.id):  # else it is refused
            stroke(document, inside, colour)

    return edit


def remove(document: Document, layer_id: str) -> None:
    if len(document.layers) > 1:
        document.remove_layer(layer_id)


def select(rect: Rect) -> Edit:
    def edit(document: Document) -> None:
        mask = np.zeros((document.height, document.width), np.uint8)
        mask[rect.slices] = 255
        document.select(mask)

    return edit


edits = st.one_of(
    st.builds(paint, spots, colours),
    st.builds(
        lambda rect, colour: (
            lambda d: d.paste_image(colour_pixels(rect, colour), "p", None, rect.left, rect.top)
        ),
        spots,
        colours,
    ),
    st.just(lambda document: document.add_layer("New")),
    st.builds(lambda n: on_layer(remove, n), small),
    st.builds(lambda n: on_layer(lambda d, layer: d.activate(layer), n), small),
    st.builds(lambda n, to: on_layer(lambda d, layer: d.move_layer(layer, to), n), small, st.integers(0, 5)),
    st.builds(lambda n, on: on_layer(lambda d, layer: d.set_visible(layer, on), n), small, st.booleans()),
    st.builds(lambda n, o: on_layer(lambda d, layer: d.set_opacity(layer, o), n), small, st.floats(0, 1)),
    st.builds(lambda n: on_layer(lambda d, layer: d.duplicate_layer(layer, "Copy"), n), small),
    st.builds(select, spots),
    st.builds(
        lambda w, h, x, y: lambda d: d.resize(w, h, x, y),
        st.integers(1, 200),
        st.integers(1, 150),
        st.integers(-50, 50),
        st.integers(-50, 50),
    ),
    st.builds(lambda w, h: lambda d: d.scale(w, h), st.integers(1, 200), st.integers(1, 150)),
    st.builds(lambda n: on_layer(lambda d, layer: d.clear_layer(layer), n), small),
    st.builds(lambda n: on_layer(lambda d, layer: d.merge_down(layer), n), small),
    st.sampled_from(
        [Document.merge_visible, Document.flatten, Document.select_all, Document.invert_selection]
    ),
)


def together(several: list[Edit]) -> Edit:
    def edit(document: Document) -> None:
        with document.step("Together"):
            for each in several:
                each(document)

    return edit


edits_and_steps = st.one_of(edits, st.builds(together, st.lists(edits, max_size=3)))


class Mirror:
    """A copy of the composite that is updated only where the document says so."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.pixels = document.composite()
        document.changed.add(self.update)

    def update(self, change: Change) -> None:
        if self.pixels.shape[:2] != (self.document.height, self.document.width):
            self.pixels = np.zeros((self.document.height, self.document.width, 4), np.uint8)
        for part in change.tiles.values():
            self.pixels[part.slices] = self.document.composite(part)


@settings(max_examples=60, deadline=None)
@given(st.lists(edits_and_steps, max_size=8))
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(sequence: list[Edit]) -> None:
    document = Document(180, 140)
    mirror = Mirror(document)
    beginning, ending = document.composite(), []
    for edit in sequence:
        edit(document)
        assert np.array_equal(mirror.pixels, document.composite())
    last = document.state
    ending = document.composite()
    while document.history.can_undo:
        document.undo()
        assert np.array_equal(mirror.pixels, document.composite())
    assert np.array_equal(document.composite(), beginning)
    assert document.selection is None
    while document.history.can_redo:
        document.redo()
    assert np.array_equal(document.composite(), ending)
    assert np.array_equal(mirror.pixels, ending)
    assert document.layers == last.layers
    assert document.selection is last.selection
