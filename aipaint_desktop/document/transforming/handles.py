"""Handles around what is transformed, and what comes of dragging one."""

import math
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.transforming import matrices
from aipaint_desktop.document.transforming.matrices import mapped
from aipaint_desktop.document.transforming.pose import LEAST_SIDE, Place, Pose

_ANGLE_STEP = 15.0


class Kind(Enum):
    CORNER = "corner"
    SIDE = "side"
    POINT = "point"  # of the mesh
    PIVOT = "pivot"
    INSIDE = "inside"
    OUTSIDE = "outside"


class Manner(Enum):
    """What handles do."""

    FREE = "free"
    PERSPECTIVE = "perspective"
    WARP = "warp"


@dataclass(frozen=True)
class Handle:
    """Something to drag. index: of a corner or a side, from the upper left corner, or the top, clockwise; of a point of
    the mesh, row by row."""

    kind: Kind
    index: int = 0


@dataclass(frozen=True)
class Keys:
    """What is held while a handle is dragged.

    steady: keep proportions, turn in steps of 15°, move along one axis. skewed: shear by sides and make a perspective
    by corners. around: around the pivot instead of the opposite handle.
    """

    steady: bool = False
    skewed: bool = False
    around: bool = False


FREE_HAND = Keys()


def places(pose: Pose, manner: Manner) -> dict[Handle, Place]:
    """Find where in the document the handles are."""
    if manner is Manner.WARP:
        points = mapped(pose.matrix, pose.bent.points.reshape(-1, 2)).tolist()
        return {Handle(Kind.POINT, index): (x, y) for index, (x, y) in enumerate(points)}
    quad = pose.quad
    corners = {Handle(Kind.CORNER, index): _place(corner) for index, corner in enumerate(quad)}
    sides = {
        Handle(Kind.SIDE, index): _place((quad[index] + quad[(index + 1) % 4]) / 2) for index in range(4)
    }
    pivot = {Handle(Kind.PIVOT): pose.pivot_place} if manner is Manner.FREE else {}
    return {**corners, **sides, **pivot}


def grabbed(pose: Pose, manner: Manner, place: Place, reach: float) -> Handle:
    """Find what is dragged from a place. reach: how near a handle has to be, in document pixels."""
    near = [
        (math.dist(where, place), index, handle)
        for index, (handle, where) in enumerate(places(pose, manner).items())
    ]
    distance, _, handle = min(near)
    if distance <= reach:
        return handle
    return Handle(Kind.INSIDE if _inside(pose, place) else Kind.OUTSIDE)


def _inside(pose: Pose, place: Place) -> bool:
    quad = pose.quad - np.array(place)
    following = np.roll(quad, -1, axis=0)
    sides = np.sign(quad[:, 0] * following[:, 1] - quad[:, 1] * following[:, 0])
    return bool((sides >= 0).all() or (sides <= 0).all())


def dragged(pose: Pose, handle: Handle, start: Place, now: Place, manner: Manner, keys: Keys) -> Pose:
    """Tell how it stands after a handle was dragged. pose: at the start of the drag."""
    dx, dy = now[0] - start[0], now[1] - start[1]
    match handle.kind:
        case Kind.INSIDE:
            if keys.steady:
                dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
            return pose.moved(dx, dy)
        case Kind.OUTSIDE:
            return _turned(pose, start, now, keys)
        case Kind.PIVOT:
            return replace(pose, pivot=pose.taken_back(now))
        case Kind.POINT:
            return _bent(pose, handle.index, now)
        case Kind.CORNER:
            x, y = _place(pose.quad[handle.index])
            place = (x + dx, y + dy)
            if keys.skewed or manner is Manner.PERSPECTIVE:
                return pose.with_corner(handle.index, place)
            return _scaled(pose, handle, place, keys)
        case Kind.SIDE:
            if manner is Manner.PERSPECTIVE:
                return _tilted(pose, handle.index, dx, dy)
            x, y = places(pose, Manner.FREE)[handle]
            if keys.skewed:
                return _sheared(pose, handle.index, dx, dy, keys)
            return _scaled(pose, handle, (x + dx, y + dy), keys)


