"""Differentiable augmentation (Zhao et al. 2020, Differentiable augmentation for data-efficient GAN training).

The discriminator sees real and made pictures only after the same kinds of random changes, through which the gradient
flows on to the generator; so a few pictures cannot be learned by heart, and the changes do not leak into the results.
"""

import torch
from torch import Tensor
from torch.nn.functional import pad

_SHIFT = 1 / 8  # of the side, at most
_HOLE = 1 / 2  # of the side


def augmented(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Change pictures (N, 3, H, W) in −1..1 each in its own way: other colours, shifted, and with a square hole."""
    return _cut_out(_shifted(_recoloured(pictures, generator), generator), generator)


def _recoloured(x: Tensor, generator: torch.Generator) -> Tensor:
    """Brightness, saturation and contrast."""

    def random() -> Tensor:
        return torch.rand(len(x), 1, 1, 1, generator=generator).to(x.device)

    x = x + random() - 0.5
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * (2 * random())
    middle = x.mean((1, 2, 3), keepdim=True)
    return middle + (x - middle) * (0.5 + random())


def _shifted(x: Tensor, generator: torch.Generator) -> Tensor:
    """Moved by whole pixels; what comes in from outside is 0."""
    height, width = x.shape[2:]
    most = round(_SHIFT * height)
    offsets = torch.randint(0, 2 * most + 1, (len(x), 2), generator=generator).tolist()
    padded = pad(x, (most, most, most, most))
    return torch.stack(
        [
            picture[:, top : top + height, left : left + width]
            for picture, (top, left) in zip(padded, offsets, strict=True)
        ]
    )


def _cut_out(x: Tensor, generator: torch.Generator) -> Tensor:
    """With a square of 0, which may reach beyond the border."""
    side = x.shape[2]
    half = round(_HOLE * side / 2)
    centre = torch.randint(0, side + 1, (2, len(x), 1), generator=generator).to(x.device)
    place = torch.arange(side, device=x.device)
    rows, columns = ((place - middle).abs() < half for middle in centre)
    hole = rows[:, None, :, None] & columns[:, None, None, :]
    return x.masked_fill(hole, 0.0)
