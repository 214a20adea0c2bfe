"""Numbers are read from shapes: of models of full size they are the published ones."""

from typing import Any

import pytest
import torch

from aipaint_desktop.engines.checkpoint.architecture import UNET, Family, architecture_of, scheduler_config
from aipaint_desktop.modelstore.model_files.header import Header
from aipaint_desktop.modelstore.model_files.identifying import identify_header
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind
from aipaint_desktop.values.refusal import BadInput
from tests.support import model_headers
from tests.support.tiny_checkpoints import single_file_tensors, tiny_pipeline

PUBLISHED: dict[str, dict[str, Any]] = {
    "sd1": {
        "block_out_channels": [320, 640, 1280, 1280],
        "cross_attention_dim": 768,
        "attention_head_dim": 8,
        "use_linear_projection": False,
        "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
        "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3,
        "transformer_layers_per_block": [1, 1, 1, 1],
    },
    "sd2": {
        "block_out_channels": [320, 640, 1280, 1280],
        "cross_attention_dim": 1024,
        "attention_head_dim": [5, 10, 20, 20],
        "use_linear_projection": True,
        "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
        "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3,
        "transformer_layers_per_block": [1, 1, 1, 1],
    },
    "sdxl": {
        "block_out_channels": [320, 640, 1280],
        "cross_attention_dim": 2048,
        "attention_head_dim": [5, 10, 20],
        "use_linear_projection": True,
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        "transformer_layers_per_block": [1, 2, 10],
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": 256,
        "projection_class_embeddings_input_dim": 2816,
    },
}


@pytest.mark.parametrize("family", ["sd1", "sd2", "sdxl"])
def test_shapes_of_full_size_tell_the_published_numbers(family: Family) -> None:
    with torch.device("meta"):
        pipe = tiny_pipeline(family, full=True)
    shapes = {name: tuple(tensor.shape) for name, tensor in single_file_tensors(pipe, family)}
    built = architecture_of(shapes, "model.safetensors")
    assert built.family == family
    assert identify_header(Header(shapes)) == Identity(Kind.CHECKPOINT, family)
    of_diffusers = {name: tuple(tensor.shape) for name, tensor in pipe.unet.state_dict().items()}
    assert identify_header(Header(of_diffusers)) == Identity(Kind.DIFFUSION, family)
    assert built.v_prediction is None
    unet = built.configs["unet"]
    assert {name: unet[name] for name in PUBLISHED[family]} == PUBLISHED[family]
    assert (unet["in_channels"], unet["layers_per_block"]) == (4, 2)
    vae = built.configs["vae"]
    assert (vae["block_out_channels"], vae["layers_per_block"]) == ([128, 256, 512, 512], 2)
    numbers = [
        (config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"])
        for name, config in built.configs.items()
        if name.startswith("text")
    ]
    assert (
        numbers
        == {
            "sd1": [(768, 12, 12)],
            "sd2": [(1024, 23, 16)],
            "sdxl": [(768, 12, 12), (1280, 32, 20)],
        }[family]
    )


def test_what_a_file_predicts_is_what_it_says_or_what_diffusers_takes_it_for() -> None:
    assert scheduler_config("sd1", None)["prediction_type"] == "epsilon"
    assert scheduler_config("sd2", None)["prediction_type"] == "v_prediction"
    assert scheduler_config("sd2", False)["prediction_type"] == "epsilon"
    assert scheduler_config("sdxl", True)["prediction_type"] == "v_prediction"


def test_what_is_missing_or_not_tried_is_named() -> None:
    shapes = {name: tuple(t.shape) for name, t in single_file_tensors(tiny_pipeline("sd1"), "sd1")}

    def without(prefix: str, **more: tuple[int, ...]) -> str:
        left = {name: shape for name, shape in shapes.items() if not name.startswith(prefix)} | more
        with pytest.raises(BadInput) as refused:
            architecture_of(left, "a.safetensors")
        return str(refused.value)

    assert "no VAE" in without("first_stage_model.")
    assert "no text encoder" in without("cond_stage_model.")
    assert "no network that denoises" in without("model.")
    assert "not built as" in without("model.diffusion_model.out.2.weight")
    assert "not tried" in without("none", edm_mean=(4,))
    assert "refiner" in without("model.", **model_headers.unet("sdxl-refiner"))
    assert "no text encoder" in without("model.", **model_headers.unet("sdxl"))
    assert "unCLIP" in without("none", **model_headers.unet("sd2"), **{f"{UNET}label_emb.0.0.weight": (8, 8)})
