"""A sheet that is bent by a grid of points: bicubic patches, and the way back from what they make."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.transforming.lattice import NOWHERE, Lattice, Places, around_points
from aipaint_desktop.document.transforming.matrices import Matrix, mapped
from aipaint_desktop.values.geometry import Rect

Grid = NDArray[np.float64]
"""(rows + 1, columns + 1, 2): where the points of a grid lie."""

_CELLS = 12  # in a patch, across and down: curves within half a pixel for what hands make
_EDGE = 0.05  # of a patch: for edges to be soft
_STRIP = 1 << 20  # pixels that triangles are drawn into at once


@dataclass(frozen=True, eq=False)
class Mesh:
    """Says where the points of an even grid over a rectangle have been put; the sheet between them is a Catmull–Rom
    surface (Catmull & Rom 1974), which goes through all of them.

    box: the rectangle, that the grid of points which have not been moved fills. points: of `Grid`.
    """

    box: Rect
    points: Grid

    @classmethod
    def flat(cls, box: Rect, columns: int, rows: int) -> "Mesh":
        """Lay an even grid of so many patches."""
        x = box.left + np.arange(columns + 1) * (box.width / columns)
        y = box.top + np.arange(rows + 1) * (box.height / rows)
        return cls(box, np.stack(np.meshgrid(x, y), axis=2))

    @property
    def columns(self) -> int:
        return int(self.points.shape[1]) - 1

    @property
    def rows(self) -> int:
        return int(self.points.shape[0]) - 1

    @property
    def is_flat(self) -> bool:
        return np.array_equal(self.points, Mesh.flat(self.box, self.columns, self.rows).points)

    def with_point(self, row: int, column: int, x: float, y: float) -> "Mesh":
        """Put a point somewhere else."""
        points = self.points.copy()
        points[row, column] = x, y
        return replace(self, points=points)

    def with_patches(self, columns: int, rows: int) -> "Mesh":
        """Lay a grid of other patches over the same sheet, as closely as it can follow it."""
        across, down = np.linspace(0, self.columns, columns + 1), np.linspace(0, self.rows, rows + 1)
        return Mesh(self.box, self.surface(across, down))

    def surface(self, across: NDArray[np.float64], down: NDArray[np.float64]) -> Grid:
        """Find where places of the sheet are, counted in patches: (len(down), len(across), 2). A little beyond the
        edge it goes on straight."""
        held = np.pad(self.points, ((1, 1), (1, 1), (0, 0)), mode="reflect", reflect_type="odd")
        found: Grid = np.einsum(
            "ia,jb,abk->ijk", _shares(down, self.rows), _shares(across, self.columns), held
        )
        return found


def _shares(places: NDArray[np.float64], patches: int) -> NDArray[np.float64]:
    """The share that each point, with one more at either end, has in each place: (places, patches + 3)."""
    inside = np.clip(places, 0, patches)
    first = np.minimum(inside.astype(int), patches - 1)
    t = inside - first
    near = np.stack(
        [
            ((-0.5 * t + 1) * t - 0.5) * t,
            (1.5 * t - 2.5) * t * t + 1,
            ((-1.5 * t + 2) * t + 0.5) * t,
            (0.5 * t - 0.5) * t * t,
        ],
        axis=1,
    )
    shares = np.zeros((len(places), patches + 3))
    rows = np.arange(len(places))[:, None]
    shares[rows, first[:, None] + np.arange(4)] = near
    beyond = places - inside
    for row in np.flatnonzero(beyond):
        # along the tangent at the edge, half of the way between the points around it
        edge = 1 if beyond[row] < 0 else patches + 1
        shares[row, edge + 1] += beyond[row] / 2
        shares[row, edge - 1] -= beyond[row] / 2
    return shares


class Bending:
    """The mapping of a mesh, followed by that of a matrix."""

    def __init__(self, mesh: Mesh, matrix: Matrix, cells: int = _CELLS, edge: float = _EDGE) -> None:
        """cells: flat pieces that a patch is taken for, across and down. edge: of a patch, that is looked at around the
        sheet."""
        self._edge = edge
        self._mesh = mesh
        self._cells = cells
        self._matrix = matrix

    def onto(self, rect: Rect) -> Rect:  # noqa: ARG002
        """Span all of the sheet, whatever part of it is asked for."""
        flat = self._corners.reshape(-1, 2)
        return around_points(flat)

    def sources(self, lattice: Lattice) -> tuple[Places, Places]:
        x, y = (np.full((lattice.rows, lattice.columns), NOWHERE, np.float32) for _ in range(2))
        # from places on the lattice, whose pixels have their middles at whole numbers
        corners = (self._corners - (lattice.left, lattice.top)) / lattice.step - 0.5
        where, what = self._triangles(corners), self._triangles(self._origins)
        for rows, columns, across, down in _spans(where, what, lattice.columns, lattice.rows):
            x[rows, columns], y[rows, columns] = across, down
        return x, y

    @cached_property
    def _places(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Counted in patches; the edge is a cell of its own at either end."""
        cells = self._cells
        steps = [
            np.concatenate([[-self._edge], np.arange(patches * cells + 1) / cells, [patches + self._edge]])
            for patches in (self._mesh.columns, self._mesh.rows)
        ]
        return steps[0], steps[1]

    @cached_property
    def _corners(self) -> Grid:
        """Where the corners of cells come to lie."""
        bent = self._mesh.surface(*self._places)
        return mapped(self._matrix, bent.reshape(-1, 2)).reshape(bent.shape)

    @cached_property
    def _origins(self) -> Grid:
        across, down = self._places
        box = self._mesh.box
        x = box.left + across * (box.width / self._mesh.columns)
        y = box.top + down * (box.height / self._mesh.rows)
        return np.stack(np.meshgrid(x, y), axis=2)

    @staticmethod
    def _triangles(corners: Grid) -> NDArray[np.float64]:
        """Two of each cell: (N, 3, 2)."""
        a, b, c, d = corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]
        return np.stack([np.stack([a, b, c], axis=2), np.stack([a, c, d], axis=2)], axis=2).reshape(-1, 3, 2)


