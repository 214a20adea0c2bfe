"""Models that were distilled to paint in a few steps are told where that can be, and painted with as diffusers does."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.few_steps import (
    CONSISTENT,
    CONSISTENT_TOLD,
    FEW,
    pace_of_folder,
    pace_of_tensors,
)
from aipaint_desktop.engines.checkpoint.request import PromptRequest
from aipaint_desktop.engines.computing.quiet import quiet

Saved = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("scheduler", "unet", "pace"),
    [
        ({"_class_name": "EulerAncestralDiscreteScheduler", "timestep_spacing": "trailing"}, {}, FEW),
        ({"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "leading"}, {}, None),
        ({"_class_name": "TCDScheduler"}, {}, FEW),
        ({"_class_name": "LCMScheduler"}, {}, CONSISTENT),
        ({"_class_name": "LCMScheduler"}, {"time_cond_proj_dim": 256}, CONSISTENT_TOLD),
        ({"timestep_spacing": "trailing", "prediction_type": "v_prediction"}, {}, None),
        ({"timestep_spacing": "trailing", "rescale_betas_zero_snr": True}, {}, None),
        ({}, {}, None),
    ],
)
def test_what_a_folder_says(scheduler: dict[str, Any], unet: dict[str, Any], pace: object) -> None:
    assert pace_of_folder(scheduler, unet) == pace


def test_what_tensors_say() -> None:
    assert pace_of_tensors(["model.diffusion_model.time_embed.cond_proj.weight"]) == CONSISTENT_TOLD
    assert pace_of_tensors(["unet.time_embedding.cond_proj.weight"]) == CONSISTENT_TOLD
    assert pace_of_tensors(["model.diffusion_model.time_embed.0.weight"]) is None


def request(**changes: Any) -> PromptRequest:
    asked = {"seed": 7, "checkpoint": "tiny", "weights": "a" * 64, "prompt": "a lake", "steps": 4}
    return PromptRequest(**(asked | {"width": 64, "height": 64, "guidance": 1.0} | changes))


def painted(path: Path, asked: PromptRequest) -> np.ndarray[Any, Any]:
    engine = CheckpointEngine(lambda _sha256: path, "cpu", "fp32")
    return list(engine.run(asked, CancelToken()))[-1].image


def test_few_steps_are_counted_from_pure_noise(saved: Saved, pipelines: dict[str, Any]) -> None:
    import diffusers

    pipe = pipelines["sdxl"]
    with quiet():
        own = diffusers.StableDiffusionXLPipeline(**pipe.components)
        own.scheduler = diffusers.EulerDiscreteScheduler.from_config(
            pipe.scheduler.config, timestep_spacing="trailing"
        )
        own.set_progress_bar_config(disable=True)
        theirs = own(
            "a lake",
            width=64,
            height=64,
            num_inference_steps=4,
            guidance_scale=1.0,
            generator=torch.Generator("cpu").manual_seed(7),
        ).images[0]
    path = saved("sdxl", "file")
    asked = request(sampler="euler", few_steps=True)
    assert np.array_equal(painted(path, asked), np.asarray(theirs))
    assert not np.array_equal(painted(path, request(sampler="euler")), np.asarray(theirs))


def test_one_that_is_told_of_guidance_paints_from_a_single_file(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    import diffusers

    pipe = pipelines["sd1"]
    torch.manual_seed(5)
    projection = torch.randn(64, 32) / 8
    tensors = load_file(saved("sd1", "file"))
    tensors["model.diffusion_model.time_embed.cond_proj.weight"] = projection
    path = tmp_path / "lcm.safetensors"
    save_file(tensors, path)
    with quiet():
        config = {**pipe.unet.config, "time_cond_proj_dim": 32, "_use_default_values": []}
        unet = diffusers.UNet2DConditionModel.from_config(config)
        unet.load_state_dict(copy.deepcopy(pipe.unet.state_dict()), strict=False)
        unet.time_embedding.cond_proj.weight.data = projection.clone()
        own = diffusers.StableDiffusionPipeline(
            **{**pipe.components, "unet": unet.eval()}, requires_safety_checker=False
        )
        own.scheduler = diffusers.LCMScheduler.from_config(pipe.scheduler.config)
        own.set_progress_bar_config(disable=True)
        theirs = own(
            "a lake",
            width=64,
            height=64,
            num_inference_steps=4,
            guidance_scale=8.0,
            generator=torch.Generator("cpu").manual_seed(7),
        ).images[0]
    asked = request(sampler="lcm", guidance=8.0, few_steps=True)
    made = painted(path, asked)
    assert np.array_equal(made, np.asarray(theirs))
    assert not np.array_equal(made, painted(path, request(sampler="lcm", guidance=2.0, few_steps=True)))
