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
Precision: TypeAlias = Literal["fp32"]

AUTO = "auto"
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Device:
    """precision: what pixels and matrix products are computed in.

    It is fp32 everywhere: the engine there is compares patches, which is bound by memory, and in bf16 finds
    others without being faster, even where the processor multiplies bf16 natively.
    """

    kind: Kind
    precision: Precision = "fp32"


def choose_device(wish: str = AUTO) -> Device:
    """The device to compute on: the one wished for, or else CUDA before MPS before CPU.

    The same machine always chooses the same, so that a request gives the same pixels again.
    Raises `BadInput` where the device wished for is not there.
    """
    if wish not in (AUTO, *KINDS):
        raise BadInput(f"There is no device {wish!r}: choose {', '.join((AUTO, *KINDS))}.")
    present = available()
    if wish != AUTO and wish not in present:
        raise BadInput(f"This machine has no {wish.upper()} device that torch can use.")
    return Device(present[0] if wish == AUTO else cast(Kind, wish))


def available() -> tuple[Kind, ...]:
    """The devices that torch can use here, fastest first; the CPU is always among them."""
    load()
    import torch

    found: list[Kind] = ["cpu"]
    if torch.backends.mps.is_available():
        found.insert(0, "mps")
    if torch.cuda.is_available():
        found.insert(0, "cuda")
    return tuple(found)


def describe(device: Device) -> str:
    """The device for people, such as "NVIDIA GeForce RTX 4070" or "CPU with 8 threads"."""
    import torch

    match device.kind:
        case "cuda":
            return torch.cuda.get_device_name()
        case "mps":
            return "Apple GPU"
        case "cpu":
            return f"CPU with {torch.get_num_threads()} threads"


def let_idle_threads_sleep() -> None:
    """Keep torch's threads on Linux from spinning for long while they wait; call before torch is imported.

    GNU OpenMP's threads spin for up to milliseconds at the end of each parallel operation. Where another
    program, or the window, wants the processor as well, that is what they all wait for: small operations took
    four to ten times as long. After a thousand turns they sleep, which costs nothing on an idle machine.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")


def load() -> None:
    """Import torch now, so that the first job need not wait for it.

    On Linux its libraries, several hundred megabytes, are mapped beforehand by a foreign call, which lets
    other threads run; the import would hold the interpreter's lock all the while and stall the window.
    """
    let_idle_threads_sleep()
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
