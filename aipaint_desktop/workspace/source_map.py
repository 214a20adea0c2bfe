"""Where each pixel of a painting came from, for the paintings made last."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture

_KEPT = 3  # a map takes 12 bytes a pixel


@dataclass(frozen=True, eq=False)
class SourceMap:
    """Says where each pixel of a painting came from. sources: as `Frame.sources`, the painting's corner at the
    document's."""

    sources: NDArray[np.int32]
    references: Sequence[Picture]

    def at(self, column: int, row: int) -> tuple[Picture, int, int] | None:
        """Find the reference, and column and row in it; None outside the painting or where nothing is known."""
        height, width = self.sources.shape[:2]
        if not (0 <= column < width and 0 <= row < height):
            return None
        reference, from_row, from_column = (int(value) for value in self.sources[row, column])
        if not 0 <= reference < len(self.references):
            return None
        return self.references[reference], from_column, from_row


class SourceMaps:
    """Keeps the maps of the layers painted last."""

    def __init__(self) -> None:
        self._maps: OrderedDict[str, SourceMap] = OrderedDict()

    @property
    def known(self) -> bool:
        return bool(self._maps)

    def keep(self, layer: Layer, job: Job) -> None:
        """Remember what the finished job says of the layer made from it."""
        if job.result is not None and job.result.sources is not None:
            self._maps[layer.id] = SourceMap(job.result.sources, job.result.references or job.request.sources)
            while len(self._maps) > _KEPT:
                self._maps.popitem(last=False)

    def clear(self) -> None:
        self._maps.clear()

    def at(self, document: Document, column: int, row: int) -> tuple[Picture, int, int] | None:
        """Find what the topmost visible painting at this place of the document came from, as `SourceMap.at`."""
        for layer in reversed(document.layers):
            if not layer.visible or layer.id not in self._maps:
                continue
            if layer.tiles.read(Rect(column, row, 1, 1))[0, 0, 3]:
                return self._maps[layer.id].at(column, row)
        return None
