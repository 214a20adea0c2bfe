"""Parts of a picture have words of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.regions import Region, in_regions, shares_of
from aipaint_desktop.engines.checkpoint.request import CheckpointRequest, PromptFillRequest, PromptRequest
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

Saved = Callable[[str, str], Path]
Run = Callable[[CheckpointRequest], NDArray[np.uint8]]
ASKED: dict[str, Any] = {"seed": 7, "checkpoint": "tiny", "weights": "a" * 64, "prompt": "a lake", "steps": 3}


def left_half(width: int, height: int) -> Picture:
    mask = np.zeros((height, width), np.uint8)
    mask[:, : width // 2] = 255
    return Picture(mask)


def request(**changes: Any) -> PromptRequest:
    return PromptRequest(**({"width": 64, "height": 64} | ASKED | changes))


@pytest.fixture(scope="module", params=["sd1", "sdxl"])
def run(request: pytest.FixtureRequest, saved: Saved) -> Run:
    path = saved(request.param, "folder")
    engine = CheckpointEngine(lambda _sha256: path, "cpu", "fp32")
    return lambda asked: list(engine.run(asked, CancelToken()))[-1].image


def test_shares_come_to_one_wherever_regions_lie() -> None:
    left, all_of_it = left_half(64, 64).pixels, np.full((64, 64), 255, np.uint8)
    latents = torch.zeros(1, 4, 8, 8)
    alone = shares_of([Region("a", left)], latents)
    assert alone[:, 0, 0, 0].tolist() == [0, 1]
    assert alone[:, 0, 0, 7].tolist() == [1, 0]
    both = shares_of([Region("a", left), Region("b", all_of_it)], latents)
    assert both[:, 0, 0, 0].tolist() == [0, 0.5, 0.5]
    assert torch.allclose(both.sum(0), torch.ones(1, 8, 8))


def test_what_counts_nowhere_is_not_predicted() -> None:
    asked: list[int] = []

    def predict(number: int) -> torch.Tensor:
        asked.append(number)
        return torch.ones(1, 4, 8, 8)

    shares = shares_of([Region("a", np.full((64, 64), 255, np.uint8))], torch.zeros(1, 4, 8, 8))
    assert torch.equal(in_regions(predict, shares), torch.ones(1, 4, 8, 8))
    assert asked == [1]


def test_words_of_a_region_count_there(run: Run) -> None:
    plain = run(request())
    there = run(request(region_masks=(left_half(64, 64),), region_prompts=("a castle",)))
    moved = np.abs(there.astype(int) - plain).mean(axis=(0, 2))
    assert moved[:24].mean() > moved[40:].mean()
    everywhere = Picture(np.full((64, 64), 255, np.uint8))
    all_of_it = run(request(region_masks=(everywhere,), region_prompts=("a castle",)))
    assert np.array_equal(all_of_it, run(request(prompt="a castle, a lake")))


def test_they_count_in_parts_and_in_what_is_filled(run: Run) -> None:
    asked = {"region_masks": (left_half(160, 120),), "region_prompts": ("a castle",)}
    large = {"width": 160, "height": 120, "in_parts": True}
    assert not np.array_equal(run(request(**large, **asked)), run(request(**large)))
    pixels = np.random.default_rng(2).integers(0, 256, (120, 160, 3), np.uint8)
    mask = np.zeros((120, 160), np.uint8)
    mask[30:90, 40:120] = 255
    fills = [
        run(PromptFillRequest(**ASKED, picture=Picture(pixels), mask=Picture(mask), **more))
        for more in (asked, {})
    ]
    assert not np.array_equal(*fills)
    assert all(np.array_equal(each[mask == 0], pixels[mask == 0]) for each in fills)


def test_a_request_comes_back_from_json() -> None:
    asked = request(region_masks=(left_half(64, 64),), region_prompts=("a castle",))
    assert request_json.from_json(request_json.to_json(asked), request_json.pictures_of(asked)) == asked


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(BadInput, match="1 regions and words for 0"):
        request(region_masks=(left_half(64, 64),)).validate()
    with pytest.raises(BadInput, match="32×64 but the picture is 64×64"):
        request(region_masks=(left_half(32, 64),), region_prompts=("a castle",)).validate()
