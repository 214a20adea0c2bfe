"""The style engine with the weights that ship, on pictures that take a fraction of a second."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.engines.pictures.pixels import to_tensor
from aipaint_desktop.engines.style import fast as fast_style
from aipaint_desktop.engines.style import tiled_painting as style_painting
from aipaint_desktop.engines.style.engine import StyleEngine
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.colour import srgb_to_lab
from aipaint_desktop.nn.style.losses import manner, style_distance
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import models, resources
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

WIDTH, HEIGHT = 160, 120
Stylize = Callable[..., NDArray[np.uint8]]


@pytest.fixture(scope="module")
def engine() -> StyleEngine:
    engine = engines_by_id("cpu")["style"]
    assert isinstance(engine, StyleEngine)
    return engine


def _nobody(sha256: str) -> Path:
    raise BadInput("Nobody has learned {0}.", sha256)


def _reference(name: str, width: int = 256, height: int = 200) -> Picture:
    path: Path = resources() / "references" / name
    with Image.open(path) as image:
        return Picture(np.asarray(image.convert("RGB").resize((width, height))), name)


@pytest.fixture(scope="module")
def cliff() -> Picture:
    return _reference("sea-cliff.jpg")


@pytest.fixture(scope="module")
def town() -> Picture:
    return _reference("hill-town.jpg")


@pytest.fixture(scope="module")
def photo() -> Picture:
    """A sky, a field and a tree, with the noise of a camera."""
    down = np.linspace(0, 1, HEIGHT)[:, None, None]
    pixels = np.where(down < 0.55, (120, 160, 210), (70, 110, 50)) + 40 * down
    pixels = np.broadcast_to(pixels, (HEIGHT, WIDTH, 3)).copy()
    pixels[20:80, 40:70] = (50, 60, 40)
    pixels += np.random.default_rng(1).normal(0, 6, pixels.shape)
    return Picture(pixels.clip(0, 255).astype(np.uint8), "photo")


@pytest.fixture
def asked(photo: Picture, cliff: Picture) -> StylizeRequest:
    return _request(photo, cliff)


def _request(picture: Picture, *references: Picture, **changes: object) -> StylizeRequest:
    values = {
        "seed": 1,
        "width": picture.width,
        "height": picture.height,
        "weights": (1.0,) * len(references),
        **changes,
    }
    return StylizeRequest(picture=picture, references=references, **values)  # type: ignore[arg-type]


def _frames(engine: StyleEngine, request: StylizeRequest) -> list[Frame]:
    return list(engine.run(request, CancelToken()))


@pytest.fixture
def stylize(engine: StyleEngine) -> Stylize:
    def run(picture: Picture, *references: Picture, **changes: object) -> NDArray[np.uint8]:
        return _frames(engine, _request(picture, *references, **changes))[-1].image

    return run


def _difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def _mask(*place: slice) -> Picture:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[place] = 255
    return Picture(mask)


def test_the_result_is_nearer_to_its_reference_than_the_photo_in_the_eyes_of_vgg16(
    stylize: Stylize, photo: Picture, cliff: Picture, town: Picture
) -> None:
    vgg = Vgg16(models() / "vgg16" / "vgg16.safetensors", last="relu4_3")
    with torch.inference_mode():
        seen = {
            name: manner(vgg.features(to_tensor(pixels, torch.device("cpu"))))
            for name, pixels in {
                "photo": photo.pixels,
                "cliff": cliff.pixels,
                "town": town.pixels,
                "like cliff": stylize(photo, cliff),
                "like town": stylize(photo, town),
            }.items()
        }

    def distance(one: str, other: str) -> float:
        return float(style_distance(seen[one], seen[other]))

    for own, other in (("cliff", "town"), ("town", "cliff")):
        assert distance(f"like {own}", own) < 0.6 * distance("photo", own)
        assert distance(f"like {own}", own) < distance(f"like {other}", own)


def test_frames_begin_with_the_picture_and_end_with_the_result(
    engine: StyleEngine, asked: StylizeRequest, photo: Picture
) -> None:
    first, last = _frames(engine, asked)
    assert np.array_equal(first.image, photo.pixels)
    assert last.last
    assert not first.last
    assert first.seconds_left > 0
    assert last.seconds_left == 0
    assert _difference(first.image, last.image) > 10


def test_the_same_request_gives_the_same_pixels_and_another_seed_others(
    stylize: Stylize, photo: Picture, cliff: Picture
) -> None:
    first = stylize(photo, cliff)
    assert np.array_equal(stylize(photo, cliff), first)
    assert _difference(stylize(photo, cliff, seed=2), first) > 0.1


def test_strength_goes_from_the_picture_itself_to_the_manner(
    stylize: Stylize, photo: Picture, cliff: Picture
) -> None:
    changes = [_difference(stylize(photo, cliff, strength=s), photo.pixels) for s in (0.0, 0.4, 1.0)]
    assert changes[0] == 0
    assert 1 < changes[1] < 0.8 * changes[2]


def test_outside_the_selection_nothing_changes(stylize: Stylize, photo: Picture, cliff: Picture) -> None:
    selection = _mask(slice(30, 60), slice(10, 100))
    image = stylize(photo, cliff, selection=selection)
    inside = selection.pixels > 0
    assert np.array_equal(image[~inside], photo.pixels[~inside])
    assert np.array_equal(image[inside], stylize(photo, cliff)[inside])
    dot = _mask(slice(50, 51), slice(50, 51))
    assert (stylize(photo, cliff, selection=dot) != photo.pixels).any(2).sum() == 1


def test_regions_are_painted_each_like_its_own_reference(
    stylize: Stylize, photo: Picture, cliff: Picture, town: Picture
) -> None:
    left, middle = _mask(slice(None), slice(0, 60)), _mask(slice(None), slice(60, 110))
    image = stylize(photo, cliff, town, regions=(left, middle))
    assert _difference(image[:, :50], stylize(photo, cliff)[:, :50]) < 1
    assert _difference(image[:, 70:100], stylize(photo, town)[:, 70:100]) < 1
    assert np.array_equal(image[:, 120:], photo.pixels[:, 120:])
    border = np.abs(np.diff(image.astype(int).mean((0, 2))))[57:62].max()
    hard = np.concatenate([stylize(photo, cliff)[:, :60], stylize(photo, town)[:, 60:]], 1)
    assert border < 0.8 * np.abs(np.diff(hard.astype(int).mean((0, 2))))[59]


def test_references_that_share_a_region_are_blended_in_it(
    stylize: Stylize, photo: Picture, cliff: Picture, town: Picture
) -> None:
    left, rest = _mask(slice(None), slice(0, 60)), _mask(slice(None), slice(60, None))
    image = stylize(photo, cliff, town, cliff, weights=(1.0, 1.0, 3.0), regions=(left, rest, rest))
    assert _difference(image[:, :50], stylize(photo, cliff)[:, :50]) < 1
    blend = stylize(photo, town, cliff, weights=(1.0, 3.0))
    assert _difference(image[:, 70:], blend[:, 70:]) < 1


def test_references_are_blended_by_their_weights(
    stylize: Stylize, photo: Picture, cliff: Picture, town: Picture
) -> None:
    only_cliff, only_town = stylize(photo, cliff), stylize(photo, town)
    assert np.array_equal(stylize(photo, cliff, town, weights=(2.0, 0.0)), only_cliff)
    near, far = (stylize(photo, cliff, town, weights=(share, 1 - share)) for share in (0.8, 0.2))
    assert _difference(near, only_cliff) < _difference(far, only_cliff)
    assert _difference(far, only_town) < _difference(near, only_town)


def test_own_colours_are_kept_on_demand(stylize: Stylize, photo: Picture, town: Picture) -> None:
    def colours(pixels: NDArray[np.uint8]) -> torch.Tensor:
        return srgb_to_lab(torch.from_numpy(pixels / 127.5 - 1))[..., 1:]

    kept = stylize(photo, town, keep_colours=True)
    apart = (colours(kept) - colours(photo.pixels)).abs().mean()
    assert apart < 0.2 * (colours(stylize(photo, town)) - colours(photo.pixels)).abs().mean()
    assert _difference(kept, photo.pixels) > 2


def test_a_larger_stroke_is_read_differently(stylize: Stylize, photo: Picture, town: Picture) -> None:
    usual = stylize(photo, town)
    for stroke in (0.25, 4.0):
        assert _difference(stylize(photo, town, stroke=stroke), usual) > 1


def test_transparency_is_kept_and_what_it_hides_does_not_count(
    stylize: Stylize, photo: Picture, cliff: Picture
) -> None:
    alpha = np.full((HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, 80:] = 0
    shown = [
        np.dstack([np.where(alpha[..., None] > 0, photo.pixels, hidden).astype(np.uint8), alpha])
        for hidden in (0, 255)
    ]
    images = [stylize(Picture(pixels), cliff) for pixels in shown]
    assert np.array_equal(images[0][..., 3], alpha)
    assert np.array_equal(images[0][:, :80], images[1][:, :80])
    assert np.array_equal(stylize(Picture(shown[0]), cliff, strength=0.0), shown[0])


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 1, 4), (3, 50, 3), (17, 9, 3)])
def test_tiny_pictures_are_painted(stylize: Stylize, cliff: Picture, shape: tuple[int, ...]) -> None:
    assert stylize(Picture(np.full(shape, 90, np.uint8)), cliff).shape == shape


def test_grey_flat_and_equal_pictures_are_painted(stylize: Stylize, photo: Picture, cliff: Picture) -> None:
    flat = Picture(np.full((40, 40, 3), 128, np.uint8))
    for picture, reference in ((flat, cliff), (photo, flat), (flat, flat), (photo, photo)):
        assert stylize(picture, reference).shape == picture.pixels.shape
    clear = Picture(np.zeros((40, 40, 4), np.uint8))
    assert not stylize(clear, clear)[..., 3].any()


def test_the_result_has_the_size_asked_for(stylize: Stylize, photo: Picture, cliff: Picture) -> None:
    selection = _mask(slice(0, 60))
    image = stylize(photo, cliff, width=200, height=150, selection=selection)
    assert image.shape == (150, 200, 3)
    assert _difference(image[90:], stylize(photo, cliff, width=200, height=150, strength=0.0)[90:]) == 0


@pytest.fixture
def tiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Paint even small pictures in tiles of a given side, of which all is measured on so many pixels."""

    def set_(side: int, whole: int) -> None:
        for module in (style_painting, fast_style):
            monkeypatch.setattr(module, "TILE", side)
            monkeypatch.setattr(module, "WHOLE_PIXELS", whole)
            monkeypatch.setattr(module, "MEASURED_PIXELS", whole)

    return set_


