"""Painting a picture with the style network, whole or, where it is large, in tiles without a seam.

Every tile is normalised with what was measured once on the whole picture made small (URST, Chen et al. 2022) and
sees as far beyond its border as the network looks, so that neighbours agree there to rounding.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from aipaint_desktop.engines.pictures.pixels import to_pixels, to_tensor
from aipaint_desktop.nn.colour import lab_to_srgb, srgb_to_lab
from aipaint_desktop.nn.palette import colour_moments
from aipaint_desktop.nn.style.network import (
    ALIGNMENT,
    Moments,
    StyleCode,
    StyleNetwork,
    noise_field,
)

WHOLE_PIXELS = 1_100_000
"""Pictures of at most this many pixels are painted in one piece."""
MEASURED_PIXELS = 700_000
"""Larger ones are made as small as this to be measured."""
TILE = 768
MARGIN = 128
"""px that a tile sees beyond its border: as far as the network looks."""

_LEAST_SIDE = 16  # the network's
_CORNER = 11
"""px that are painted beyond the upper and left borders. The network's cells begin there, so that pictures and tiles
are cut inside a cell, where neighbouring px differ less than between cells."""
_BORDER = 8
"""px that are painted beyond the lower and right borders: the network's outermost cells become a frame."""


@dataclass(frozen=True)
class Tile:
    """A part of the picture, in px."""

    top: int
    left: int
    height: int
    width: int

    @property
    def place(self) -> tuple[slice, slice]:
        return slice(self.top, self.top + self.height), slice(self.left, self.left + self.width)


def tiles(height: int, width: int) -> Iterator[Tile]:
    """List the tiles of a picture, row by row."""
    for top in range(0, height, TILE):
        for left in range(0, width, TILE):
            yield Tile(top, left, min(TILE, height - top), min(TILE, width - left))


class StylePainting:
    """Paints one picture like one code. Begin with `whole`; then `tile` paints parts of it at full size.

    picture: (H, W, 3) uint8. seed: of the noise that flat areas become paint from.
    """

    def __init__(
        self,
        network: StyleNetwork,
        picture: NDArray[np.uint8],
        code: StyleCode,
        *,
        strength: float,
        keep_colours: bool,
        seed: int,
    ) -> None:
        self._network = network
        self._picture = _cornered(picture)
        self._strength = strength
        self._keep_colours = keep_colours
        self._device = code.manner.device
        self._moments = Moments()
        height, width = (max(side, _LEAST_SIDE) for side in self._picture.shape[:2])
        self._noise = noise_field(height, width, torch.Generator().manual_seed(seed)).to(self._device)
        self._small = _cornered(_measured(picture))
        if keep_colours:  # moving colours onto themselves leaves them alone
            own = colour_moments(to_tensor(self._small, self._device))
            code = StyleCode(code.manner, code.palette.in_colours(*own))
        self._code = code

    def whole(self) -> NDArray[np.uint8]:
        """Paint all of the picture, (h, w, 3), of `MEASURED_PIXELS` where it has more than `WHOLE_PIXELS`."""
        height, width = self._small.shape[:2]
        noise = self._noise
        if self._small.shape != self._picture.shape:
            noise = noise[..., : -(-height // ALIGNMENT), : -(-width // ALIGNMENT)]
        return self._paint(self._small, self._moments, noise)[_CORNER:-_BORDER, _CORNER:-_BORDER]

    def change(self, picture: NDArray[np.uint8]) -> None:
        """Paint another picture of the same size from now on, with what was measured on the first."""
        self._picture = _cornered(picture)

    def tile(self, tile: Tile) -> NDArray[np.uint8]:
        """Paint one tile, (height, width, 3)."""
        height, width = self._picture.shape[:2]
        first, start = tile.top + _CORNER, tile.left + _CORNER
        top, left = (max(0, edge - MARGIN) // ALIGNMENT * ALIGNMENT for edge in (first, start))
        bottom = min(height, first + tile.height + MARGIN)
        right = min(width, start + tile.width + MARGIN)
        noise = self._noise[
            ..., top // ALIGNMENT : -(-bottom // ALIGNMENT), left // ALIGNMENT : -(-right // ALIGNMENT)
        ]
        painted = self._paint(self._picture[top:bottom, left:right], self._moments.replay(), noise)
        return painted[first - top : first - top + tile.height, start - left : start - left + tile.width]

    def _paint(self, pixels: NDArray[np.uint8], moments: Moments, noise: Tensor) -> NDArray[np.uint8]:
        height, width = pixels.shape[:2]
        missing = [(0, max(0, _LEAST_SIDE - side)) for side in (height, width)]
        image = to_tensor(np.pad(pixels, [*missing, (0, 0)], "edge"), self._device)
        painted = self._network(image, self._code, self._strength, moments, noise)
        if self._keep_colours:
            painted = with_colours_of(image, painted)
        return to_pixels(painted)[:height, :width]


def with_colours_of(picture: Tensor, painted: Tensor) -> Tensor:
    """Take lightness of the painting, hue and chroma of the picture (Gatys et al. 2016, Preserving color), in
    CIELAB."""
    wanted, found = (srgb_to_lab(x.movedim(1, -1)) for x in (picture, painted))
    return lab_to_srgb(torch.cat([found[..., :1], wanted[..., 1:]], -1)).movedim(-1, 1)


def _cornered(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.pad(picture, [(_CORNER, _BORDER), (_CORNER, _BORDER), (0, 0)], "symmetric")


def _measured(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    if height * width <= WHOLE_PIXELS:
        return picture
    factor = (MEASURED_PIXELS / (height * width)) ** 0.5
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=2))
