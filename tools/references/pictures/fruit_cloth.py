"""Fruit, a jug and a white cloth against the dark: solid oil, strokes that turn round each form."""

from dataclasses import replace

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import Lab, lab, mix, ramp
from easel.motifs import below, contours, polygon, through
from easel.noise import Field, blur, displaced, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

HOG = Brush(
    width=8,
    length=22,
    taper=(0.9, 0.7),
    roundness=0.4,
    load=1.0,
    fade=0.4,
    dry=0.3,
    streak=0.07,
    mixing=0.3,
    relief=1.1,
    grain=1.7,
)


def fruit_cloth() -> NDArray[np.uint8]:
    canvas = Canvas.primed(704, 576, lab("#5a3a2a"), np.random.default_rng(1895))
    canvas.tooth = np.clip(0.5 + 0.25 * canvas.noise(0.006, 0.4), 0, 1)
    x, y = canvas.grid()

    # wall and curtain
    beam = smoothstep(0.55, -0.2, np.abs(x - 0.55 + 0.6 * (y - 0.2)) + canvas.noise(0.2) * 0.05)
    wall = ramp(0.25 + 0.6 * beam + canvas.noise(0.1, 0.9) * 0.09, "#18211f", "#2f3f3a", "#566450", "#86845e")
    folds = np.sin(x * 44 + 3.0 * canvas.noise(0.5, 0.2) + 2 * y)
    drape = ramp(0.5 + 0.32 * folds + 0.2 * (0.3 - y), "#240d12", "#571a22", "#8e2f2c", "#b9583f")
    curtain = 1 - smoothstep(0.0, 0.012, x - (0.26 - 0.16 * y + 0.02 * np.sin(y * 12)))
    guide = mix(wall, drape, curtain)
    table = below(canvas, through(canvas, [(0, 0.615), (1.23, 0.60)]), 0.002)
    wood = ramp(
        0.45 + canvas.noise(0.05, 0.8, 12.0) * 0.18 + 0.3 * (x - 0.6),
        "#2b160d",
        "#5c3218",
        "#8f5a2c",
        "#bf8848",
    )
    front = below(canvas, through(canvas, [(0, 0.895), (1.23, 0.90)]), 0.002)
    guide = mix(guide, mix(wood, lab("#1d0f0a"), front * 0.65), table)

    canvas.glaze(guide, 0.5)
    hanging = np.pi / 2 + canvas.noise(0.3, 0.3) * 0.15
    cover(
        canvas,
        guide,
        canvas.noise(0.25, 0.3) * 0.9 - 0.7,
        replace(HOG, width=16, length=30, dry=0.5),
        (1 - table) * (1 - curtain),
        1.5,
        0.2,
    )
    cover(
        canvas,
        guide,
        canvas.noise(0.2, 0.3) * 0.9 - 0.7,
        HOG,
        (1 - table) * (1 - curtain),
        1.1,
        0.12,
        (0.022, 0.01, 0.014),
        0.03,
        0.3,
    )
    cover(
        canvas,
        guide,
        hanging,
        replace(HOG, width=9, length=40),
        curtain * (1 - table),
        2.4,
        0.12,
        (0.02, 0.012, 0.012),
        0.03,
        0.08,
    )
    cover(
        canvas,
        guide,
        canvas.noise(0.2, 0.3) * 0.06,
        replace(HOG, width=9, length=46),
        table,
        2.2,
        0.12,
        (0.022, 0.01, 0.014),
        0.03,
        0.05,
    )
    _cloth(canvas)
    _bottle(canvas)
    _jug(canvas)
    _bowl(canvas)
    fruit = (
        (0.74, 0.535, 0.070, "orange"),
        (0.86, 0.535, 0.068, "orange"),
        (0.80, 0.475, 0.066, "apple"),
        (0.90, 0.475, 0.055, "lemon"),
        (0.70, 0.472, 0.055, "plum"),
    )
    for fx, fy, r, kind in fruit:
        _fruit(canvas, fx, fy, r, kind, shadow=False)
    _bowl_front(canvas)
    for fx, fy, r, kind in (
        (0.42, 0.665, 0.066, "plum"),
        (0.345, 0.715, 0.078, "apple"),
        (0.50, 0.745, 0.080, "pear"),
        (0.63, 0.775, 0.062, "lemon"),
        (1.06, 0.70, 0.080, "apple"),
        (0.22, 0.775, 0.066, "orange"),
        (0.97, 0.775, 0.055, "plum"),
    ):
        _fruit(canvas, fx, fy, r, kind)
    _knife(canvas)
    return canvas.finished(relief=0.06, ground=0.3)


