"""The guided filter: smooths a plane where a picture is smooth, and keeps its edges where the picture has some."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]


def guided(picture: NDArray[np.uint8], plane: Plane, radius: int, epsilon: float) -> Plane:
    """Filter a plane, (H, W) float32, as a picture, (H, W, 3) uint8, suggests.

    In each square of 2·radius + 1 px the plane is taken for a linear function of the three colours.
    epsilon: the variance of colours, of 0 to 1, that is taken for smooth.
    He, Sun & Tang, "Guided Image Filtering" (ECCV 2010), section 3.4, with a coloured guide.
    """
    import cv2

    def mean(values: Plane) -> Plane:
        return cast(Plane, cv2.blur(values, (2 * radius + 1, 2 * radius + 1), borderType=cv2.BORDER_REFLECT))

    red, green, blue = (picture[..., i] * np.float32(1 / 255) for i in range(3))
    colours = red, green, blue
    means = [mean(colour) for colour in colours]
    middle = mean(plane)
    along = [mean(colour * plane) - of * middle for colour, of in zip(colours, means, strict=True)]

    def spread(i: int, j: int) -> Plane:
        found = mean(colours[i] * colours[j]) - means[i] * means[j]
        return found + np.float32(epsilon) if i == j else found

    slopes = _solved(
        spread(0, 0), spread(0, 1), spread(0, 2), spread(1, 1), spread(1, 2), spread(2, 2), along
    )
    result = mean(middle - sum(slope * of for slope, of in zip(slopes, means, strict=True)))
    for slope, colour in zip(slopes, colours, strict=True):
        result = result + mean(slope) * colour
    return result


def _solved(a: Plane, b: Plane, c: Plane, d: Plane, e: Plane, f: Plane, right: list[Plane]) -> list[Plane]:
    """Solve [[a, b, c], [b, d, e], [c, e, f]] · x = right for each pixel, by cofactors: the matrix is symmetric."""
    aa, bb, cc = d * f - e * e, c * e - b * f, b * e - c * d
    dd, ee, ff = a * f - c * c, b * c - a * e, a * d - b * b
    x, y, z = right
    whole = a * aa + b * bb + c * cc
    return [
        (aa * x + bb * y + cc * z) / whole,
        (bb * x + dd * y + ee * z) / whole,
        (cc * x + ee * y + ff * z) / whole,
    ]
