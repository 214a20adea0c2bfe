"""Loading a folder that one of diffusers' own pipelines paints."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.checkpoint.loading import INDEX, read_json, told_of_loading
from aipaint_desktop.engines.checkpoint.networks import LIBRARIES, MOVED, load_network, networks_of
from aipaint_desktop.engines.checkpoint.other.painting import OtherPainter
from aipaint_desktop.engines.checkpoint.other.processors import processors_without_torchvision
from aipaint_desktop.engines.checkpoint.other.single_file import load_denoiser
from aipaint_desktop.engines.checkpoint.pipelines import PIPELINES, pipeline_named
from aipaint_desktop.engines.computing.memory import free_memory
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch

_DENOISES = "transformer"
_UNUSED = ("safety_checker",)  # parts that are not painted with
_LEFT = 2_000_000_000  # bytes of a card, for pictures


def is_other(path: Path) -> bool:
    """Tell whether a model is such a folder."""
    return path.is_dir() and bool(pipeline_named(_class_of(path)))


def load_other(
    path: Path, dtype: "torch.dtype", device: Device, denoises: Path | None = None
) -> OtherPainter:
    """Load such a folder. denoises: a file that stands in for its network that denoises; of a folder with a prior alone
    the one with the other half. Raises `BadInput` with a sentence that names it and what it lacks."""
    if denoises is not None and denoises.is_dir():
        pipe = _both_halves(path, denoises, dtype)
    else:
        pipe = _load_pipeline(path, dtype, denoises)
    placed = [part for part in pipe.components.values() if hasattr(part, "parameters")]
    for network in placed:
        network.requires_grad_(False)
    if device.kind != "cpu":
        # the networks take turns where they find no room together
        size, free = sum(one.nbytes for part in placed for one in part.parameters()), free_memory(device)
        if free is None or size < free - _LEFT:
            pipe.to(device.kind)
        else:
            pipe.enable_model_cpu_offload(device=device.kind)
    return OtherPainter(pipe, PIPELINES[type(pipe).__name__], (denoises or path).name)


def _both_halves(prior: Path, decoder: Path, dtype: "torch.dtype") -> Any:
    """A pipeline of two folders, as diffusers would put it together that can download one of them."""
    import diffusers

    thinks, paints = _load_pipeline(prior, dtype), _load_pipeline(decoder, dtype)
    with told_of_loading(decoder.name):
        return diffusers.KandinskyV22CombinedPipeline(
            **paints.components, **{f"prior_{name}": part for name, part in thinks.components.items()}
        )


def _load_pipeline(path: Path, dtype: "torch.dtype", denoises: Path | None = None) -> Any:
    """A pipeline of diffusers with what is in a folder. denoises: as in `load_other`."""
    import diffusers

    index = read_json(path / INDEX, path.name)
    for part, made in index.items():
        match made:
            case _ if part in _UNUSED or (denoises is not None and part == _DENOISES):
                continue
            case [str(library), str(kind)] if library in LIBRARIES or kind in MOVED:
                _check_weights(path, part)
            case [None, None]:
                continue
            case [_, _]:
                raise BadInput(
                    "In the folder {0} the part '{1}' is of a kind that is not known.", path.name, part[:80]
                )
    name = pipeline_named(_class_of(path))
    with told_of_loading(path.name):
        networks = {
            part: load_network(path, part, index[part], dtype)
            for part in networks_of(path, index)
            if part not in _UNUSED and not (denoises is not None and part == _DENOISES)
        }
        moved = {part: network for part, network in networks.items() if index[part][1] in MOVED}
        later = processors_without_torchvision(path, index) | moved  # that a pipeline does not look for
        unused = [part for part in _UNUSED if part in index]
        given: dict[str, Any] = networks | dict.fromkeys([*later, *unused])
        if denoises is not None:
            network = getattr(diffusers, str(index.get(_DENOISES, ["", ""])[1]), None)
            if network is None:
                raise BadInput("The folder {0} lacks its part '{1}'.", path.name, _DENOISES)
            given[_DENOISES] = load_denoiser(denoises, network, path, dtype)
        pipe: Any = getattr(diffusers, name).from_pretrained(
            path, local_files_only=True, torch_dtype=dtype, **given
        )
        pipe.register_modules(**later)
        return pipe


def _class_of(path: Path) -> str:
    return str(read_json(path / INDEX, path.name).get("_class_name"))


def _check_weights(path: Path, part: str) -> None:
    """Raise `BadInput` where a part's weights are pickles, or it is not there."""
    if Path(part).name != part or not (path / part).is_dir():
        raise BadInput("The folder {0} lacks its part '{1}'.", path.name, part[:80])
    names = [file.name for file in (path / part).iterdir()]
    if any(name.endswith((".bin", ".ckpt", ".pt")) for name in names) and not any(
        name.endswith(".safetensors") for name in names
    ):
        raise BadInput(
            "The part '{0}' of {1} is a pickle, which could run any program when opened; "
            "only safetensors are read.",
            part,
            path.name,
        )
