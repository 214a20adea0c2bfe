"""Peaks in mist: one ink from pale to black, wet washes, dry texture strokes, a red seal."""

import numpy as np
from easel.brush import Brush
from easel.colour import lab
from easel.motifs import below, polygon, slopes, through, torn, tree
from easel.noise import Field, blur, smoothstep
from easel.paper import Paper, marks
from easel.strokes import cover, line
from numpy.typing import NDArray

INK = lab("#20211f")
WARM_INK = lab("#3a3128")
WHITE = np.array([1, 0, 0], np.float32)
HAIR = Brush(
    width=2.6, length=26, taper=(0.9, 0.2), load=0.8, fade=0.55, dry=0.75, grain=1.3, streak=0, mixing=0
)
LOADED = Brush(load=1.15, fade=0.35, dry=0.45, taper=(0.8, 0.3), streak=0, mixing=0)


def ink_peaks() -> NDArray[np.uint8]:
    paper = Paper.sheet(592, 752, lab("#eee3cb"), np.random.default_rng(1650), grain=2.4)
    canvas = paper.easel()
    _, y = canvas.grid()
    paper.wash(
        smoothstep(0.4, 1.4, paper.noise(0.4, 0.7, 2.0)) * smoothstep(0.45, 0.2, y), INK, 0.10, rim=0, wet=10
    )

    # each range: a pale wash that dissolves downwards, then contour and hemp-fibre strokes
    ranges = (
        (
            [
                (0, 0.27),
                (0.10, 0.22),
                (0.20, 0.125),
                (0.255, 0.10),
                (0.31, 0.16),
                (0.40, 0.22),
                (0.52, 0.17),
                (0.60, 0.20),
                (0.79, 0.26),
            ],
            0.16,
            0.16,
            0.25,
        ),
        (
            [
                (0, 0.40),
                (0.16, 0.40),
                (0.28, 0.35),
                (0.38, 0.225),
                (0.43, 0.125),
                (0.475, 0.075),
                (0.53, 0.10),
                (0.565, 0.19),
                (0.62, 0.26),
                (0.70, 0.245),
                (0.79, 0.31),
            ],
            0.34,
            0.30,
            0.8,
        ),
        (
            [
                (0, 0.36),
                (0.05, 0.33),
                (0.10, 0.37),
                (0.16, 0.47),
                (0.26, 0.53),
                (0.40, 0.56),
                (0.55, 0.51),
                (0.64, 0.40),
                (0.70, 0.355),
                (0.79, 0.39),
            ],
            0.5,
            0.20,
            1.1,
        ),
        ([(0, 0.62), (0.12, 0.60), (0.24, 0.645), (0.34, 0.69), (0.5, 0.78), (0.79, 0.80)], 0.62, 0.14, 1.3),
    )
    for points, strength, fade, vigour in ranges:
        edge = through(canvas, points, 0.007, 0.06)
        depth = y - edge[None]
        mist = smoothstep(fade, 0.0, depth + 0.03 * paper.noise(0.12, 0.8, 2.5))
        mask = below(canvas, edge)
        paper.wash(mask * mist, INK, strength * 0.75, rim=0.12, wet=1.5, bloom=0.35)
        facets = smoothstep(-0.1, 0.9, paper.noise(0.055, 0.8, 0.45)) * mask * mist
        paper.wash(facets, INK, strength * 0.55, rim=0.1, wet=3)
        if vigour < 0.5:
            continue
        fibre = paper.easel()
        chance = mask * mist**1.5 * (0.25 + 0.75 * facets)
        angle = slopes(edge, canvas, 0.10) * 0.6 + np.where(paper.noise(0.08, 0.5) > 0, 1.25, 1.75) * 0.55
        flat = np.broadcast_to(WHITE, fibre.colour.shape)
        cover(
            fibre,
            flat,
            angle,
            HAIR,
            np.where(mask * mist > 0.3, np.maximum(chance, 0.26), 0),
            0.9 * vigour,
            9.0,
            (0, 0, 0),
            0,
            0.25,
        )
        paper.draw(marks(fibre), INK, strength * 1.15)
        contour = paper.easel()
        stride = paper.shape[1] // 26
        for i in range(0, paper.shape[1] - stride, stride):
            if paper.rng.random() < 0.8:
                span = np.arange(i, min(i + int(stride * 1.3), paper.shape[1] - 1), 6)
                line(
                    contour,
                    [(j / canvas.unit, edge[j]) for j in span],
                    paper.rng.uniform(2, 5),
                    WHITE,
                    LOADED,
                    0.5,
                )
        paper.draw(marks(contour), INK, strength * 1.4)
        _moss(paper, edge, mist * mask, strength, vigour)

    _waterfall(paper)
    _shore(paper)
    _old_pine(paper)
    _pavilion(paper)
    _boat(paper)
    seal = torn(
        canvas, polygon(canvas, [(0.685, 0.045), (0.735, 0.045), (0.735, 0.098), (0.685, 0.098)]), 0.0012
    )
    carved = smoothstep(-0.1, 0.15, paper.noise(0.018, 0.2))
    paper.wash(seal * (0.3 + 0.7 * carved), lab("#b8321f"), 1.3, rim=0.1, bloom=0.1)
    return paper.finished(relief=0.045)


