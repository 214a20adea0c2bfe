"""The colours of pictures, of all of it and of its finest details, and giving one picture those of another.

Colours are carried over by the linear Monge-Kantorovich map (Pitié & Kokaram 2007), the one of least movement between
two Gaussians.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

BANDS = 3

_NOISE = 1e-3  # variance added to every colour, so that a flat picture is not stretched without bound
_DETAIL_NOISE = 1e-5
_DETAIL_SHARE = 0.5  # of the way: all of it, a blurred picture's missing ones would be made up
_SPLINE = (1, 4, 6, 4, 1)  # /16
_REACH = 2 * (2**BANDS - 1)  # px that the broadest blur sees to each side


@dataclass(frozen=True)
class Palette:
    """Describes the colours of N pictures: mean (N, 3) and covariance (N, 3, 3) of RGB in −1..1, and the covariances of
    the bands of detail, (N, bands, 3, 3), the finest first."""

    mean: Tensor
    covariance: Tensor
    detail: Tensor

    def each(self, change: Callable[[Tensor], Tensor]) -> "Palette":
        """Change all three in the same way."""
        return Palette(change(self.mean), change(self.covariance), change(self.detail))

    def in_colours(self, mean: Tensor, covariance: Tensor) -> "Palette":
        """Take other colours, in which details have as much contrast beside the whole as they have here."""
        size, other = (one.diagonal(dim1=1, dim2=2).sum(1) + _NOISE for one in (self.covariance, covariance))
        return Palette(mean, covariance, self.detail * (other / size)[:, None, None, None])


def palette(x: Tensor) -> Palette:
    """Describe the colours of pictures (N, 3, H, W), 15 px a side or more."""
    mean, covariance = colour_moments(with_blurs(x))
    return Palette(mean[:, :3], covariance[:, :3, :3], _detail(covariance))


def together(palettes: Sequence[Palette]) -> Palette:
    """Join palettes into one."""
    return Palette(
        torch.cat([one.mean for one in palettes]),
        torch.cat([one.covariance for one in palettes]),
        torch.cat([one.detail for one in palettes]),
    )


def colour_moments(x: Tensor) -> tuple[Tensor, Tensor]:
    """Compute mean (N, C) and covariance (N, C, C) of the colours of x (N, C, H, W), float32."""
    points = x.float().flatten(2)
    count = points.shape[2]
    mean = (points @ points.new_ones(count, 1))[..., 0] / count  # several times faster than `mean`
    return mean, points @ points.mT / count - mean[:, :, None] * mean[:, None]


def move_colours(
    x: Tensor,
    mean: Tensor,
    covariance: Tensor,
    to_mean: Tensor,
    to_covariance: Tensor,
    amount: Tensor | float = 1.0,
) -> Tensor:
    """Move the colours of x (N, 3, H, W), of this mean and covariance, to others; within −1..1. amount: how much of the
    way, 0 to 1, a number or (N,)."""
    matrix = _map(covariance, to_covariance, _NOISE)
    shift = to_mean[..., None] - matrix @ mean[..., None]
    return _moved(x, matrix, shift, torch.eye(3, device=x.device), amount)


def with_blurs(x: Tensor) -> Tensor:
    """Stack pictures (N, 3, H, W), 15 px a side or more, above their ever broader blurs: (N, 3 · (1 + bands), H, W).
    The difference of each from the next is a band of detail (à trous wavelets with the cubic spline: Starck &
    Murtagh 1994)."""
    height, width = x.shape[2:]
    blurred, margin = pad(x.float(), (_REACH,) * 4, mode="reflect"), _REACH
    blurs = [x.float()]
    for level in range(BANDS):
        blurred, margin = _blurred(blurred, 2**level), margin - 2 * 2**level
        blurs.append(blurred[..., margin : margin + height, margin : margin + width])
    return torch.cat(blurs, 1)


def put_right(
    blurs: Tensor, mean: Tensor, covariance: Tensor, wanted: Palette, amount: Tensor | float = 1.0
) -> Tensor:
    """Move the colours of the pictures (N, 3, H, W) of `with_blurs` to a palette's, and their details' half of the way.
    mean, covariance: their `colour_moments`. amount: as `move_colours` takes it."""
    unmoved = _steps(covariance.device)
    details = torch.lerp(
        torch.eye(3, device=covariance.device),
        _map(_detail(covariance), wanted.detail, _DETAIL_NOISE),
        _DETAIL_SHARE,
    )
    # all of it is linear in the picture and its blurs, and so are the colours that come of it
    matrix = (details @ unmoved[:-1]).sum(1) + unmoved[-1]
    mean = (matrix @ mean[..., None])[..., 0]
    colours = _map(matrix @ covariance @ matrix.mT, wanted.covariance, _NOISE)
    shift = wanted.mean[..., None] - colours @ mean[..., None]
    itself = torch.eye(3, 3 * (1 + BANDS), device=blurs.device)
    return _moved(blurs, colours @ matrix, shift, itself, amount)


def _moved(x: Tensor, matrix: Tensor, shift: Tensor, itself: Tensor, amount: Tensor | float) -> Tensor:
    """x (N, C, H, W) after a linear map to (N, 3, H, W), at amount 0 after the map `itself`; within −1..1."""
    share = torch.as_tensor(amount, dtype=torch.float32, device=x.device).expand(len(x)).view(-1, 1, 1)
    matrix, shift = torch.lerp(itself, matrix, share), share * shift
    points = torch.baddbmm(shift, matrix.expand(len(x), -1, -1), x.flatten(2))
    return points.clamp_(-1, 1).view(len(x), 3, *x.shape[2:])


def _steps(device: torch.device) -> Tensor:
    """(bands + 1, 3, 3 · (1 + bands)): what makes the bands, and what remains, of a picture and its blurs."""
    blurs = torch.eye(3 * (1 + BANDS), device=device).view(1 + BANDS, 3, -1)
    return torch.cat([blurs[:-1] - blurs[1:], blurs[-1:]])


def _detail(covariance: Tensor) -> Tensor:
    """The covariances of the bands (N, bands, 3, 3) from that of `with_blurs`."""
    steps = _steps(covariance.device)[:-1]
    return steps @ covariance[:, None] @ steps.mT


def _map(covariance: Tensor, wanted: Tensor, noise: float) -> Tensor:
    """The matrices (..., 3, 3) that give colours of one covariance another."""
    still = noise * torch.eye(3, device=covariance.device)
    root, inverse = _roots(covariance + still)
    between, _ = _roots(root @ (wanted + still) @ root)
    return inverse @ between @ inverse


def _roots(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Square root and inverse square root of symmetric positive matrices (..., 3, 3)."""
    values, vectors = torch.linalg.eigh(matrix)
    root = values.clamp_min(1e-10).sqrt()[..., None, :]
    return (vectors * root) @ vectors.mT, (vectors / root) @ vectors.mT


def _blurred(x: Tensor, step: int) -> Tensor:
    """Under the cubic spline with its five points so many px apart; smaller by what it sees. By hand, because a
    convolution of three channels takes ten times as long."""
    for dim in (3, 2):
        length = x.shape[dim] - (len(_SPLINE) - 1) * step
        first, *others, last = (x.narrow(dim, k * step, length) for k in range(len(_SPLINE)))
        x = torch.add(first, last)
        for share, values in zip(_SPLINE[1:-1], others, strict=True):
            x.add_(values, alpha=share)
    return x.mul_(1 / sum(_SPLINE) ** 2)
