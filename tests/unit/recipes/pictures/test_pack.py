"""Data packs: they keep within their size and under their names, and are read as the folders were."""

import argparse
import csv
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from aipaint_desktop.values.refusal import BadInput
from recipes.pictures.captioned_pictures import read_captions
from recipes.pictures.pack import (
    captioned_places,
    captions_of,
    folders_of,
    main,
    named_pictures,
    pack,
    seen_in,
)
from recipes.pictures.picture_sets import picture_files, read_colours


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "paintings-landscape"
    made.mkdir()
    for number in range(6):
        noise = np.random.default_rng(number).integers(0, 256, (150, 200, 3), np.uint8)
        Image.fromarray(noise).filter(ImageFilter.GaussianBlur(1)).save(made / f"{number}.png")
    return made


@pytest.mark.parametrize("limit", [80_000, 12_000])
def test_a_pack_keeps_within_its_size(folder: Path, tmp_path: Path, limit: int) -> None:
    side, quality = pack(named_pictures([folder]), tmp_path / "pack.zip", limit, 160, {})
    assert 0.3 * limit < (tmp_path / "pack.zip").stat().st_size <= limit
    assert quality >= 50
    (packed,) = zipfile.Path(tmp_path / "pack.zip").iterdir()
    files = picture_files(packed)
    assert [file.name for file in files] == [f"{number}.png" for number in range(6)]
    assert max(read_colours(files[0]).size) == side


def test_what_fits_whole_loses_little(folder: Path, tmp_path: Path) -> None:
    assert pack(named_pictures([folder]), tmp_path / "pack.zip", 10**7, 512, {}) == (512, 90)
    (packed,) = zipfile.Path(tmp_path / "pack.zip").iterdir()
    before, after = (np.asarray(read_colours(place / "0.png"), np.float32) for place in (folder, packed))
    assert np.abs(before - after).mean() < 8


def test_too_many_pictures_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="6 pictures do not fit"):
        pack(named_pictures([folder]), tmp_path / "pack.zip", 300, 24, {})


def test_captions_come_with_their_pictures(folder: Path, tmp_path: Path) -> None:
    fields = ("archive", "file", "title", "style", "genre", "artist")
    with (tmp_path / "captions.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        writer.writerow(("paintings-landscape.zip", "2.png", "A wood", "baroque", "landscape", "somebody"))
        writer.writerow(("paintings-portrait.zip", "2.png", "A face", "baroque", "portrait", "somebody"))
    assert "A face" not in captions_of(tmp_path / "captions.csv", named_pictures([folder]))
    file = tmp_path / "pack.zip"
    main([str(folder), "-o", str(file), "--captions", str(tmp_path / "captions.csv"), "--side", "64"])
    options = argparse.Namespace(pack=file)
    (one,) = read_captions(*captioned_places(options))
    assert (one.title, one.movement) == ("A wood", "baroque")
    assert read_colours(one.path).size == (64, 48)
    assert seen_in(options) is None
    with pytest.raises(BadInput, match="captions"):
        captioned_places(argparse.Namespace(pack=None, captions=None, pictures=folder))


def test_folders_are_found_by_how_their_names_begin(folder: Path, tmp_path: Path) -> None:
    pack(named_pictures([folder]), tmp_path / "pack.zip", 10**6, 64, {})
    packed = argparse.Namespace(pack=tmp_path / "pack.zip")
    (found,) = folders_of(packed, "paintings", [])
    assert found.name == "paintings-landscape"
    assert folders_of(argparse.Namespace(pack=None), "photos", [folder]) == [folder]
    with pytest.raises(BadInput, match="photos"):
        folders_of(packed, "photos", [None])


def test_of_a_folder_with_many_pictures_some_are_packed(folder: Path) -> None:
    assert [name for name, _ in named_pictures([folder], most=3)] == [
        f"paintings-landscape/{number}.png" for number in (0, 2, 4)
    ]
    assert len(named_pictures([folder], most=9)) == 6