def _moss(paper: Paper, edge: Field, mask: Field, strength: float, vigour: float) -> None:
    """Dots along the ridges: bushes seen from afar."""
    rng = paper.rng
    dots = paper.easel()
    for _ in range(int(170 * vigour)):
        column = rng.integers(0, paper.shape[1])
        cy = edge[column] + abs(rng.normal(0, 0.02))
        cx = column / paper.shape[0]
        s = rng.uniform(0.002, 0.006)
        line(dots, [(cx - s * 0.5, cy), (cx + s, cy - s * 0.4)], rng.uniform(2.5, 5.5), WHITE, LOADED)
    paper.draw(marks(dots) * np.clip(mask * 2, 0, 1), INK, strength * 1.5)


def _waterfall(paper: Paper) -> None:
    """Bare paper between wet rocks, falling in three leaps into the mist."""
    course = [
        (0.462, 0.215),
        (0.458, 0.25),
        (0.470, 0.275),
        (0.466, 0.33),
        (0.478, 0.35),
        (0.474, 0.42),
        (0.470, 0.47),
    ]
    fall, banks = paper.easel(), paper.easel()
    veil = Brush(load=1.0, fade=0.3, dry=0.5, taper=(0.4, 1.0), streak=0, mixing=0, grain=2.0)
    line(fall, course, 9, WHITE, veil)
    paper.lift(marks(fall), 0.9)
    for side, reach in ((-1, 0.011), (1, 0.012), (-1, 0.017), (1, 0.02)):
        for k in range(len(course) - 2):
            if paper.rng.random() < 0.75:
                line(
                    banks,
                    [(px + side * reach, py) for px, py in course[k : k + 3]],
                    paper.rng.uniform(2.5, 6),
                    WHITE,
                    HAIR,
                    1.2,
                )
    paper.draw(marks(banks), INK, 0.75)


def _shore(paper: Paper) -> None:
    """The near rock, black and wet, with a few reflections and ripples."""
    canvas = paper.easel()
    _, y = canvas.grid()
    rock = torn(
        canvas,
        polygon(
            canvas,
            [
                (-0.1, 0.74),
                (0.06, 0.745),
                (0.15, 0.79),
                (0.21, 0.80),
                (0.27, 0.86),
                (0.36, 0.895),
                (0.40, 0.93),
                (0.36, 0.955),
                (0.2, 0.97),
                (0.1, 1.0),
                (-0.1, 1.02),
            ],
        ),
        0.006,
        0.05,
    )
    paper.lift(blur(rock, 2), 0.8)
    light = paper.noise(0.10, 0.9, 0.7) + 4.0 * (y - 0.87)
    paper.wash(rock, INK, 0.30, rim=0.3, bloom=0.5)
    paper.wash(rock * smoothstep(-0.5, 0.9, light), INK, 0.45, rim=0.2, wet=1.5, bloom=0.4)
    paper.wash(rock * smoothstep(0.5, 1.4, light), INK, 0.7, rim=0.2, wet=0.8)
    axe = paper.easel()
    wide = Brush(
        width=5, length=24, taper=(1.0, 0.4), load=0.6, fade=0.6, dry=0.85, grain=1.6, streak=0, mixing=0
    )
    cover(
        axe,
        np.broadcast_to(WHITE, axe.colour.shape),
        np.full(paper.shape, 1.1, np.float32) + paper.noise(0.06) * 0.4,
        wide,
        rock * 0.7,
        0.6,
        9.0,
        (0, 0, 0),
        0,
        0.3,
    )
    paper.draw(marks(axe), INK, 1.1)
    ripples = paper.easel()
    rng = paper.rng
    for _ in range(34):
        cx, cy = rng.uniform(0.30, 0.78), rng.uniform(0.84, 0.99)
        half = rng.uniform(0.02, 0.07)
        line(
            ripples,
            [(cx - half, cy), (cx - half * 0.3, cy - 0.003), (cx + half * 0.3, cy + 0.002), (cx + half, cy)],
            rng.uniform(1.0, 2.2),
            WHITE,
            HAIR,
        )
    paper.draw(marks(ripples) * (1 - rock), INK, 0.38)
    paper.wash(
        smoothstep(0.5, 1.6, paper.noise(0.1, 0.6, 7.0)) * smoothstep(0.8, 0.95, y) * (1 - rock),
        INK,
        0.13,
        rim=0.05,
        wet=3,
    )


