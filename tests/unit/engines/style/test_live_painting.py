"""A repainted picture that follows another while it changes, with the weights that ship."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.style.engine import StyleEngine
from aipaint_desktop.engines.style.live_painting import LivePainting
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.tiled_painting import MARGIN
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.paths import resources
from aipaint_desktop.values.picture import Picture

SIDE = 320


@pytest.fixture
def picture() -> NDArray[np.uint8]:
    noise = np.random.default_rng(0).normal(0, 8, (SIDE, SIDE, 3))
    down = np.linspace(200, 90, SIDE)[:, None, None]
    return (noise + down).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def engine() -> StyleEngine:
    engine = engines_by_id("cpu")["style"]
    assert isinstance(engine, StyleEngine)
    return engine


@pytest.fixture
def asked(picture: NDArray[np.uint8]) -> StylizeRequest:
    with Image.open(resources() / "references" / "hill-town.jpg") as image:
        reference = Picture(np.asarray(image.convert("RGB").resize((128, 96))))
    return StylizeRequest(
        seed=1,
        picture=Picture(picture),
        references=(reference,),
        weights=(1.0,),
        width=SIDE,
        height=SIDE,
    )


@pytest.fixture
def live(engine: StyleEngine, asked: StylizeRequest, picture: NDArray[np.uint8]) -> LivePainting:
    live = engine.follow(asked)
    live.renew(picture)
    return live


def dabbed(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    changed = picture.copy()
    changed[20:50, 30:60] = (250, 40, 20)
    return changed


def test_only_what_a_change_can_reach_is_repainted(live: LivePainting, picture: NDArray[np.uint8]) -> None:
    before = live.image.copy()
    live.refresh(dabbed(picture), 30, 20, 60, 50)
    differs = (live.image != before).any(-1)
    assert differs[20:50, 30:60].mean() > 0.9
    assert not differs[50 + MARGIN :].any()
    assert not differs[:, 60 + MARGIN :].any()


def test_a_refresh_agrees_with_painting_all_of_it_anew(
    live: LivePainting, picture: NDArray[np.uint8]
) -> None:
    before = live.image.astype(int)
    live.refresh(dabbed(picture), 30, 20, 60, 50)
    followed = live.image.astype(int)
    live.renew(dabbed(picture))
    anew = live.image.astype(int)
    dab = (slice(20, 50), slice(30, 60))
    assert np.abs(followed - anew)[dab].mean() < 0.8 * np.abs(before - anew)[dab].mean()


def test_a_picture_of_another_size_is_painted_anew(live: LivePainting, picture: NDArray[np.uint8]) -> None:
    live.refresh(picture[:200], 0, 0, 10, 10)
    assert live.image.shape == (200, SIDE, 3)


def test_every_region_is_followed_like_its_own_reference(
    engine: StyleEngine, asked: StylizeRequest, picture: NDArray[np.uint8]
) -> None:
    left = np.zeros((SIDE // 2, SIDE // 2), np.uint8)  # of a picture of half the size
    left[:, : SIDE // 4] = 255
    small = Picture(np.ascontiguousarray(picture[::2, ::2]))
    live = engine.follow(replace(asked, picture=small, regions=(Picture(left),)))
    live.renew(picture)
    differs = (live.image != picture).any(-1)
    assert differs[:, : SIDE // 2 - 10].mean() > 0.9
    assert not differs[:, SIDE // 2 + 10 :].any()
    live.refresh(dabbed(picture), 30, 20, 60, 50)
    assert (live.image[20:50, 30:60] != picture[20:50, 30:60]).any()
    assert np.array_equal(live.image[:, SIDE // 2 + 10 :], picture[:, SIDE // 2 + 10 :])
