"""What comes of dragging handles, and of setting numbers."""

import math

import numpy as np
import pytest

from aipaint_desktop.document.transforming import matrices
from aipaint_desktop.document.transforming.handles import (
    FREE_HAND,
    Handle,
    Keys,
    Kind,
    Manner,
    dragged,
    grabbed,
    places,
)
from aipaint_desktop.document.transforming.pose import Place, Pose
from aipaint_desktop.values.geometry import Rect

BOX = Rect(100, 50, 200, 100)
STEADY, SKEWED, AROUND = Keys(steady=True), Keys(skewed=True), Keys(around=True)


def drag(
    pose: Pose,
    handle: Handle,
    by: Place,
    keys: Keys = FREE_HAND,
    manner: Manner = Manner.FREE,
) -> Pose:
    start = places(pose, manner).get(handle, (150.0, 80.0))
    return dragged(pose, handle, start, (start[0] + by[0], start[1] + by[1]), manner, keys)


def corner(index: int) -> Handle:
    return Handle(Kind.CORNER, index)


def side(index: int) -> Handle:
    return Handle(Kind.SIDE, index)


def spanned(pose: Pose) -> tuple[float, float, float, float]:
    quad = pose.quad
    (left, top), (right, bottom) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    return tuple(round(edge, 6) for edge in (left, top, right, bottom))  # type: ignore[return-value]


def test_what_nobody_has_touched_stays() -> None:
    pose = Pose.of(BOX)
    assert pose.still
    assert spanned(pose) == (100, 50, 300, 150)
    assert (pose.left, pose.top, pose.width, pose.height) == (100, 50, 200, 100)


@pytest.mark.parametrize(
    ("handle", "by", "keys", "edges"),
    [
        (corner(2), (40, 20), FREE_HAND, (100, 50, 340, 170)),
        (corner(0), (-40, 10), FREE_HAND, (60, 60, 300, 150)),
        (corner(2), (200, 0), STEADY, (100, 50, 460, 230)),
        (corner(2), (40, 20), AROUND, (60, 30, 340, 170)),
        (side(1), (50, 33), FREE_HAND, (100, 50, 350, 150)),
        (side(0), (50, -20), FREE_HAND, (100, 30, 300, 150)),
        (side(1), (200, 0), STEADY, (100, 0, 500, 200)),
        (side(3), (250, 0), FREE_HAND, (300, 50, 350, 150)),
        (Handle(Kind.INSIDE), (12.4, -7.6), FREE_HAND, (112, 42, 312, 142)),
        (Handle(Kind.INSIDE), (12.4, -7.6), STEADY, (112, 50, 312, 150)),
    ],
)
def test_handles_move_the_edges(
    handle: Handle, by: Place, keys: Keys, edges: tuple[float, float, float, float]
) -> None:
    assert spanned(drag(Pose.of(BOX), handle, by, keys)) == edges


def test_a_side_that_is_dragged_over_the_other_flips() -> None:
    pose = drag(Pose.of(BOX), side(3), (400, 0))
    assert pose.scale_x == -1
    assert spanned(pose) == (300, 50, 500, 150)


def test_no_side_vanishes() -> None:
    pose = drag(Pose.of(BOX), side(1), (-200, 0))
    assert pose.width == 1


def test_the_outside_turns_around_the_pivot() -> None:
    pose = Pose.of(BOX)
    turned = dragged(pose, Handle(Kind.OUTSIDE), (320, 100), (200, 400), Manner.FREE, FREE_HAND)
    assert turned.angle == pytest.approx(90)
    turned = dragged(pose, Handle(Kind.OUTSIDE), (320, 100), (300, 190), Manner.FREE, STEADY)
    assert turned.angle == 45
    other = drag(pose, Handle(Kind.PIVOT), (-100, -50))
    turned = dragged(other, Handle(Kind.OUTSIDE), (320, 50), (100, 400), Manner.FREE, FREE_HAND)
    assert spanned(turned) == (0, 50, 100, 250)


def test_a_turned_box_is_scaled_along_its_own_sides() -> None:
    pose = Pose.of(BOX).turned(30)
    before = pose.quad
    way = (before[1] - before[0]) / 200 * 60
    longer = drag(pose, side(1), tuple(way.tolist()))
    assert (longer.width, longer.height) == (pytest.approx(260), pytest.approx(100))
    assert longer.quad[[0, 3]] == pytest.approx(before[[0, 3]])


