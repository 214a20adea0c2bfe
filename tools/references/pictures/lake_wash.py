"""A mountain lake in autumn: watercolour in clear flat touches, wet skies, the paper left for light."""

import numpy as np
from easel.brush import Brush
from easel.colour import Lab, lab, ramp
from easel.motifs import below, leaves, polygon, through, torn
from easel.noise import Field, blur, displaced, smoothstep
from easel.paper import Paper, marks
from easel.strokes import cover, line
from numpy.typing import NDArray

SHORE = 0.60
WHITE = np.array([1, 0, 0], np.float32)
SABLE = Brush(load=1.2, fade=0.25, dry=0.4, taper=(0.6, 0.25), streak=0, mixing=0, grain=2.4)


def lake_wash() -> NDArray[np.uint8]:
    paper = Paper.sheet(720, 560, lab("#fdfaf1"), np.random.default_rng(1842), grain=2.6)
    x, y = paper.easel().grid()
    land = smoothstep(SHORE + 0.001, SHORE - 0.001, y)
    _sky(paper)
    _ranges(paper, land)
    _woods(paper, land)
    _water(paper, land)
    _near_bank(paper)
    _boat(paper)
    drops = smoothstep(3.0, 3.3, paper.noise(0.012, 0.2)) * (x < 0.6) * (y > 0.6)
    paper.draw(drops, lab("#7a5a3a"), 0.6)
    return paper.finished(relief=0.05)


def _touches(
    paper: Paper, mask: Field, width: float, length: float, angle: Field | float, spread: float = 0.3
) -> Field:
    """The mask laid in with separate touches of a flat brush, each with its own load: (H, W) in 0..1."""
    canvas = paper.easel()
    flow = np.broadcast_to(np.asarray(angle, np.float32), paper.shape)
    flat = Brush(
        width=width,
        length=length,
        taper=(0.9, 0.7),
        roundness=0.5,
        load=1.1,
        fade=0.2,
        dry=0.25,
        streak=0.25,
        mixing=0.25,
        grain=3.0,
        opacity=0.85,
        edge=0.15,
    )
    cover(
        canvas,
        np.broadcast_to(WHITE * 0.6, canvas.colour.shape),
        flow,
        flat,
        mask,
        1.7,
        9.0,
        (spread * 0.6, 0, 0),
        0,
        0.2,
    )
    return marks(canvas)


def _sky(paper: Paper) -> None:
    """Cerulean dragged wet round the clouds, a breath of rose and grey beneath them."""
    _, y = paper.easel().grid()
    clouds = smoothstep(-0.25, 0.55, paper.noise(0.34, 0.7, 2.2) + 1.6 * (0.16 - np.abs(y - 0.24)) / 0.16)
    strokes = _touches(
        paper,
        np.ones(paper.shape, np.float32) * (y < 0.55),
        34,
        110,
        -0.25 + 0.2 * paper.noise(0.4, 0.3),
        0.4,
    )
    blue = (1 - clouds) * smoothstep(0.58, 0.0, y) * (0.45 + 0.9 * strokes)
    paper.wash(blue, ramp(y * 2.4, "#3f83c8", "#7fb4e0", "#c7e0ea"), 0.8, rim=0.2, wet=2.5, bloom=0.25)
    paper.wash(
        smoothstep(0.2, 0.55, y) * smoothstep(0.62, 0.5, y), lab("#fbd9b4"), 0.8, rim=0, wet=6, bloom=0.2
    )
    bellies = (
        smoothstep(0.1, 1.2, paper.noise(0.2, 0.7, 3.0) + clouds - 0.6)
        * np.exp(-(((y - 0.27) / 0.09) ** 2))
        * (0.4 + strokes)
    )
    paper.wash(bellies, lab("#a79cc0"), 0.42, rim=0.2, wet=3.5)


