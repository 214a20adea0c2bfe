"""A hamlet under elms: red-brown ink hatched with a pen, two thin washes over it."""

from itertools import pairwise

import numpy as np
from easel.brush import Brush
from easel.colour import lab, ramp
from easel.motifs import Point, below, cumulus, leaves, polygon, slopes, through, torn, tree
from easel.noise import Field, smoothstep
from easel.paper import Paper, marks, outline
from easel.strokes import cover, line
from numpy.typing import NDArray

SANGUINE = lab("#6a2413")
WHITE = np.array([1, 0, 0], np.float32)
QUILL = Brush(load=1.2, fade=0.2, dry=0.25, taper=(0.9, 0.5), streak=0, mixing=0)


def pen_hamlet() -> NDArray[np.uint8]:
    paper = Paper.sheet(720, 544, lab("#ece6d8"), np.random.default_rng(1640), grain=2.2)
    canvas = paper.easel()
    _, y = canvas.grid()
    ink = _Pen(paper)

    density, lit = cumulus(canvas, 0.42, 0.30, light=-2.4, flat=1.8)
    air = smoothstep(0.62, 0.50, y)
    ink.hatch(air * (1 - density) * smoothstep(0.34, 0.02, y), 0.35 * paper.noise(0.4, 0.3) * 0.3, 0.22, 34)
    ink.hatch(air * density * smoothstep(0.42, 0.2, lit), -0.75 + 0.2 * paper.noise(0.2, 0.3), 0.42, 18)
    ink.trace(density, 1.1, 0.45, air * (y < 0.5))
    paper.wash(air * (1 - density), lab("#a9b4b4"), 0.55 * smoothstep(0.5, 0.0, y), rim=0.2, wet=3)

    far = through(canvas, [(0, 0.50), (0.3, 0.475), (0.6, 0.49), (0.9, 0.465), (1.33, 0.485)], 0.006, 0.08)
    hills = below(canvas, far)
    near = through(canvas, [(0, 0.60), (0.3, 0.585), (0.7, 0.60), (1.0, 0.575), (1.33, 0.59)], 0.004)
    field = below(canvas, near)
    paper.wash(hills * (1 - field), lab("#b4bcb8"), 0.75, rim=0.3)
    ink.hatch(hills * (1 - field), slopes(far, canvas, 0.1), 0.45, 14)
    ink.hatch(hills * (1 - field) * smoothstep(0.0, 0.6, paper.noise(0.10, 0.5, 2.0)), 0.9, 0.5, 9)
    paper.wash(
        field,
        ramp(0.5 + paper.noise(0.2, 0.6, 3.0) * 0.3, "#c9bfa6", "#ddd5bd", "#b4bba4"),
        0.6,
        rim=0.3,
        bloom=0.4,
    )
    _road(paper, ink, field)
    _distant(paper, ink)
    for corners in (
        ((0.30, 0.66), 0.26, 0.17, 1),
        ((0.66, 0.635), 0.15, 0.11, -1),
        ((0.115, 0.655), 0.12, 0.10, 1),
    ):
        _cottage(paper, ink, *corners)
    _elm(paper, ink, (1.12, 0.83), 0.66, 15.0, 0.10, 0.115)
    _elm(paper, ink, (0.06, 0.70), 0.50, 9.0, 0.05, 0.13)
    _elm(paper, ink, (0.87, 0.66), 0.30, 6.0, 0.1, 0.15)
    _foreground(paper, ink, field)
    return paper.finished(relief=0.05)


