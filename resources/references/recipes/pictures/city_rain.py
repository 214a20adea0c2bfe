"""A wet street after dusk: slabs of paint laid with a knife, lamps doubled in the road."""

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import Lab, lab, mix, ramp
from easel.motifs import Point, glow, polygon, reflected
from easel.noise import blur, smoothstep
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
    mirror = reflected(canvas, guide, CURB, 0.12, calm=1.15)
    smear = blur(mirror, 2)
    for drop in (0.02, 0.045):
        smear = 0.5 * smear + 0.5 * np.roll(smear, int(drop * canvas.unit), axis=0)
    wet = mix(smear, lab("#141a33"), 0.28 + 0.25 * smoothstep(0.7, 1.0, y))
    puddle = smoothstep(0.2, 0.9, canvas.noise(0.08, 0.7, 6.0))
    guide = mix(guide, mix(wet, mix(mirror, lab("#5c74b0"), 0.25), puddle * 0.5), road)

    canvas.glaze(guide, 0.6)
    tilt = canvas.noise(0.4, 0.3) * 0.7 + 0.6
    upright = np.where(canvas.noise(0.05, 0.5) > 0.3, 0.0, np.pi / 2).astype(np.float32)
    air = (y < CURB) * (np.linalg.norm(guide - _houses(canvas, guide), axis=2) < 1)
    cover(
        canvas,
        guide,
        tilt,
        Brush(**{**KNIFE.__dict__, "width": 30, "length": 46}),
        air * (y < 0.6),
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
    small = Brush(**{**KNIFE.__dict__, "width": 7, "length": 12, "load": 1.0, "dry": 0.25})
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
    tiny = Brush(**{**small.__dict__, "width": 4, "length": 7})
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
        Brush(**{**KNIFE.__dict__, "width": 13, "length": 50}),
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
        Brush(**{**KNIFE.__dict__, "width": 6, "length": 24}),
        road,
        1.6,
        0.14,
        (0.03, 0.012, 0.016),
        0.05,
        0.04,
        need=0.03,
    )
    scrape = Brush(**{**KNIFE.__dict__, "width": 7, "length": 34, "load": 0.75, "dry": 0.8, "relief": 1.2})
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
            lit = rng.random() < (0.8 if shop else 0.34)
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
    blade = Brush(**{**KNIFE.__dict__, "load": 1.1, "fade": 0.2, "dry": 0.1, "mixing": 0.1})
    for px, py, s, coat, umbrella in (
        (0.33, 0.80, 1.35, "#1a2038", "#c23b34"),
        (0.40, 0.79, 1.25, "#30304a", "#27345f"),
        (0.94, 0.75, 1.05, "#221d33", "#d99a3c"),
        (0.55, 0.68, 0.6, "#1c2340", "#3f6f8f"),
        (0.77, 0.68, 0.55, "#241f38", "#8f4a6f"),
        (1.12, 0.88, 1.7, "#161b30", "#3a7f86"),
    ):
        h = 0.085 * s
        line(
            canvas,
            [(px, py + 0.004), (px + 0.004, py + h * 0.9)],
            9 * s,
            lab("#10152b"),
            Brush(**{**KNIFE.__dict__, "load": 0.8}),
        )
        line(canvas, [(px - 0.006 * s, py), (px - 0.003 * s, py - h * 0.5)], 4 * s, lab("#0f1428"), blade)
        line(canvas, [(px + 0.008 * s, py), (px + 0.003 * s, py - h * 0.5)], 4 * s, lab("#0f1428"), blade)
        line(canvas, [(px, py - h * 0.3), (px, py - h * 1.0)], 11 * s, lab(coat), blade)
        line(canvas, [(px, py - h * 1.0), (px, py - h * 1.16)], 6 * s, lab("#c98f74"), blade)
        dome = [
            (px - h * 0.52, py - h * 1.12),
            (px - h * 0.25, py - h * 1.34),
            (px + h * 0.2, py - h * 1.36),
            (px + h * 0.5, py - h * 1.14),
        ]
        line(canvas, dome, 8 * s, lab(umbrella), blade)
        line(
            canvas,
            [(p[0], p[1] - 0.006 * s) for p in dome[:3]],
            2.4 * s,
            mix(lab(umbrella), lab("#ffe6b8"), 0.55),
            blade,
        )


def _lamp(canvas: Canvas, at: Point, size: float) -> None:
    post = Brush(**{**KNIFE.__dict__, "load": 1.1, "fade": 0.1, "dry": 0.1, "mixing": 0.05})
    foot = (at[0], CURB + 0.16 * size)
    line(canvas, [at, foot], 3.4 * size, lab("#10152a"), post)
    line(canvas, [(at[0], at[1] - 0.012), (at[0], at[1] + 0.012 * size)], 9 * size, lab("#fff2cc"), post)
