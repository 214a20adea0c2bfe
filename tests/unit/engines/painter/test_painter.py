"""The painter on the pictures that ship: what it promises, at sizes that take a second or two."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.extending import Place, band
from aipaint_desktop.engines.painter.requests import (
    ExtendRequest,
    FillRequest,
    PainterRequest,
    PaintRequest,
    VaryRequest,
)
from aipaint_desktop.engines.painter.source_map import explain
from aipaint_desktop.paths import resources
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.quality.painter_measures import coherence


@pytest.fixture(scope="module")
def cliff() -> Picture:
    return _small("sea-cliff.jpg")


@pytest.fixture(scope="module")
def town() -> Picture:
    return _small("hill-town.jpg")


@pytest.fixture(scope="module")
def sketch() -> Picture:
    pixels = np.full((112, 144, 3), (150, 190, 230), np.uint8)
    pixels[60:] = (60, 120, 60)
    pixels[20:75, 30:60] = (30, 50, 30)
    return Picture(pixels, "sketch")


def _small(name: str) -> Picture:
    path: Path = resources() / "references" / name
    with Image.open(path) as image:
        return Picture(np.asarray(image.convert("RGB").resize((180, 140))), name)


def run(request: PainterRequest) -> list[Frame]:
    return list(PainterEngine("cpu").run(request, CancelToken()))


def paint(
    sketch: Picture, *references: Picture, seed: int = 1, keep: float = 0.6, held: int = 0
) -> list[Frame]:
    return run(
        PaintRequest(
            sketch=sketch,
            references=references,
            width=144,
            height=112,
            seed=seed,
            keep=keep,
            held=held,
            steps=6,
        )
    )


def colour_distance(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean difference of the sorted values of each channel: the one-dimensional Wasserstein distance."""
    levels = np.linspace(0, 1, 64)
    return float(
        np.mean(
            [np.abs(np.quantile(one[..., c], levels) - np.quantile(other[..., c], levels)) for c in range(3)]
        )
    )


def light(image: NDArray[np.uint8], *place: slice) -> float:
    return float(image[place].mean())


def test_frames_run_from_noise_to_the_size_asked_for(sketch: Picture, cliff: Picture) -> None:
    frames = paint(sketch, cliff)
    assert len(frames) >= 7
    assert [frame.step for frame in frames] == list(range(len(frames)))
    assert all(frame.steps == len(frames) - 1 for frame in frames)
    assert frames[-1].last
    assert frames[-1].image.shape == (112, 144, 3)
    assert frames[0].image.std() > 40
    assert frames[-1].seconds_left == 0


def test_painting_takes_the_colours_of_its_reference(sketch: Picture, cliff: Picture, town: Picture) -> None:
    like_cliff, like_town = (paint(sketch, r)[-1].image for r in (cliff, town))
    for image, own, other in ((like_cliff, cliff, town), (like_town, town, cliff)):
        assert colour_distance(image, own.pixels) < 0.55 * colour_distance(sketch.pixels, own.pixels)
        assert colour_distance(image, own.pixels) < colour_distance(image, other.pixels)


def test_a_region_is_painted_from_one_part_of_its_reference(
    sketch: Picture, cliff: Picture, town: Picture
) -> None:
    for reference in (cliff, town):
        sources = paint(sketch, reference)[-1].sources
        assert sources is not None
        within, run = coherence(sources, sketch.pixels)
        assert within > 0.6
        assert run > 5


def test_dark_shapes_stay_where_they_were_sketched(sketch: Picture, cliff: Picture) -> None:
    image = paint(sketch, cliff, keep=0.9)[-1].image
    tree, sky = light(image, slice(24, 56), slice(34, 56)), light(image, slice(10, 50), slice(75, 140))
    assert tree < sky - 25


def test_a_closer_painting_is_nearer_to_the_sketch(sketch: Picture, town: Picture) -> None:
    def agreement(keep: float) -> float:
        image = paint(sketch, town, keep=keep)[-1].image
        small = [
            np.asarray(Image.fromarray(p).convert("L").resize((18, 14), Image.Resampling.BOX), float).ravel()
            for p in (image, sketch.pixels)
        ]
        return float(np.corrcoef(*small)[0, 1])

    assert agreement(1.0) > agreement(0.0) + 0.1