def test_tiles_agree_to_the_pixel_however_they_are_cut(
    engine: StyleEngine, cliff: Picture, tiled: Callable[[int, int], None]
) -> None:
    request = _request(_reference("hill-town.jpg", 420, 300), cliff)
    tiled(128, 40_000)
    frames = _frames(engine, request)
    assert [frame.step for frame in frames] == list(range(1 + 1 + 12))
    assert all(np.ptp(frame.image) > 0 for frame in frames)
    tiled(256, 40_000)
    other = _frames(engine, request)[-1].image
    assert np.abs(frames[-1].image.astype(int) - other).max() <= 1


def test_tiles_are_like_the_whole(
    engine: StyleEngine, cliff: Picture, tiled: Callable[[int, int], None]
) -> None:
    request = _request(_reference("hill-town.jpg", 420, 300), cliff)
    whole = _frames(engine, request)[-1].image
    tiled(128, 60_000)
    image = _frames(engine, request)[-1].image
    assert _difference(image, whole) < 0.12 * _difference(whole, request.picture.pixels)


def test_the_difference_across_the_borders_of_tiles_is_no_larger_than_inside_them(
    engine: StyleEngine, cliff: Picture, tiled: Callable[[int, int], None]
) -> None:
    tiled(64, 40_000)
    image = _frames(engine, _request(_reference("hill-town.jpg", 420, 300), cliff))[-1].image.astype(int)
    across, inside = [], []
    for pixels in (image, image.swapaxes(0, 1)):
        differences = np.abs(np.diff(pixels, axis=0)).mean((1, 2))
        across.append(differences[63::64])
        inside.append(np.delete(differences, slice(63, None, 64)))
    assert np.concatenate(across).mean() <= 1.02 * np.concatenate(inside).mean()


