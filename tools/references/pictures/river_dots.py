"""A river bank towards evening, built of dots whose colours mix only in the eye."""

from dataclasses import replace

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import lab, lighter, mix, ramp
from easel.motifs import below, glow, leaves, polygon, reflected, ridge, torn, tree
from easel.noise import Field, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

SHORE = 0.53
DOT = Brush(
    width=4.6,
    length=4.8,
    taper=(0.9, 0.9),
    load=1.15,
    fade=0.0,
    dry=0.15,
    streak=0.08,
    mixing=0.05,
    relief=0.8,
)


def river_dots() -> NDArray[np.uint8]:
    canvas = Canvas.primed(736, 544, lab("#e8dcc0"), np.random.default_rng(1886))
    x, y = canvas.grid()
    sun = (0.93, 0.40)

    sky = ramp(
        y / SHORE + canvas.noise(0.25, 0.6, 3.0) * 0.05, "#7f8fd0", "#a9a9dc", "#dcbfd0", "#f6cf9f", "#fbe08a"
    )
    guide = mix(sky, lab("#fff3b8"), np.clip(glow(canvas, sun, 0.16) * 0.9, 0, 1))
    bands = smoothstep(0.5, 1.5, canvas.noise(0.12, 0.7, 5.0)) * smoothstep(0.5, 0.1, y / SHORE + 0.05)
    guide = mix(guide, lab("#f7d9cf"), bands * 0.8)

    hills = below(canvas, ridge(canvas, 0.455, 0.014, 0.35, 0.6))
    guide = mix(guide, ramp(0.5 + canvas.noise(0.05) * 0.2, "#7d76b5", "#9a8cc0", "#c3a0b4"), hills)
    bank = below(canvas, ridge(canvas, 0.505, 0.006, 0.2))
    guide = mix(guide, ramp(0.5 + canvas.noise(0.03, stretch=3) * 0.3, "#3f7a5a", "#7fae4f", "#d6c24e"), bank)
    far_trees, far_light = leaves(canvas, _poplars(canvas), light=-0.5, ragged=0.5)
    foliage = ramp(far_light, "#27396f", "#2f6a5e", "#6fa548", "#d9cf4a")
    guide = mix(guide, foliage, far_trees)
    for left, top, wide, wall, roof in (
        (0.16, 0.475, 0.06, "#f3d7b8", "#c2543f"),
        (0.235, 0.485, 0.045, "#dcc3d6", "#a8485a"),
        (0.74, 0.482, 0.05, "#f8e0b0", "#cf6a3c"),
    ):
        guide = mix(
            guide,
            lab(wall),
            polygon(
                canvas, [(left, SHORE - 0.01), (left, top), (left + wide, top), (left + wide, SHORE - 0.01)]
            ),
        )
        guide = mix(
            guide,
            lab(roof),
            polygon(
                canvas, [(left - 0.008, top), (left + wide * 0.5, top - 0.03), (left + wide + 0.008, top)]
            ),
        )

    water = y > SHORE
    mirror = reflected(canvas, guide, SHORE, 0.10, calm=0.8)
    tint = ramp((y - SHORE) / (1 - SHORE), "#c9b6d0", "#6f86c4", "#3d5aa6")
    guide = mix(
        guide, mix(mirror, tint, 0.25 + 0.35 * np.clip((y - SHORE) / 0.47, 0, 1)), water.astype(np.float32)
    )

    near = torn(
        canvas,
        polygon(
            canvas,
            [
                (-0.1, 0.70),
                (0.12, 0.71),
                (0.34, 0.765),
                (0.52, 0.85),
                (0.82, 0.90),
                (1.02, 0.955),
                (1.4, 0.985),
                (1.4, 1.1),
                (-0.1, 1.1),
            ],
        ),
        0.004,
    )
    lawn = ramp(0.62 + canvas.noise(0.05, 0.9, 3.0) * 0.2, "#2d4f8a", "#3f8a58", "#94c04a", "#eedc57")
    shade = smoothstep(0.9, 0.2, np.hypot((x - 0.22) / 0.42, (y - 0.86) / 0.13) + canvas.noise(0.06) * 0.08)
    lawn = mix(lawn, ramp(0.5 + canvas.noise(0.04) * 0.3, "#28337f", "#3a5a9a", "#3f7a6c"), shade * 0.9)
    guide = mix(guide, lawn, near)
    oak = tree(canvas, (0.17, 0.86), 0.80, trunk=22, spread=0.55, lean=0.06, leaf=0.13, bare=0.33)
    leaf_mask, leaf_light = leaves(canvas, oak.clumps, light=-0.35, ragged=0.7)
    canopy = ramp(
        leaf_light * 1.1 - 0.05 + canvas.noise(0.02) * 0.06,
        "#232a6b",
        "#2c4f7a",
        "#2f7d55",
        "#8fb83f",
        "#f2d84e",
    )

    canvas.glaze(guide, 0.45)
    flat = canvas.noise(0.2, 0.4) * 0.3
    cover(canvas, guide, flat, Brush(width=12, length=22, relief=0.3), None, 1.1, 0.2)
    _dots(canvas, guide, flat, None, 1.0)
    for limb in oak.limbs:
        if limb.width > 2:
            line(
                canvas, limb.path, limb.width, lab("#4a3568"), Brush(taper=(1.0, 0.6), mixing=0.1, relief=0.6)
            )
            line(
                canvas,
                [(px + limb.width * 0.0004, py) for px, py in limb.path],
                limb.width * 0.35,
                lab("#c9824e"),
                Brush(taper=(1, 0.5), load=0.8, dry=0.4),
            )
    guide = mix(guide, canopy, leaf_mask)
    cover(canvas, guide, flat, Brush(width=10, length=14, relief=0.3), leaf_mask, 1.2, 0.3)
    _dots(canvas, guide, flat + 0.8, leaf_mask, 1.3)
    _sails(canvas)
    return canvas.finished(relief=0.055)


