"""Networks that find no room where they compute bring each layer's weights over; memory that runs out is one sentence.

The card is played by torch's device `meta`, which has shapes and no numbers, and refuses to mix with another device.
"""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from aipaint_desktop.engines.base.engine import CancelToken, Device
from aipaint_desktop.engines.checkpoint import engine as engine_module
from aipaint_desktop.engines.checkpoint import room
from aipaint_desktop.engines.checkpoint.cost import Known
from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order, Step
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.loading import load_checkpoint
from aipaint_desktop.engines.checkpoint.narrow import bytes_to_widen, compute_on, computes_on, widen
from aipaint_desktop.engines.checkpoint.request import PromptRequest
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.values.refusal import BadInput

CARD, CPU = torch.device("meta"), torch.device("cpu")
CUDA = Device("cuda")
Saved = Callable[[str, str], Path]


def request(**changes: Any) -> PromptRequest:
    asked = {"seed": 1, "checkpoint": "a", "weights": "a" * 64, "prompt": "a house", "steps": 2}
    return PromptRequest(**(asked | {"width": 64, "height": 64} | changes))


def weights(network: Any) -> set[str]:
    return {parameter.device.type for parameter in network.parameters()}


def place_within(free: int | None, pipe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "free_memory", lambda _device: free)
    monkeypatch.setattr(room, "_LEFT_ON_CARD", 0)
    room.place(pipe, CUDA, CARD)


def test_what_finds_no_room_on_the_card_computes_there_all_the_same(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = load_checkpoint(saved("sdxl", "file"), torch.float32, None)
    size = sum(parameter.nbytes for parameter in pipe.unet.parameters())
    place_within(size, pipe, monkeypatch)
    assert weights(pipe.unet) == {"meta"}
    for network in (pipe.text_encoder, pipe.text_encoder_2):
        assert weights(network) == {"cpu"}
    assert all(computes_on(network) == CARD for network in (pipe.unet, pipe.vae, pipe.text_encoder))
    words = pipe.text_encoder(torch.ones(1, 77, dtype=torch.long, device=CARD), output_hidden_states=True)
    assert words.hidden_states[-2].device == CARD
    assert pipe.vae.decode(torch.zeros(1, 4, 8, 8, device=CARD)).sample.shape == (1, 3, 64, 64)
    assert weights(pipe.text_encoder) == {"cpu"}


def test_a_card_with_room_for_nothing_still_denoises(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = load_checkpoint(saved("sd1", "file"), torch.float32, None)
    place_within(0, pipe, monkeypatch)
    given = (
        torch.zeros(1, 4, 8, 8, device=CARD),
        torch.tensor(5, device=CARD),
        torch.zeros(1, 77, 64, device=CARD),
    )
    assert pipe.unet(*given).sample.device == CARD
    kept = {name for name, parameter in pipe.unet.named_parameters() if parameter.device == CPU}
    assert len(kept) == len(list(pipe.unet.parameters()))
    assert bytes_to_widen(pipe.unet) == 0


def test_a_card_with_room_takes_all(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = load_checkpoint(saved("sd1", "file"), torch.float32, None)
    place_within(10**10, pipe, monkeypatch)
    assert all(weights(network) == {"meta"} for network in (pipe.unet, pipe.vae, pipe.text_encoder))


def test_weights_that_are_brought_over_give_the_same_numbers(saved: Saved) -> None:
    unet = load_checkpoint(saved("sd1", "file"), torch.float32, None).unet
    given = torch.randn(1, 4, 8, 8), torch.tensor(5), torch.randn(1, 77, 64)
    other = copy.deepcopy(unet)
    compute_on(other, CPU)
    widen(other)
    with torch.no_grad():
        assert torch.equal(unet(*given).sample, other(*given).sample)


def test_tiles_are_tried_where_memory_runs_out_and_other_faults_are_none() -> None:
    def full() -> str:
        raise RuntimeError("CUDA out of memory")

    def broken() -> str:
        raise ValueError("no")

    assert room.whole_or_tiled(lambda: "whole", lambda: "tiles", tiled=False) == "whole"
    assert room.whole_or_tiled(lambda: "whole", lambda: "tiles", tiled=True) == "tiles"
    assert room.whole_or_tiled(full, lambda: "tiles", tiled=False) == "tiles"
    with pytest.raises(ValueError, match="no"):
        room.whole_or_tiled(broken, lambda: "tiles", tiled=False)


def test_memory_that_runs_out_is_one_sentence_and_all_stays_usable(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = LoadedModels()
    engine = CheckpointEngine(lambda _: saved("sd1", "folder"), "cpu", "fp32", models=models)
    before = list(engine.run(request(), CancelToken()))[-1].image
    paint = Denoiser.paint

    def run_out(_self: Denoiser, _order: Order, _check: object) -> Iterator[Step]:
        raise torch.OutOfMemoryError("CUDA out of memory")
        yield

    monkeypatch.setattr(Denoiser, "paint", run_out)
    with pytest.raises(
        BadInput, match=r"not enough memory for a picture of 512×256: (\d+)×(\d+) would do"
    ) as why:
        list(engine.run(request(width=512, height=256), CancelToken()))
    width, height = why.value.sentence.arguments[2:]
    assert 64 <= height < width < 512
    assert not models.holds(lambda _name: True)
    monkeypatch.setattr(Denoiser, "paint", paint)
    assert np.array_equal(list(engine.run(request(), CancelToken()))[-1].image, before)


def test_a_model_that_only_a_card_has_no_room_for_is_not_refused(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = {"cuda": 10**9, "cpu": 3 * 10**9}
    monkeypatch.setattr(engine_module, "free_memory", lambda device: free[device.kind])
    engine = CheckpointEngine(lambda _: saved("sd1", "folder"), "cpu", "fp32")
    known = Known("sd1", 2 * 10**9)
    engine._make_room("lake", known, CUDA)
    free["cpu"] = 10**9
    with pytest.raises(BadInput, match=r"needs 2\.0 GB"):
        engine._make_room("lake", known, CUDA)
