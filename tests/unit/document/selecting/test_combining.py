import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from aipaint_desktop.document.selecting.combining import Combination, combined

MASK = arrays(np.uint8, (5, 6))
HARD = arrays(bool, (5, 6)).map(lambda plane: plane * np.uint8(255))
REPLACE, ADD, SUBTRACT, INTERSECT = Combination


def whole(mask: np.ndarray | None) -> np.ndarray:
    """As a set of pixels: no selection is all of them."""
    return np.ones((5, 6), bool) if mask is None else mask >= 128


@given(HARD, HARD)
def test_hard_masks_are_sets(before: np.ndarray, drawn: np.ndarray) -> None:
    one, other = before >= 128, drawn >= 128
    selection = before if before.any() else None
    expected = {ADD: one | other, SUBTRACT: whole(selection) & ~other, INTERSECT: whole(selection) & other}
    for how, pixels in expected.items():
        result = combined(selection, drawn, how)
        if not drawn.any():
            assert result is selection
        elif not pixels.any():
            assert result is None
        else:
            assert np.array_equal(whole(result), pixels)


@given(MASK, MASK)
def test_what_is_added_and_then_taken_away_leaves_what_was_elsewhere(
    before: np.ndarray, drawn: np.ndarray
) -> None:
    added = combined(before, drawn, ADD)
    assert added is None or np.array_equal(added, np.maximum(before, drawn))
    left = combined(added, drawn, SUBTRACT)
    if left is not None and added is not None and drawn.any():
        assert np.array_equal(left, np.minimum(added, 255 - drawn))
        assert (left[drawn == 0] == before[drawn == 0]).all()


@given(MASK)
def test_to_add_the_same_again_changes_nothing(mask: np.ndarray) -> None:
    for how in (ADD, INTERSECT):
        again = combined(mask, mask, how)
        assert again is None or np.array_equal(again, mask)


def test_an_empty_drawing_deselects_only_in_place_of_what_was() -> None:
    selection = np.full((5, 6), 255, np.uint8)
    nothing = np.zeros((5, 6), np.uint8)
    assert combined(selection, nothing, REPLACE) is None
    for how in (ADD, SUBTRACT, INTERSECT):
        assert combined(selection, nothing, how) is selection


@pytest.mark.parametrize("how", Combination)
def test_the_result_cannot_be_written_to(how: Combination) -> None:
    before, drawn = np.zeros((5, 6), np.uint8), np.zeros((5, 6), np.uint8)
    before[1:3], drawn[2:4] = 255, 255
    result = combined(before, drawn, how)
    assert result is not None
    assert not result.flags.writeable
