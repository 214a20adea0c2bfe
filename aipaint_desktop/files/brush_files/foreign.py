"""What files of other programs say of a brush, before anything is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.transfer import LUMINANCE

TipPixels = NDArray[np.uint8]

LONGEST_SIDE = 1024
"""px a side of a tip that is kept; larger ones are made smaller, as no brush is that large."""

_MOST_SIDE = 16_384
_MOST_PIXELS = 32_000_000
_MOST_KEPT = 256 * 2**20
_MOST_TIPS = 4096


class Damaged(Exception):
    """Says that a file is not what it claims to be; whoever knows its name makes a sentence of it."""


@dataclass(frozen=True, eq=False)
class Rank:
    """Tells of one dimension of several tips: how many there are in it, and what chooses one.

    selection: "incremental", "random", "angular", "velocity", "pressure", "xtilt", "ytilt" or "constant".
    """

    count: int
    selection: str


@dataclass(frozen=True, eq=False)
class ForeignBrush:
    """Describes a brush that stamps pictures.

    tips: coverage, (H, W) uint8 each, 255 where all paint is laid down; none where the brush is an ellipse.
    ranks: how one of several tips is chosen, the first rank the slowest to change. spacing: between dabs, as a share of
    the size. size: px of the longer side. angle: degrees, counter-clockwise. roundness, softness: 0 to 1.
    left_out: what of it is not here.
    """

    name: str
    tips: tuple[TipPixels, ...]
    size: float
    spacing: float = 0.1
    ranks: tuple[Rank, ...] = ()
    angle: float = 0.0
    roundness: float = 1.0
    softness: float = 0.0
    left_out: tuple[Sentence, ...] = ()


Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class ForeignSetting:
    """Holds a setting of MyPaint's: what it is by itself, and what each input adds, by points from left to right."""

    base: float
    inputs: Mapping[str, Points]


@dataclass(frozen=True)
class MyPaintBrush:
    """Holds the settings of a brush of MyPaint's by the names that its files give them."""

    name: str
    settings: Mapping[str, ForeignSetting]


class Budget:
    """Counts what one file may still give."""

    def __init__(self, name: str) -> None:
        """name: of the file, as it is told."""
        self._name = name
        self._tips, self._pixels, self._kept = _MOST_TIPS, 8 * _MOST_PIXELS, _MOST_KEPT

    def allow(self, width: int, height: int) -> None:
        """Raise `BadInput` where a tip of this size is too large, or too much with those before it."""
        if width < 1 or height < 1:
            raise Damaged("a tip without pixels")
        self._tips -= 1
        self._pixels -= width * height
        self._kept -= min(width, LONGEST_SIDE) * min(height, LONGEST_SIDE)
        if max(width, height) > _MOST_SIDE or width * height > _MOST_PIXELS:
            raise BadInput("{0} has a tip of {1}×{2}, which is too large.", self._name, width, height)
        if min(self._tips, self._pixels, self._kept) < 0:
            raise BadInput("{0} has too many tips.", self._name)


def fitted(tip: TipPixels) -> TipPixels:
    """Make a tip small enough to be kept, by the mean of whole blocks of pixels."""
    block = -(-max(tip.shape) // LONGEST_SIDE)
    if block == 1:
        return np.ascontiguousarray(tip)
    height, width = (-(-side // block) for side in tip.shape)
    padded = np.zeros((height * block, width * block), np.uint8)
    padded[: tip.shape[0], : tip.shape[1]] = tip
    sums = padded.reshape(height, block, width, block).sum(axis=(1, 3), dtype=np.uint64)
    means: TipPixels = (sums // (block * block)).astype(np.uint8)
    return means


def coverage_of(colours: TipPixels) -> tuple[TipPixels, bool]:
    """Make coverage of (H, W, 4) sRGB and alpha: the dark covers; returns whether colours are lost by it."""
    opaque = colours[colours[..., 3] > 0]
    alpha = np.ascontiguousarray(colours[..., 3])
    if not len(opaque) or (opaque[:, :3] == opaque[0, :3]).all():
        return alpha, False
    dark = 255 - colours[..., :3].astype(np.float32) @ LUMINANCE
    coverage: TipPixels = np.rint(dark * alpha.astype(np.float32) / 255).clip(0, 255).astype(np.uint8)
    most = int(coverage.max(initial=0))
    if most < 32:  # a pale picture: its outline says more
        return alpha, True
    return (coverage.astype(np.uint32) * 255 // most).astype(np.uint8), True


def said_name(raw: str) -> str:
    """Make of a name in a file one line that can be shown, "" where nothing is left of it."""
    kept = "".join(letter for letter in raw.split("\0")[0] if letter.isprintable())
    return " ".join(kept.split())[:100].encode(errors="replace").decode()