def _ranges(paper: Paper, land: Field) -> None:
    """Three ranges; each a flat wash that thins to mist, then facets touched in on the side of shadow."""
    canvas = paper.easel()
    _, y = canvas.grid()
    ranges = (
        (
            [
                (0, 0.33),
                (0.14, 0.27),
                (0.24, 0.30),
                (0.40, 0.185),
                (0.46, 0.165),
                (0.55, 0.245),
                (0.66, 0.215),
                (0.78, 0.29),
                (0.93, 0.25),
                (1.05, 0.31),
                (1.29, 0.27),
            ],
            "#9db7de",
            "#6f88c0",
            0.75,
        ),
        (
            [
                (0, 0.37),
                (0.12, 0.40),
                (0.30, 0.43),
                (0.52, 0.41),
                (0.70, 0.355),
                (0.86, 0.255),
                (0.93, 0.235),
                (1.02, 0.30),
                (1.14, 0.335),
                (1.29, 0.40),
            ],
            "#7398b8",
            "#48689a",
            0.8,
        ),
        (
            [
                (0, 0.405),
                (0.13, 0.43),
                (0.28, 0.475),
                (0.48, 0.52),
                (0.70, 0.505),
                (0.90, 0.475),
                (1.10, 0.44),
                (1.29, 0.475),
            ],
            "#6fa08c",
            "#3f6f73",
            0.85,
        ),
    )
    for points, pale, deep, strength in ranges:
        edge = through(canvas, points, 0.005, 0.05)
        depth = y - edge[None]
        mask = below(canvas, edge) * land
        mist = 0.25 + 0.75 * smoothstep(0.20, 0.0, depth)
        paper.wash(mask * mist, lab(pale), strength, rim=0.35, bloom=0.35)
        slope = np.gradient(blur(edge[None].repeat(3, 0), 10)[1]) * 1.0
        fall = np.where(slope > 0, 1.0, -1.0)[None, :] * 0.75 + np.pi / 2 * 0.2
        shaded = (
            mask
            * smoothstep(0.15, 0.01, depth)
            * smoothstep(-0.1, 0.4, paper.noise(0.08, 0.5, 0.6) + 0.5 * np.sign(slope)[None, :])
        )
        paper.wash(
            _touches(paper, (shaded > 0.4).astype(np.float32), 9, 34, fall, 0.4)
            * smoothstep(0.16, 0.03, depth),
            lab(deep),
            strength * 0.75,
            rim=0.5,
            bloom=0.4,
            crawl=0.5,
        )


def _woods(paper: Paper, land: Field) -> None:
    """A sunlit slope and the trees along the shore, colours run into one another while damp."""
    canvas = paper.easel()
    _, y = canvas.grid()
    rng = paper.rng
    hill = (
        below(
            canvas,
            through(
                canvas,
                [(0, 0.50), (0.25, 0.525), (0.5, 0.575), (0.75, 0.578), (1.0, 0.55), (1.29, 0.515)],
                0.004,
            ),
        )
        * land
    )
    meadow = ramp(0.5 + paper.noise(0.14, 0.7, 2.5) * 0.3, "#8fae5a", "#d9c65f", "#e8a852")
    paper.wash(_touches(paper, hill, 12, 40, 0.15) * 1.2, meadow, 0.85, rim=0.4, crawl=0.5)
    groups = (
        ("#f0b13c", 20, 0.022, 0.048, 0.9),
        ("#d9662f", 15, 0.02, 0.042, 0.9),
        ("#a83f35", 7, 0.018, 0.034, 0.95),
        ("#5f8a4a", 16, 0.02, 0.04, 0.9),
        ("#2f5f5a", 16, 0.014, 0.032, 1.05),
    )
    for code, count, low, high, strength in groups:
        spots = []
        for _ in range(count):
            cx = rng.choice([rng.uniform(0, 0.50), rng.uniform(0.80, 1.29), rng.uniform(0, 1.29)])
            r = rng.uniform(low, high) * (0.55 if 0.5 < cx < 0.8 else 1.0)
            spots += [(cx, SHORE - r * 0.7, r), (cx + r * rng.normal(0, 0.5), SHORE - r * 1.6, r * 0.75)]
        mask, light = leaves(canvas, np.array(spots, np.float32), light=-2.3, ragged=0.7)
        tufts = _touches(paper, mask * land, 7, 9, 0.6 * paper.noise(0.03), 0.5)
        paper.wash(tufts * (1.15 - 0.65 * light), lab(code), strength, rim=0.5, bloom=0.5, wet=0.2, crawl=0.6)
    for cx in (0.05, 0.33, 0.41, 0.86, 1.02, 1.16, 1.24):
        trunk = paper.easel()
        line(trunk, [(cx, SHORE - 0.004), (cx + 0.004, SHORE - rng.uniform(0.05, 0.1))], 2.0, WHITE, SABLE)
        paper.draw(marks(trunk), lab("#4a3340"), 0.8)
    waterline = np.exp(-(((y - SHORE + 0.004) / 0.005) ** 2)) * smoothstep(
        -0.6, 0.2, paper.noise(0.08, 0.5, 5)
    )
    paper.wash(waterline, lab("#3f4f66"), 0.9, rim=0.3)


