"""The reference pictures that ship: all there, big enough to paint like, and unlike one another."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "references"
ENTRIES = tomllib.loads((FOLDER / "references.toml").read_text(encoding="utf-8"))["reference"]
FIELDS = {"id", "file", "title", "title_zh", "description", "subjects", "made_by"}


def _pixels(entry: dict[str, str]) -> np.ndarray:
    with Image.open(FOLDER / entry["file"]) as image:
        return np.asarray(image.convert("RGB"))


def _palette(pixels: np.ndarray) -> np.ndarray:
    """Share of the picture in each of 6×6×6 boxes of RGB."""
    boxes = (pixels.reshape(-1, 3).astype(int) * 6) // 256
    counts = np.bincount(boxes @ np.array([36, 6, 1]), minlength=216)
    return counts / counts.sum()


def _fine_contrast(pixels: np.ndarray) -> tuple[float, float]:
    """Mean step of lightness between neighbours across and down: how fine and which way strokes run."""
    grey = pixels.mean(axis=2)
    return float(np.abs(np.diff(grey, axis=1)).mean()), float(np.abs(np.diff(grey, axis=0)).mean())


def test_there_are_enough_to_choose_from() -> None:
    assert 8 <= len(ENTRIES) <= 12
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)


def test_no_picture_is_unlisted_and_none_missing() -> None:
    pictures = {path.name for path in FOLDER.iterdir() if path.suffix in {".png", ".jpg", ".webp"}}
    assert pictures == {entry["file"] for entry in ENTRIES}


def test_they_stay_light_enough_to_ship() -> None:
    sizes = [(FOLDER / entry["file"]).stat().st_size for entry in ENTRIES]
    assert max(sizes) <= 900_000
    assert sum(sizes) <= 8_000_000


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_entry_is_complete_and_its_picture_large_enough(entry: dict[str, str]) -> None:
    assert set(entry) == FIELDS
    assert all(value.strip() for value in entry.values())
    assert not entry["title_zh"].isascii()
    assert (ROOT / entry["made_by"]).is_file()
    pixels = _pixels(entry)
    assert min(pixels.shape[:2]) >= 512
    assert max(pixels.shape[:2]) <= 1024


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_picture_has_brushwork_and_a_full_scale_of_tones(entry: dict[str, str]) -> None:
    pixels = _pixels(entry)
    dark, light = np.percentile(pixels.mean(axis=2), [2, 98])
    assert light - dark > 90
    assert min(_fine_contrast(pixels)) > 2.0


def test_palettes_differ_pairwise() -> None:
    palettes = {entry["id"]: _palette(_pixels(entry)) for entry in ENTRIES}
    alike = {
        (a, b): round(float(np.minimum(palettes[a], palettes[b]).sum()), 2)
        for a, b in itertools.combinations(palettes, 2)
        if np.minimum(palettes[a], palettes[b]).sum() > 0.55
    }
    assert alike == {}
