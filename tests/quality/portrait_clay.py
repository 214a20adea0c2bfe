"""A head as a painter has it in mind: forms put together, turned, and lit by one lamp. No photograph is behind it.

Lengths are halves of a head's height; x goes to the right, y down and z to the viewer, of a head that looks ahead.
"""

import math
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_FAR = 3.2
_STEPS = 56
_LAMP = np.array([-0.74, -0.62, 0.30], np.float32)
_TURN, _NOD, _LEAN = math.radians(-36), math.radians(1), math.radians(-3)  # to the left, down, to the side


class Matter(IntEnum):
    """What there is to be painted."""

    NOTHING = 0
    SKIN = 1
    HAIR = 2
    BEARD = 3
    SHIRT = 4
    COAT = 5


@dataclass(frozen=True)
class Clay:
    """What is seen of it, each (H, W): value 0 to 1 of light, form shadows and cast ones; its matter; and (3, H, W) its
    normals, to the right, down and to the viewer. place: (3, H, W), on the head that looks ahead."""

    value: Floats
    matter: NDArray[np.int8]
    normal: Floats
    place: Floats


class _Forms(NamedTuple):
    distance: Floats
    matter: NDArray[np.int8]


def _spin() -> Floats:
    """From the head that looks ahead to the one that is seen."""
    cos, sin = math.cos(_TURN), math.sin(_TURN)
    turn = np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
    cos, sin = math.cos(_NOD), math.sin(_NOD)
    nod = np.array([[1, 0, 0], [0, cos, sin], [0, -sin, cos]])
    cos, sin = math.cos(_LEAN), math.sin(_LEAN)
    lean = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    spun: Floats = (lean @ nod @ turn).astype(np.float32)
    return spun


SPIN = _spin()


def seen(x: float, y: float, z: float) -> tuple[float, float]:
    """Tell where a place on the head is seen."""
    there = SPIN @ np.array([x, y, z], np.float32)
    return float(there[0]), float(there[1])


def _ball(at: Floats, middle: tuple[float, float, float], *radii: float) -> Floats:
    """An ellipsoid; its distance is nearly right near its surface."""
    middle_of = np.array(middle, np.float32)[:, None]
    axes = np.array(radii * (3 if len(radii) == 1 else 1), np.float32)[:, None]
    away = (at - middle_of) / axes
    inside = np.sqrt((away * away).sum(axis=0)) + np.float32(1e-6)
    steep = away / axes
    distance: Floats = inside * (inside - 1) / (np.sqrt((steep * steep).sum(axis=0)) + np.float32(1e-6))
    return distance


def _rod(
    at: Floats, begin: tuple[float, float, float], end: tuple[float, float, float], first: float, last: float
) -> Floats:
    """A rod that is thicker at one end."""
    start = np.array(begin, np.float32)[:, None]
    way = np.array(end, np.float32)[:, None] - start
    along = np.clip(((at - start) * way).sum(axis=0) / (way * way).sum(), 0, 1)
    off = at - start - way * along
    distance: Floats = np.sqrt((off * off).sum(axis=0)) - (
        np.float32(first) + np.float32(last - first) * along
    )
    return distance


def _joined(one: Floats, other: Floats, round_: float) -> Floats:
    """Run into each other (Quilez, *Smooth minimum*, 2013)."""
    near = np.maximum(round_ - np.abs(one - other), 0) / np.float32(round_)
    joined: Floats = np.minimum(one, other) - near * near * np.float32(round_ / 4)
    return joined


def _hollowed(one: Floats, other: Floats, round_: float) -> Floats:
    return -_joined(-one, other, round_)


