"""Loading ControlNets and T2I-Adapters from where they lie."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aipaint_desktop.engines.checkpoint.architecture import Config
from aipaint_desktop.engines.checkpoint.control.controlnet import Unlike, controlnet_config
from aipaint_desktop.engines.checkpoint.control.controlnet import diffusers_names as controlnet_names
from aipaint_desktop.engines.checkpoint.control.t2i_adapter import diffusers_names as t2i_adapter_names
from aipaint_desktop.engines.checkpoint.control.t2i_adapter import t2i_adapter_config
from aipaint_desktop.engines.checkpoint.families import Shapes
from aipaint_desktop.engines.checkpoint.narrow import compute_in
from aipaint_desktop.engines.checkpoint.safetensors_file import read_shapes, read_tensors
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch
    from torch import nn

_LONGEST_CONFIG = 100_000  # bytes
_NO_SHAPE_TELLS: Mapping[str, type] = {  # of a ControlNet
    "controlnet_conditioning_channel_order": str,
    "global_pool_conditions": bool,
}


def load_control(path: Path, unet: Any, model: str, dtype: "torch.dtype") -> Any:
    """Load a ControlNet or T2I-Adapter of diffusers.

    unet: the network that it is to guide; model: what that is called. dtype: what it computes in; weights that are
    narrower stay so. Raises `BadInput` with a sentence that names the file and what it lacks, or both where they do
    not fit together.
    """
    import diffusers

    shapes = read_shapes(path)
    try:
        if is_t2i_adapter(shapes):
            names = t2i_adapter_names(shapes, path.name)
            config = t2i_adapter_config(_as(names, shapes), path.name)
            if not _sees_as(config, unet.config):
                raise Unlike
            network = _empty(diffusers.T2IAdapter, config, path.name)
        else:
            names = controlnet_names(shapes, path.name)
            config = controlnet_config(_as(names, shapes), unet.config, path.name) | _noted_beside(path)
            network = _empty(diffusers.ControlNetModel, config, path.name)
        _check(network, _as(names, shapes), path.name)
    except Unlike:
        raise does_not_fit(path.name, model) from None
    tensors = read_tensors(path, ("",), dtype)
    network.load_state_dict({names[name]: tensor for name, tensor in tensors.items()}, assign=True)
    network.requires_grad_(False)
    network.eval()
    compute_in(network, dtype)
    return network


def is_t2i_adapter(shapes: Shapes) -> bool:
    """Tell whether these are the tensors of a T2I-Adapter."""
    return any(name.removeprefix("adapter.").startswith("body.") for name in shapes)


def does_not_fit(name: str, model: str) -> BadInput:
    """Say that a file was made for another kind of model than this one."""
    return BadInput("{0} does not fit {1}: it is made for another kind of model.", name, model)


def _sees_as(adapter: Config, unet: Mapping[str, Any]) -> bool:
    """Whether a T2I-Adapter gives what a network has at each resolution: where that attends to nothing at the highest,
    as in SDXL, it begins at half of it."""
    widths = list(unet["block_out_channels"])
    side = 8 if unet["down_block_types"][0].startswith("CrossAttn") else 16
    outs = [*adapter["channels"], adapter["channels"][-1]]
    return adapter["downscale_factor"] == side and outs[: len(widths)] == widths


def _as(names: Mapping[str, str], shapes: Shapes) -> Shapes:
    return {names[name]: shape for name, shape in shapes.items()}


def _noted_beside(path: Path) -> Config:
    """What diffusers notes beside a ControlNet and no shape tells; nothing where it noted nothing that can be read."""
    with suppress(OSError, ValueError, RecursionError), (path.parent / "config.json").open("rb") as file:
        values = json.loads(file.read(_LONGEST_CONFIG))
        if isinstance(values, dict):
            return {
                name: values[name]
                for name, kind in _NO_SHAPE_TELLS.items()
                if isinstance(values.get(name), kind)
            }
    return {}


def _empty(kind: Any, config: Config, name: str) -> Any:
    """A network without weights."""
    import torch

    try:
        with torch.device("meta"), quiet():
            return kind(**config)
    except (ValueError, TypeError, IndexError, KeyError, RuntimeError):
        raise BadInput("{0} is not built as its kind is.", name) from None


def _check(network: "nn.Module", shapes: Shapes, name: str) -> None:
    """Raise `BadInput` where a file lacks tensors, or has others."""
    wanted = {key: tuple(tensor.shape) for key, tensor in network.state_dict().items()}
    missing = next((key for key in wanted if key not in shapes), None)
    if missing is not None:
        raise BadInput("{0} is damaged: it lacks {1}, or that is of another shape.", name, missing)
    odd = next((key for key in shapes if key not in wanted), None)
    if odd is not None:
        raise BadInput("{0} has a tensor {1} that its kind has not.", name, repr(odd[:80]))
    if any(shapes[key] != shape for key, shape in wanted.items()):
        raise Unlike
