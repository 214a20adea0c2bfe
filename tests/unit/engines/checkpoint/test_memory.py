"""Weights stay as narrow as their file has them, and what does not fit is made to fit or refused in one sentence."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from aipaint_desktop.engines.base.engine import CancelToken, Device
from aipaint_desktop.engines.checkpoint import engine as engine_module
from aipaint_desktop.engines.checkpoint import room
from aipaint_desktop.engines.checkpoint.cost import Known
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.loading import load_checkpoint
from aipaint_desktop.engines.checkpoint.narrow import bytes_to_widen, computes_in, widen
from aipaint_desktop.engines.checkpoint.request import PromptRequest
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_checkpoints import save_empty_file, save_folder, save_single_file, tiny_pipeline

CPU = Device("cpu")
Saved = Callable[[str, str], Path]


def request(**changes: Any) -> PromptRequest:
    asked = {"seed": 1, "checkpoint": "a", "weights": "a" * 64, "prompt": "a house", "steps": 2}
    return PromptRequest(**(asked | {"width": 64, "height": 64} | changes))


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A model in fp16, in both layouts."""
    place = tmp_path_factory.mktemp("half")
    pipe = tiny_pipeline("sdxl").to(torch.float16)
    return {
        "file": save_single_file(pipe, "sdxl", place / "half.safetensors"),
        "folder": save_folder(pipe, place / "half"),
    }


@pytest.mark.parametrize("layout", ["file", "folder"])
def test_narrow_weights_paint_what_wide_ones_paint(
    layout: str, half: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = load_checkpoint(half[layout], torch.float32, None)
    networks = [pipe.unet, pipe.vae, pipe.text_encoder, pipe.text_encoder_2]
    assert all(computes_in(network) == torch.float32 for network in networks)
    assert bytes_to_widen(pipe.unet) == 2 * sum(weight.numel() for weight in pipe.unet.parameters())
    made = []
    for free in (0, None):
        monkeypatch.setattr(room, "LEFT_FOR_PICTURES", 10**15 if free == 0 else 0)
        engine = CheckpointEngine(lambda _: half[layout], "cpu", "fp32")
        made.append(list(engine.run(request(), CancelToken()))[-1].image)
    assert np.array_equal(made[0], made[1])
    for network in networks:
        widen(network)
        assert {weight.dtype for weight in network.parameters()} == {torch.float32}
        assert not any("forward" in vars(layer) for layer in network.modules())


def test_a_vae_sees_what_does_not_fit_tile_by_tile(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    vae = load_checkpoint(saved("sd1", "folder"), torch.float32, None).vae
    for free, tiled in ((None, False), (10**10, False), (4 * 10**9, True)):
        monkeypatch.setattr(room, "free_memory", lambda _device, free=free: free)
        assert room.in_tiles(vae, 1024, 1024, CPU) is tiled
    monkeypatch.setattr(room, "free_memory", lambda _device: 10**8)
    with pytest.raises(BadInput, match="1024×768: 128×128 would do"):
        room.in_tiles(vae, 1024, 768, CPU)
    monkeypatch.setattr(room, "in_tiles", lambda *_: True)
    from aipaint_desktop.engines.checkpoint import denoising

    monkeypatch.setattr(denoising, "in_tiles", lambda *_: True)
    engine = CheckpointEngine(lambda _: saved("sd1", "folder"), "cpu", "fp32")
    assert list(engine.run(request(), CancelToken()))[-1].image.shape == (64, 64, 3)


def test_models_go_when_memory_is_wanted(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    models, free = LoadedModels(), [10**9]
    known = Known("sd1", 2 * 10**9)
    engine = CheckpointEngine(
        lambda _: saved("sd1", "folder"), "cpu", "fp32", models=models, about=lambda _: known
    )
    monkeypatch.setattr(engine_module, "free_memory", lambda _device: free[0])
    models.get("old", lambda: engine)
    with pytest.raises(BadInput, match=r"needs 2\.0 GB of memory and 1\.0 GB are free"):
        list(engine.run(request(), CancelToken()))
    assert not models.holds(lambda name: name == "old")
    free[0] = 3 * 10**9
    assert list(engine.run(request(), CancelToken()))[-1].last
    assert models.holds(lambda name: isinstance(name, tuple) and name[1] == "a" * 64)


def test_what_is_in_memory_is_not_foreseen_again(saved: Saved) -> None:
    engine = CheckpointEngine(
        lambda _: saved("sd1", "folder"), "cpu", "fp32", about=lambda _: Known("sd1", 10**8)
    )
    before = engine.estimate(request())
    assert before.bytes > 2 * 10**8
    list(engine.run(request(), CancelToken()))
    after = engine.estimate(request())
    assert after.bytes < before.bytes - 10**8
    assert after.seconds < before.seconds
    assert engine.estimate(request(width=128)).seconds > after.seconds


PEAK = """
import gc, sys
from pathlib import Path
from aipaint_desktop.engines.checkpoint.libraries import load_libraries
load_libraries()
import torch
from aipaint_desktop.engines.checkpoint.loading import load_checkpoint
def told(what):
    return int(dict(line.split(":", 1) for line in open("/proc/self/status"))[what].split()[0]) * 1024
load_checkpoint(Path(sys.argv[1]), torch.float32, None)  # what libraries take for any model
gc.collect()
Path("/proc/self/clear_refs").write_text("5")
before = told("VmRSS")
pipe = load_checkpoint(Path(sys.argv[2]), torch.float32, None)
print(told("VmHWM") - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak")
def test_loading_takes_little_more_memory_than_the_file_has_bytes(
    half: dict[str, Path], tmp_path: Path
) -> None:
    large = save_empty_file("sd1", tmp_path / "large.safetensors")
    environment = {"PYTHONPATH": ":".join(sys.path), "HOME": str(tmp_path), "OMP_NUM_THREADS": "1"}
    environment["TMPDIR"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(half["file"]), str(large)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1.3 * large.stat().st_size
    assert list(tmp_path.rglob("*.safetensors")) == [large]
