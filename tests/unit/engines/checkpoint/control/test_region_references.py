"""Parts of a picture are painted like references of their own, as diffusers' IP-Adapters with masks do it."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.control.asked import Control, fields_of
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.regions import Region, likeness_masks
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptFillRequest,
    PromptRequest,
    titled_hash,
)
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_controls import ip_adapter_tensors, save_tensors, save_weights, tiny_image_encoder

Saved = Callable[[str, str], Path]
Run = Callable[[CheckpointRequest], NDArray[np.uint8]]

RANDOM = np.random.default_rng(8)
WHOLE, LEFT_LIKE = (Picture(RANDOM.integers(0, 256, (40, 50, 3), np.uint8)) for _ in range(2))
MODEL, ADAPTER, EYES = "a" * 64, "b" * 64, "c" * 64
STRENGTH = 0.7


def left_half(width: int = 64, height: int = 64) -> Picture:
    mask = np.zeros((height, width), np.uint8)
    mask[:, : width // 2] = 255
    return Picture(mask)


def common(*references: Picture, **changes: Any) -> dict[str, Any]:
    like = Control(titled_hash("like", ADAPTER), STRENGTH, encoder=titled_hash("eyes", EYES))
    asked = {"seed": 7, "checkpoint": "tiny", "weights": MODEL, "prompt": "a lake", "negative": "fog"}
    return asked | {"steps": 3, "sampler": "euler"} | fields_of([like], references) | changes


def request(*references: Picture, **changes: Any) -> PromptRequest:
    return PromptRequest(**({"width": 64, "height": 64} | common(*references, **changes)))


@pytest.fixture(params=["sd1", "sdxl"])
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def run(family: str, saved: Saved, pipelines: dict[str, Any], tmp_path: Path) -> Run:
    files = {
        MODEL: saved(family, "folder"),
        ADAPTER: save_tensors(ip_adapter_tensors(pipelines[family]), tmp_path / "like.safetensors"),
        EYES: save_weights(tiny_image_encoder(), tmp_path / "eyes.safetensors"),
    }
    engine = CheckpointEngine(lambda sha256: files[sha256], "cpu", "fp32")
    return lambda asked: list(engine.run(asked, CancelToken()))[-1].image


def test_a_region_is_painted_like_its_own_as_in_diffusers(
    run: Run, family: str, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    asked = request(WHOLE, region_masks=(left_half(),), region_prompts=("",), region_references=(LEFT_LIKE,))
    made = run(asked)
    pipe = pipelines[family]
    with quiet():
        own = copy.deepcopy(pipe)
        own.register_modules(image_encoder=tiny_image_encoder())
        own.load_ip_adapter(
            str(tmp_path), subfolder="", weight_name="like.safetensors", image_encoder_folder=None
        )
        own.set_ip_adapter_scale([[STRENGTH, STRENGTH]])
        import diffusers

        own.scheduler = diffusers.EulerDiscreteScheduler.from_config(pipe.scheduler.config)
        left = torch.from_numpy(left_half().pixels.astype(np.float32) / 255)
        theirs = own(
            asked.prompt,
            negative_prompt=asked.negative,
            width=64,
            height=64,
            num_inference_steps=3,
            guidance_scale=asked.guidance,
            generator=torch.Generator("cpu").manual_seed(7),
            ip_adapter_image=[[Image.fromarray(one.pixels) for one in (WHOLE, LEFT_LIKE)]],
            cross_attention_kwargs={"ip_adapter_masks": [torch.stack([1 - left, left])[None]]},
        ).images[0]
    apart = np.abs(made.astype(int) - np.asarray(theirs))
    assert apart.max() <= 1  # of 255: several threads sum products in another order


def test_it_counts_there_and_words_may_come_beside(run: Run) -> None:
    plain = run(request(WHOLE))
    there = {"region_masks": (left_half(),), "region_references": (LEFT_LIKE,)}
    liked = run(request(WHOLE, region_prompts=("",), **there))
    moved = np.abs(liked.astype(int) - plain).mean(axis=(0, 2))
    assert moved[:24].mean() > moved[40:].mean()
    assert not np.array_equal(run(request(WHOLE, region_prompts=("an oak",), **there)), liked)
    everywhere = Picture(np.full((64, 64), 255, np.uint8))
    all_of_it = request(region_masks=(everywhere,), region_prompts=("",), region_references=(LEFT_LIKE,))
    difference = np.abs(run(all_of_it).astype(int) - run(request(LEFT_LIKE)))
    assert difference.max() <= 1  # a mask of ones is multiplied by


@pytest.mark.parametrize("family", ["sd1"], indirect=True)
def test_it_counts_in_parts_and_in_what_is_filled(run: Run) -> None:
    there = {"region_masks": (left_half(160, 120),), "region_prompts": ("",)}
    large = {"width": 160, "height": 120, "in_parts": True}
    parted = request(WHOLE, **large, **there, region_references=(LEFT_LIKE,))
    assert not np.array_equal(run(parted), run(request(WHOLE, **large)))
    mask = np.zeros((120, 160), np.uint8)
    mask[40:80, 20:100] = 255
    picture = Picture(RANDOM.integers(0, 256, (120, 160, 3), np.uint8))
    filled, plain = (
        run(PromptFillRequest(**common(WHOLE, **more), picture=picture, mask=Picture(mask)))
        for more in ({**there, "region_references": (LEFT_LIKE,)}, {})
    )
    assert np.array_equal(filled[mask == 0], picture.pixels[mask == 0])
    assert not np.array_equal(filled, plain)


def test_masks_come_to_one_wherever_references_lie() -> None:
    left, everywhere = left_half().pixels, np.full((64, 64), 255, np.uint8)
    nothing = np.zeros((4, 4, 3), np.uint8)
    masks = likeness_masks([Region("", left, nothing), Region("", everywhere, nothing)], 2)
    assert masks.shape == (1, 4, 64, 64)
    assert masks[0, :, 0, 0].tolist() == [0, 0, 0.5, 0.5]
    alone = likeness_masks([Region("", left, nothing)], 1)
    assert alone[0, :, 0, 0].tolist() == [0, 1]
    assert alone[0, :, 0, 63].tolist() == [1, 0]


def test_requests_say_it_and_refuse_what_cannot_be() -> None:
    there = {"region_masks": (left_half(),), "region_prompts": ("",)}
    asked = request(region_references=(LEFT_LIKE,), **there)
    asked.validate()
    assert asked.sources == (LEFT_LIKE,)
    assert request_json.from_json(request_json.to_json(asked), request_json.pictures_of(asked)) == asked
    none = request(WHOLE, region_references=(None,), **there)
    assert request_json.from_json(request_json.to_json(none), request_json.pictures_of(none)) == none
    with pytest.raises(BadInput, match="an IP-Adapter: add one"):
        request(region_references=(LEFT_LIKE,), **there, **fields_of([])).validate()
    with pytest.raises(BadInput, match="references for 2"):
        request(WHOLE, region_references=(LEFT_LIKE, None), **there).validate()
    with pytest.raises(BadInput, match="choose one"):
        request(region_references=(None,), **there).validate()
