"""The numbers of a model, read from the shapes of its tensors: what diffusers would else look up elsewhere.

The names are those of the first publications (Rombach et al. 2022; Podell et al. 2023).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from aipaint_desktop.engines.checkpoint.families import Shapes, diffusion_family
from aipaint_desktop.values.refusal import BadInput

Family: TypeAlias = Literal["sd1", "sd2", "sdxl"]
Config: TypeAlias = dict[str, Any]

UNET, VAE = "model.diffusion_model.", "first_stage_model."
TOLD_GUIDANCE = f"{UNET}time_embed.cond_proj.weight"
"""Of networks that are told how much the words count."""

_CLIP = "cond_stage_model.transformer.text_model."
_OPEN_CLIP = "cond_stage_model.model."
_FIRST_OF_TWO = "conditioner.embedders.0.transformer.text_model."
_SECOND_OF_TWO = "conditioner.embedders.1.model."
ENCODER_PREFIXES: Mapping[str, tuple[str, ...]] = {
    "text_encoder": ("cond_stage_model.", "conditioner.embedders.0."),
    "text_encoder_2": ("conditioner.embedders.1.",),
}
"""Of what belongs to the text encoders, by their names in a folder."""

_HEAD = 64  # channels of a head of attention, in all text encoders and in UNets from 2 on
_HEADS_1 = 8  # of every attention in 1.x
_SIZES = 6  # numbers that SDXL is told of a picture: its size, what was cropped, the size asked for
_MOST_BLOCKS = 64

NATIVE_SIDE: Mapping[Family, int] = {"sd1": 512, "sd2": 768, "sdxl": 1024}
"""px: of the square pictures that a family was trained on."""


@dataclass(frozen=True)
class Architecture:
    """What a single file holds.

    configs: of each part, by the name of its folder in a folder of diffusers. v_prediction: whether it says that it
    predicts velocity; None where the tensors do not tell.
    """

    family: Family
    configs: Mapping[str, Config]
    v_prediction: bool | None = None


def architecture_of(shapes: Shapes, name: str) -> Architecture:
    """Read the numbers of the model in a single file. name: of the file, for what is said of it.

    Raises `BadInput` with a sentence on what it lacks, or which kind it is that is not painted with yet.
    """
    if f"{UNET}input_blocks.0.0.weight" not in shapes:
        raise BadInput("{0} holds no network that denoises as those of Stable Diffusion do.", name)
    if "edm_mean" in shapes:
        raise BadInput(
            "{0} is of a kind (EDM) that is known but not tried: it is not painted with yet.", name
        )
    family = _family(shapes, name)
    if f"{VAE}decoder.conv_in.weight" not in shapes:
        raise BadInput("{0} has no VAE of its own, which turns what is denoised into a picture.", name)
    try:
        configs = {"unet": _unet(shapes, family), "vae": _vae(shapes, family), **_encoders(shapes, family)}
    except (KeyError, IndexError, ValueError):
        raise BadInput("{0} is not built as models of its kind are.", name) from None
    return Architecture(family, configs, True if "v_pred" in shapes else None)


def scheduler_config(family: Family, v_prediction: bool | None) -> Config:
    """Give the noise schedule that a family was trained with. v_prediction: None for what diffusers takes a file of
    this family for, which is velocity for 2.x."""
    predicts_v = family == "sd2" if v_prediction is None else v_prediction
    return {
        "_class_name": "EulerDiscreteScheduler" if family == "sdxl" else "DDIMScheduler",
        "num_train_timesteps": 1000,
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "clip_sample": False,
        "set_alpha_to_one": False,
        "steps_offset": 1,
        "timestep_spacing": "leading",
        "prediction_type": "v_prediction" if predicts_v else "epsilon",
    }


_ENCODERS: Mapping[Family, tuple[str, ...]] = {
    "sd1": (f"{_CLIP}embeddings.position_embedding.weight",),
    "sd2": (f"{_OPEN_CLIP}positional_embedding",),
    "sdxl": (
        f"{_FIRST_OF_TWO}embeddings.position_embedding.weight",
        f"{_SECOND_OF_TWO}positional_embedding",
    ),
}
"""One tensor of each text encoder."""


def _family(shapes: Shapes, name: str) -> Family:
    told = diffusion_family(shapes)
    if told.family == "sdxl-refiner":
        raise BadInput(
            "{0} is a refiner of SDXL, which is known but not tried: it is not painted with yet.", name
        )
    if told.variant == "unclip":
        raise BadInput(
            "{0} paints from pictures (unCLIP), which is known but not tried: it is not painted with yet.",
            name,
        )
    for family, encoders in _ENCODERS.items():
        if told.family == family:
            if all(encoder in shapes for encoder in encoders):
                return family
            raise BadInput("{0} has no text encoder that is known: words would mean nothing to it.", name)
    raise BadInput("{0} is not built as models of its kind are.", name)


def _unet(shapes: Shapes, family: Family) -> Config:
    widths: list[int] = []
    depths: list[int] = []  # transformer blocks of each resolution, 0 where nothing is attended to
    layers: list[int] = []
    count = width = depth = 0
    for number in range(1, _MOST_BLOCKS):
        block = f"{UNET}input_blocks.{number}."
        if f"{block}0.in_layers.2.weight" in shapes:
            count, width = count + 1, shapes[f"{block}0.in_layers.2.weight"][0]
            depth = _depth(shapes, f"{block}1.transformer_blocks.")
            continue
        widths.append(width)
        depths.append(depth)
        layers.append(count)
        count = 0
        if f"{block}0.op.weight" not in shapes:
            break
    if len(set(layers)) != 1 or layers[0] == 0:
        raise ValueError("resolutions of unlike depth")
    middle = _depth(shapes, f"{UNET}middle_block.1.transformer_blocks.")
    attending = next(name for name in shapes if name.startswith(UNET) and name.endswith("attn2.to_k.weight"))
    projection = next(name for name in shapes if name.startswith(UNET) and name.endswith(".proj_in.weight"))
    down = ["CrossAttnDownBlock2D" if depth else "DownBlock2D" for depth in depths]
    config: Config = {
        "_class_name": "UNet2DConditionModel",
        "sample_size": NATIVE_SIDE[family] // 8,
        "in_channels": shapes[f"{UNET}input_blocks.0.0.weight"][1],
        "out_channels": shapes[f"{UNET}out.2.weight"][0],
        "block_out_channels": widths,
        "layers_per_block": layers[0],
        "down_block_types": down,
        "up_block_types": [name.replace("Down", "Up") for name in reversed(down)],
        # a last resolution that attends to nothing says how deep the middle is
        "transformer_layers_per_block": [*(depth or 1 for depth in depths[:-1]), middle],
        "cross_attention_dim": shapes[attending][1],
        "attention_head_dim": _HEADS_1 if family == "sd1" else [width // _HEAD for width in widths],
        "use_linear_projection": len(shapes[projection]) == 2,
    }
    if TOLD_GUIDANCE in shapes:
        config["time_cond_proj_dim"] = shapes[TOLD_GUIDANCE][1]
    if f"{UNET}label_emb.0.0.weight" in shapes:
        total = shapes[f"{UNET}label_emb.0.0.weight"][1]
        config |= {
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": (total - _open_clip_projection(shapes, _SECOND_OF_TWO)) // _SIZES,
            "projection_class_embeddings_input_dim": total,
        }
    return config


def _vae(shapes: Shapes, family: Family) -> Config:
    levels = _count(shapes, re.compile(rf"{re.escape(VAE)}encoder\.down\.(\d+)\.block\.0\.conv1\.weight"))
    widths = [shapes[f"{VAE}encoder.down.{level}.block.0.conv1.weight"][0] for level in range(levels)]
    layers = _count(shapes, re.compile(rf"{re.escape(VAE)}encoder\.down\.0\.block\.(\d+)\.conv1\.weight"))
    large = family == "sdxl"
    return {
        "_class_name": "AutoencoderKL",
        "sample_size": NATIVE_SIDE[family],
        "in_channels": 3,
        "out_channels": 3,
        "latent_channels": shapes[f"{VAE}post_quant_conv.weight"][0],
        "block_out_channels": widths,
        "layers_per_block": layers,
        "down_block_types": ["DownEncoderBlock2D"] * len(widths),
        "up_block_types": ["UpDecoderBlock2D"] * len(widths),
        "scaling_factor": 0.13025 if large else 0.18215,
        "force_upcast": large,
    }


def _encoders(shapes: Shapes, family: Family) -> dict[str, Config]:
    match family:
        case "sd1":
            return {"text_encoder": _clip(shapes, _CLIP)}
        case "sd2":  # of which the last layer is not used
            return {"text_encoder": _open_clip(shapes, _OPEN_CLIP, unused=1)}
        case "sdxl":
            return {
                "text_encoder": _clip(shapes, _FIRST_OF_TWO),
                "text_encoder_2": _open_clip(shapes, _SECOND_OF_TWO),
            }


def _clip(shapes: Shapes, prefix: str) -> Config:
    words, width = shapes[f"{prefix}embeddings.token_embedding.weight"]
    return _text_config(
        words=words,
        width=width,
        inner=shapes[f"{prefix}encoder.layers.0.mlp.fc1.weight"][0],
        layers=_count(shapes, re.compile(rf"{re.escape(prefix)}encoder\.layers\.(\d+)\.mlp\.fc1\.weight")),
        positions=shapes[f"{prefix}embeddings.position_embedding.weight"][0],
        activation="quick_gelu",
        projection=width,
    )


def _open_clip(shapes: Shapes, prefix: str, unused: int = 0) -> Config:
    words, width = shapes[f"{prefix}token_embedding.weight"]
    return _text_config(
        words=words,
        width=width,
        inner=shapes[f"{prefix}transformer.resblocks.0.mlp.c_fc.weight"][0],
        layers=_count(
            shapes, re.compile(rf"{re.escape(prefix)}transformer\.resblocks\.(\d+)\.mlp\.c_fc\.weight")
        )
        - unused,
        positions=shapes[f"{prefix}positional_embedding"][0],
        activation="gelu",
        projection=_open_clip_projection(shapes, prefix),
    )


def _open_clip_projection(shapes: Shapes, prefix: str) -> int:
    name = f"{prefix}text_projection"
    return shapes[name][1] if name in shapes else shapes[f"{prefix}positional_embedding"][1]


def _text_config(
    *, words: int, width: int, inner: int, layers: int, positions: int, activation: str, projection: int
) -> Config:
    return {
        "architectures": ["CLIPTextModel"],
        "model_type": "clip_text_model",
        "vocab_size": words,
        "hidden_size": width,
        "intermediate_size": inner,
        "num_hidden_layers": layers,
        "num_attention_heads": width // _HEAD,
        "max_position_embeddings": positions,
        "hidden_act": activation,
        "projection_dim": projection,
        "layer_norm_eps": 1e-5,
        "bos_token_id": 0,
        "eos_token_id": 2,  # which stands for: the largest number of a prompt
        "pad_token_id": 1,
    }


def _depth(shapes: Shapes, prefix: str) -> int:
    return _count(shapes, re.compile(rf"{re.escape(prefix)}(\d+)\.attn1\.to_q\.weight"))


def _count(names: Iterable[str], numbered: re.Pattern[str]) -> int:
    """How many names there are with numbers from 0 on, without a gap."""
    found = {int(match[1]) for name in names if (match := numbered.fullmatch(name))}
    if found != set(range(len(found))):
        raise ValueError("a gap")
    return len(found)
