import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from aipaint_desktop.jobs import images
from aipaint_desktop.jobs.images import pixels_of, thumbnail, to_qimage
from tests.ramps import ramps


def test_colours_and_alpha_arrive_where_they_belong() -> None:
    pixels = np.array([[[10, 20, 30, 40], [200, 150, 100, 255]]], np.uint8)
    image = to_qimage(pixels)
    assert image.format() == QImage.Format.Format_ARGB32
    assert image.pixelColor(0, 0) == QColor(10, 20, 30, 40)
    assert to_qimage(pixels[..., :3]).pixelColor(1, 0) == QColor(200, 150, 100)


@pytest.mark.parametrize("channels", [3, 4])
def test_the_image_owns_its_pixels(channels: int) -> None:
    pixels = np.full((5, 7, channels), 90, np.uint8)
    image = to_qimage(pixels)
    pixels[:] = 0
    assert image.pixelColor(6, 4).green() == 90


@pytest.mark.parametrize("channels", [3, 4])
def test_an_image_and_its_pixels_are_the_same_picture(channels: int) -> None:
    pixels = ramps(37, 23, channels)
    assert np.array_equal(pixels_of(to_qimage(pixels), 37, 23), pixels)
    scaled = pixels_of(to_qimage(ramps(74, 46, channels)), 37, 23).astype(int)
    assert np.abs(scaled - pixels).max() <= 6


def test_rows_of_a_view_are_read_as_the_view_has_them() -> None:
    pixels = np.arange(6 * 6 * 3, dtype=np.uint8).reshape(6, 6, 3)
    image = to_qimage(pixels[1::2, ::3])
    assert (image.width(), image.height()) == (2, 3)
    assert image.pixelColor(1, 2).red() == pixels[5, 3, 0]


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(1280, 640, (160, 80)), (300, 3000, (16, 160)), (40, 30, (40, 30)), (161, 5, (160, 5)), (1, 1, (1, 1))],
)
def test_thumbnails_fit_and_keep_the_aspect(width: int, height: int, expected: tuple[int, int]) -> None:
    image = thumbnail(ramps(width, height), 160)
    assert (image.width(), image.height()) == pytest.approx(expected, abs=1)
    assert max(image.width(), image.height()) <= 160
    seen = pixels_of(image, image.width(), image.height()).astype(int)
    assert np.abs(seen - ramps(image.width(), image.height())).max() <= 8


def test_a_thumbnail_looks_only_at_about_as_many_pixels_as_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []

    def noted(pixels: NDArray[np.uint8]) -> QImage:
        looked_at.append(pixels.shape[:2])
        return to_qimage(pixels)

    monkeypatch.setattr(images, "to_qimage", noted)
    thumbnail(np.zeros((4096, 3072, 3), np.uint8), 160)
    assert looked_at == [(342, 256)]
