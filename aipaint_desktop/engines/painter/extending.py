"""What lies beyond the edges of a picture: how it goes on there, what must not come again, and no seam between."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import conv1d, pad, unfold

from aipaint_desktop.nn.patches.bank import PATCH
from aipaint_desktop.nn.resize import gaussian_blur, resize

_SEEN_PIXELS = 3000  # at which what occurs once is looked for
_COMMON = 0.6  # of all patches, which cost nothing
_DOUBT = 4.0
_EDGE = 3  # px on both sides of an edge that are compared
_ALONG = 6.0  # px: standard deviation of what a difference is smoothed by along the edge
_TONE = 0.3  # of −1..1: a difference of more is of things, not of tone
_REACH = 1 / 6  # of the picture's short side: how far beyond an edge a difference is felt
_BATCH = 1024
_BAND = 1 / 20  # of the picture's short side
_SOFT = 1.5  # px: standard deviation of what a cut is softened by


@dataclass(frozen=True)
class Place:
    """Says where a picture of width × height px lies on a larger canvas, in px of that."""

    left: int
    top: int
    width: int
    height: int

    def shrunk(self, by: int, height: int, width: int) -> "Place":
        """Shrink it by so many px at each side behind which the canvas of width × height px goes on."""
        left, top = by * (self.left > 0), by * (self.top > 0)
        right = by * (self.left + self.width < width)
        bottom = by * (self.top + self.height < height)
        return Place(self.left + left, self.top + top, self.width - left - right, self.height - top - bottom)


def band(place: Place) -> int:
    """Tell how many px at its edges a picture is painted anew, so that it and what lies beyond can be joined there."""
    return max(2, round(_BAND * min(place.width, place.height)))


def gone_on(image: Tensor, rare: Tensor, place: Place, height: int, width: int) -> Tensor:
    """Go on with a picture (1, C, h, w) on a canvas, (1, C, height, width): beyond an edge every row and column goes on
    as the mean of what it is within the picture, of as much of it as the pixel lies beyond. rare: (h, w), as
    `rarity` says; what is rare counts less."""
    common = 1 / (1 + _DOUBT * rare)
    right, bottom = width - place.left - place.width, height - place.top - place.height
    both = torch.cat([image * common, common[None, None]], 1)
    both = _lengthened(_lengthened(both, place.left, right, 3), place.top, bottom, 2)
    return both[:, :-1] / both[:, -1:]


def _lengthened(image: Tensor, before: int, after: int, axis: int) -> Tensor:
    def beyond(inwards: Tensor, count: int) -> Tensor:
        length = inwards.shape[axis]
        shape = [-1 if dimension == axis else 1 for dimension in range(4)]
        counts = torch.arange(1, length + 1, device=image.device, dtype=image.dtype).view(shape)
        means = inwards.cumsum(axis) / counts
        return means.index_select(axis, torch.arange(count, device=image.device).clamp(max=length - 1))

    return torch.cat([beyond(image, before).flip(axis), image, beyond(image.flip(axis), after)], axis)


def rarity(image: Tensor) -> tuple[Tensor, float]:
    """Measure for each pixel of a picture (1, 3, h, w) how many times more unlike all the rest of it its surroundings
    are than what is common, (h, w), 0 where they are common; and how unlike that is, as a squared distance of
    patches. What occurs once, such as a house, would be seen twice where it came again."""
    height, width = image.shape[2:]
    factor = min(1.0, (_SEEN_PIXELS / (height * width)) ** 0.5)
    small = resize(image, *(max(2 * PATCH, round(side * factor)) for side in (height, width)))
    rows, columns = (side - PATCH + 1 for side in small.shape[2:])
    patches = unfold(small, PATCH)[0].T
    index = torch.arange(len(patches), device=image.device)
    y, x = index // columns, index % columns
    nearest = torch.empty(len(patches), device=image.device)
    for first in range(0, len(patches), _BATCH):
        part = slice(first, first + _BATCH)
        same = ((y[part, None] - y).abs() < PATCH) & ((x[part, None] - x).abs() < PATCH)
        distances = torch.cdist(patches[part], patches).square().masked_fill_(same, float("inf"))
        nearest[part] = distances.min(1).values
    nearest.nan_to_num_(posinf=0)
    common = max(float(nearest.quantile(_COMMON)), 1e-6)
    more = (nearest / common - 1).clamp(min=0).view(1, 1, rows, columns)
    return resize(pad(more, [PATCH // 2] * 4, mode="replicate"), height, width)[0, 0].clamp(min=0), common


def seamless(painted: Tensor, given: Tensor, place: Place) -> Tensor:
    """Take the step in tone at the edges of a given picture (1, 3, h, w) from what was painted around it, (1, 3, H, W).

    All around, what the given picture's edge differs by from what was painted beside it is added to that, less and less
    with the distance (as membranes do: Pérez et al. 2003, Poisson image editing).
    """
    height, width = painted.shape[2:]
    inner, outer = _ring(given, inside=True), _ring(_cut(painted, place), inside=False)
    there = torch.cat(
        [
            torch.full((1, 1, length), float(room >= _EDGE), device=painted.device)
            for length, room in (
                (place.width, place.top),
                (place.height, width - place.left - place.width),
                (place.width, height - place.top - place.height),
                (place.height, place.left),
            )
        ],
        2,
    )
    step = (inner - outer) * there
    step = step * (-(step.abs().amax(1, keepdim=True) / _TONE).square()).exp()
    step = _smoothed(step) / _smoothed(there).clamp(min=1e-6)
    y = torch.arange(height, device=painted.device)[:, None] - place.top
    x = torch.arange(width, device=painted.device)[None] - place.left
    row, column = y.clamp(0, place.height - 1), x.clamp(0, place.width - 1)
    away = ((y - row).square() + (x - column).square()).float().sqrt()
    around = torch.where(
        y < 0,
        column,
        torch.where(
            x >= place.width,
            place.width + row,
            torch.where(
                y >= place.height,
                2 * place.width + place.height - 1 - column,
                2 * (place.width + place.height) - 1 - row,
            ),
        ),
    )
    felt = (-away / (_REACH * min(place.width, place.height))).exp() * (away > 0)
    return painted + felt * step[:, :, around.expand(height, width)]


def _cut(painted: Tensor, place: Place) -> Tensor:
    """The given picture's place and `_EDGE` px around it; what lies beyond the canvas is what lies at its border."""
    whole = pad(painted, [_EDGE] * 4, mode="replicate")
    return whole[
        :,
        :,
        place.top : place.top + place.height + 2 * _EDGE,
        place.left : place.left + place.width + 2 * _EDGE,
    ]


