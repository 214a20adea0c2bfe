"""Upscalers of the artist's give spandrel's own pixels, in one piece or in tiles, and bad ones are told."""

import hashlib
import itertools
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Device
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.upscaler_files import libraries
from aipaint_desktop.engines.upscaler_files.engine import UpscalerEngine, passes
from aipaint_desktop.engines.upscaler_files.loading import load_upscaler
from aipaint_desktop.engines.upscaler_files.request import UpscalerRequest
from aipaint_desktop.engines.upscaler_files.tiling import OVERLAP, spans
from aipaint_desktop.engines.upscaler_files.upscaling import Upscaler
from aipaint_desktop.modelstore.model_files.identifying import identify
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_upscalers import MAKERS, save_upscaler, tiny_upscaler

pytestmark = pytest.mark.skipif(
    not libraries.spandrel_present(), reason="the extra 'checkpoints' is not installed"
)

CPU = Device("cpu", "fp32")
Saved = Callable[[str], Path]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    folder = tmp_path_factory.mktemp("upscalers")

    def save(name: str) -> Path:
        path = folder / f"{name}.safetensors"
        return path if path.exists() else save_upscaler(name, path)

    return save


def picture(height: int = 40, width: int = 56) -> NDArray[np.uint8]:
    """Waves of colour with a few edges."""
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    waves = [128 + 90 * np.sin(across / 5 + down / (3 + channel)) for channel in range(3)]
    pixels = np.stack(waves, 2).astype(np.uint8)
    pixels[8:20, 10:30] = (200, 40, 60)
    return pixels


def request(path: Path, factor: int, **changes: object) -> UpscalerRequest:
    shown = Picture(picture(), "a")
    values = {
        "seed": 1,
        "upscaler": path.stem,
        "weights": hashlib.sha256(path.read_bytes()).hexdigest(),
        "picture": shown,
        "width": factor * shown.width,
        "height": factor * shown.height,
        **changes,
    }
    return UpscalerRequest(**values)  # type: ignore[arg-type]


def engine(path: Path) -> UpscalerEngine:
    return UpscalerEngine(lambda _sha256: path, "cpu", "fp32")


@pytest.mark.parametrize("name", MAKERS)
def test_the_pixels_are_those_of_spandrel(name: str, saved: Saved) -> None:
    libraries.load_spandrel()
    import spandrel

    path = saved(name)
    assert identify(path) == Identity(Kind.UPSCALER, name)
    theirs = spandrel.ModelLoader().load_from_file(path).eval()
    given = torch.from_numpy(picture().astype(np.float32) / 255).permute(2, 0, 1)[None]
    if theirs.input_channels == 1:
        given = (given * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)
    with torch.inference_mode():
        expected = theirs(given).clamp(0, 1)[0].permute(1, 2, 0).numpy() * 255
    *_, last = engine(path).run(request(path, theirs.scale), CancelToken())
    assert last.last
    assert last.image.shape == (40 * theirs.scale, 56 * theirs.scale, 3)
    assert np.abs(last.image - expected).max() <= 0.51
    assert last.image.std() > 1


@pytest.mark.parametrize("name", ["ESRGAN", "Compact", "DnCNN"])
def test_tiles_have_no_seams(name: str, saved: Saved) -> None:
    upscaler = Upscaler(load_upscaler(saved(name)), CPU)
    large = picture(100, 150).astype(np.float32) / 255
    *_, whole = upscaler.enlarge(large, 1, lambda: None, tile=1000)
    *_, tiled = upscaler.enlarge(large, 1, lambda: None, tile=96)
    assert whole.tiles == 1
    assert tiled.tiles > 3
    assert (
        np.abs(whole.picture - tiled.picture).max() < 1 / 255
    )  # what they see reaches no further than an overlap


def test_tiles_cover_a_side_and_add_up_to_one() -> None:
    for length, most, cell in itertools.product((49, 97, 100, 513, 2000), (96, 192, 256, 512), (16, 48)):
        total = np.zeros(3 * length, np.float32)
        for span in spans(length, most, cell):
            assert span.stop - span.start <= max(most, OVERLAP + 2 * cell)
            assert span.start % cell == 0
            total[3 * span.start : 3 * span.stop] += span.shares(3)
        assert np.allclose(total, 1, atol=1e-5), (length, most, cell)