def _turned(pose: Pose, start: Place, now: Place, keys: Keys) -> Pose:
    x, y = pose.pivot_place
    before, after = (math.degrees(math.atan2(place[1] - y, place[0] - x)) for place in (start, now))
    angle = pose.angle + after - before
    return pose.turned(round(angle / _ANGLE_STEP) * _ANGLE_STEP if keys.steady else angle)


def _bent(pose: Pose, index: int, now: Place) -> Pose:
    mesh = pose.bent
    x, y = mapped(matrices.inverted(pose.matrix), [now])[0].tolist()
    if not (math.isfinite(x) and math.isfinite(y)):
        return pose
    row, column = divmod(index, mesh.columns + 1)
    return replace(pose, mesh=mesh.with_point(row, column, x, y))


def _tilted(pose: Pose, side: int, dx: float, dy: float) -> Pose:
    """Move both corners of a side."""
    x, y = (matrices.inverted(pose.linear)[:2, :2] @ (dx, dy)).tolist()
    corners = list(pose.corners)
    for corner in (side, (side + 1) % 4):
        left, top = corners[corner]
        corners[corner] = (left + x, top + y)
    return pose.with_corners(tuple(corners))


def _ends(pose: Pose, handle: Handle, keys: Keys) -> tuple[Place, Place]:
    """The handle and what stays, as places of the box that the perspective has been laid over."""
    moved = pose.moved_corners
    if handle.kind is Kind.CORNER:
        end, opposite = moved[handle.index], moved[(handle.index + 2) % 4]
    else:
        end, opposite = (
            (moved[side % 4] + moved[(side + 1) % 4]) / 2 for side in (handle.index, handle.index + 2)
        )
    kept = pose.taken_back(pose.pivot_place) if keys.around else _place(opposite)
    return _place(end), kept


def _scaled(pose: Pose, handle: Handle, place: Place, keys: Keys) -> Pose:
    end, kept = _ends(pose, handle, keys)
    fixed = pose.put(kept)
    if pose.angle == pose.shear == 0:  # edges on whole pixels are sharp
        place = (float(round(place[0])), float(round(place[1])))
    leaning = matrices.rotation(pose.angle) @ matrices.shearing(pose.shear)
    way = matrices.inverted(leaning)[:2, :2] @ (place[0] - fixed[0], place[1] - fixed[1])
    arm = np.array([end[0] - kept[0], end[1] - kept[1]])
    scale = np.array([pose.scale_x, pose.scale_y])
    before = arm * scale
    if keys.steady:
        length = float(before @ before)
        if length < 1e-9:
            return pose
        scale = scale * float(way @ before) / length
    else:
        moves = np.array([True, True])
        if handle.kind is Kind.SIDE:
            moves = np.array([handle.index % 2 == 1, handle.index % 2 == 0])
        moves &= np.abs(arm) > 1e-9
        scale = np.where(moves, way / np.where(moves, arm, 1), scale)
    sides = np.array([pose.box.width, pose.box.height])
    least = LEAST_SIDE / sides
    scale = np.where(np.abs(scale) < least, np.copysign(least, scale), scale)
    changed = replace(pose, scale_x=float(scale[0]), scale_y=float(scale[1]))
    return changed.keeping(kept, fixed)


def _sheared(pose: Pose, side: int, dx: float, dy: float, keys: Keys) -> Pose:
    """Move a side along itself."""
    end, kept = _ends(pose, Handle(Kind.SIDE, side), keys)
    turned = matrices.rotation(pose.angle)
    along = matrices.inverted(turned)[:2, :2] @ (dx, dy)
    unturned = matrices.rotation(-pose.angle) @ pose.linear
    arm = unturned[:2, :2] @ (end[0] - kept[0], end[1] - kept[1])
    if side % 2 == 0:
        if abs(arm[1]) < 1e-9:
            return pose
        leaned = matrices.shearing(float(along[0] / arm[1]))
    else:
        if abs(arm[0]) < 1e-9:
            return pose
        leaned = matrices.shearing(float(along[1] / arm[0])).T
    return pose.with_linear(turned @ leaned @ unturned, kept)


def _place(point: NDArray[np.float64]) -> Place:
    x, y = point.tolist()
    return x, y
