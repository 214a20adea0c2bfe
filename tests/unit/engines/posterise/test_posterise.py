"""Posterising, on paintings that ship and on pictures of which the answer is known."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.engines.posterise.engine import PosteriseEngine
from aipaint_desktop.engines.posterise.flattening import labels_of, without_small
from aipaint_desktop.engines.posterise.lab import lab_of
from aipaint_desktop.engines.posterise.request import PosteriseRequest
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

CLIFF, FRUIT, PEAKS = "sea-cliff", "fruit-cloth", "ink-peaks"


def shipped(name: str) -> Picture:
    return read_picture(paths.resources() / "references" / f"{name}.jpg")


def frames(request: PosteriseRequest) -> list[Frame]:
    return list(PosteriseEngine().run(request, CancelToken()))


def painted(request: PosteriseRequest) -> NDArray[np.uint8]:
    return frames(request)[-1].image


def colours(pixels: NDArray[np.uint8]) -> set[tuple[int, ...]]:
    return {tuple(colour) for colour in np.unique(pixels[..., :3].reshape(-1, 3), axis=0).tolist()}


def edges(pixels: NDArray[np.uint8]) -> float:
    """The share of neighbours that differ."""
    return float((pixels[:, 1:] != pixels[:, :-1]).any(-1).mean())


def nothing() -> None:
    """Let the work go on."""


@pytest.mark.parametrize("name", [CLIFF, FRUIT, PEAKS])
@pytest.mark.parametrize("count", [2, 8])
def test_there_are_at_most_so_many_colours_all_of_the_picture_in_flat_areas(name: str, count: int) -> None:
    picture = shipped(name)
    result = painted(PosteriseRequest(seed=1, picture=picture, colours=count))
    assert result.shape == picture.pixels.shape
    assert len(colours(result)) == count
    assert colours(result) <= colours(picture.pixels)
    assert edges(result) < 0.06 < edges(picture.pixels)
    off = np.sqrt(((lab_of(result) - lab_of(picture.pixels)) ** 2).sum(-1))
    assert off.mean() < (30 if count == 2 else 16)  # it is still the picture


def test_the_colours_of_references_are_theirs() -> None:
    picture, others = shipped(CLIFF), (shipped(FRUIT), shipped(PEAKS))
    result = painted(PosteriseRequest(seed=1, picture=picture, references=others, colours=10))
    assert colours(result) <= colours(others[0].pixels) | colours(others[1].pixels)
    assert 6 <= len(colours(result)) <= 10  # lights and darks are laid over theirs
    light, was_light = lab_of(result)[..., 0].ravel(), lab_of(picture.pixels)[..., 0].ravel()
    assert np.corrcoef(light, was_light)[0, 1] > 0.7


def test_like_itself_is_in_its_own_colours() -> None:
    picture = shipped(FRUIT)
    own = PosteriseRequest(seed=4, picture=picture, colours=6)
    like_itself = painted(replace(own, references=(picture,)))
    assert colours(like_itself) <= colours(picture.pixels)
    assert len(colours(like_itself)) == 6


def test_the_same_seed_is_the_same_picture() -> None:
    request = PosteriseRequest(seed=5, picture=shipped(FRUIT), colours=5)
    first = painted(request)
    assert np.array_equal(painted(from_json(to_json(request), pictures_of(request))), first)
    others = [painted(replace(request, seed=seed)) for seed in (6, 7, 8)]
    assert any(not np.array_equal(other, first) for other in others)


def test_frames_come_nearer_and_end_at_full_size() -> None:
    made = frames(PosteriseRequest(seed=1, picture=shipped(CLIFF)))
    assert len(made) > 3
    assert [frame.step for frame in made] == sorted({frame.step for frame in made})
    assert made[-1].last
    assert not any(frame.last for frame in made[:-1])
    assert made[-1].seconds_left == 0


def test_flat_pictures_stay_as_they_are() -> None:
    pixels = np.zeros((60, 90, 3), np.uint8)
    pixels[:, 30:] = 200, 60, 20
    pixels[40:, 60:] = 20, 90, 200
    request = PosteriseRequest(seed=1, picture=Picture(pixels), colours=8, smallest=0)
    assert np.array_equal(painted(request), pixels)
    rounded = painted(replace(request, smallest=8))
    assert (rounded != pixels).any(-1).mean() < 0.01  # but for what a corner loses
    assert colours(painted(replace(request, picture=Picture(pixels[:, :20])))) == {(0, 0, 0)}
    assert painted(replace(request, picture=Picture(pixels[:1, :1]))).tolist() == [[[0, 0, 0]]]


@pytest.mark.parametrize("smallest", [2, 3, 5, 8, 12, 32])
def test_small_patches_go_and_lines_that_wide_stay(smallest: int) -> None:
    labels = np.zeros((300, 290), np.uint8)
    labels[20 : 20 + smallest, 20 : 20 + smallest] = 1
    labels[:, 150 : 150 + smallest] = 2
    cleaned = without_small(labels, smallest, nothing)
    assert not (cleaned == 1).any()
    line = cleaned == 2
    assert line[:, 150 + smallest // 2].all()
    assert not line[labels != 2].any()


@pytest.mark.parametrize("side", [255, 256, 257, 530])
def test_tiles_leave_no_seam(side: int) -> None:
    labels = np.random.default_rng(1).integers(0, 3, (side, side + 7), np.uint8)
    whole = without_small(labels, 6, nothing)
    turned = without_small(np.ascontiguousarray(labels[::-1, ::-1]), 6, nothing)[::-1, ::-1]
    assert (whole == turned).all()  # its tiles begin elsewhere
    columns = (whole[:, 1:] != whole[:, :-1]).mean(0)
    if side > 256:
        assert columns[255] < columns.mean() + 5 * columns.std()


def test_dithering_mixes_what_lies_between_in_the_right_share() -> None:
    palette = np.array([[40, 40, 40], [200, 200, 200]], np.uint8)
    low, high = lab_of(palette)[:, 0]
    for grey in (80, 120, 160):
        pixels = np.full((64, 64, 3), grey, np.uint8)
        mixed = labels_of(pixels, palette, None, dither=True, check=nothing)
        wanted = (lab_of(pixels)[0, 0, 0] - low) / (high - low)
        assert mixed.mean() == pytest.approx(wanted, abs=0.02)
    picture = shipped(CLIFF)
    dithered = painted(PosteriseRequest(seed=1, picture=picture, colours=6, dither=True))
    assert len(colours(dithered)) == 6
    assert edges(dithered) > 0.2


def test_the_selection_alone_is_painted_in_its_own_colours() -> None:
    picture = shipped(FRUIT)
    mask = np.zeros((picture.height, picture.width), np.uint8)
    mask[100:200, 150:300] = 255
    request = PosteriseRequest(seed=1, picture=picture, colours=4, selection=Picture(mask))
    result, inside = painted(request), mask > 0
    assert np.array_equal(result[~inside], picture.pixels[~inside])
    within = colours(result[100:200, 150:300])
    assert len(within) == 4
    assert within <= colours(picture.pixels[100:200, 150:300])


def test_transparency_stays_and_what_is_hidden_gives_no_colour() -> None:
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[:, :30] = 255, 0, 0, 0
    pixels[:, 30:] = 20, 90, 200, 255
    pixels[:20, 30:] = 240, 230, 10, 128
    result = painted(PosteriseRequest(seed=1, picture=Picture(pixels), colours=8))
    assert np.array_equal(result[..., 3], pixels[..., 3])
    assert colours(result[:, 30:]) == {(20, 90, 200), (240, 230, 10)}


@pytest.mark.parametrize("calls", [1, 2, 20, 60])
def test_it_stops_wherever_it_is_asked_to(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    token, asked = CancelToken(), 0
    check: Callable[[], None] = token.check

    def counted() -> None:
        nonlocal asked
        asked += 1
        if asked == calls:
            token.cancel()
        check()

    monkeypatch.setattr(token, "check", counted)
    pixels = np.asarray(Image.effect_noise((1600, 1200), 80).convert("RGB"))
    with pytest.raises(Cancelled):
        list(PosteriseEngine().run(PosteriseRequest(seed=1, picture=Picture(pixels)), token))
    assert asked == calls


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colours": 1}, "1 colours are out of range: 2 to 64"),
        ({"colours": 65}, "65 colours"),
        ({"smallest": -1}, "smallest patch of -1 px"),
        ({"smallest": 33}, "out of range: 0 to 32"),
        ({"seed": -1}, "seed"),
        ({"references": (Picture(np.zeros((8, 8, 3), np.uint8)),)}, "too small to paint like"),
        ({"picture": Picture(np.zeros((4000, 6001, 3), np.uint8))}, "at most 24 megapixels"),
    ],
)
def test_what_cannot_be_done_is_said_before_any_work(change: dict[str, object], says: str) -> None:
    request = replace(PosteriseRequest(seed=1, picture=shipped(PEAKS)), **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match=says):
        next(PosteriseEngine().run(request, CancelToken()))


def test_more_pixels_and_colours_are_estimated_to_take_longer() -> None:
    engine, request = PosteriseEngine(), PosteriseRequest(seed=1, picture=shipped(CLIFF))
    small = engine.estimate(request)
    assert engine.estimate(replace(request, colours=64)).seconds > small.seconds
    large = engine.estimate(replace(request, picture=Picture(np.zeros((4000, 6000, 3), np.uint8))))
    assert large.seconds > 5 * small.seconds
    assert large.bytes > 300_000_000
    with pytest.raises(BadInput, match="cannot vary"):
        engine.estimate(VaryRequest(seed=1, references=(shipped(CLIFF),), width=64, height=64))
