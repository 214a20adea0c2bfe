"""Where in a document the pixels of a picture lie, and what says where they come from."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.transforming.matrices import Matrix, Points, corners_of, inverted, mapped
from aipaint_desktop.values.geometry import Rect

Places = NDArray[np.float32]
NOWHERE = np.float32(-1e9)
"""The place that a pixel comes from which comes from nowhere."""

_FARTHEST = 1 << 20
EVERYWHERE = Rect(-_FARTHEST, -_FARTHEST, 2 * _FARTHEST, 2 * _FARTHEST)
_SLACK = 1e-6  # pixels that rounding may miss


class Lattice(NamedTuple):
    """Middles of pixels: `columns` × `rows` of them, each `step` document pixels wide, from (left, top) on."""

    left: float
    top: float
    step: float
    columns: int
    rows: int

    @classmethod
    def over(cls, rect: Rect, samples: int = 1) -> "Lattice":
        """samples: in a pixel, across and down."""
        return cls(rect.left, rect.top, 1 / samples, rect.width * samples, rect.height * samples)

    @property
    def x(self) -> NDArray[np.float64]:
        """The x of each column."""
        return self.left + (np.arange(self.columns, dtype=np.float64) + 0.5) * self.step

    @property
    def y(self) -> NDArray[np.float64]:
        return self.top + (np.arange(self.rows, dtype=np.float64) + 0.5) * self.step


class Mapping(Protocol):
    """A map of the plane, for whoever draws what it makes of a picture."""

    def onto(self, rect: Rect) -> Rect:
        """Span the whole pixels around what becomes of a rectangle."""

    def sources(self, lattice: Lattice) -> tuple[Places, Places]:
        """Find the x and the y that each pixel comes from, (rows, columns); NOWHERE for none."""


class Projection:
    """The mapping that a matrix is."""

    def __init__(self, matrix: Matrix) -> None:
        """Raises `ValueError` for one that makes the plane a line."""
        if abs(np.linalg.det(matrix)) < 1e-12:
            raise ValueError("a plane cannot be made a line")
        self.matrix = matrix
        self._inverse = inverted(matrix)

    def onto(self, rect: Rect) -> Rect:
        return around_points(mapped(self.matrix, corners_of(rect)))

    def sources(self, lattice: Lattice) -> tuple[Places, Places]:
        across, down = lattice.x[None, :], lattice.y[:, None]
        (a, b, c), (d, e, f), (g, h, i) = self._inverse
        x, y = a * across + (b * down + c), d * across + (e * down + f)
        if g or h or i != 1:
            w = g * across + (h * down + i)
            seen = w > 1e-12  # one over the depth there: in front of the eye
            w = np.where(seen, w, 1)
            x, y = np.where(seen, x / w, NOWHERE), np.where(seen, y / w, NOWHERE)
        return x.astype(np.float32), y.astype(np.float32)


def around_points(points: Points) -> Rect:
    """Span the whole pixels around points; everywhere where one is nan: it may be seen up to the horizon."""
    if not np.isfinite(points).all():
        return EVERYWHERE
    points = np.clip(points, -_FARTHEST, _FARTHEST)
    left, top = np.floor(points.min(axis=0) + _SLACK).astype(int).tolist()
    right, bottom = np.ceil(points.max(axis=0) - _SLACK).astype(int).tolist()
    return Rect.from_edges(left, top, right, bottom)