_Span = tuple[NDArray[np.int64], NDArray[np.int64], Places, Places]


def _spans(where: NDArray[np.float64], what: NDArray[np.float64], width: int, height: int) -> Iterator[_Span]:
    """Rows, columns and, between the corners, the values of all pixels that triangles cover, in pieces; all triangles
    row by row at once, as graphics hardware draws them."""
    inside = (
        np.isfinite(where).all(axis=(1, 2))
        & (where.max(axis=1) >= 0).all(axis=1)
        & (where.min(axis=1) <= (width - 1, height - 1)).all(axis=1)
    )
    where, what = where[inside], what[inside]
    slopes = _slopes(where, what)
    if not len(where):
        return
    top = np.maximum(np.ceil(where[..., 1].min(axis=1)), 0).astype(np.int64)
    bottom = np.minimum(np.floor(where[..., 1].max(axis=1)), height - 1).astype(np.int64)
    triangle, row = _ranges(top, bottom + 1)
    left, right = _cut(where[triangle], row)
    first = np.maximum(np.ceil(left - 1e-9), 0).astype(np.int64)
    last = np.minimum(np.floor(right + 1e-9), width - 1).astype(np.int64)
    for piece in _pieces(np.maximum(last + 1 - first, 0)):
        line, column = _ranges(first[piece], last[piece] + 1)
        rows, of = row[piece][line], triangle[piece][line]
        (ax, bx, cx), (ay, by, cy) = slopes[of, 0].T, slopes[of, 1].T
        across = ax * column + bx * rows + cx
        down = ay * column + by * rows + cy
        yield rows, column, across.astype(np.float32), down.astype(np.float32)


def _slopes(where: NDArray[np.float64], what: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each triangle and value: how it grows to the right and downwards, and what it is at the origin: (N, 2, 3)."""
    a, b, c = where[:, 0], where[:, 1], where[:, 2]
    double = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    double = np.where(np.abs(double) < 1e-9, np.inf, double)[:, None]
    first, second = what[:, 1] - what[:, 0], what[:, 2] - what[:, 0]
    right = (first * (c[:, 1:] - a[:, 1:]) - second * (b[:, 1:] - a[:, 1:])) / double
    down = (second * (b[:, :1] - a[:, :1]) - first * (c[:, :1] - a[:, :1])) / double
    start = what[:, 0] - right * a[:, :1] - down * a[:, 1:]
    return np.stack([right, down, start], axis=2)


def _cut(
    where: NDArray[np.float64], row: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of what a row cuts out of a triangle."""
    left, right = np.full(len(row), np.inf), np.full(len(row), -np.inf)
    for one, other in ((0, 1), (1, 2), (2, 0)):
        (x, y), (u, v) = where[:, one].T, where[:, other].T
        meets = (np.minimum(y, v) <= row) & (row <= np.maximum(y, v)) & (y != v)
        at = x + (row - y) * (u - x) / np.where(y == v, 1, v - y)
        left, right = (
            np.where(meets, np.minimum(left, at), left),
            np.where(meets, np.maximum(right, at), right),
        )
    return np.where(np.isfinite(left), left, 0), np.where(np.isfinite(right), right, -2)


def _ranges(first: NDArray[np.int64], end: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Index and number of every whole number from `first` up to `end`, without it."""
    count = np.maximum(end - first, 0)
    index = np.repeat(np.arange(len(first)), count)
    number = np.arange(len(index)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return index, number


def _pieces(counts: NDArray[np.int64]) -> Iterator[slice]:
    total, start = np.cumsum(counts), 0
    while start < len(counts):
        before = total[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(total, before + _STRIP, side="right")))
        yield slice(start, end)
        start = end