def test_a_held_painting_is_its_sketch_again_when_it_is_small(sketch: Picture, town: Picture) -> None:
    def small(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
        return np.asarray(Image.fromarray(pixels).resize((9, 7), Image.Resampling.BOX), float)

    held, free = (paint(sketch, town, held=side)[-1].image for side in (28, 0))
    assert np.abs(small(held) - small(sketch.pixels)).mean() < 5
    assert np.abs(small(free) - small(sketch.pixels)).mean() > 15
    assert colour_distance(held, sketch.pixels) < 0.6 * colour_distance(free, sketch.pixels)
    grain = [
        np.abs(np.diff(pixels[64:, 70:].astype(float), axis=1)).mean() for pixels in (held, sketch.pixels)
    ]
    assert grain[0] > grain[1] + 1  # and yet it is painted


def test_every_pixel_says_where_it_came_from(sketch: Picture, cliff: Picture, town: Picture) -> None:
    last = paint(sketch, cliff, town)[-1]
    assert last.sources is not None
    assert last.sources.shape == (112, 144, 3)
    assert set(np.unique(last.sources[..., 0])) <= {0, 1}
    taken = np.stack([cliff.pixels, town.pixels])[tuple(last.sources.transpose(2, 0, 1))]
    near = np.abs(taken.astype(int) - last.image).mean()
    shuffled = np.abs(np.roll(taken, 50, 1).astype(int) - last.image).mean()
    assert near < 0.6 * shuffled
    assert explain(last.sources, (cliff, town)).shape[0] == 112


def test_seeds_repeat_and_differ(cliff: Picture) -> None:
    def vary(seed: int) -> NDArray[np.uint8]:
        return run(VaryRequest(references=(cliff,), width=96, height=64, seed=seed, steps=3))[-1].image

    first = vary(3)
    assert np.array_equal(first, vary(3))
    assert np.abs(first.astype(int) - vary(4)).mean() > 5


def test_a_tile_repeats_without_a_seam_at_any_size(cliff: Picture) -> None:
    image = run(VaryRequest(references=(cliff,), width=98, height=75, seed=1, steps=4, tile=True))[-1].image
    assert image.shape == (75, 98, 3)
    values = image.astype(float)
    for axis in (0, 1):
        across = np.abs(values.take(0, axis) - values.take(-1, axis)).mean()
        inside = np.abs(np.diff(values, axis=axis)).mean()
        assert across < 1.8 * inside


def test_fill_changes_the_masked_part_only_and_not_from_itself(cliff: Picture) -> None:
    spoiled = cliff.pixels.copy()
    spoiled[50:90, 60:110] = (255, 0, 255)
    mask = np.zeros(spoiled.shape[:2], np.uint8)
    mask[50:90, 60:110] = 255
    last = run(FillRequest(picture=Picture(spoiled), mask=Picture(mask), seed=1, steps=4))[-1]
    assert np.array_equal(last.image[mask == 0], spoiled[mask == 0])
    inside = last.image[mask > 0].astype(int)
    assert (np.abs(inside - (255, 0, 255)).sum(1) > 100).mean() > 0.99
    assert last.sources is not None
    assert (last.sources[mask == 0] == -1).all()
    rows, columns = last.sources[mask > 0][:, 1], last.sources[mask > 0][:, 2]
    assert not mask[rows, columns].any()


def test_extend_keeps_the_picture_and_paints_on(cliff: Picture) -> None:
    frames = run(ExtendRequest(picture=cliff, width=240, height=160, left=40, top=10, seed=1, steps=4))
    image = frames[-1].image
    assert image.shape == (160, 240, 3)
    by = band(Place(40, 10, 180, 140))  # where it is joined to what lies beyond
    assert np.array_equal(image[10 + by : 150 - by, 40 + by : 220 - by], cliff.pixels[by:-by, by:-by])
    assert image[:, :40].std() > 10
    assert colour_distance(image[:, :40], cliff.pixels) < 60


def test_transparent_parts_of_a_sketch_stay_so(sketch: Picture, cliff: Picture) -> None:
    alpha = np.full((112, 144, 1), 255, np.uint8)
    alpha[60:] = 0
    image = paint(Picture(np.concatenate([sketch.pixels, alpha], 2)), cliff)[-1].image
    assert np.array_equal(image[..., 3:], alpha)


def test_the_smallest_and_flattest_inputs_are_painted(cliff: Picture) -> None:
    dot = Picture(np.full((1, 1, 3), 90, np.uint8))
    flat = Picture(np.full((40, 40, 3), 128, np.uint8))
    for sketch, reference in ((dot, cliff), (flat, flat)):
        request = PaintRequest(sketch=sketch, references=(reference,), width=33, height=32, seed=0, steps=2)
        assert run(request)[-1].image.shape == (32, 33, 3)


def test_a_mask_that_leaves_nothing_is_refused(cliff: Picture) -> None:
    mask = np.full((140, 180), 255, np.uint8)
    with pytest.raises(BadInput, match="too little of the picture"):
        run(FillRequest(picture=cliff, mask=Picture(mask), seed=1))


def test_cancelling_ends_the_run(sketch: Picture, cliff: Picture) -> None:
    token = CancelToken()
    request = PaintRequest(sketch=sketch, references=(cliff,), width=144, height=112, seed=1)
    frames = PainterEngine("cpu").run(request, token)
    next(frames)
    token.cancel()
    with pytest.raises(Cancelled):
        next(frames)


def test_the_estimate_grows_with_the_work_and_learns_from_it(cliff: Picture) -> None:
    engine = PainterEngine("cpu")
    small = VaryRequest(references=(cliff,), width=64, height=64, seed=1, steps=2)
    large = VaryRequest(references=(cliff,), width=640, height=640, seed=1, steps=2)
    before = engine.estimate(small)
    assert engine.estimate(large).seconds > before.seconds
    assert engine.estimate(large).bytes > before.bytes
    for _ in engine.run(small, CancelToken()):
        pass
    assert engine.estimate(small).seconds != before.seconds


@pytest.mark.parametrize(
    ("name", "column", "row"), [("wheat-wind.jpg", 60, 110), ("cloud-plain.jpg", 60, 40)]
)
def test_a_fill_does_not_go_on_from_the_soft_edges_of_what_it_replaces(
    name: str, column: int, row: int
) -> None:
    field = _small(name).pixels
    y, x = np.mgrid[0 : field.shape[0], 0 : field.shape[1]]
    share = 1 / (1 + np.exp((np.hypot(x - column, y - row) - 18) / 4))
    dark = field * (1 - share[..., None]) + np.array([30, 20, 60]) * share[..., None]
    picture, mask = (Picture(np.round(pixels).astype(np.uint8)) for pixels in (dark, 255 * share))
    image = run(FillRequest(picture=picture, mask=mask, seed=1))[-1].image
    assert (image[share > 0.9].mean(1) < 100).mean() < 0.03
