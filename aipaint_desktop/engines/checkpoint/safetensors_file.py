"""What all files of weights have to be before anything is read of them."""

import json
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors import SafetensorError, safe_open

from aipaint_desktop.engines.checkpoint.families import Shapes
from aipaint_desktop.values.refusal import BadInput, reason_of

if TYPE_CHECKING:
    import torch

_PICKLES = (".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle")


def check_no_pickle(path: Path) -> None:
    """Raise `BadInput` where a file could run any program when it is opened."""
    if path.suffix.lower() in _PICKLES:
        raise BadInput(
            "{0} is a pickle, which could run any program when opened; only safetensors are read.", path.name
        )


def read_shapes(path: Path) -> Shapes:
    """Read the shapes of the tensors of a safetensors file, and no tensor. Raises `BadInput`."""
    check_no_pickle(path)
    try:
        with safe_open(path, framework="numpy") as file:
            return {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except SafetensorError:
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None


def number_types(path: Path) -> frozenset[str]:
    """Tell the types of numbers with a fraction that a file holds, as the format calls them. Raises `BadInput`."""
    try:
        with safe_open(path, framework="numpy") as file:
            found = frozenset(file.get_slice(name).get_dtype() for name in file.keys())  # noqa: SIM118
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except SafetensorError:
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None
    return frozenset(name for name in found if name.startswith(("F", "BF")))


def read_tensors(path: Path, prefixes: tuple[str, ...], most: "torch.dtype") -> "dict[str, torch.Tensor]":
    """Read the tensors whose names begin so, piece by piece: what is read takes no more memory than it has bytes.

    most: the type of number that wider ones become as they are read. Raises `BadInput`.
    """
    import torch

    shapes = read_shapes(path)  # looks at everything that the format asks for
    made: dict[str, torch.Tensor] = {}
    try:
        with path.open("rb", buffering=0) as file:
            length = int.from_bytes(_exactly(file, _LENGTH, path.name), "little")
            header = json.loads(_exactly(file, length, path.name))
            wanted = [name for name in shapes if name.startswith(prefixes)]
            for name in sorted(wanted, key=lambda name: int(header[name]["data_offsets"][0])):
                told = header[name]
                tensor = torch.empty(shapes[name], dtype=_number_type(told["dtype"], name, path.name))
                file.seek(_LENGTH + length + int(told["data_offsets"][0]))
                _fill(file, tensor.reshape(-1).view(torch.uint8).numpy().data, path.name)
                wider = tensor.is_floating_point() and tensor.itemsize > most.itemsize
                made[name] = tensor.to(most) if wider else tensor
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except (KeyError, ValueError, TypeError, IndexError):  # it changed since its shapes were read
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None
    return made


_LENGTH = 8  # bytes, of the length of the header
_NUMBERS = {
    "F64": "float64",
    "F32": "float32",
    "F16": "float16",
    "BF16": "bfloat16",
    "F8_E4M3": "float8_e4m3fn",
    "F8_E5M2": "float8_e5m2",
    "I64": "int64",
    "I32": "int32",
    "I16": "int16",
    "I8": "int8",
    "U8": "uint8",
    "BOOL": "bool",
}


def _number_type(name: str, tensor: str, file: str) -> "torch.dtype":
    import torch

    if name not in _NUMBERS:
        raise BadInput("{0} has numbers of a type ({1}) that is not read, in {2}.", file, name, tensor[:80])
    dtype: torch.dtype = getattr(torch, _NUMBERS[name])
    return dtype


def _exactly(file: FileIO, count: int, name: str) -> bytes:
    content = file.read(count)
    if len(content) != count:
        raise BadInput("{0} is damaged or no safetensors file.", name)
    return content


def _fill(file: FileIO, into: memoryview, name: str) -> None:
    reached = 0
    while reached < len(into):
        read = file.readinto(into[reached:])
        if not read:
            raise BadInput("{0} is damaged or no safetensors file.", name)
        reached += read