def test_smaller_tiles_where_memory_does_not_suffice(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    upscaler = Upscaler(load_upscaler(saved("Compact")), CPU)
    paint, sizes = upscaler._paint, []

    def scarce(part: NDArray[np.float32], seed: int) -> NDArray[np.float32]:
        sizes.append(max(part.shape))
        if max(part.shape) > 120:
            raise RuntimeError("not enough memory")
        return paint(part, seed)

    monkeypatch.setattr(upscaler, "_paint", scarce)
    *_, done = upscaler.enlarge(picture(200, 200).astype(np.float32) / 255, 1, lambda: None, tile=240)
    assert done.tile == done.tiles > 1
    assert sizes[0] > 120 >= sizes[-1]


def test_other_sizes_take_as_many_passes_as_they_need(saved: Saved) -> None:
    assert [passes(4, 10, 10, side, side) for side in (10, 20, 40, 41, 160)] == [1, 1, 1, 2, 2]
    assert passes(1, 10, 10, 40, 40) == 1
    path = saved("Compact")
    for factor in (1, 3, 4):
        frames = list(engine(path).run(request(path, factor), CancelToken()))
        assert [frame.last for frame in frames] == [False] * (len(frames) - 1) + [True]
        assert frames[-1].image.shape[:2] == (40 * factor, 56 * factor)


def test_what_is_not_selected_stays(saved: Saved) -> None:
    path, selected = saved("DnCNN"), np.zeros((40, 56), np.uint8)
    selected[10:30, 10:40] = 255
    *_, last = engine(path).run(request(path, 1, selection=Picture(selected)), CancelToken())
    assert np.array_equal(last.image[selected == 0], picture()[selected == 0])
    assert not np.array_equal(last.image[selected > 0], picture()[selected > 0])


def test_it_can_be_stopped_and_stored(saved: Saved) -> None:
    path, token = saved("Compact"), CancelToken()
    asked = request(path, 2)
    token.cancel()
    with pytest.raises(Cancelled):
        list(engine(path).run(asked, token))
    assert from_json(to_json(asked), pictures_of(asked)) == asked


def test_a_pickle_of_tensors_alone_is_read_safely(tmp_path: Path, saved: Saved) -> None:
    path = save_upscaler("Compact", tmp_path / "a.pth")
    assert identify(path) == Identity(Kind.UPSCALER, "Compact", "pickle")
    *_, last = engine(path).run(request(path, 2), CancelToken())
    *_, same = engine(saved("Compact")).run(request(saved("Compact"), 2), CancelToken())
    assert np.array_equal(last.image, same.image)


def test_bad_files_are_one_sentence_and_take_no_memory(tmp_path: Path) -> None:
    state, path = tiny_upscaler("ESRGAN"), tmp_path / "a.safetensors"
    name = next(name for name in state if name.endswith("RDB1.conv1.0.weight"))
    tampered = {
        "numbered": state | {name.replace("sub.0", "sub.99999"): torch.zeros(1)},
        "size mismatch": state | {name: torch.zeros(3, 3, 3, 3)},
        "larger": {**tiny_upscaler("Compact"), "body.0.weight": torch.zeros(1, 1, 1, 1)}
        | {"body.6.weight": torch.zeros(3 * 100_000, 1, 1, 1), "body.6.bias": torch.zeros(3 * 100_000)},
        "no architecture": {"a": torch.zeros(1)},
    }
    for said, tensors in tampered.items():
        save_file(tensors, path)
        with pytest.raises(BadInput) as refused:
            load_upscaler(path)
        assert str(refused.value).startswith("a.safetensors")
        assert "\n" not in str(refused.value)
        assert said in str(refused.value) or said == "larger"


def test_nothing_stands_in_for_torchvision_afterwards() -> None:
    libraries.load_spandrel()
    assert not [module for module in sys.modules.values() if isinstance(module, libraries._StandIn)]


def test_without_spandrel_one_sentence_says_how_to_get_it(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved("Compact")
    monkeypatch.setattr(libraries, "_LIBRARY", "no_such_library")
    with pytest.raises(BadInput, match="--checkpoints"):
        list(engine(path).run(request(path, 2), CancelToken()))
