import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.values.geometry import NOTHING, Rect, bounding, merged

rects = st.builds(Rect, st.integers(-60, 60), st.integers(-60, 60), st.integers(0, 50), st.integers(0, 50))


def pixels(*covered: Rect) -> np.ndarray:
    plane = np.zeros((200, 200), bool)
    for rect in covered:
        plane[rect.moved(70, 70).slices] = True
    return plane


@settings(deadline=None)
@given(rects, rects)
def test_intersection_is_what_both_cover(a: Rect, b: Rect) -> None:
    assert np.array_equal(pixels(a.intersection(b)), pixels(a) & pixels(b))


@settings(deadline=None)
@given(rects, rects)
def test_union_is_the_smallest_rectangle_around_both(a: Rect, b: Rect) -> None:
    covered = pixels(a, b)
    rows, columns = np.nonzero(covered)
    around = a.union(b)
    if len(rows) == 0:
        assert around.empty
    else:
        assert (around.left + 70, around.top + 70) == (columns.min(), rows.min())
        assert (around.right + 70, around.bottom + 70) == (columns.max() + 1, rows.max() + 1)


@settings(deadline=None)
@given(rects, st.integers(1, 40))
def test_tiles_cover_every_pixel_once(rect: Rect, side: int) -> None:
    count = np.zeros((200, 200), int)
    for column, row, part in rect.tiles(side):
        assert part.left // side == (part.right - 1) // side == column
        assert part.top // side == (part.bottom - 1) // side == row
        count[part.moved(70, 70).slices] += 1
    assert np.array_equal(count == 1, pixels(rect))
    assert count.max() <= 1


@settings(deadline=None)
@given(st.lists(rects, max_size=6), st.integers(0, 2000))
def test_merged_rectangles_cover_all_and_stay_small(parts: list[Rect], area: int) -> None:
    result = merged(parts, area)
    assert not (pixels(*parts) & ~pixels(*result)).any()
    largest = max((part.area for part in parts), default=0)
    assert all(rect.area <= max(area, largest) for rect in result)


def test_rectangles_along_a_line_are_joined_up_to_the_area() -> None:
    steps = [Rect(10 * i, 0, 10, 10) for i in range(10)]
    assert merged(steps, 300) == [
        Rect(0, 0, 30, 10),
        Rect(30, 0, 30, 10),
        Rect(60, 0, 30, 10),
        Rect(90, 0, 10, 10),
    ]


def test_bounding_of_nothing_is_empty() -> None:
    assert bounding([]) == NOTHING
    assert bounding([NOTHING, Rect(5, 6, 1, 1)]) == Rect(5, 6, 1, 1)


def test_right_and_bottom_lie_outside() -> None:
    rect = Rect(2, 3, 4, 5)
    assert rect.contains(2, 3)
    assert rect.contains(5.9, 7.9)
    assert not rect.contains(6, 3)
    assert not rect.contains(2, 8)