@pytest.mark.parametrize("index", range(4))
@pytest.mark.parametrize("pose", [Pose.of(BOX), Pose.of(BOX).turned(25).flipped(across=True)])
def test_shearing_keeps_the_opposite_side(index: int, pose: Pose) -> None:
    before = pose.quad
    along = before[(index + 1) % 4] - before[index]
    along = along / np.linalg.norm(along) * 35
    after = drag(pose, side(index), tuple(along.tolist()), SKEWED).quad
    kept = [(index + 2) % 4, (index + 3) % 4]
    moved = [index, (index + 1) % 4]
    assert after[kept] == pytest.approx(before[kept])
    assert after[moved] == pytest.approx(before[moved] + along)


def test_a_corner_makes_a_perspective() -> None:
    for pose in (Pose.of(BOX), Pose.of(BOX).turned(20)):
        before = pose.quad
        for changed in (
            drag(pose, corner(1), (30, -20), SKEWED),
            drag(pose, corner(1), (30, -20), manner=Manner.PERSPECTIVE),
        ):
            assert changed.quad[[0, 2, 3]] == pytest.approx(before[[0, 2, 3]])
            assert changed.quad[1] == pytest.approx(before[1] + (30, -20))
            box = [(100, 50), (300, 50), (300, 150), (100, 150)]
            assert matrices.mapped(changed.matrix, box) == pytest.approx(changed.quad)


def test_a_perspective_that_cannot_be_is_not_made() -> None:
    pose = Pose.of(BOX)
    assert drag(pose, corner(1), (-400, 300), SKEWED) is pose


def test_a_side_tilts_in_perspective() -> None:
    changed = drag(Pose.of(BOX), side(0), (15, -10), manner=Manner.PERSPECTIVE)
    assert changed.quad[[0, 1]] == pytest.approx(np.array([(115, 40), (315, 40)]))
    assert changed.quad[[2, 3]] == pytest.approx(np.array([(300, 150), (100, 150)]))


def test_points_of_the_mesh_are_where_they_are_dragged() -> None:
    pose = Pose.of(BOX).turned(40).with_corner(2, (330, 190))
    bent = drag(pose, Handle(Kind.POINT, 5), (9, -14), manner=Manner.WARP)
    before, after = places(pose, Manner.WARP), places(bent, Manner.WARP)
    assert not bent.straight
    for handle, (x, y) in before.items():
        by = (9, -14) if handle.index == 5 else (0, 0)
        assert after[handle] == pytest.approx((x + by[0], y + by[1]))


def test_what_is_grabbed_is_near_or_around() -> None:
    pose = Pose.of(BOX)
    assert grabbed(pose, Manner.FREE, (298, 53), 8) == corner(1)
    assert grabbed(pose, Manner.FREE, (200, 147), 8) == side(2)
    assert grabbed(pose, Manner.FREE, (201, 99), 8) == Handle(Kind.PIVOT)
    assert grabbed(pose, Manner.FREE, (150, 80), 8) == Handle(Kind.INSIDE)
    assert grabbed(pose, Manner.FREE, (150, 30), 8) == Handle(Kind.OUTSIDE)
    assert grabbed(pose, Manner.WARP, (104, 52), 8) == Handle(Kind.POINT, 0)


def test_numbers_are_set_around_the_pivot() -> None:
    pose = Pose.of(BOX).sized(400, 50)
    assert spanned(pose) == (0, 75, 400, 125)
    assert spanned(pose.at(10, 20)) == (10, 20, 410, 70)
    assert spanned(pose.turned(90)) == (175, -100, 225, 300)
    assert math.isclose(pose.leaned(0.5).shear, 0.5)


def test_flips_and_quarter_turns_stay_on_whole_pixels() -> None:
    pose = Pose.of(Rect(0, 0, 31, 20))
    for changed in (pose.turned(90), pose.flipped(across=True), pose.flipped(across=False).turned(-90)):
        assert matrices.grid_symmetry(changed.matrix) is not None
    twice = pose.turned(33).flipped(across=True).flipped(across=True)
    assert twice.matrix == pytest.approx(pose.turned(33).matrix)
    seen = pose.turned(33).flipped(across=True).quad
    assert seen[:, 0] == pytest.approx(31 - pose.turned(33).quad[:, 0])
