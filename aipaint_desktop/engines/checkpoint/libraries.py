"""The libraries of the extra `checkpoints`: whether they are there, and how they are imported.

None of them then asks anything of a network.
"""

import importlib.util
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.computing.torchvision import hide_broken_torchvision
from aipaint_desktop.garbage import uncollected
from aipaint_desktop.values.refusal import BadInput, Sentence

HOW_TO_GET = Sentence(
    "Your own models need the extra 'checkpoints': start once with python3 start.py --checkpoints, "
    "or install aipaint-desktop[checkpoints]."
)
_LIBRARIES = ("diffusers", "transformers", "peft", "accelerate")


def libraries_present() -> bool:
    """Tell whether the extra is installed, without importing anything of it."""
    return all(importlib.util.find_spec(name) is not None for name in _LIBRARIES)


def check_libraries() -> None:
    """Raise `BadInput` with how to get the extra where it is not installed."""
    if not libraries_present():
        raise BadInput.saying(HOW_TO_GET)


def load_libraries() -> None:
    """Import them, silent and offline. Raises `BadInput` where they are not there."""
    check_libraries()
    # read when they are imported: whatever they lack, they say so and do not fetch it
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    devices.load()
    with quiet(), uncollected(), _without_sockets():
        hide_broken_torchvision()
        import diffusers
        import tqdm
        import transformers

        tqdm.tqdm.monitor_interval = 0  # of bars that nobody sees, by a thread that would not end

        diffusers.utils.logging.set_verbosity_error()
        diffusers.utils.logging.disable_progress_bar()
        transformers.utils.logging.set_verbosity_error()
        transformers.utils.logging.disable_progress_bar()


@contextmanager
def _without_sockets() -> Iterator[None]:
    """Have urllib3, which is imported along, not try out a socket of IPv6."""
    there = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = there
