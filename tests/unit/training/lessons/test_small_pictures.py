"""The digits that ship, to the last level, and pictures of one's own made as small."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop import paths
from aipaint_desktop.training.lessons.small_pictures import read_digits, read_small_pictures
from aipaint_desktop.values.refusal import BadInput
from tests.ramps import ramps


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


def test_digits_stand_upright() -> None:
    """A one is as high as it can be and narrow; a seven has more above, a six more below and at its left."""
    pictures, labels = read_digits()
    ink = (pictures[:, 0].numpy() + 1) / 2
    across, down = (ink * np.arange(28)).sum((1, 2)), (ink * np.arange(28)[:, None]).sum((1, 2))
    total = ink.sum((1, 2))
    middle = across / total, down / total
    widths, heights = (
        (ink.sum(axis) * (np.arange(28) - center[:, None]) ** 2).sum(1) / total
        for axis, center in zip((1, 2), middle, strict=True)
    )
    assert (heights > 2 * widths)[labels == 1].mean() > 0.9
    assert middle[1][labels == 7].mean() < 13 < 14 < middle[1][labels == 6].mean()
    assert middle[0][labels == 6].mean() < middle[0][labels == 9].mean()


def test_a_folder_of_pictures_is_made_small_and_grey(tmp_path: Path) -> None:
    for number, colour in enumerate([(255, 255, 255), (0, 0, 0), (255, 0, 0)]):
        Image.new("RGB", (40, 40), colour).save(tmp_path / f"{number}.png")
    Image.fromarray(ramps(40, 40)).save(tmp_path / "3.png")
    pictures = read_small_pictures(tmp_path)
    assert pictures.shape == (4, 1, 28, 28)
    assert pictures[:3].mean((1, 2, 3)).tolist() == pytest.approx([1, -1, 2 * 0.299 - 1], abs=0.01)
    grey = np.asarray(Image.fromarray(ramps(28, 28)).convert("L")) / 127.5 - 1
    assert np.abs(pictures[3, 0].numpy() - grey).max() < 0.1


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("paint a nine")
    with pytest.raises(BadInput, match="holds no picture"):
        read_small_pictures(tmp_path)