def _water(paper: Paper, land: Field) -> None:
    """The land turned over and let run, then the surface in long level touches with the paper between."""
    canvas = paper.easel()
    _, y = canvas.grid()
    H = paper.shape[0]
    far = np.clip((y - SHORE) / 0.4, 0, 1)
    waves = paper.noise(0.03, 0.6, 9.0) * (0.15 + far)
    shown = blur(paper.density - paper.blank, 1.5 * paper.scale)
    mirrored = displaced(shown, waves * 0.010 * H, (2 * (SHORE - y) * 0.94 + waves * 0.035) * H)
    streaks = _touches(paper, 1 - land, 11, 70, 0.0, 0.5)
    gaps = smoothstep(1.0, 1.4, paper.noise(0.035, 0.6, 13.0) + 0.25 * far)
    open_water = (1 - land) * (1 - gaps)
    paper.density += mirrored * (open_water * (0.40 + 0.55 * streaks))[..., None]
    paper.wash(
        open_water * (0.35 + 0.9 * streaks),
        ramp(far, "#bfdcea", "#7fb2d6", "#3f7fb8"),
        0.38 + 0.4 * far,
        rim=0.45,
        bloom=0.4,
        crawl=0.6,
    )
    deep = open_water * smoothstep(0.4, 0.9, paper.noise(0.06, 0.5, 8.0) + 0.7 * far - 0.2)
    paper.wash(_touches(paper, deep, 7, 48, 0.0, 0.4), lab("#3a6ea8"), 0.62, rim=0.55, crawl=0.4)
    paper.wash(np.exp(-(((y - SHORE - 0.10) / 0.05) ** 2)) * (1 - land), lab("#f4d3b0"), 0.3, rim=0, wet=6)


def _near_bank(paper: Paper) -> None:
    """Rocks in flat planes, reeds in dry brush, two pines."""
    canvas = paper.easel()
    bank = torn(
        canvas,
        polygon(
            canvas,
            [
                (-0.1, 0.80),
                (0.06, 0.785),
                (0.16, 0.81),
                (0.26, 0.83),
                (0.35, 0.875),
                (0.44, 0.90),
                (0.52, 0.955),
                (0.60, 1.02),
                (-0.1, 1.1),
            ],
        ),
        0.005,
    )
    paper.lift(blur(bank, 2), 0.92)
    paper.wash(
        _touches(paper, bank, 16, 34, -0.4, 0.4) * 1.1,
        ramp(0.5 + paper.noise(0.12) * 0.35, "#a98f5a", "#d9b46a", "#9aa85a"),
        0.95,
        rim=0.5,
        bloom=0.5,
        crawl=0.5,
    )
    planes = smoothstep(0.25, 0.32, paper.noise(0.07, 0.4, 1.6, 0.5)) * bank
    paper.wash(_touches(paper, planes, 10, 20, 0.9, 0.4), lab("#6f6a8f"), 0.9, rim=0.6, crawl=0.4)
    cracks = smoothstep(0.8, 0.88, paper.noise(0.05, 0.5, 1.6, 0.5)) * bank
    paper.draw(cracks, lab("#3f3a52"), 0.9)
    for foot, height, trunk in (((0.155, 0.83), 0.70, 7.0), ((0.265, 0.85), 0.47, 5.0)):
        _pine(paper, foot, height, trunk)
    reeds = paper.easel()
    lean = -np.pi / 2 + 0.22 + paper.noise(0.05) * 0.25
    blade = Brush(width=2.0, length=30, taper=(0.9, 0.1), load=0.95, dry=0.35, streak=0, mixing=0)
    cover(
        reeds,
        np.broadcast_to(WHITE, reeds.colour.shape),
        lean,
        blade,
        bank * 0.16,
        0.7,
        9.0,
        (0, 0, 0),
        0,
        0.3,
    )
    paper.draw(marks(reeds), ramp(0.5 + paper.noise(0.05) * 0.4, "#5a5a32", "#a8792f", "#b8572f"), 0.95)


