"""Training pictures: the split, sizes of crops, value range, and colour variations."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from recipes.pictures.picture_sets import (
    HELD_OUT_SHARE,
    PictureSet,
    held_out,
    picture_files,
    read_at,
    vary_colours,
)


def save(folder: Path, name: str, width: int, height: int) -> Path:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(folder / name)
    return folder / name


def names(count: int) -> list[str]:
    return [f"picture-{number}.png" for number in range(count)]


def test_the_split_keeps_about_its_share_and_depends_on_the_name_alone() -> None:
    share = sum(map(held_out, names(3200))) / 3200
    assert share == pytest.approx(1 / HELD_OUT_SHARE, rel=0.3)
    assert [held_out(name) for name in names(50)] == [held_out(name) for name in names(50)]


def test_what_is_only_called_a_picture_is_named_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = save(tmp_path, "a.png", 40, 30)
    (tmp_path / "b.png").symlink_to(tmp_path / "nowhere.png")
    (tmp_path / "c.png").mkdir()
    assert picture_files(tmp_path) == [kept]
    assert "b.png is a link" in caplog.text
    assert "c.png is a folder" in caplog.text


def test_held_out_pictures_are_not_read(tmp_path: Path) -> None:
    kept = next(name for name in names(500) if held_out(name))
    trained = next(name for name in names(500) if not held_out(name))
    save(tmp_path, kept, 40, 30)
    save(tmp_path, trained, 60, 50)
    pictures = PictureSet.read(picture_files(tmp_path), longest=100, smallest=16, largest=64).pictures
    assert [picture.size for picture in pictures] == [(60, 50)]
    with pytest.raises(ValueError, match="no picture"):
        PictureSet.read([tmp_path / kept], longest=100, smallest=16, largest=64)


def test_large_pictures_are_read_smaller(tmp_path: Path) -> None:
    trained = next(name for name in names(500) if not held_out(name))
    path = save(tmp_path, trained, 200, 100)
    assert PictureSet.read([path], longest=100, smallest=16, largest=64).pictures[0].size == (100, 50)
    assert read_at(path, 50).shape == (1, 3, 25, 50)


@pytest.mark.parametrize("size", [(300, 200), (40, 90), (24, 24)])
def test_crops_are_square_and_in_range_whatever_the_picture(size: tuple[int, int]) -> None:
    picture = Image.fromarray(np.full((size[1], size[0], 3), 255, np.uint8))
    crop = PictureSet([picture], smallest=32, largest=64).crop(32, np.random.default_rng(0))
    assert crop.shape == (1, 3, 32, 32)
    assert torch.allclose(crop, torch.ones_like(crop))


def test_crops_differ_and_repeat_with_the_seed() -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (90, 90, 3), dtype=np.uint8))
    pictures = PictureSet([noise], smallest=32, largest=64)
    first, second = (pictures.crop(32, np.random.default_rng(seed)) for seed in (1, 2))
    assert not torch.equal(first, second)
    assert torch.equal(first, pictures.crop(32, np.random.default_rng(1)))


def test_varied_colours_stay_in_range_and_change_most_of_the_time() -> None:
    reference = torch.rand(1, 3, 8, 8) * 2 - 1
    varied = [vary_colours(reference, np.random.default_rng(seed)) for seed in range(40)]
    assert all(value.abs().max() <= 1.0001 for value in varied)
    assert 10 < sum(not torch.equal(value, reference) for value in varied) < 35
