"""States that are kept by a name."""

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import Rect


def painted(document: Document, value: int) -> None:
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 128, 128), np.full((128, 128, 4), value, np.uint8))
    edit.commit()


def test_going_back_to_one_is_a_step_that_can_be_undone() -> None:
    document = Document(200, 200)
    painted(document, 50)
    kept = document.keep_snapshot("Before the storm")
    before = document.composite()
    painted(document, 90)
    after = document.composite()
    assert document.go_back_to(kept)
    assert document.history.names == ("New picture", "Stroke", "Stroke", "Back to snapshot")
    assert np.array_equal(document.composite(), before)
    document.undo()
    assert np.array_equal(document.composite(), after)


def test_going_back_to_where_one_is_does_nothing() -> None:
    document = Document(200, 200)
    kept = document.keep_snapshot("Start")
    assert not document.go_back_to(kept)
    assert document.history.names == ("New picture",)


def test_a_stroke_ends_before_it_is_kept() -> None:
    document = Document(200, 200)
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 128, 128), np.full((128, 128, 4), 50, np.uint8))
    kept = document.keep_snapshot("Half a stroke")
    assert not edit.open
    assert kept.state is document.history.state


def test_the_budget_of_the_history_does_not_touch_them() -> None:
    document = Document(200, 200)
    document.history.limit = 0
    painted(document, 50)
    kept = document.keep_snapshot("Old")
    for value in range(60, 70):
        painted(document, value)
    assert len(document.history.names) == 1
    assert document.go_back_to(kept)
    assert document.composite()[0, 0, 0] != 69


def test_they_are_named_and_removed_and_that_is_told() -> None:
    document = Document(200, 200)
    told: list[list[str]] = []
    document.snapshots.changed.add(lambda: told.append([each.name for each in document.snapshots]))
    first = document.keep_snapshot("One")
    document.keep_snapshot("Two")
    document.snapshots.rename(first, "Dawn")
    assert document.snapshots[0].state is first.state
    document.snapshots.remove(document.snapshots[0])
    assert told == [["One"], ["One", "Two"], ["Dawn", "Two"], ["Two"]]
    with pytest.raises(ValueError, match="not in list"):
        document.snapshots.remove(first)


def test_what_they_hold_is_counted_once() -> None:
    document = Document(400, 400)
    assert document.snapshots.bytes_beyond(document.state) == 0
    painted(document, 50)
    document.keep_snapshot("One")
    assert document.snapshots.bytes_beyond(document.state) == 0  # the document holds it itself
    document.keep_snapshot("The same")
    painted(document, 90)
    tile = 128 * 128 * 4
    assert tile <= document.snapshots.bytes_beyond(document.state) < 2 * tile