def _pine(paper: Paper, foot: tuple[float, float], height: float, trunk: float) -> None:
    """A conifer: a stem and drooping sprays, pale ones behind, dark ones before."""
    rng = paper.rng
    x, y = foot
    stem = paper.easel()
    line(
        stem,
        [(x, y), (x + 0.006, y - height * 0.5), (x - 0.002, y - height)],
        trunk,
        WHITE,
        Brush(load=1.1, fade=0.1, dry=0.3, taper=(1.0, 0.2), streak=0),
        0.3,
    )
    paper.draw(marks(stem), lab("#6a4a42"), 1.0)
    layers: tuple[tuple[Lab, float, int], ...] = (
        (ramp(0.5 + paper.noise(0.08) * 0.35, "#5f8f6a", "#8fae5a", "#a8a04a"), 0.85, 30),
        (ramp(0.5 + paper.noise(0.08) * 0.35, "#1f4a4a", "#2f5f4a", "#4a6a3a"), 0.95, 30),
    )
    for needles, strength, rows in layers:
        sprays = paper.easel()
        for t in np.linspace(0.16, 0.99, rows):
            reach = height * 0.20 * (1 - t) ** 0.7 + 0.012
            for side in (-1.0, 1.0):
                out = reach * rng.uniform(0.45, 1.15)
                at = y - height * t + rng.normal(0, 0.010)
                droop = out * rng.uniform(0.05, 0.45)
                for k in range(3):
                    start = out * (0.05 + 0.28 * k)
                    tip = (
                        x + side * min(out, start + out * 0.5),
                        at + droop * (0.25 + 0.35 * k) + rng.normal(0, 0.006),
                    )
                    line(
                        sprays,
                        [(x + side * start, at + droop * 0.25 * k), tip],
                        rng.uniform(4, 8) * (1.15 - 0.6 * t),
                        WHITE,
                        SABLE,
                    )
        paper.wash(marks(sprays), needles, strength, rim=0.5, bloom=0.5, crawl=0.3)


def _boat(paper: Paper) -> None:
    """A rowing boat with its reflection; the oarsman is the one warm red."""
    hull, shade, figure = paper.easel(), paper.easel(), paper.easel()
    line(shade, [(0.79, 0.812), (0.86, 0.822), (0.96, 0.812)], 10, WHITE, SABLE)
    paper.wash(marks(shade), lab("#4a5f8a"), 0.8, rim=0.4, wet=0.6)
    line(
        hull,
        [(0.80, 0.785), (0.83, 0.803), (0.90, 0.804), (0.95, 0.782)],
        8,
        WHITE,
        Brush(load=1.3, fade=0, dry=0.1, taper=(0.4, 0.3), streak=0),
    )
    paper.lift(marks(hull), 0.8)
    paper.draw(marks(hull), lab("#7a4632"), 1.2)
    line(figure, [(0.868, 0.792), (0.862, 0.768)], 7, WHITE, SABLE)
    paper.lift(marks(figure), 0.8)
    paper.draw(marks(figure), lab("#c8402f"), 1.1)
    oars = paper.easel()
    line(oars, [(0.860, 0.756), (0.861, 0.762)], 4.5, WHITE, SABLE)
    line(oars, [(0.862, 0.778), (0.905, 0.79), (0.935, 0.815)], 1.6, WHITE, SABLE)
    paper.draw(marks(oars), lab("#4a3026"), 1.1)