def _shadow(canvas: Canvas, x: float, y: float, wide: float, deep: float) -> None:
    """What an object takes from the light on the table: paint dragged darker, soft at its far side."""
    gx, gy = canvas.grid()
    d = np.hypot((gx - x) / wide, (gy - y) / deep)
    mask = smoothstep(1.15, 0.7, d)
    dark = mix(canvas.colour, lab("#232038"), 0.62)
    cover(
        canvas,
        dark.copy(),
        np.full(canvas.shape, 0.05, np.float32),
        replace(HOG, width=6, length=18, relief=0.5, dry=0.1),
        mask,
        2.0,
        0.9,
        (0.012, 0.006, 0.01),
        0.02,
        0.15,
    )


def _cloth(canvas: Canvas) -> None:
    """A napkin thrown down: ridged folds, blue in the shade, cream in the light."""
    x, y = canvas.grid()
    outline = polygon(
        canvas,
        [
            (0.10, 0.66),
            (0.30, 0.635),
            (0.62, 0.645),
            (0.86, 0.665),
            (0.90, 0.72),
            (0.80, 0.80),
            (0.76, 0.97),
            (0.60, 1.02),
            (0.52, 0.90),
            (0.40, 0.97),
            (0.24, 1.02),
            (0.15, 0.93),
            (0.06, 0.80),
        ],
    )
    mask = (blur(outline, 0.012 * canvas.unit) + canvas.noise(0.08, 0.6) * 0.05 > 0.5).astype(np.float32)
    creases = canvas.noise(0.16, 0.35, 2.6, 0.9)
    height = 1 - np.abs(creases) * 0.9 + 0.35 * canvas.noise(0.3, 0.3)
    height = height + 0.8 * np.sin(x * 26 + 2 * creases) * smoothstep(0.84, 0.93, y)
    light = blur(height, 3) - displaced(blur(height, 3), -0.018 * canvas.unit, -0.014 * canvas.unit)
    tone = np.clip(0.66 + 0.55 * light - 0.45 * smoothstep(0.86, 0.98, y) - 0.12 * (x - 0.4), 0, 1)
    guide = ramp(tone, "#3d4664", "#7580a3", "#b7b9c4", "#e9e0cd", "#fbf5e3")
    _shadow(canvas, 0.52, 0.80, 0.50, 0.18)
    angle = contours(height, 0.01 * canvas.unit)
    cover(canvas, guide, angle, replace(HOG, width=13, length=34), mask, 2.0, 0.25)
    cover(
        canvas,
        guide,
        angle,
        replace(HOG, width=6.5, length=24, relief=1.5),
        mask,
        2.0,
        0.12,
        (0.016, 0.006, 0.010),
        0.025,
        0.15,
        "light last",
    )


def _fruit(canvas: Canvas, cx: float, cy: float, r: float, kind: str, shadow: bool = True) -> None:
    """A round thing: core shadow, reflected light, highlight; strokes circle its axis."""
    x, y = canvas.grid()
    if shadow:
        _shadow(canvas, cx + r * 0.45, cy + r * 0.82, r * 1.25, r * 0.38)
    dx, dy = (x - cx) / r, (y - cy) / r
    if kind == "pear":
        neck = np.clip(-dy, 0, 2)
        dx, dy = dx * (1 + 0.55 * neck), np.where(dy < 0, dy * 0.66, dy)
    elif kind == "lemon":
        dx, dy = dx * 0.86 + 0.25 * dy, dy * 1.12
    d = np.hypot(dx, dy) + 0.02 * canvas.noise(0.06, 0.4)
    mask = smoothstep(1.0, 0.97, d)
    z = np.sqrt(np.clip(1 - d**2, 0, 1))
    lit = np.clip(-0.62 * dx - 0.58 * dy + 0.53 * z, -1, 1)
    tone = np.clip(0.24 + 0.72 * lit, 0, 1) + 0.14 * smoothstep(0.75, 1.0, d) * (dy > 0) * (lit < 0)
    skins = {
        "orange": ("#5a1d10", "#a8421a", "#e07a22", "#f5a83c", "#ffd98c"),
        "apple": ("#3a0d16", "#7a1a20", "#b8322a", "#d9603a", "#f3b878"),
        "lemon": ("#5c4a14", "#a08420", "#dcbc32", "#f4de5c", "#fff6b8"),
        "plum": ("#120d24", "#2a1c44", "#4a3568", "#77679a", "#c3bcd8"),
        "pear": ("#3a3a14", "#6e7024", "#a8a43c", "#d6c95c", "#f3eba4"),
    }
    guide = ramp(tone, *skins[kind])
    around = np.arctan2(dy + 0.75, dx - 0.1) + canvas.noise(0.08, 0.4) * 0.5
    if kind in ("apple", "pear"):
        patch = smoothstep(
            0.1, 0.9, np.sin(np.arctan2(dy, dx) * 3 + cx * 30) + 0.5 * dx + canvas.noise(0.04) * 0.3
        )
        guide = mix(
            guide,
            ramp(tone, "#4a3a14", "#8a8a2c", "#c9b840", "#eadc74", "#fbf2b4")
            if kind == "apple"
            else ramp(tone, "#5a2a14", "#9a4a20", "#cf7a3a", "#e8ac5c", "#f8dc9c"),
            patch * 0.75,
        )
    angle = (around + np.pi / 2).astype(np.float32)
    size = float(np.clip(r * 90, 4, 8))
    cover(
        canvas, guide, angle, replace(HOG, width=size * 1.4, length=size * 3.2, relief=0.7), mask, 2.4, 0.25
    )
    cover(
        canvas,
        guide,
        angle,
        replace(HOG, width=size * 0.75, length=size * 2.2),
        mask,
        2.2,
        0.14,
        (0.02, 0.014, 0.018),
        0.035,
        0.2,
    )
    spark = replace(HOG, width=4, length=6, load=1.1, relief=2.0, mixing=0.1)
    line(
        canvas,
        [(cx - r * 0.46, cy - r * 0.38), (cx - r * 0.34, cy - r * 0.5)],
        4.2 if kind != "orange" else 3.0,
        lab("#fff8e8"),
        spark,
    )
    if kind in ("apple", "pear"):
        top = cy - r * (0.72 if kind == "apple" else 1.4)
        line(
            canvas,
            [(cx + r * 0.04, top + r * 0.1), (cx + r * 0.12, top - r * 0.34)],
            2.6,
            lab("#2a1a10"),
            replace(HOG, load=1.1, dry=0.1),
        )


