"""Small upscalers and restorers with random weights, of the very classes that spandrel has for real ones."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.upscaler_files.libraries import load_spandrel


def _esrgan() -> Any:
    from spandrel.architectures.ESRGAN import ESRGAN

    return ESRGAN(num_filters=8, num_blocks=2, scale=4)


def _compact() -> Any:
    from spandrel.architectures.Compact import Compact

    return Compact(num_feat=8, num_conv=3, upscale=2)


def _swinir() -> Any:
    from spandrel.architectures.SwinIR import SwinIR

    return SwinIR(
        embed_dim=12, depths=[2, 2], num_heads=[2, 2], window_size=8, upscale=2, upsampler="pixelshuffle"
    )


def _dncnn() -> Any:
    from spandrel.architectures.DnCNN import DnCNN

    return DnCNN(nc=8, nb=8, act_mode="R")


def _scunet() -> Any:
    from spandrel.architectures.SCUNet import SCUNet

    return SCUNet(config=[1, 1, 1, 1, 1, 1, 1], dim=64)


MAKERS: Mapping[str, Callable[[], Any]] = {
    "ESRGAN": _esrgan,
    "Compact": _compact,
    "SwinIR": _swinir,
    "DnCNN": _dncnn,
    "SCUNet": _scunet,
}


def tiny_upscaler(architecture: str, seed: int = 0) -> dict[str, Tensor]:
    """Make the weights of one, the same for the same seed. Its pictures are neither black nor white."""
    load_spandrel()
    torch.manual_seed(seed)
    with quiet():
        state: dict[str, Tensor] = MAKERS[architecture]().state_dict()
    return {name: tensor.clone().contiguous() for name, tensor in state.items()}


def save_upscaler(architecture: str, path: Path) -> Path:
    """Save one as the suffix of the path says."""
    state = tiny_upscaler(architecture)
    if path.suffix == ".pth":
        torch.save({"params_ema": state}, path)
    else:
        save_file(state, path)
    return path
