"""The precision that networks are trained in here: bfloat16 where the processor multiplies it, or else float32.

Where it does not, bfloat16 is emulated, and ten times as slow as float32.
"""

from contextlib import AbstractContextManager
from functools import cache

import torch

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import choose_device, number_type


def in_precision(device: Device) -> AbstractContextManager[object]:
    """Compute networks in the device's precision, their weights staying float32."""
    return torch.autocast(device.kind, torch.bfloat16, enabled=device.precision == "bf16")


def in_trained_type() -> AbstractContextManager[object]:
    """Compute networks in the type that shipped ones are trained in, on this machine's CPU."""
    return in_precision(processor())


def trained_type() -> torch.dtype:
    """Tell which type networks, and what judges them, are trained in on this machine's CPU."""
    return number_type(processor())


@cache  # asked for several times a step
def processor() -> Device:
    """Choose this machine's CPU, in the precision that it multiplies."""
    return choose_device("cpu", convolves=True)
