from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from aipaint_desktop.files.film import save_film
from aipaint_desktop.values.refusal import BadInput
from tests.full_disk import REASON, full_disk
from tests.ramps import ramps

PICTURES = [ramps(24, 16, blue=shade) for shade in (0, 120, 250)]


@pytest.mark.parametrize("name", ["walk.gif", "walk.webp"])
def test_a_film_goes_there_and_back_without_end(tmp_path: Path, name: str) -> None:
    save_film(tmp_path / name, PICTURES)
    with Image.open(tmp_path / name) as film:
        assert film.size == (24, 16)
        assert film.info["loop"] == 0
        frames = [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(film)]
    for frame, picture in zip(frames, (*PICTURES, PICTURES[1]), strict=True):
        assert np.abs(frame.astype(int) - picture).mean() < 12  # palettes and packing lose something


def test_a_single_picture_is_a_film_too(tmp_path: Path) -> None:
    save_film(tmp_path / "still.gif", PICTURES[:1])
    with Image.open(tmp_path / "still.gif") as film:
        assert film.size == (24, 16)


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"must end in one of \.gif, \.webp"):
        save_film(tmp_path / "walk.mp4", PICTURES)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_a_film_on_a_full_disk_is_none_and_the_old_one_stays(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    noise = np.random.default_rng(0).integers(0, 256, (3, 64, 64, 3), np.uint8)
    for before in ([], [path]):
        with full_disk(500), pytest.raises(BadInput, match=f"a{suffix}.* cannot be saved: {REASON}"):
            save_film(path, list(noise))
        assert list(tmp_path.iterdir()) == before
        path.write_bytes(b"old")
    assert path.read_bytes() == b"old"
