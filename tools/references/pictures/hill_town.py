"""A town on a southern hill: gouache in planes, square parallel touches, blue contours left broken."""

from dataclasses import replace
from typing import Any

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import Lab, lab, lighter, mix, ramp
from easel.motifs import Point, below, cumulus, leaves, polygon, slopes, through
from easel.noise import Field, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

FLAT = Brush(
    width=9,
    length=20,
    taper=(1.0, 0.9),
    roundness=0.15,
    load=1.0,
    fade=0.4,
    dry=0.4,
    streak=0.05,
    mixing=0.12,
    relief=0.55,
    grain=1.8,
    edge=0.2,
    softness=0.25,
)
CONTOUR = Brush(taper=(0.9, 0.6), load=0.85, fade=0.4, dry=0.55, streak=0.06, mixing=0.1, relief=0.5)
NAVY = "#1f2f6b"
WALLS = ("#f2c879", "#f0a070", "#f6dfb0", "#e98a6c", "#f4c2a0", "#fbeed2", "#eab55a")
ROOFS = ("#c8472f", "#d9622f", "#b23a3a", "#e07a3a")


def _flat(**changes: Any) -> Brush:
    return replace(FLAT, **changes)


def hill_town() -> NDArray[np.uint8]:
    canvas = Canvas.primed(720, 576, lab("#e8d3a8"), np.random.default_rng(1906))
    canvas.tooth = np.clip(0.5 + 0.3 * canvas.noise(0.006, 0.4), 0, 1)
    _, y = canvas.grid()

    density, lit = cumulus(canvas, 0.3, 0.25, flat=2.2)
    guide = mix(
        ramp(y * 2.4 + canvas.noise(0.2) * 0.06, "#1f8fc4", "#3fb4cc", "#86d0c4", "#f2e3b0"),
        ramp(lit, "#e9a7b0", "#f9d9c4", "#fff4e0"),
        density,
    )
    peak = through(
        canvas,
        [
            (0, 0.34),
            (0.18, 0.30),
            (0.36, 0.245),
            (0.52, 0.15),
            (0.60, 0.115),
            (0.66, 0.135),
            (0.80, 0.235),
            (0.98, 0.29),
            (1.25, 0.31),
        ],
        0.006,
        0.06,
    )
    mountain = below(canvas, peak)
    facets = canvas.noise(0.09, 0.6, 0.5, 0.5)
    guide = mix(
        guide,
        ramp(0.5 + 0.35 * facets + 0.8 * (0.25 - y), "#4d55b0", "#7f6fc4", "#b58fd0", "#f0b7b8"),
        mountain,
    )
    plain = below(canvas, through(canvas, [(0, 0.37), (0.4, 0.355), (0.8, 0.365), (1.25, 0.35)], 0.003))
    patches = canvas.noise(0.06, 0.2, 3.0, 0.1)
    guide = mix(guide, ramp(0.5 + patches * 0.35, "#2f8f6f", "#7fc05a", "#e6d65a", "#f0a24f"), plain)
    hill_line = through(
        canvas,
        [(0, 0.50), (0.15, 0.47), (0.35, 0.40), (0.60, 0.37), (0.85, 0.395), (1.05, 0.45), (1.25, 0.49)],
        0.003,
    )
    hill = below(canvas, hill_line)
    guide = mix(
        guide, ramp(0.5 + canvas.noise(0.08, 0.5) * 0.3, "#1f6f5f", "#4fa04f", "#a9c24a", "#e8c04a"), hill
    )

    canvas.glaze(guide, 0.35)
    diagonal = np.full(canvas.shape, -0.75, np.float32) + canvas.noise(0.3, 0.3) * 0.12
    cover(canvas, guide, diagonal, _flat(width=20, length=44), 1 - mountain, 1.3, 0.12)
    cover(canvas, guide, diagonal, FLAT, 1 - mountain, 1.1, 0.10, (0.025, 0.014, 0.02), 0.03, 0.1)
    cover(
        canvas,
        guide,
        slopes(peak, canvas) + 0.3,
        _flat(width=11, length=26),
        mountain * (1 - plain),
        2.0,
        0.12,
        (0.025, 0.015, 0.02),
        0.03,
        0.15,
    )
    cover(
        canvas,
        guide,
        diagonal * 0.15,
        _flat(width=8, length=24),
        plain * (1 - hill),
        2.0,
        0.12,
        (0.025, 0.018, 0.02),
        0.03,
        0.1,
    )
    cover(canvas, guide, diagonal, _flat(width=11), hill, 2.0, 0.14, (0.03, 0.02, 0.025), 0.03, 0.15)
    _contour(canvas, peak)
    _contour(canvas, hill_line)
    _town(canvas)
    _terrace(canvas)
    return canvas.finished(relief=0.05, ground=0.35)


def _contour(canvas: Canvas, edge: Field) -> None:
    stride = canvas.shape[1] // 11
    for i in range(0, canvas.shape[1] - stride, stride):
        span = np.arange(i, min(i + stride + 14, canvas.shape[1] - 1), 10)
        if canvas.rng.random() < 0.8:
            line(
                canvas,
                [(j / canvas.unit, edge[j]) for j in span],
                canvas.rng.uniform(2, 3.6),
                lab(NAVY),
                CONTOUR,
                0.4,
            )


