"""Maps of the plane that keep straight lines straight: 3×3 matrices for columns (x, y, 1), in document pixels."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.geometry import Rect

Matrix = NDArray[np.float64]
Points = NDArray[np.float64]
"""(N, 2): x and y."""

_EXACT = 1e-6  # pixels by which a number may miss a whole one


def identity() -> Matrix:
    return np.eye(3)


def shift(dx: float, dy: float) -> Matrix:
    return np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]], np.float64)


def scaling(across: float, down: float) -> Matrix:
    """Scale around the origin; a negative factor flips."""
    return np.diag([across, down, 1.0]).astype(np.float64)


def rotation(degrees: float) -> Matrix:
    """Turn clockwise, as it is seen, around the origin. Quarter turns are exact."""
    quarters = degrees / 90
    if quarters == round(quarters):
        cosine, sine = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][round(quarters) % 4]
    else:
        cosine, sine = float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]], np.float64)


def shearing(across: float) -> Matrix:
    """Lean what stands upright: x grows by `across` with each pixel downwards."""
    return np.array([[1, across, 0], [0, 1, 0], [0, 0, 1]], np.float64)


def around(x: float, y: float, matrix: Matrix) -> Matrix:
    """Do the same with this point as the origin."""
    return shift(x, y) @ matrix @ shift(-x, -y)


def mapped(matrix: Matrix, points: Points | Sequence[tuple[float, float]]) -> Points:
    """Map points; what a perspective map puts behind the eye becomes nan."""
    plane = np.asarray(points, np.float64)
    x, y, w = matrix @ np.column_stack([plane, np.ones(len(plane))]).T
    depth = np.where(w > 1e-9, w, np.nan)
    return np.column_stack([x / depth, y / depth])


def corners_of(rect: Rect) -> Points:
    """List the corners of a rectangle, from the upper left one clockwise: (4, 2)."""
    corners = [
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.right, rect.bottom),
        (rect.left, rect.bottom),
    ]
    return np.array(corners, np.float64)


def homography(source: Points, target: Points) -> Matrix | None:
    """Find the perspective map of four points, (4, 2), to four others; None where three of these lie on a line or the
    four do not go around a convex shape in the order of the first.

    The direct linear transform (Hartley & Zisserman 2004, section 4.1), with the last entry 1.
    """
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    if not _convex(target, source):
        return None
    solved = np.linalg.solve(np.array(rows, np.float64), np.array(values, np.float64))
    matrix: Matrix = np.append(solved, 1.0).reshape(3, 3)
    # the horizon may lie between the points and the origin: they, not that, are before the eye
    return matrix if float(matrix[2] @ (*source[0], 1)) > 0 else -matrix


def _convex(corners: Points, like: Points) -> bool:
    """Whether they turn the same way, all of them, at every corner, as the corners of `like` do or all against it."""
    turns, known = _turns(corners), _turns(like)
    size = float(np.ptp(corners, axis=0).max())
    return (
        bool((np.abs(turns) > 1e-9 * max(size * size, 1e-12)).all()) and len(set(np.sign(turns * known))) == 1
    )


def _turns(corners: Points) -> NDArray[np.float64]:
    along = np.roll(corners, -1, axis=0) - corners
    before = np.roll(along, 1, axis=0)
    crossed: NDArray[np.float64] = before[:, 0] * along[:, 1] - before[:, 1] * along[:, 0]
    return crossed


def inverted(matrix: Matrix) -> Matrix:
    """Find the way back. Raises `numpy.linalg.LinAlgError` where there is none."""
    return np.linalg.inv(matrix).astype(np.float64)


def affine(matrix: Matrix) -> bool:
    """Tell whether parallel lines stay parallel."""
    return bool(np.allclose(matrix[2], (0, 0, 1), atol=1e-12))


def whole_shift(matrix: Matrix) -> tuple[int, int] | None:
    """Give the whole pixels by which it only moves; None where it does anything else."""
    dx, dy = float(matrix[0, 2]), float(matrix[1, 2])
    if not _same(matrix[:, :2], np.eye(3)[:, :2]) or not affine(matrix) or not _whole(dx, dy):
        return None
    return round(dx), round(dy)


def grid_symmetry(matrix: Matrix) -> tuple[NDArray[np.int64], tuple[int, int]] | None:
    """Give the quarter turn or flip, (2, 2) of -1, 0 and 1, and the whole pixels of the shift after it, where the map
    is no more than these: then pixels only change places. None otherwise."""
    linear = np.rint(matrix[:2, :2]).astype(np.int64)
    turned = abs(linear).sum() == 2 and abs(round(float(np.linalg.det(linear)))) == 1
    dx, dy = float(matrix[0, 2]), float(matrix[1, 2])
    if not turned or not _same(matrix[:2, :2], linear) or not affine(matrix) or not _whole(dx, dy):
        return None
    return linear, (round(dx), round(dy))


def _same(one: NDArray[np.float64], other: NDArray[np.float64] | NDArray[np.int64]) -> bool:
    """Closely enough for the largest canvas."""
    return bool(np.abs(one - other).max() < 1e-9)


def _whole(*numbers: float) -> bool:
    return all(abs(number - round(number)) < _EXACT for number in numbers)
