"""The network that denoises from a file of its own, safetensors or GGUF, for a folder that has all the rest."""

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aipaint_desktop.engines.checkpoint.safetensors_file import read_shapes
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch

GGUF = ".gguf"


def load_denoiser(path: Path, kind: Any, parts: Path, dtype: "torch.dtype") -> Any:
    """Load what denoises. kind: its class; parts: the folder whose `transformer` says its numbers. Quantised weights
    stay so, and each layer widens its own while it computes. Raises `BadInput`."""
    more: dict[str, Any] = {}
    if path.suffix.lower() == GGUF:
        from diffusers import GGUFQuantizationConfig

        check_gguf(path)
        more["quantization_config"] = GGUFQuantizationConfig(compute_dtype=dtype)
    else:
        more |= _told_by(read_shapes(path))
    if not (parts / "transformer" / "config.json").is_file():
        raise BadInput(
            "{0} lacks transformer/config.json, which says how {1} is built.", parts.name, path.name
        )
    network = kind.from_single_file(
        str(path),
        config=str(parts),
        subfolder="transformer",
        local_files_only=True,
        torch_dtype=dtype,
        **more,
    )
    if any(parameter.is_meta for parameter in network.parameters()):
        raise BadInput("{0} does not fit the other parts in {1}: weights are missing.", path.name, parts.name)
    return network


def check_gguf(path: Path) -> None:
    """Raise `BadInput` where a GGUF file cannot be read, or its tensors would take more than there is of it."""
    if importlib.util.find_spec("gguf") is None:
        raise BadInput("GGUF files need the package gguf: install aipaint-desktop[checkpoints] anew.")
    from gguf import GGUFReader

    try:
        tensors = GGUFReader(path).tensors
    except (OSError, ValueError, TypeError, KeyError, IndexError, OverflowError, UnicodeError) as error:
        raise BadInput("{0} is damaged or cut off: its tensors cannot be read.", path.name) from error
    if sum(int(tensor.n_bytes) for tensor in tensors) > path.stat().st_size:
        raise BadInput("{0} is damaged: its tensors lie over each other or apart.", path.name)


def _told_by(shapes: Any) -> dict[str, Any]:
    """Numbers that differ between editions of one family, as tensors tell them."""
    names = {name.removeprefix("model.diffusion_model.") for name in shapes}
    if any(name.startswith("double_blocks.") for name in names):  # FLUX.1
        return {"guidance_embeds": any(name.startswith("guidance_in.") for name in names)}
    return {}
