"""Paintings without their detail, as the upscaling network is given them: shrunken, and enlarged again."""

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate

from aipaint_desktop.nn.resize import gaussian_blur

_FACTORS = 2.2, 4.6
_BLURS = 0.35, 1.15  # standard deviations, px of the small picture
_NOISY, _NOISE = 0.5, 0.05  # share of pictures that are grainy, and the most of the grain


def shrunken(painting: Tensor, random: np.random.Generator) -> Tensor:
    """A painting (1, 3, H, W) in −1..1 through a small copy of it, which is blurred and at times grainy as small
    pictures from elsewhere are; of the same shape."""
    height, width = painting.shape[2:]
    factor = np.exp(random.uniform(*np.log(_FACTORS)))
    size = round(height / factor), round(width / factor)
    small = interpolate(painting, size, mode="bicubic", antialias=True)
    small = gaussian_blur(small, random.uniform(*_BLURS))
    if random.random() < _NOISY:
        grain = random.normal(0, random.uniform(0, _NOISE), small.shape)
        small = small + torch.from_numpy(grain).float()
    return interpolate(small, (height, width), mode="bicubic").clamp(-1, 1)
