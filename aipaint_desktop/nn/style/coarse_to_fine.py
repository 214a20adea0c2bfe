"""What painting by optimisation from coarse to fine begins with and passes on, whatever it optimises."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, interpolate, pad

from aipaint_desktop.nn.palette import colour_moments, move_colours
from aipaint_desktop.nn.resize import resize
from aipaint_desktop.nn.style.nearest_neighbour_schedule import SURROUNDINGS

_BANDS = 5  # of the Laplacian pyramid
_SMALLEST_REFERENCE = 32  # px a side
_LAST_RATE = 0.05  # of the first, so that the picture settles
_MOMENTA = (0.9, 0.99)


@dataclass(frozen=True)
class Step:
    """One step of `steps`; image: (1, 3, h, w) in −1..1, float32, at the size of its scale."""

    step: int
    steps: int
    image: Tensor


def optimised(
    image: Tensor,
    gradient: Callable[[Tensor], Tensor],
    steps: int,
    rate: float,
    check: Callable[[], None],
    finest: int | None = None,
) -> Iterator[Tensor]:
    """Change the Laplacian pyramid of an image (1, 3, H, W) by Adam; yields the image after each step, in −1..1.

    gradient: of what is to become small, with respect to the image. rate: of the first step, in units of −1..1; they
    become smaller. check: called between any two parts of a step, may raise to stop. finest: how many bands of the
    pyramid are changed; None for all.
    """
    pyramid = laplacian_pyramid(image)
    bands = [band.clone().requires_grad_() for band in pyramid[:finest]]
    kept = pyramid[len(bands) :]
    check()
    adam = torch.optim.Adam(bands, betas=_MOMENTA)
    for step in range(steps):
        done = step / max(1, steps - 1)
        decay = _LAST_RATE + (1 - _LAST_RATE) * (1 + math.cos(math.pi * done)) / 2
        adam.param_groups[0]["lr"] = rate * decay
        adam.zero_grad()
        image = collapsed([*bands, *kept])
        check()
        towards = gradient(image.detach())
        check()
        torch.autograd.backward(image, towards)
        check()
        adam.step()
        check()
        with torch.no_grad():
            yield collapsed([*bands, *kept]).clamp(-1, 1)


def laplacian_pyramid(image: Tensor) -> list[Tensor]:
    """Take an image (1, 3, H, W) apart: what each halving loses, finest first, and at last what is left (Burt & Adelson
    1983)."""
    bands: list[Tensor] = []
    while len(bands) < _BANDS - 1 and min(image.shape[-2:]) >= 16:
        half = avg_pool2d(image, 2, ceil_mode=True)
        bands.append(image - _enlarged(half, image))
        image = half
    return [*bands, image]


def collapsed(bands: Sequence[Tensor]) -> Tensor:
    """Put the image of a Laplacian pyramid together again."""
    image = bands[-1]
    for band in reversed(bands[:-1]):
        image = band + _enlarged(image, band)
    return image


def _enlarged(image: Tensor, like: Tensor) -> Tensor:
    return interpolate(image, like.shape[-2:], mode="bilinear", align_corners=False)


def shares_of(weights: Sequence[float], references: Sequence[Tensor]) -> list[float]:
    """Turn the references' weights into shares of 1. Raises `ValueError` unless there is one weight for each reference,
    none negative and not all zero."""
    if len(weights) != len(references) or min(weights, default=-1) < 0 or sum(weights) <= 0:
        raise ValueError(f"{list(weights)} are no weights for {len(references)} references.")
    return [weight / sum(weights) for weight in weights]


def in_colours_of(picture: Tensor, references: Sequence[Tensor], shares: Sequence[float]) -> Tensor:
    """Give a picture (1, 3, H, W) the mean and the covariance of the colours of references (1, 3, h, w), mixed."""
    moments = [colour_moments(reference) for reference in references]
    mean = sum(share * mean for share, (mean, _) in zip(shares, moments, strict=True))
    covariance = sum(share * covariance for share, (_, covariance) in zip(shares, moments, strict=True))
    assert isinstance(mean, Tensor)
    assert isinstance(covariance, Tensor)
    return move_colours(picture, *colour_moments(picture), mean, covariance)


def surrounded(image: Tensor) -> Tensor:
    """Mirror an image (1, 3, H, W) beyond its borders, where VGG16's own padding would be seen in the paint."""
    return pad(image, [SURROUNDINGS] * 4, mode="reflect")


def shrunk(image: Tensor, factor: float) -> Tensor:
    """Resize a reference (1, 3, H, W), but not to less than a few px."""
    height, width = (max(_SMALLEST_REFERENCE, round(side * factor)) for side in image.shape[-2:])
    return resize(image, height, width).clamp(-1, 1)
