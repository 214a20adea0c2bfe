"""Pictures as tensors, made up for tests."""

import torch
from torch import Tensor
from torch.nn.functional import interpolate


def shapes_and_noise(seed: int, height: int, width: int) -> Tensor:
    """Broad shapes and fine noise: (1, 3, height, width) in −1..1."""
    generator = torch.Generator().manual_seed(seed)
    shapes = torch.rand(1, 3, 3, 3, generator=generator) * 1.6 - 0.8
    broad = interpolate(shapes, (height, width), mode="bicubic")
    return (broad + 0.1 * torch.randn(1, 3, height, width, generator=generator)).clamp(-1, 1)
