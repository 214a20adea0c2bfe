"""Words of their own for parts of a picture: what is predicted with each counts where it is meant, at every step.

The blending of predictions is that of Bar-Tal et al. 2023, MultiDiffusion.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, eq=False)
class Region:
    """Where words count, (H, W) uint8 of the size that is painted."""

    prompt: str
    mask: NDArray[np.uint8]

    def with_words(self, prompt: str) -> str:
        """Give its own words and those of the whole picture."""
        return ", ".join(filter(None, (self.prompt.strip(), prompt.strip())))


def shares_of(regions: Sequence[Region], latents: "Tensor") -> "Tensor":
    """Tell how much of each latent, (1, channels, h, w), is of what: (1 + regions, 1, h, w), which come to 1. The first
    is what no region has; where regions lie over one another, each has its part."""
    import torch
    from torch.nn.functional import interpolate

    masks = torch.from_numpy(np.stack([region.mask for region in regions]).astype(np.float32) / 255)
    small = interpolate(masks[:, None], latents.shape[2:], mode="area").to(latents)
    total = small.sum(0, keepdim=True)
    return torch.cat([(1 - total).clamp(min=0), small / total.clamp(min=1)])


def in_regions(predict: "Callable[[int], Tensor]", shares: "Tensor") -> "Tensor":
    """Blend predictions (1, channels, h, w). shares: see `shares_of`. predict: gives what is predicted with the words
    of a number, 0 for those of the whole picture; is not asked where they count nowhere."""
    whole: Tensor | None = None
    for number, share in enumerate(shares):
        if share.any():
            part = share * predict(number)
            whole = part if whole is None else whole + part
    assert whole is not None
    return whole
