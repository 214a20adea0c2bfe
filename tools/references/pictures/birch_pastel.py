"""A birch wood in October: soft pastel hatched over dark paper that is let through."""

from dataclasses import replace
from typing import Any

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import Lab, lab, lighter, mix, ramp
from easel.motifs import below, leaves, ridge, through
from easel.noise import Field, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

STICK = Brush(
    width=6.5,
    length=34,
    taper=(0.9, 0.8),
    load=0.86,
    fade=0.25,
    dry=0.75,
    streak=0.05,
    mixing=0.12,
    relief=0.25,
    grain=2.0,
    softness=0.35,
    edge=0.5,
    roundness=0.5,
)


def _stick(**changes: Any) -> Brush:
    return replace(STICK, **changes)


def birch_pastel() -> NDArray[np.uint8]:
    canvas = Canvas.primed(576, 720, lab("#3a2b3f"), np.random.default_rng(1904))
    canvas.tooth = np.clip(0.5 + 0.34 * canvas.noise(0.0045, 0.5), 0, 1)
    canvas.colour = lighter(canvas.colour, 0.02 * (canvas.tooth - 0.5))
    x, y = canvas.grid()

    sky = ramp(y / 0.5 + canvas.noise(0.12) * 0.08, "#6f9cc9", "#a9c3d6", "#efd9b4", "#f7c58a")
    guide = sky
    far = below(canvas, ridge(canvas, 0.40, 0.03, 0.25))
    guide = mix(guide, ramp(0.5 + canvas.noise(0.05) * 0.3, "#6a5a9a", "#8a6aa6", "#b07fa0"), far)
    rng = canvas.rng
    bushes = np.array(
        [(rng.uniform(0, 0.8), rng.uniform(0.44, 0.58), rng.uniform(0.03, 0.07)) for _ in range(46)],
        np.float32,
    )
    bushes = bushes[np.argsort(bushes[:, 1])]
    scrub, scrub_light = leaves(canvas, bushes, light=-2.4, ragged=0.8)
    guide = mix(
        guide, ramp(scrub_light + canvas.noise(0.1) * 0.12, "#40254f", "#7a3046", "#c2552f", "#f0a03c"), scrub
    )
    floor_line = through(canvas, [(0, 0.60), (0.3, 0.575), (0.55, 0.585), (0.8, 0.61)], 0.006)
    floor = below(canvas, floor_line)
    depth = np.clip((y - 0.58) / 0.42, 0, 1)
    carpet = ramp(
        0.5 + canvas.noise(0.07, 1.0, 3.0) * 0.25 + 0.1 * (1 - depth),
        "#512a4a",
        "#9a3f36",
        "#d9772f",
        "#f5bd55",
    )
    centre = 0.40 + 0.10 * np.sin((y - 0.58) * 7.0)
    path = floor * smoothstep(0.035 + 0.16 * depth, 0.02 + 0.10 * depth, np.abs(x - centre))
    lane = ramp(0.55 + canvas.noise(0.05, 1.0, 4.0) * 0.25, "#6f5a96", "#a98fb8", "#e6c3b4")
    guide = mix(mix(guide, carpet, floor), lane, path)
    bars = smoothstep(0.35, 0.9, canvas.noise(0.09, 0.6, 6.0, 0.12)) * floor
    guide = mix(guide, lab("#38296a"), bars * 0.6)

    slant = np.full(canvas.shape, -0.95, np.float32) + canvas.noise(0.3, 0.3) * 0.15
    cover(canvas, guide, slant, _stick(width=15, length=60, dry=0.95, load=0.75), 1 - far, 1.2, 0.12)
    cover(canvas, guide, slant, STICK, (1 - far), 1.0, 0.10, (0.03, 0.014, 0.02), 0.02, 0.1)
    cover(
        canvas,
        guide,
        slant + 0.5,
        _stick(width=9),
        far * (1 - scrub),
        1.5,
        0.15,
        (0.03, 0.014, 0.02),
        0.02,
        0.1,
    )
    cover(canvas, guide, slant, _stick(width=9, length=24), scrub, 1.4, 0.15)
    cover(
        canvas,
        guide,
        slant + canvas.noise(0.04) * 0.5,
        _stick(width=5, length=15, load=0.95),
        scrub,
        1.8,
        0.2,
        (0.045, 0.02, 0.025),
        0.02,
        0.25,
        "light last",
    )
    lying = canvas.noise(0.15, 0.5) * 0.25 + 0.1
    cover(canvas, guide, lying, _stick(width=12, length=50, dry=0.9, load=0.8), floor, 1.3, 0.15)
    cover(
        canvas,
        guide,
        lying,
        _stick(width=5.5, length=20, load=0.92),
        floor,
        1.6,
        0.2,
        (0.05, 0.022, 0.03),
        0.02,
        0.25,
    )
    _trunks(canvas)
    _crowns(canvas)
    fallen = floor * (1 - 0.7 * path) * smoothstep(0.1, 1.2, canvas.noise(0.12))
    gold = ramp(np.clip(0.5 + canvas.noise(0.03) * 0.4, 0, 1), "#e0662b", "#f6a83c", "#fbe08c")
    cover(
        canvas,
        gold,
        lying,
        _stick(width=5, length=6, load=1.0, dry=0.5),
        fallen * 0.5,
        0.8,
        9.0,
        (0.04, 0.02, 0.02),
        0.02,
        0.8,
    )
    return canvas.finished(relief=0.03, ground=1.0)


