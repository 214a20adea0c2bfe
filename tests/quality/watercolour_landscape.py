"""A watercolour of a mountain lake: washes, a wet sky, whites that stay paper, dry brush. Strokes of shipped brushes.

`python -m tests.quality.watercolour_landscape DIR [--seed 0]`

To look at, whether one would believe that a hand made it. Tape and masking fluid, as painters use them, are selections.
"""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.files.export import save_picture
from tests.quality.hand import Colour, Hand, Line, Point, asked, through

WASH = shipped_brush("watercolour-wash")
WET = shipped_brush("watercolour-wet")
POINTED = shipped_brush("watercolour-detail")
DRY = shipped_brush("dry-brush")
SPLATTER = shipped_brush("splatter")

WIDTH, HEIGHT = 1400, 1000
LEFT, RIGHT, TOP, BOTTOM = 70, WIDTH - 70, 62, HEIGHT - 66  # what was under tape stays white
SHORE = 560

ULTRAMARINE, CERULEAN, INDIGO = (48, 74, 150), (92, 150, 190), (44, 58, 88)
SAP, OLIVE, PINE, MOSS = (92, 122, 50), (120, 122, 60), (40, 70, 62), (150, 152, 74)
OCHRE, SIENNA, ROSE, UMBER = (214, 168, 92), (160, 84, 48), (214, 140, 128), (84, 62, 52)

PEAKS: tuple[Point, ...] = ((150, 352), (352, 214), (560, 372), (905, 250), (1090, 318), (1280, 372))
PASSES: tuple[Point, ...] = (
    (LEFT - 20, 410),
    (236, 404),
    (470, 420),
    (700, 452),
    (1010, 372),
    (1180, 408),
    (RIGHT + 20, 430),
)
FAR_HILLS = through(
    (LEFT - 20, 438),
    (220, 452),
    (380, 486),
    (520, 500),
    (720, 512),
    (900, 484),
    (1080, 448),
    (RIGHT + 20, 432),
)
NEAR_SHORE = through(
    (LEFT - 20, 792), (240, 770), (420, 786), (640, 824), (900, 836), (1120, 806), (RIGHT + 20, 792)
)
LIGHT = 760  # where it falls on the water


def _jagged(line: Line) -> Line:
    """The same for whatever is painted along it: steps in rock, small and smaller."""
    return lambda x: line(x) + 4.5 * math.sin(x / 13 + math.sin(x / 31) * 3) + 2.2 * math.sin(x / 4.7)


_RIDGE = _jagged(through(*sorted((*PEAKS, *PASSES))))


def _rough(hand: Hand, line: Line, by: float, step: float = 23) -> Line:
    """A line as a hand draws it."""
    xs = np.arange(LEFT - 60, RIGHT + 60, step)
    ys = [line(float(x)) + hand.near(0, by) for x in xs]
    return lambda x: float(np.interp(x, xs, ys))


def _sky(hand: Hand) -> None:
    """Blue above clouds that stay paper, paler below, and a warm light down to the mountains, which stay paper too."""
    clouds = through(
        (LEFT, 180),
        (220, 144),
        (360, 150),
        (520, 196),
        (700, 132),
        (860, 164),
        (1010, 182),
        (1180, 122),
        (RIGHT, 160),
    )
    foot = through((LEFT, 226), (260, 240), (420, 246), (640, 220), (820, 240), (1080, 224), (RIGHT, 210))
    left, right = LEFT - 60, RIGHT + 60
    hand.fill(WET, OCHRE, left, right, _rough(hand, lambda _: 290, 10, 60), lambda _: 490, 60, 0.22)
    hand.fill(WET, ROSE, left, right, _rough(hand, lambda x: foot(x) + 40, 9, 60), lambda _: 372, 60, 0.16)
    hand.fill(WET, CERULEAN, left, right, _rough(hand, foot, 9), lambda x: foot(x) + 92, 54, 0.26)
    hand.fill(WET, ULTRAMARINE, left, right, lambda _: TOP - 60, _rough(hand, clouds, 15, 31), 96, 0.36)
    depth = _rough(hand, lambda x: 112 + 18 * math.sin(x / 130 + 2), 12, 60)
    hand.fill(WET, ULTRAMARINE, left - 60, right + 60, lambda _: TOP - 120, depth, 110, 0.17)
    for x, y, length in ((190, 208, 110), (600, 192, 170), (1110, 184, 150)):  # under the clouds
        points = [(x, y), (x + length / 2, y + 11), (x + length, y - 2), (x + length * 0.4, y + 2)]
        hand.draw(WET, (126, 128, 158), points, (0.5, 0.9), 5, 58, 0.12)


