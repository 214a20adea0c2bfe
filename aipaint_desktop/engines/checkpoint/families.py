"""Which model a network that denoises is of, by how it is built: blocks and shapes, never its file's name."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Shapes: TypeAlias = Mapping[str, tuple[int, ...]]
"""Of tensors, by their names."""

_PREFIXES = ("model.diffusion_model.", "diffusion_model.", "control_model.", "unet.", "model.", "")
_INPAINT, _EDIT = 9, 8  # channels that the first convolution takes


@dataclass(frozen=True)
class Diffusion:
    """Tells what denoises. family: "sd1", "sd2", "sdxl", "flux" …; "" where nothing known does. variant: "inpaint",
    "edit", "unclip", "v", where a model is one of these."""

    family: str = ""
    variant: str = ""


def diffusion_family(shapes: Shapes) -> Diffusion:
    """Tell which family of models the tensors denoise for; the names may be those of the first publication or of
    diffusers."""
    for prefix in _PREFIXES:
        part = {name.removeprefix(prefix): shape for name, shape in shapes.items() if name.startswith(prefix)}
        if part and (found := _told(part)).family:
            return found
    return Diffusion()


def is_whole(names: Collection[str]) -> bool:
    """Tell whether there is a VAE or a text encoder beside what denoises."""
    return any(
        name.startswith(("first_stage_model.", "cond_stage_model.", "conditioner.", "text_encoders.", "vae."))
        for name in names
    )


_DIT = (  # the first whose marks are all found
    ("flux2", ("double_stream_modulation_img.lin.weight",)),
    ("flux2", ("double_stream_modulation_img.linear.weight",)),
    ("chroma", ("distilled_guidance_layer.in_proj.weight",)),
    ("chroma", ("distilled_guidance_layer.layers.0.in_layer.weight",)),
    ("flux", ("double_blocks.0.img_attn.qkv.weight", "single_blocks.0.linear1.weight")),
    ("flux", ("transformer_blocks.0.attn.add_q_proj.weight", "single_transformer_blocks.0.attn.to_q.weight")),
    ("sd3", ("joint_blocks.0.context_block.attn.qkv.weight",)),
    ("qwen-image", ("transformer_blocks.0.img_mod.1.weight", "img_in.weight")),
    ("sd3", ("transformer_blocks.0.attn.add_q_proj.weight", "pos_embed.proj.weight")),
    ("z-image", ("noise_refiner.0.attention.qkv.weight", "x_pad_token")),
    ("z-image", ("noise_refiner.0.attention.to_q.weight", "x_pad_token")),
    ("sana", ("caption_norm.weight", "transformer_blocks.0.ff.conv_inverted.weight")),
    ("sana", ("attention_y_norm.weight",)),
    ("pixart", ("adaln_single.linear.weight", "transformer_blocks.0.attn2.to_k.weight")),
    ("pixart", ("t_block.1.weight", "y_embedder.y_proj.fc1.weight")),
)


def _told(part: Shapes) -> Diffusion:
    for family, marks in _DIT:
        if all(mark in part for mark in marks):
            return Diffusion(family)
    if "input_blocks.0.0.weight" in part:
        return _unet(part, "input_blocks.0.0.weight", _ORIGINAL)
    if "conv_in.weight" in part and any(name.startswith("down_blocks.0.resnets.0") for name in part):
        return _unet(part, "conv_in.weight", _DIFFUSERS)
    return Diffusion()


@dataclass(frozen=True)
class _Names:
    """How parts of a UNet are named. outer: attention at the highest resolution; inner: at lower ones; deepest: at half
    of the highest, after three others."""

    outer: re.Pattern[str]
    inner: re.Pattern[str]
    deepest: re.Pattern[str]
    projection: re.Pattern[str]
    labels: str


_ORIGINAL = _Names(
    re.compile(r"input_blocks\.[12]\.1\.transformer_blocks\."),
    re.compile(r"input_blocks\.[3-8]\.1\.transformer_blocks\."),
    re.compile(r"input_blocks\.[3-5]\.1\.transformer_blocks\.[3-9]\."),
    re.compile(r"input_blocks\.[1-8]\.1\.proj_in\.weight"),
    "label_emb.0.0.weight",
)
_DIFFUSERS = _Names(
    re.compile(r"down_blocks\.0\.attentions\.\d\.transformer_blocks\."),
    re.compile(r"down_blocks\.1\.attentions\.\d\.transformer_blocks\."),
    re.compile(r"down_blocks\.1\.attentions\.\d\.transformer_blocks\.[3-9]\."),
    re.compile(r"down_blocks\.[01]\.attentions\.0\.proj_in\.weight"),
    "add_embedding.linear_1.weight",
)


def _unet(part: Shapes, first: str, names: _Names) -> Diffusion:
    """Stable Diffusion 1 attends at every resolution through convolutions, 2 through linear layers; SDXL not at the
    highest, and takes sizes and a second text beside (Podell et al. 2023)."""
    shape = part[first]
    variant = {_INPAINT: "inpaint", _EDIT: "edit"}.get(shape[1], "") if len(shape) == 4 else ""
    if any(names.outer.match(name) for name in part):
        linear = any(names.projection.match(name) and len(part[name]) == 2 for name in part)
        if linear and names.labels in part:
            variant = "unclip"
        return Diffusion("sd2" if linear else "sd1", variant)
    if any(names.inner.match(name) for name in part) and names.labels in part:
        refines = any(names.deepest.match(name) for name in part)
        return Diffusion("sdxl-refiner" if refines else "sdxl", variant or ("v" if "v_pred" in part else ""))
    return Diffusion()
