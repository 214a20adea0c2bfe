"""Loading an upscaler from a file: what spandrel makes of its tensors, which are read by readers that run nothing."""

import math
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from aipaint_desktop.engines.computing.devices import out_of_memory
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.upscaler_files.libraries import load_spandrel
from aipaint_desktop.engines.upscaler_files.naming import wrapping
from aipaint_desktop.values.refusal import BadInput, reason_of

_PICKLE = ".pth"
_LEAST_NUMBERED = 64  # parts that a small network may be numbered to
_TIMES, _BESIDE = 8, 2**28  # a network takes at most so many times its file, and bytes beside
_DEEPEST = 4  # tables of tensors within each other in a pickle
_CHANNELS = (1, 3, 4)
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    SafetensorError,
    TypeError,
    ValueError,
    pickle.UnpicklingError,
)


def load_upscaler(path: Path) -> Any:
    """Load an upscaler or restorer, a descriptor of spandrel's, on the CPU.

    The file must have been identified, which looks at the sizes that it tells. Raises `BadInput` with one sentence
    that names the file and what is wrong with it.
    """
    load_spandrel()
    import spandrel

    try:
        size = path.stat().st_size
        state = _tensors(path, size)
        with quiet(), _Bounded(_TIMES * size + _BESIDE), torch.no_grad():
            found = spandrel.MAIN_REGISTRY.load(state)
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except spandrel.UnsupportedModelError:
        raise BadInput("{0} is of no architecture that spandrel knows.", path.name) from None
    except _FAULTS as error:
        if out_of_memory(error):
            raise
        raise BadInput("{0} cannot be loaded: {1}.", path.name, first_words(error)) from error
    if not isinstance(found, spandrel.ImageModelDescriptor) or found.purpose == "FaceSR":
        raise BadInput("{0} is not for whole pictures, which alone is done here.", path.name)
    if found.input_channels not in _CHANNELS or found.output_channels not in _CHANNELS:
        raise BadInput("{0} is not for pictures in colour or grey.", path.name)
    found.model.requires_grad_(requires_grad=False)
    return found.eval()


def first_words(error: Exception) -> str:
    """Take what a library says first of what is wrong, in one line; torch begins with whose fault it is."""
    lines = [line for line in map(str.strip, str(error).splitlines()) if line and "Error(s) in" not in line]
    return " ".join((lines or [type(error).__name__])[0].split()).rstrip(".:")[:200]


def _tensors(path: Path, size: int) -> Mapping[str, Tensor]:
    """Read the tensors by their names as the architecture has them."""
    import spandrel

    if path.suffix.lower() == _PICKLE:
        read = torch.load(path, map_location="cpu", weights_only=True)
    else:
        read = load_file(path)
    state = spandrel.canonicalize_state_dict(read) if isinstance(read, dict) else {}
    begin = wrapping([name for name in state if isinstance(name, str)])
    state = {str(name).removeprefix(begin): tensor for name, tensor in state.items()}
    tensors = {name: tensor for name, tensor in state.items() if isinstance(tensor, Tensor)}
    if sum(tensor.numel() * tensor.element_size() for tensor in tensors.values()) > size:
        raise BadInput("{0} is damaged: its tensors are larger than the file.", path.name)
    most = max(_LEAST_NUMBERED, len(tensors))
    if any(part.isdigit() and int(part[:9]) > most for name in tensors for part in name.split(".")):
        raise BadInput("{0} is damaged: its parts are numbered as those of no network are.", path.name)
    return {
        name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in tensors.items()
    }


class _Bounded(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Refuses to make more tensors than a network of a file's size has any need of, before they are made."""

    def __init__(self, most: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._left = most

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = func.name().partition("::")[2].partition(".")[0]
        if name in _MADE and args and isinstance(args[_MADE[name]], (list, tuple)):
            self._spend(math.prod(args[_MADE[name]]))
        elif name in _COUNTED and args and isinstance(args[0], (int, float)):
            self._spend(int(max(number for number in args if isinstance(number, (int, float)))))
        return func(*args, **(kwargs or {}))

    def _spend(self, numbers: int) -> None:
        self._left -= 4 * numbers
        if self._left < 0:
            raise ValueError("it says of itself that it is larger than its file")


_MADE = {
    "empty": 0,
    "empty_strided": 0,
    "full": 0,
    "ones": 0,
    "rand": 0,
    "randn": 0,
    "zeros": 0,
    "new_empty": 1,
    "new_full": 1,
    "new_ones": 1,
    "new_zeros": 1,
}
"""What makes tensors of a size that it is told, and which of its arguments that is."""

_COUNTED = ("arange", "linspace")
