"""Chalk cliffs on a bright morning: broken colour in short strokes, wet in wet."""

from dataclasses import replace

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import lab, lighter, mix, ramp
from easel.motifs import below, cumulus, polygon, through, torn
from easel.noise import blur, displaced, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

HORIZON = 0.44
FINE = Brush(width=4.5, length=16, load=1.0, fade=0.45, dry=0.35, streak=0.1, mixing=0.3, relief=1.1)
BROAD = Brush(width=13, length=34, load=0.95, fade=0.4, dry=0.3, streak=0.08, mixing=0.25, relief=0.7)


def sea_cliff() -> NDArray[np.uint8]:
    canvas = Canvas.primed(704, 560, lab("#d9cbb8"), np.random.default_rng(1883))
    _, y = canvas.grid()
    canvas.tooth = np.clip(0.5 + 0.25 * canvas.noise(0.006, 0.4), 0, 1)

    density, lit = cumulus(canvas, 0.5, 0.22, light=-0.9, flat=2.6)
    haze = smoothstep(0.0, HORIZON, y)
    sky = ramp(haze + canvas.noise(0.2) * 0.05, "#7f9fd0", "#a3bddd", "#cfd6dc", "#f0dfcc")
    clouds = ramp(lit + 0.15, "#a9acc8", "#d9cfd6", "#f6e9d9", "#fdf6e6")
    guide = mix(sky, clouds, density * 0.9)

    # sea: violet far away, turquoise and jade towards the sand, with cloud shadows
    near = np.clip((y - HORIZON) / (1 - HORIZON), 0, 1)
    ripples = canvas.noise(0.05, 0.9, stretch=7.0)
    sea = ramp(
        near * 1.5 + ripples * 0.10 + canvas.noise(0.3, 0.5, 5.0) * 0.12,
        "#7289b8",
        "#5f93b4",
        "#4f9fa8",
        "#6fb8a4",
        "#a5d2b4",
    )
    sea_mask = below(canvas, np.full(canvas.shape[1], HORIZON, np.float32), 0.001)
    guide = mix(guide, sea, sea_mask)

    shore = torn(
        canvas,
        polygon(
            canvas,
            [
                (0.26, 1.02),
                (0.40, 0.86),
                (0.58, 0.74),
                (0.80, 0.655),
                (0.98, 0.60),
                (1.27, 0.585),
                (1.27, 1.02),
            ],
        ),
        0.003,
        0.06,
    )
    sand = ramp(
        0.5 + canvas.noise(0.08, 1.0, 3.0) * 0.22 + (y - 0.75) * 0.7,
        "#b58f92",
        "#dcb7a4",
        "#ecd0b2",
        "#e9c3a2",
    )
    wet = blur(1 - shore, 0.03 * canvas.unit)
    guide = mix(guide, mix(sand, lab("#a49ab0"), np.clip(wet * 1.5 - 0.1, 0, 0.8)), shore)

    # cliffs: the far headland with its arch, and the near wall
    far = torn(
        canvas,
        polygon(
            canvas,
            [
                (0.30, 0.455),
                (0.31, 0.40),
                (0.335, 0.335),
                (0.38, 0.315),
                (0.46, 0.29),
                (0.60, 0.24),
                (0.9, 0.2),
                (0.9, 0.55),
                (0.47, 0.475),
                (0.455, 0.42),
                (0.435, 0.385),
                (0.41, 0.385),
                (0.395, 0.42),
                (0.39, 0.465),
            ],
        ),
        0.003,
    )
    near_wall = torn(
        canvas,
        polygon(
            canvas,
            [
                (0.63, 0.665),
                (0.645, 0.56),
                (0.635, 0.44),
                (0.665, 0.32),
                (0.70, 0.20),
                (0.76, 0.145),
                (0.87, 0.115),
                (1.0, 0.06),
                (1.27, 0.03),
                (1.27, 0.62),
                (0.95, 0.625),
                (0.78, 0.655),
            ],
        ),
        0.005,
    )
    # buttresses: broad planes turned to the sun or away from it, crossed by beds of flint
    ribs = canvas.noise(0.12, 0.5, 4.5, np.pi / 2 + 0.10) + 0.5 * canvas.noise(
        0.04, 0.8, 4.0, np.pi / 2 - 0.1
    )
    turned = smoothstep(-1.0, 0.5, ribs)
    beds = smoothstep(0.9, 1.6, canvas.noise(0.022, 0.4, 16.0, -0.05))
    tone = 0.10 + 0.58 * turned + 0.08 * ribs + 0.35 * (0.42 - y) - 0.16 * beds
    face = ramp(tone, "#7478ac", "#9d93bd", "#c9aab6", "#efcfae", "#fbe6c0", "#fff4dc")
    far_face = mix(
        ramp(0.1 + 0.75 * turned - 0.1 * beds, "#8088b8", "#a9a4c4", "#e3cdbf", "#f9ead2"),
        lab("#b9c2d8"),
        0.25,
    )
    guide = mix(mix(guide, far_face, far), face, near_wall)
    crest = through(
        canvas,
        [(0.6, 0.42), (0.68, 0.285), (0.74, 0.185), (0.84, 0.165), (0.98, 0.125), (1.27, 0.11)],
        0.012,
        0.08,
    )
    turf = near_wall * (1 - below(canvas, crest, 0.004))
    grass = ramp(0.5 + canvas.noise(0.04, 1.1) * 0.25, "#45603f", "#78924e", "#b3b765", "#d8ce86")
    guide = mix(guide, grass, turf)
    base = near_wall * smoothstep(0.54, 0.66, y + canvas.noise(0.04) * 0.01)
    guide = mix(guide, lab("#57567a"), base * 0.55)
    wall = near_wall * (1 - turf)

    canvas.glaze(guide, 0.55)
    lying = canvas.noise(0.3, 0.3) * 0.12
    drift = canvas.noise(0.25, 0.4) * 0.5 - 0.15
    cover(canvas, guide, drift, BROAD, (1 - sea_mask), 1.3, 0.12)
    cover(
        canvas,
        guide,
        drift,
        Brush(width=7, length=22, dry=0.4, load=0.9, fade=0.5, mixing=0.35),
        1 - sea_mask,
        1.0,
        0.08,
        (0.018, 0.008, 0.012),
    )
    water = sea_mask * (1 - shore)
    cover(canvas, guide, lying, Brush(width=9, length=40, mixing=0.2, relief=0.6), water, 1.3, 0.2)
    cover(
        canvas,
        guide,
        lying,
        Brush(width=3.2, length=18, load=0.95, fade=0.6, dry=0.4, relief=1.1),
        water,
        1.3,
        0.3,
        (0.05, 0.014, 0.02),
        0.05,
        0.12,
    )
    crests = water * smoothstep(0.9, 1.6, ripples) * smoothstep(0.02, 0.4, near)
    cover(
        canvas,
        lighter(guide, 0.16),
        lying,
        Brush(width=2.6, length=13, dry=0.5, load=0.85, relief=1.4),
        crests,
        1.4,
        0.5,
    )
    foam_line = shore * (1 - displaced(shore, -0.02 * canvas.unit, -0.016 * canvas.unit))
    upright = np.pi / 2 + canvas.noise(0.12, 0.5) * 0.35
    for region, angle in ((far * (1 - near_wall), upright), (wall, upright), (turf, drift * 0.6 + 0.9)):
        cover(canvas, guide, angle, BROAD, region, 1.4, 0.2)
        cover(canvas, guide, angle, FINE, region, 2.0, 0.2, (0.035, 0.014, 0.02), 0.05, 0.3)
    cover(canvas, guide, lying - 0.25, BROAD, shore * (1 - near_wall), 1.3, 0.2)
    cover(
        canvas, guide, lying - 0.3, FINE, shore * (1 - near_wall), 1.4, 0.2, (0.03, 0.012, 0.016), 0.05, 0.3
    )
    foam = np.broadcast_to(lab("#f4efe6"), guide.shape)
    for offset in (0.0, 0.03, 0.065):
        edge = displaced(foam_line, offset * canvas.unit, offset * 0.6 * canvas.unit) * (1 - near_wall)
        cover(
            canvas,
            foam,
            lying - 0.45,
            Brush(width=4, length=16, load=0.85, dry=0.5, relief=1.5),
            edge,
            1.0 - offset * 8,
            0.5,
            (0.03, 0.006, 0.01),
        )
    _rocks(canvas)
    _boats(canvas)
    return canvas.finished(relief=0.055, ground=0.5)


