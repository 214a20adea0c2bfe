"""A mountain lake in autumn: watercolour, wet skies and dry reeds, the paper left for light."""

import numpy as np
from easel.brush import Brush
from easel.colour import lab, ramp
from easel.motifs import below, leaves, polygon, ridge, through, torn
from easel.noise import Field, blur, displaced, smoothstep
from easel.paper import Paper, marks
from easel.strokes import cover, line
from numpy.typing import NDArray

SHORE = 0.60
WHITE = np.array([1, 0, 0], np.float32)


def lake_wash() -> NDArray[np.uint8]:
    paper = Paper.sheet(720, 560, lab("#fbf7ec"), np.random.default_rng(1842))
    canvas = paper.easel()
    _, y = canvas.grid()
    everywhere = np.ones(paper.shape, np.float32)
    land = 1 - below(canvas, np.full(paper.shape[1], SHORE, np.float32), 0.001)

    # sky: two wet washes around clouds that stay paper
    clouds = smoothstep(-0.35, 0.8, paper.noise(0.3, 0.9, 2.4) + 0.5 * (0.25 - y) / 0.25)
    heaven = (1 - clouds) * smoothstep(0.62, 0.1, y)
    paper.wash(heaven, ramp(y * 2, "#5a93c9", "#8db7dc", "#cfe0e6"), 0.75, rim=0.15, wet=5, bloom=0.3)
    paper.wash(
        smoothstep(0.5, 1.6, paper.noise(0.26, 0.8, 3)) * (y < 0.45), lab("#b0a8bd"), 0.45, rim=0.0, wet=8
    )
    paper.wash(everywhere * smoothstep(0.16, 0.46, y) * land, lab("#fbe3c4"), 0.8, rim=0.0, wet=6, bloom=0.1)

    # three ranges, each nearer one warmer and stronger, fading into mist at its foot
    for level, rise, size, colour, strength in (
        (0.27, 0.055, 0.3, "#8fa9cf", 0.75),
        (0.375, 0.04, 0.24, "#6f8fb6", 0.8),
        (0.465, 0.03, 0.2, "#5d8288", 0.85),
    ):
        edge = ridge(canvas, level, rise, size, 1.0)
        mask = below(canvas, edge) * land
        fade = 0.35 + 0.75 * np.clip(1 - (y - edge[None]) / 0.14, 0, 1)
        paper.wash(mask, lab(colour), strength * fade, rim=0.3, granulation=0.2)
        facets = (
            smoothstep(0.2, 0.9, paper.noise(0.07, 0.9, 0.5, 0.7))
            * mask
            * np.clip(1 - (y - edge[None]) / 0.12, 0, 1)
        )
        paper.wash(facets, lab("#6a7fb0"), 0.45, rim=0.4, granulation=0.3)

    hill = (
        below(
            canvas,
            through(
                canvas,
                [(0, 0.44), (0.2, 0.46), (0.45, 0.53), (0.75, 0.565), (1.0, 0.53), (1.29, 0.47)],
                0.008,
            ),
        )
        * land
    )
    charged = ramp(0.5 + paper.noise(0.12) * 0.28, "#5f7d4a", "#b3a14a", "#d98f3c", "#c65f38")
    paper.wash(hill, charged, 0.85, rim=0.35, granulation=0.2, bloom=0.4)
    _wood(paper, hill)
    land_density = paper.density.copy()

    # water: the same land turned over, run together while wet, then a few hard ripples
    waves = paper.noise(0.03, 0.8, 10.0) * (0.2 + np.clip((y - SHORE) / 0.4, 0, 1))
    source = displaced(
        land_density, waves * 0.012 * paper.shape[0], (2 * (SHORE - y) + waves * 0.03) * paper.shape[0]
    )
    white = paper.density[8, 8] * 0 + land_density.min(axis=(0, 1))
    mirrored = blur(source, 2.0 * paper.scale)
    sparkle = smoothstep(
        0.75, 1.25, paper.noise(0.03, 0.8, 14.0) + 0.5 * np.exp(-(((y - SHORE - 0.015) / 0.02) ** 2))
    )
    share = (1 - land) * (0.85 - 0.8 * sparkle)
    paper.density += (mirrored - white) * share[..., None]
    paper.wash(
        (1 - land) * (1 - sparkle),
        ramp((y - SHORE) * 2.4, "#bcd3dc", "#86aac4", "#4f7ba6"),
        0.55,
        rim=0.25,
        bloom=0.35,
    )
    for depth, size, strength in ((0.7, 0.035, 0.5), (0.8, 0.05, 0.6), (0.92, 0.07, 0.7)):
        band = (
            smoothstep(0.9, 1.2, paper.noise(size, 0.6, 9.0))
            * np.exp(-(((y - depth) / 0.07) ** 2))
            * (1 - land)
        )
        paper.wash(band, lab("#3f6a96"), strength, rim=0.5, granulation=0.1)

    _point(paper)
    return paper.finished()


