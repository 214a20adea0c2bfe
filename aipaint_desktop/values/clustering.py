"""The colours that a picture is made of."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.oklab import colours_of_oklab, oklab_of
from aipaint_desktop.values.palette import Rgb

_MOST_PIXELS = 12_000
_ROUNDS = 12
_NEAR = 0.02  # in OKLab; colours nearer than that count once


def colours_of_picture(pixels: NDArray[np.uint8], count: int) -> list[Rgb]:
    """Find up to `count` colours of a picture, (H, W, 3 or 4) sRGB, the lightest first, by k-means in OKLab.

    Beginnings are the pixels farthest from one another, so that a small spot of red counts beside much grass; the same
    picture gives the same colours. Nothing where all of it is transparent.
    """
    flat = pixels.reshape(-1, pixels.shape[2])
    if flat.shape[1] == 4:
        flat = flat[flat[:, 3] > 127]
    flat = flat[:: max(1, -(-len(flat) // _MOST_PIXELS)), :3]
    if not len(flat):
        return []
    points = oklab_of(flat.T.astype(np.float32) * np.float32(1 / 255)).T
    centres = _far_apart(points, count)
    for _ in range(_ROUNDS):
        nearest = np.argmin(((points[:, None] - centres[None]) ** 2).sum(axis=2), axis=1)
        sizes = np.bincount(nearest, minlength=len(centres))
        sums = np.stack([np.bincount(nearest, points[:, axis], len(centres)) for axis in range(3)], axis=1)
        kept = sizes > 0
        centres = (sums[kept] / sizes[kept, None]).astype(np.float32)
    centres = centres[np.argsort(-centres[:, 0])]
    found = np.rint(255 * colours_of_oklab(centres.T)).astype(int).T
    return [(int(red), int(green), int(blue)) for red, green, blue in found]


def _far_apart(points: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The pixel nearest to the mean, then each time the one farthest from those before."""
    first = np.argmin(((points - points.mean(axis=0)) ** 2).sum(axis=1))
    chosen = [int(first)]
    away = ((points - points[first]) ** 2).sum(axis=1)
    while len(chosen) < count and away.max() > _NEAR**2:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen]