def _poplars(canvas: Canvas) -> Field:
    """Clumps of a row of poplars and round trees along the far bank."""
    rng = canvas.rng
    clumps = []
    for cx, height, girth in (
        (0.36, 0.15, 0.5),
        (0.42, 0.23, 0.22),
        (0.465, 0.26, 0.2),
        (0.51, 0.21, 0.22),
        (0.56, 0.12, 0.5),
        (0.63, 0.09, 0.6),
        (0.82, 0.10, 0.6),
        (1.08, 0.14, 0.5),
        (1.17, 0.20, 0.3),
        (1.24, 0.25, 0.25),
        (1.31, 0.2, 0.4),
        (0.05, 0.1, 0.7),
        (0.3, 0.07, 0.8),
    ):
        for t in np.linspace(0, 1, 12):
            r = height * girth * 0.5 * (1.15 - t) * rng.uniform(0.7, 1.1) + 0.008
            clumps.append((cx + rng.normal(0, height * girth * 0.16), SHORE - 0.012 - t * height, r))
    return np.array(clumps, np.float32)


def _dots(canvas: Canvas, guide: Field, angle: Field, mask: Field | None, density: float) -> None:
    """Local colour, then its warm and cool neighbours, then sparse complements and lights."""
    cover(canvas, guide, angle, DOT, mask, 1.3 * density, 1.0, (0.025, 0.015, 0.02), 0.0, 1.0)
    region = np.ones(canvas.shape, np.float32) if mask is None else mask
    warm = guide + np.array([0.03, 0.035, 0.05], np.float32)
    cool = guide + np.array([-0.02, 0.0, -0.06], np.float32)
    small = replace(DOT, width=3.7, length=4.2)
    for hue, amount in ((warm, 0.45), (cool, 0.45), (lighter(guide, 0.07), 0.3)):
        cover(canvas, hue, angle, small, region * amount, density, 1.0, (0.02, 0.015, 0.02), 0.0, 1.0)
    complement = guide * np.array([1.0, -0.9, -0.9], np.float32)
    cover(canvas, complement, angle, small, region * 0.09, density, 1.0, (0.02, 0.01, 0.01), 0.0, 1.0)


def _sails(canvas: Canvas) -> None:
    """Three boats; every sail a few rows of dots."""
    for bx, by, size, code in (
        (0.62, 0.60, 1.0, "#fdf1dc"),
        (0.80, 0.565, 0.6, "#f3c9a0"),
        (1.05, 0.66, 1.35, "#fbe9d8"),
    ):
        s = 0.06 * size
        sail = polygon(canvas, [(bx, by), (bx + s * 0.15, by - s * 2.3), (bx + s * 0.95, by - s * 0.1)])
        hull = polygon(
            canvas,
            [
                (bx - s * 0.6, by + 0.1 * s),
                (bx + s * 1.0, by + 0.1 * s),
                (bx + s * 0.8, by + s * 0.38),
                (bx - s * 0.4, by + s * 0.38),
            ],
        )
        mirror = polygon(
            canvas, [(bx, by + s * 0.5), (bx + s * 0.2, by + s * 1.8), (bx + s * 0.8, by + s * 0.5)]
        )
        for region, tone, share in ((mirror, code, 0.6), (sail, code, 1.0), (hull, "#3b2f6b", 1.0)):
            flat = np.broadcast_to(lab(tone), (*canvas.shape, 3)).astype(np.float32)
            dot = replace(DOT, width=3.8, length=4.4)
            cover(
                canvas,
                flat,
                np.zeros(canvas.shape, np.float32),
                dot,
                region * share,
                2.5,
                1.0,
                (0.03, 0.015, 0.025),
                0.0,
                1.0,
            )
