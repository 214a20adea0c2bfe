"""Telling what a model file is from its tensors; its name does not count."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from aipaint_desktop.engines.checkpoint.families import diffusion_family, is_whole
from aipaint_desktop.engines.checkpoint.pipelines import PIPELINES, pipeline_named
from aipaint_desktop.modelstore.model_files.controls import identify_control
from aipaint_desktop.modelstore.model_files.gguf_header import read_gguf
from aipaint_desktop.modelstore.model_files.header import Header, read_safetensors
from aipaint_desktop.modelstore.model_files.lora_naming import identify_lora, is_lora
from aipaint_desktop.modelstore.model_files.model_file import PICKLED, Identity, Kind
from aipaint_desktop.modelstore.model_files.pickle_header import read_pickle
from aipaint_desktop.modelstore.model_files.upscalers import NOT_FOR_PICTURES, architecture_of
from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of

MODEL_INDEX = "model_index.json"
PICKLES = (".pt", ".pth", ".ckpt", ".bin", ".pkl", ".pickle")
_READERS: Mapping[str, Callable[[Path], Header]] = {
    ".safetensors": read_safetensors,
    ".sft": read_safetensors,
    ".gguf": read_gguf,
}
SUFFIXES = (*_READERS, *PICKLES)
"""What model files end in."""

_LONGEST_INDEX = 1_000_000  # bytes of a model_index.json
_WIDTHS = {768: "sd1", 1024: "sd2", 1280: "sdxl", 2048: "sdxl", 4096: ""}
_PIPELINES = (  # what the class of a folder begins with
    ("StableDiffusionXLImg2Img", "sdxl-refiner"),
    ("StableDiffusionXL", "sdxl"),
    ("StableDiffusion3", "sd3"),
    ("StableDiffusion", "sd"),
    ("StableUnCLIP", "sd2"),
    ("Flux2", "flux2"),
    ("Flux", "flux"),
    ("Chroma", "chroma"),
    ("PixArt", "pixart"),
    ("Sana", "sana"),
    ("KandinskyV22", "kandinsky"),
    ("Kandinsky", "kandinsky"),
    ("UnCLIP", "karlo"),
    ("QwenImage", "qwen-image"),
    ("ZImage", "z-image"),
)


def identify(path: Path) -> Identity:
    """Tell what a file, or a folder with `model_index.json`, is. Whatever is in it, the answer says so; none is an
    exception."""
    try:
        if path.is_dir():
            return _identify_folder(path)
        suffix = path.suffix.lower()
        if suffix in PICKLES:
            return _identify_pickle(path)
        if suffix not in _READERS:
            raise BadInput("{0} is no model file: {1} are.", path.name, ", ".join(_READERS))
        return identify_header(_READERS[suffix](path))
    except BadInput as error:
        return Identity(Kind.REFUSED, reason=error.sentence)


def identify_header(header: Header) -> Identity:
    """Tell what the tensors of a header are."""
    names = header.shapes
    if not names:
        return _unknown(Sentence("There are no tensors in it."))
    if control := identify_control(header):
        return control
    if is_lora(header):
        return identify_lora(header)
    diffusion = diffusion_family(names)
    if diffusion.family:
        kind = Kind.CHECKPOINT if is_whole(names) else Kind.DIFFUSION
        return Identity(kind, diffusion.family, diffusion.variant)
    if architecture := architecture_of(names):
        reason = NOT_FOR_PICTURES.get(architecture)
        return Identity(Kind.UPSCALER if reason is None else Kind.REFUSED, architecture, reason=reason)
    return _identify_part(header)


def _identify_part(header: Header) -> Identity:
    names = header.shapes
    bare = {name.removeprefix("first_stage_model.").removeprefix("vae.") for name in names}
    if {"encoder.conv_in.weight", "decoder.conv_in.weight"} <= bare or "decoder.conv_in.weight" in bare:
        return Identity(Kind.VAE)
    if {"decoder.layers.0.weight", "encoder.layers.0.weight"} & bare or {
        "1.weight",
        "3.conv.0.weight",
    } <= bare:
        return Identity(Kind.VAE, variant="tiny")
    if any("vision_model.embeddings." in name or name.startswith("visual.") for name in names):
        return Identity(Kind.IMAGE_ENCODER)
    if any(mark in name for name in names for mark in _TEXT_ENCODERS):
        return Identity(Kind.TEXT_ENCODER)
    if embedding := _embedding(header):
        return embedding
    return _unknown(
        Sentence(
            "Its tensors are not those of any kind of model that is known here; the first is {0}.",
            repr(next(iter(names))[:80]),
        )
    )


_TEXT_ENCODERS = (
    "embeddings.token_embedding",
    "encoder.block.0.layer.0.SelfAttention.k",
    "enc.blk.0.attn_k.weight",
    "model.embed_tokens.weight",
    "transformer.resblocks.0.attn",
)


def _embedding(header: Header) -> Identity | None:
    """A textual inversion: one tensor a text encoder, each row a vector that stands for a word."""
    shapes = header.shapes
    if {"clip_l", "clip_g"} <= shapes.keys() and len(shapes) == 2:
        return Identity(Kind.EMBEDDING, "sdxl")
    if "emb_params" in shapes and len(shapes) <= 2:
        return Identity(
            Kind.EMBEDDING, next((_WIDTHS[side] for side in shapes["emb_params"][-1:] if side in _WIDTHS), "")
        )
    widths = {shape[-1] for shape in shapes.values() if 1 <= len(shape) <= 2}
    if (
        len(shapes) <= 4
        and all(1 <= len(shape) <= 2 for shape in shapes.values())
        and widths <= _WIDTHS.keys()
    ):
        family = "sdxl" if len(widths) > 1 else _WIDTHS[next(iter(widths))]
        return Identity(Kind.EMBEDDING, family)
    return None


def _identify_pickle(path: Path) -> Identity:
    """Only upscalers are read from pickles, and only ones that would do nothing else when they are opened."""
    found = architecture_of(frozenset(read_pickle(path).shapes)) if path.suffix.lower() == ".pth" else ""
    if found and found not in NOT_FOR_PICTURES:
        return Identity(Kind.UPSCALER, found, PICKLED)
    return Identity(
        Kind.REFUSED,
        reason=Sentence(
            "The weights {0} are a pickle, which could run any program when opened; only safetensors are read.",
            path.name,
        ),
    )


def _identify_folder(path: Path) -> Identity:
    index = path / MODEL_INDEX
    try:
        if index.stat().st_size > _LONGEST_INDEX:
            raise BadInput("{0} in {1} is too long.", MODEL_INDEX, path.name)
        values = json.loads(index.read_bytes())
    except OSError as error:
        raise BadInput("{0} in {1} cannot be read: {2}.", MODEL_INDEX, path.name, reason_of(error)) from None
    except (ValueError, RecursionError):
        raise BadInput("{0} in {1} is not JSON.", MODEL_INDEX, path.name) from None
    pipeline = values.get("_class_name") if isinstance(values, dict) else None
    if not isinstance(pipeline, str):
        raise BadInput("{0} in {1} does not say what the model is.", MODEL_INDEX, path.name)
    parts = [
        name
        for name, made in values.items()
        if isinstance(made, list) and len(made) == 2 and all(isinstance(one, str) for one in made)
    ]
    missing = [name for name in parts if Path(name).name != name or not (path / name).is_dir()]
    if missing:
        raise BadInput("The folder {0} lacks its part {1}.", path.name, repr(missing[0][:80]))
    if known := pipeline_named(pipeline):
        return Identity(Kind.FOLDER, PIPELINES[known].family, PIPELINES[known].variant)
    family = next((family for start, family in _PIPELINES if pipeline.startswith(start)), "")
    if family == "sd":
        family = _unet_of(path)
    variant = "inpaint" if "Inpaint" in pipeline else ""
    if family and not family.startswith("sd"):  # an edition of it for something else
        variant = pipeline.removesuffix("Pipeline")
    return Identity(Kind.FOLDER, family, variant)


def _unet_of(path: Path) -> str:
    """Which Stable Diffusion a folder is, by the configuration of its UNet."""
    try:
        config = path / "unet" / "config.json"
        values = json.loads(config.read_bytes()) if config.stat().st_size < _LONGEST_INDEX else {}
    except (OSError, ValueError, RecursionError):
        return ""
    if not isinstance(values, dict):
        return ""
    return "sd2" if values.get("use_linear_projection") else "sd1"


def _unknown(reason: Sentence) -> Identity:
    return Identity(Kind.UNKNOWN, reason=reason)