def _plane(canvas: Canvas, corners: list[Point], colour: Lab, angle: float, width: float) -> None:
    """One side of a house: square touches in one direction, their colour drifting over the plane."""
    mask = polygon(canvas, corners)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows) or not len(columns):
        return
    guide = np.broadcast_to(colour, (*canvas.shape, 3)).astype(np.float32)
    touch = _flat(width=width, length=width * 2.0, load=1.1, dry=0.3)
    cover(
        canvas,
        guide,
        np.full(canvas.shape, angle, np.float32),
        touch,
        mask,
        2.4,
        0.3,
        (0.022, 0.012, 0.016),
        0.025,
        0.1,
    )


def _house(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A box seen from the right: lit front, shaded flank, tiled roof, shutters."""
    rng = canvas.rng
    wall = lab(WALLS[rng.integers(len(WALLS))])
    roof = lab(ROOFS[rng.integers(len(ROOFS))])
    shade = mix(wall, lab("#5a62b0"), 0.62)
    d, rise = w * rng.uniform(0.35, 0.6), h * rng.uniform(0.22, 0.36)
    touch = float(np.clip(w * 70, 3.5, 9))
    _plane(canvas, [(x - d, y - h * 0.95), (x, y - h), (x, y), (x - d, y - h * 0.04)], shade, -1.2, touch)
    _plane(canvas, [(x, y - h), (x + w, y - h), (x + w, y), (x, y)], wall, -0.7, touch)
    _plane(
        canvas,
        [
            (x - d - 0.004, y - h * 0.93),
            (x - d * 0.5, y - h - rise),
            (x + w - d * 0.5, y - h - rise),
            (x + w + 0.004, y - h * 0.98),
            (x, y - h * 0.98),
        ],
        roof,
        0.35,
        touch,
    )
    _plane(
        canvas,
        [(x - d - 0.004, y - h * 0.93), (x - d * 0.5, y - h - rise), (x, y - h * 0.98)],
        mix(roof, lab("#3a2a6b"), 0.45),
        -1.0,
        touch * 0.8,
    )
    ink = lab(NAVY)
    for ends in (
        [(x, y), (x, y - h)],
        [(x + w, y), (x + w, y - h)],
        [(x - 0.003, y - h), (x + w + 0.004, y - h * 0.98)],
        [(x - d * 0.5, y - h - rise), (x + w - d * 0.5, y - h - rise)],
        [(x - d, y - h * 0.93), (x - d * 0.5, y - h - rise), (x, y - h)],
    ):
        if rng.random() < 0.8:
            line(canvas, ends, float(np.clip(w * 18, 1.3, 2.6)), ink, CONTOUR, 0.5)
    shutters = lab(("#2f7f8f", "#3a5fb0", "#2f8f5f", "#27356f")[rng.integers(4)])
    for row in range(max(1, round(h / 0.055))):
        for column in range(max(1, round(w / 0.04))):
            wx = x + w * (column + 0.5) / max(1, round(w / 0.04))
            wy = y - h * (row + 0.42) / max(1, round(h / 0.055))
            line(
                canvas,
                [(wx, wy + 0.008), (wx, wy - 0.010)],
                float(np.clip(w * 60, 2.5, 5.5)),
                shutters,
                _flat(load=1.15, dry=0.2),
            )
    if rng.random() < 0.4:
        line(
            canvas,
            [(x + w * 0.7, y - h - rise * 1.5), (x + w * 0.7, y - h - rise * 0.6)],
            4,
            mix(wall, lab("#7a3a3a"), 0.4),
            _flat(load=1.15),
        )


def _town(canvas: Canvas) -> None:
    """Houses from the top of the hill down, trees between them, a church above all."""
    rng = canvas.rng
    _tower(canvas, 0.60, 0.42)
    for row, (level, size) in enumerate(
        ((0.435, 0.052), (0.485, 0.060), (0.545, 0.068), (0.615, 0.078), (0.70, 0.090))
    ):
        spread = 0.20 + 0.095 * row
        for cx in np.arange(0.62 - spread, 0.62 + spread, size * 1.35):
            px, py = cx + rng.normal(0, 0.012), level + 0.25 * (cx - 0.6) ** 2 + rng.normal(0, 0.010)
            if rng.random() < 0.25:
                _tree(canvas, px, py, size * rng.uniform(0.5, 0.8))
            else:
                _house(canvas, px, py, size * rng.uniform(0.75, 1.2), size * rng.uniform(0.75, 1.35))
        for _ in range(5 + row):
            _tree(
                canvas,
                rng.uniform(0.62 - spread - 0.2, 0.62 + spread + 0.2),
                level + 0.03 + rng.normal(0, 0.01),
                size * rng.uniform(0.3, 0.55),
            )


def _tower(canvas: Canvas, x: float, y: float) -> None:
    _plane(canvas, [(x - 0.022, y), (x - 0.022, y - 0.145), (x, y - 0.15), (x, y)], lab("#8f7fb8"), -1.3, 5)
    _plane(canvas, [(x, y), (x, y - 0.15), (x + 0.036, y - 0.147), (x + 0.036, y)], lab("#f6d79a"), -1.0, 5)
    _plane(
        canvas,
        [(x - 0.026, y - 0.142), (x + 0.008, y - 0.205), (x + 0.040, y - 0.142)],
        lab("#c8472f"),
        1.0,
        5,
    )
    for ends in (
        [(x, y), (x, y - 0.15)],
        [(x - 0.026, y - 0.142), (x + 0.008, y - 0.205), (x + 0.04, y - 0.142)],
        [(x + 0.036, y), (x + 0.036, y - 0.145)],
    ):
        line(canvas, ends, 1.8, lab(NAVY), CONTOUR)
    line(canvas, [(x + 0.018, y - 0.10), (x + 0.018, y - 0.125)], 5, lab("#27356f"), FLAT)


def _tree(
    canvas: Canvas,
    x: float,
    y: float,
    r: float,
    palette: tuple[str, ...] = ("#173f5f", "#1f7a5f", "#5fae4a", "#d8d24f"),
) -> None:
    """A round tree of parallel touches, dark blue below, yellow above."""
    rng = canvas.rng
    clumps = np.array(
        [
            (x + rng.normal(0, r * 0.5), y - r * rng.uniform(0.2, 1.5), r * rng.uniform(0.45, 0.75))
            for _ in range(6)
        ],
        np.float32,
    )
    mask, light = leaves(canvas, clumps[np.argsort(clumps[:, 1])], light=-2.0, ragged=0.3)
    guide = ramp(light, *palette)
    touch = _flat(
        width=float(np.clip(r * 150, 4, 10)), length=float(np.clip(r * 260, 8, 20)), load=1.1, dry=0.3
    )
    cover(
        canvas,
        guide,
        np.full(canvas.shape, -0.9, np.float32),
        touch,
        mask,
        2.2,
        0.25,
        (0.03, 0.02, 0.025),
        0.03,
        0.25,
        "light last",
    )


def _terrace(canvas: Canvas) -> None:
    """The foreground: terraced ground in bold bands, a wall, two cypresses and an umbrella pine."""
    x, y = canvas.grid()
    edge = through(canvas, [(0, 0.74), (0.3, 0.775), (0.7, 0.80), (1.0, 0.775), (1.25, 0.73)], 0.003)
    ground = below(canvas, edge)
    bands = (
        0.5 + 0.3 * np.sin((y - edge[None]) * 42 + 2 * np.sin(x * 4)) + canvas.noise(0.08, 0.5, 3.0) * 0.15
    )
    guide = ramp(bands, "#c25a7f", "#e88a5a", "#f4c25a", "#8fbf5a")
    shade = smoothstep(0.2, 0.8, canvas.noise(0.12, 0.5, 4.0) + 3 * (y - 0.95))
    guide = mix(guide, lab("#4a3f9a"), shade * 0.75)
    sweep = canvas.noise(0.3, 0.3) * 0.15 + np.arctan(np.gradient(edge) * 1.0)[None, :]
    cover(canvas, guide, sweep, _flat(width=16, length=36), ground, 1.6, 0.2)
    cover(canvas, guide, sweep, _flat(width=9, length=24), ground, 1.6, 0.16, (0.03, 0.02, 0.025), 0.04, 0.15)
    _contour(canvas, edge)
    dark = ("#14244f", "#155a4f", "#2f8a4f", "#a8c04a")
    for px, foot, tall, girth in (
        (0.13, 0.90, 0.62, 0.036),
        (0.215, 0.93, 0.50, 0.032),
        (1.02, 0.84, 0.30, 0.022),
    ):
        clumps = np.array(
            [
                (
                    px + canvas.rng.normal(0, girth * 0.15),
                    foot - tall * t,
                    girth * (1.15 - 0.9 * t) * (0.5 + min(1, t * 6) * 0.5),
                )
                for t in np.linspace(0.02, 1, 26)
            ],
            np.float32,
        )
        mask, light = leaves(canvas, clumps[::-1], light=-0.4, ragged=0.45)
        tone = lighter(ramp(light, *dark), canvas.noise(0.02) * 0.03)
        cover(
            canvas,
            tone,
            np.full(canvas.shape, -1.35, np.float32) + canvas.noise(0.05) * 0.2,
            _flat(width=6.5, length=20, load=1.1),
            mask,
            2.6,
            0.35,
            (0.03, 0.02, 0.025),
            0.03,
            0.15,
        )
    for cx, cy, r in (
        (1.12, 0.86, 0.05),
        (1.19, 0.90, 0.06),
        (0.36, 0.94, 0.05),
        (0.80, 0.93, 0.045),
        (0.46, 0.88, 0.035),
    ):
        _tree(canvas, cx, cy, r, ("#3a2f7f", "#2f6f7f", "#6fae5a", "#f0d25a"))
