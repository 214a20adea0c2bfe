"""VGG16's features of pictures of any size, at chosen places, and the exact gradient of any loss of them.

A large picture passes through the network in tiles, each with as much around it as the network sees, so that
every feature is the one of the whole picture. Only the features at the chosen places are kept, for all tiles
together; a loss of them, whatever statistics it takes of the whole, is differentiated there, and the tiles pass
once more to carry its gradient back to the pixels (gradient checkpointing: Chen et al. 2016, over space instead
of depth).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from aipaint_desktop.nn.vgg import CHANNELS, Vgg16

TILE = 512  # px a side, about
MARGIN = 48  # px around a tile: how far relu4_3 sees, rounded up to whole cells

_CELL = 8  # px to a side of a feature of block 4


@dataclass(frozen=True)
class Lattice:
    """Places in a picture, in px: where the rows and the columns cross."""

    rows: Tensor
    columns: Tensor

    @classmethod
    def of_cells(cls, picture: Tensor) -> "Lattice":
        """Place a point in every feature of block 4 of a picture (1, 3, H, W)."""
        height, width = picture.shape[-2:]
        return cls(
            torch.arange(0, height // _CELL * _CELL, _CELL), torch.arange(0, width // _CELL * _CELL, _CELL)
        )

    @classmethod
    def regular(cls, picture: Tensor, count: int, generator: torch.Generator) -> "Lattice":
        """Place about `count` points in a picture (1, 3, H, W), evenly spread, the first of them at random."""
        height, width = picture.shape[-2:]
        spacing = max(1, round((height * width / count) ** 0.5))
        top, left = torch.randint(spacing, (2,), generator=generator).tolist()
        return cls(
            torch.arange(top, height // _CELL * _CELL, spacing),
            torch.arange(left, width // _CELL * _CELL, spacing),
        )


@dataclass(frozen=True)
class Wanted:
    """The layers that are wanted at the places of a lattice."""

    lattice: Lattice
    layers: tuple[str, ...]


Found = list[dict[str, Tensor]]
"""For each `Wanted`, by layer: a feature vector for every place, (P, C) in the network's precision; tile by tile,
in the same order for pictures of the same size."""


@dataclass(frozen=True)
class _Tile:
    """Pixels [top, bottom) × [left, right), and the same with what is around them."""

    top: int
    bottom: int
    left: int
    right: int
    outer_top: int
    outer_bottom: int
    outer_left: int
    outer_right: int

    def of(self, x: Tensor) -> Tensor:
        return x[..., self.outer_top : self.outer_bottom, self.outer_left : self.outer_right]


class TiledFeatures:
    """Reads features through `vgg`, in its precision, without a seam between tiles.

    check: called at least after every convolution of a tile; what it raises to stop comes through.
    """

    def __init__(self, vgg: Vgg16, check: Callable[[], None], tile: int = TILE) -> None:
        self._vgg = vgg
        self._check = check
        self._tile = tile
        self.precision = next(vgg.buffers()).dtype

    def read(self, x: Tensor, wanted: Sequence[Wanted]) -> Found:
        """Read features of x (1, 3, H, W), RGB in −1..1, without gradient."""
        with torch.no_grad():
            return _joined([self._see(x, tile, wanted) for tile in self._tiles(x)])

    def gradient(
        self, x: Tensor, wanted: Sequence[Wanted], terms: Callable[[Found], Iterable[Tensor]]
    ) -> Tensor:
        """Compute the gradient of a loss of what is found in x (1, 3, H, W), the sum of `terms`, with respect to x.

        A term that is differentiated makes room before the next one is asked for.
        """
        x = x.detach().requires_grad_()
        tiles = self._tiles(x)
        with torch.set_grad_enabled(len(tiles) == 1):
            seen = [self._see(x, tile, wanted) for tile in tiles]
        leaves = [
            [{layer: value.detach().requires_grad_() for layer, value in layers.items()} for layers in found]
            for found in seen
        ]
        found = _joined(leaves)
        for term in terms(found):
            torch.autograd.backward(term)
            self._check()
        for tile, one, leaf in zip(tiles, seen, leaves, strict=True):
            self._check()
            again = one if len(tiles) == 1 else self._see(x, tile, wanted)
            torch.autograd.backward(*_with_gradients(again, leaf))
        assert x.grad is not None
        return x.grad

    def _tiles(self, x: Tensor) -> list[_Tile]:
        height, width = x.shape[-2:]
        return [
            _Tile(
                top, bottom, left, right,
                max(0, top - MARGIN), min(height, bottom + MARGIN),
                max(0, left - MARGIN), min(width, right + MARGIN),
            )
            for top, bottom in _spans(height, self._tile)
            for left, right in _spans(width, self._tile)
        ]  # fmt: skip

    def _see(self, x: Tensor, tile: _Tile, wanted: Sequence[Wanted]) -> Found:
        layers = sorted({layer for each in wanted for layer in each.layers}, key=list(CHANNELS).index)
        features = self._vgg.features(tile.of(x).to(self.precision), layers, self._check)
        found = []
        for each in wanted:
            rows = _inside(each.lattice.rows, tile.top, tile.bottom) - tile.outer_top
            columns = _inside(each.lattice.columns, tile.left, tile.right) - tile.outer_left
            found.append({layer: _at(features[layer], layer, rows, columns) for layer in each.layers})
        return found


def _spans(length: int, tile: int) -> Iterator[tuple[int, int]]:
    """`length` px in parts of `tile` px; the last one is half as long to half as long again."""
    count = max(1, round(length / tile))
    for number in range(count):
        yield number * tile, length if number == count - 1 else (number + 1) * tile


def _inside(places: Tensor, first: int, end: int) -> Tensor:
    return places[(places >= first) & (places < end)]


def _at(features: Tensor, layer: str, rows: Tensor, columns: Tensor) -> Tensor:
    """(rows · columns, C) of (1, C, h, w)."""
    scale = 2 ** (int(layer.removeprefix("relu")[0]) - 1)
    places = (rows // scale)[:, None] * features.shape[3] + columns // scale
    return features.permute(0, 2, 3, 1).flatten(0, 2).index_select(0, places.flatten().to(features.device))


def _joined(tiles: Sequence[Found]) -> Found:
    """What was found in the tiles, together."""
    return [
        {layer: torch.cat([layers[layer] for layers in of_wanted]) for layer in of_wanted[0]}
        for of_wanted in zip(*tiles, strict=True)
    ]


def _with_gradients(found: Found, leaves: Found) -> tuple[list[Tensor], list[Tensor]]:
    """The features that the loss depends on, and its gradients with respect to them."""
    pairs = [
        (layers[layer], leaf.grad)
        for layers, leaf_layers in zip(found, leaves, strict=True)
        for layer, leaf in leaf_layers.items()
        if leaf.grad is not None
    ]
    return [feature for feature, _ in pairs], [gradient for _, gradient in pairs]
