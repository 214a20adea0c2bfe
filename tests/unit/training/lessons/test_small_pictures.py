"""The digits that ship, to the last level, and pictures of one's own made as small."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop import paths
from aipaint_desktop.training.lessons.small_pictures import read_digits, read_small_pictures
from aipaint_desktop.values.refusal import BadInput


def test_the_sheet_holds_all_1797_digits_in_17_levels() -> None:
    with Image.open(paths.resources() / "lessons" / "digits.png") as image:
        assert set(np.unique(np.asarray(image))) == {15 * level for level in range(17)}
    pictures, labels = read_digits()
    assert pictures.shape == (1797, 1, 28, 28)
    assert (pictures.min(), pictures.max()) == (-1, 1)
    counted = np.bincount(labels)  # as in the set's own description
    assert list(counted) == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_a_digit_is_enlarged_where_it_was() -> None:
    """A nought has a hole in its middle, a one has none, and the border is black."""
    pictures, labels = read_digits()
    middles = pictures[:, 0, 11:17, 12:16].mean((1, 2)).numpy()
    assert middles[labels == 0].mean() < -0.5 < 0.3 < middles[labels == 1].mean()
    assert (pictures[:, 0, 0] == -1).all()


def test_a_folder_of_pictures_is_made_small_and_grey(tmp_path: Path) -> None:
    for number, colour in enumerate([(255, 255, 255), (0, 0, 0), (255, 0, 0)]):
        Image.new("RGB", (40, 40), colour).save(tmp_path / f"{number}.png")
    pictures = read_small_pictures(tmp_path)
    assert pictures.shape == (3, 1, 28, 28)
    assert pictures.mean((1, 2, 3)).tolist() == pytest.approx([1, -1, 2 * 0.299 - 1], abs=0.01)


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("paint a nine")
    with pytest.raises(BadInput, match="holds no picture"):
        read_small_pictures(tmp_path)
