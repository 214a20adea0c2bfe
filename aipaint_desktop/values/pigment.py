"""Colours mixed as paints are: blue and yellow give green, and blue with white a tint that stays blue.

After Kubelka and Munk, *Ein Beitrag zur Optik der Farbanstriche*, 1931: a thick layer of paint that reflects R absorbs
K/S = (1 − R)² / 2R times as much light as it scatters, and of paints that are mixed, K and S add up band by band. What
a colour of three numbers reflects of eight bands of light is a sum of three smooth spectra, which
`tools/derive_paint_bands.py` derives. Bright paints are taken to scatter more, as white lead does beside lampblack:
with equal S the darkest paint of a mixture would drown all others.

Paints are a cone: whatever adds them with weights that are not negative mixes them, in any order.
"""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.transfer import LUMINANCE, linear_of, srgb_of

Planes = NDArray[np.float32]

_LEAST = 0.02  # what black paint reflects, and white paint keeps
_SCATTER_OF_BLACK = np.float32(0.03)  # beside 1.03 of white
# What linear red, green and blue reflect of each band, 1 together; and what is seen of each band.
_REFLECTED = np.array(
    [
        [0.034087, 0.0, 0.0, 0.0, 0.0, 0.01923, 0.776314, 1.0],
        [0.0, 0.022485, 0.421811, 0.890426, 1.0, 0.914816, 0.223686, 0.0],
        [0.965913, 0.977515, 0.578189, 0.109574, 0.0, 0.065954, 0.0, 0.0],
    ]
)
_SEEN = np.array(
    [
        [0.07618, -0.018552, -0.078994, -0.236288, -0.113243, 0.244359, 0.598314, 0.528225],
        [-0.073064, -0.006941, 0.061519, 0.28421, 0.562614, 0.161419, 0.048529, -0.038288],
        [0.602164, 0.345469, 0.137782, 0.024194, -0.06042, -0.025069, -0.018216, -0.005903],
    ]
)
BANDS = _REFLECTED.shape[1]
# The range of reflectances is that of paints; undone exactly by what is seen of them.
_SPECTRA = ((1 - 2 * _LEAST) * _REFLECTED.T).astype(np.float32)
_EYE = (np.linalg.inv(_SEEN @ _REFLECTED.T) @ _SEEN / (1 - 2 * _LEAST)).astype(np.float32)
_BLACK_SEEN = _EYE.sum(axis=1) * np.float32(_LEAST)

OPTICS = np.zeros((BANDS + 2, 6), np.float32)
"""All of these numbers, as the compiled kernels take them."""
OPTICS[:BANDS, :3], OPTICS[:BANDS, 3:] = _SPECTRA, _EYE.T
OPTICS[BANDS, :3], OPTICS[BANDS, 3:] = LUMINANCE, _BLACK_SEEN
OPTICS[BANDS + 1, :2] = _LEAST, _SCATTER_OF_BLACK


def paints_of(colours: Planes) -> Planes:
    """Give the paints of sRGB colours, (3, …) 0 to 1: (BANDS + 1, …), what they absorb of each band, and scatter."""
    light = linear_of(colours)
    reflected = np.tensordot(_SPECTRA, light, 1)
    reflected += np.float32(_LEAST)
    paints = np.empty((BANDS + 1, *colours.shape[1:]), np.float32)
    absorbed = paints[:BANDS]
    np.subtract(1, reflected, out=absorbed)
    absorbed *= absorbed
    reflected *= 2
    absorbed /= reflected
    paints[BANDS] = np.tensordot(LUMINANCE, light, 1) + _SCATTER_OF_BLACK
    absorbed *= paints[BANDS]
    return paints


def colours_of(paints: Planes) -> Planes:
    """Give the sRGB colours, (3, …) 0 to 1, of paints, (BANDS + 1, …), of any amount but none."""
    ratio = paints[:BANDS] / paints[BANDS]
    root = ratio + 2
    root *= ratio
    np.sqrt(root, out=root)
    root += ratio
    root += 1
    reflected = np.reciprocal(root, out=root)
    light = np.tensordot(_EYE, reflected, 1)
    light -= _BLACK_SEEN.reshape(3, *(1,) * (light.ndim - 1))
    return srgb_of(light)


def mixed(one: Planes, other: Planes, share: Planes | float) -> Planes:
    """Mix two paints: sRGB colours, (3, …) float32 0 to 1, of shapes that fit together.

    share: of the other one, 0 to 1, (…) or a number. 0 gives the one and 1 the other as they are;
    `mixed(a, b, t)` is `mixed(b, a, 1 - t)`.
    """
    part = np.asarray(share, np.float32)
    both = colours_of((1 - part) * paints_of(one) + part * paints_of(other))
    return np.where(part <= 0, one, np.where(part >= 1, other, both))
