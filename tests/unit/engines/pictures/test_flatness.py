"""Flat sketches are told from photographs and paintings."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from aipaint_desktop.engines.pictures.flatness import flat_share, is_flat_sketch
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.references import shipped
from tests.quality.flat_sketches import SKETCHES, drawn


@pytest.mark.parametrize("name", sorted(SKETCHES))
def test_sketches_of_flat_shapes_are_flat(name: str) -> None:
    assert is_flat_sketch(drawn(name))
    assert is_flat_sketch(drawn(name, 1500, 1200))


def test_paintings_are_not() -> None:
    paintings = [read_picture(entry.path).pixels for entry in shipped()]
    assert len(paintings) > 10
    assert not any(map(is_flat_sketch, paintings))


def test_what_has_the_grain_of_a_photograph_is_not() -> None:
    random = np.random.default_rng(0)
    soft = Image.fromarray(drawn("landscape")).filter(ImageFilter.GaussianBlur(6))
    grain = random.normal(0, 2, (512, 640, 3))
    assert not is_flat_sketch((np.asarray(soft) + grain).clip(0, 255).astype(np.uint8))


def test_any_size_and_transparency_will_do() -> None:
    for height, width in ((1, 1), (3, 900), (9, 8), (64, 64)):
        assert flat_share(np.full((height, width, 4), 7, np.uint8)) == 1.0
        assert flat_share(np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)) <= 1.0
