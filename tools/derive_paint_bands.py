"""Derive the bands of light in which paints are mixed, as `aipaint_desktop/values/pigment.py` holds them.

python tools/derive_paint_bands.py

Three smooth spectra, what red, green and blue of sRGB reflect, are found by least squares of their slopes (after Scott
Burns, *Generating Reflectance Curves from sRGB Triplets*, 2015), each nowhere below 0 and all of them 1 together, so
that every colour of sRGB has a reflectance of 0 to 1 and every grey a flat one.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# Narrow where hues turn: of the widths tried, blue keeps its hue best in a tint with these.
EDGES = (380, 460, 480, 500, 530, 570, 590, 620, 740)
_NM = np.arange(380, 731, 10.0)
# CIE standard illuminant D65, 380 to 730 nm.
_D65 = np.array(
    [
        *(49.98, 54.65, 82.75, 91.49, 93.43, 86.68, 104.87, 117.01, 117.81, 114.86, 115.92, 108.81),
        *(109.35, 107.80, 104.79, 107.69, 104.41, 104.05, 100.00, 96.33, 95.79, 88.69, 90.01, 89.60),
        *(87.70, 83.29, 83.70, 80.03, 80.21, 82.28, 78.28, 69.72, 71.61, 74.35, 61.60, 69.89),
    ]
)
_XYZ_OF_RGB = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def _lobe(height: float, peak: float, below: float, above: float) -> NDArray[np.float64]:
    away = (_NM - peak) * np.where(peak > _NM, below, above)
    return height * np.exp(-away * away / 2)


def seen() -> NDArray[np.float64]:
    """Tell what linear sRGB is seen of each band, (3, bands), 1 of all of them.

    The eye is that of Wyman, Sloan and Shirley, *Simple Analytic Approximations to the CIE XYZ Color Matching
    Functions*, 2013.
    """
    x = (
        _lobe(0.362, 442.0, 0.0624, 0.0374)
        + _lobe(1.056, 599.8, 0.0264, 0.0323)
        + _lobe(-0.065, 501.1, 0.0490, 0.0382)
    )
    y = _lobe(0.821, 568.8, 0.0213, 0.0247) + _lobe(0.286, 530.9, 0.0613, 0.0322)
    z = _lobe(1.217, 437.0, 0.0845, 0.0278) + _lobe(0.681, 459.0, 0.0385, 0.0725)
    rgb = np.linalg.inv(_XYZ_OF_RGB) @ (np.stack([x, y, z]) * _D65)
    rgb /= rgb.sum(axis=1, keepdims=True)
    bands = [rgb[:, (low <= _NM) & (high > _NM)].sum(axis=1) for low, high in pairwise(EDGES)]
    return np.stack(bands, axis=1)


def reflected(eye: NDArray[np.float64]) -> NDArray[np.float64]:
    """Find what red, green and blue reflect of each band, (3, bands), 0 to 1. eye: as of `seen`.

    By the alternating direction method of multipliers (Boyd and others, 2011).
    """
    bands = eye.shape[1]
    slope = np.diff(np.eye(bands), axis=0)
    conditions = np.vstack([np.kron(np.eye(3), eye), np.tile(np.eye(bands), 3)])
    wanted = np.concatenate([np.eye(3).ravel(), np.ones(bands)])
    stiff, size = 0.3, 3 * bands
    bending = np.kron(np.eye(3), slope.T @ slope) + stiff * np.eye(size)
    system = np.block([[bending, conditions.T], [conditions, np.zeros((len(wanted),) * 2)]])
    solve = np.linalg.pinv(system)[:size]
    positive, owed = np.zeros(size), np.zeros(size)
    for _ in range(20_000):
        curves = solve @ np.concatenate([stiff * (positive - owed), wanted])
        positive = np.maximum(curves + owed, 0)
        owed += curves - positive
    return positive.reshape(3, bands)


def main() -> None:
    """Print both arrays."""
    eye = seen()
    for name, array in (("_SEEN", eye), ("_REFLECTED", reflected(eye))):
        print(
            name, np.array2string(array, precision=6, separator=", ", suppress_small=True, max_line_width=110)
        )


if __name__ == "__main__":
    main()
