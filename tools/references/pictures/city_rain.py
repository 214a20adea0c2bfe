"""A wet street after dusk: slabs of paint laid with a knife, lamps doubled in the road."""

from dataclasses import replace

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import Lab, lab, mix, ramp
from easel.motifs import Point, glow, polygon, reflected
from easel.noise import Field, blur, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

VANISHING = (0.70, 0.565)
CURB = 0.60
KNIFE = Brush(
    width=15,
    length=26,
    taper=(1.0, 0.95),
    roundness=0.12,
    load=0.95,
    fade=0.5,
    dry=0.45,
    streak=0.07,
    mixing=0.3,
    relief=1.7,
    grain=1.2,
    edge=0.12,
    softness=0.15,
)
LAMPS: tuple[tuple[Point, float], ...] = (
    ((0.28, 0.34), 1.0),
    ((0.46, 0.44), 0.6),
    ((0.56, 0.49), 0.4),
    ((1.05, 0.36), 0.95),
    ((0.90, 0.45), 0.6),
    ((0.82, 0.5), 0.4),
)


def city_rain() -> NDArray[np.uint8]:
    canvas = Canvas.primed(720, 576, lab("#1b2338"), np.random.default_rng(1931))
    canvas.tooth = np.clip(0.5 + 0.3 * canvas.noise(0.012, 0.6), 0, 1)
    _, y = canvas.grid()
    sky = ramp(
        y / 0.55 + canvas.noise(0.2, 0.7) * 0.09, "#16244f", "#27427f", "#4b62a0", "#9b7fa8", "#e8a286"
    )
    guide = mix(sky, lab("#f4bd84"), 0.7 * glow(canvas, (0.70, 0.54), 0.16))
    guide = _houses(canvas, guide)
    for at, size in LAMPS:
        guide = mix(guide, lab("#f9b54f"), np.clip(1.0 * glow(canvas, at, 0.05 * size + 0.012), 0, 1))
        guide = mix(guide, lab("#fff0c4"), np.clip(1.3 * glow(canvas, at, 0.014 * size + 0.004), 0, 1))
    guide = _traffic(canvas, guide)

    road = (y > CURB).astype(np.float32)
    mirror = reflected(canvas, guide, CURB, 0.12, calm=0.85)
    smear = blur(mirror, 2)
    for drop in (0.02, 0.045):
        smear = 0.5 * smear + 0.5 * np.roll(smear, int(drop * canvas.unit), axis=0)
    wet = mix(smear, lab("#141a33"), 0.12 + 0.3 * smoothstep(0.75, 1.0, y))
    puddle = smoothstep(0.2, 0.9, canvas.noise(0.08, 0.7, 6.0))
    guide = mix(guide, mix(wet, mix(mirror, lab("#5c74b0"), 0.25), puddle * 0.5), road)
    guide = _doubled_lights(canvas, guide, road)

    canvas.glaze(guide, 0.6)
    tilt = canvas.noise(0.4, 0.3) * 0.7 + 0.6
    upright = np.where(canvas.noise(0.05, 0.5) > 0.3, 0.0, np.pi / 2).astype(np.float32)
    cover(
        canvas,
        guide,
        tilt,
        replace(KNIFE, width=30, length=46),
        (y < CURB).astype(np.float32),
        1.4,
        0.09,
    )
    cover(
        canvas,
        guide,
        upright,
        KNIFE,
        (y < CURB).astype(np.float32),
        1.5,
        0.10,
        (0.03, 0.01, 0.014),
        0.04,
        0.08,
    )
    small = replace(KNIFE, width=7, length=12, load=1.0, dry=0.25)
    cover(
        canvas,
        guide,
        upright,
        small,
        (y < CURB).astype(np.float32),
        2.0,
        0.10,
        (0.02, 0.01, 0.012),
        0.04,
        0.08,
        need=0.035,
    )
    tiny = replace(small, width=4, length=7)
    cover(
        canvas,
        guide,
        upright,
        tiny,
        (y < CURB).astype(np.float32),
        2.0,
        0.10,
        (0.02, 0.01, 0.012),
        0.03,
        0.08,
        need=0.045,
    )

    down = np.full(canvas.shape, np.pi / 2, np.float32)
    cover(
        canvas,
        guide,
        down,
        replace(KNIFE, width=13, length=50),
        road,
        1.5,
        0.16,
        (0.03, 0.01, 0.014),
        0.05,
        0.04,
    )
    cover(
        canvas,
        guide,
        down,
        replace(KNIFE, width=6, length=24),
        road,
        1.6,
        0.14,
        (0.03, 0.012, 0.016),
        0.05,
        0.04,
        need=0.03,
    )
    scrape = replace(KNIFE, width=7, length=34, load=0.75, dry=0.8, relief=1.2)
    cover(
        canvas,
        guide,
        down * 0,
        scrape,
        road * (0.35 + 0.65 * puddle),
        0.9,
        0.2,
        (0.05, 0.012, 0.016),
        0.05,
        0.05,
    )
    _walkers(canvas)
    for at, size in LAMPS:
        _lamp(canvas, at, size)
    return canvas.finished(relief=0.075, ground=0.3)


