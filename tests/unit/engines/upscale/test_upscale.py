"""The upscaling engine with the network that ships: detail comes, what was there stays."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.upscale import upscaling
from aipaint_desktop.engines.upscale.engine import UpscaleEngine, passes
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.engines.upscale.upscaling import OVERLAP, TILE, spans
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.nn.resize import gaussian_blur
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from recipes.pictures.picture_sets import as_tensor

WEIGHTS = paths.models() / "upscale" / "upscale.safetensors"
VGG16 = paths.models() / "vgg16" / "vgg16.safetensors"
REFERENCES = paths.resources() / "references"


def _painting(name: str, side: int = 256) -> NDArray[np.uint8]:
    return resized(read_picture(REFERENCES / f"{name}.jpg").pixels[..., :3], side, side)


@pytest.fixture(scope="module")
def engine() -> UpscaleEngine:
    return UpscaleEngine(lambda: WEIGHTS, lambda: VGG16, "cpu", "fp32")


def _request(**changes: object) -> UpscaleRequest:
    small = Picture(resized(_painting("hill-town"), 32, 32), "small")
    values = {"seed": 1, "picture": small, "width": 96, "height": 64, **changes}
    return UpscaleRequest(**values)  # type: ignore[arg-type]


def _image(engine: UpscaleEngine, **changes: object) -> NDArray[np.uint8]:
    *_, last = engine.run(_request(**changes), CancelToken())
    assert last.last
    return last.image


@pytest.mark.parametrize("name", ["hill-town", "sea-cliff", "city-rain"])
def test_it_comes_nearer_to_the_large_painting_than_an_enlargement_does(
    engine: UpscaleEngine, name: str
) -> None:
    whole = _painting(name)
    small = resized(whole, 64, 64)
    made = _image(engine, picture=Picture(small), width=256, height=256)
    enlarged = np.asarray(Image.fromarray(small).resize((256, 256), Image.Resampling.BICUBIC))
    vgg = Vgg16(VGG16, last="relu3_1")
    seen = [
        vgg.features(as_tensor(Image.fromarray(one)), ["relu3_1"])["relu3_1"]
        for one in (whole, made, enlarged)
    ]
    assert (seen[1] - seen[0]).abs().mean() < 0.95 * (seen[2] - seen[0]).abs().mean()
    grain = [np.abs(np.diff(one.astype(np.float32), axis=1)).mean() for one in (whole, made, enlarged)]
    assert grain[2] < grain[1] < 1.6 * grain[0]


@pytest.mark.parametrize(("width", "height"), [(8, 8), (8, 30), (16, 64), (20, 100)])
def test_narrow_pictures_are_enlarged_alike_in_both_precisions(
    engine: UpscaleEngine, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    monkeypatch.setattr(devices, "_multiplies_bf16", lambda _kind: True)
    quick = UpscaleEngine(lambda: WEIGHTS, lambda: VGG16, "cpu")
    assert quick.device().precision == "bf16"
    small = Picture(resized(_painting("hill-town"), width, height))
    asked = {"picture": small, "width": 2 * width, "height": 2 * height}
    made = _image(quick, **asked)
    assert np.array_equal(made, _image(quick, **asked))
    assert np.abs(made.astype(int) - _image(engine, **asked)).mean() < 4


def test_what_is_broad_stays_as_it_was(engine: UpscaleEngine) -> None:
    small = resized(_painting("hill-town"), 40, 32)
    made = _image(engine, picture=Picture(small), width=320, height=256)
    again = resized(made, 40, 32).astype(np.float32)
    assert np.abs(again - small).mean() < 8


def test_the_seed_and_references_each_make_another_picture_and_the_same_ones_the_same(
    engine: UpscaleEngine,
) -> None:
    likes = [(Picture(_painting(name, 64)),) for name in ("sea-cliff", "city-rain")]
    pictures = [_image(engine), _image(engine, seed=2), *(_image(engine, references=like) for like in likes)]
    for number, picture in enumerate(pictures):
        assert picture.shape == (64, 96, 3)
        assert all(not np.array_equal(picture, other) for other in pictures[:number])
    assert np.array_equal(pictures[0], _image(engine))


def test_it_goes_through_sizes_by_at_most_four_at_a_time() -> None:
    assert passes(64, 64, 128, 128) == [(128, 128)]
    assert passes(64, 64, 256, 256) == [(256, 256)]
    assert passes(64, 51, 640, 512) == [(202, 162), (640, 512)]
    assert passes(50, 40, 50, 40) == [(50, 40)]
    assert passes(8, 8, 512, 512) == [(32, 32), (128, 128), (512, 512)]


def test_every_pass_is_a_frame(engine: UpscaleEngine) -> None:
    frames = list(engine.run(_request(width=160, height=160), CancelToken()))
    assert [(frame.step, frame.steps) for frame in frames] == [(1, 2), (2, 2)]
    assert [frame.image.shape[:2] for frame in frames] == [(72, 72), (160, 160)]
    assert frames[0].seconds_left > frames[1].seconds_left == 0


@pytest.mark.parametrize("length", [40, OVERLAP, TILE, TILE + 1, 2050, 2880, 3000, 8192])
def test_tiles_cover_a_side_and_overlap(length: int) -> None:
    found = spans(length)
    assert (found[0][0], found[-1][1]) == (0, length)
    assert all(stop - start <= TILE for start, stop in found)
    assert all(left[1] - right[0] == OVERLAP for left, right in pairwise(found))


def test_tiles_of_a_large_picture_leave_no_seam(
    engine: UpscaleEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upscaling, "TILE", 160)
    small = resized(_painting("sea-cliff"), 100, 40)
    made = _image(engine, picture=Picture(small), width=300, height=120).astype(np.float32)
    across = np.abs(np.diff(made, axis=1)).mean((0, 2))
    (_, first), *_ = spans(300)
    assert across[first - 3 : first + 2].max() < 1.5 * np.median(across)


def test_the_grain_of_tiles_neither_repeats_nor_fades_where_they_overlap(
    engine: UpscaleEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upscaling, "TILE", 352)
    flat = Picture(np.full((40, 152, 3), (150, 140, 120), np.uint8))
    (_, first), (second, _last) = spans(608)
    made = torch.from_numpy(_image(engine, picture=flat, width=608, height=160)).double().mean(2)
    grain = (made - gaussian_blur(made[None, None], 6)[0, 0]).numpy()
    near, far = grain[:, :-second], grain[:, second:]
    assert abs((near * far).mean()) < 0.2 * grain.var()
    variance = (grain**2).mean(0)
    assert variance[second:first].mean() > 0.85 * np.r_[variance[:second], variance[first:]].mean()


def test_a_cancelled_run_ends_at_once(engine: UpscaleEngine) -> None:
    token = CancelToken()
    running = engine.run(_request(width=160, height=160), token)
    next(running)
    token.cancel()
    with pytest.raises(Cancelled):
        next(running)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"width": 31, "height": 64}, "out of range"),
        ({"picture": Picture(np.zeros((80, 80, 3), np.uint8)), "width": 64}, "cannot be enlarged"),
        ({"width": 4096, "height": 64}, "cannot be enlarged"),
        ({"picture": Picture(np.zeros((4, 64, 3), np.uint8))}, "too small"),
        ({"references": (Picture(np.zeros((8, 8, 3), np.uint8), "dot"),)}, "dot"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(changes: dict[str, object], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        _request(**changes).validate()


def test_other_requests_and_damaged_weights_are_refused(engine: UpscaleEngine, tmp_path: Path) -> None:
    picture = Picture(np.zeros((40, 40, 3), np.uint8))
    with pytest.raises(BadInput, match="cannot vary"):
        list(engine.run(VaryRequest(seed=1, references=(picture,), width=40, height=40), CancelToken()))
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"nothing")
    with pytest.raises(BadInput, match=r"broken\.safetensors"):
        list(UpscaleEngine(lambda: broken, lambda: VGG16, "cpu").run(_request(), CancelToken()))


def test_a_request_survives_json() -> None:
    request = _request(references=(Picture(_painting("sea-cliff", 40), "sea"),))
    assert from_json(to_json(request), pictures_of(request)) == request
