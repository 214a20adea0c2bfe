"""Paint that is dry at once: laid over the pixels from before the stroke."""

import numpy as np

from aipaint_desktop.brushes.blending import Colour, Manner, Plane, laid_over
from aipaint_desktop.brushes.dab import Coverage
from aipaint_desktop.brushes.grain import on_paper
from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.planes import untouched
from aipaint_desktop.brushes.surfaces.surface import Surface, places
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import NOTHING, Rect


class Paint:
    """Lets coverage grow, and lays that over the pixels from before, so that `opacity` bounds a whole stroke and 8 bits
    are rounded once. Without a colour it erases."""

    def __init__(self, edit: Surface, means: Means) -> None:
        self._edit = edit
        self._brush = means.brush
        self._colour = means.colour
        width, height = edit.period or (edit.bounds.width, edit.bounds.height)
        shape = height, width
        self._coverage = untouched(*shape)
        self._colours: list[Plane] | None = None
        if means.brush.recolours and means.colour is not None:
            self._colours = [untouched(*shape) for _ in range(3)]
        self._grained_dabs = False
        self._marked = False

    def touch(self, stamp: Stamp) -> Rect:
        """Draw the coverage, by `flow`, towards that of the dab; returns where it has grown."""
        whole = stamp.rect
        rect = whole.intersection(self._edit.bounds)
        if rect.empty:
            return rect
        grown = NOTHING
        for part, place in places(rect, self._edit.bounds, self._edit.period):
            coverage, opacity = stamp.coverage[part.moved(-whole.left, -whole.top).slices], stamp.opacity
            if stamp.grain is not None:
                self._grained_dabs = True
                coverage = self._on_paper(coverage * np.float32(opacity), part, stamp.grain)
                opacity = 1.0
            grown = grown.union(self._grow(coverage, part, place, opacity, stamp.flow))
            if self._colours is not None and stamp.colour is not None:
                self._colour_in(coverage, place, opacity * stamp.flow, stamp.colour)
                grown = rect
        return grown

    def _grow(self, stamp: Coverage, rect: Rect, place: Rect, opacity: float, flow: float) -> Rect:
        """Half of a large dab lies where the one before has been; what has not changed is not painted again.

        place: of the rectangle in the planes.
        """
        covered = self._coverage[place.slices]
        if native is not None:
            left, top, right, bottom = native.grow(covered, stamp, opacity, flow)
            return Rect(rect.left + left, rect.top + top, right - left, bottom - top)
        missing = stamp * np.float32(opacity) - covered
        np.maximum(missing, 0, out=missing)
        covered += missing if flow >= 1 else missing * np.float32(flow)
        rows, columns = (np.flatnonzero(missing.any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return NOTHING
        grown = Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        return grown.moved(rect.left, rect.top)

    def _colour_in(
        self, stamp: Coverage, rect: Rect, opacity: float, colour: tuple[float, float, float]
    ) -> None:
        """Lay a dab's own colour over those of the dabs before it."""
        assert self._colours is not None
        if native is not None:
            planes = tuple(plane[rect.slices] for plane in self._colours)
            native.colour_in(planes, self._coverage[rect.slices], stamp, opacity, colour)
            return
        share = stamp * np.float32(opacity)
        share /= np.maximum(self._coverage[rect.slices], np.float32(1e-6))
        np.minimum(share, 1, out=share)
        for plane, value in zip(self._colours, colour, strict=True):
            part = plane[rect.slices]
            part += (np.float32(value) - part) * share

    def lay(self, rect: Rect) -> bool:
        """Lay the coverage over the pixels from before."""
        self._edit.repaint(rect, self._lay)
        return self._marked

    def _lay(self, rect: Rect, before: Pixels, out: Pixels) -> None:
        brush = self._brush
        coverage = self._read(self._coverage, rect)
        if brush.grain > 0 and not self._grained_dabs:
            coverage = self._on_paper(coverage, rect, brush.grain)
        selection = self._edit.selected(rect)
        if self._colour is None:
            laid_over(before, coverage, (0, 0, 0), Manner.ERASE, brush.opacity, selection, out=out)
        else:
            manner = Manner.RECOLOUR if self._edit.keeps_alpha else Manner.PAINT
            colour: Colour | list[Plane] = self._colour
            if self._colours is not None:
                colour = [self._read(plane, rect) for plane in self._colours]
            laid_over(before, coverage, colour, manner, brush.opacity, selection, out=out)
        if not self._marked:
            self._marked = bool((coverage if selection is None else coverage * selection).any())

    def _on_paper(self, coverage: Plane, rect: Rect, grain: float) -> Plane:
        return on_paper(coverage, rect, grain, self._brush.texture, self._edit.period)

    def _read(self, plane: Plane, rect: Rect) -> Plane:
        """What of a plane lies within a rectangle, not to be written to."""
        parts = list(places(rect, self._edit.bounds, self._edit.period))
        if len(parts) == 1:
            return plane[parts[0][1].slices]
        found = np.empty((rect.height, rect.width), np.float32)
        for part, place in parts:
            found[part.moved(-rect.left, -rect.top).slices] = plane[place.slices]
        return found

    def end(self) -> list[Rect]:
        return []