class _Pen:
    """Red-brown ink on one sheet."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def hatch(
        self,
        tone: Field,
        angle: Field | float,
        weight: float,
        length: float,
        width: float = 1.25,
        wild: float = 0.10,
    ) -> None:
        """Parallel lines where tone is dark; weight: how close they lie; wild: how they disagree, radians."""
        lines = self.paper.easel()
        nib = Brush(
            width=width,
            length=length,
            taper=(0.9, 0.35),
            load=1.15,
            fade=0.35,
            dry=0.3,
            streak=0,
            mixing=0,
            grain=1.2,
        )
        flow = np.broadcast_to(np.asarray(angle, np.float32), self.paper.shape)
        cover(
            lines,
            np.broadcast_to(WHITE, lines.colour.shape),
            flow,
            nib,
            np.clip(tone, 0, 1),
            weight * length / 12,
            9.0,
            (0, 0, 0),
            0,
            wild,
        )
        self.paper.draw(marks(lines), SANGUINE, 0.85)

    def trace(self, mask: Field, width: float, gaps: float, where: Field | float = 1.0) -> None:
        """The outline of a mask, its pressure uneven, lifted here and there."""
        pressure = width * self.paper.scale * np.clip(0.9 + 0.5 * self.paper.noise(0.05, 0.5), 0.2, 2)
        held = smoothstep(gaps - 0.9, gaps - 0.6, self.paper.noise(0.06, 0.5))
        self.paper.draw(outline(mask, pressure) * held * where, SANGUINE, 0.95)

    def lines(self, strokes: list[list[Point]], width: float) -> None:
        """Deliberate strokes of the pen."""
        drawn = self.paper.easel()
        for stroke in strokes:
            line(drawn, stroke, width * self.paper.rng.uniform(0.8, 1.25), WHITE, QUILL, 0.25)
        self.paper.draw(marks(drawn), SANGUINE, 1.0)


def _road(paper: Paper, ink: _Pen, field: Field) -> None:
    """A cart road that winds to the cottages, ruts and all."""
    canvas = paper.easel()
    x, y = canvas.grid()
    depth = np.clip((y - 0.60) / 0.40, 0, 1)
    centre = 0.52 + 0.16 * np.sin(depth * 3.4) - 0.10 * depth
    half = 0.018 + 0.16 * depth**1.3
    road = field * smoothstep(1.0, 0.92, np.abs(x - centre) / half)
    paper.lift(road, 0.45)
    ink.trace(road, 1.2, 0.55, field)
    along = np.pi / 2 - np.arctan(np.gradient(centre[:, 0]) * canvas.unit)[:, None] * np.ones_like(x)
    ruts = np.abs(np.abs(x - centre) / half - 0.55) < 0.16
    ink.hatch(road * ruts, along, 0.55, 12)
    ink.hatch(road * smoothstep(0.2, 0.9, paper.noise(0.08, 0.6, 4.0)), 0.05, 0.35, 14)


def _distant(paper: Paper, ink: _Pen) -> None:
    """Hedges and a church tower on the ridge."""
    rng = paper.rng
    canvas = paper.easel()
    spots = np.array(
        [(rng.uniform(0, 1.33), 0.575 + rng.normal(0, 0.008), rng.uniform(0.010, 0.024)) for _ in range(60)],
        np.float32,
    )
    mask, light = leaves(canvas, spots[np.argsort(spots[:, 1])], light=-2.4, ragged=0.7)
    paper.wash(mask, lab("#9aa58e"), 0.8 * (1.2 - 0.8 * light), rim=0.3)
    ink.hatch(mask * smoothstep(0.6, 0.25, light), 1.0, 1.0, 6, wild=0.5)
    ink.trace(mask, 1.0, 0.6)
    tower = polygon(canvas, [(0.485, 0.56), (0.485, 0.46), (0.50, 0.395), (0.515, 0.46), (0.515, 0.56)])
    paper.lift(tower, 0.8)
    ink.trace(tower, 1.1, 0.3)
    ink.hatch(tower * (canvas.grid()[0] > 0.50), np.pi / 2, 0.9, 8)


def _cottage(paper: Paper, ink: _Pen, corner: Point, wide: float, tall: float, side: int) -> None:
    """Thatch, timber and a smoking chimney; side: 1 when the gable is on the right."""
    canvas = paper.easel()
    cx, base = corner
    g = 0.42 * wide * side
    left, right = (cx, cx + wide) if side > 0 else (cx - wide, cx)
    eave, peak = base - tall * 0.52, base - tall * 1.12
    edge = right if side > 0 else left
    wall = polygon(canvas, [(left, base), (left, eave), (right, eave), (right, base)])
    gable = polygon(
        canvas,
        [(edge, base), (edge, eave), (edge + g * 0.5, peak), (edge + g, eave), (edge + g, base - 0.006)],
    )
    back = left if side > 0 else right
    thatch = torn(
        canvas,
        polygon(
            canvas,
            [
                (back - 0.015 * side, eave + 0.012),
                (back + 0.03 * side, peak),
                (edge + g * 0.5, peak - 0.006),
                (edge + 0.012 * side, eave + 0.016),
            ],
        ),
        0.003,
        0.04,
    )
    whole = np.clip(wall + gable + thatch, 0, 1)
    paper.lift(whole, 0.95)
    paper.wash(wall, lab("#ecdcc0"), 0.55, rim=0.3)
    paper.wash(gable, lab("#b5a394"), 0.6, rim=0.3)
    paper.wash(thatch, ramp(0.5 + paper.noise(0.05) * 0.3, "#c08a62", "#d9b48c"), 0.75, rim=0.4, bloom=0.4)
    ink.hatch(gable, np.pi / 2 + 0.05, 0.7, 12)
    ink.hatch(gable * (paper.noise(0.2, 0.3) > -0.3), -0.8, 0.5, 12)
    ink.hatch(thatch, np.arctan2(eave - peak, -g * 0.25 - 0.01), 0.8, 11, wild=0.16)
    _, y = canvas.grid()
    ink.hatch(wall * smoothstep(eave + 0.035, eave + 0.01, y), np.pi / 2, 1.1, 7)
    for part, width in ((wall, 1.3), (gable, 1.4), (thatch, 1.7)):
        ink.trace(part, width, 0.1)
    timbers: list[list[Point]] = []
    for t in (0.2, 0.5, 0.8):
        px = left + (right - left) * t
        timbers.append([(px, base), (px, eave + 0.01)])
    timbers.append([(left, (base + eave) / 2), (right, (base + eave) / 2)])
    ink.lines(timbers, 2.0)
    door = polygon(
        canvas,
        [
            (left + wide * 0.32, base),
            (left + wide * 0.32, base - tall * 0.36),
            (left + wide * 0.44, base - tall * 0.36),
            (left + wide * 0.44, base),
        ],
    )
    panes = [
        polygon(
            canvas,
            [
                (px, base - tall * 0.18),
                (px, base - tall * 0.36),
                (px + wide * 0.12, base - tall * 0.36),
                (px + wide * 0.12, base - tall * 0.18),
            ],
        )
        for px in (left + wide * 0.06, left + wide * 0.62)
    ]
    for opening in (door, *panes):
        ink.hatch(opening, np.pi / 2, 2.6, 8)
        ink.hatch(opening, 0.2, 1.4, 6)
        ink.trace(opening, 1.3, 0.0)
    chimney_x = left + wide * 0.55
    stack = polygon(
        canvas,
        [
            (chimney_x, peak + 0.01),
            (chimney_x, peak - 0.045),
            (chimney_x + 0.026, peak - 0.045),
            (chimney_x + 0.026, peak + 0.01),
        ],
    )
    paper.lift(stack, 0.9)
    paper.wash(stack, lab("#a8684a"), 0.8, rim=0.3)
    ink.hatch(stack, np.pi / 2, 1.0, 7)
    ink.trace(stack, 1.4, 0.0)
    smoke = [
        [
            (chimney_x + 0.013 + 0.02 * np.sin(k + t * 7) + 0.10 * t, peak - 0.05 - 0.13 * t)
            for t in np.linspace(0, 1, 8)
        ]
        for k in (0.0, 0.8, 1.7)
    ]
    ink.lines(smoke, 0.9)


def _elm(paper: Paper, ink: _Pen, foot: Point, height: float, trunk: float, lean: float, leaf: float) -> None:
    """A tree of looping scribbles, dense on the side of shadow, open to the light."""
    canvas = paper.easel()
    shape = tree(canvas, foot, height, trunk, spread=0.6, lean=lean, leaf=leaf, bare=0.36)
    mask, light = leaves(canvas, shape.clumps, light=-2.5, ragged=0.8)
    wood = paper.easel()
    for limb in shape.limbs:
        line(wood, limb.path, max(limb.width, 1.4), WHITE, QUILL, 0.4)
    body = marks(wood)
    paper.lift(np.maximum(mask, body), 0.75)
    paper.wash(mask, ramp(light, "#8b9a8c", "#b2bca6", "#d8dac6"), 0.6, rim=0.35, bloom=0.5)
    bare = body * (1 - mask * smoothstep(0.45, 0.55, light))
    paper.wash(bare, lab("#b09880"), 0.7, rim=0.3)
    ink.trace((body > 0.4).astype(np.float32), 1.2, 0.1, 1 - mask * 0.6)
    ink.hatch(bare * smoothstep(-0.4, 0.4, paper.noise(0.05, 0.5)), 0.25, 1.0, 7)
    ink.hatch(bare, np.pi / 2, 0.7, 12)
    curl = paper.noise(0.02, 0.2) * 2.2
    ink.hatch(mask * smoothstep(0.95, 0.55, light), curl, 0.55, 7, wild=0.7)
    ink.hatch(mask * smoothstep(0.55, 0.3, light), curl + 0.9, 0.95, 8, wild=0.7)
    ink.hatch(mask * smoothstep(0.36, 0.2, light), -0.85, 1.2, 12, width=1.5)
    ink.trace(mask, 1.1, 0.55)
    ink.trace((light > 0.5).astype(np.float32) * mask, 1.0, 0.85)


def _foreground(paper: Paper, ink: _Pen, field: Field) -> None:
    """A fence, tufts of grass, the shadow of the great tree."""
    canvas = paper.easel()
    x, y = canvas.grid()
    shade = field * smoothstep(
        1.0, 0.5, np.hypot((x - 0.88) / 0.42, (y - 0.86) / 0.065) + 0.15 * paper.noise(0.06)
    )
    paper.wash(shade, lab("#8f93a0"), 0.75, rim=0.3)
    ink.hatch(shade, 0.08, 0.9, 20)
    ink.hatch(shade * smoothstep(-0.2, 0.6, paper.noise(0.08, 0.5, 3.0)), 0.75, 0.6, 14)
    meadow = field * smoothstep(0.60, 0.75, y)
    ink.hatch(meadow * smoothstep(0.3, 1.2, paper.noise(0.09, 0.7, 3.0)), 0.05, 0.4, 18)
    ink.hatch(
        field * smoothstep(0.78, 1.0, y) * smoothstep(0.1, 0.8, paper.noise(0.07, 0.6, 2.0)),
        -np.pi / 2 + 0.25 * paper.noise(0.04),
        0.75,
        15,
        width=1.5,
        wild=0.35,
    )
    corner = smoothstep(0.95, 1.25, y + 0.25 * np.abs(x - 0.65) + 0.03 * paper.noise(0.1))
    paper.wash(corner, lab("#a58f7c"), 0.8, rim=0.3, bloom=0.5)
    ink.hatch(corner, -np.pi / 2 + 0.4 * paper.noise(0.04), 1.1, 18, width=1.8, wild=0.4)
    posts: list[list[Point]] = []
    rails: list[list[Point]] = []
    tops = [(0.02 + 0.075 * k, 0.735 + 0.013 * k + 0.004 * (k % 2)) for k in range(6)]
    for px, py in tops:
        posts += [[(px, py + 0.075), (px + 0.003, py)], [(px + 0.008, py + 0.074), (px + 0.010, py + 0.002)]]
    for (ax, ay), (bx, by) in pairwise(tops):
        for drop in (0.018, 0.045):
            rails += [
                [(ax, ay + drop), (bx + 0.01, by + drop + 0.003)],
                [(ax, ay + drop + 0.008), (bx + 0.01, by + drop + 0.010)],
            ]
    ink.lines(posts, 1.7)
    ink.lines(rails, 1.3)
    rooks = [
        [(bx - 0.012, by - 0.006), (bx, by), (bx + 0.013, by - 0.008)]
        for bx, by in ((0.60, 0.20), (0.64, 0.175), (0.67, 0.215), (0.72, 0.185), (0.57, 0.24))
    ]
    ink.lines(rooks, 1.5)
