"""ControlNets (Zhang et al. 2023): half of a network that denoises, which sees a map beside and adds to what the whole
one has in its middle."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from aipaint_desktop.engines.checkpoint.architecture import Config
from aipaint_desktop.engines.checkpoint.families import Shapes
from aipaint_desktop.values.refusal import BadInput

_PREFIXES = ("control_model.", "controlnet.")
_HINT = "input_hint_block."
_SEES = "controlnet_cond_embedding."
_LEVELS, _DEEPEST = 8, 64


class Unlike(Exception):
    """Raised where a file was made for another network."""


def diffusers_names(names: Iterable[str], file: str) -> dict[str, str]:
    """Give the names that the tensors of a ControlNet have in diffusers, by those in its file, which may be those of
    the first publication. Raises `BadInput`."""
    bare = {name: _bare(name) for name in names}
    if not any(name.startswith(_HINT) for name in bare.values()):
        return bare
    blocks = _blocks(bare.values())
    last_hint = max(
        (
            int(match[1])
            for name in bare.values()
            if (match := re.match(r"input_hint_block\.(\d{1,3})\.", name))
        ),
        default=0,
    )
    named = {name: _renamed(original, blocks, last_hint) for name, original in bare.items()}
    if odd := next((name for name, found in named.items() if not found), ""):
        raise BadInput("{0} is not built as ControlNets are: it has a tensor {1}.", file, repr(odd[:80]))
    return named


def controlnet_config(shapes: Shapes, base: Mapping[str, Any], file: str) -> Config:
    """Read the numbers of a ControlNet from the shapes of its tensors, named as in diffusers.

    base: the numbers of the network that it is to guide, which it shares. Raises `BadInput` where it is damaged, and
    `Unlike` where it is a copy of another network.
    """
    widths, layers, depths = [], [], []
    for level in range(_LEVELS):
        resnets = _count(shapes, rf"down_blocks\.{level}\.resnets\.(\d+)\.conv1\.weight")
        if not resnets:
            break
        widths.append(_shape(shapes, f"down_blocks.{level}.resnets.0.conv1.weight", 4, file)[0])
        layers.append(resnets)
        depths.append(_depth(shapes, f"down_blocks.{level}"))
    middle = _depth(shapes, "mid_block")
    theirs = base["block_out_channels"], base["layers_per_block"]
    if (tuple(widths), layers) != (tuple(theirs[0]), [theirs[1]] * len(theirs[0])) or max(depths) > _DEEPEST:
        raise Unlike
    first = _shape(shapes, f"{_SEES}conv_in.weight", 4, file)
    steps = _count(shapes, rf"{re.escape(_SEES)}blocks\.(\d+)\.weight")
    seen = [
        first[0],
        *(_shape(shapes, f"{_SEES}blocks.{n}.weight", 4, file)[0] for n in range(1, steps, 2)),
    ]
    words = {
        shape[1] for name, shape in shapes.items() if name.endswith("attn2.to_k.weight") and len(shape) == 2
    }
    if words - {base["cross_attention_dim"]}:
        raise Unlike
    return {
        **{name: base[name] for name in _SHARED if name in base},
        "conditioning_channels": first[1],
        "block_out_channels": widths,
        "layers_per_block": theirs[1],
        "down_block_types": ["CrossAttnDownBlock2D" if depth else "DownBlock2D" for depth in depths],
        "mid_block_type": "UNetMidBlock2DCrossAttn" if middle else "UNetMidBlock2D",
        # a last resolution that attends to nothing says how deep the middle is
        "transformer_layers_per_block": [*(depth or 1 for depth in depths[:-1]), middle or depths[-1] or 1],
        "conditioning_embedding_out_channels": seen,
    }


_SHARED = (
    "in_channels",
    "flip_sin_to_cos",
    "freq_shift",
    "only_cross_attention",
    "downsample_padding",
    "mid_block_scale_factor",
    "act_fn",
    "norm_num_groups",
    "norm_eps",
    "cross_attention_dim",
    "attention_head_dim",
    "num_attention_heads",
    "use_linear_projection",
    "class_embed_type",
    "addition_embed_type",
    "addition_time_embed_dim",
    "num_class_embeds",
    "upcast_attention",
    "resnet_time_scale_shift",
    "projection_class_embeddings_input_dim",
)
_OUTER = {
    "time_embed.0.": "time_embedding.linear_1.",
    "time_embed.2.": "time_embedding.linear_2.",
    "label_emb.0.0.": "add_embedding.linear_1.",
    "label_emb.0.2.": "add_embedding.linear_2.",
    "input_blocks.0.0.": "conv_in.",
    "middle_block_out.0.": "controlnet_mid_block.",
}
_RESNET = {
    "in_layers.0.": "norm1.",
    "in_layers.2.": "conv1.",
    "emb_layers.1.": "time_emb_proj.",
    "out_layers.0.": "norm2.",
    "out_layers.3.": "conv2.",
    "skip_connection.": "conv_shortcut.",
}
_NUMBERED = re.compile(r"(input_blocks|middle_block|zero_convs|input_hint_block)\.(\d{1,3})\.(?:(\d)\.)?(.+)")


def _bare(name: str) -> str:
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def _blocks(names: Iterable[str]) -> dict[int, tuple[int, int]]:
    """Level and place in it of each block; one that makes smaller ends a level."""
    found: dict[int, bool] = {}
    for name in names:
        if match := re.match(r"input_blocks\.(\d{1,3})\.0\.(op\.)?", name):
            found[int(match[1])] = bool(match[2]) or found.get(int(match[1]), False)
    places: dict[int, tuple[int, int]] = {}
    level = place = 0
    for number in sorted(found)[1:]:
        places[number] = level, place
        level, place = (level + 1, 0) if found[number] else (level, place + 1)
    return places


def _renamed(name: str, blocks: Mapping[int, tuple[int, int]], last_hint: int) -> str:
    """The name in diffusers, "" where there is none."""
    for original, theirs in _OUTER.items():
        if name.startswith(original):
            return theirs + name.removeprefix(original)
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return ""
    part, number, inner, rest = match[1], int(match[2]), match[3], match[4]
    if part == "zero_convs":
        return f"controlnet_down_blocks.{number}.{rest}"
    if part == "input_hint_block":
        layer = (
            "conv_in" if number == 0 else "conv_out" if number == last_hint else f"blocks.{number // 2 - 1}"
        )
        return f"{_SEES}{layer}.{rest}"
    if part == "middle_block":
        # what is numbered within it is no block of its own here
        rest = rest if inner is None else f"{inner}.{rest}"
        return (
            f"mid_block.attentions.0.{rest}"
            if number == 1
            else f"mid_block.resnets.{number // 2}.{_of_resnet(rest)}"
        )
    level, place = blocks.get(number, (0, 0))
    if inner == "1":
        return f"down_blocks.{level}.attentions.{place}.{rest}"
    if rest.startswith("op."):
        return f"down_blocks.{level}.downsamplers.0.conv.{rest.removeprefix('op.')}"
    return f"down_blocks.{level}.resnets.{place}.{_of_resnet(rest)}"


def _of_resnet(rest: str) -> str:
    for original, theirs in _RESNET.items():
        if rest.startswith(original):
            return theirs + rest.removeprefix(original)
    return rest


def _shape(shapes: Shapes, name: str, dimensions: int, file: str) -> tuple[int, ...]:
    shape = shapes.get(name, ())
    if len(shape) != dimensions:
        raise BadInput("{0} is damaged: it lacks {1}, or that is of another shape.", file, name)
    return shape


def _depth(shapes: Shapes, block: str) -> int:
    return _count(
        shapes, rf"{re.escape(block)}\.attentions\.0\.transformer_blocks\.(\d+)\.attn1\.to_q\.weight"
    )


def _count(shapes: Shapes, numbered: str) -> int:
    """How many names there are with numbers from 0 on, up to the first gap."""
    pattern = re.compile(numbered)
    found = {int(match[1]) for name in shapes if (match := pattern.fullmatch(name)) and len(match[1]) < 4}
    return next(number for number in range(len(found) + 1) if number not in found)
