"""A wide plain under towering clouds: blended oil, warm greys, one field in the sun, brown glazes."""

from dataclasses import replace

import numpy as np
from easel.brush import Brush
from easel.canvas import Canvas
from easel.colour import Lab, lab, lighter, mix, ramp
from easel.motifs import below, contours, leaves, polygon, reflected, ridge, through, torn, tree
from easel.noise import Field, blur, displaced, smoothstep
from easel.strokes import cover, line
from numpy.typing import NDArray

HORIZON = 0.695
SOFT = Brush(
    width=12,
    length=34,
    load=1.0,
    fade=0.5,
    dry=0.3,
    streak=0.045,
    mixing=0.5,
    relief=0.45,
    grain=1.4,
    softness=0.5,
)
SABLE = Brush(
    width=3.4, length=11, load=1.0, fade=0.4, dry=0.3, streak=0.06, mixing=0.25, relief=0.7, grain=1.2
)


def cloud_plain() -> NDArray[np.uint8]:
    canvas = Canvas.primed(752, 576, lab("#8a6f4c"), np.random.default_rng(1660))
    weave = np.sin(canvas.grid()[0] * canvas.unit * 0.9) * np.sin(canvas.grid()[1] * canvas.unit * 0.9)
    canvas.tooth = np.clip(0.5 + 0.18 * weave + 0.2 * canvas.noise(0.008, 0.5), 0, 1).astype(np.float32)
    _, y = canvas.grid()
    heaven, mass = _clouds(canvas)
    guide, land, pond = _plain(canvas, heaven)

    canvas.glaze(guide, 0.4)
    flow = contours(mass, 0.012 * canvas.unit)
    air = 1 - land
    cover(canvas, guide, flow, replace(SOFT, width=26, length=60), air, 1.3, 0.2)
    cover(canvas, guide, flow, SOFT, air, 1.5, 0.10, (0.014, 0.004, 0.007), 0.02, 0.25)
    cover(
        canvas,
        guide,
        flow,
        replace(SOFT, width=7, length=18, mixing=0.35, relief=0.9),
        air,
        1.4,
        0.09,
        (0.014, 0.004, 0.007),
        0.02,
        0.3,
        "light last",
        need=0.02,
    )
    crisp = air * smoothstep(0.80, 0.9, guide[..., 0])
    cover(
        canvas,
        lighter(guide, 0.03),
        flow,
        replace(SABLE, width=6, length=14, relief=1.6, dry=0.5, load=0.85),
        crisp,
        1.2,
        0.1,
        (0.012, 0.004, 0.008),
        0.02,
        0.4,
    )

    lying = canvas.noise(0.2, 0.4) * 0.12
    cover(canvas, guide, lying, replace(SOFT, width=9, length=36), land, 1.6, 0.12)
    cover(
        canvas,
        guide,
        lying,
        replace(SABLE, width=4, length=16),
        land,
        1.8,
        0.12,
        (0.022, 0.007, 0.012),
        0.03,
        0.2,
    )
    cover(
        canvas,
        guide,
        lying * 0.3,
        replace(SOFT, width=6, length=40, mixing=0.55),
        pond,
        1.8,
        0.12,
        (0.012, 0.004, 0.007),
        0.02,
        0.03,
    )
    _far_things(canvas)
    grass = land * (1 - pond) * smoothstep(0.80, 0.88, y)
    blade = replace(SABLE, width=2.2, length=11, taper=(0.8, 0.2))
    cover(
        canvas,
        lighter(guide, 0.03),
        lying - 1.35,
        blade,
        grass * 0.7,
        0.9,
        0.3,
        (0.04, 0.012, 0.022),
        0.03,
        0.35,
        "downward",
    )
    _oaks(canvas)
    canvas.glaze(lab("#6b4a1e"), 0.07)
    return canvas.finished(relief=0.04, ground=0.45)


