"""T2I-Adapters (Mou et al. 2023): small networks that see a map once, and add what they see to what the network that
denoises has at each resolution."""

import re
from collections.abc import Iterable

from aipaint_desktop.engines.checkpoint.architecture import Config
from aipaint_desktop.engines.checkpoint.families import Shapes
from aipaint_desktop.values.refusal import BadInput

_SEEN = {1: (1, 8), 3: (3, 8), 4: (1, 16), 12: (3, 16)}  # channels and side of squares, by their px / 64
_LEVELS = 4
_MOST_LAYERS = 32


def diffusers_names(shapes: Shapes, file: str) -> dict[str, str]:
    """Give the names that the tensors of a T2I-Adapter have in diffusers, by those in its file, which may be those of
    the first publication. Raises `BadInput`."""
    bare = {name: name.removeprefix("adapter.") for name in shapes}
    if any(".resnets." in name for name in bare.values()):
        return {name: f"adapter.{one}" for name, one in bare.items()}
    layers = _layers(bare.values(), file)
    return {name: f"adapter.{_renamed(one, layers)}" for name, one in bare.items()}


def t2i_adapter_config(shapes: Shapes, file: str) -> Config:
    """Read the numbers of a T2I-Adapter from the shapes of its tensors, named as in diffusers. Raises `BadInput`."""
    light = "adapter.conv_in.weight" not in shapes
    first = shapes.get("adapter.body.0.in_conv.weight" if light else "adapter.conv_in.weight", ())
    if len(first) != 4 or first[1] % 64 or first[1] // 64 not in _SEEN:
        raise BadInput("{0} is not built as T2I-Adapters are.", file)
    channels, side = _SEEN[first[1] // 64]
    last = "out_conv" if light else "resnets.0.block2"
    widths = [shapes.get(f"adapter.body.{level}.{last}.weight", ()) for level in range(_LEVELS)]
    layers = len(
        {name for name in shapes if re.fullmatch(r"adapter\.body\.0\.resnets\.\d+\.block1\.weight", name)}
    )
    if not all(len(shape) == 4 for shape in widths) or not 1 <= layers <= _MOST_LAYERS:
        raise BadInput("{0} is not built as T2I-Adapters are.", file)
    outs = [shape[0] for shape in widths]
    return {
        "in_channels": channels,
        "channels": outs[:-1] if light else outs,
        "num_res_blocks": layers,
        "downscale_factor": side,
        "adapter_type": "light_adapter" if light else "full_adapter_xl" if side == 16 else "full_adapter",
    }


def _layers(names: Iterable[str], file: str) -> int:
    """How many layers each resolution has: the first publication numbers them all, but for light ones."""
    found = {int(match[1]) for name in names if (match := re.match(r"body\.(\d{1,3})\.", name))}
    if not found or found != set(range(len(found))) or len(found) % _LEVELS:
        raise BadInput("{0} is not built as T2I-Adapters are.", file)
    return len(found) // _LEVELS


def _renamed(name: str, layers: int) -> str:
    if match := re.fullmatch(r"body\.(\d+)\.body\.(\d+)\.(.+)", name):  # of a light one
        return f"body.{match[1]}.resnets.{match[2]}.{match[3]}"
    match = re.fullmatch(r"body\.(\d+)\.(block[12]|in_conv)\.(.+)", name)
    if match is None:
        return name
    level, layer = divmod(int(match[1]), layers)
    place = f"body.{level}" if match[2] == "in_conv" else f"body.{level}.resnets.{layer}"
    return f"{place}.{match[2]}.{match[3]}"
