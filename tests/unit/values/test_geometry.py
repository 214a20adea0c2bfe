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
    whole = sum(part.area for part in parts)
    assert all(rect.area <= area + whole for rect in result)
    assert sum(rect.area for rect in result) <= area * len(result) + whole


def test_rectangles_apart_are_joined_up_to_the_area() -> None:
    steps = [Rect(20 * i, 0, 10, 10) for i in range(7)]
    assert merged(steps, 500) == [Rect(0, 0, 50, 10), Rect(60, 0, 50, 10), Rect(120, 0, 10, 10)]


def test_rectangles_that_overlap_are_joined_where_that_is_no_more_work() -> None:
    assert merged([Rect(0, 0, 100, 100), Rect(30, 30, 100, 100)], 0) == [Rect(0, 0, 130, 130)]
    assert len(merged([Rect(0, 0, 100, 100), Rect(60, 60, 100, 100)], 0)) == 2


def test_dabs_along_a_slanting_line_do_not_become_one_rectangle_around_it() -> None:
    small = merged([Rect(5 * i, 5 * i, 40, 40) for i in range(120)], 128 * 128)
    assert max(rect.area for rect in small) <= 128 * 128
    large = merged([Rect(10 * i, 10 * i, 200, 200) for i in range(120)], 128 * 128)
    assert max(rect.area for rect in large) <= 4 * 200 * 200


def test_bounding_of_nothing_is_empty() -> None:
    assert bounding([]) == NOTHING
    assert bounding([NOTHING, Rect(5, 6, 1, 1)]) == Rect(5, 6, 1, 1)


def test_right_and_bottom_lie_outside() -> None:
    rect = Rect(2, 3, 4, 5)
    assert rect.contains(2, 3)
    assert rect.contains(5.9, 7.9)
    assert not rect.contains(6, 3)
    assert not rect.contains(2, 8)


def test_nothing_widens_to_nothing() -> None:
    assert NOTHING.expanded(5).empty
    assert Rect(10, 10, 0, 8).expanded(3).empty
    assert Rect(10, 10, 2, 8).expanded(3) == Rect(7, 7, 8, 14)
