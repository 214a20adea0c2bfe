"""Small models with random weights, of the very classes that real ones are of, as folders and as single files.

Of their tens of megabytes all but a few are what CLIP's 49,408 words take.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from aipaint_desktop.engines.checkpoint.architecture import Family, scheduler_config
from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.tokens import clip_tokenizer
from aipaint_desktop.engines.computing.quiet import quiet

_UNUSED_2 = 1  # layers of 2.x's encoder that a folder does not hold


@dataclass(frozen=True)
class _Size:
    """widths, layers, depths: of the UNet's resolutions. small, large: width and layers of CLIP and OpenCLIP."""

    widths: tuple[int, ...]
    layers: int
    depths: tuple[int, ...]
    label: int
    vae: tuple[int, ...]
    small: tuple[int, int]
    large: tuple[int, int]


_TINY = _Size((64, 128), 1, (1, 2), 8, (32, 32, 32, 64), (64, 2), (128, 2))
_FULL: Mapping[Family, _Size] = {
    "sd1": _Size((320, 640, 1280, 1280), 2, (1, 1, 1, 1), 0, (128, 256, 512, 512), (768, 12), (0, 0)),
    "sd2": _Size((320, 640, 1280, 1280), 2, (1, 1, 1, 1), 0, (128, 256, 512, 512), (0, 0), (1024, 23)),
    "sdxl": _Size((320, 640, 1280), 2, (1, 2, 10), 256, (128, 256, 512, 512), (768, 12), (1280, 32)),
}


_MEDIUM = _Size((320, 640), 1, (1, 2), 8, (32, 32, 32, 64), (64, 2), (128, 2))