def _turned(
    canvas: Canvas, cx: float, profile: list[tuple[float, float]], *codes: str, gloss: float = 0.0
) -> Field:
    """A vessel turned on a wheel: profile is (y, radius) from top to bottom. Returns its mask."""
    x, y = canvas.grid()
    ys, rs = np.array(profile).T
    radius = np.interp(y, ys, rs)
    inside = (y > ys[0]) & (y < ys[-1])
    u = (x - cx) / np.maximum(radius, 1e-4)
    mask = (smoothstep(1.0, 0.96, np.abs(u)) * inside).astype(np.float32)
    lit = np.clip(0.55 - 0.62 * u - 0.25 * u**2 + 0.2 * smoothstep(0.75, 1.0, u), 0, 1)
    guide = ramp(lit + canvas.noise(0.05, 0.6) * 0.03, *codes)
    if gloss:
        guide = mix(
            guide,
            lab("#f4efe2"),
            gloss * np.exp(-(((u + 0.5) / 0.10) ** 2)) * smoothstep(-0.3, 0.8, canvas.noise(0.08, 0.4)),
        )
    angle = np.where(np.abs(u) > 0.8, np.pi / 2, 0.25 * u + canvas.noise(0.1, 0.3) * 0.5).astype(np.float32)
    cover(canvas, guide, angle, replace(HOG, width=9, length=20), mask, 2.4, 0.2)
    cover(
        canvas,
        guide,
        angle,
        replace(HOG, width=5, length=15),
        mask,
        2.0,
        0.12,
        (0.016, 0.007, 0.010),
        0.03,
        0.2,
    )
    return np.asarray(mask, np.float32)


def _bottle(canvas: Canvas) -> None:
    _shadow(canvas, 0.64, 0.645, 0.12, 0.03)
    profile = [
        (0.16, 0.021),
        (0.185, 0.024),
        (0.19, 0.019),
        (0.30, 0.021),
        (0.36, 0.050),
        (0.40, 0.058),
        (0.63, 0.060),
        (0.645, 0.054),
    ]
    _turned(canvas, 0.555, profile, "#0a100c", "#132018", "#22382a", "#4a6a4c", gloss=0.75)
    label = polygon(
        canvas, [(0.507, 0.46), (0.555, 0.467), (0.603, 0.46), (0.603, 0.56), (0.555, 0.567), (0.507, 0.56)]
    )
    x, _ = canvas.grid()
    paper = ramp(0.75 - 6 * (x - 0.52) + canvas.noise(0.03) * 0.05, "#4a4434", "#9a8c66", "#e0d0a4")
    cover(
        canvas,
        paper,
        canvas.noise(0.1) * 0.2,
        replace(HOG, width=6, length=14),
        label,
        2.6,
        0.3,
        (0.015, 0.006, 0.01),
        0.02,
        0.1,
    )


