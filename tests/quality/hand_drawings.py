"""Line drawings as people make them with a mouse: closed and nearly closed contours, drawn with an unsteady hand."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Line = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 512, 384
_FINER = 3  # times, to draw smooth lines


def _ellipse(x: float, y: float, across: float, down: float, turns: float = 1.03) -> Line:
    count = 48
    return [
        (x + across * math.cos(a), y + down * math.sin(a))
        for a in (2 * math.pi * turns * n / count - 1.2 for n in range(count + 1))
    ]


def _box(left: float, top: float, right: float, bottom: float) -> Line:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _wave(
    y: float, swell: float, humps: float, start: float = 0.0, end: float = 1.0, phase: float = 0.0
) -> Line:
    return [
        (start + (end - start) * n / 60, y - swell * math.sin(math.pi * humps * n / 60 + phase))
        for n in range(61)
    ]


def _cloud(x: float, y: float, size: float) -> Line:
    points = []
    for n in range(73):
        angle = 2 * math.pi * n / 72
        bump = 1 + 0.18 * abs(math.sin(3 * angle))
        points.append((x + size * bump * math.cos(angle), y + 0.45 * size * bump * math.sin(angle)))
    return points


def _house(left: float, top: float, size: float) -> list[Line]:
    right, bottom = left + size, top + 0.85 * size
    return [
        _box(left, top, right, bottom),
        [
            (left - 0.1 * size, top),
            (left + size / 2, top - 0.6 * size),
            (right + 0.1 * size, top),
            (left - 0.1 * size, top),
        ],
        _box(left + 0.4 * size, bottom - 0.45 * size, left + 0.6 * size, bottom),
        _box(left + 0.1 * size, top + 0.15 * size, left + 0.3 * size, top + 0.38 * size),
        _box(left + 0.7 * size, top + 0.15 * size, left + 0.9 * size, top + 0.38 * size),
    ]


def _tree(x: float, foot: float, size: float) -> list[Line]:
    return [
        _cloud(x, foot - 0.75 * size, 0.42 * size),
        [
            (x - 0.06 * size, foot - 0.57 * size),
            (x - 0.08 * size, foot),
            (x + 0.08 * size, foot),
            (x + 0.06 * size, foot - 0.57 * size),
        ],
    ]


def _fir(x: float, foot: float, size: float) -> list[Line]:
    return [[(x - 0.3 * size, foot), (x, foot - size), (x + 0.3 * size, foot), (x - 0.3 * size, foot)]]


SCENES: dict[str, list[Line]] = {
    "house and tree": [
        _wave(0.62, 0.05, 2),
        *_house(0.2, 0.52, 0.22),
        *_tree(0.72, 0.85, 0.4),
        _ellipse(0.85, 0.15, 0.07, 0.09),
    ],
    "hills": [
        _wave(0.5, 0.12, 3),
        _wave(0.66, 0.08, 2, phase=1.2),
        _wave(0.82, 0.04, 1.5),
        _ellipse(0.3, 0.18, 0.06, 0.08),
    ],
    "mountains and lake": [
        [(0, 0.5), (0.18, 0.22), (0.34, 0.45), (0.52, 0.12), (0.75, 0.48), (0.86, 0.36), (1, 0.52)],
        _wave(0.55, 0.01, 3),
        [(0, 0.88), (0.2, 0.8), (0.45, 0.86), (0.6, 1.0)],
        *_fir(0.12, 0.92, 0.3),
        *_fir(0.24, 0.95, 0.22),
    ],
    "boat": [
        _wave(0.6, 0.008, 5),
        [(0.3, 0.62), (0.36, 0.74), (0.62, 0.74), (0.7, 0.62), (0.3, 0.62)],
        [(0.48, 0.62), (0.48, 0.2)],
        [(0.48, 0.22), (0.66, 0.55), (0.48, 0.57)],
        [(0.48, 0.26), (0.35, 0.55), (0.48, 0.57)],
        _cloud(0.8, 0.15, 0.12),
        _ellipse(0.15, 0.18, 0.06, 0.08),
    ],
    "portrait": [
        _ellipse(0.5, 0.38, 0.15, 0.25),
        [(0.44, 0.6), (0.43, 0.7), (0.25, 0.78), (0.16, 1.0)],
        [(0.56, 0.6), (0.57, 0.7), (0.75, 0.78), (0.84, 1.0)],
        [
            (0.35, 0.4),
            (0.33, 0.2),
            (0.45, 0.08),
            (0.58, 0.08),
            (0.68, 0.22),
            (0.66, 0.42),
            (0.6, 0.26),
            (0.48, 0.22),
            (0.35, 0.4),
        ],
        _ellipse(0.44, 0.37, 0.025, 0.018),
        _ellipse(0.56, 0.37, 0.025, 0.018),
        [(0.5, 0.38), (0.48, 0.46), (0.51, 0.47)],
        [(0.45, 0.53), (0.5, 0.55), (0.55, 0.53)],
    ],
    "vase": [
        [(0, 0.7), (1, 0.68)],
        [
            (0.42, 0.45),
            (0.36, 0.6),
            (0.38, 0.8),
            (0.44, 0.86),
            (0.56, 0.86),
            (0.62, 0.8),
            (0.64, 0.6),
            (0.58, 0.45),
            (0.42, 0.45),
        ],
        _ellipse(0.5, 0.2, 0.06, 0.08),
        _ellipse(0.36, 0.27, 0.055, 0.07),
        _ellipse(0.64, 0.26, 0.055, 0.07),
        [(0.5, 0.28), (0.5, 0.45)],
        [(0.38, 0.34), (0.47, 0.45)],
        [(0.62, 0.33), (0.54, 0.45)],
    ],
    "apples": [
        _wave(0.55, 0.01, 2),
        _ellipse(0.35, 0.62, 0.13, 0.16),
        _ellipse(0.62, 0.66, 0.14, 0.17),
        [(0.35, 0.47), (0.37, 0.38)],
        [(0.62, 0.5), (0.6, 0.41)],
        [(0.37, 0.4), (0.46, 0.34), (0.44, 0.42), (0.37, 0.4)],
    ],
    "castle": [
        _wave(0.72, 0.1, 1),
        [
            (0.3, 0.68),
            (0.3, 0.35),
            (0.4, 0.35),
            (0.4, 0.5),
            (0.6, 0.5),
            (0.6, 0.35),
            (0.7, 0.35),
            (0.7, 0.68),
            (0.3, 0.68),
        ],
        [(0.28, 0.35), (0.35, 0.18), (0.42, 0.35), (0.28, 0.35)],
        [(0.58, 0.35), (0.65, 0.18), (0.72, 0.35), (0.58, 0.35)],
        [(0.46, 0.68), (0.46, 0.6), (0.5, 0.56), (0.54, 0.6), (0.54, 0.68)],
        [(0.44, 1.0), (0.47, 0.69)],
        [(0.62, 1.0), (0.53, 0.69)],
        _ellipse(0.16, 0.16, 0.06, 0.08),
    ],
    "street": [
        [(0, 0.9), (1, 0.9)],
        _box(0.02, 0.3, 0.24, 0.9),
        _box(0.24, 0.42, 0.46, 0.9),
        _box(0.54, 0.22, 0.76, 0.9),
        _box(0.76, 0.38, 0.98, 0.9),
        *(_box(x, y, x + 0.06, y + 0.1) for x in (0.06, 0.15, 0.58, 0.67) for y in (0.45, 0.65)),
        *(_box(x, 0.55, x + 0.06, 0.65) for x in (0.28, 0.37, 0.8, 0.89)),
    ],
    "fish": [
        [
            (0.25, 0.5),
            (0.36, 0.36),
            (0.55, 0.34),
            (0.7, 0.46),
            (0.84, 0.34),
            (0.82, 0.5),
            (0.85, 0.66),
            (0.7, 0.54),
            (0.54, 0.66),
            (0.36, 0.64),
            (0.25, 0.5),
        ],
        _ellipse(0.35, 0.46, 0.02, 0.026),
        _wave(0.9, 0.02, 4),
        [(0.12, 0.92), (0.1, 0.75), (0.14, 0.6), (0.11, 0.5)],
        [(0.18, 0.9), (0.2, 0.72), (0.17, 0.62)],
        _ellipse(0.2, 0.3, 0.03, 0.04),
        _ellipse(0.16, 0.2, 0.02, 0.027),
    ],
    "road": [
        _wave(0.48, 0.03, 2),
        [(0.3, 1.0), (0.42, 0.75), (0.52, 0.6), (0.5, 0.48)],
        [(0.75, 1.0), (0.64, 0.75), (0.57, 0.6), (0.53, 0.48)],
        *_tree(0.15, 0.8, 0.4),
        *_tree(0.88, 0.72, 0.3),
        _cloud(0.4, 0.16, 0.13),
    ],
    "tower and sea": [
        _wave(0.58, 0.006, 6),
        [(0.55, 1.0), (0.62, 0.72), (0.8, 0.62), (1.0, 0.6)],
        [(0.74, 0.66), (0.77, 0.25), (0.85, 0.25), (0.88, 0.64)],
        _box(0.765, 0.17, 0.855, 0.25),
        [(0.755, 0.17), (0.81, 0.09), (0.865, 0.17), (0.755, 0.17)],
        [(0.76, 0.38), (0.86, 0.36)],
        [(0.75, 0.5), (0.87, 0.48)],
        _cloud(0.25, 0.2, 0.14),
    ],
}
"""Contours by what they show; x and y from 0 to 1, from the left and from the top."""


def drawn(scene: Sequence[Line], seed: int, width: int = _WIDTH, height: int = _HEIGHT) -> NDArray[np.uint8]:
    """Draw contours with an unsteady hand: they tremble, end early or late, and leave gaps. (H, W, 3) on white."""
    chance = np.random.default_rng(seed)
    sheet = Image.new("L", (width * _FINER, height * _FINER), 255)
    pen = ImageDraw.Draw(sheet)
    thick = round(chance.uniform(0.005, 0.009) * width * _FINER)
    for line in scene:
        points = _trembling(np.asarray(line, np.float64) * (width, height), chance) * _FINER
        points = points[: max(2, len(points) - int(chance.integers(0, 3)))]
        pen.line([tuple(point) for point in points], fill=25, width=thick, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=25)
    small = sheet.resize((width, height), Image.Resampling.BOX)
    return np.repeat(np.asarray(small)[..., None], 3, axis=2)


def _trembling(points: NDArray[np.float64], chance: np.random.Generator) -> NDArray[np.float64]:
    """The same way, in steps of about 6 px, off it by a few: slowly, and a little at every step."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    ends = np.concatenate([[0.0], np.cumsum(lengths)])
    count = max(2, round(ends[-1] / 6))
    where = np.linspace(0, ends[-1], count)
    way = np.stack([np.interp(where, ends, points[:, axis]) for axis in (0, 1)], 1)
    slow = np.cumsum(chance.normal(0, 0.7, (count, 2)), 0)
    slow -= np.linspace(0, 1, count)[:, None] * slow[-1] * 0.8
    return way + np.clip(slow, -7, 7) + chance.normal(0, 0.4, (count, 2))


def all_drawings() -> dict[str, NDArray[np.uint8]]:
    """Draw each scene twice, by two hands: 24 drawings by name."""
    return {
        f"{name} {hand}": drawn(scene, 10 * number + hand)
        for number, (name, scene) in enumerate(SCENES.items())
        for hand in (1, 2)
    }
