"""What is filled under a control is what diffusers' own inpainting pipelines for controls make of it, to the pixel."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import CancelToken, Device
from aipaint_desktop.engines.checkpoint import samplers
from aipaint_desktop.engines.checkpoint.control.asked import Control, fields_of
from aipaint_desktop.engines.checkpoint.control.guiding import Guide, Likeness, without_what_is_painted
from aipaint_desktop.engines.checkpoint.control.ip_adapter import load_image_encoder, read_ip_adapter
from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.ideas import fit_colours
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptFillRequest,
    PromptRequest,
    Stretch,
    titled_hash,
)
from aipaint_desktop.engines.checkpoint.samplers import Sampler
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_controls import (
    ip_adapter_tensors,
    save_tensors,
    save_weights,
    tiny_controlnet,
    tiny_image_encoder,
)

Saved = Callable[[str, str], Path]

SIDE, SEED, STEPS = 64, 3, 4
RANDOM = np.random.default_rng(6)
PICTURE, MAP, REFERENCE = (RANDOM.integers(0, 256, (SIDE, SIDE, 3), np.uint8) for _ in range(3))
MASK = np.zeros((SIDE, SIDE), np.uint8)
MASK[16:40, 16:48] = 255  # of whole latents
PIPELINES = {
    "sd1": "StableDiffusionControlNetInpaintPipeline",
    "sdxl": "StableDiffusionXLControlNetInpaintPipeline",
}


def order(*guides: Guide, sampler: Sampler = "ddim", strength: float = 1.0) -> Order:
    stretch = Stretch(2 * STEPS, "a red house by a lake", "fog", 5.0, SEED)
    return Order(
        (stretch,), STEPS, sampler, SIDE, SIDE, start=PICTURE, strength=strength, mask=MASK, guides=guides
    )


def painted(denoiser: Denoiser, asked: Order) -> NDArray[np.uint8]:
    *_, last = denoiser.paint(asked, lambda: None)
    return last.picture


def ours(pipe: Any) -> Denoiser:
    with torch.no_grad():
        return Denoiser(pipe, fit_colours(pipe.vae), Device("cpu"))


def theirs(name: str, pipe: Any, asked: Order, parts: Mapping[str, Any], **more: Any) -> NDArray[np.uint8]:
    import diffusers

    kind, settings = samplers._SCHEDULERS[asked.sampler]
    with quiet():
        every = {**pipe.components, **parts}
        every["scheduler"] = getattr(diffusers, kind).from_config(pipe.scheduler.config, **settings)
        if "XL" not in name:
            every["requires_safety_checker"] = False
        own = getattr(diffusers, name)(**every)
        own.set_progress_bar_config(disable=True)
        made = own(
            asked.stretches[0].prompt,
            negative_prompt=asked.stretches[0].negative,
            image=Image.fromarray(PICTURE),
            mask_image=Image.fromarray(MASK),
            width=SIDE,
            height=SIDE,
            strength=asked.strength,
            num_inference_steps=STEPS,
            guidance_scale=asked.stretches[0].guidance,
            generator=torch.Generator("cpu").manual_seed(SEED),
            **more,
        )
    return np.asarray(made.images[0])


@pytest.mark.parametrize(
    ("family", "strength", "sampler"),
    [
        ("sd1", 1.0, "ddim"),
        ("sd1", 0.5, "euler"),
        ("sd1", 1.0, "dpmpp_2m_karras"),
        ("sdxl", 1.0, "euler"),
        ("sdxl", 0.5, "ddim"),
    ],
)
def test_a_controlnet_guides_a_fill(
    family: str, strength: float, sampler: Sampler, pipelines: dict[str, Any]
) -> None:
    pipe = pipelines[family]
    network = tiny_controlnet(pipe)
    asked = order(Guide(network, MAP, 0.8, 0.0, 0.8), sampler=sampler, strength=strength)
    by_diffusers = theirs(
        PIPELINES[family],
        pipe,
        asked,
        {"controlnet": network},
        control_image=Image.fromarray(MAP),
        controlnet_conditioning_scale=0.8,
        control_guidance_end=0.8,
    )
    made = painted(ours(pipe), asked)
    assert np.array_equal(made, by_diffusers)
    assert not np.array_equal(made, painted(ours(pipe), replace(asked, guides=())))


@pytest.mark.parametrize("family", ["sd1", "sdxl"])
def test_a_controlnet_for_inpainting_sees_what_stays(family: str, pipelines: dict[str, Any]) -> None:
    pipe = pipelines[family]
    networks = [tiny_controlnet(pipe, seed) for seed in (1, 5)]
    # as its makers show it to diffusers' pipeline: what is painted is -1
    shown = PICTURE.astype(np.float32) / 255
    shown[MASK > 127] = -1
    seen = torch.from_numpy(shown[None].transpose(0, 3, 1, 2))
    asked = order(
        Guide(networks[0], without_what_is_painted(PICTURE, MASK), 1.0, 0.0, 1.0),
        Guide(networks[1], MAP, 0.5, 0.0, 1.0),
    )
    by_diffusers = theirs(
        PIPELINES[family],
        pipe,
        asked,
        {"controlnet": networks},
        control_image=[seen, Image.fromarray(MAP)],
        controlnet_conditioning_scale=[1.0, 0.5],
    )
    assert np.array_equal(painted(ours(pipe), asked), by_diffusers)


@pytest.mark.parametrize("guided", [False, True])
@pytest.mark.parametrize("family", ["sd1", "sdxl"])
def test_a_fill_is_like_a_reference(
    family: str, guided: bool, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    pipe = pipelines[family]
    network = tiny_controlnet(pipe)
    file = save_tensors(ip_adapter_tensors(pipe), tmp_path / "like.safetensors")
    eyes = save_weights(tiny_image_encoder(), tmp_path / "eyes.safetensors")
    encoder = load_image_encoder(eyes, torch.float32)
    guides = (Guide(network, MAP, 1.0, 0.0, 1.0),) if guided else ()
    asked = replace(order(*guides), likenesses=(Likeness(encoder, 0.7, 0.0, 1.0),), references=(REFERENCE,))
    with quiet():
        own = copy.deepcopy(pipe)
        own.register_modules(image_encoder=tiny_image_encoder())
        own.load_ip_adapter(
            str(tmp_path), subfolder="", weight_name="like.safetensors", image_encoder_folder=None
        )
        own.set_ip_adapter_scale(0.7)
    plain = {"sd1": "StableDiffusionInpaintPipeline", "sdxl": "StableDiffusionXLInpaintPipeline"}
    more = {"control_image": Image.fromarray(MAP), "controlnet_conditioning_scale": 1.0} if guided else {}
    by_diffusers = theirs(
        (PIPELINES if guided else plain)[family],
        own,
        asked,
        {"controlnet": network} if guided else {},
        ip_adapter_image=Image.fromarray(REFERENCE),
        **more,
    )
    adapter = read_ip_adapter(file, torch.float32)
    assert np.array_equal(painted(ours(pipe).with_ip_adapters([adapter], "tiny"), asked), by_diffusers)


def test_a_request_says_what_follows_what_stays(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    weights = "a" * 64
    file = save_weights(tiny_controlnet(pipelines["sd1"]), tmp_path / "own.safetensors")
    inpaints = fields_of([Control(titled_hash("own", "b" * 64), inpaints=True)])
    common = {"seed": SEED, "checkpoint": "tiny", "weights": weights, "prompt": "a lake", "steps": 2}

    def run(asked: CheckpointRequest) -> NDArray[np.uint8]:
        files = {weights: saved("sd1", "file"), "b" * 64: file}
        engine = CheckpointEngine(lambda sha256: files[sha256], "cpu", "fp32")
        return list(engine.run(asked, CancelToken()))[-1].image

    asked = PromptFillRequest(**common, **inpaints, picture=Picture(PICTURE), mask=Picture(MASK))
    assert asked.control_maps == ()
    again = request_json.from_json(request_json.to_json(asked), request_json.pictures_of(asked))
    assert again == asked
    made = run(asked)
    assert np.array_equal(made[MASK == 0], PICTURE[MASK == 0])
    assert not np.array_equal(made[MASK > 0], run(replace(asked, **fields_of([])))[MASK > 0])
    words = {**common, **inpaints, "width": SIDE, "height": SIDE}
    with pytest.raises(BadInput, match="begins with nothing"):
        PromptRequest(**words).validate()
    PromptRequest(**words, start=Picture(PICTURE)).validate()