def _peaks(hand: Hand) -> None:
    """Only the sides in shadow are painted, and the feet in haze; snow is paper."""
    for x, top in PEAKS:
        valley, low = next(point for point in PASSES if point[0] > x)
        wide = valley - x
        for colour, out, down, size, opacity in (
            ((118, 134, 182), 0.5, 0.86, 13, 0.4),
            ((94, 106, 160), 0.34, 0.5, 10, 0.34),
        ):
            foot = top + down * (low + 60 - top)
            ends = (
                (x - 4, top + 20),
                (x + 0.12 * wide, top + 0.5 * (foot - top)),
                (x + out * wide, foot),
                (valley, low + 14),
            )
            edge = _rough(hand, through(*ends), 9, 11)
            hand.fill(WASH, hand.tone(colour, 4), x - 6, valley, _RIDGE, edge, size, opacity)
        before = max(point[0] for point in PASSES if point[0] < x)
        for _ in range(10):  # gullies on the side in the light
            begin = x - hand.between(0.1, 0.8) * (x - before)
            y, long = _RIDGE(begin) + hand.between(12, 40), hand.between(30, 84)
            points = [
                (begin, y),
                (begin - 4 + hand.near(0, 5), y + long * 0.5),
                (begin + hand.near(-10, 9), y + long),
            ]
            hand.draw(
                DRY,
                hand.tone((122, 136, 180)),
                points,
                (0.7, 0.2),
                2,
                hand.between(14, 34),
                hand.between(0.4, 0.65),
            )
    hand.fill(
        WET,
        (140, 158, 190),
        LEFT - 60,
        RIGHT + 60,
        lambda x: 0.4 * _RIDGE(x) + 300,
        lambda _: SHORE,
        50,
        0.24,
    )


def _hills(hand: Hand) -> None:
    line = _rough(hand, FAR_HILLS, 6)
    hand.fill(WASH, (104, 132, 146), LEFT - 40, RIGHT + 40, line, lambda _: SHORE + 4, 40, 0.4)
    for x, y, length in ((LEFT + 10, 520, 330), (470, 540, 200), (960, 516, 380)):
        points = [(x, y), (x + length, y + hand.near(0, 5))]
        hand.draw(WET, hand.tone(PINE), points, (0.9, 0.5), 3, 60, 0.3)


def _tall(x: float) -> float:
    """How tall the trees are on the far shore."""
    return 30 + 60 * max(0.0, abs(x - 690) / 620) + 18 * math.sin(x / 61) + 9 * math.sin(x / 23)


def _far_shore(hand: Hand) -> None:
    """A wood whose trees run into each other, each a single touch that begins at its tip."""
    for left, right in ((LEFT - 40, 560), (790, RIGHT + 40)):
        hand.fill(
            WET,
            hand.tone(PINE),
            left,
            right,
            lambda x: SHORE - 0.52 * _tall(x),
            lambda _: SHORE + 4,
            26,
            0.42,
        )
        x = left + 10.0
        while x < right:
            tall = _tall(x) * hand.between(0.72, 1.25)
            colour = hand.tone((PINE, (62, 92, 70), INDIGO)[int(hand.between(0, 2.6))], 9)
            points = [
                (x, SHORE - tall),
                (x + hand.near(0, 1.5), SHORE - tall * 0.5),
                (x + hand.near(0, 2), SHORE - 2),
            ]
            hand.draw(
                POINTED,
                colour,
                points,
                (0.03, hand.between(0.6, 0.9)),
                1,
                tall * 0.34,
                hand.between(0.36, 0.6),
            )
            x += hand.between(5, 17)
        points = [(left, SHORE + 4), ((left + right) / 2, SHORE + 1), (right, SHORE + 5)]
        hand.draw(WASH, hand.tone(OLIVE), points, (0.7, 0.5), 1.4, 12, 0.6)


def _hut(hand: Hand) -> None:
    """Its wall is paper; a roof, a side in shadow, a door."""
    x, y = 608.0, float(SHORE + 1)
    hand.draw(
        WET, hand.tone(PINE), [(x - 40, y - 30), (x + 50, y - 46), (x + 150, y - 28)], (0.9, 0.6), 2, 54, 0.36
    )
    roof = through((x - 8, y - 31), (x + 12, y - 55), (x + 66, y - 55), (x + 82, y - 31))
    hand.fill(WASH, SIENNA, x - 8, x + 82, roof, lambda _: y - 28, 9, 0.85)
    hand.fill(WASH, (104, 106, 142), x + 46, x + 76, lambda _: y - 28, lambda _: y + 2, 8, 0.62)
    hand.draw(POINTED, UMBER, [(x + 22, y - 17), (x + 22, y)], (0.7, 0.7), 0.3, 9, 0.8)
    hand.draw(POINTED, UMBER, [(x - 9, y - 28), (x + 80, y - 27)], (0.2, 0.25), 0.5, 7, 0.7)
    hand.draw(WASH, hand.tone(OLIVE), [(540, y + 5), (700, y + 6), (806, y + 4)], (0.6, 0.4), 1, 12, 0.6)


