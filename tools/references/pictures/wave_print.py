"""A bay under a snow mountain, printed from blocks: flat indigo, graded sky, a carved key line."""

from collections.abc import Callable

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import lab
from easel.motifs import below, polygon, through, torn
from easel.noise import Field, blur, displaced, smoothstep
from easel.paper import Paper, marks, outline
from easel.strokes import line
from numpy.typing import NDArray

WHITE = np.array([1, 0, 0], np.float32)
KEY = lab("#1d2b4a")
Press = Callable[..., None]


def wave_print() -> NDArray[np.uint8]:
    paper = Paper.sheet(768, 544, lab("#f1e6cc"), np.random.default_rng(1831), grain=1.8)
    canvas = paper.easel()
    x, y = canvas.grid()
    plank = paper.noise(0.03, 0.9, 40.0, 0.01) + 0.5 * paper.noise(0.3, 0.4, 8.0)

    def press(mask: Field, code: str, strength: Field | float = 1.0) -> None:
        """Each block sits a hair beside the one before it."""
        slip = paper.rng.normal(0, 0.7 * paper.scale, 2)
        paper.print_block(displaced(mask, *slip), lab(code), strength, plank)

    sea = below(canvas, through(canvas, [(0, 0.60), (1.42, 0.60)]), 0.001)
    land = 1 - sea
    sun = smoothstep(0.0685, 0.0665, np.hypot(x - 0.36, y - 0.27))
    mountain_line = through(
        canvas,
        [
            (0.30, 0.64),
            (0.52, 0.53),
            (0.68, 0.41),
            (0.80, 0.275),
            (0.855, 0.215),
            (0.90, 0.225),
            (0.945, 0.21),
            (1.0, 0.275),
            (1.12, 0.41),
            (1.28, 0.52),
            (1.5, 0.60),
        ],
        0.002,
        0.03,
    )
    mountain = below(canvas, mountain_line, 0.001) * land
    teeth = through(
        canvas,
        [
            (px, 0.335 + 0.045 * (i % 2) - 0.03 * abs(px - 0.9))
            for i, px in enumerate(np.linspace(0.6, 1.25, 18))
        ],
        0.006,
        0.02,
    )
    snow = mountain * (1 - below(canvas, teeth, 0.001))
    rock = mountain * (1 - snow)
    hills = (
        below(
            canvas,
            through(
                canvas,
                [
                    (0, 0.50),
                    (0.12, 0.475),
                    (0.25, 0.515),
                    (0.42, 0.545),
                    (0.60, 0.555),
                    (0.85, 0.575),
                    (1.08, 0.55),
                    (1.2, 0.515),
                    (1.34, 0.50),
                    (1.42, 0.47),
                ],
                0.004,
                0.05,
            ),
            0.001,
        )
        * land
    )
    mist = _mist(canvas) * (1 - hills)
    sky = land * (1 - mountain)

    # bokashi: grades wiped by hand into the block
    press(sky * (1 - sun), "#2c4f86", smoothstep(0.26, -0.02, y) * 0.95)
    press(sky * (1 - sun) * (1 - mist), "#e9b98a", smoothstep(0.30, 0.62, y) * 0.75)
    press(sky * (1 - sun) * (1 - mist), "#9fc0bd", 0.55)
    press(sun * (1 - mist), "#d8452e", 0.95)
    press(rock * (1 - mist), "#5b7fae", 0.55 + 0.5 * smoothstep(0.58, 0.33, y))
    press(rock * (1 - mist), "#7c6f86", smoothstep(0.42, 0.6, y) * 0.6)
    gullies = (
        smoothstep(0.1, 0.25, paper.noise(0.05, 0.5, 0.35))
        * snow
        * smoothstep(0.86, 0.98, x + 0.3 * (y - 0.2))
    )
    press(gullies * snow, "#8fa6c4", 0.6)
    press(hills, "#4f7a62", 0.8)
    press(hills, "#20485a", smoothstep(0.50, 0.60, y) * 0.55)
    key = (
        outline(mountain * (1 - mist), 2.0)
        + outline(hills, 2.2)
        + outline(sun * (1 - mist), 1.4)
        + outline(mist * land, 1.3)
    )
    key = key + outline(snow, 1.2) * mountain
    ridges = (
        _contours(canvas, y - mountain_line[None] * 0.8 + 0.5 * x, 0.034, 0.9) * rock * (1 - mist) * (x > 0.9)
    )
    key = key + ridges * 0.7
    _swell(paper, press, sea)
    _boats(paper, press)
    paper.print_block(np.clip(key, 0, 1) * land, KEY, 0.9)
    _pine_branch(paper, press)
    seal = torn(
        canvas, polygon(canvas, [(1.33, 0.055), (1.372, 0.055), (1.372, 0.155), (1.33, 0.155)]), 0.001
    )
    paper.lift(seal, 0.85)
    carved = smoothstep(0.1, 0.3, paper.noise(0.02, 0.2))
    press(seal * (0.35 + 0.65 * carved), "#c23a2a", 1.0)
    return paper.finished(relief=0.05)


