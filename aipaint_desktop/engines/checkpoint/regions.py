"""Words and references of their own for parts of a picture. What is predicted with the words of each counts where it is
meant, at every step; what is seen in its reference is attended to there alone.

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
    """Where words and a reference count, (H, W) uint8 of the size that is painted.

    prompt: "" for the words of the whole picture. reference: (h, w, 3) uint8, of any size; None for those of the whole
    picture.
    """

    prompt: str
    mask: NDArray[np.uint8]
    reference: NDArray[np.uint8] | None = None

    def with_words(self, prompt: str) -> str:
        """Give its own words and those of the whole picture."""
        return ", ".join(filter(None, (self.prompt.strip(), prompt.strip())))


def shares_of(regions: Sequence[Region], latents: "Tensor") -> "Tensor":
    """Tell how much of each latent, (1, channels, h, w), is of what: (1 + regions, 1, h, w), which come to 1. The first
    is what no region has; where regions lie over one another, each has its part."""
    from torch.nn.functional import interpolate

    return _shared(interpolate(_masks(regions), latents.shape[2:], mode="area").to(latents))


def likeness_masks(regions: Sequence[Region], whole: int) -> "Tensor":
    """Tell where references count: (1, references, H, W) in 0..1.

    First come as many as are of the whole picture, which count where no region has its own, and then those of the
    regions, each of which has one.
    """
    import torch

    shares = _shared(_masks(regions))[:, 0]
    return torch.cat([shares[:1].expand(whole, -1, -1), shares[1:]])[None]


def _masks(regions: Sequence[Region]) -> "Tensor":
    import torch

    return torch.from_numpy(np.stack([region.mask for region in regions]).astype(np.float32) / 255)[:, None]


def _shared(masks: "Tensor") -> "Tensor":
    """Masks (regions, 1, h, w) that come to 1 at most, after what is in none of them."""
    import torch

    total = masks.sum(0, keepdim=True)
    return torch.cat([(1 - total).clamp(min=0), masks / total.clamp(min=1)])


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
