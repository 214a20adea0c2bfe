"""The style engine's master quality, at a size and with steps that take a second."""

import numpy as np
import pytest

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Engine, Frame
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture

HEIGHT, WIDTH = 64, 80


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engines_by_id("cpu")["style"]


@pytest.fixture(scope="module")
def photo() -> Picture:
    pixels = np.full((HEIGHT, WIDTH, 3), (120, 160, 210), np.uint8)
    pixels[36:] = (70, 110, 50)
    return Picture(pixels, "photo")


@pytest.fixture(scope="module")
def reference() -> Picture:
    return Picture(np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8), "reference")


def _run(engine: Engine, picture: Picture, *references: Picture, **changes: object) -> list[Frame]:
    values = {
        "seed": 1,
        "width": WIDTH,
        "height": HEIGHT,
        "weights": (1.0,) * len(references),
        "quality": "master",
        "steps": 3,
        **changes,
    }
    request = StylizeRequest(picture=picture, references=references, **values)  # type: ignore[arg-type]
    return list(engine.run(request, CancelToken()))


def _mask(*place: slice) -> Picture:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[place] = 255
    return Picture(mask)


def _difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def test_every_step_is_a_frame_of_full_size(engine: Engine, photo: Picture, reference: Picture) -> None:
    frames = _run(engine, photo, reference)
    fine = _run(engine, photo, reference, quality="fine")
    assert [frame.step for frame in frames] == list(range(len(fine) + 3))
    assert all(frame.image.shape == photo.pixels.shape for frame in frames)
    assert np.array_equal(frames[0].image, photo.pixels)
    assert np.array_equal(frames[len(fine) - 1].image, fine[-1].image)
    assert _difference(frames[-1].image, fine[-1].image) > 1
    assert frames[-1].last
    assert frames[-1].seconds_left == 0


def test_the_same_request_gives_the_same_pixels(engine: Engine, photo: Picture, reference: Picture) -> None:
    first, again = (_run(engine, photo, reference)[-1].image for _ in range(2))
    assert np.array_equal(first, again)


def test_outside_selection_and_regions_nothing_changes(
    engine: Engine, photo: Picture, reference: Picture
) -> None:
    image = _run(engine, photo, reference, selection=_mask(slice(0, 20)))[-1].image
    assert np.array_equal(image[20:], photo.pixels[20:])
    assert _difference(image[:20], photo.pixels[:20]) > 5
    regions = (_mask(slice(None), slice(0, 20)), _mask(slice(None), slice(60, 80)))
    frames = _run(engine, photo, reference, photo, regions=regions)
    for frame in frames:
        assert np.array_equal(frame.image[:, 30:50], photo.pixels[:, 30:50])
    own = frames[-7:]  # what the fine way painted, and three steps of each region
    assert not np.array_equal(own[3].image[:, :20], own[0].image[:, :20])
    assert np.array_equal(own[3].image[:, 60:], own[0].image[:, 60:])
    assert np.array_equal(own[6].image[:, :20], own[3].image[:, :20])
    assert not np.array_equal(own[6].image[:, 60:], own[0].image[:, 60:])


def test_strength_zero_is_the_picture(engine: Engine, photo: Picture, reference: Picture) -> None:
    assert np.array_equal(_run(engine, photo, reference, strength=0.0)[-1].image, photo.pixels)


def test_it_can_begin_with_the_fast_result(engine: Engine, photo: Picture, reference: Picture) -> None:
    fast = _run(engine, photo, reference, quality="fast")[-1].image
    own, from_fast = (_run(engine, photo, reference, steps=1, from_fast=f)[-1].image for f in (False, True))
    assert _difference(from_fast, fast) < _difference(own, fast)


def test_a_stopped_run_leaves_its_last_frame(engine: Engine, photo: Picture, reference: Picture) -> None:
    token = CancelToken()
    request = StylizeRequest(
        seed=1,
        picture=photo,
        references=(reference,),
        weights=(1.0,),
        width=WIDTH,
        height=HEIGHT,
        quality="master",
    )
    frames = engine.run(request, token)
    next(frames)
    assert _difference(next(frames).image, photo.pixels) > 1
    token.cancel()
    with pytest.raises(Cancelled):
        next(frames)


def test_the_master_is_expected_to_take_longer(engine: Engine, photo: Picture, reference: Picture) -> None:
    requests = [
        StylizeRequest(
            seed=1,
            picture=photo,
            references=(reference,),
            weights=(1.0,),
            width=side,
            height=side,
            quality=quality,
        )
        for side, quality in ((512, "fast"), (512, "master"), (1024, "master"))
    ]
    seconds = [engine.estimate(request).seconds for request in requests]
    assert 10 * seconds[0] < seconds[1] < seconds[2]
