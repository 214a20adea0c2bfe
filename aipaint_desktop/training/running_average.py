"""The running average of a network's weights, which makes better pictures than the weights of any one step."""

from copy import deepcopy
from typing import TypeVar

import torch
from torch import nn

N = TypeVar("N", bound=nn.Module)


def averaging(network: N) -> N:
    """Copy a network that is to follow it."""
    return deepcopy(network).requires_grad_(False).eval()


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, step: int, decay: float = 0.998) -> None:
    """Move the running average of the weights, and of statistics that the network keeps, on by a step.

    step: how many there were before. decay: what of the average stays; less in the first steps, so that what the
    network began with is soon forgotten.
    """
    share = 1 - min(decay, (1 + step) / (10 + step))
    torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), share)
    for kept, value in zip(average.buffers(), network.buffers(), strict=True):
        if kept.is_floating_point():
            kept.lerp_(value, share)
        else:
            kept.copy_(value)
