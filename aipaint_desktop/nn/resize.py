"""Resizing and blurring of (N, C, H, W) float images, antialiased."""

import torch
import torch.nn.functional as F
from torch import Tensor

_WIDE = 4.0


def resize(image: Tensor, height: int, width: int) -> Tensor:
    """Resize bicubically, antialiased when it shrinks. (N, C, H, W) -> (N, C, height, width)."""
    if image.shape[-2:] == (height, width):
        return image
    return F.interpolate(image, (height, width), mode="bicubic", antialias=True, align_corners=False)


def gaussian_blur(image: Tensor, sigma: float) -> Tensor:
    """Blur by a separable Gaussian with reflected borders; sigma in px. (N, C, H, W) -> same.

    A wide one is taken of a smaller image, which looks the same and takes no longer than a narrow one.
    """
    if sigma > 2 * _WIDE:
        height, width = image.shape[-2:]
        factor = _WIDE / sigma
        small = resize(image, max(2, round(height * factor)), max(2, round(width * factor)))
        return resize(gaussian_blur(small, sigma * small.shape[-2] / height), height, width)
    radius = min(max(1, round(3 * sigma)), min(image.shape[-2:]) - 1)
    x = torch.arange(-radius, radius + 1, dtype=image.dtype, device=image.device)
    kernel = torch.exp(-0.5 * (x / sigma) ** 2)
    kernel = kernel / kernel.sum()
    channels = image.shape[1]
    rows = kernel.view(1, 1, -1, 1).expand(channels, 1, -1, 1)
    columns = kernel.view(1, 1, 1, -1).expand(channels, 1, 1, -1)
    image = F.conv2d(F.pad(image, (0, 0, radius, radius), mode="reflect"), rows, groups=channels)
    return F.conv2d(F.pad(image, (radius, radius, 0, 0), mode="reflect"), columns, groups=channels)
