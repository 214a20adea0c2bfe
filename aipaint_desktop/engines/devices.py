"""Where torch computes and in which precision: CUDA, MPS or CPU.

torch is imported inside the functions only: the window and `--help` must not wait for it.
"""

import ctypes
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, cast, get_args

from aipaint_desktop.engines.base import BadInput

Kind: TypeAlias = Literal["cuda", "mps", "cpu"]
Precision: TypeAlias = Literal["bf16", "fp32"]

AUTO = "auto"
KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)


@dataclass(frozen=True)
class Device:
    """precision: of matrix products and convolutions, where an engine can bear it; pixels stay fp32."""

    kind: Kind
    precision: Precision


def choose_device(wish: str = AUTO, precision: str = AUTO) -> Device:
    """The device to compute on: the one wished for, or else CUDA before MPS before CPU.

    bf16 is chosen only where the processor multiplies it natively, on such a CPU (AVX512-BF16 or AMX) in a
    half to a sixth of the time; where it is emulated it is slower than fp32. It is not measured, so that the
    same machine always chooses the same and a request gives the same pixels again.

    Raises `BadInput` where the device wished for is not there.
    """
    if wish not in (AUTO, *KINDS):
        raise BadInput(f"There is no device {wish!r}: choose {', '.join((AUTO, *KINDS))}.")
    if precision not in (AUTO, *PRECISIONS):
        raise BadInput(f"There is no precision {precision!r}: choose {', '.join((AUTO, *PRECISIONS))}.")
    present = available()
    if wish != AUTO and wish not in present:
        raise BadInput(f"This machine has no {wish.upper()} device that torch can use.")
    kind = present[0] if wish == AUTO else cast(Kind, wish)
    if precision == AUTO:
        return Device(kind, "bf16" if _multiplies_bf16(kind) else "fp32")
    return Device(kind, cast(Precision, precision))


def available() -> tuple[Kind, ...]:
    """The devices that torch can use here, fastest first; the CPU is always among them."""
    import torch

    found: list[Kind] = ["cpu"]
    if torch.backends.mps.is_available():
        found.insert(0, "mps")
    if torch.cuda.is_available():
        found.insert(0, "cuda")
    return tuple(found)


def describe(device: Device) -> str:
    """The device for people, such as "NVIDIA GeForce RTX 4070, bf16" or "CPU with 8 threads, fp32"."""
    import torch

    match device.kind:
        case "cuda":
            name = torch.cuda.get_device_name()
        case "mps":
            name = "Apple GPU"
        case "cpu":
            name = f"CPU with {torch.get_num_threads()} threads"
    return f"{name}, {device.precision}"


def load() -> None:
    """Import torch now, so that the first job need not wait for it.

    On Linux its libraries, several hundred megabytes, are mapped beforehand by a foreign call, which lets
    other threads run; the import would hold the interpreter's lock all the while and stall the window.
    """
    if sys.platform == "linux" and "torch" not in sys.modules:
        _map_libraries()
    import torch  # noqa: F401


def out_of_memory(error: Exception) -> bool:
    """Whether this exception, of Python or of torch, means that memory ran out."""
    # torch raises RuntimeErrors: OutOfMemoryError on a GPU, one with the allocator's message on the CPU
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and "memory" in str(error).lower()
    )


def _map_libraries() -> None:
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return
    library = Path(spec.origin).parent / "lib" / "libtorch_python.so"
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes = [ctypes.c_char_p, ctypes.c_int]
    dlopen.restype = ctypes.c_void_p
    dlopen(os.fsencode(library), os.RTLD_LAZY)  # where this fails, the import says why


def _multiplies_bf16(kind: Kind) -> bool:
    import torch

    match kind:
        case "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
        case "mps":
            return False
        case "cpu":
            return bool(torch.cpu._is_avx512_bf16_supported())
