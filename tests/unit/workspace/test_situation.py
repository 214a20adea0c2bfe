"""What there is on the canvas, as far as it decides what painting means."""

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import NOTHING, Rect
from aipaint_desktop.workspace.situation import Situation, bounds_of


def painted(document: Document, rect: Rect, alpha: int = 255) -> None:
    edit = document.begin_edit("Stroke")
    edit.write(rect, np.full((rect.height, rect.width, 4), (90, 20, 160, alpha), np.uint8))
    edit.commit()


def select(document: Document, rect: Rect) -> None:
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[rect.slices] = 255
    document.select(mask)


def test_paper_and_what_is_hidden_is_nothing() -> None:
    document = Document(300, 200)
    there = Situation.of(document.state)
    assert (there.width, there.height, there.selected, there.blank) == (300, 200, NOTHING, True)
    painted(document, Rect(140, 90, 5, 5), alpha=0)
    assert Situation.of(document.state).blank
    painted(document, Rect(140, 90, 5, 5))
    assert not Situation.of(document.state).blank
    document.set_visible(document.active.id, False)
    assert Situation.of(document.state).blank


def test_what_is_selected_is_looked_at_alone() -> None:
    document = Document(300, 200)
    painted(document, Rect(140, 90, 5, 5))
    select(document, Rect(10, 10, 60, 60))
    there = Situation.of(document.state)
    assert (there.selected, there.blank, there.spans) == (Rect(10, 10, 60, 60), True, False)
    select(document, Rect(144, 94, 60, 60))
    assert not Situation.of(document.state).blank


@pytest.mark.parametrize(
    ("rect", "spans"),
    [
        (Rect(0, 0, 40, 200), True),
        (Rect(100, 0, 40, 200), True),
        (Rect(0, 150, 300, 50), True),
        (Rect(0, 0, 300, 200), False),
        (Rect(0, 0, 40, 199), False),
    ],
)
def test_what_reaches_from_border_to_border(rect: Rect, spans: bool) -> None:
    document = Document(300, 200)
    select(document, rect)
    assert Situation.of(document.state).spans is spans


def test_a_canvas_grows_to_what_holds_it_whole() -> None:
    there = Situation(300, 200)
    assert there.grows_to(300, 201)
    assert not there.grows_to(300, 200)
    assert not there.grows_to(400, 199)
    assert bounds_of(np.zeros((4, 4), np.uint8)) == NOTHING
