"""A VAE of choice instead of a model's own."""

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors import SafetensorError, safe_open

from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on
from aipaint_desktop.engines.checkpoint.safetensors_file import check_no_pickle
from aipaint_desktop.engines.computing.devices import out_of_memory
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput, reason_of

if TYPE_CHECKING:
    from torch import Tensor

_PREFIXES = ("first_stage_model.", "vae.")
_ORIGINAL = "decoder.mid.block_1.conv1.weight"  # a name that only the first publications have


def with_vae(pipe: Any, path: Path) -> Any:
    """Give a pipeline that shares all with the given one but its VAE, which is read from a file and stays in its
    precision and on its device. Raises `BadInput` where the file holds none, or one of another kind."""
    import diffusers
    from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint

    own = pipe.vae
    tensors = _read(path)
    try:
        with quiet():
            if _ORIGINAL in tensors:
                tensors = convert_ldm_vae_checkpoint(tensors, dict(own.config))
            vae = diffusers.AutoencoderKL.from_config(own.config)
            vae.load_state_dict(tensors, strict=True)
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        if out_of_memory(error):
            raise
        raise BadInput(
            "{0} is no VAE for this kind of model: its tensors are others than those of the model's own.",
            path.name,
        ) from error
    vae.requires_grad_(False)
    twin = copy.copy(pipe)
    vars(twin)["vae"] = vae.eval().to(computes_on(own), computes_in(own))
    return twin


def _read(path: Path) -> "dict[str, Tensor]":
    check_no_pickle(path)
    try:
        with safe_open(path, framework="pt") as file:
            names = [name for name in file.keys() if not name.startswith(("loss.", "model_ema."))]  # noqa: SIM118
            return {_bare(name): file.get_tensor(name).clone() for name in names}
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except SafetensorError:
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None


def _bare(name: str) -> str:
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name
