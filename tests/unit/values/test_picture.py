import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.values.picture import LatePicture, Picture

GREY = np.full((3, 5, 3), 90, np.uint8)


def unmade() -> NDArray[np.uint8]:
    raise AssertionError("nobody was to ask")


def test_a_late_picture_has_a_size_before_it_has_pixels() -> None:
    late = LatePicture(5, 3, unmade, "canvas")
    assert (late.width, late.height, late.name, late.is_mask) == (5, 3, "canvas", False)
    darker = late.changed(lambda pixels: pixels // 2)
    assert (darker.width, darker.height, darker.name) == (5, 3, "canvas")
    with pytest.raises(AssertionError, match="nobody"):
        _ = darker.pixels


def test_its_pixels_are_made_once_and_are_those_of_a_picture() -> None:
    asked: list[bool] = []

    def make() -> NDArray[np.uint8]:
        asked.append(True)
        return GREY.copy()

    late = LatePicture(5, 3, make)
    assert late == Picture(GREY)
    assert late.changed(lambda pixels: pixels // 2) == Picture(GREY // 2)
    assert not late.pixels.flags.writeable
    assert asked == [True]


def test_a_picture_is_changed_and_keeps_its_name() -> None:
    changed = Picture(GREY, "sea.png").changed(lambda pixels: pixels // 2)
    assert changed == Picture(GREY // 2)
    assert changed.name == "sea.png"
    assert Picture(GREY[..., 0]).is_mask