def _doubled_lights(canvas: Canvas, guide: Lab, road: Field) -> Lab:
    """Each lamp drawn out downwards on the wet stone, broken where the road is rough."""
    x, y = canvas.grid()
    sources = [(at[0], CURB + 0.16 * size, size, "#f9b04a") for at, size in LAMPS]
    sources += [
        (0.64, 0.63, 0.45, "#ffe9b8"),
        (0.705, 0.63, 0.45, "#ffe9b8"),
        (0.83, 0.63, 0.4, "#f0492e"),
        (0.88, 0.635, 0.4, "#f0492e"),
        (0.475, 0.635, 0.35, "#ffdf9a"),
        (0.672, 0.64, 0.7, "#c8452f"),
    ]
    broken = 0.45 + 0.55 * smoothstep(-0.6, 0.5, canvas.noise(0.03, 0.6, 5.0))
    sway = 0.006 * canvas.noise(0.04, 0.5, 6.0)
    for lx, top, size, tone in sources:
        across = np.exp(-(((x - lx + sway) / (0.010 + 0.020 * size)) ** 2))
        down = smoothstep(top - 0.01, top + 0.02, y) * np.exp(-np.clip(y - top, 0, 1) / (0.05 + 0.20 * size))
        guide = mix(guide, lab(tone), across * down * broken * road)
        guide = mix(guide, lab("#fff0c8"), across**6 * down**2 * broken * road * 0.7)
    return guide


def _toward(point: Point, t: float) -> Point:
    """The point moved by t of the way to the vanishing point."""
    return point[0] + (VANISHING[0] - point[0]) * t, point[1] + (VANISHING[1] - point[1]) * t


def _houses(canvas: Canvas, guide: Lab) -> Lab:
    """Two rows of houses that run to the vanishing point, far ones first, windows lit at random."""
    rng = np.random.default_rng(77)
    rows = (
        (-0.12, -0.62, ("#2b3a66", "#3a4a7c", "#31324f", "#4c3f63", "#59618f", "#6f6f9c")),
        (1.44, -0.70, ("#232c52", "#413a63", "#2d4468", "#503d5a", "#5f5b8a", "#79749f")),
    )
    for side, top, tones in rows:
        cuts = np.array([0.0, 0.30, 0.52, 0.68, 0.79, 0.87, 0.93])
        for i in range(len(tones) - 1, -1, -1):
            roof = top * rng.uniform(0.72, 1.15)
            near, far = cuts[i], cuts[i + 1]
            corners = [
                _toward((side, CURB + 0.28), near),
                _toward((side, CURB + roof), near),
                _toward((side, CURB + roof), far),
                _toward((side, CURB + 0.28), far),
            ]
            wall = polygon(canvas, corners)
            shade = (
                lab(tones[i]) + np.array([0.05, 0.01, 0.02], np.float32) * canvas.noise(0.06)[..., None] * 0.5
            )
            guide = mix(guide, shade, wall)
            guide = _windows(canvas, guide, side, roof, near, far, rng)
    return guide


def _windows(
    canvas: Canvas, guide: Lab, side: float, roof: float, near: float, far: float, rng: np.random.Generator
) -> Lab:
    lights = ("#f6b24a", "#ffd98a", "#e8843c", "#f3e3b3", "#7fb3c9")
    floors, columns = 6, 3 if near < 0.6 else 2
    for f in range(floors):
        for c in range(columns):
            s0 = near + (far - near) * (c + 0.22) / columns
            s1 = near + (far - near) * (c + 0.74) / columns
            shop = f == 0
            low = CURB + (0.24 if shop else 0.12 + (roof - 0.12) * (f + 0.15) / floors)
            high = CURB + (0.10 if shop else 0.12 + (roof - 0.12) * (f + 0.78) / floors)
            pane = polygon(
                canvas,
                [
                    _toward((side, low), s0),
                    _toward((side, high), s0),
                    _toward((side, high), s1),
                    _toward((side, low), s1),
                ],
            )
            lit = rng.random() < (0.92 if shop else 0.45)
            tone = lab(lights[rng.integers(len(lights))]) if lit else lab("#131a35")
            guide = mix(guide, tone, pane * (0.95 if lit else 0.75))
    return guide