def _mist(canvas: Canvas) -> Field:
    """Bands of mist with round ends."""
    x, y = canvas.grid()
    band = np.zeros(canvas.shape, np.float32)
    for cx, cy, half, thick in (
        (0.62, 0.475, 0.34, 0.016),
        (0.95, 0.445, 0.22, 0.014),
        (0.78, 0.505, 0.42, 0.015),
        (1.25, 0.40, 0.2, 0.015),
        (0.10, 0.36, 0.2, 0.014),
        (0.24, 0.335, 0.16, 0.012),
    ):
        d = np.hypot(np.maximum(np.abs(x - cx) - half, 0), y - cy)
        band = np.maximum(band, smoothstep(thick, thick - 0.002, d))
    return band


def _contours(canvas: Canvas, field: Field, gap: float, width: float) -> Field:
    """Carved lines along the levels of a field, `gap` apart, swelling and thinning."""
    gy, gx = np.gradient(field * canvas.unit)
    slope = np.hypot(gx, gy) + 1e-3
    phase = (field / gap + 0.5) % 1 - 0.5
    distance = np.abs(phase) * gap * canvas.unit / slope
    swelling = width * canvas.scale * (0.8 + 0.5 * canvas.noise(0.08, 0.5))
    return np.asarray(np.clip(swelling * 0.5 - distance + 0.5, 0, 1), np.float32)


def _swell(paper: Paper, press: Press, sea: Field) -> None:
    """Rows of waves, far to near: each a body of indigo, a crest of foam, lines that follow its back."""
    canvas = paper.easel()
    x, y = canvas.grid()
    W = paper.shape[1]
    column = (np.arange(W) + 0.5) / paper.shape[0]
    press(sea, "#6f9fb8", 0.55 + 0.3 * smoothstep(0.72, 0.60, y))
    far_lines = (
        _contours(canvas, y + 0.004 * np.sin(x * 60) + 0.003 * paper.noise(0.1, 0.5), 0.014, 0.8)
        * sea
        * (y < 0.70)
    )
    broken = smoothstep(-0.2, 0.3, paper.noise(0.07, 0.4, 5.0))
    paper.print_block(far_lines * broken, KEY, 0.7)
    for row, (level, size, height) in enumerate(
        ((0.675, 0.16, 0.012), (0.735, 0.24, 0.024), (0.81, 0.36, 0.045), (0.91, 0.52, 0.07))
    ):
        rise = np.clip((level + 0.5 * height - y) / (2.2 * height), 0, 1.2)
        leant = x - 0.30 * size * rise**2.2
        edge, crest = _wave(leant, level, size, height, row)
        fingers = np.abs(np.sin(leant * 95 / (1 + row * 0.6) + row + 1.5 * np.sin(leant * 23)))
        fringe = (0.05 + 1.25 * crest**1.6 * (0.4 + 0.6 * fingers)) * height
        body = smoothstep(-0.001, 0.001, y - edge)
        foam = body * smoothstep(0.001, -0.001, y - edge - fringe)
        paper.lift(blur(body, 0.8), 1.0)
        inside = body * (1 - foam)
        deep = smoothstep(0.0, 0.03 + 1.8 * height, y - edge)
        press(inside, "#7fb0bf", 0.6)
        press(inside, "#1f4a86", 0.28 + 0.72 * deep)
        back = y - edge
        lines = _contours(canvas, back + 0.004 * np.sin(x * 40 + row), 0.013 + 0.005 * row, 1.0) * inside
        pale = smoothstep(0.0, 0.5, paper.noise(0.12, 0.4, 3.0))
        paper.print_block(lines * (1 - 0.8 * pale), KEY, 0.75)
        paper.print_block(outline(body, 1.8 + 0.35 * row) + outline(foam, 1.3) * body, KEY, 0.9)
        spray = _spray(
            canvas, column + 0.3 * size, *_wave(column, level, size, height, row), 0.5 + 0.28 * row
        )
        paper.lift(spray, 0.9)
        paper.print_block(outline(spray, 1.0), KEY, 0.6)


def _wave(x: Field, level: float, size: float, height: float, row: int) -> tuple[Field, Field]:
    """Edge and crest (0..1) of a row of waves at x: a long back, a short face, no two alike."""
    phase = x / size + row * 0.37 + 0.10 * np.sin(x * 5 + row)
    from_peak = phase % 1 - 0.68
    crest = np.exp(-(np.abs(from_peak / np.where(from_peak < 0, 0.30, 0.13)) ** 1.5))
    swell = 0.8 + 0.3 * np.sin(x * 3.3 + row * 2.1)
    edge = level - height * (2.2 * crest * swell - 0.6)
    return edge.astype(np.float32), crest.astype(np.float32)