def _trunks(canvas: Canvas) -> None:
    """Birches from far to near: shadow side, lit side, then bark."""
    rng = canvas.rng
    stems = [
        (px, 0.575 + 0.01 * rng.random(), 3.2)
        for px in (0.06, 0.15, 0.21, 0.33, 0.47, 0.53, 0.60, 0.70, 0.77)
    ]
    stems += [
        (px, foot, w)
        for px, foot, w in ((0.10, 0.66, 8.0), (0.27, 0.64, 6.5), (0.555, 0.655, 7.0), (0.745, 0.68, 9.0))
    ]
    stems += [(0.165, 0.83, 16.0), (0.655, 0.80, 14.0), (0.705, 0.86, 19.0)]
    for px, foot, w in stems:
        lean = rng.normal(0, 0.02)
        spine = [
            (px + lean * t + 0.006 * np.sin(5 * t + px * 40), foot - t * (foot + 0.02))
            for t in np.linspace(0, 1, 9)
        ]
        near = w / 19
        reach = w * 0.00036
        bark = _stick(width=w, dry=0.55, load=1.0, fade=0.1)
        bark = replace(bark, taper=(1.0, 0.6))
        haze = lab("#8f7aa6")
        line(canvas, spine, w, mix(haze, lab("#6d6390"), near), bark)
        line(
            canvas, [(a + reach * 1.4, b) for a, b in spine], w * 0.35, mix(haze, lab("#463a66"), near), bark
        )
        line(
            canvas,
            [(a - reach, b) for a, b in spine],
            w * 0.55,
            mix(lab("#d9c3c9"), lab("#f7ead6"), near),
            bark,
        )
        if w < 6:
            continue
        for _ in range(int(10 + w)):
            t = rng.random()
            i = min(int(t * 8), 7)
            cx, cy = spine[i][0] + rng.uniform(-0.6, 0.6) * w * 0.0006, spine[i][1] + rng.uniform(0, 0.08)
            span = w * rng.uniform(0.0003, 0.0009)
            line(
                canvas,
                [(cx - span, cy), (cx, cy + 0.002), (cx + span, cy - 0.001)],
                w * rng.uniform(0.1, 0.24),
                lab("#2c2140"),
                _stick(load=0.95, dry=0.5),
            )
        for _ in range(4):
            t = rng.uniform(0.35, 0.95)
            i = int(t * 8)
            sx, sy = spine[i]
            side = rng.choice([-1.0, 1.0])
            line(
                canvas,
                [
                    (sx, sy),
                    (sx + side * 0.03, sy - 0.04),
                    (sx + side * rng.uniform(0.06, 0.12), sy - rng.uniform(0.06, 0.12)),
                ],
                max(w * 0.18, 1.6),
                lab("#4a3a5c"),
                _stick(load=0.95, dry=0.5),
            )


def _crowns(canvas: Canvas) -> None:
    """Leaves in hanging veils: dark first, then orange, then the few brightest touches."""
    x, y = canvas.grid()
    veil = (
        canvas.noise(0.16, 0.9)
        + 1.3 * smoothstep(0.34, -0.05, y)
        - 0.9
        + 0.4 * np.abs(x - 0.4)
        - 5.0 * np.clip(y - 0.36, 0, 1)
    )
    hang = np.pi / 2 + canvas.noise(0.1, 0.5) * 0.5
    layers = (
        (0.0, "#7d2f3e", 8.0, 0.75),
        (0.25, "#c9542b", 6.5, 0.8),
        (0.5, "#ee9430", 5.5, 0.7),
        (0.85, "#fad56a", 5.0, 0.6),
    )
    for level, code, width, share in layers:
        mask: Field = smoothstep(level, level + 0.4, veil + canvas.noise(0.03) * 0.35) * share
        tint: Lab = np.broadcast_to(lab(code), (*canvas.shape, 3)).astype(np.float32)
        cover(
            canvas,
            tint,
            hang,
            _stick(width=width, length=11, load=0.95, dry=0.6),
            mask,
            1.0,
            9.0,
            (0.04, 0.022, 0.03),
            0.02,
            0.5,
        )