def test_only_tiles_of_the_selection_are_painted(
    engine: StyleEngine, photo: Picture, cliff: Picture, tiled: Callable[[int, int], None]
) -> None:
    tiled(64, 4_000)
    selection = _mask(slice(70, 80), slice(10, 20))
    frames = _frames(engine, _request(photo, cliff, selection=selection))
    assert len(frames) == 3  # the picture, all of it small, one tile
    changed = (frames[-1].image != photo.pixels).any(2)
    assert changed.any()
    assert not changed[selection.pixels == 0].any()


def test_a_reference_is_read_once(
    engine: StyleEngine, photo: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    features = Vgg16.features

    def counted(vgg: Vgg16, x: torch.Tensor, *rest: object) -> object:
        read.append(x.shape)
        return features(vgg, x, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Vgg16, "features", counted)
    fresh = Picture(np.random.default_rng(8).integers(0, 256, (64, 64, 3), np.uint8))
    for strength in (1.0, 0.5):
        _frames(engine, _request(photo, fresh, strength=strength))
    assert len(read) == 1
    _frames(engine, _request(photo, fresh, stroke=3.0))
    assert [shape[0] for shape in read] == [1, 9]


def test_cancelling_ends_the_run_before_the_next_tile(
    engine: StyleEngine,
    photo: Picture,
    cliff: Picture,
    tiled: Callable[[int, int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tiled(64, 4_000)
    token = CancelToken()
    frames = engine.run(_request(photo, cliff), token)
    for _ in range(3):
        next(frames)
    token.cancel()
    painted: list[object] = []
    monkeypatch.setattr(style_painting.StylePainting, "_paint", lambda *pixels: painted.append(pixels))
    with pytest.raises(Cancelled):
        next(frames)
    assert not painted


def test_the_estimate_grows_with_the_work(engine: StyleEngine, asked: StylizeRequest, photo: Picture) -> None:
    small = engine.estimate(asked)
    large = engine.estimate(_request(photo, *asked.references, width=1600, height=1200))
    assert large.seconds > 2 * small.seconds
    assert large.bytes > small.bytes


def test_weights_that_cannot_be_used_are_one_sentence(asked: StylizeRequest) -> None:
    def missing() -> Path:
        raise BadInput("The weights are missing.")

    vgg = models() / "vgg16" / "vgg16.safetensors"
    with pytest.raises(BadInput, match="are missing"):
        _frames(StyleEngine(missing, lambda: vgg, lambda: vgg, _nobody, "cpu"), asked)
    network = models() / "style-fast" / "style-fast.safetensors"
    with pytest.raises(BadInput, match=r"vgg16\.safetensors are not those of the style network"):
        _frames(StyleEngine(lambda: vgg, lambda: vgg, lambda: vgg, _nobody, "cpu"), asked)
    for quality, whole, low_rank in (
        ("fast", network, vgg),
        ("master", vgg, network),
        ("fine", vgg, network),
    ):
        engine = StyleEngine(lambda: network, lambda: whole, lambda: low_rank, _nobody, "cpu")  # noqa: B023
        with pytest.raises(BadInput, match=r"style-fast\.safetensors are not those of VGG16"):
            _frames(engine, replace(asked, quality=quality))


def test_what_another_engine_does_is_refused(engine: StyleEngine, cliff: Picture) -> None:
    request = VaryRequest(seed=1, references=(cliff,), width=64, height=64)
    with pytest.raises(BadInput, match="cannot vary"):
        list(engine.run(request, CancelToken()))