def _old_pine(paper: Paper) -> None:
    """Two leaning pines on the rock; needles fan out from every twig."""
    rng = paper.rng
    wood, needles, haze = paper.easel(), paper.easel(), paper.easel()
    for foot, height, trunk, lean in (
        ((0.10, 0.765), 0.42, 12.0, 0.22),
        ((0.05, 0.76), 0.30, 9.0, 0.05),
        ((0.19, 0.80), 0.2, 6.0, 0.5),
    ):
        shape = tree(paper.easel(), foot, height, trunk, spread=0.75, lean=lean, depth=3, bare=0.42)
        for limb in shape.limbs:
            line(wood, limb.path, max(limb.width, 1.6), WHITE, LOADED, 0.6)
        tips = [limb.path[k] for limb in shape.limbs[1:] for k in (2, 3, 4)]
        for tx, ty in tips:
            if rng.random() < 0.15:
                continue
            r = height * rng.uniform(0.055, 0.09)
            line(haze, [(tx - r * 0.8, ty), (tx + r * 0.8, ty - r * 0.2)], r * 700, WHITE, LOADED)
            for a in np.linspace(-np.pi - 0.3, 0.3, 15) + rng.normal(0, 0.08, 15):
                line(needles, [(tx, ty), (tx + np.cos(a) * r, ty + np.sin(a) * r * 0.7)], 1.5, WHITE, HAIR)
    paper.wash(marks(haze), INK, 0.2, rim=0.25, wet=0.8, bloom=0.5)
    paper.draw(marks(wood), WARM_INK, 1.1)
    paper.draw(marks(needles), INK, 1.25)


def _pavilion(paper: Paper) -> None:
    """A roof among the trees, half way up in the mist."""
    lines, fill = paper.easel(), paper.easel()
    cx, cy, s = 0.63, 0.475, 0.05
    for level, w in ((0.0, 1.0), (-0.42, 0.62)):
        roof = [
            (cx - s * w, cy + s * level),
            (cx - s * w * 0.5, cy + s * (level - 0.16)),
            (cx, cy + s * (level - 0.34)),
            (cx + s * w * 0.5, cy + s * (level - 0.16)),
            (cx + s * w, cy + s * level),
        ]
        line(lines, roof, 3.2, WHITE, LOADED)
        line(lines, [roof[0], roof[4]], 2.0, WHITE, LOADED)
        line(fill, [roof[0], roof[4]], 8, WHITE, LOADED)
        for k in (-0.7, -0.25, 0.25, 0.7):
            line(
                lines,
                [(cx + s * w * k, cy + s * level), (cx + s * w * k, cy + s * (level + 0.42))],
                1.5,
                WHITE,
                LOADED,
            )
    paper.wash(marks(fill), lab("#7a5a42"), 0.5, rim=0.1, wet=0.6)
    paper.draw(marks(lines), INK, 1.2)


def _boat(paper: Paper) -> None:
    drawing = paper.easel()
    line(drawing, [(0.50, 0.885), (0.53, 0.898), (0.60, 0.897), (0.64, 0.878)], 4.2, WHITE, LOADED)
    line(drawing, [(0.545, 0.892), (0.55, 0.874), (0.585, 0.874), (0.59, 0.892)], 2.6, WHITE, LOADED)
    line(drawing, [(0.612, 0.890), (0.615, 0.868)], 4.2, WHITE, LOADED)
    line(drawing, [(0.612, 0.862), (0.618, 0.860)], 4.0, WHITE, LOADED)
    line(drawing, [(0.620, 0.875), (0.66, 0.835), (0.685, 0.825)], 0.9, WHITE, LOADED)
    paper.draw(marks(drawing), INK, 1.3)
