"""Pixels pushed about as if they were wet: moved, swirled, blown up and pinched."""

import math

import numpy as np

from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.wet_medium import weight_of, write_selected
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes, TiledPlanes, WetPixels
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.values.geometry import NOTHING, Rect

_FIRST = 0.15  # of the diameter, that a dab at the beginning counts for


class Liquify:
    """Keeps where each pixel comes from, so that the picture is sampled once however often it is gone over.

    To make one: `displacement`.
    """

    def __init__(self, edit: Surface, means: Means) -> None:
        self._edit = edit
        self._strength = means.brush.opacity
        self._source = WetPixels(edit)
        self._from = TiledPlanes(2, edit.bounds, edit.period)  # px to the right and down

    def displacement(self, stamp: Stamp, dx: Plane, dy: Plane, weight: Plane) -> tuple[Plane, Plane]:
        """Tell from where each pixel of a dab comes, px to the right and down.

        dx, dy: from the centre, (1, width) and (height, 1). weight: (height, width), 0 to 1.
        """
        raise NotImplementedError

    def touch(self, stamp: Stamp) -> Rect:
        import cv2

        rect = stamp.rect
        if rect.intersection(self._edit.bounds).empty:
            return NOTHING
        weight = weight_of(stamp, self._edit, self._strength)
        columns = np.arange(rect.width, dtype=np.float32)[None, :]
        rows = np.arange(rect.height, dtype=np.float32)[:, None]
        across = columns - np.float32(rect.width // 2 + stamp.x - stamp.column - 0.5)
        down = rows - np.float32(rect.height // 2 + stamp.y - stamp.row - 0.5)
        right, below = self.displacement(stamp, across, down, weight)
        places = columns + right, rows + below
        moved = [
            cv2.remap(plane, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) + further
            for plane, further in zip(self._from.read(rect), (right, below), strict=True)
        ]
        return self._from.write(rect, np.stack(moved).astype(np.float32, copy=False))

    def lay(self, rect: Rect) -> bool:
        return write_selected(self._edit, rect, self._edit.before.read(rect), self._sampled(rect))

    def end(self) -> list[Rect]:
        return []

    def _sampled(self, rect: Rect) -> Planes:
        import cv2

        right, below = self._from.read(rect)
        right += np.arange(rect.left, rect.right, dtype=np.float32)[None, :]
        below += np.arange(rect.top, rect.bottom, dtype=np.float32)[:, None]
        canvas = self._edit.bounds
        np.clip(right, canvas.left, canvas.right - 1, out=right)
        np.clip(below, canvas.top, canvas.bottom - 1, out=below)
        source = Rect.from_edges(
            math.floor(right.min()),
            math.floor(below.min()),
            math.ceil(right.max()) + 2,
            math.ceil(below.max()) + 2,
        ).intersection(canvas)
        right -= source.left
        below -= source.top
        return np.stack(
            [
                cv2.remap(plane, right, below, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
                for plane in self._source.read(source)
            ]
        )


class Push(Liquify):
    """Takes pixels along."""

    def displacement(self, stamp: Stamp, dx: Plane, dy: Plane, weight: Plane) -> tuple[Plane, Plane]:  # noqa: ARG002
        return (
            weight * np.float32(-stamp.step * math.cos(stamp.direction)),
            weight * np.float32(-stamp.step * math.sin(stamp.direction)),
        )


class Swirl(Liquify):
    """Turns pixels about the middle of the brush, clockwise."""

    def displacement(self, stamp: Stamp, dx: Plane, dy: Plane, weight: Plane) -> tuple[Plane, Plane]:
        angle = weight * np.float32(-2.5 * _travelled(stamp))
        cos, sin = np.cos(angle) - 1, np.sin(angle)
        return dx * cos - dy * sin, dx * sin + dy * cos


class Bloat(Liquify):
    """Blows up what is under the brush."""

    growth = -1.0

    def displacement(self, stamp: Stamp, dx: Plane, dy: Plane, weight: Plane) -> tuple[Plane, Plane]:
        scale = weight * np.float32(self.growth * 1.2 * min(1.0, _travelled(stamp)))
        return dx * scale, dy * scale


class Pinch(Bloat):
    """Draws what is under the brush together."""

    growth = 1.0


def _travelled(stamp: Stamp) -> float:
    """The way from the dab before, in diameters."""
    return max(stamp.step / (2 * stamp.radius), _FIRST if stamp.step == 0 else 0.0)
