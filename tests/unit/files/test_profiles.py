"""A picture keeps its profile: what is opened, painted on and saved has the colours that it had."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.profile import Profile
from aipaint_desktop.files.documents import read_document, write_layers
from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.files.journal.reading import read_journal
from aipaint_desktop.files.journal.work import Work
from aipaint_desktop.files.opened_picture import open_picture
from aipaint_desktop.files.pictures.reading import read_picture, read_picture_in_its_space
from aipaint_desktop.workspace.picture_files import export_picture, open_document
from tests.picture_cases import ADOBE_RGB, rgb_profile

ADOBE = rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# pixels, and what they are in sRGB
STORED = np.array([[[200, 100, 50], [60, 120, 180], [128, 128, 128]]], np.uint8)
SEEN = np.array([[[227, 100, 42], [0, 121, 184], [129, 129, 129]]])
KINDS = [".png", ".tif", ".psd", ".ora"]


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "wide.png"
    Image.fromarray(STORED).save(path, icc_profile=ADOBE)
    return path


def _saved(document: Document, path: Path) -> None:
    if path.suffix in (".psd", ".ora"):
        write_layers(path, document.state, "")
    else:
        export_picture(document.state, path, quality=92, provenance=True)


def test_it_is_read_in_its_space_where_that_is_asked_for(wide: Path) -> None:
    picture, profile = read_picture_in_its_space(wide)
    np.testing.assert_array_equal(picture.pixels, STORED)
    assert profile == Profile(ADOBE)
    assert profile is not None
    assert profile.name == "Adobe RGB (1998)"
    assert np.abs(read_picture(wide).pixels - SEEN).max() <= 3
    assert open_picture(wide).profile is None


@pytest.mark.parametrize("icc", [b"", SRGB, b"nonsense"], ids=["none", "srgb", "broken"])
def test_without_a_profile_or_in_srgb_it_has_none(tmp_path: Path, icc: bytes) -> None:
    Image.fromarray(STORED).save(tmp_path / "a.png", icc_profile=icc)
    picture, profile = read_picture_in_its_space(tmp_path / "a.png")
    assert profile is None
    assert np.abs(picture.pixels.astype(int) - STORED).max() <= 2


@pytest.mark.parametrize("suffix", KINDS)
def test_it_goes_through_a_document_and_any_kind_of_file(wide: Path, tmp_path: Path, suffix: str) -> None:
    document = open_document(wide).document
    assert document.state.profile == Profile(ADOBE)
    np.testing.assert_array_equal(document.layers[-1].tiles.read(document.rect)[..., :3], STORED)
    assert np.abs(document.composite()[..., :3] - SEEN).max() <= 3
    path = tmp_path / f"again{suffix}"
    _saved(document, path)
    state = read_document(path).state
    assert state.profile == Profile(ADOBE)
    np.testing.assert_array_equal(state.layers[-1].tiles.read(state.rect)[..., :3], STORED)


def test_what_comes_into_it_is_converted_and_looks_as_it_did(wide: Path) -> None:
    document = open_document(wide).document
    red = np.full((1, 1, 3), (227, 100, 42), np.uint8)
    layer = document.paste_image(red, "red")
    inside = layer.tiles.read(document.rect)[0, 0, :3].astype(int)
    assert np.abs(inside - STORED[0, 0]).max() <= 3
    assert np.abs(document.composite()[0, 0, :3].astype(int) - red[0, 0]).max() <= 3
    assert np.abs(np.subtract(document.own_colour(227, 100, 42), STORED[0, 0])).max() <= 3


def test_a_document_without_a_profile_converts_nothing() -> None:
    document = Document(3, 1)
    layer = document.paste_image(STORED, "one")
    np.testing.assert_array_equal(layer.tiles.read(document.rect)[..., :3], STORED)
    assert document.own_colour(1, 2, 3) == (1, 2, 3)
    np.testing.assert_array_equal(document.composite()[..., :3], STORED)


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif"])
def test_lossy_kinds_carry_the_profile(wide: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    _saved(open_document(wide).document, path)
    with Image.open(path) as image:
        assert image.info["icc_profile"] == ADOBE


def test_unsaved_work_keeps_it(wide: Path, tmp_path: Path) -> None:
    state = open_document(wide).document.state
    Journal(tmp_path / "journal").keep(Work(state, "wide"))
    work, _journal = read_journal(tmp_path / "journal")
    assert work.state.profile == Profile(ADOBE)
    np.testing.assert_array_equal(work.state.layers[-1].tiles.read(state.rect)[..., :3], STORED)
