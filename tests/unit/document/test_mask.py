import numpy as np
import pytest

from aipaint_desktop.document.mask import cropped, kept, left_of, scaled, without


def rectangle(height: int, width: int, *place: slice, value: int = 255) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    mask[place] = value
    return mask


def test_an_empty_mask_is_none_and_another_cannot_be_changed() -> None:
    assert kept(np.zeros((4, 5), np.uint8)) is None
    mask = rectangle(4, 5, slice(1, 2))
    held = kept(mask)
    assert held is not None
    mask[...] = 0
    assert held[1].all()
    assert not held.flags.writeable
    assert kept(held) is held


def test_a_mask_is_scaled_to_where_its_picture_is() -> None:
    mask = rectangle(30, 40, slice(10, 20), slice(8, 24))
    for factor in (2, 0.5, 3.7):
        width, height = round(40 * factor), round(30 * factor)
        result = scaled(mask, width, height)
        assert result is not None
        assert result.shape == (height, width)
        rows, columns = np.nonzero(result >= 128)
        assert rows.min() / factor == pytest.approx(10, abs=0.7 / factor + 0.5)
        assert (rows.max() + 1) / factor == pytest.approx(20, abs=0.7 / factor + 0.5)
        assert columns.min() / factor == pytest.approx(8, abs=0.7 / factor + 0.5)
        assert (columns.max() + 1) / factor == pytest.approx(24, abs=0.7 / factor + 0.5)
        assert result.sum() / 255 == pytest.approx(160 * factor**2, rel=0.1)


def test_a_soft_mask_stays_as_soft() -> None:
    result = scaled(np.full((30, 40), 100, np.uint8), 25, 91)
    assert result is not None
    assert (result == 100).all()


def test_what_is_too_small_to_be_seen_is_none() -> None:
    assert scaled(rectangle(100, 100, slice(50, 51), slice(50, 51)), 10, 10) is None
    assert scaled(rectangle(100, 100, slice(50, 51), slice(50, 51), value=60), 10, 10) is None


def test_a_cropped_mask_moves_with_its_picture() -> None:
    mask = rectangle(20, 20, slice(3, 4), slice(4, 5), value=200)
    result = cropped(mask, 30, 25, 5, 6)
    assert result is not None
    assert result.shape == (25, 30)
    assert result[9, 9] == 200
    assert result.sum() == 200
    assert cropped(mask, 3, 3) is None
    assert cropped(mask, 20, 20, left=-40) is None


def test_a_mask_of_which_only_a_soft_edge_is_left_is_none() -> None:
    mask = rectangle(20, 20, slice(5, 15))
    mask[4] = mask[15] = 90
    assert cropped(mask, 20, 5) is None
    assert without(mask, np.where(mask == 90, 0, mask)) is None
    assert left_of(mask, np.minimum(mask, 255 - mask)) is None
    half = without(mask, rectangle(20, 20, slice(0, 10)))
    assert half is not None
    assert half[10:15].all()
    assert not half[:10].any()
