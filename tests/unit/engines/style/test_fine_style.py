"""The style engine's fine quality; mostly with an optimisation that takes no time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Engine, Frame
from aipaint_desktop.engines.style import fine
from aipaint_desktop.engines.style.fine_work import worked_size
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.style.coarse_to_fine import Step
from aipaint_desktop.nn.style.fine_schedule import FineSettings, fine_scales
from aipaint_desktop.values.picture import Picture

HEIGHT, WIDTH = 96, 128


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engines_by_id("cpu")["style"]


@dataclass
class Flat:
    """Stands in for the optimisation: paints with the references' mean colours. asked: the settings of every run, and
    the references it was given."""

    asked: list[tuple[FineSettings, list[Tensor]]]

    def repaint(
        self,
        picture: Tensor,
        references: Sequence[Tensor],
        weights: Sequence[float],
        *,
        settings: FineSettings,
        check: Callable[[], None],
        generator: torch.Generator,
        **_others: object,
    ) -> Iterator[Step]:
        self.asked.append((settings, list(references)))
        colour = sum(
            weight / sum(weights) * reference.mean((2, 3), keepdim=True)
            for weight, reference in zip(weights, references, strict=True)
        )
        steps = sum(scale.steps for scale in fine_scales(picture.shape[2], picture.shape[3], settings))
        for number in range(steps):
            check()
            noise = torch.randn(picture.shape, generator=generator)
            yield Step(number + 1, steps, 0.3 * picture + 0.7 * colour + 0.1 * noise)


@pytest.fixture
def optimises() -> None:
    """Whoever asks for it has it done in earnest."""


@pytest.fixture(autouse=True)
def flat(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Flat:
    flat = Flat([])
    monkeypatch.setattr(fine, "FINE", FineSettings(steps=0.2))
    if "optimises" not in request.fixturenames:
        monkeypatch.setattr(fine, "repaint_fine", flat.repaint)
    return flat


@pytest.fixture(scope="module")
def photo() -> Picture:
    pixels = np.full((HEIGHT, WIDTH, 3), (120, 160, 210), np.uint8)
    pixels[56:] = (70, 110, 50)
    return Picture(pixels, "photo")


@pytest.fixture(scope="module")
def reference() -> Picture:
    return Picture(np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8), "reference")


def _asked(picture: Picture, *references: Picture, **changes: object) -> StylizeRequest:
    values = {
        "seed": 1,
        "width": picture.width,
        "height": picture.height,
        "weights": (1.0,) * len(references),
        "quality": "fine",
        **changes,
    }
    return StylizeRequest(picture=picture, references=references, **values)  # type: ignore[arg-type]


def _run(engine: Engine, picture: Picture, *references: Picture, **changes: object) -> list[Frame]:
    return list(engine.run(_asked(picture, *references, **changes), CancelToken()))


def _mask(*place: slice) -> Picture:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[place] = 255
    return Picture(mask)


def _difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def test_every_frame_is_of_full_size_from_a_quick_one_on(
    engine: Engine, photo: Picture, reference: Picture
) -> None:
    frames = _run(engine, photo, reference)
    assert [frame.step for frame in frames] == list(range(frames[-1].steps + 1))
    assert all(frame.image.shape == photo.pixels.shape for frame in frames)
    assert np.array_equal(frames[0].image, photo.pixels)
    assert _difference(frames[1].image, photo.pixels) > 5
    assert frames[-1].last
    assert frames[-1].seconds_left == 0


def test_the_same_request_gives_the_same_pixels_and_another_seed_others(
    engine: Engine, photo: Picture, reference: Picture
) -> None:
    first, again, other = (_run(engine, photo, reference, seed=seed)[-1].image for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_outside_selection_and_regions_nothing_changes(
    engine: Engine, photo: Picture, reference: Picture
) -> None:
    image = _run(engine, photo, reference, selection=_mask(slice(0, 30)))[-1].image
    assert np.array_equal(image[30:], photo.pixels[30:])
    assert _difference(image[:30], photo.pixels[:30]) > 5
    regions = (_mask(slice(None), slice(0, 30)), _mask(slice(None), slice(100, 128)))
    image = _run(engine, photo, reference, photo, regions=regions)[-1].image
    assert np.array_equal(image[:, 40:90], photo.pixels[:, 40:90])
    assert _difference(image[:, :30], photo.pixels[:, :30]) > 5


def test_references_count_by_their_weight(engine: Engine, photo: Picture, reference: Picture) -> None:
    red = Picture(np.full((64, 64, 3), (200, 20, 20), np.uint8), "red")
    much, little = (
        _run(engine, photo, reference, red, weights=weights)[-1].image for weights in ((0.1, 0.9), (0.9, 0.1))
    )
    assert _difference(much, np.full_like(much, (200, 20, 20))) < _difference(
        little, np.full_like(little, (200, 20, 20))
    )


def test_colours_can_be_kept(engine: Engine, photo: Picture) -> None:
    red = Picture(np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8) * np.uint8([1, 0, 0]))
    kept, taken = (_run(engine, photo, red, keep_colours=keep)[-1].image for keep in (True, False))
    mean = photo.pixels.mean((0, 1))
    assert np.abs(kept.mean((0, 1)) - mean).max() < 25
    assert np.abs(taken.mean((0, 1)) - mean).max() > 50


def test_strength_goes_from_the_picture_beyond_the_manner(
    engine: Engine, photo: Picture, reference: Picture, flat: Flat
) -> None:
    assert np.array_equal(_run(engine, photo, reference, strength=0.0)[-1].image, photo.pixels)
    half, whole = (_run(engine, photo, reference, strength=s)[-1].image for s in (0.5, 1.0))
    assert 0 < _difference(half, photo.pixels) < _difference(whole, photo.pixels)
    flat.asked.clear()
    for strength in (0.5, 1.0, 1.5, 2.0):
        _run(engine, photo, reference, strength=strength)
    contents = [settings.content for settings, _ in flat.asked]
    assert contents[0] == contents[1] > contents[2] > contents[3] > 0


def test_transparency_stays(engine: Engine, photo: Picture, reference: Picture) -> None:
    alpha = np.full((HEIGHT, WIDTH, 1), 255, np.uint8)
    alpha[:20] = 0
    image = _run(engine, Picture(np.concatenate([photo.pixels, alpha], 2)), reference)[-1].image
    assert np.array_equal(image[..., 3:], alpha)
    assert _difference(image[20:, :, :3], photo.pixels[20:]) > 5


def test_strokes_have_the_size_that_was_asked_for(engine: Engine, photo: Picture, flat: Flat) -> None:
    wide = Picture(np.random.default_rng(1).integers(0, 255, (200, 400, 3), np.uint8))
    _run(engine, photo, wide, stroke=2.0)
    assert [reference.shape for reference in flat.asked[0][1]] == [(1, 3, 128, 256)]


def test_a_large_reference_is_read_in_parts() -> None:
    wide = Picture(np.random.default_rng(1).integers(0, 255, (200, 400, 3), np.uint8))
    assert [part.shape[:2] for part in fine._parts(wide, 2000)] == [(512, 512)] * 4
    assert [part.shape[:2] for part in fine._parts(wide, 900)] == [(450, 900)]


def test_a_large_picture_is_finished_in_tiles_without_a_seam(
    engine: Engine, reference: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (20, 30, 3), np.uint8)
    large = Picture(np.kron(noise, np.ones((48, 48, 1), np.uint8)))
    monkeypatch.setattr(fine, "worked_size", lambda *_: (64, 96))
    frames = _run(engine, large, reference)
    assert all(frame.image.shape == large.pixels.shape for frame in frames)
    assert [frame.step for frame in frames[-5:]] == [frames[-1].steps - k for k in (4, 3, 2, 1, 0)]
    image = frames[-1].image.astype(int)
    across = np.abs(np.diff(image[:, 760:776], axis=1)).mean((0, 2))  # tiles of 768 px
    assert across[7] < 2 * np.median(across)


def test_what_is_too_small_is_painted_as_the_fast_way_does(
    engine: Engine, photo: Picture, reference: Picture
) -> None:
    line = Picture(np.ascontiguousarray(photo.pixels[:3]))
    fine_one, fast_one = (_run(engine, line, reference, quality=q)[-1].image for q in ("fine", "fast"))
    assert np.array_equal(fine_one, fast_one)


@pytest.mark.usefixtures("optimises")
def test_the_optimisation_gives_the_same_pixels_again(
    engine: Engine, photo: Picture, reference: Picture
) -> None:
    first, again = (_run(engine, photo, reference)[-1].image for _ in range(2))
    assert np.array_equal(first, again)
    assert _difference(first, photo.pixels) > 10


@pytest.mark.usefixtures("optimises")
def test_a_stopped_run_ends_within_a_step(engine: Engine, photo: Picture, reference: Picture) -> None:
    request, token = _asked(photo, reference), CancelToken()
    assert request.kept_when_stopped
    frames = engine.run(request, token)
    for _ in range(3):
        next(frames)
    token.cancel()
    with pytest.raises(Cancelled):
        next(frames)


@pytest.mark.parametrize(
    ("size", "worked"),
    [((512, 512), (512, 512)), ((4000, 6000), (683, 1024)), ((100, 4000), (64, 2560)), ((64, 64), (64, 64))],
)
def test_pictures_are_optimised_small(size: tuple[int, int], worked: tuple[int, int]) -> None:
    assert worked_size(*size) == worked


def test_what_has_hardly_any_height_is_not_optimised() -> None:
    assert worked_size(63, 2000) is None


def test_it_is_expected_to_take_longer_than_fast_and_less_than_the_master(
    photo: Picture, reference: Picture
) -> None:
    engine = engines_by_id("cpu")["style"]  # one that has learned no pace from paintings that took no time

    def seconds(quality: str, side: int) -> float:
        asked = _asked(photo, reference, quality=quality, width=side, height=side)
        return engine.estimate(asked).seconds

    for side in (512, 1024, 2048):
        assert seconds("fast", side) < seconds("fine", side) < seconds("master", side)
    large = _asked(photo, reference, width=6000, height=4000)
    large.validate()
    assert engine.estimate(large).bytes < 3e9