def _skin(at: Floats) -> Floats:
    x, y, z = at
    half = np.stack([np.abs(x), y, z])
    head = _ball(at, (0, -0.30, -0.16), 0.72, 0.70, 0.86)
    head = _joined(head, _ball(at, (0, 0.10, 0.14), 0.56, 0.74, 0.58), 0.18)
    head = _joined(head, _ball(at, (0, 0.60, 0.12), 0.44, 0.36, 0.46), 0.16)
    head = _joined(head, _ball(at, (0, 0.86, 0.46), 0.17, 0.13, 0.15), 0.14)
    head = _joined(head, _ball(half, (0.39, 0.13, 0.42), 0.18, 0.13, 0.18), 0.14)
    head = _joined(head, _rod(half, (0.0, -0.13, 0.67), (0.40, -0.15, 0.53), 0.075, 0.085), 0.12)
    head = _joined(head, _ball(half, (0.50, -0.16, 0.26), 0.14, 0.2, 0.26), 0.15)
    head = _hollowed(head, _ball(half, (0.245, 0.01, 0.78), 0.17, 0.105, 0.20), 0.12)
    head = _joined(head, _ball(half, (0.25, 0.015, 0.50), 0.145), 0.03)
    lid = np.maximum(_ball(half, (0.25, 0.01, 0.50), 0.170), half[1] + 0.035)
    head = _joined(head, lid, 0.02)
    bag = np.maximum(_ball(half, (0.25, 0.02, 0.50), 0.157), 0.07 - half[1])
    head = _joined(head, bag, 0.04)
    nose = _rod(at, (0, -0.08, 0.66), (0, 0.30, 0.90), 0.055, 0.085)
    nose = _joined(nose, _ball(at, (0, 0.325, 0.885), 0.095, 0.085, 0.095), 0.06)
    nose = _joined(nose, _ball(half, (0.105, 0.36, 0.76), 0.072, 0.06, 0.09), 0.05)
    nose = _hollowed(nose, _ball(half, (0.055, 0.425, 0.83), 0.035, 0.03, 0.05), 0.03)
    head = _joined(head, nose, 0.09)
    head = _joined(head, _ball(at, (0, 0.60, 0.50), 0.27, 0.20, 0.22), 0.12)
    head = _joined(head, _rod(half, (0.03, 0.555, 0.735), (0.17, 0.60, 0.635), 0.04, 0.02), 0.04)
    head = _joined(head, _rod(half, (0.0, 0.66, 0.715), (0.13, 0.63, 0.645), 0.045, 0.02), 0.04)
    ear = _ball(half, (0.71, 0.10, -0.10), 0.07, 0.24, 0.14)
    ear = _hollowed(ear, _ball(half, (0.78, 0.08, -0.06), 0.05, 0.15, 0.07), 0.04)
    head = _joined(head, ear, 0.04)
    neck = _rod(at, (0, 0.55, -0.22), (0, 1.5, -0.30), 0.40, 0.43)
    return _joined(head, neck, 0.12)


def _hair(at: Floats) -> Floats:
    half = np.stack([np.abs(at[0]), at[1], at[2]])
    mass = _ball(at, (0.0, -0.32, -0.19), 0.765, 0.735, 0.91)
    mass = _joined(mass, _ball(half, (0.58, -0.12, -0.22), 0.21, 0.40, 0.40), 0.2)
    mass = _joined(mass, _ball(at, (-0.10, -0.80, 0.22), 0.44, 0.20, 0.40), 0.22)
    mass = _joined(mass, _ball(half, (0.66, 0.10, 0.03), 0.06, 0.24, 0.09), 0.1)
    face = _ball(at, (0, 0.08, 0.64), 0.60, 0.78, 0.68)
    mass = _hollowed(mass, face, 0.06)
    return _hollowed(mass, _ball(half, (0.40, -0.50, 0.62), 0.20, 0.26, 0.30), 0.12)


def _beard(at: Floats) -> Floats:
    x, y, z = at
    half = np.stack([np.abs(x), y, z])
    mass = _ball(at, (0, 0.84, 0.34), 0.42, 0.36, 0.36)
    mass = _joined(mass, _rod(half, (0.54, 0.28, 0.02), (0.36, 0.72, 0.24), 0.06, 0.16), 0.15)
    mass = _hollowed(mass, _ball(half, (0.34, 0.36, 0.60), 0.20, 0.2, 0.22), 0.1)
    mouth = _ball(at, (0, 0.615, 0.76), 0.15, 0.075, 0.2)
    mass = _hollowed(mass, mouth, 0.04)
    moustache = _rod(half, (0.02, 0.50, 0.76), (0.23, 0.62, 0.60), 0.055, 0.045)
    return _joined(mass, moustache, 0.04)


