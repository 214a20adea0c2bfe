"""Where a training run stands, as a safetensors file: weights, optimisers, counters. There is no pickle in it."""

import json
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.values.refusal import BadInput


class Learning(Protocol):
    """What learns, as far as that is kept. networks: everything that has weights. optimisers: by name."""

    networks: nn.ModuleDict
    optimisers: dict[str, torch.optim.Optimizer]


def save_checkpoint(path: Path, learner: Learning, facts: dict[str, Any]) -> None:
    """Write everything that the learner has learned, atomically. facts: what else is to be kept, as JSON values.

    Raises `BadInput` where it cannot be written.
    """
    tensors = {f"networks/{name}": value for name, value in learner.networks.state_dict().items()}
    for name, optimiser in learner.optimisers.items():
        for index, state in optimiser.state_dict()["state"].items():
            tensors |= {f"optimisers/{name}/{index}/{key}": value for key, value in state.items()}
    plain = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    write_atomically(path, save(plain, {"facts": json.dumps(facts)}))


def read_facts(path: Path) -> dict[str, Any]:
    """Read what `save_checkpoint` was given beside the learner. Raises `BadInput`."""
    try:
        with safe_open(path, framework="pt") as file:
            facts: dict[str, Any] = json.loads(file.metadata()["facts"])
            return facts
    except (SafetensorError, OSError, KeyError, TypeError, ValueError):
        raise BadInput(
            "{0} is damaged or not of a training run, which cannot go on from it.", path.name
        ) from None


def load_checkpoint(path: Path, learner: Learning) -> None:
    """Give a learner of the same kind back what it had learned. Raises `BadInput`."""
    networks: dict[str, Tensor] = {}
    states: dict[str, dict[int, dict[str, Tensor]]] = {name: {} for name in learner.optimisers}
    try:
        with safe_open(path, framework="pt") as file:
            for name in file.keys():  # noqa: SIM118
                room, _, rest = name.partition("/")
                if room == "networks":
                    networks[rest] = file.get_tensor(name)
                else:
                    optimiser, index, key = rest.split("/")
                    states[optimiser].setdefault(int(index), {})[key] = file.get_tensor(name)
        learner.networks.load_state_dict(networks)
        for name, state in states.items():
            groups = learner.optimisers[name].state_dict()["param_groups"]
            learner.optimisers[name].load_state_dict({"state": state, "param_groups": groups})
    except (SafetensorError, OSError, RuntimeError, KeyError, ValueError):
        raise BadInput(
            "{0} is damaged or not of a training run, which cannot go on from it.", path.name
        ) from None
