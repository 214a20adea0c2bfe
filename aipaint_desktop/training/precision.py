"""The precision that networks are trained in here: bfloat16 where the processor multiplies it, or else float32.

Where it does not, bfloat16 is emulated, and ten times as slow as float32.
"""

from contextlib import AbstractContextManager

import torch

from aipaint_desktop.engines.devices import choose_device, number_type


def trained_type() -> torch.dtype:
    """What networks and what judges them compute in on this machine's CPU."""
    return number_type(choose_device("cpu", convolves=True))


def in_trained_type() -> AbstractContextManager[object]:
    """Where networks compute in `trained_type`, their weights staying float32."""
    return torch.autocast("cpu", torch.bfloat16, enabled=trained_type() is torch.bfloat16)
