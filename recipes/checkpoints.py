"""Where a training run stands, in a file from which it goes on, on another device as well."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils._pytree import tree_map

CHECKPOINT = "training.pt"
WEIGHTS = "weights.safetensors"
"""What a run's folder holds: all that is needed to go on, and the average's weights, float16 as they ship."""


def save_state(folder: Path, state: Mapping[str, Any]) -> None:
    """Write where a run stands, at once or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{CHECKPOINT}.part"
    torch.save(tree_map(_in_memory, dict(state)), part)
    part.replace(folder / CHECKPOINT)


def load_state(folder: Path) -> dict[str, Any]:
    """Read what `save_state` wrote, its tensors in the machine's memory."""
    state: dict[str, Any] = torch.load(folder / CHECKPOINT, weights_only=True, map_location="cpu")
    return state


def half(network: torch.nn.Module) -> dict[str, Tensor]:
    """Give a network's weights as they ship: float16, in the machine's memory."""
    return {name: value.half().cpu().contiguous() for name, value in network.state_dict().items()}


def _in_memory(value: Any) -> Any:
    return value.detach().cpu() if isinstance(value, Tensor) else value
