"""How what is transformed stands: moved, scaled, turned, leaned, seen in perspective, bent; in numbers."""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from aipaint_desktop.document.transforming import matrices
from aipaint_desktop.document.transforming.lattice import Mapping, Projection
from aipaint_desktop.document.transforming.matrices import Matrix, Points, corners_of, mapped
from aipaint_desktop.document.transforming.mesh import Bending, Mesh
from aipaint_desktop.values.geometry import Rect

Place = tuple[float, float]
_STRAIGHT = ((0.0, 0.0),) * 4
LEAST_SIDE = 1.0  # px that a side keeps
_ROUGH = (5, 0.25)  # cells of a patch, and its edge


@dataclass(frozen=True, eq=False)
class Pose:
    """Where a rectangle of the document is put, and all that is in it.

    It is bent by the mesh, then its corners are moved by `corners`, then it is scaled, leaned, turned clockwise by
    `angle` degrees and at last its middle is put to (x, y).

    box: the rectangle, which is not empty. shear: what x grows by with each pixel downwards, before it is turned.
    corners: by how much each lies beside that of the box, from the upper left one clockwise. pivot: what stays when it
    is turned, before it is scaled; None for the middle of the box.
    """

    box: Rect
    x: float
    y: float
    scale_x: float = 1.0
    scale_y: float = 1.0
    shear: float = 0.0
    angle: float = 0.0
    corners: tuple[Place, ...] = _STRAIGHT
    mesh: Mesh | None = field(default=None, repr=False)
    pivot: Place | None = None

    @classmethod
    def of(cls, box: Rect) -> "Pose":
        """Stand where it is."""
        return cls(box, *middle(box))

    # What it does

    @property
    def linear(self) -> Matrix:
        """Scale, shear and turn, around the origin."""
        leaned: Matrix = matrices.shearing(self.shear) @ matrices.scaling(self.scale_x, self.scale_y)
        linear: Matrix = matrices.rotation(self.angle) @ leaned
        return linear

    @property
    def affine(self) -> Matrix:
        """All that comes after the perspective."""
        x, y = middle(self.box)
        placed: Matrix = matrices.shift(self.x, self.y) @ self.linear @ matrices.shift(-x, -y)
        return placed

    @property
    def matrix(self) -> Matrix:
        """All but the mesh."""
        if self.corners == _STRAIGHT:
            return self.affine
        seen: Matrix = self.affine @ self._perspective
        return seen

    @property
    def _perspective(self) -> Matrix:
        found = matrices.homography(corners_of(self.box), self.moved_corners)
        assert found is not None  # `with_corner` has seen to it
        return found

    @property
    def moved_corners(self) -> Points:
        """Find where the corners of the box are before it is scaled, leaned and turned: (4, 2)."""
        moved: Points = corners_of(self.box) + np.array(self.corners)
        return moved

    @property
    def mapping(self) -> Mapping:
        """Give the map of the plane that it is."""
        return Projection(self.matrix) if self.straight else Bending(self.bent, self.matrix)

    @property
    def rough_mapping(self) -> Mapping:
        """Give much the same map, that is quicker."""
        return Projection(self.matrix) if self.straight else Bending(self.bent, self.matrix, *_ROUGH)

    @property
    def straight(self) -> bool:
        """Tell whether nothing is bent."""
        return self.mesh is None or self.mesh.is_flat

    @property
    def bent(self) -> Mesh:
        """Give the mesh, a flat one where there is none."""
        return self.mesh or Mesh.flat(self.box, 3, 3)

    @property
    def still(self) -> bool:
        """Tell whether everything stays where it is."""
        return self.straight and matrices.whole_shift(self.matrix) == (0, 0)

    @property
    def quad(self) -> Points:
        """Find where the corners are put, from the upper left one clockwise: (4, 2)."""
        return mapped(self.affine, self.moved_corners)

    @property
    def pivot_place(self) -> Place:
        """Find where the pivot is put."""
        return self.put(self.pivot or middle(self.box))

    def put(self, place: Place) -> Place:
        """Find where a place of the box is put, but for mesh and perspective."""
        x, y = mapped(self.affine, [place])[0].tolist()
        return x, y

    def taken_back(self, place: Place) -> Place:
        """Find what `put` puts there."""
        x, y = mapped(matrices.inverted(self.affine), [place])[0].tolist()
        return x, y

    # In numbers

    @property
    def left(self) -> float:
        return float(self.quad[:, 0].min())

    @property
    def top(self) -> float:
        return float(self.quad[:, 1].min())

    @property
    def width(self) -> float:
        """Of the box when it is scaled, before it is leaned or turned."""
        return abs(self.scale_x) * self.box.width

    @property
    def height(self) -> float:
        return abs(self.scale_y) * self.box.height

    def moved(self, dx: float, dy: float) -> "Pose":
        return self._settled(replace(self, x=self.x + dx, y=self.y + dy))

    def at(self, left: float, top: float) -> "Pose":
        """Put the upper left corner of what it spans somewhere."""
        return self.moved(left - self.left, top - self.top)

    def sized(self, width: float, height: float) -> "Pose":
        """Scale around the pivot to a size in pixels, before it is leaned or turned."""
        return self._around_pivot(
            scale_x=math.copysign(max(width, LEAST_SIDE) / self.box.width, self.scale_x),
            scale_y=math.copysign(max(height, LEAST_SIDE) / self.box.height, self.scale_y),
        )

    def turned(self, angle: float) -> "Pose":
        """Turn around the pivot to an angle, degrees clockwise."""
        return self._around_pivot(angle=(angle + 180) % 360 - 180)

    def leaned(self, shear: float) -> "Pose":
        """Lean around the pivot."""
        return self._around_pivot(shear=shear)

    def flipped(self, *, across: bool) -> "Pose":
        """Flip as it is seen, around the pivot. across: left and right change places, else top and bottom."""
        scales = {"scale_x": -self.scale_x} if across else {"scale_y": -self.scale_y}
        return self._around_pivot(angle=-self.angle, shear=-self.shear, **scales)

    def with_corner(self, corner: int, place: Place) -> "Pose":
        """Put one corner somewhere, which makes a perspective of it; the same pose where that is not possible."""
        x, y = self.taken_back(place)
        left, top = corners_of(self.box)[corner].tolist()
        corners = list(self.corners)
        corners[corner] = (x - left, y - top)
        return self.with_corners(tuple(corners))

    def with_corners(self, corners: tuple[Place, ...]) -> "Pose":
        """Give it another perspective; the same pose where the corners go around no convex shape."""
        moved = corners_of(self.box) + np.array(corners)
        if matrices.homography(corners_of(self.box), moved) is None:
            return self
        return replace(self, corners=corners)

    def with_linear(self, linear: Matrix, kept: Place) -> "Pose":
        """Take scale, shear and angle from a matrix; `kept`, of the box, stays where it is put."""
        (a, b), (c, d) = linear[:2, :2]
        across = math.hypot(a, c)
        turned = math.degrees(math.atan2(c, a))
        if self.scale_x < 0:  # so that what is flipped stays flipped the same way
            across, turned = -across, (turned + 360) % 360 - 180
        leaned = matrices.rotation(-turned)[:2, :2] @ (b, d)
        down = float(leaned[1])
        if not across or not down:
            return self
        changed = replace(self, scale_x=across, scale_y=down, shear=float(leaned[0]) / down, angle=turned)
        return changed.keeping(kept, self.put(kept))

    def keeping(self, place: Place, where: Place) -> "Pose":
        """Move it such that a place of the box comes to lie somewhere."""
        x, y = self.put(place)
        return replace(self, x=self.x + where[0] - x, y=self.y + where[1] - y)

    def _around_pivot(self, **numbers: float) -> "Pose":
        pivot = self.pivot or middle(self.box)
        return self._settled(replace(self, **numbers).keeping(pivot, self.put(pivot)))  # type: ignore[arg-type]

    @staticmethod
    def _settled(pose: "Pose") -> "Pose":
        """Put it on whole pixels where no pixel has to be made anew then."""
        if pose.corners != _STRAIGHT or not pose.straight:
            return pose
        matrix = pose.matrix.copy()
        dx, dy = np.rint(matrix[:2, 2]) - matrix[:2, 2]
        matrix[:2, 2] = np.rint(matrix[:2, 2])
        if matrices.grid_symmetry(matrix) is None:
            return pose
        return replace(pose, x=pose.x + float(dx), y=pose.y + float(dy))


def middle(rect: Rect) -> Place:
    """Find the middle of a rectangle."""
    return rect.left + rect.width / 2, rect.top + rect.height / 2