def _spray(canvas: Canvas, column: Field, edge: Field, crest: Field, size: float) -> Field:
    """Drops thrown up before the crests."""
    rng = canvas.rng
    x, y = canvas.grid()
    drops = np.zeros(canvas.shape, np.float32)
    for i in np.flatnonzero(crest > 0.93)[:: max(1, int(9 / size))]:
        r = 0.0028 * size * rng.uniform(0.5, 1.5)
        cx, cy = column[i] + rng.normal(0.01, 0.02) * size, edge[i] - abs(rng.normal(0, 0.022)) * size
        H = canvas.shape[0]
        window = np.s_[
            max(int((cy - 2 * r) * H), 0) : int((cy + 2 * r) * H) + 2,
            max(int((cx - 2 * r) * H), 0) : int((cx + 2 * r) * H) + 2,
        ]
        d = np.hypot(x[window] - cx, y[window] - cy)
        drops[window] = np.maximum(drops[window], smoothstep(r + 0.0008, r - 0.0008, d))
    return drops


def _boats(paper: Paper, press: Press) -> None:
    """Sails in the bay."""
    canvas = paper.easel()
    for bx, by, s in ((0.47, 0.632, 1.0), (0.58, 0.618, 0.6), (0.22, 0.645, 1.35), (1.12, 0.628, 0.85)):
        w, h = 0.026 * s, 0.075 * s
        sail = polygon(
            canvas,
            [
                (bx, by),
                (bx + 0.004 * s, by - h),
                (bx + w, by - h * 0.97),
                (bx + w * 1.15, by - h * 0.4),
                (bx + w, by),
            ],
        )
        hull = polygon(
            canvas,
            [
                (bx - w * 0.9, by - 0.006 * s),
                (bx - w * 0.4, by + 0.014 * s),
                (bx + w * 1.3, by + 0.014 * s),
                (bx + w * 1.9, by - 0.012 * s),
                (bx + w * 1.2, by + 0.003 * s),
            ],
        )
        paper.lift(np.maximum(sail, hull), 1.0)
        press(sail, "#e8c27a", 0.4)
        press(hull, "#8a4a34", 0.9)
        x, _ = canvas.grid()
        seams = (np.abs(((x - bx) / w * 3) % 1 - 0.5) < 0.06) * sail
        paper.print_block(outline(sail, 1.8) + outline(hull, 2.0) + seams.astype(np.float32) * 0.7, KEY, 0.9)


def _pine_branch(paper: Paper, press: Press) -> None:
    """An old pine reaching in from the left, needles in fans."""
    rng = paper.rng
    solid = Brush(load=1.3, fade=0.0, dry=0.0, taper=(1.0, 0.5), edge=0.1, softness=0.1)
    wood, fans, needles = paper.easel(), paper.easel(), paper.easel()
    limbs = [
        ([(-0.02, 0.30), (0.06, 0.24), (0.13, 0.205), (0.20, 0.20), (0.27, 0.165), (0.34, 0.155)], 19.0),
        ([(0.12, 0.21), (0.17, 0.15), (0.18, 0.10), (0.23, 0.06)], 10.0),
        ([(0.20, 0.20), (0.26, 0.235), (0.31, 0.23)], 8.0),
        ([(-0.02, 0.12), (0.05, 0.09), (0.10, 0.05)], 11.0),
        ([(0.06, 0.24), (0.10, 0.29), (0.15, 0.31)], 8.0),
    ]
    pads: list[tuple[float, float, float]] = []
    for path, width in limbs:
        line(wood, path, width, WHITE, solid)
        pads += [(*path[-1], 0.055), (*path[-2], 0.045)]
        pads += [(path[-1][0] + rng.uniform(0.02, 0.06), path[-1][1] + rng.uniform(-0.03, 0.015), 0.045)]
    for cx, cy, r in pads:
        for a in np.linspace(-np.pi - 0.25, 0.25, 33):
            reach = r * rng.uniform(0.8, 1.1)
            tip = (cx + np.cos(a) * reach * 1.25, cy + np.sin(a) * reach * 0.75)
            line(fans, [(cx, cy), tip], 4.5, WHITE, solid)
            line(needles, [(cx, cy), tip], 1.0, WHITE, solid)
    bark, green = marks(wood), marks(fans)
    paper.lift(np.maximum(bark, green), 0.93)
    press(bark * (1 - green), "#a0694a", 0.85)
    scales = outline((paper.noise(0.02, 0.2, 1.6) > 0).astype(np.float32), 1.5) * bark * (1 - green)
    press(green, "#5f8f5a", 0.8)
    press(green, "#1f4f4f", 0.5 * smoothstep(-0.2, 0.8, paper.noise(0.06, 0.3)))
    paper.print_block(
        outline(bark, 2.2) * (1 - green) + scales * 0.8 + outline(green, 1.2) + marks(needles) * 0.9, KEY, 0.9
    )