def _ring(image: Tensor, *, inside: bool) -> Tensor:
    """Means across the outermost `_EDGE` px of an image, (1, 3, all around): clockwise from its upper left corner,
    along what is `_EDGE` px smaller where it is the outside that is meant."""
    middle = slice(None) if inside else slice(_EDGE, -_EDGE)
    return torch.cat(
        [
            image[:, :, :_EDGE, middle].mean(2),
            image[:, :, middle, -_EDGE:].mean(3),
            image[:, :, -_EDGE:, middle].mean(2).flip(2),
            image[:, :, middle, :_EDGE].mean(3).flip(2),
        ],
        2,
    )


def _smoothed(ring: Tensor) -> Tensor:
    """(1, C, length), blurred all around."""
    radius = min(round(3 * _ALONG), ring.shape[2])
    x = torch.arange(-radius, radius + 1, dtype=ring.dtype, device=ring.device)
    kernel = torch.exp(-0.5 * (x / _ALONG) ** 2)
    rows = pad(ring, (radius, radius), mode="circular").transpose(0, 1)
    return conv1d(rows, (kernel / kernel.sum())[None, None]).transpose(0, 1)


def kept(painted: Tensor, given: Tensor, place: Place) -> Tensor:
    """Tell how much of a given picture stays at each pixel of the canvas, (1, 1, H, W), 0 to 1.

    painted, given: (1, 3, H, W). At each edge behind which the canvas goes on, the two are joined along the way on
    which they differ least (Efros & Freeman 2001, Image quilting), softly.
    """
    height, width = painted.shape[2:]
    by = band(place)
    inside = slice(place.top, place.top + place.height), slice(place.left, place.left + place.width)
    unlike = (painted - given).square().sum(1)[0][inside].cpu().numpy()
    stays = np.ones(unlike.shape, np.float32)
    turns = (
        (place.left > 0, 0),
        (place.top > 0, 1),
        (place.left + place.width < width, 2),
        (place.top + place.height < height, 3),
    )
    for goes_on, turn in turns:
        if goes_on:
            # each edge is turned to be the left one
            turned = np.rot90(unlike, turn)
            side = np.arange(turned.shape[1])[None] > _least_way(turned[:, :by])[:, None]
            stays *= np.rot90(side.astype(np.float32), -turn)
    whole = torch.zeros(1, 1, height, width, device=painted.device)
    whole[0, 0][inside] = torch.from_numpy(np.ascontiguousarray(stays)).to(painted.device)
    edge = place.shrunk(by, height, width)
    soft = gaussian_blur(whole, _SOFT)
    outside = torch.ones_like(whole)
    outside[0, 0][inside] = 0
    soft = soft * (1 - outside)
    rows, columns = slice(edge.top, edge.top + edge.height), slice(edge.left, edge.left + edge.width)
    soft[:, :, rows, columns] = 1
    return soft


def _least_way(cost: NDArray[np.float32]) -> NDArray[np.int64]:
    """From the first row to the last the column in each that makes the sum of costs least, moving by one at most."""
    total = cost.astype(np.float64).copy()
    for row in range(1, len(total)):
        before = np.pad(total[row - 1], 1, constant_values=np.inf)
        total[row] += np.minimum(np.minimum(before[:-2], before[1:-1]), before[2:])
    way = np.empty(len(total), np.int64)
    way[-1] = total[-1].argmin()
    for row in range(len(total) - 2, -1, -1):
        first = max(0, way[row + 1] - 1)
        way[row] = first + total[row, first : way[row + 1] + 2].argmin()
    return way
