"""Selections that come from layers, are kept as channels, moved, brought back and painted as a quick mask."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.selecting.combining import Combination
from aipaint_desktop.document.selecting.opaque import opaque
from aipaint_desktop.document.state import bytes_to_undo
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


def marked(rows: slice, columns: slice, value: int = 255) -> np.ndarray:
    mask = np.zeros((150, 200), np.uint8)
    mask[rows, columns] = value
    return mask


LEFT, TOP = marked(slice(None), slice(0, 100)), marked(slice(0, 75), slice(None))


@pytest.fixture
def document() -> Document:
    return Document(200, 150)


def dot(document: Document, x: float, y: float, colour: tuple[int, int, int] | None, size: int = 20) -> None:
    stroke = Stroke(document.begin_edit("Dot"), Brush("Hard", size=size, smoothing=0), colour)
    stroke.add(PenSample(x, y))
    stroke.finish()


def test_a_channel_is_saved_loaded_and_deleted_in_steps(document: Document) -> None:
    assert not document.save_channel("sky")
    document.select(LEFT)
    assert document.save_channel("sky")
    document.select(TOP)
    for how, expected in (
        (Combination.ADD, np.maximum(LEFT, TOP)),
        (Combination.SUBTRACT, np.minimum(TOP, 255 - LEFT)),
        (Combination.INTERSECT, np.minimum(TOP, LEFT)),
        (Combination.REPLACE, LEFT),
    ):
        assert document.load_channel("sky", how)
        assert np.array_equal(document.selection, expected)
        document.undo()
    assert document.delete_channel("sky")
    assert not document.delete_channel("sky")
    assert not document.state.channels
    document.undo()
    assert set(document.state.channels) == {"sky"}
    with pytest.raises(KeyError):
        document.load_channel("sea")


def test_channels_go_along_with_the_canvas_and_cost_what_they_hold(document: Document) -> None:
    document.select(LEFT)
    document.save_channel("sky")
    document.select(None)
    document.resize(260, 150, left=60)
    assert np.flatnonzero(document.state.channels["sky"][0]).tolist() == list(range(60, 160))
    document.scale(130, 75)
    assert document.state.channels["sky"].shape == (75, 130)
    assert document.state.channels["sky"][10, 60] == 255
    document.undo()
    document.undo()
    held = document.state
    assert bytes_to_undo(held, replace(held, channels={})) == LEFT.nbytes


def test_what_was_selected_last_can_be_selected_again(document: Document) -> None:
    assert not document.reselect()
    document.select(LEFT)
    document.select_none()
    assert document.reselect()
    assert np.array_equal(document.selection, LEFT)
    assert document.history.names[-1] == "Reselect"
    document.select_none()
    document.resize(300, 150)
    assert not document.reselect()


def test_the_outline_moves_in_one_step(document: Document) -> None:
    document.select(LEFT)
    steps = len(document.history.names)
    for _ in range(3):
        document.move_selection(10, -5)
    expected = np.zeros((150, 200), np.uint8)
    expected[:135, 30:130] = 255
    assert np.array_equal(document.selection, expected)
    assert len(document.history.names) == steps + 1


def test_a_selection_is_as_opaque_as_the_layer(document: Document) -> None:
    pixels = np.zeros((150, 200, 4), np.uint8)
    pixels[20:140, 30:190] = (10, 20, 30, 77)
    layer = document.paste_image(pixels, "Paint")
    document.set_opacity(layer.id, 0.2)
    document.select_opaque()
    assert np.array_equal(document.selection, pixels[..., 3])
    document.select(LEFT)
    document.select_opaque(layer.id, Combination.SUBTRACT)
    assert document.selection is not None
    assert document.selection[50, 50] == 178


def test_a_mask_hides_from_the_selection_and_groups_are_taken_whole(document: Document) -> None:
    tiles = TileStore().fill(Rect(0, 0, 200, 150), (1, 2, 3, 255))
    hidden = TileStore(channels=1).write(Rect(0, 0, 50, 150), np.full((150, 50), 255, np.uint8))
    group = Group("Group", children=(Layer("Paint", tiles),), mask=hidden)
    found = opaque(document.state, group)
    assert not found[:, :50].any()
    assert (found[:, 50:] == 255).all()
    assert (opaque(document.state, replace(group, mask_used=False)) == 255).all()


def test_a_quick_mask_is_painted_in_steps(document: Document) -> None:
    document.set_quick_mask(True)
    layers = document.state.nodes
    dot(document, 50, 50, (0, 0, 0))
    assert document.selection is not None
    assert document.selection[50, 50] == 0
    assert document.selection[50, 150] == 255
    dot(document, 50, 50, (128, 128, 128), size=8)
    assert document.selection[50, 50] == pytest.approx(128, abs=1)
    dot(document, 150, 50, None)  # the eraser deselects
    assert document.selection[50, 150] == 0
    dot(document, 50, 50, (255, 255, 255))
    assert document.selection[50, 50] == 255
    assert document.state.nodes is layers
    assert list(document.history.names[1:]) == ["Dot"] * 4
    for _ in range(4):
        document.undo()
    assert document.selection is None
    assert document.quick_mask


def test_what_was_selected_is_not_written_to(document: Document) -> None:
    document.select(LEFT)
    before, copy = document.selection, LEFT.copy()
    document.set_quick_mask(True)
    dot(document, 150, 50, (255, 255, 255))
    held = document.selection
    assert held is not None
    assert not held.flags.writeable
    shape = held.copy()
    dot(document, 20, 100, (0, 0, 0))
    assert np.array_equal(held, shape)
    assert np.array_equal(before, copy)
    document.undo()
    assert document.selection is held


def test_a_quick_mask_can_be_filled_and_a_stroke_on_it_given_up(document: Document) -> None:
    document.select(LEFT)
    before = document.selection
    document.set_quick_mask(True)
    edit = document.begin_edit("Fill")
    assert fill(edit, TOP, (255, 255, 255))
    assert document.selection is not before
    edit.cancel()
    assert document.selection is before
    edit = document.begin_edit("Fill")
    fill(edit, TOP, (255, 255, 255))
    edit.commit()
    assert np.array_equal(document.selection, np.maximum(LEFT, TOP))


def test_painting_a_quick_mask_tells_where_and_at_the_end_that_the_selection_is_another(
    document: Document,
) -> None:
    document.set_quick_mask(True)
    changes: list[Change] = []
    document.changed.add(changes.append)
    dot(document, 50, 50, (0, 0, 0))
    assert not changes[0].selected.empty
    assert not any(change.tiles for change in changes)
    assert any(change.history for change in changes)
    assert changes[-1].selection


def test_a_quick_mask_is_painted_whatever_layer_is_in_hand(document: Document) -> None:
    document.set_visible(document.active.id, False)
    with pytest.raises(BadInput):
        document.check_paintable()
    document.set_quick_mask(True)
    document.check_paintable()
    dot(document, 50, 50, (0, 0, 0))
    assert document.selection is not None
    document.set_quick_mask(False)
    with pytest.raises(BadInput):
        document.begin_edit("Dot")


def test_del_clears_the_quick_mask_and_no_layer(document: Document) -> None:
    dot(document, 50, 50, (0, 0, 0))
    tiles = document.layer(document.active.id).tiles
    document.select(LEFT)
    document.set_quick_mask(True)
    assert document.clear_layer()
    assert document.selection is None
    assert document.layer(document.active.id).tiles is tiles
