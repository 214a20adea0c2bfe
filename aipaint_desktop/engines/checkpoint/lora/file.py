"""Reading a LoRA: its tensors, gathered by the layer that they change.

Names of tensors are those of sd-scripts (Kohya), LyCORIS, diffusers (old and new) and peft.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from safetensors import SafetensorError, safe_open

from aipaint_desktop.engines.checkpoint.safetensors_file import check_no_pickle
from aipaint_desktop.values.refusal import BadInput, reason_of
from aipaint_desktop.values.text import as_text

if TYPE_CHECKING:
    from torch import Tensor

Parts: TypeAlias = dict[str, "Tensor"]
"""What changes one layer, by what it is of the change: "down", "up", "alpha", "w1_a" …"""

_PARTS: Mapping[str, str] = {  # by how names of tensors end
    ".lora_down.weight": "down",
    ".lora_A.weight": "down",
    ".lora_A.default.weight": "down",
    ".lora.down.weight": "down",
    "_lora.down.weight": "down",
    ".lora_linear_layer.down.weight": "down",
    ".lora_up.weight": "up",
    ".lora_B.weight": "up",
    ".lora_B.default.weight": "up",
    ".lora.up.weight": "up",
    "_lora.up.weight": "up",
    ".lora_linear_layer.up.weight": "up",
    ".lora_mid.weight": "mid",
    ".alpha": "alpha",
    ".dora_scale": "magnitude",
    ".lora_magnitude_vector": "magnitude",
    ".lora_magnitude_vector.weight": "magnitude",
    ".lora_magnitude_vector.default.weight": "magnitude",
    **{f".hada_{part}": part for part in ("w1_a", "w1_b", "w2_a", "w2_b", "t1", "t2")},
    **{f".lokr_{part}": f"kron_{part}" for part in ("w1", "w1_a", "w1_b", "w2", "w2_a", "w2_b", "t2")},
    ".diff": "diff",
    ".diff_b": "diff_bias",
}
_ENDINGS = sorted(_PARTS, key=len, reverse=True)
_ADAPTER = re.compile("|".join(map(re.escape, ("lora", "hada", "lokr", "diff"))))
_NOT_READ = {  # kinds of adapters that are known by name alone
    "OFT": re.compile(r"\.oft_|^oft_"),
    "BOFT": re.compile(r"\.boft_"),
    "GLoRA": re.compile(r"\.[ab][12]\.weight$"),
    "(IA)³": re.compile(r"\.ia3_|\.on_input$"),
    "changes to normalisation": re.compile(r"\.[wb]_norm$"),
}
_DORA = ".dora_scale"  # of LyCORIS; old files have lengths of inputs
_CONFIG = "adapter_config.json"  # of peft, beside the file
_METADATA = "lora_adapter_metadata"  # of diffusers, in the file: the same for each part
_LONGEST_CONFIG = 1_000_000  # bytes


@dataclass(frozen=True, eq=False)
class Lora:
    """What a file holds. name: of the file. changes: by the layer that they are for, as the file names it."""

    name: str
    changes: Mapping[str, Parts]


def read_lora(path: Path) -> Lora:
    """Read a LoRA. Raises `BadInput` with a sentence that names the file and why it is none."""
    check_no_pickle(path)
    changes: dict[str, Parts] = {}
    try:
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            names = list(file.keys())
            _check_kind(names, path.name)
            for name in names:
                place, part = _place_and_part(name, path.name)
                tensor = file.get_tensor(name).clone()
                if name.endswith(_DORA) and tensor.ndim > 1 and tensor.shape[0] == 1 < tensor.numel():
                    raise _untried(path.name, "DoRA over inputs")
                changes.setdefault(place, {})[part] = tensor
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except SafetensorError:
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None
    _check_numbers(changes, path.name)
    _set_alphas(changes, _config_of(path, metadata))
    return Lora(path.name, changes)


def _check_kind(names: list[str], file: str) -> None:
    for kind, pattern in _NOT_READ.items():
        if any(pattern.search(name) for name in names):
            raise _untried(file, kind)
    if not any(_ADAPTER.search(name) for name in names):
        raise BadInput("{0} is no LoRA: none of its tensors is named as those of one are.", file)


def _untried(file: str, kind: str) -> BadInput:
    return BadInput("{0} is of a kind ({1}) that is known but not tried.", file, kind)


def _place_and_part(name: str, file: str) -> tuple[str, str]:
    for ending in _ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending), _PARTS[ending]
    raise BadInput("{0} holds the tensor {1}, which is no part of a LoRA.", file, repr(as_text(name)[:80]))


def _check_numbers(changes: Mapping[str, Parts], file: str) -> None:
    for place, parts in changes.items():
        if any(not bool(tensor.float().isfinite().all()) for tensor in parts.values()):
            raise BadInput(
                "{0} is damaged: some of its weights for {1} are no numbers.", file, repr(as_text(place)[:80])
            )


def _config_of(path: Path, metadata: Mapping[str, str]) -> Mapping[str, Any]:
    """What peft or diffusers noted of an adapter; nothing where they noted nothing that can be read."""
    text = metadata.get(_METADATA)
    if text is None and path.stem == "adapter_model":
        try:
            with (path.parent / _CONFIG).open("rb") as file:
                text = file.read(_LONGEST_CONFIG).decode("utf-8", "replace")
        except OSError:
            return {}
    try:
        values = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _set_alphas(changes: Mapping[str, Parts], config: Mapping[str, Any]) -> None:
    """Give the changes of peft's their alpha, which stands beside the tensors."""
    import torch

    for place, parts in changes.items():
        if "alpha" not in parts and (alpha := _alpha(place.removeprefix("base_model.model."), config)):
            parts["alpha"] = torch.tensor(alpha)


def _alpha(place: str, config: Mapping[str, Any]) -> float | None:
    part, _dot, within = place.partition(".")
    if f"{part}.lora_alpha" in config:  # of several parts
        config = {
            name.removeprefix(f"{part}."): value
            for name, value in config.items()
            if name.startswith(f"{part}.")
        }
        place = within
    alpha = _number(config.get("lora_alpha", config.get("alpha")))
    patterns = config.get("alpha_pattern")
    for pattern, value in patterns.items() if isinstance(patterns, dict) else ():
        if place == pattern or place.endswith(f".{pattern}"):
            alpha = _number(value)
    rank = _number(config.get("r"))
    if alpha and rank and config.get("use_rslora"):
        return alpha * math.sqrt(rank)  # which divides by the root of the rank, and not by the rank
    return alpha


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)
