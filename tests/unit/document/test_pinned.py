"""Pictures pinned over the canvas: where they are, what they look like, what takes them along."""

import numpy as np
import pytest

from aipaint_desktop.document.canvas_size import Scaling, resized
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.pinned import Pinned, topmost_at
from aipaint_desktop.document.pinning import changed, with_pinned, without
from aipaint_desktop.document.state import State, bytes_to_undo
from aipaint_desktop.document.transforming.picture import flipped_picture, turned_picture
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture


def picture(width: int = 20, height: int = 10) -> Picture:
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[:, : width // 2] = 10, 20, 30, 255
    return Picture(pixels, "sea")


def state(*pins: Pinned) -> State:
    return with_pinned(Document(200, 100).state, pins)


def test_a_large_one_leaves_half_of_the_canvas_free() -> None:
    pin = Pinned.around(picture(2000, 1000), 100, 50, Rect(0, 0, 200, 100))
    assert (pin.left, pin.top, pin.width, pin.height) == (50, 25, 100, 50)
    small = Pinned.around(picture(), 0, 0, Rect(0, 0, 200, 100))
    assert (small.left, small.top, small.width) == (-10, -5, 20)


def test_its_colours_are_found_where_it_is_opaque() -> None:
    pin = Pinned(picture(), 100, 50, 40)
    assert pin.colour_at(101, 51) == (10, 20, 30)
    assert pin.colour_at(139, 69) is None
    assert pin.colour_at(99, 51) is None


def test_the_topmost_that_is_seen_is_found() -> None:
    lower, upper = Pinned(picture(), 0, 0, 40), Pinned(picture(), 10, 0, 40, opacity=0)
    assert topmost_at((lower, upper), 15, 5) is lower
    assert topmost_at((lower, upper), 150, 5) is None


def test_they_go_along_with_the_canvas() -> None:
    before = state(Pinned(picture(), 10, 20, 40))
    (shifted,) = resized(before, 300, 300, 5, 7).pinned
    assert (shifted.left, shifted.top, shifted.width) == (15, 27, 40)
    (larger,) = Scaling(400, 200).of(before).pinned
    assert (larger.left, larger.top, larger.width) == (20, 40, 80)


def test_changed_and_removed_each_is_another_state() -> None:
    pin = Pinned(picture(), 10, 20, 40)
    before = state(pin)
    assert changed(before, pin) is before
    assert without(before, "another") is before
    assert not without(before, pin.id).pinned
    assert without(without(before)) == without(before) or not without(before).pinned
    assert not before.holds_the_same_as(without(before))
    assert bytes_to_undo(before, without(before)) >= picture().pixels.nbytes
    assert not bytes_to_undo(without(before), before)


def test_no_part_of_the_picture() -> None:
    pinned = state(Pinned(picture(), 10, 20, 40))
    assert (Document.from_state(pinned, "Open").composite() == 255).all()
    with pytest.raises(AttributeError):
        pinned.pinned[0].left = 3  # type: ignore[misc]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_they_are_turned_along_with_the_picture(quarters: int) -> None:
    before = state(Pinned(picture(), 10, 20, 40))
    after = turned_picture(before, quarters)
    (pin,) = after.pinned
    x, y = {1: (79, 11), 2: (189, 79), 3: (21, 188)}[quarters]  # where its upper left corner goes
    assert pin.colour_at(x, y) == (10, 20, 30)
    assert topmost_at(after.pinned, x, y) is pin
    again = turned_picture(after, 4 - quarters)
    assert again.pinned == before.pinned


def test_they_are_flipped_along_with_the_picture() -> None:
    before = state(Pinned(picture(), 10, 20, 40))
    (pin,) = flipped_picture(before, across=True).pinned
    assert (pin.left, pin.top) == (150, 20)
    assert (pin.colour_at(189, 21), pin.colour_at(151, 21)) == ((10, 20, 30), None)
    (pin,) = flipped_picture(before, across=False).pinned
    assert (pin.left, pin.top) == (10, 60)
    assert flipped_picture(flipped_picture(before, across=False), across=False).pinned == before.pinned
