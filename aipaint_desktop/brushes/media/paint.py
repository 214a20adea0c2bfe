"""Paint that is dry at once: laid over the pixels from before the stroke."""

import numpy as np

from aipaint_desktop.brushes.blending import erased, painted, recoloured
from aipaint_desktop.brushes.grain import on_paper
from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.values.geometry import NOTHING, Rect

_LARGE_AREA = 64 * 64


class Paint:
    """Lets coverage grow, and lays that over the pixels from before, so that `opacity` bounds a whole stroke and 8 bits
    are rounded once."""

    def __init__(self, edit: PixelEdit, means: Means) -> None:
        self._edit = edit
        self._brush = means.brush
        self._colour = means.colour
        self._coverage = np.zeros((edit.bounds.height, edit.bounds.width), np.float32)

    def touch(self, stamp: Stamp) -> Rect:
        """Draw the coverage, by `flow`, towards that of the dab; returns where it has grown."""
        whole = stamp.rect
        rect = whole.intersection(self._edit.bounds)
        if rect.empty:
            return rect
        covered = self._coverage[rect.slices]
        missing = stamp.coverage[rect.moved(-whole.left, -whole.top).slices] * np.float32(stamp.opacity)
        missing -= covered
        np.maximum(missing, 0, out=missing)
        covered += missing if stamp.flow >= 1 else missing * np.float32(stamp.flow)
        if rect.area < _LARGE_AREA:
            return rect
        # Half of a large dab lies where the one before has been; what has not changed is not painted again.
        rows, columns = (np.flatnonzero(missing.any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return NOTHING
        grown = Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        return grown.moved(rect.left, rect.top)

    def lay(self, rect: Rect) -> bool:
        """Lay the coverage over the pixels from before."""
        coverage = self._coverage[rect.slices]
        if self._brush.grain > 0:
            coverage = on_paper(coverage, rect, self._brush.grain)
        coverage = coverage * np.float32(self._brush.opacity)
        if self._edit.selection is not None:
            coverage = coverage * (self._edit.selection[rect.slices] * np.float32(1 / 255))
        before = self._edit.before.read(rect)
        if self._colour is None:
            self._edit.write(rect, erased(before, coverage))
        elif self._edit.keeps_alpha:
            self._edit.write(rect, recoloured(before, coverage, self._colour))
        else:
            self._edit.write(rect, painted(before, coverage, self._colour))
        return bool(coverage.any())

    def end(self) -> list[Rect]:
        return []