def _clouds(canvas: Canvas) -> tuple[Lab, Field]:
    """The sky and the mass of its clouds: heaps lit from the left, grey beneath, smaller towards the horizon."""
    x, y = canvas.grid()
    near = canvas.noise(0.34, 0.9, 1.4)
    far = canvas.noise(0.12, 0.9, 3.0)
    low = smoothstep(0.35, HORIZON, y)
    mass = near * (1 - 0.75 * low) + far * (0.25 + 0.6 * low)
    mass = (
        mass
        + 0.75 * np.exp(-(((x - 0.42) / 0.34) ** 2) - ((y - 0.36) / 0.20) ** 2)
        - 0.5 * np.exp(-(((x - 1.05) / 0.25) ** 2) - ((y - 0.2) / 0.2) ** 2)
    )
    body = smoothstep(-0.15, 0.35, mass)
    reach = 0.05 * canvas.unit
    thick = blur(np.maximum(mass + 0.15, 0), 0.008 * canvas.unit)
    lit = 0.5 + 0.55 * (thick - displaced(thick, -0.8 * reach, -0.6 * reach)) - 0.16 * (thick - 0.8)
    lit = lit + 0.16 * low
    sky = ramp(y / HORIZON, "#56718c", "#7d96a3", "#aeb9b2", "#dccfae")
    vapour = ramp(np.clip(lit, 0, 1), "#4f5358", "#7c7d7c", "#b0a898", "#e3d3b2", "#f8ecd0")
    return mix(sky, vapour, body * (0.95 - 0.3 * low)), mass.astype(np.float32)


def _plain(canvas: Canvas, heaven: Lab) -> tuple[Lab, Field, Field]:
    """Bands of sun and cloud shadow to the horizon, a pond that holds the sky."""
    _, y = canvas.grid()
    land = below(canvas, np.full(canvas.shape[1], HORIZON, np.float32), 0.0015)
    depth = np.clip((y - HORIZON) / (1 - HORIZON), 0, 1)
    strip = canvas.noise(0.10, 0.8, 9.0)
    soil = ramp(
        0.5 + 0.22 * strip + 0.1 * canvas.noise(0.03, 1.1, 3.0), "#3b3220", "#675530", "#8c773f", "#b39a58"
    )
    sun = np.exp(-(((depth - 0.20) / 0.09) ** 2)) * smoothstep(-0.6, 0.7, canvas.noise(0.5, 0.4, 2.0))
    soil = mix(soil, ramp(0.5 + strip * 0.3, "#b3934a", "#dcbb6c", "#efd998"), sun)
    soil = mix(soil, lab("#7f8f93"), np.exp(-depth / 0.07) * 0.8)
    soil = mix(soil, lab("#241c14"), smoothstep(0.45, 1.1, depth + 0.1 * strip) * 0.8)
    guide = mix(heaven, soil, land)
    woods = below(canvas, ridge(canvas, HORIZON - 0.004, 0.006, 0.1, 1.1)) * (
        1 - below(canvas, np.full(canvas.shape[1], HORIZON + 0.012, np.float32))
    )
    guide = mix(guide, ramp(0.5 + strip * 0.2, "#4c5a5e", "#66706a"), woods)
    pond = torn(
        canvas,
        polygon(
            canvas,
            [
                (0.08, 0.865),
                (0.24, 0.84),
                (0.50, 0.833),
                (0.72, 0.85),
                (0.80, 0.875),
                (0.66, 0.91),
                (0.42, 0.925),
                (0.16, 0.91),
            ],
        ),
        0.006,
        0.05,
    )
    mirror = reflected(canvas, mix(heaven, lab("#5f5a4e"), land), HORIZON + 0.02, 0.03, calm=2.6)
    guide = mix(guide, mix(mirror, lab("#3a3a36"), 0.45), pond)
    bank = pond - displaced(pond, 0, 0.012 * canvas.unit)
    return mix(guide, lab("#1d1710"), np.clip(bank, 0, 1) * 0.7), land, pond


