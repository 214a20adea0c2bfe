"""A square of pixels that never change, and what is derived from them: once, and kept with them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.kernels import native

TILE = 128
_ALPHA = 1 << 24  # the least that a pixel is as a number which is not transparent
_SHAPES = (TILE, TILE, 4), (TILE, TILE)
_FIRST, _SECOND = slice(0, TILE // 2), slice(TILE // 2, TILE)
_QUARTERS = (_FIRST, _FIRST), (_FIRST, _SECOND), (_SECOND, _FIRST), (_SECOND, _SECOND)

Pixels = NDArray[np.uint8]


class Tile:
    """TILE × TILE pixels as a value. Nothing derived ever needs to be thrown away, and any thread may ask."""

    __slots__ = ("_empty", "_half", "_opaque", "_repeated", "pixels")

    def __init__(self, pixels: Pixels) -> None:
        """pixels: (TILE, TILE, 4) uint8 sRGB with straight alpha, or (TILE, TILE) uint8 of a mask; nobody can write to
        them from now on."""
        if pixels.shape not in _SHAPES or pixels.dtype != np.uint8:
            raise ValueError(f"not a tile: {pixels.dtype} {pixels.shape}")
        pixels.flags.writeable = False
        self.pixels = pixels
        self._empty: bool | None = None
        self._opaque: bool | None = None
        self._half: Pixels | None = None
        self._repeated: Tile | None = None

    @classmethod
    def joined(cls, quarters: Sequence["Tile | None"]) -> "Tile | None":
        """Four tiles at half their size: top left, top right, bottom left, bottom right; None where there is none."""
        first = quarters[0]
        if all(quarter is first for quarter in quarters):
            return first and first.repeated
        shape = next(quarter.pixels.shape for quarter in quarters if quarter is not None)
        pixels = np.zeros(shape, np.uint8)
        for place, quarter in zip(_QUARTERS, quarters, strict=True):
            if quarter is not None:
                pixels[place] = quarter.half
        joined = cls(pixels)
        for place, quarter in zip(_QUARTERS, quarters, strict=True):
            if quarter is not None:
                quarter._half = joined.pixels[place]  # so that it is in memory once
        return joined

    @property
    def repeated(self) -> "Tile":
        """Four of it joined: of a plane of one tile there are but few others, whatever its size."""
        if self._repeated is None:
            self._repeated = Tile(np.tile(self.half, (2, 2, 1)[: self.pixels.ndim]))
        return self._repeated

    @property
    def alpha(self) -> Pixels:
        """Give the alpha, or what a mask hides: (TILE, TILE)."""
        return self.pixels[..., 3] if self.pixels.ndim == 3 else self.pixels

    @property
    def _numbers(self) -> NDArray[np.uint32]:
        """Each pixel as one number, of which alpha is the highest byte: many times as fast to look through."""
        return np.ascontiguousarray(self.pixels).view("<u4")

    @property
    def empty(self) -> bool:
        """Tell whether all is transparent, or nothing hidden."""
        if self._empty is None:
            self._empty = not self.alpha.any() if self.pixels.ndim == 2 else int(self._numbers.max()) < _ALPHA
        return self._empty

    @property
    def opaque(self) -> bool:
        """Tell whether nothing is transparent, or all hidden."""
        if self._opaque is None:
            least = self.alpha.min() if self.pixels.ndim == 2 else self._numbers.min() >> 24
            self._opaque = bool(least == 255)
        return self._opaque

    @property
    def half(self) -> Pixels:
        """Halve its size: (TILE / 2, TILE / 2, 4) or (TILE / 2, TILE / 2), each pixel the mean of four, weighted by
        alpha."""
        if self._half is None:
            plain = self.pixels.ndim == 2 or self.opaque
            half = _mean_of_four(self.pixels) if plain else _weighted_mean_of_four(self.pixels)
            half.flags.writeable = False
            self._half = half
        return self._half

    @property
    def bytes(self) -> int:
        """Count what it takes of memory by now."""
        return self.pixels.nbytes + (0 if self._half is None else self._half.nbytes)


def _mean_of_four(pixels: Pixels) -> Pixels:
    rows = pixels[0::2].astype(np.uint16) + pixels[1::2]
    total = rows[:, 0::2] + rows[:, 1::2]
    total += 2
    total >>= 2
    return total.astype(np.uint8)


def _weighted_mean_of_four(pixels: Pixels) -> Pixels:
    side = TILE // 2
    half = np.empty((side, side, 4), np.uint8)
    if native is not None:
        native.halve(half, pixels)
        return half
    alpha = pixels[..., 3].astype(np.float32)
    weight = _sum_of_four(alpha)
    half[..., 3] = weight * np.float32(0.25) + np.float32(0.5)
    whole = np.maximum(weight, 1)
    for channel in range(3):
        mean = _sum_of_four(pixels[..., channel] * alpha)
        mean /= whole
        mean += np.float32(0.5)
        half[..., channel] = mean
    return half


def _sum_of_four(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """All sums are whole and below 2^24, so that they are exact."""
    rows: NDArray[np.float32] = plane[0::2] + plane[1::2]
    return rows[:, 0::2] + rows[:, 1::2]
