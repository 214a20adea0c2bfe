"""Loading a checkpoint from where it lies: a folder of diffusers, or a single file."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aipaint_desktop.engines.checkpoint.architecture import (
    ENCODER_PREFIXES,
    TOLD_GUIDANCE,
    UNET,
    VAE,
    Architecture,
    Config,
    architecture_of,
    scheduler_config,
)
from aipaint_desktop.engines.checkpoint.narrow import compute_in
from aipaint_desktop.engines.checkpoint.networks import load_network
from aipaint_desktop.engines.checkpoint.safetensors_file import number_types, read_shapes, read_tensors
from aipaint_desktop.engines.checkpoint.tokens import clip_tokenizer
from aipaint_desktop.engines.computing.devices import out_of_memory
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput, reason_of

if TYPE_CHECKING:
    import torch

INDEX = "model_index.json"
_LARGEST_INDEX = 1_000_000  # bytes
_FAMILY_OF = {
    "StableDiffusionPipeline": "sd",
    "StableDiffusionImg2ImgPipeline": "sd",
    "StableDiffusionInpaintPipeline": "sd",
    "StableDiffusionXLPipeline": "sdxl",
    "StableDiffusionXLImg2ImgPipeline": "sdxl",
    "StableDiffusionXLInpaintPipeline": "sdxl",
}
_PARTS: Mapping[str, tuple[str, ...]] = {
    "sd": ("unet", "vae", "text_encoder"),
    "sdxl": ("unet", "vae", "text_encoder", "text_encoder_2"),
}
_TOKENIZERS: Mapping[str, tuple[str, ...]] = {"sd": ("tokenizer",), "sdxl": ("tokenizer", "tokenizer_2")}
_UNTRIED = ("EDM", "FlowMatch")  # what their schedulers begin with
_CLASSES = {  # that parts may be of; a folder names them, and nothing else of it is run
    "UNet2DConditionModel",
    "AutoencoderKL",
    "CLIPTextModel",
    "CLIPTextModelWithProjection",
    "CLIPTokenizer",
    "CLIPTokenizerFast",
}


def load_checkpoint(path: Path, dtype: "torch.dtype", v_prediction: bool | None) -> Any:
    """Load a model: a pipeline of diffusers for words to a picture, which is not changed while anybody runs it.
    dtype: what it computes in; weights that are narrower stay so. v_prediction: what it predicts, None for what it says
        itself.

    Raises `BadInput` with a sentence that names the file and what it lacks. Nothing is asked of a network, and
    nothing in a file is run.
    """
    if path.is_dir():
        return _load_folder(path, dtype, v_prediction)
    return _load_file(path, dtype, v_prediction)


def _load_file(path: Path, dtype: "torch.dtype", v_prediction: bool | None) -> Any:
    import diffusers

    built = architecture_of(read_shapes(path), path.name)
    says = built.v_prediction if v_prediction is None else v_prediction
    schedule = scheduler_config(built.family, says)
    large = built.family == "sdxl"
    parts: dict[str, Any] = {"tokenizer": clip_tokenizer("!" if built.family == "sd2" else "<|endoftext|>")}
    if large:
        parts["tokenizer_2"] = clip_tokenizer("!")
    kind = diffusers.StableDiffusionXLPipeline if large else diffusers.StableDiffusionPipeline
    with tempfile.TemporaryDirectory(prefix="aipaint-") as folder, told_of_loading(path.name):
        _write_configs(Path(folder), built, schedule)
        parts |= _networks(path, built, folder, dtype)
        with quiet():
            pipe = kind(
                **parts,
                scheduler=getattr(diffusers, schedule["_class_name"]).from_config(schedule),
                **_unused(large),
            )
    return _complete(pipe, path.name, dtype)


def _networks(path: Path, built: Architecture, folder: str, dtype: "torch.dtype") -> dict[str, Any]:
    """The networks of a single file, one after the other, in the numbers that are there, none wider than `dtype`."""
    import diffusers
    import transformers
    from diffusers.loaders.single_file_utils import create_diffusers_clip_model_from_ldm

    made: dict[str, Any] = {}
    for part, kind, prefix in (
        ("unet", diffusers.UNet2DConditionModel, UNET),
        ("vae", diffusers.AutoencoderKL, VAE),
    ):
        tensors = read_tensors(path, (prefix,), dtype)
        told = tensors.get(TOLD_GUIDANCE) if part == "unet" else None
        made[part] = kind.from_single_file(
            tensors,
            config=folder,
            subfolder=part,
            local_files_only=True,
            torch_dtype=_widest(tensors),
            **({} if told is None else {"time_cond_proj_dim": None}),
        )
        if told is not None:
            _tell_guidance(made[part], told)
        del tensors
    encoders = {"text_encoder": transformers.CLIPTextModel}
    if built.family == "sdxl":
        encoders["text_encoder_2"] = transformers.CLIPTextModelWithProjection
    for part, kind in encoders.items():
        tensors = read_tensors(path, ENCODER_PREFIXES[part], dtype)
        made[part] = create_diffusers_clip_model_from_ldm(
            kind,
            checkpoint=tensors,
            subfolder=part,
            config=folder,
            torch_dtype=_widest(tensors),
            local_files_only=True,
        )
        del tensors
    return made


def _tell_guidance(unet: Any, told: "torch.Tensor") -> None:
    """Give a network the weights (channels, length) by which it is told of guidance: as diffusers renames tensors it
    leaves these out, and loads no network that lacks some."""
    import torch

    channels, length = told.shape
    layer = torch.nn.Linear(length, channels, bias=False, device="meta")
    layer.load_state_dict({"weight": told.to(unet.dtype)}, assign=True)
    unet.time_embedding.cond_proj = layer
    unet.register_to_config(time_cond_proj_dim=length)


def _widest(tensors: "Mapping[str, torch.Tensor]") -> "torch.dtype":
    """The type of number that holds all of these."""
    found = {tensor.dtype for tensor in tensors.values() if tensor.is_floating_point()}
    widest = max(found, key=lambda dtype: dtype.itemsize)
    import torch

    # neither of two types of one width holds the numbers of the other
    return torch.float32 if sum(dtype.itemsize == widest.itemsize for dtype in found) > 1 else widest


def _write_configs(folder: Path, built: Architecture, schedule: Config) -> None:
    """Write the numbers as diffusers reads them."""
    large = built.family == "sdxl"
    index: dict[str, Any] = {
        "_class_name": "StableDiffusionXLPipeline" if large else "StableDiffusionPipeline",
        "scheduler": ["diffusers", schedule["_class_name"]],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        **{name: [None, None] if value is None else value for name, value in _unused(large).items()},
    }
    if large:
        index |= {
            "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
            "tokenizer_2": ["transformers", "CLIPTokenizer"],
            "force_zeros_for_empty_prompt": True,
        }
    (folder / INDEX).write_text(json.dumps(index))
    for part, config in built.configs.items():
        (folder / part).mkdir()
        (folder / part / "config.json").write_text(json.dumps(config))


def _load_folder(path: Path, dtype: "torch.dtype", v_prediction: bool | None) -> Any:
    import diffusers

    index = read_json(path / INDEX, path.name)
    kind = _FAMILY_OF.get(str(index.get("_class_name")), "")
    if not kind:
        raise BadInput(
            "The folder {0} is of a kind that is known but not tried, or not known: {1}.",
            path.name,
            str(index.get("_class_name"))[:80],
        )
    for part in (*_PARTS[kind], *_TOKENIZERS[kind]):
        _check_class(path, part, index)
    _check_scheduler(path, index)
    for part in _PARTS[kind]:
        _check_weights(path, part)
    numbers = {part: _stored(path / part, dtype) for part in _PARTS[kind]}
    large = kind == "sdxl"
    pipeline = diffusers.StableDiffusionXLPipeline if large else diffusers.StableDiffusionPipeline
    with told_of_loading(path.name):
        networks = {part: load_network(path, part, index[part], numbers[part]) for part in _PARTS[kind]}
        pipe = pipeline.from_pretrained(path, local_files_only=True, **networks, **_unused(large))
        if v_prediction is not None:
            predicts = "v_prediction" if v_prediction else "epsilon"
            pipe.scheduler = type(pipe.scheduler).from_config(pipe.scheduler.config, prediction_type=predicts)
    return _complete(pipe, path.name, dtype)


def _unused(large: bool) -> dict[str, Any]:
    """What a pipeline is told of the parts that are not painted with."""
    without: dict[str, Any] = {"feature_extractor": None, "image_encoder": None}
    return without if large else without | {"safety_checker": None, "requires_safety_checker": False}


def _check_class(folder: Path, part: str, index: Mapping[str, Any]) -> None:
    """Raise `BadInput` where a part is not there or of an unknown class."""
    match index.get(part):
        case [str(), str(name)] if name in _CLASSES:
            pass
        case [None, None] | None:
            raise BadInput("The folder {0} lacks its part '{1}'.", folder.name, part)
        case _:
            raise BadInput(
                "In the folder {0} the part '{1}' is of a kind that is not known.", folder.name, part
            )


def _check_scheduler(folder: Path, index: Mapping[str, Any]) -> None:
    """Raise `BadInput` where the noise schedule is that of a kind that is not painted with."""
    match index.get("scheduler"):
        case [_, str(name)] if name.startswith(_UNTRIED):
            raise BadInput(
                "The folder {0} is of a kind that is known but not tried, or not known: {1}.",
                folder.name,
                name[:80],
            )


def _check_weights(folder: Path, part: str) -> None:
    """Raise `BadInput` where a part is not there in safetensors."""
    weights = sorted((folder / part).glob("*.safetensors"))
    if not weights:
        if any((folder / part).glob("*.bin")):
            raise BadInput(
                "The part '{0}' of {1} is a pickle, which could run any program when opened; "
                "only safetensors are read.",
                part,
                folder.name,
            )
        raise BadInput("The folder {0} lacks its part '{1}'.", folder.name, part)
    for file in weights:
        read_shapes(file)


def _stored(part: Path, dtype: "torch.dtype") -> "torch.dtype":
    """The numbers that a part of a folder is kept in: half as wide as `dtype`, or else that."""
    import torch

    kept = {number for file in part.glob("*.safetensors") for number in number_types(file)}
    halves = {"F16": torch.float16, "BF16": torch.bfloat16}
    if dtype == torch.float32 and len(kept) == 1 and (half := halves.get(kept.pop())) is not None:
        return half
    return dtype


def read_json(path: Path, folder: str) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LARGEST_INDEX))
    except FileNotFoundError:
        raise BadInput("The folder {0} is no model of diffusers: it has no {1}.", folder, path.name) from None
    except OSError as error:
        raise BadInput("{0} in {1} cannot be read: {2}.", path.name, folder, reason_of(error)) from None
    except (ValueError, RecursionError):
        raise BadInput("{0} in {1} is not JSON.", path.name, folder) from None
    if not isinstance(values, dict):
        raise BadInput("{0} in {1} is not JSON.", path.name, folder)
    return cast(Mapping[str, Any], values)


def _complete(pipe: Any, name: str, dtype: "torch.dtype") -> Any:
    """The pipeline, ready to run. Raises `BadInput` where weights of it were in no file."""
    for part, module in pipe.components.items():
        if not hasattr(module, "parameters"):
            continue
        if any(parameter.is_meta for parameter in module.parameters()):
            raise BadInput("{0} lacks weights of its part '{1}'.", name, part)
        module.requires_grad_(False)
        module.eval()
        compute_in(module, dtype)
    if pipe.unet.config.in_channels != 4:
        raise BadInput("{0} is made for filling or editing alone, which is known but not tried.", name)
    pipe.set_progress_bar_config(disable=True)
    return pipe


@contextmanager
def told_of_loading(name: str) -> Iterator[None]:
    """Make one sentence of what libraries say of files that are not what they seem."""
    try:
        with quiet():
            yield
    except BadInput:
        raise
    except Exception as error:  # tokenizers raise nothing more special
        if out_of_memory(error):
            raise
        said = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
        raise BadInput("{0} cannot be loaded: {1}.", name, said) from error