def _rocks(canvas: Canvas) -> None:
    """Fallen blocks and weed at the foot of the wall, and the stones they left on the sand."""
    rng = canvas.rng
    block = Brush(
        width=7, length=12, taper=(0.9, 0.8), roundness=0.4, load=1.1, dry=0.2, mixing=0.2, relief=1.3
    )
    spots = [(rng.uniform(0.60, 1.24), 0.655, rng.uniform(0.6, 1.5)) for _ in range(60)]
    spots += [(rng.uniform(0.5, 1.2), rng.uniform(0.70, 0.98), rng.uniform(0.25, 0.5)) for _ in range(40)]
    for px, base, s in sorted(spots, key=lambda spot: spot[2]):
        py = base - 0.045 * max(px - 0.75, 0) / 0.5 * (s > 0.5) + rng.normal(0, 0.008)
        line(
            canvas,
            [(px - 0.010 * s, py + 0.006 * s), (px + 0.016 * s, py + 0.007 * s)],
            5 * s,
            lab("#7a6c8c"),
            replace(block, load=0.8, dry=0.5),
        )
        dark, light = (("#7d6f90", "#cdb9b4"), ("#66705a", "#a3a878"), ("#8a7890", "#e6d2bc"))[
            rng.integers(3)
        ]
        line(
            canvas,
            [(px - 0.010 * s, py), (px, py - 0.004 * s), (px + 0.012 * s, py + 0.002 * s)],
            8 * s,
            lab(dark),
            block,
        )
        line(
            canvas,
            [(px - 0.008 * s, py - 0.004 * s), (px + 0.003 * s, py - 0.006 * s)],
            4 * s,
            lab(light),
            block,
        )