def _forms(at: Floats) -> _Forms:
    """What is nearest of the head that looks ahead, and of the body below it, which looks less to the side."""
    body = np.stack([0.94 * at[0] - 0.34 * at[2], at[1] + 0.16, 0.94 * at[2] + 0.34 * at[0]])
    coat = _ball(body, (0, 2.56, -0.36), 1.70, 1.16, 0.66)
    coat = _joined(coat, _rod(body, (0, 1.58, -0.34), (0, 2.0, -0.3), 0.55, 0.9), 0.5)
    coat = _hollowed(coat, _ball(body, (0.0, 1.80, 0.40), 0.24, 0.62, 0.34), 0.05)
    collar = np.maximum(_rod(body, (0, 1.18, -0.24), (0, 1.44, -0.18), 0.47, 0.54), 1.04 - body[1])
    shirt = np.minimum(collar, _ball(body, (0, 1.95, -0.12), 0.42, 0.85, 0.5))
    parts = [_skin(at), _hair(at), _beard(at), shirt, coat]
    matter = np.argmin(parts, axis=0)
    skinny = _joined(_joined(parts[0], parts[1], 0.05), parts[2], 0.06)
    distance: Floats = np.minimum(np.minimum(skinny, parts[3]), parts[4])
    return _Forms(distance, (matter + 1).astype(np.int8))


def model(width: int, height: int, middle: tuple[float, float], unit: float) -> Clay:
    """Look at it. middle: of the head, unit: half its height, px."""
    back = SPIN.T
    xs, ys = (np.arange(width) + 0.5 - middle[0]) / unit, (np.arange(height) + 0.5 - middle[1]) / unit
    grid = np.stack([*np.meshgrid(xs, ys), np.full((height, width), 1.9)]).reshape(3, -1).astype(np.float32)
    at = back @ grid
    ahead = back @ np.array([[0], [0], [-1]], np.float32)
    going = np.arange(at.shape[1])
    for _ in range(_STEPS):
        distance = _forms(at[:, going]).distance
        at[:, going] += ahead * (distance * np.float32(0.9))
        going = going[(distance > 0.004) & ((SPIN[2] @ at[:, going]) > 1.9 - _FAR)]
        if not len(going):
            break
    there = np.flatnonzero((SPIN[2] @ at) > 2.0 - _FAR)
    on = at[:, there]
    forms = _forms(on)
    normal = _normals(on)
    lamp = back @ (_LAMP / np.linalg.norm(_LAMP))
    lit = np.clip((normal * lamp[:, None]).sum(axis=0), 0, 1)
    lit *= _unshaded(on + normal * np.float32(0.03), lamp)
    open_ = _openness(on, normal)
    spun = SPIN @ normal
    sky = 0.5 - 0.5 * spun[1]
    bounce = np.clip(spun[0], 0, 1) ** 2 * (0.5 + 0.5 * spun[1])
    value = 0.90 * lit + open_ * (0.045 + 0.03 * sky + 0.04 * bounce)
    clay = Clay(
        np.zeros((height, width), np.float32),
        np.zeros((height, width), np.int8),
        np.zeros((3, height, width), np.float32),
        np.zeros((3, height, width), np.float32),
    )
    clay.value.reshape(-1)[there] = np.clip(value, 0, 1)
    clay.matter.reshape(-1)[there] = forms.matter
    clay.normal.reshape(3, -1)[:, there] = spun
    clay.place.reshape(3, -1)[:, there] = on
    return clay


def _normals(on: Floats) -> Floats:
    step = np.float32(0.012)
    corners = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
    total = np.zeros_like(on)
    for corner in corners:
        total += corner[:, None] * _forms(on + step * corner[:, None]).distance
    normals: Floats = total / (np.linalg.norm(total, axis=0) + np.float32(1e-6))
    return normals


def _unshaded(on: Floats, lamp: Floats) -> Floats:
    """How much of the lamp is seen, 0 to 1: soft where what is between is far."""
    free = np.ones(on.shape[1], np.float32)
    away = 0.04
    for _ in range(22):
        distance = _forms(on + lamp[:, None] * np.float32(away)).distance
        free = np.minimum(free, np.clip(0.5 + 9 * distance / np.float32(away) * 0.5, 0, 1))
        away *= 1.17
    return free * free * (3 - 2 * free)


def _openness(on: Floats, normal: Floats) -> Floats:
    closed = np.zeros(on.shape[1], np.float32)
    for away, weight in ((0.06, 1.6), (0.16, 1.0), (0.36, 0.5)):
        closed += weight * np.clip(away - _forms(on + normal * np.float32(away)).distance, 0, None)
    return np.clip(1 - 1.6 * closed, 0.1, 1)