def _jug(canvas: Canvas) -> None:
    """White ware with a blue band."""
    _shadow(canvas, 0.42, 0.675, 0.16, 0.04)
    handle = replace(HOG, load=1.15, dry=0.1, taper=(0.9, 0.8))
    ring = [(0.235, 0.39), (0.185, 0.40), (0.165, 0.46), (0.19, 0.53), (0.245, 0.565)]
    line(canvas, ring, 12, lab("#77809c"), handle)
    line(canvas, [(px - 0.003, py - 0.004) for px, py in ring], 6, lab("#e9e2d0"), handle)
    profile = [
        (0.345, 0.070),
        (0.365, 0.062),
        (0.41, 0.055),
        (0.46, 0.083),
        (0.53, 0.110),
        (0.59, 0.108),
        (0.65, 0.080),
        (0.672, 0.078),
    ]
    body = _turned(canvas, 0.315, profile, "#353b56", "#6c7593", "#b3b3b8", "#e3dac6", "#faf4e2", gloss=0.6)
    mouth = replace(HOG, load=1.1, dry=0.1, taper=(0.6, 0.6))
    line(canvas, [(0.25, 0.348), (0.315, 0.357), (0.38, 0.348)], 6, lab("#3a3f55"), mouth)
    line(canvas, [(0.247, 0.344), (0.30, 0.336), (0.383, 0.343)], 3, lab("#f2ead8"), mouth)
    _, y = canvas.grid()
    band = body * smoothstep(0.012, 0.008, np.abs(y - 0.475)) + body * smoothstep(
        0.006, 0.003, np.abs(y - 0.60)
    )
    blue: Lab = mix(canvas.colour, lab("#2c4f9a"), 0.8)
    cover(
        canvas,
        blue,
        canvas.noise(0.1, 0.3) * 0.2,
        replace(HOG, width=5, length=14, dry=0.1),
        np.clip(band, 0, 1),
        3.0,
        0.5,
        (0.02, 0.01, 0.02),
        0.02,
        0.1,
    )
    for k in range(5):
        px = 0.235 + 0.036 * k
        for dx, dy in ((-0.010, -0.012), (0.010, -0.014), (-0.007, 0.012), (0.009, 0.011)):
            line(canvas, [(px + 0.012, 0.54), (px + 0.012 + dx, 0.54 + dy)], 4, lab("#3559a0"), mouth)


def _bowl(canvas: Canvas) -> None:
    _shadow(canvas, 0.86, 0.665, 0.22, 0.04)
    inside = polygon(
        canvas, [(0.81 + 0.175 * np.cos(a), 0.535 + 0.040 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 60)]
    )
    guide = np.broadcast_to(lab("#33261f"), (*canvas.shape, 3)).astype(np.float32)
    cover(canvas, guide, canvas.noise(0.1) * 0.1, replace(HOG, width=7), inside, 2.4, 0.5)


def _bowl_front(canvas: Canvas) -> None:
    """The near wall of the bowl, glazed earthenware, in front of its fruit."""
    x, y = canvas.grid()
    u = (x - 0.81) / 0.178
    rim = 0.545 + 0.038 * np.sqrt(np.clip(1 - u**2, 0, 1))
    foot = 0.545 + 0.115 * np.sqrt(np.clip(1 - np.abs(u) ** 2.6, 0, 1))
    mask = ((np.abs(u) < 1) & (y > rim) & (y < foot)).astype(np.float32)
    lit = np.clip(0.55 - 0.5 * u - 3.0 * (y - 0.60), 0, 1)
    guide = ramp(lit + canvas.noise(0.04, 0.7) * 0.06, "#1d2a33", "#2f5560", "#4f8a8c", "#9cc4b4")
    cover(
        canvas,
        guide,
        (-0.5 * u).astype(np.float32),
        replace(HOG, width=8, length=22),
        mask,
        3.0,
        0.2,
        (0.02, 0.01, 0.014),
        0.03,
        0.1,
    )
    edge = [
        (0.81 + 0.178 * v, float(0.545 + 0.038 * np.sqrt(max(0.0, 1 - v**2)))) for v in np.linspace(-1, 1, 24)
    ]
    line(canvas, edge, 4.5, lab("#c9dcc8"), replace(HOG, load=1.0, dry=0.3, taper=(0.6, 0.5)))


def _knife(canvas: Canvas) -> None:
    blade = replace(HOG, load=1.15, dry=0.1, taper=(0.9, 0.3), mixing=0.05)
    line(canvas, [(0.80, 0.880), (0.90, 0.862), (1.0, 0.838)], 8, lab("#2a1c18"), blade)
    line(
        canvas,
        [(0.80, 0.872), (0.90, 0.852), (0.995, 0.828)],
        7,
        lab("#8f98a4"),
        replace(blade, taper=(1.0, 0.2)),
    )
    line(canvas, [(0.82, 0.866), (0.91, 0.847)], 2.4, lab("#f2f0e6"), blade)
    line(canvas, [(0.70, 0.895), (0.80, 0.873)], 9, lab("#1c120e"), replace(blade, taper=(0.9, 0.9)))
    line(canvas, [(0.71, 0.889), (0.79, 0.871)], 2.4, lab("#8a5a3c"), blade)