def _boats(canvas: Canvas) -> None:
    """Boats drawn up on the sand, and sails far out."""
    hull = Brush(width=6, length=20, taper=(0.5, 0.4), mixing=0.1, load=1.1, relief=1.2)
    for bx, by, size, dark, light in (
        (0.62, 0.84, 1.25, "#2e3a63", "#6d86b0"),
        (0.80, 0.775, 1.0, "#4b3344", "#b0594a"),
        (0.98, 0.72, 0.8, "#27484f", "#5c9a8c"),
        (0.84, 0.93, 1.5, "#3a3050", "#c98a4e"),
    ):
        s = 0.045 * size
        line(
            canvas,
            [(bx - s * 1.1, by + s * 0.42), (bx + s * 1.2, by + s * 0.34)],
            6 * size,
            lab("#8d7a92"),
            hull,
        )
        line(
            canvas,
            [
                (bx - s, by),
                (bx - s * 0.6, by + s * 0.3),
                (bx + s * 0.6, by + s * 0.28),
                (bx + s, by - s * 0.1),
            ],
            10 * size,
            lab(dark),
            hull,
        )
        line(
            canvas,
            [(bx - s, by - s * 0.06), (bx, by + s * 0.12), (bx + s, by - s * 0.16)],
            3.2 * size,
            lab(light),
            hull,
        )
        line(canvas, [(bx + s * 0.1, by), (bx + s * 0.25, by - s * 1.7)], 1.7 * size, lab("#4a3a42"), hull)
    for bx, by, size, sail in (
        (0.09, 0.452, 0.8, "#f3e3cc"),
        (0.17, 0.462, 1.2, "#c4715a"),
        (0.245, 0.449, 0.6, "#efe6da"),
        (0.22, 0.53, 2.0, "#f1e2cf"),
    ):
        s = 0.014 * size
        line(canvas, [(bx - s, by + s * 0.3), (bx + s, by + s * 0.3)], 2.6 * size, lab("#41496b"), hull)
        line(canvas, [(bx + s * 0.2, by - s * 2.4), (bx + s * 0.1, by)], 4.5 * size, lab(sail), hull)
        line(
            canvas,
            [(bx, by + s * 0.8), (bx + s * 0.2, by + s * 2.5)],
            3.0 * size,
            lab("#c9cfc4"),
            Brush(load=0.7, dry=0.5, mixing=0.5),
        )