def _wood(paper: Paper, hill: Field) -> None:
    """Autumn trees along the shore, dropped in while the hill is damp."""
    canvas = paper.easel()
    rng = paper.rng
    for colour, count, low, high, strength in (
        ("#d98a2f", 22, 0.02, 0.045, 0.6),
        ("#b8502f", 15, 0.018, 0.04, 0.7),
        ("#4c6b3a", 24, 0.02, 0.04, 0.75),
        ("#2f4f4a", 14, 0.014, 0.03, 0.9),
    ):
        spots = []
        for _ in range(count):
            cx = rng.uniform(0, 1.29)
            cx = cx if abs(cx - 0.72) > 0.16 else cx + 0.35
            r = rng.uniform(low, high)
            cy = SHORE - r * rng.uniform(0.5, 1.3) - 0.004
            spots += [(cx, cy, r), (cx + r * rng.normal(0, 0.5), cy - r * 0.8, r * 0.7)]
        mask, light = leaves(canvas, np.array(spots, np.float32), ragged=0.8)
        paper.wash(
            mask * (y_above(canvas)),
            lab(colour),
            strength * (1.25 - 0.8 * light),
            rim=0.45,
            bloom=0.5,
            wet=0.6,
        )
    shadow = hill * np.exp(-(((canvas.grid()[1] - SHORE + 0.006) / 0.007) ** 2))
    paper.wash(shadow, lab("#3a4a52"), 0.8, rim=0.3)


def y_above(canvas: object) -> Field:
    """Mask of what stands above the water."""
    _, y = canvas.grid()  # type: ignore[attr-defined]
    return smoothstep(SHORE + 0.002, SHORE - 0.001, y)


def _point(paper: Paper) -> None:
    """The near bank: rocks, two pines, reeds in dry brush, a boat."""
    canvas = paper.easel()
    bank = torn(
        canvas,
        polygon(
            canvas,
            [
                (-0.1, 0.80),
                (0.10, 0.79),
                (0.26, 0.83),
                (0.40, 0.885),
                (0.50, 0.95),
                (0.62, 1.02),
                (-0.1, 1.1),
            ],
        ),
        0.005,
    )
    paper.lift(blur(bank, 2), 0.85)
    paper.wash(
        bank,
        ramp(0.5 + paper.noise(0.1) * 0.3, "#7a6a48", "#b3924f", "#8c8a4a"),
        0.95,
        rim=0.5,
        granulation=0.2,
        bloom=0.5,
    )
    stones = smoothstep(0.5, 0.6, paper.noise(0.06, 0.5, 1.8)) * bank
    paper.wash(stones, lab("#5b5a6a"), 0.8, rim=0.6, granulation=0.3)
    for foot, height, trunk in (((0.16, 0.84), 0.66, 7.0), ((0.27, 0.86), 0.46, 5.5)):
        _pine(paper, foot, height, trunk)
    reeds = paper.easel()
    lean = np.full(paper.shape, -np.pi / 2 + 0.2, np.float32) + paper.noise(0.05) * 0.25
    blade = Brush(width=2.0, length=30, taper=(0.9, 0.1), load=0.95, dry=0.35)
    flat = np.broadcast_to(WHITE, reeds.colour.shape)
    cover(reeds, flat, lean, blade, bank * 0.22, 0.8, 9.0, (0, 0, 0), 0, 0.3)
    paper.draw(
        marks(reeds), ramp(0.5 + paper.noise(0.05) * 0.4, "#4a4a2c", "#8a6a2c", "#a3502c"), 0.95, rim=0.2
    )
    boat = paper.easel()
    brush = Brush(load=1.2, fade=0, dry=0.1, taper=(0.5, 0.4))
    line(boat, [(0.80, 0.78), (0.83, 0.80), (0.92, 0.80), (0.96, 0.775)], 9, WHITE, brush)
    paper.draw(marks(boat), lab("#5a3328"), 1.4, rim=0.4)
    figure = paper.easel()
    line(figure, [(0.875, 0.785), (0.878, 0.745)], 6, WHITE, brush)
    paper.draw(marks(figure), lab("#b5432f"), 1.3)
    paper.wash(
        np.exp(-(((canvas.grid()[1] - 0.83) / 0.02) ** 2))
        * np.exp(-(((canvas.grid()[0] - 0.88) / 0.06) ** 2)),
        lab("#4a4652"),
        0.6,
        rim=0,
        wet=2,
    )


def _pine(paper: Paper, foot: tuple[float, float], height: float, trunk: float) -> None:
    """A conifer: a stem and drooping sprays, each a loaded touch that dries with a rim."""
    rng = paper.rng
    stem, sprays = paper.easel(), paper.easel()
    solid = Brush(load=1.1, fade=0.1, dry=0.3, taper=(1.0, 0.3))
    x, y = foot
    line(stem, [(x, y), (x + 0.004, y - height * 0.5), (x - 0.002, y - height)], trunk, WHITE, solid, 0.3)
    touch = Brush(load=0.95, fade=0.5, dry=0.55, taper=(0.6, 0.2), grain=2.2)
    for t in np.linspace(0.14, 0.99, 34):
        reach = height * 0.21 * (1 - t) ** 0.75 + 0.012
        for side in (-1.0, 1.0):
            reach_here = reach * rng.uniform(0.6, 1.15)
            at = y - height * t + rng.normal(0, 0.006)
            droop = reach_here * rng.uniform(0.2, 0.5)
            points = [
                (x, at),
                (x + side * reach_here * 0.5, at + droop * 0.3),
                (x + side * reach_here, at + droop),
            ]
            line(sprays, points, rng.uniform(5, 9) * (1.1 - 0.5 * t), WHITE, touch)
    paper.draw(marks(stem), lab("#4a3a34"), 1.1, rim=0.4)
    needles = ramp(0.5 + paper.noise(0.08) * 0.35, "#24463f", "#3f6a4a", "#66803f")
    paper.wash(marks(sprays), needles, 1.2, rim=0.5, bloom=0.4, crawl=0.2)