def _traffic(canvas: Canvas, guide: Lab) -> Lab:
    """A tram and the lights of cars."""
    tram = polygon(canvas, [(0.62, 0.63), (0.62, 0.50), (0.725, 0.50), (0.725, 0.63)])
    guide = mix(guide, lab("#a8382f"), tram)
    guide = mix(
        guide,
        lab("#fbe3a0"),
        polygon(canvas, [(0.632, 0.555), (0.632, 0.515), (0.713, 0.515), (0.713, 0.555)]),
    )
    for at, tone, size in (
        ((0.64, 0.605), "#fff3cf", 0.012),
        ((0.705, 0.605), "#fff3cf", 0.012),
        ((0.83, 0.615), "#ff4b2e", 0.012),
        ((0.88, 0.62), "#ff4b2e", 0.012),
        ((0.50, 0.615), "#ffe9b0", 0.01),
        ((0.455, 0.62), "#ffe9b0", 0.01),
    ):
        guide = mix(guide, lab(tone), np.clip(glow(canvas, at, size) * 1.2, 0, 1))
    return guide


def _walkers(canvas: Canvas) -> None:
    """People under umbrellas: two touches for the body, one for the umbrella, one for its reflection."""
    blade = replace(KNIFE, load=1.1, fade=0.2, dry=0.1, mixing=0.1)
    for px, py, s, coat, umbrella in (
        (0.33, 0.80, 1.35, "#1a2038", "#c23b34"),
        (0.40, 0.79, 1.25, "#30304a", "#27345f"),
        (0.94, 0.75, 1.05, "#221d33", "#d99a3c"),
        (0.55, 0.68, 0.6, "#1c2340", "#3f6f8f"),
        (0.77, 0.68, 0.55, "#241f38", "#8f4a6f"),
        (1.12, 0.88, 1.7, "#161b30", "#3a7f86"),
    ):
        h = 0.085 * s
        lean = 0.08 * h * canvas.rng.choice([-1.0, 1.0])
        shadow = [(px, py + 0.004), (px + 0.004, py + h * 0.9)]
        line(canvas, shadow, 10 * s, lab("#10152b"), replace(KNIFE, load=0.8))
        line(
            canvas,
            [(px, py + h * 0.75), (px, py + h * 1.0)],
            18 * s,
            mix(lab(umbrella), lab("#1a2444"), 0.5),
            replace(KNIFE, load=0.65, dry=0.8),
        )
        for foot in (-0.13, 0.11):
            line(
                canvas,
                [(px + foot * h, py), (px + foot * 0.4 * h, py - h * 0.45)],
                3.4 * s,
                lab("#0f1428"),
                blade,
            )
        for hem in (-0.14, 0.14, 0.0):
            line(
                canvas,
                [(px + hem * h, py - h * 0.26), (px + hem * 0.6 * h + lean, py - h * 0.98)],
                7 * s,
                lab(coat),
                blade,
            )
        edge = [(px - 0.19 * h, py - h * 0.3), (px - 0.12 * h + lean, py - h * 0.92)]
        line(canvas, edge, 1.8 * s, mix(lab(coat), lab("#f2b878"), 0.65), replace(blade, load=0.8))
        line(
            canvas,
            [(px + lean, py - h * 1.0), (px + lean * 1.3, py - h * 1.12)],
            5 * s,
            lab("#b98468"),
            blade,
        )
        top = px + lean * 1.5
        dome = [
            (top - h * 0.56, py - h * 1.10),
            (top - h * 0.36, py - h * 1.32),
            (top, py - h * 1.40),
            (top + h * 0.36, py - h * 1.32),
            (top + h * 0.56, py - h * 1.10),
        ]
        cloth = replace(blade, taper=(0.15, 0.15), roundness=1.0)
        line(
            canvas,
            [(a, b + 0.05 * h) for a, b in dome],
            13 * s,
            mix(lab(umbrella), lab("#14183a"), 0.55),
            cloth,
        )
        line(canvas, dome, 11 * s, lab(umbrella), cloth)
        line(
            canvas,
            [(a - 0.04 * h, b - 0.05 * h) for a, b in dome[:4]],
            3.4 * s,
            mix(lab(umbrella), lab("#ffe6b8"), 0.6),
            replace(cloth, load=0.85),
        )


def _lamp(canvas: Canvas, at: Point, size: float) -> None:
    post = replace(KNIFE, load=1.1, fade=0.1, dry=0.1, mixing=0.05)
    foot = (at[0], CURB + 0.16 * size)
    line(canvas, [at, foot], 3.4 * size, lab("#10152a"), post)
    line(canvas, [(at[0], at[1] - 0.012), (at[0], at[1] + 0.012 * size)], 9 * size, lab("#fff2cc"), post)
