"""Where torch computes and in which precision: CUDA, MPS or CPU.

torch is imported inside the functions only: the window and `--help` must not wait for it.
"""

import ctypes
import gc
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from aipaint_desktop.engines.base.engine import Device, Kind
from aipaint_desktop.garbage import uncollected
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch

AUTO = "auto"
KINDS: tuple[Kind, ...] = get_args(Kind)
DEVICES = (AUTO, *KINDS)
"""What can be wished for; `AUTO` is the best there is."""
PRECISIONS = (AUTO, "fp32")

# of mallopt(3): M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD, whose largest is 32 MB
_KEPT = {-1: 512 * 2**20, -2: 64 * 2**20, -3: 32 * 2**20}


def choose_device(wish: str = AUTO, *, convolves: bool = False, precision: str = AUTO) -> Device:
    """Choose the device to compute on: the one wished for, or else CUDA before MPS before CPU.

    convolves: for a convolutional network, which computes in bf16 where the device multiplies it natively, two to
    three times as fast. Everything else computes in fp32.
    precision: one of `PRECISIONS`; "fp32" is for networks as well.
    The same machine always chooses the same, so that a request gives the same pixels again.
    Raises `BadInput` where the device wished for is not there.
    """
    if wish not in DEVICES:
        raise BadInput("There is no device {0}: choose {1}.", repr(wish), ", ".join(DEVICES))
    present = available()
    if wish != AUTO and wish not in present:
        raise BadInput("This machine has no {0} device that torch can use.", wish.upper())
    kind = present[0] if wish == AUTO else cast(Kind, wish)
    return Device(kind, "bf16" if convolves and precision == AUTO and _multiplies_bf16(kind) else "fp32")


def available() -> tuple[Kind, ...]:
    """List the devices that torch can use here, fastest first; the CPU is always among them."""
    load()
    import torch

    found: list[Kind] = ["cpu"]
    if torch.backends.mps.is_available():
        found.insert(0, "mps")
    if torch.cuda.is_available():
        found.insert(0, "cuda")
    return tuple(found)


def _multiplies_bf16(kind: Kind) -> bool:
    import torch

    match kind:
        case "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
        case "cpu":
            return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
        case "mps":
            return False


def number_type(device: Device) -> "torch.dtype":
    """Give what torch calls the precision that networks compute in on the device."""
    import torch

    return torch.bfloat16 if device.precision == "bf16" else torch.float32


def describe(device: Device) -> str:
    """Name the device for people, such as "NVIDIA GeForce RTX 4070" or "CPU with 8 threads"."""
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


def keep_freed_memory() -> None:
    """Have GNU's allocator keep up to half a gigabyte of what torch frees on the CPU for what it asks for next.

    By default larger pieces go back to the system, and every image that a network makes on its way is mapped and
    cleared anew: a third of the time of the style network, and more of a large picture's.
    """
    for option, number in _KEPT.items():
        _tell_allocator("mallopt", option, number)


def ask_for_large_pages() -> None:
    """Have torch on Linux ask for pages of 2 MB for what is as large; call before torch is imported.

    The system clears what it gives, and does so page by page: with pages of 4 kB that took as long again as the
    operation itself for everything that is large and read and written once, such as a rectifier.
    """
    os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")


def give_back_memory(*, of_gpu: bool = False) -> None:
    """Give what was kept back to the system: the work is done for now. of_gpu: what torch keeps of a GPU's as well."""
    _tell_allocator("malloc_trim", 0)
    if of_gpu and "torch" in sys.modules:
        import torch

        if torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
            torch.cuda.empty_cache()
        if torch.backends.mps.is_available():
            torch.mps.empty_cache()


def _tell_allocator(function: str, *numbers: int) -> None:
    """Call a function that GNU's C library has and others may not."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, function):
        getattr(libc, function)(*numbers)


def load() -> None:
    """Import torch now, so that the first job need not wait for it.

    Whoever runs engines beside a window calls this before the first of them. On Linux its libraries, several hundred
    megabytes, are mapped beforehand by a foreign call, which lets other threads run; the import would hold the
    interpreter's lock all the while and stall the window. What it makes lives as long as the program, so that no
    collection of garbage, which stalls the window as well, need look at it.
    """
    if "torch" in sys.modules:
        return
    let_idle_threads_sleep()
    keep_freed_memory()
    ask_for_large_pages()
    if sys.platform == "linux":
        _map_libraries()
    with uncollected():
        import torch  # noqa: F401

        gc.freeze()


def out_of_memory(error: BaseException) -> bool:
    """Tell whether this exception, of Python or of torch, means that memory ran out."""
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