def _lake(hand: Hand) -> None:
    """A wash to and fro that leaves light on the water, and what stands on the shore upside down in it."""
    for left, right in ((LEFT - 40, 590), (850, RIGHT + 40)):
        deep = _rough(hand, lambda x: SHORE + 18 + 0.95 * _tall(x), 9, 15)
        hand.fill(WET, hand.tone((70, 98, 92)), left, right, lambda _: SHORE + 12, deep, 24, 0.3)
    for side, last in ((-1, 812), (1, 838)):
        _water(hand, WASH, CERULEAN, side, SHORE + 20, last, 19, 0.3, 34)
        _water(hand, WET, ULTRAMARINE, side, 690, last - 8, 34, 0.17, 190)
        _water(hand, WASH, ULTRAMARINE, side, 730, last - 12, 22, 0.2, 320)
    for _ in range(24):
        y = SHORE + 24 + 230 * hand.between(0, 1) ** 1.3
        near = (y - SHORE) / 260
        x = hand.near(LIGHT, 80 + 240 * near)
        length = hand.between(14, 40) + 60 * near
        points = [(x, y), (x + length / 2, y + 1.5), (x + length, y)]
        hand.draw(
            POINTED,
            hand.tone((74, 116, 172)),
            points,
            (0.12, 0.4),
            0.8,
            9 + 9 * near,
            hand.between(0.25, 0.45),
        )


def _water(
    hand: Hand,
    brush: Brush,
    colour: Colour,
    side: int,
    first: float,
    last: float,
    size: float,
    opacity: float,
    away: float,
) -> None:
    """Go to and fro from one side towards the light, which stays paper, and never as far as the time before."""
    points: list[Point] = []
    y, outer = first, LEFT - 50 if side < 0 else RIGHT + 50
    while y < last:
        near = (y - SHORE) / 260
        gap = away * hand.between(0.35, 1.4) + 110 * near * hand.between(0.2, 1.5)
        if hand.between(0, 1) < 0.22:
            gap += hand.between(60, 220)
        points += [(outer, y), (LIGHT + side * gap, y + hand.near(0, 2)), (outer, y + size * 0.4)]
        y += size * 0.75
    hand.draw(brush, hand.tone(colour, 4), points, (0.5, 0.85), 1.2, size, opacity)


def _meadow(hand: Hand) -> None:
    hand.fill(
        WASH,
        hand.tone(MOSS, 4),
        LEFT - 60,
        RIGHT + 60,
        _rough(hand, NEAR_SHORE, 6),
        lambda _: BOTTOM + 50,
        76,
        0.5,
    )
    for _ in range(12):  # into the wet
        x = hand.between(LEFT - 60, RIGHT - 200)
        y = NEAR_SHORE(x) + hand.between(50, 130)
        long = hand.between(140, 330)
        points = [
            (x, y),
            (x + long * 0.5, y + hand.near(-8, 8)),
            (x + long, y + hand.near(8, 8)),
            (x + long * 0.3, y + 22),
        ]
        colour = hand.tone((SAP, SAP, OLIVE, OCHRE, SIENNA)[int(hand.between(0, 4.6))], 10)
        hand.draw(WET, colour, points, (0.5, 0.95), 6, hand.between(50, 96), hand.between(0.14, 0.26))
    hand.fill(
        WET, PINE, LEFT - 60, 560, _rough(hand, lambda x: 872 + 0.14 * x, 9), lambda _: BOTTOM + 50, 54, 0.36
    )
    hand.fill(
        WET,
        PINE,
        900,
        RIGHT + 60,
        _rough(hand, lambda x: 1010 - 0.11 * x, 9),
        lambda _: BOTTOM + 50,
        54,
        0.38,
    )
    for _ in range(26):  # the tooth of the paper
        x = hand.between(LEFT - 20, RIGHT - 100)
        y = NEAR_SHORE(x) + hand.between(12, 140)
        points = [(x, y), (x + 50, y - 5), (x + hand.between(90, 200), y + hand.near(2, 6))]
        colour = hand.tone((PINE, SAP, UMBER)[int(hand.between(0, 2.99))], 10)
        hand.draw(DRY, colour, points, (0.6, 0.15), 2, hand.between(20, 50), hand.between(0.35, 0.6))