def tiny_pipeline(family: Family, seed: int = 0, *, full: bool = False, medium: bool = False) -> Any:
    """Make a pipeline of diffusers with random weights, the same for the same seed. full: of the published size;
    medium: of some hundred megabytes."""
    size = _FULL[family] if full else _MEDIUM if medium else _TINY
    words = {"sd1": size.small[0], "sd2": size.large[0], "sdxl": size.small[0] + size.large[0]}[family]
    load_libraries()
    import diffusers
    import transformers

    torch.manual_seed(seed)
    large = family == "sdxl"
    down, up = _blocks(family, len(size.widths))
    more: dict[str, Any] = {}
    if large:
        more = {
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": size.label,
            "projection_class_embeddings_input_dim": 6 * size.label + size.large[0],
            "transformer_layers_per_block": size.depths,
        }
    unet = diffusers.UNet2DConditionModel(
        sample_size=8,
        block_out_channels=size.widths,
        layers_per_block=size.layers,
        down_block_types=down,
        up_block_types=up,
        cross_attention_dim=words,
        attention_head_dim=8 if family == "sd1" else tuple(width // 64 for width in size.widths),
        use_linear_projection=family != "sd1",
        **more,
    )
    vae = diffusers.AutoencoderKL(
        block_out_channels=size.vae,
        layers_per_block=size.layers,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        scaling_factor=0.13025 if large else 0.18215,
        force_upcast=large,
    )
    parts: dict[str, Any] = {
        "unet": unet,
        "vae": vae,
        "scheduler": _scheduler(family),
        "tokenizer": clip_tokenizer("!" if family == "sd2" else "<|endoftext|>"),
        "text_encoder": transformers.CLIPTextModel(
            _text_config(*size.large, "gelu") if family == "sd2" else _text_config(*size.small, "quick_gelu")
        ),
    }
    with quiet():
        if large:
            pipe = diffusers.StableDiffusionXLPipeline(
                **parts,
                text_encoder_2=transformers.CLIPTextModelWithProjection(_text_config(*size.large, "gelu")),
                tokenizer_2=clip_tokenizer("!"),
            )
        else:
            pipe = diffusers.StableDiffusionPipeline(
                **parts, safety_checker=None, feature_extractor=None, requires_safety_checker=False
            )
    for part in pipe.components.values():
        if isinstance(part, torch.nn.Module):
            _enliven(part)
            part.eval()
    pipe.set_progress_bar_config(disable=True)
    return pipe


def save_folder(pipe: Any, folder: Path) -> Path:
    """Save a pipeline as diffusers does."""
    with quiet():
        pipe.save_pretrained(folder, safe_serialization=True)
    return folder


def save_single_file(pipe: Any, family: Family, path: Path) -> Path:
    """Save a pipeline as one file with the names of the first publications."""
    save_file(dict(single_file_tensors(pipe, family)), path)
    return path


def save_empty_file(family: Family, path: Path, *, full: bool = False) -> Path:
    """Save a model in fp16 whose weights are all 0, as one file of some hundred megabytes, or of the published size."""
    with torch.device("meta"):
        pipe = tiny_pipeline(family, full=full, medium=not full)
    tensors = single_file_tensors(pipe, family)
    save_file(
        {
            name: torch.zeros(one.shape, dtype=torch.float16)
            for name, one in tensors
            if one.is_floating_point()
        },
        path,
    )
    return path


def single_file_tensors(pipe: Any, family: Family) -> Iterator[tuple[str, Tensor]]:
    """Give the tensors of a pipeline by the names that they have in a single file."""
    for name, tensor in pipe.unet.state_dict().items():
        yield "model.diffusion_model." + original_unet_name(name, pipe.unet), tensor
    for name, tensor in pipe.vae.state_dict().items():
        renamed = "first_stage_model." + _vae_name(name, len(pipe.vae.config.block_out_channels))
        in_attention = re.search(r"attn_1\.(q|k|v|proj_out)\.weight", renamed)
        yield renamed, tensor[:, :, None, None].contiguous() if in_attention else tensor
    match family:
        case "sd1":
            yield from _clip(pipe.text_encoder, "cond_stage_model.transformer.text_model.")
        case "sd2":
            yield from _open_clip(pipe.text_encoder, "cond_stage_model.model.", unused=_UNUSED_2)
        case "sdxl":
            yield from _clip(pipe.text_encoder, "conditioner.embedders.0.transformer.text_model.")
            yield from _open_clip(pipe.text_encoder_2, "conditioner.embedders.1.model.")


def _blocks(family: Family, levels: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that attend to words: all but the first of SDXL, all but the last of the others."""
    attending = [level > 0 if family == "sdxl" else level < levels - 1 for level in range(levels)]
    down = tuple("CrossAttnDownBlock2D" if attends else "DownBlock2D" for attends in attending)
    return down, tuple(name.replace("Down", "Up") for name in reversed(down))


def _scheduler(family: Family) -> Any:
    import diffusers

    config = scheduler_config(family, None)
    with torch.device("cpu"):
        return getattr(diffusers, config["_class_name"]).from_config(config)


def _text_config(width: int, layers: int, activation: str) -> Any:
    from transformers import CLIPTextConfig

    return CLIPTextConfig(
        vocab_size=49408,
        hidden_size=width,
        intermediate_size=width,
        num_hidden_layers=layers,
        num_attention_heads=width // 64,
        projection_dim=width,
        hidden_act=activation,
        bos_token_id=0,
        eos_token_id=2,
        pad_token_id=1,
    )


def _enliven(part: torch.nn.Module) -> None:
    """Give what begins at 0 or 1 a life of its own, so that nothing can be left out without being noticed."""
    for parameter in part.parameters():
        if parameter.ndim == 1:
            parameter.data += 0.1 * torch.randn_like(parameter)


_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}
_OUTER = {
    "conv_in.": "input_blocks.0.0.",
    "time_embedding.linear_1.": "time_embed.0.",
    "time_embedding.linear_2.": "time_embed.2.",
    "add_embedding.linear_1.": "label_emb.0.0.",
    "add_embedding.linear_2.": "label_emb.0.2.",
    "conv_norm_out.": "out.0.",
    "conv_out.": "out.2.",
}


def original_unet_name(name: str, unet: Any) -> str:
    """Name a tensor of a UNet as the first publications do."""
    layers = unet.config.layers_per_block
    for theirs, original in _OUTER.items():
        if name.startswith(theirs):
            return original + name.removeprefix(theirs)
    if match := re.fullmatch(r"mid_block\.(resnets|attentions)\.(\d)\.(.+)", name):
        kind, number, rest = match[1], int(match[2]), match[3]
        return f"middle_block.{1 if kind == 'attentions' else 2 * number}.{_inner(kind, rest)}"
    match = re.fullmatch(
        r"(down|up)_blocks\.(\d)\.(resnets|attentions|downsamplers|upsamplers)\.(\d)\.(.+)", name
    )
    assert match is not None
    side, level, kind, number, rest = match[1], int(match[2]), match[3], int(match[4]), match[5]
    if side == "down":
        first = 1 + level * (layers + 1)
        if kind == "downsamplers":
            return f"input_blocks.{first + layers}.0.op.{rest.removeprefix('conv.')}"
        return f"input_blocks.{first + number}.{int(kind == 'attentions')}.{_inner(kind, rest)}"
    first = level * (layers + 1)
    if kind == "upsamplers":
        attends = unet.config.up_block_types[level].startswith("CrossAttn")
        return f"output_blocks.{first + layers}.{2 if attends else 1}.{rest}"
    return f"output_blocks.{first + number}.{int(kind == 'attentions')}.{_inner(kind, rest)}"


def _inner(kind: str, rest: str) -> str:
    return rest if kind == "attentions" else _renamed(rest, _RESNET)


def _renamed(name: str, names: Mapping[str, str]) -> str:
    first, dot, rest = name.partition(".")
    return names.get(first, first) + dot + rest


def _vae_name(name: str, levels: int) -> str:
    name = re.sub(r"encoder\.down_blocks\.(\d)\.resnets\.", r"encoder.down.\1.block.", name)
    name = re.sub(r"encoder\.down_blocks\.(\d)\.downsamplers\.0", r"encoder.down.\1.downsample", name)
    name = re.sub(
        r"decoder\.up_blocks\.(\d)\.resnets\.", lambda m: f"decoder.up.{levels - 1 - int(m[1])}.block.", name
    )
    name = re.sub(
        r"decoder\.up_blocks\.(\d)\.upsamplers\.0",
        lambda m: f"decoder.up.{levels - 1 - int(m[1])}.upsample",
        name,
    )
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", name)
    name = name.replace("mid_block.attentions.0", "mid.attn_1").replace("conv_shortcut", "nin_shortcut")
    name = name.replace("conv_norm_out", "norm_out")
    if "attn_1." in name:
        for theirs, original in (
            ("group_norm", "norm"),
            ("to_q", "q"),
            ("to_k", "k"),
            ("to_v", "v"),
            ("to_out.0", "proj_out"),
        ):
            name = name.replace(f"attn_1.{theirs}.", f"attn_1.{original}.")
    return name


def _clip(encoder: Any, prefix: str) -> Iterator[tuple[str, Tensor]]:
    for name, tensor in encoder.state_dict().items():
        yield prefix + name.removeprefix("text_model."), tensor


_OPEN_CLIP = {
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
    "self_attn.out_proj": "attn.out_proj",
}


def _open_clip(encoder: Any, prefix: str, unused: int = 0) -> Iterator[tuple[str, Tensor]]:
    tensors = {name.removeprefix("text_model."): value for name, value in encoder.state_dict().items()}
    yield f"{prefix}token_embedding.weight", tensors["embeddings.token_embedding.weight"]
    yield f"{prefix}positional_embedding", tensors["embeddings.position_embedding.weight"]
    for end in ("weight", "bias"):
        yield f"{prefix}ln_final.{end}", tensors[f"final_layer_norm.{end}"]
    if "text_projection.weight" in tensors:
        yield f"{prefix}text_projection", tensors["text_projection.weight"].T.contiguous()
    layers = encoder.config.num_hidden_layers
    for number in range(layers + unused):
        own, block = f"encoder.layers.{min(number, layers - 1)}.", f"{prefix}transformer.resblocks.{number}."
        for end in ("weight", "bias"):
            joined = [tensors[f"{own}self_attn.{part}_proj.{end}"] for part in "qkv"]
            yield f"{block}attn.in_proj_{end}", torch.cat(joined)
            for theirs, original in _OPEN_CLIP.items():
                yield f"{block}{original}.{end}", tensors[f"{own}{theirs}.{end}"].clone()