def _far_things(canvas: Canvas) -> None:
    """A mill, a church, clumps of trees: small and grey with air."""
    rng = canvas.rng
    thin = replace(SABLE, taper=(0.9, 0.7), load=1.1, dry=0.1, mixing=0.1)
    clumps = [
        (cx + rng.normal(0, 0.012), HORIZON + rng.uniform(-0.006, 0.016), rng.uniform(0.008, 0.02))
        for cx in (0.06, 0.1, 0.30, 0.33, 0.60, 0.66, 0.84, 0.88)
        for _ in range(4)
    ]
    mask, light = leaves(canvas, np.array(clumps, np.float32), light=-2.6, ragged=0.6)
    cover(
        canvas,
        ramp(light, "#2c3128", "#4c5340", "#7d7a4f"),
        canvas.noise(0.05) * 0.5,
        SABLE,
        mask,
        3.0,
        0.3,
        (0.02, 0.006, 0.01),
        0.02,
        0.5,
    )
    mill = lab("#3c332c")
    for dx in (-0.006, 0.0, 0.006):
        line(canvas, [(0.205 + 1.7 * dx, HORIZON + 0.012), (0.205 + dx, HORIZON - 0.06)], 6, mill, thin)
    line(canvas, [(0.195, HORIZON - 0.055), (0.215, HORIZON - 0.07)], 7, lab("#5a463a"), thin)
    for dx, dy in ((0.045, -0.05), (-0.045, 0.05), (0.05, 0.045), (-0.05, -0.045)):
        line(canvas, [(0.205, HORIZON - 0.062), (0.205 + dx, HORIZON - 0.062 + dy)], 2.2, mill, thin)
    tower = lab("#6b6a68")
    line(canvas, [(0.465, HORIZON + 0.004), (0.465, HORIZON - 0.045)], 5, tower, thin)
    line(canvas, [(0.465, HORIZON - 0.044), (0.4655, HORIZON - 0.085)], 2.2, lab("#5b5e64"), thin)
    line(canvas, [(0.465, HORIZON - 0.006), (0.50, HORIZON - 0.006)], 9, lab("#5c5650"), thin)
    line(canvas, [(0.46, HORIZON - 0.02), (0.46, HORIZON - 0.04)], 1.6, lab("#cbb994"), thin)


def _oaks(canvas: Canvas) -> None:
    """Two old oaks on a bank at the right, dark against the sky, gilded on the side of the sun."""
    bank_line = through(
        canvas, [(0, 1.04), (0.75, 1.0), (0.92, 0.905), (1.1, 0.85), (1.31, 0.835)], 0.004, 0.05
    )
    bank = below(canvas, bank_line)
    earth = ramp(
        0.4 + canvas.noise(0.04, 1.1) * 0.2 + 0.8 * (0.9 - canvas.grid()[1]), "#1a140d", "#3d2f1b", "#6e5a30"
    )
    cover(
        canvas,
        earth,
        canvas.noise(0.1) * 0.3 - 0.3,
        replace(SABLE, width=6, length=16),
        bank,
        2.2,
        0.3,
        (0.025, 0.008, 0.012),
        0.03,
        0.4,
    )
    bough = replace(SABLE, taper=(1.0, 0.6), load=1.1, dry=0.2, mixing=0.1, relief=0.9)
    for foot, height, trunk, lean, palette in (
        ((1.20, 0.86), 0.50, 15.0, -0.1, ("#12130c", "#262a17", "#4a4a24", "#83743a")),
        ((1.02, 0.90), 0.64, 20.0, 0.08, ("#14120b", "#2b2b16", "#565327", "#a58c45", "#d8be6c")),
    ):
        shape = tree(canvas, foot, height, trunk, spread=0.62, lean=lean, leaf=0.095, bare=0.36)
        for limb in shape.limbs:
            line(canvas, limb.path, max(limb.width, 1.2), lab("#2a2016"), bough, 0.5)
            line(
                canvas,
                [(px - limb.width * 0.0005, py) for px, py in limb.path],
                limb.width * 0.3,
                lab("#7c6440"),
                replace(bough, load=0.7, dry=0.6),
            )
        mask, light = leaves(canvas, shape.clumps, light=-2.7, ragged=0.9)
        guide = ramp(light * 1.1 - 0.1 + canvas.noise(0.015) * 0.05, *palette)
        cover(
            canvas,
            guide,
            canvas.noise(0.04) * 1.2,
            replace(SABLE, width=6, length=9),
            mask,
            1.6,
            0.4,
            (0.02, 0.006, 0.01),
            0.02,
            0.6,
        )
        cover(
            canvas,
            guide,
            canvas.noise(0.03) * 1.5 - 0.5,
            replace(SABLE, width=3.4, length=5, relief=1.1),
            mask,
            2.0,
            0.4,
            (0.035, 0.01, 0.018),
            0.02,
            0.8,
            "light last",
        )
