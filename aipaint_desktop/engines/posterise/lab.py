"""CIELAB without torch."""

import numpy as np
from numpy.typing import NDArray

_LINEAR = np.array(
    [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.arange(256) / 255], np.float32
)
_WHITE_D65 = np.array([0.95047, 1.0, 1.08883], np.float32)
_RGB_TO_WHITE = (
    np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ],
        np.float32,
    ).T
    / _WHITE_D65
)


def lab_of(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Convert (..., 3) uint8 sRGB to CIELAB under D65, L 0..100."""
    xyz = _LINEAR[pixels] @ _RGB_TO_WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)
