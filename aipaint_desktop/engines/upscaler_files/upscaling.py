"""Enlarging or restoring a picture with a network from a file, tile by tile."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type, out_of_memory
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.upscaler_files.loading import first_words
from aipaint_desktop.engines.upscaler_files.tiling import Span, spans
from aipaint_desktop.values.refusal import BadInput

LEAST_TILE = 96
_SHOWN = 1024  # px of a tile's side in the result, about, which memory is to suffice for
_LARGEST_TILE = 512
_CELL = 16  # px that tiles begin at multiples of: what attends in windows does so in the same ones as in one piece


@dataclass(frozen=True)
class Done:
    """Tells how far a pass is. picture: (H, W, 3) float32 in 0..1, what is not painted yet black. tile, tiles: how many
    are done, of how many. rows, columns: of the last one."""

    picture: NDArray[np.float32]
    tile: int
    tiles: int
    rows: slice
    columns: slice


class Upscaler:
    """Runs a network that spandrel has loaded on a device. tiling: whether a picture may be cut up for it."""

    def __init__(self, descriptor: Any, device: Device) -> None:
        import spandrel

        wanted = number_type(device)
        half = wanted is torch.bfloat16 and descriptor.supports_bfloat16
        self._numbers = torch.bfloat16 if half else torch.float32
        self._network = descriptor.to(torch.device(device.kind), self._numbers)
        self._place = torch.device(device.kind)
        self.scale = int(descriptor.scale)
        self._whole = descriptor.tiling is spandrel.ModelTiling.INTERNAL
        self._cell = int(np.lcm(_CELL, descriptor.size_requirements.multiple_of))

    @property
    def tile(self) -> int:
        """Give the longest side of a tile, px of the picture."""
        return min(_LARGEST_TILE, max(2 * LEAST_TILE, _SHOWN // self.scale))

    @torch.inference_mode()
    def enlarge(
        self, picture: NDArray[np.float32], seed: int, check: Callable[[], None], tile: int = 0
    ) -> Iterator[Done]:
        """Enlarge (H, W, 3) float32 in 0..1 by the network's factor, tile by tile; the last `Done` is the whole.

        tile: the longest side of one, of itself as it is best. check: called before each, may raise to stop. Where
        memory does not suffice, tiles become smaller.
        """
        longest = max(picture.shape) if self._whole else tile or self.tile
        while True:
            try:
                yield from self._enlarge(picture, seed, check, longest)
                return
            except RuntimeError as error:
                if self._whole or longest // 2 < LEAST_TILE or not out_of_memory(error):
                    raise
                longest //= 2

    def _enlarge(
        self, picture: NDArray[np.float32], seed: int, check: Callable[[], None], longest: int
    ) -> Iterator[Done]:
        height, width = picture.shape[:2]
        made = np.zeros((height * self.scale, width * self.scale, 3), np.float32)
        across = spans(width, longest, self._cell)
        down = spans(height, longest, self._cell)
        tiles = [(row, column) for row in down for column in across]
        for number, (row, column) in enumerate(tiles, 1):
            check()
            part = self._paint(picture[row.start : row.stop, column.start : column.stop], seed)
            share = row.shares(self.scale)[:, None, None] * column.shares(self.scale)[:, None]
            rows, columns = self._enlarged(row), self._enlarged(column)
            made[rows, columns] += part * share
            yield Done(made, number, len(tiles), rows, columns)

    def _enlarged(self, span: Span) -> slice:
        return slice(span.start * self.scale, span.stop * self.scale)

    def _paint(self, part: NDArray[np.float32], seed: int) -> NDArray[np.float32]:
        tensor = torch.from_numpy(np.ascontiguousarray(part)).permute(2, 0, 1)[None].to(self._place)
        given = _with_channels(tensor, self._network.input_channels).to(self._numbers)
        try:
            with quiet(), torch.random.fork_rng(devices=[]):  # of those few that add noise
                torch.manual_seed(seed)
                painted: Tensor = self._network(given)
        except Exception as error:
            if out_of_memory(error):
                raise
            raise BadInput("The upscaler fails at its work: {0}.", first_words(error)) from error
        painted = painted.float().clamp(0, 1)
        if painted.shape[1] == 1:
            painted = painted.expand(-1, 3, -1, -1)
        return painted[0, :3].permute(1, 2, 0).cpu().numpy()


def _with_channels(picture: Tensor, channels: int) -> Tensor:
    """A picture (1, 3, H, W) as grey (BT.601, which those networks learned from), in colour, or opaque."""
    if channels == 1:
        weights = torch.tensor([0.299, 0.587, 0.114], device=picture.device)
        return (picture * weights[:, None, None]).sum(1, keepdim=True)
    return picture if channels == 3 else torch.cat([picture, torch.ones_like(picture[:, :1])], 1)
