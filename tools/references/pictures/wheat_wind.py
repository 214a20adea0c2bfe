"""Ripe wheat, cypresses and a turning sky: thick paint in long parallel strokes."""

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import lab, lighter, mix, ramp
from easel.motifs import below, contours, cumulus, slopes, through
from easel.noise import Field, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

IMPASTO = Brush(width=7, length=44, load=1.05, fade=0.25, streak=0.12, mixing=0.18, relief=1.3, grain=1.7)


def _sky_swirl(canvas: Canvas) -> Field:
    """Directions of a wind that eddies: the level lines of broad noise, with two vortices added."""
    x, y = canvas.grid()
    flow = canvas.noise(0.7, 0.1) * 0.10 + y * 1.0
    for cx, cy, turn, size in ((0.38, 0.16, 0.32, 0.16), (0.86, 0.25, -0.28, 0.15), (1.2, 0.1, 0.3, 0.14)):
        flow += turn * np.exp(-((x - cx) ** 2 + 1.6 * (y - cy) ** 2) / size**2)
    return contours(flow, 8)


def wheat_wind() -> NDArray[np.uint8]:
    canvas = Canvas.primed(736, 576, lab("#b98d52"), np.random.default_rng(1889))
    _, y = canvas.grid()

    # sky: viridian to cobalt, cream and mint clouds that follow the wind
    swirl = _sky_swirl(canvas)
    density, lit = cumulus(canvas, 0.42, 0.28, light=-2.4, flat=2.2)
    sky = ramp(smoothstep(0, 0.5, y) + canvas.noise(0.15) * 0.06, "#2f68a8", "#4f93bd", "#8fc4c0", "#d8dfb4")
    clouds = ramp(lit, "#7fa6b8", "#c5d6cf", "#f6f1da")
    guide = mix(sky, clouds, density)

    far = through(canvas, [(0, 0.44), (0.3, 0.40), (0.62, 0.43), (0.95, 0.37), (1.28, 0.42)], 0.006)
    hills = ramp(canvas.noise(0.08) * 0.25 + 0.5, "#36578c", "#5b7fa6", "#86a2ae")
    mid = through(canvas, [(0, 0.50), (0.4, 0.475), (0.8, 0.50), (1.28, 0.46)], 0.004)
    meadow = ramp(canvas.noise(0.06, stretch=4) * 0.3 + 0.5, "#3f6b3a", "#7f9a48", "#c0b653")
    field = through(canvas, [(0, 0.565), (0.5, 0.55), (0.9, 0.575), (1.28, 0.53)], 0.004)
    depth = np.clip((y - 0.55) / 0.45, 0, 1)
    wave = canvas.noise(0.2, 0.6, stretch=3.0, angle=0.15)
    wheat = ramp(0.45 + wave * 0.2 + 0.15 * (1 - depth), "#8a5a1e", "#c98f2b", "#e9bb45", "#f7e08a")

    hill_mask, mid_mask, field_mask = (below(canvas, edge) for edge in (far, mid, field))
    sky_only = 1 - hill_mask
    guide = mix(mix(mix(guide, hills, hill_mask), meadow, mid_mask), wheat, field_mask)

    canvas.glaze(guide, 0.6)
    cover(canvas, guide, swirl, Brush(width=20, length=60, relief=0.4, mixing=0.1), sky_only, 1.2, 0.3)
    cover(canvas, guide, swirl, IMPASTO, sky_only, 1.5, 0.10, (0.03, 0.008, 0.012), 0.035, 0.08)
    cover(
        canvas,
        guide,
        slopes(far, canvas),
        IMPASTO,
        hill_mask * (1 - mid_mask),
        2.2,
        0.15,
        (0.04, 0.015, 0.02),
    )
    outline = lab("#23345f")
    step = canvas.shape[1] // 14
    for i in range(0, canvas.shape[1] - step, step):
        span = np.arange(i, i + step + 8, 8).clip(0, canvas.shape[1] - 1)
        line(canvas, [(j / canvas.unit, far[j]) for j in span], 3.2, outline, Brush(load=0.9))
    cover(
        canvas,
        guide,
        slopes(mid, canvas) * 0.4,
        IMPASTO,
        mid_mask * (1 - field_mask),
        2.4,
        0.2,
        (0.05, 0.02, 0.03),
    )

    # wheat: an ochre bed, then stalks that lean with the wind, longer towards us
    lean = -np.pi / 2 + 0.55 + 0.35 * np.tanh(wave) + canvas.noise(0.1) * 0.12
    bed = Brush(width=16, length=40, relief=0.5)
    cover(canvas, lighter(guide, -0.06), lean, bed, field_mask, 1.3, 0.3)
    for low, high, width, length in ((0.5, 0.72, 3.6, 16), (0.6, 0.86, 5.0, 28), (0.74, 1.1, 6.5, 42)):
        band = field_mask * smoothstep(low - 0.03, low + 0.05, y) * (1 - smoothstep(high, high + 0.08, y))
        stalks = Brush(
            width=width, length=length, taper=(0.7, 0.35), load=1.0, streak=0.14, relief=1.4, mixing=0.15
        )
        cover(canvas, guide, lean, stalks, band, 2.2, 0.35, (0.055, 0.012, 0.02), 0.045, 0.2, "downward")

    _farm(canvas)
    _cypresses(canvas)
    return canvas.finished(relief=0.085)


