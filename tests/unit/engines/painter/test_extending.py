"""Beyond the edges a picture goes on: no seam, and nothing twice that it shows once."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.extending import Place, band, gone_on, kept, rarity, seamless
from aipaint_desktop.engines.painter.requests import ExtendRequest
from aipaint_desktop.paths import resources
from aipaint_desktop.values.picture import Picture

WIDTH, HEIGHT, MORE = 150, 110, 60
ROOF = (150, 50, 40)


@pytest.fixture(scope="module")
def house() -> NDArray[np.uint8]:
    """A house at the left, hills of uneven height behind it, meadow before it, grain everywhere."""
    random = np.random.default_rng(3)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    sky = np.stack([120 + y, 160 + 0.6 * y, 215 + 0 * y], -1)
    hills = np.broadcast_to(np.array([95.0, 115, 135]), sky.shape)
    meadow = np.stack([70 + 25 * np.sin(x / 3), 125 + 30 * np.sin(y / 2 + x / 5), 55 + 0 * x], -1)
    pixels = np.where((y > 50 + 7 * np.sin(x / 25 + 2))[..., None], hills, sky)
    pixels = np.where((y > 66 + 4 * np.sin(x / 14))[..., None], meadow, pixels)
    pixels[40:75, 15:48] = (205, 185, 160)
    pixels[50:62, 20:28] = pixels[50:62, 35:43] = (60, 70, 95)
    roof = (y >= 22) & (y < 40) & (np.abs(x - 31.5) < (y - 20) * 1.1)
    pixels = np.where(roof[..., None], ROOF, pixels) + random.normal(0, 4, sky.shape)
    return pixels.clip(0, 255).astype(np.uint8)


def _roof(pixels: NDArray[np.uint8]) -> int:
    return int((np.abs(pixels.astype(int) - ROOF).max(-1) < 30).sum())


@pytest.fixture(scope="module")
def extended(house: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return _extended(house, 1)


def _extended(pixels: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """To the left and the right."""
    request = ExtendRequest(
        seed=seed, picture=Picture(pixels), width=WIDTH + 2 * MORE, height=HEIGHT, left=MORE, top=0
    )
    *_, last = PainterEngine("cpu").run(request, CancelToken())
    return last.image


def test_the_house_is_not_repeated(house: NDArray[np.uint8], extended: NDArray[np.uint8]) -> None:
    by = band(Place(MORE, 0, WIDTH, HEIGHT))
    assert np.array_equal(extended[:, MORE + by : -MORE - by], house[:, by:-by])
    assert _roof(house) > 300
    assert _roof(extended[:, :MORE]) + _roof(extended[:, -MORE:]) < 15


def test_no_straight_seams_show_left_and_right() -> None:
    """The steps between what lies before and behind an edge, a few px wide and high, are as any in the picture."""
    with Image.open(resources() / "references" / "sea-cliff.jpg") as image:
        cliff = np.asarray(image.convert("RGB").resize((WIDTH, HEIGHT)))
    edges = []
    for seed in (1, 2):
        image = _extended(cliff, seed)
        rows = image[: HEIGHT // 6 * 6].reshape(-1, 6, image.shape[1], 3).mean(1)
        near = np.stack([rows[:, at : at + rows.shape[1] - 7] for at in range(8)])
        steps = np.abs(near[:4].mean(0) - near[4:].mean(0)).mean((0, 2))
        edges += [steps[edge - 4] / np.median(steps) for edge in (MORE, MORE + WIDTH)]
    assert np.mean(edges) < 1.1


def test_rows_and_columns_go_on_as_they_are_at_the_edge() -> None:
    image = torch.rand(1, 3, 6, 8)
    whole = gone_on(image, torch.zeros(6, 8), Place(4, 2, 8, 6), 10, 15)
    assert torch.equal(whole[:, :, 2:8, 4:12], image)
    assert torch.allclose(whole[:, :, 2:8, 3], image[..., 0])
    assert torch.allclose(whole[:, :, 2:8, 0], image[..., :4].mean(3))
    assert torch.allclose(whole[:, :, 8, 4:12], image[:, :, -1])


def test_what_occurs_once_is_rare() -> None:
    torch.manual_seed(0)
    image = torch.rand(1, 3, 60, 90) * 0.1
    image[:, :, 20:35, 60:75] = 0.9
    rare, distance = rarity(image)
    assert rare.shape == (60, 90)
    assert distance > 0
    assert rare[20:35, 60:75].mean() > 5 * rare[:, :40].mean()


def test_a_step_in_tone_goes_at_the_edge_and_one_of_things_stays() -> None:
    place = Place(30, 20, 60, 40)
    given = torch.zeros(1, 3, 40, 60)
    given[:, :, :, -20:] = 1  # a thing at the right edge
    painted = torch.full((1, 3, 80, 120), -0.1)
    mended = seamless(painted, given, place)
    assert mended[0, :, 40, 29].abs().max() < 0.03
    assert (mended[0, :, 40, 91] + 0.1).abs().max() < 0.03
    assert (mended[0, :, 40, 0] + 0.1).abs().max() < 0.03  # far away
    assert torch.isfinite(mended).all()


def test_a_picture_is_joined_to_what_lies_beyond_where_the_two_differ_least() -> None:
    place = Place(20, 10, 60, 40)  # the canvas goes on at all sides but below
    given = torch.zeros(1, 3, 50, 100)
    painted = torch.ones(1, 3, 50, 100)
    by = band(place)
    painted[..., 20 + by - 1] = 0  # where nothing is to be seen of a cut
    stays = kept(painted, given, place)[0, 0]
    inner = place.shrunk(by, 50, 100)
    assert inner == Place(20 + by, 10 + by, 60 - 2 * by, 40 - by)
    assert (stays[inner.top : inner.top + inner.height, inner.left : inner.left + inner.width] == 1).all()
    assert (stays[:10] == 0).all()
    assert (stays[:, :20] == 0).all()
    assert (stays[:, 80:] == 0).all()
    assert float(stays[30:, 50].min()) == 1  # where it ends with the canvas it stays to its edge
    assert float(stays[40, 20]) < 0.5
