"""Layers of text: what moves their pixels moves the text, what else is done to them needs paint."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.adjusting.targets import applied
from aipaint_desktop.document.canvas_size import Scaling, resized
from aipaint_desktop.document.clearing import cleared
from aipaint_desktop.document.copying import copied, pasted
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.masking import Beginning, mask_applied, masked
from aipaint_desktop.document.merging import merged_down
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.rasterising import rasterised
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Text, TextStyle, TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.chosen import transformed
from aipaint_desktop.document.transforming.picture import flipped_picture, turned_picture
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

BOX = Rect(20, 30, 60, 40)
TEXT = Text("Hello", TextStyle("Inter", size=40), (1, 0, 0, 1, 20, 60))


def state() -> State:
    tiles = TextTiles(TileStore().fill(BOX, (10, 20, 30, 255)), TEXT)
    document = Document(200, 100)
    layer = Layer("Hello", tiles)
    return replace(document.state, nodes=(*document.state.nodes, layer), active_id=layer.id)


def layer_of(state: State) -> Layer:
    assert isinstance(state.active, Layer)
    return state.active


def matrix_of(state: State) -> list[float]:
    text = layer_of(state).text
    assert text is not None
    return list(text.matrix)


def test_moved_by_whole_pixels_the_text_goes_along() -> None:
    after = transformed(state(), Pose.of(BOX).moved(7, -5))
    assert matrix_of(after) == [1, 0, 0, 1, 27, 55]
    assert layer_of(after).tiles.read(Rect(27, 25, 1, 1)).any()
    shifted = transformed(state(), Pose.of(BOX).moved(128, 256))  # by whole tiles
    assert matrix_of(shifted) == [1, 0, 0, 1, 148, 316]


def test_scaled_leaned_and_turned_it_is_text_still() -> None:
    pose = Pose.of(BOX).sized(120, 80).turned(30).leaned(0.2)
    a, b, c, d, e, f = matrix_of(transformed(state(), pose))
    middle = pose.matrix @ (20, 60, 1)
    assert (e, f) == pytest.approx(tuple(middle[:2]))
    assert np.array([[a, c], [b, d]]) == pytest.approx(pose.matrix[:2, :2])


def test_seen_in_perspective_or_cut_it_is_pixels() -> None:
    corners = ((5.0, 5.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    assert layer_of(transformed(state(), Pose.of(BOX).with_corners(corners))).text is None
    selected = state()
    mask = np.zeros((100, 200), np.uint8)
    mask[:50] = 255
    assert layer_of(transformed(replace(selected, selection=mask), Pose.of(BOX).moved(4, 0))).text is None


def test_the_whole_picture_takes_its_texts_along() -> None:
    assert matrix_of(turned_picture(state(), 1)) == pytest.approx([0, 1, -1, 0, 40, 20])
    assert matrix_of(flipped_picture(state(), across=True)) == pytest.approx([-1, 0, 0, 1, 180, 60])
    assert matrix_of(Scaling(400, 100).of(state())) == pytest.approx([2, 0, 0, 1, 40, 60])
    assert matrix_of(resized(state(), 300, 300, 10, 20)) == [1, 0, 0, 1, 30, 80]


def test_copies_are_text() -> None:
    assert layer_of(pasted(state(), copied(state()).moved(3, 4))).text == replace(
        TEXT, matrix=(1, 0, 0, 1, 23, 64)
    )


def test_a_text_is_not_painted_on_before_it_is_rasterised() -> None:
    document = Document.from_state(state(), "Open")
    for change in (cleared, lambda now: applied(now, Invert())):
        with pytest.raises(BadInput, match="is text: rasterise it"):
            change(document.state)
    with pytest.raises(BadInput, match="is text: rasterise it"):
        document.begin_edit("Stroke")
    before = document.state
    document.apply("Rasterise", rasterised)
    assert layer_of(document.state).text is None
    assert not layer_of(document.state).tiles.differing(layer_of(before).tiles)
    document.begin_edit("Stroke").cancel()
    document.undo()
    assert layer_of(document.state).text == TEXT


def test_where_nothing_is_text_nothing_is_rasterised() -> None:
    before = Document(20, 20).state
    assert rasterised(before) is before
    locked = state()
    locked = locked.with_node(replace(locked.active, locked=True))
    with pytest.raises(BadInput, match="locked"):
        rasterised(locked)


def test_its_mask_is_painted_but_not_applied() -> None:
    with_mask = masked(state(), Beginning.NOTHING)
    document = Document.from_state(with_mask, "Open")
    document.begin_edit("Stroke").cancel()
    with pytest.raises(BadInput, match="is text"):
        mask_applied(with_mask)


def test_what_is_merged_is_paint() -> None:
    assert layer_of(merged_down(state())).text is None


def test_rasterising_is_told_as_another_kind_of_layer() -> None:
    document = Document.from_state(state(), "Open")
    told = []
    document.changed.add(told.append)
    document.apply("Rasterise", rasterised)
    assert [change.properties for change in told] == [True]


def test_a_layer_is_named_by_how_its_text_begins() -> None:
    assert Text("  two\nlines ").name == "two lines"
    assert len(Text("word " * 20).name) == 30