def _farm(canvas: Canvas) -> None:
    """A farm under the hills: a few decided touches."""
    touch = Brush(load=1.15, fade=0.1, dry=0.1, taper=(0.9, 0.9), roundness=0.2, mixing=0.1, relief=1.4)
    for fx, fy, s, wall, roof in (
        (0.40, 0.505, 1.0, "#f3e2bd", "#c4552e"),
        (0.46, 0.512, 0.8, "#e0b98a", "#a8452c"),
        (0.345, 0.512, 0.7, "#d8c6c0", "#b9694a"),
    ):
        w = 0.03 * s
        line(canvas, [(fx - w, fy), (fx + w, fy)], 15 * s, lab(wall), touch)
        line(
            canvas, [(fx - w * 1.2, fy - 0.022 * s), (fx + w * 1.2, fy - 0.022 * s)], 9 * s, lab(roof), touch
        )
        line(canvas, [(fx + w * 0.3, fy + 0.008), (fx + w * 0.3, fy - 0.006)], 4 * s, lab("#2f4a7a"), touch)
        line(
            canvas, [(fx - w * 1.1, fy + 0.014 * s), (fx + w * 1.1, fy + 0.015 * s)], 3, lab("#23405a"), touch
        )


def _cypresses(canvas: Canvas) -> None:
    """Two dark flames against sky and corn: strokes that climb and lick outwards."""
    x, y = canvas.grid()
    for cx, foot, tall, girth in (
        (1.045, 0.74, 0.70, 0.075),
        (0.94, 0.70, 0.44, 0.055),
        (0.13, 0.60, 0.17, 0.022),
        (0.17, 0.605, 0.13, 0.02),
    ):
        up = (foot - y) / tall
        sway = cx + 0.018 * np.sin(up * 6.0 + cx * 9)
        half = (
            girth
            * np.clip(up * 7, 0, 1) ** 0.5
            * np.clip(1.03 - up, 0, 1) ** 0.75
            * (1 + 0.30 * canvas.noise(0.05, 0.8))
        )
        mask = ((np.abs(x - sway) < half) & (up > 0) & (up < 1.03)).astype(np.float32)
        side = np.clip((x - sway) / np.maximum(half, 1e-3), -1, 1)
        tone = 0.42 - 0.32 * side + 0.22 * canvas.noise(0.03, 0.8, 3.0, np.pi / 2)
        guide = ramp(tone, "#0f1f2e", "#1b3a35", "#3a5f38", "#7d8f3c", "#c9b04a")
        lick = (
            -np.pi / 2 + 0.55 * side + 0.5 * np.sin(up * 16 + side * 2) * 0.5 + canvas.noise(0.06, 0.5) * 0.25
        ).astype(np.float32)
        scale = float(np.clip(tall * 1.6, 0.45, 1))
        cover(canvas, guide, lick, Brush(width=13 * scale, length=40 * scale, relief=0.6), mask, 2.2, 0.5)
        flame = Brush(
            width=5.5 * scale,
            length=34 * scale,
            taper=(0.7, 0.2),
            load=1.05,
            streak=0.12,
            relief=1.6,
            mixing=0.12,
        )
        cover(canvas, guide, lick, flame, mask, 2.4, 0.5, (0.03, 0.01, 0.014), 0.04, 0.2)