def _grass(hand: Hand) -> None:
    for _ in range(26):
        middle = hand.between(LEFT, RIGHT)
        foot = NEAR_SHORE(middle) + hand.between(10, 150)
        lean = hand.near(4, 6)
        for _ in range(int(hand.between(4, 10))):
            x, y = hand.near(middle, 16), foot + hand.near(0, 5)
            tall = hand.between(16, 46) * (foot / 900) ** 2
            bent = lean + hand.near(0, 9)
            points = [(x, y), (x + bent * 0.3, y - tall * 0.6), (x + bent, y - tall)]
            colour = hand.tone((PINE, OLIVE, SAP, UMBER)[int(hand.between(0, 3.99))], 10)
            hand.draw(POINTED, colour, points, (0.5, 0.03), 0.6, hand.between(8, 14), hand.between(0.4, 0.7))


def _near_trees(hand: Hand) -> None:
    """Pines of drooping touches that let the sky through."""
    for x, foot, height in ((1126, 858, 300), (1262, 884, 410), (1196, 876, 520)):
        colour = (46, 74, 62)
        hand.draw(POINTED, UMBER, [(x, foot - height * 0.93), (x + 3, foot)], (0.03, 0.4), 0.8, 22, 0.5)
        y = foot - height
        while y < foot - height * 0.07:
            down = 1 - (foot - y) / height
            for side in (-1, 1):
                if hand.between(0, 1) < 0.16:
                    continue
                reach = side * height * (0.02 + 0.19 * down**0.8) * hand.between(0.5, 1.15)
                points = [
                    (x, y),
                    (x + reach * 0.55, y + abs(reach) * 0.1),
                    (x + reach, y + abs(reach) * hand.between(0.2, 0.5)),
                ]
                mixed = hand.tone((colour, (70, 100, 58), INDIGO)[int(hand.between(0, 2.5))], 10)
                thick = (9 + 40 * down) * hand.between(0.7, 1.25)
                hand.draw(POINTED, mixed, points, (0.75, 0.12), 1.6, thick, hand.between(0.3, 0.52))
            y += 7 + 11 * down * hand.between(0.7, 1.3)
        points = [(x - 60, foot + 8), (x, foot + 12), (x + 80, foot + 6)]
        hand.draw(WET, hand.tone(INDIGO), points, (0.8, 0.3), 2, 40, 0.42)


def _last_touches(hand: Hand) -> None:
    for x, y, wide in ((700, 292, 13), (734, 276, 10), (752, 304, 8), (800, 270, 7)):
        for side in (-1, 1):
            points = [(x, y), (x + side * wide * 0.5, y - wide * 0.45), (x + side * wide, y - wide * 0.2)]
            hand.draw(POINTED, INDIGO, points, (0.4, 0.08), 0.3, 6, 0.7)
    for x in (252, 304, 366, 420):  # posts in the shallows
        top = 748 + hand.near(0, 6)
        hand.draw(POINTED, UMBER, [(x, top), (x + hand.near(0, 3), top + 56)], (0.5, 0.5), 0.6, 12, 0.75)
        hand.draw(
            POINTED, UMBER, [(x, top + 60), (x + 5, top + 70), (x - 1, top + 82)], (0.3, 0.1), 1, 10, 0.35
        )
    hand.draw(POINTED, UMBER, [(246, 764), (334, 771), (424, 762)], (0.12, 0.12), 1, 8, 0.6)
    hand.draw(SPLATTER, hand.tone(SAP), [(330, 870), (520, 890)], (0.25, 0.25), 1, 100, 0.35)
    for points in (
        [(1226, 924), (1233, 908), (1240, 926)],
        [(1246, 925), (1252, 914), (1262, 926), (1272, 915), (1290, 920)],
    ):
        hand.draw(POINTED, UMBER, points, (0.3, 0.15), 0.4, 5, 0.8)


PARTS = (_sky, _peaks, _hills, _far_shore, _hut, _lake, _meadow, _near_trees, _grass, _last_touches)


def _masked(lay: Callable[[Hand], None]) -> Mask:
    """Leave free what is under neither tape nor masking fluid."""
    free = np.zeros((HEIGHT, WIDTH), np.uint8)
    free[TOP:BOTTOM, LEFT:RIGHT] = 255
    if lay is _sky:
        for x in range(LEFT, RIGHT):
            free[round(_RIDGE(x)) : SHORE, x] = 0
    elif lay in (_peaks, _hills, _far_shore):  # the walls of the hut
        free[SHORE - 29 : SHORE + 3, 609:682] = 0
    return free


def paint(seed: int = 0) -> tuple[Document, int]:
    """Paint the picture; returns it and the number of strokes."""
    document = Document(WIDTH, HEIGHT)
    hand = Hand(document, seed)
    for lay in PARTS:
        document.select(_masked(lay))
        lay(hand)
    return document, hand.strokes


def main() -> None:
    arguments = asked(__doc__)
    folder: Path = arguments.folder
    document, strokes = paint(arguments.seed)
    save_picture(folder / "watercolour.png", document.composite())
    print(f"{strokes} strokes in {folder}")


if __name__ == "__main__":
    main()
