"""A pen drawing of an old gate: lines that swell and lift, hatching along the form, blacks, dry brush, a little wash.

`python -m tests.quality.ink_drawing DIR [--seed 0]`

To look at, whether one would believe that a hand made it. What stands in front is drawn first, and lines behind it stop
before they meet it, as with pen on paper, which forgives nothing.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.export import save_picture
from tests.quality.hand import Point, asked
from tests.quality.penman import BRUSH, FLICK, HEIGHT, INK, PEN, SWELL, WIDTH, Penman, area, curve, straight

DRY = shipped_brush("dry-ink")
PENCIL = shipped_brush("pencil")
WASH = shipped_brush("watercolour-wash")
SPLATTER = shipped_brush("splatter")

LEAD, DILUTED = (108, 106, 110), (126, 122, 124)

# The tower: its front is in the light, its side in the shade.
FRONT: list[Point] = [(470, 356), (762, 376), (760, 800), (468, 826)]
SIDE: list[Point] = [(762, 376), (868, 404), (864, 772), (760, 800)]
ROOF: list[Point] = [(440, 362), (784, 388), (700, 172), (574, 160)]
SLOPE: list[Point] = [(784, 388), (896, 414), (700, 172)]
LEFT_WALL: list[Point] = [(-30, 634), (468, 676), (468, 826), (-30, 890)]
HOUSE: list[Point] = [(176, 474), (404, 486), (404, 690), (176, 660)]
HOUSE_ROOF: list[Point] = [(150, 486), (430, 500), (392, 372), (212, 356)]
RIGHT_WALL: list[Point] = [(864, 676), (1130, 664), (1130, 736), (864, 770)]
TRUNK_LEFT: list[Point] = [
    (1150, 972),
    (1196, 950),
    (1222, 916),
    (1240, 860),
    (1250, 806),
    (1246, 770),
    (1256, 724),
    (1250, 680),
    (1236, 638),
    (1216, 600),
    (1196, 556),
    (1162, 510),
    (1120, 462),
    (1096, 420),
]
TRUNK_RIGHT: list[Point] = [
    (1440, 976),
    (1396, 950),
    (1366, 912),
    (1352, 862),
    (1344, 800),
    (1350, 764),
    (1342, 716),
    (1346, 660),
    (1362, 610),
    (1396, 548),
    (1420, 490),
    (1450, 420),
]
FORKS: tuple[list[Point], ...] = (
    [(1128, 410), (1158, 466), (1200, 520), (1246, 574), (1264, 604), (1276, 560), (1284, 500), (1282, 420)],
    [(1316, 420), (1314, 500), (1312, 548), (1324, 586), (1348, 552), (1380, 506), (1398, 460), (1408, 420)],
)
PATH_LEFT: list[Point] = [
    (210, 1170),
    (420, 1060),
    (600, 990),
    (690, 938),
    (640, 884),
    (566, 850),
    (548, 826),
]
PATH_RIGHT: list[Point] = [
    (900, 1170),
    (930, 1080),
    (930, 1000),
    (884, 936),
    (800, 886),
    (720, 842),
    (690, 812),
]

MASSES = (  # of leaves, from front to back; the first three hang before the boughs
    (1116, 388, 128, 78),
    (1344, 366, 132, 76),
    (1500, 372, 120, 96),
    (1224, 268, 150, 104),
    (1416, 234, 150, 104),
    (1048, 262, 104, 74),
    (1298, 132, 160, 84),
    (1140, 158, 116, 76),
    (1536, 168, 112, 92),
)


def arch(middle: float, half: float, spring: float, foot: tuple[float, float]) -> list[Point]:
    round_part = [
        (middle + half * math.cos(turn), spring + half * 1.08 * math.sin(turn))
        for turn in np.linspace(math.pi, math.tau, 19)
    ]
    return [(middle - half, foot[0]), *round_part, (middle + half, foot[1])]


ARCH = arch(620, 72, 640, (818, 808))
INNER = arch(640, 42, 664, (792, 788))


def _pencil(hand: Penman) -> None:
    """Only what places things, past where they end, and some of it where nothing came of it."""

    def lead(points: Sequence[Point], firm: float = 0.4) -> None:
        hand.draw(PENCIL, LEAD, points, (firm * 0.8, firm, firm * 0.5), 1.6, hand.between(3, 4.4), 0.8, 5)

    for a, b in (
        ((380, 352), (900, 390)),
        ((420, 836), (830, 794)),
        ((470, 250), (466, 900)),
        ((764, 300), (758, 870)),
        ((868, 340), (862, 840)),
        ((620, 130), (620, 860)),
        ((-10, 610), (700, 704)),
        ((60, 700), (1290, 668)),
        ((430, 384), (590, 140)),
        ((690, 150), (810, 420)),
    ):
        lead([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + hand.near(0, 3)), b], hand.between(0.3, 0.5))
    for line in (PATH_LEFT, PATH_RIGHT, TRUNK_LEFT, TRUNK_RIGHT):
        lead([(x + hand.near(0, 9), y + hand.near(0, 7)) for x, y in curve(line, 40)], 0.34)
    for x, y, wide, high in MASSES[:6]:
        turn = hand.between(0, 6)
        lead(
            [(x + wide * math.cos(turn + t), y + high * math.sin(turn + t)) for t in np.linspace(0, 6.9, 34)],
            0.2,
        )
    for _ in range(3):
        lead([(x + hand.near(0, 4), y + hand.near(0, 4)) for x, y in arch(620, 76, 638, (850, 840))], 0.36)


def _figure(hand: Penman) -> None:
    """An old man with a stick on his way home."""
    x, y = 838.0, 926.0
    coat = [
        (x - 12, y - 62),
        (x + 4, y - 66),
        (x + 13, y - 54),
        (x + 17, y - 20),
        (x - 12, y - 18),
        (x - 15, y - 44),
    ]
    hand.black(coat, 9)
    hand.draw(
        BRUSH,
        INK,
        [(x - 6, y - 20), (x - 9, y - 8), (x - 12, y + 1), (x - 18, y + 2)],
        (0.62, 0.5, 0.4),
        0.3,
        12,
        step=3,
    )
    hand.draw(
        BRUSH,
        INK,
        [(x + 8, y - 20), (x + 11, y - 8), (x + 9, y + 4), (x + 3, y + 6)],
        (0.62, 0.5, 0.4),
        0.3,
        12,
        step=3,
    )
    hand.line(
        curve([(x - 8, y - 66), (x - 9, y - 74), (x - 3, y - 79), (x + 4, y - 75), (x + 3, y - 67)], 1.5),
        9,
        (0.6, 0.6),
        0.2,
        0,
    )
    hand.draw(
        BRUSH, INK, [(x - 13, y - 75), (x - 3, y - 78), (x + 9, y - 74)], (0.3, 0.42, 0.3), 0.2, 12, step=2
    )
    hand.draw(
        BRUSH, INK, [(x - 7, y - 79), (x - 2, y - 83), (x + 4, y - 79)], (0.4, 0.55, 0.4), 0.2, 12, step=2
    )
    hand.line(curve([(x - 11, y - 54), (x - 21, y - 44), (x - 27, y - 38)], 2), 10, (0.66, 0.6), 0.3, 0)
    hand.line(straight([(x - 27, y - 42), (x - 31, y + 4)], 3), 9, (0.6, 0.55), 0.3, 0)
    for step in range(7):
        hand.draw(
            PEN,
            INK,
            straight([(x - 8 + step * 5, y + 6 + step), (x + 26 + step * 7, y + 12 + step * 1.6)], 4),
            FLICK,
            0.4,
            8,
            step=4,
        )
    hand.take([(x - 36, y - 88), (x + 20, y - 88), (x + 24, y + 8), (x - 36, y + 8)])


def _trunk(hand: Penman) -> None:
    for contour, size in ((TRUNK_LEFT, 13), (TRUNK_RIGHT, 16)):
        hand.line(curve(contour), size, (0.5, 0.7, 0.62, 0.72, 0.6, 0.68, 0.56), 2.0, 0.5)
    for fork in FORKS:
        hand.line(curve(fork), 13, (0.56, 0.66, 0.72, 0.66, 0.56), 1.4, 0.3)
    left, right = curve(TRUNK_LEFT[:10], 4), curve(TRUNK_RIGHT[:9], 4)

    def within(t: float, part: float) -> Point:
        a, b = left[int(t * (len(left) - 1))], right[int(t * (len(right) - 1))]
        return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part

    for _ in range(80):  # furrows, which part round the knot
        part, low = hand.between(0.05, 0.95), hand.between(0.02, 0.9)
        line = []
        for t in np.linspace(low, min(0.98, low + hand.between(0.06, 0.24)), 9):
            x, y = within(t, part)
            aside = 12 * math.exp(-(((y - 760) / 34) ** 2)) * (1 if x > 1284 else -1)
            line.append((x + aside + hand.near(0, 1.3), y))
        hand.line(curve(line), 9, (0.4, 0.5 + 0.2 * part, 0.66, 0.4), 1.0, 0.5)
    hand.between_lines(TRUNK_RIGHT[:9], TRUNK_LEFT[:9], 7, 9, 0.1, (0.0, 0.42))
    hand.between_lines(TRUNK_RIGHT[:9], TRUNK_LEFT[:9], 8, 9, -0.1, (0.0, 0.3))
    hand.between_lines(TRUNK_LEFT[1:10], TRUNK_RIGHT[1:10], 19, 8, 0.12, (0.0, 0.12))
    for fork, edge in ((FORKS[0][4:], FORKS[1][:4][::-1]), (FORKS[1][4:], TRUNK_RIGHT[8:])):
        hand.between_lines(edge, fork, 6, 8, 0.14, (0.0, 0.6))
    hand.between_lines(FORKS[0][:5], TRUNK_LEFT[9:][::-1], 6, 8, 0.14, (0.0, 0.5))
    for _ in range(16):  # the side that is turned away, with a brush that is nearly dry
        t = hand.between(0.05, 0.8)
        points = [within(t + step, 0.86 + 0.08 * math.sin(9 * t)) for step in np.linspace(0, 0.16, 5)]
        hand.draw(DRY, INK, points, (0.5, 0.8, 0.2), 1.5, hand.between(12, 22), step=5)
    knot = [(1284 + 10 * math.cos(t), 760 + 17 * math.sin(t)) for t in np.linspace(0.4, 6.5, 18)]
    hand.line(knot, 10, (0.6, 0.7, 0.5), 0.8, 0)
    hand.black([(1280, 752), (1288, 749), (1291, 764), (1284, 773), (1278, 764)], 6)
    hand.take([*TRUNK_LEFT, *FORKS[0], *FORKS[1], *TRUNK_RIGHT[::-1]])


def _around(hand: Penman, x: float, y: float, wide: float, high: float) -> list[Point]:
    """The outline of leaves in bunches, an uneven one."""
    bunches = [
        (turn + hand.near(0, 0.16), hand.between(0.26, 0.44), hand.between(0.55, 0.72))
        for turn in np.linspace(0, math.tau, 9, endpoint=False)
    ]
    ring = []
    for turn in np.linspace(0, math.tau, 140):
        far = 0.6
        for middle, size, out in bunches:
            off = abs((turn - middle + math.pi) % math.tau - math.pi)
            aside = out * math.sin(off)
            if off < 1.2 and aside < size:
                far = max(far, out * math.cos(off) + math.sqrt(size**2 - aside**2))
        ring.append((x + wide * far * math.cos(turn), y + high * far * math.sin(turn)))
    return ring


def _touch(hand: Penman, x: float, y: float, size: float) -> None:
    """One leaf, with the point of the brush."""
    lean, long = hand.near(0.5, 0.8), size * hand.between(0.7, 1.3)
    points = [
        (x, y),
        (x + 0.5 * long * math.cos(lean), y + 0.5 * long * math.sin(lean)),
        (x + long * math.cos(lean), y + long * math.sin(lean)),
    ]
    if all(hand.free(*point) for point in points):
        hand.draw(BRUSH, INK, points, (0.3, 0.62, 0.2), 0.2, size, step=4)


def _leafy(hand: Penman, mass: tuple[float, float, float, float]) -> None:
    x, y, wide, high = mass
    ring = _around(hand, *mass)

    def shade(px: float, py: float) -> float:
        """Light comes from the upper left, and each bunch has a little of its own."""
        own = 0.16 * math.sin(px / 17 + y) * math.sin(py / 13 + x)
        return float(np.clip(0.4 + 0.5 * (py - y) / high + 0.34 * (px - x) / wide + own, 0, 1))

    dense = curve(ring, 3)
    place = 0
    while place < len(dense) - 8:  # the outline is left open where light falls
        length = int(hand.between(10, 30))
        px, py = dense[place]
        dark = shade(px, py)
        if hand.between(0, 1) < 0.62 + dark:
            hand.leaves(dense[place : place + length], 9, 8 + 2 * dark, 0.94 + 0.14 * dark)
        place += length + int(hand.between(0, 5))
    inside = area(ring)
    for _ in range(int(wide * high / 30)):
        turn, out = hand.between(0, math.tau), math.sqrt(hand.between(0, 1))
        px, py = x + wide * out * math.cos(turn), y + high * out * math.sin(turn)
        if not (0 <= px < WIDTH - 1 and 0 <= py < HEIGHT - 1 and inside[round(py), round(px)]):
            continue
        dark = shade(px, py)
        if dark > hand.between(0.12, 0.95):
            lean = hand.near(0.3, 0.8)
            way = straight([(px, py), (px + 20 * math.cos(lean), py + 20 * math.sin(lean))])
            hand.leaves(way, hand.between(5, 8), 8, 0.9 + 0.2 * dark)
        if dark > hand.between(0.66, 1.15):
            _touch(hand, px, py, hand.between(8, 15))
    hand.hatch(inside, 122, 6, lambda px, py: 1.5 * (shade(px, py) - 0.5), 8, 0.05, 36)
    hand.hatch(inside, 68, 7, lambda px, py: 1.5 * (shade(px, py) - 0.68), 8, 0.05, 30)
    hand.take(ring)


def _near_leaves(hand: Penman) -> None:
    for mass in MASSES[:3]:
        _leafy(hand, mass)


def _crown(hand: Penman) -> None:
    for mass in MASSES[3:]:
        _leafy(hand, mass)
    for line in (
        [(1290, 420), (1284, 380), (1262, 340)],
        [(1400, 450), (1384, 420), (1392, 400)],
        [(1120, 320), (1144, 290), (1180, 280)],
    ):
        hand.line(curve(line), 14, (0.7, 0.66, 0.5), 1, 0.2)
    for _ in range(24):  # leaves on their own, against the sky
        turn = hand.between(2.6, 6.4)
        px, py = 1290 + 330 * math.cos(turn), 250 + 230 * math.sin(turn)
        hand.leaves(straight([(px, py), (px + 9, py + 3)]), 6, 7, 0.94)


def _tower(hand: Penman) -> None:
    hand.line(curve(ARCH[:1] + ARCH[1:-1] + ARCH[-1:]), 13, (0.62, 0.68, 0.66, 0.7), 1, 0.05)
    # The vault: black above, the wall within hatched, light at its end.
    hand.take(INNER)
    hand.hatch(area(ARCH), 84, 5, lambda _x, _y: 1.0, 9, 0.02, 80)
    hand.hatch(area(ARCH), 38, 6, lambda _x, y: 1.0 if y < 770 else 0.4, 9, 0.02, 60)
    hand.hatch(area(ARCH), -30, 7, lambda _x, y: 1.0 if y < 730 else 0.2, 9, 0.02, 60)
    soffit = [(x, y + 4) for x, y in ARCH[1:-1]]
    inner = [(x, y - 3) for x, y in INNER[1:-1]]
    for t in np.linspace(0.1, 0.95, 8):
        line = [
            (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in zip(soffit, inner, strict=True)
        ]
        hand.draw(BRUSH, INK, curve(line, 4), (0.5, 0.66, 0.7, 0.66, 0.4), 0.8, 15, step=4)
    hand.draw(BRUSH, INK, straight([(556, 640), (556, 812)], 5), (0.6, 0.6, 0.3), 0.8, 12, step=5)
    hand.line(curve(INNER), 9, (0.5, 0.6, 0.5), 0.6, 0.05)
    hand.taken[area(INNER)] = False
    # What is seen through it: the lane goes on, a wall, a small tree.
    hand.line(curve([(604, 740), (640, 732), (676, 736)]), 7, (0.4, 0.5, 0.3), 0.5)
    hand.line(curve([(622, 790), (640, 756), (648, 738)]), 7, (0.4, 0.5, 0.3), 0.5)
    hand.leaves(curve([(652, 716), (656, 690), (668, 676), (678, 690)]), 6, 6)
    hand.hatch(area([(652, 694), (680, 690), (680, 734), (660, 734)]), 60, 6, size=6, longest=20)
    hand.take(ARCH)
    # Its stones: some, the keystone all round.
    for number, turn in enumerate(np.linspace(math.pi + 0.12, math.tau - 0.12, 12)):
        inside, outside = 76, 98 + hand.near(0, 3)
        a, b = ((620 + r * math.cos(turn), 640 + r * 1.08 * math.sin(turn)) for r in (inside + 2, outside))
        if number != 9:
            hand.line(straight([a, b], 2), 9, (0.56, 0.66, 0.5), 0.4, 0)
    hand.line(
        [(620 + 99 * math.cos(t), 640 + 107 * math.sin(t)) for t in np.linspace(math.pi, math.tau, 60)],
        10,
        SWELL,
        0.9,
        0.5,
    )
    for y in (660, 690, 722, 756, 786):
        for x, out in ((548, -24), (692, 22)):
            hand.line(
                straight([(x, y), (x + out + hand.near(0, 4), y + hand.near(0, 1.5))], 2),
                8,
                (0.5, 0.6, 0.4),
                0.4,
                0,
            )
    # Windows.
    for x, y in ((548, 452), (664, 460)):
        pane = [(x, y), (x + 38, y + 2), (x + 38, y + 66), (x, y + 64)]
        for row in (0, 1, 2):
            for column in (0, 1):
                left, top = x + 4 + column * 17.5, y + 4 + row * 20.5
                if (row, column) == (0, 1) and x < 600:
                    hand.hatch(
                        area([(left, top), (left + 14, top), (left + 14, top + 17), (left, top + 17)]),
                        60,
                        4,
                        size=7,
                    )
                    continue
                hand.black(
                    [(left, top), (left + 13, top + 0.6), (left + 13, top + 16.5), (left, top + 16)], 7
                )
        hand.line(straight([*pane, pane[0]], 2), 9, (0.6, 0.66, 0.6), 0.6, 0.1)
        hand.line(straight([(x - 9, y + 70), (x + 48, y + 73)], 2), 12, (0.6, 0.66, 0.6), 0.6, 0)
        hand.line(straight([(x - 9, y + 76), (x + 47, y + 79)], 2), 8, SWELL, 0.6, 0)
        hand.hatch(
            area([(x - 6, y + 80), (x + 50, y + 82), (x + 54, y + 100), (x + 4, y + 98)]),
            118,
            5,
            size=7,
            longest=18,
        )
        shutter = [(x + 42, y + 1), (x + 60, y + 5), (x + 60, y + 66), (x + 42, y + 66)]
        hand.line(straight([*shutter, shutter[0]], 2), 9, SWELL, 0.6, 0.1)
        hand.hatch(area(shutter), 6, 4.6, size=7, bend=0.02)
        hand.take([(x - 9, y - 4), (x + 61, y - 2), (x + 61, y + 80), (x - 9, y + 78)])
    # Contours: the ridge and edges firm, the foot lost in grass.
    hand.line(straight([ROOF[0], ROOF[1]]), 13, (0.66, 0.6, 0.7, 0.62), 1.3, 0.1)
    hand.line(straight([(446, 372), (780, 397)]), 9, SWELL, 0.9, 0.5)
    hand.line(straight([ROOF[1], SLOPE[1]]), 15, (0.7, 0.72, 0.66), 1.0, 0.1)
    hand.line(curve([ROOF[0], (508, 276), (574, 160)]), 13, (0.6, 0.7, 0.64), 1.2, 0.15)
    hand.line(curve([ROOF[1], (748, 276), (700, 172)]), 13, (0.66, 0.7, 0.6), 1.0, 0.1)
    hand.line(curve([SLOPE[1], (806, 284), (700, 172)]), 14, (0.7, 0.74, 0.6), 1.2, 0.1)
    hand.line(straight([ROOF[3], ROOF[2]]), 15, (0.7, 0.72, 0.7), 1.2, 0.05)
    hand.line(straight([(574, 160), (573, 112)]), 10, (0.7, 0.6), 0.5, 0)
    hand.line(
        curve([(573, 124), (588, 118), (596, 126), (610, 119), (600, 134), (573, 131)], 2),
        9,
        (0.6, 0.66),
        0.4,
        0,
    )
    hand.line(
        [(573 + 5 * math.cos(t), 148 + 5 * math.sin(t)) for t in np.linspace(0, 6.6, 14)],
        10,
        (0.7, 0.7),
        0.2,
        0,
    )
    hand.line(straight([(472, 372), FRONT[3]]), 12, (0.6, 0.66, 0.6, 0.4), 1.4, 0.2)
    hand.line(straight([(762, 392), FRONT[2]]), 13, (0.66, 0.72, 0.66, 0.6), 1.3, 0.08)
    hand.line(straight([(868, 412), SIDE[2]]), 12, (0.66, 0.7, 0.6, 0.4), 1.4, 0.15)
    # Shade: under the eaves, on the side, and over half the roof.
    eaves = area([(472, 374), (762, 396), (762, 428), (472, 392)])
    hand.hatch(eaves, 112, 5, size=9, longest=40)
    hand.hatch(eaves, 60, 7, lambda x, _y: (x - 470) / 250, size=8, longest=30)
    side = area(SIDE)
    hand.hatch(side, 76, 6.5, size=9, longest=120)
    hand.hatch(side, 30, 8, lambda _x, y: 1.1 - (y - 400) / 420, size=9, longest=70)
    hand.hatch(side, 128, 9, lambda _x, y: 0.9 - (y - 400) / 150, size=9, longest=60)
    hand.hatch(area(FRONT), 66, 8, lambda x, y: (x - 690) / 120 + 0.25 * math.sin(y / 60), size=8, longest=60)
    _tiles(hand)
    _stones(hand, FRONT, 70)
    hand.take(FRONT, SIDE, ROOF, SLOPE)


def _tiles(hand: Penman) -> None:
    """Rows of tiles that sag, most of them left out where the light falls."""
    front, slope = area(ROOF), area(SLOPE)
    for row in range(1, 17):
        t = row / 17
        left = (574 + (440 - 574) * t, 160 + (362 - 160) * t + 3 * math.sin(row))
        right = (700 + (784 - 700) * t, 172 + (388 - 172) * t)
        x = left[0]
        while x < right[0]:
            share = (x - left[0]) / (right[0] - left[0])
            y = left[1] + (right[1] - left[1]) * share + 3 * math.sin(math.pi * share)
            wide = hand.between(9, 15)
            drawn = 0.25 + 0.75 * share + 0.25 * math.sin(x / 40 + row * 0.7) > hand.between(0.1, 0.95)
            if drawn and front[min(HEIGHT - 1, round(y)), round(x)]:
                points = curve(
                    [
                        (x, y - 5),
                        (x + 1, y + 1),
                        (x + wide * 0.5, y + 3.4),
                        (x + wide - 1, y + 1),
                        (x + wide, y - 4),
                    ],
                    2,
                )
                hand.draw(PEN, INK, points, (0.45, 0.6, 0.5), 0.3, 8, step=4)
            x += wide
        end = (700 + (896 - 700) * t, 172 + (414 - 172) * t)
        hand.line(
            curve([right, ((right[0] + end[0]) / 2, (right[1] + end[1]) / 2 + 2), end]), 9, SWELL, 0.8, 0.3
        )
    hand.hatch(front, 66, 7, lambda x, y: (x - 600 - 0.18 * (y - 160)) / 190, size=8, longest=60)
    hand.hatch(slope, 60, 5.5, size=9, longest=60)
    hand.hatch(slope, 100, 7, size=9, longest=50)
    hand.draw(DRY, INK, curve([(714, 196), (770, 280), (836, 360)], 8), (0.5, 0.7, 0.4), 2, 40, step=6)
    hand.draw(DRY, INK, curve([(724, 230), (770, 310), (806, 380)], 8), (0.5, 0.7, 0.4), 2, 34, step=6)


def _stones(hand: Penman, wall: Sequence[Point], count: int) -> None:
    """Here and there a few stones together, as the eye takes the rest for granted."""
    inside = area(wall)
    xs, ys = [x for x, _ in wall], [y for _, y in wall]
    for _ in range(count // 5):
        x, y = hand.between(min(xs), max(xs)), hand.between(min(ys) + 40, max(ys) - 12)
        for _ in range(5):
            wide, high = hand.between(18, 40), hand.between(10, 17)
            ring = [
                (x, y),
                (x + wide * 0.5, y - 1.5),
                (x + wide, y),
                (x + wide + 1, y + high),
                (x + wide * 0.4, y + high + 1),
                (x - 1, y + high - 1),
            ]
            corners = [*ring, (x, y + 2)]
            if all(
                0 <= round(b) < HEIGHT
                and 0 <= round(a) < WIDTH
                and inside[round(b), round(a)]
                and hand.free(a, b)
                for a, b in ring
            ):
                start = int(hand.between(0, 3.9))
                hand.line(
                    curve([*corners[start:], *corners[:start]][: int(hand.between(4, 7.9))], 2),
                    8,
                    (0.45, 0.62, 0.5),
                    0.5,
                    0.4,
                )
                if hand.between(0, 1) < 0.3:
                    hand.hatch(area(ring), 60, 4.5, size=7, longest=18)
            if hand.between(0, 1) < 0.6:
                x += wide + 3
            else:
                x, y = x - hand.between(0, 30), y + high + 3


def _walls(hand: Penman) -> None:
    # On the left, with ivy over it; it comes towards us.
    for points in (
        [(300, 664), (340, 690), (352, 740), (330, 700)],
        [(60, 640), (120, 670), (150, 720), (170, 690), (200, 650)],
    ):
        for _ in range(26):
            x, y = points[int(hand.between(0, len(points) - 0.01))]
            x, y = hand.near(x, 24), hand.near(y, 18)
            hand.leaves(straight([(x, y), (x + 16, y + 8)]), hand.between(7, 11), 9, 1.04)
    hand.line(straight([(-10, 636), (468, 678)]), 13, (0.5, 0.66, 0.7, 0.6), 1.6, 0.3)
    hand.line(straight([(-10, 652), (468, 692)]), 9, SWELL, 1.4, 0.6)
    x = 10.0
    while x < 460:  # the coping
        y = 636 + x * 42 / 478
        if hand.between(0, 1) < 0.7:
            hand.line(curve([(x, y), (x - 1, y + 8), (x + 1, y + 15)], 2), 9, (0.6, 0.6, 0.4), 0.4, 0)
        x += hand.between(22, 36)
    band = area([(-10, 654), (468, 694), (468, 716), (-10, 682)])
    hand.hatch(band, 112, 6, size=8, longest=30)
    hand.hatch(
        area(LEFT_WALL), 62, 8, lambda x, y: (x - 380) / 120 + 0.2 * math.sin(y / 20), size=8, longest=50
    )
    hand.hatch(
        area(LEFT_WALL),
        84,
        9,
        lambda x, y: 0.6 * math.sin(x / 74 + 1) - 0.2 + 0.1 * math.sin(y / 30),
        size=8,
        longest=70,
    )
    _stones(hand, LEFT_WALL, 150)
    hand.take(LEFT_WALL, [(30, 630), (220, 640), (220, 740), (60, 740)])
    # On the right, going away.
    hand.line(curve([(870, 676), (960, 672), (1130, 664)]), 10, SWELL, 1.2, 0.3)
    hand.line(curve([(870, 686), (980, 680), (1100, 674)]), 7, SWELL, 1.0, 0.6)
    hand.line(curve([(868, 770), (1000, 752), (1140, 738)]), 8, SWELL, 1.2, 0.6)
    hand.hatch(
        area([(868, 688), (1010, 682), (1040, 745), (868, 768)]),
        66,
        6,
        lambda x, _y: 1.3 - (x - 868) / 150,
        size=8,
        longest=60,
    )
    hand.hatch(
        area([(868, 688), (940, 684), (980, 750), (868, 768)]),
        20,
        7,
        lambda x, _y: 1.2 - (x - 868) / 100,
        size=8,
        longest=50,
    )
    _stones(hand, RIGHT_WALL, 60)
    hand.take(RIGHT_WALL)


def _house(hand: Penman) -> None:
    chimney = [(336, 330), (364, 332), (364, 392), (336, 384)]
    hand.line(straight([chimney[3], chimney[0], chimney[1], chimney[2]]), 10, SWELL, 0.8, 0.05)
    hand.line(straight([(331, 330), (369, 332)]), 12, (0.66, 0.66), 0.5, 0)
    hand.hatch(area([(350, 334), (364, 334), (364, 392), (350, 388)]), 76, 4.5, size=8)
    hand.take(chimney)
    for smoke in ((346, 322, 1), (352, 318, -1)):
        x, y, side = smoke
        hand.line(
            curve([(x, y), (x + 10 * side, y - 26), (x - 2, y - 50), (x + 20, y - 84), (x + 12, y - 110)]),
            6,
            (0.5, 0.4, 0.3),
            1.2,
            0.9,
        )
    hand.line(straight([HOUSE_ROOF[3], HOUSE_ROOF[2]]), 12, SWELL, 1.3, 0.1)
    hand.line(straight([HOUSE_ROOF[2], HOUSE_ROOF[1]]), 11, SWELL, 1.3, 0.1)
    hand.line(straight([HOUSE_ROOF[3], HOUSE_ROOF[0]]), 10, SWELL, 1.3, 0.2)
    hand.line(straight([HOUSE_ROOF[0], HOUSE_ROOF[1]]), 11, SWELL, 1.3, 0.1)
    roof = area(HOUSE_ROOF)
    hand.hatch(
        roof, 96, 7, lambda x, y: 0.35 + 0.5 * math.sin(x / 50 + 2) + (y - 420) / 300, size=7, longest=50
    )
    hand.hatch(roof, 4, 12, lambda x, _y: 0.3 + 0.3 * math.sin(x / 30), size=7, longest=40)
    hand.take(HOUSE_ROOF)
    for x in (212, 290, 346):
        pane = [(x, 536), (x + 26, 537), (x + 26, 580), (x, 579)]
        hand.black([(x + 3, 540), (x + 11, 540), (x + 11, 576), (x + 3, 576)], 6)
        hand.black([(x + 15, 540), (x + 23, 541), (x + 23, 577), (x + 15, 576)], 6)
        hand.line(straight([*pane, pane[0]], 2), 8, SWELL, 0.5, 0.1)
    hand.line(straight([(186, 490), (184, 646)]), 8, SWELL, 1, 0.3)
    hand.line(straight([(404, 500), (404, 668)]), 9, SWELL, 1, 0.2)
    hand.hatch(area([(186, 490), (404, 502), (404, 522), (186, 506)]), 112, 5, size=7, longest=24)
    hand.hatch(area(HOUSE), 66, 9, lambda x, _y: (x - 330) / 160, size=7, longest=50)
    hand.take(HOUSE)
    for x, y, wide, high in ((100, 540, 84, 110), (452, 560, 50, 90), (30, 580, 60, 60)):  # trees about it
        ring = [
            (x + wide * math.cos(t) * (1 + 0.1 * math.sin(4 * t)), y + high * math.sin(t))
            for t in np.linspace(0, math.tau, 40)
        ]
        hand.leaves(curve(ring, 3), 9, 8)
        for _ in range(int(wide * high / 190)):
            turn, out = hand.between(0, math.tau), math.sqrt(hand.between(0, 0.8))
            px, py = x + wide * out * math.cos(turn), y + high * out * math.sin(turn)
            if px > x - 0.4 * wide + 0.3 * (y - py):
                hand.leaves(straight([(px, py), (px + 16, py + 7)]), 7, 7)
        hand.hatch(
            area(ring),
            116,
            6,
            lambda px, py, x=x, y=y, wide=wide, high=high: (
                0.8 * (px - x) / wide + 0.7 * (py - y) / high + 0.1
            ),
            size=7,
            longest=40,
        )
        hand.hatch(
            area(ring),
            64,
            7,
            lambda px, py, x=x, y=y, wide=wide, high=high: (
                0.8 * (px - x) / wide + 0.7 * (py - y) / high - 0.3
            ),
            size=7,
            longest=30,
        )
        hand.take(ring)


def _distance(hand: Penman) -> None:
    """Thin and few: a steeple, hills, poplars."""
    hand.line(
        straight([(986, 640), (986, 572), (998, 512), (1010, 572), (1010, 640)]),
        7,
        (0.45, 0.55, 0.45),
        0.6,
        0.2,
    )
    hand.hatch(area([(999, 530), (1010, 574), (1010, 640), (999, 640)]), 80, 4, size=6, longest=50)
    for points in (
        [(880, 640), (950, 626), (1020, 632), (1100, 606), (1170, 612), (1240, 590)],
        [(1350, 600), (1430, 580), (1520, 592), (1590, 574)],
        [(1350, 640), (1460, 626), (1570, 634)],
        [(900, 660), (1000, 650), (1140, 644), (1230, 648)],
    ):
        hand.line(curve(points), 7, (0.4, 0.52, 0.4), 1.2, 0.5)
    hand.hatch(
        area([(1060, 620), (1240, 596), (1240, 640), (1090, 640)]),
        112,
        9,
        lambda _x, y: 0.7 - (y - 600) / 60,
        size=6,
        longest=24,
    )
    hand.hatch(
        area([(1352, 602), (1430, 584), (1520, 596), (1590, 580), (1590, 626), (1352, 632)]),
        112,
        9,
        lambda _x, y: 0.8 - (y - 580) / 70,
        size=6,
        longest=24,
    )
    for x, tall in ((1400, 60), (1424, 74), (1446, 52), (908, 50), (926, 66)):
        ring = [
            (x + 8 * math.cos(t), 618 - tall / 2 + tall / 2 * math.sin(t)) for t in np.linspace(1.7, 7.7, 22)
        ]
        hand.leaves(ring, 5, 6)
        hand.hatch(
            area([(x, 620), (x + 8, 620), (x + 6, 618 - tall), (x, 620 - tall)]), 70, 4, size=6, longest=24
        )
    for x, y, wide in (
        (980, 190, 15),
        (930, 150, 11),
        (876, 196, 12),
        (906, 120, 8),
        (330, 170, 12),
        (372, 148, 9),
    ):
        hand.draw(
            PEN,
            INK,
            curve(
                [
                    (x - wide, y - wide * 0.3),
                    (x - wide * 0.4, y - wide * 0.55),
                    (x, y),
                    (x + wide * 0.5, y - wide * 0.5),
                    (x + wide, y - wide * 0.2),
                ],
                2,
            ),
            (0.4, 0.66, 0.7, 0.66, 0.35),
            0.3,
            9,
            step=4,
        )


def _ground(hand: Penman) -> None:
    for line in (PATH_LEFT, PATH_RIGHT):  # of its borders only pieces
        dense = curve(line)
        place = 20
        while place < len(dense) - 12:
            length = int(hand.between(8, 34))
            hand.line(dense[place : place + length], 9, (0.4, 0.62, 0.5), 1.4, 0.3)
            place += length + int(hand.between(4, 26))

    def tuft(x: float, y: float, tall: float, blades: int) -> None:
        for _ in range(blades):
            px, lean = x + hand.near(0, tall * 0.45), hand.near(0.15, 0.35)
            up = tall * hand.between(0.5, 1.2)
            foot = y + hand.near(0, 2.5)
            points = [(px, foot), (px + lean * up * 0.35, foot - up * 0.6), (px + lean * up, foot - up)]
            if hand.free(px, foot):
                hand.draw(PEN, INK, curve(points, 2.5), (0.66, 0.56, 0.3), 0.3, 8, step=3)

    for line, side in ((PATH_LEFT, -1), (PATH_RIGHT, 1)):
        dense = curve(line)
        for _ in range(74):
            x, y = dense[int(hand.between(0, len(dense) - 1))]
            near = (y - 780) / 320
            if y < HEIGHT - 46:
                tuft(
                    x + side * abs(hand.near(0, 16)),
                    y + hand.near(0, 4),
                    10 + 26 * near,
                    int(hand.between(3, 8)),
                )
    for _ in range(60):
        x = hand.between(20, 470)
        tuft(x, 828 + (470 - x) * 0.13 + hand.near(4, 6), hand.between(12, 24), int(hand.between(3, 8)))
    for _ in range(56):  # in the meadow, in groups, fewer to the border
        x, y = (
            (hand.between(60, 460), hand.between(900, 1060))
            if hand.between(0, 1) < 0.5
            else (hand.between(900, 1520), hand.between(790, 1060))
        )
        for _ in range(3):
            tuft(
                x + hand.near(0, 26), y + hand.near(0, 6), 10 + 22 * (y - 780) / 320, int(hand.between(2, 6))
            )
    for _ in range(30):
        x = hand.between(1130, 1460)
        tuft(x, 955 + hand.near(0, 8) + abs(x - 1300) * 0.08, 24, 7)
    # Shadow of the tree over meadow and path, of the tower on the right.
    shadow = area(
        [
            (940, 1000),
            (1100, 960),
            (1440, 968),
            (1500, 1010),
            (1280, 1046),
            (1040, 1044),
            (800, 1060),
            (640, 1040),
            (760, 1006),
        ]
    )
    hand.hatch(
        shadow,
        4,
        7,
        lambda x, y: 0.55 + 0.4 * math.sin(x / 38 + y / 17) * math.sin(x / 23),
        size=10,
        longest=90,
    )
    hand.hatch(
        shadow, 28, 9, lambda x, y: (x - 860) / 500 + 0.3 * math.sin(x / 31 + y / 9), size=9, longest=60
    )
    hand.hatch(
        area([(868, 772), (1040, 750), (1090, 776), (960, 812), (830, 826), (760, 806)]),
        8,
        6,
        lambda x, _y: 1.1 - (x - 800) / 300,
        size=9,
        longest=80,
    )
    hand.hatch(area([(556, 822), (690, 812), (700, 832), (600, 848)]), 2, 5, size=8, longest=50)
    for _ in range(34):  # ruts and pebbles
        t = hand.between(0.05, 0.95)
        a, b = (line[int(t * (len(line) - 1))] for line in (curve(PATH_LEFT), curve(PATH_RIGHT)))
        part = hand.between(0.15, 0.85)
        x, y = a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        if y > HEIGHT - 40:
            continue
        if hand.between(0, 1) < 0.5:
            w = hand.between(4, 11)
            hand.line(
                curve([(x, y), (x + w * 0.5, y - w * 0.4), (x + w, y), (x + w * 0.4, y + w * 0.2)], 2),
                8,
                (0.5, 0.66, 0.5),
                0.3,
                0,
            )
        else:
            hand.line(
                curve(
                    [
                        (x, y),
                        (x + hand.between(20, 50), y - 3),
                        (x + hand.between(50, 90), y + hand.near(0, 5)),
                    ]
                ),
                8,
                (0.3, 0.56, 0.3),
                1,
                0.6,
            )
    for line, side in ((PATH_LEFT, 1), (PATH_RIGHT, -1)):  # the banks are in the shade of their grass
        dense = curve(line)
        for place in range(6, len(dense) - 6):
            if hand.between(0, 1) < 0.34 and dense[place][1] < HEIGHT - 30:
                x, y = dense[place]
                near = 0.4 + (y - 780) / 260
                long = side * hand.between(8, 26) * near
                hand.line(
                    curve(
                        [(x - long * 0.3, y - 2), (x + long * 0.4, y + 1), (x + long, y + hand.near(1, 2))]
                    ),
                    9,
                    (0.66, 0.6, 0.3),
                    0.5,
                    0,
                )
    for _ in range(46):  # near, with the brush
        left = hand.between(0, 1) < 0.5
        middle = hand.between(40, 330) if left else hand.between(960, 1250)
        foot = HEIGHT - 30 - abs(hand.near(0, 34)) - (0.12 * (330 - middle) if left else 0)
        for _ in range(int(hand.between(2, 6))):
            x, up, lean = hand.near(middle, 24), hand.between(14, 66), hand.near(0.15, 0.45)
            points = [
                (x, foot + hand.near(0, 9)),
                (x + lean * up * 0.3, foot - up * 0.6),
                (x + lean * up, foot - up),
            ]
            hand.draw(
                BRUSH, INK, curve(points, 3), (0.08, 0.36, 0.26, 0.04), 0.5, hand.between(9, 15), step=5
            )
    _fence(hand)


def _fence(hand: Penman) -> None:
    for x, y, tall in ((96, 1010, 104), (236, 984, 90), (352, 962, 80)):
        lean = hand.near(0, 4)
        left = [(x - 8, y), (x - 8 + lean, y - tall)]
        right = [(x + 8, y + 2), (x + 8 + lean, y - tall + 4)]
        hand.line(straight(left), 11, (0.5, 0.66, 0.66), 0.9, 0.1)
        hand.line(straight(right), 14, (0.6, 0.7, 0.7), 0.9, 0.1)
        hand.line(curve([left[1], (x + lean, y - tall - 5), right[1]], 2), 10, SWELL, 0.4, 0)
        hand.hatch(
            area([(x, y), (x + 8, y), (x + 8 + lean, y - tall + 4), (x + lean, y - tall)]),
            84,
            4,
            size=8,
            longest=40,
        )
        hand.take([left[0], left[1], right[1], right[0]])
    for line in (
        [(30, 938), (96, 930), (236, 914), (352, 902), (380, 898)],
        [(60, 976), (236, 950), (340, 936)],
    ):
        for down, size in ((0, 9), (9, 12)):
            hand.line(straight([(x, y + down + hand.near(0, 1)) for x, y in line]), size, SWELL, 1.4, 0.5)


def _wash(hand: Penman) -> None:
    """Ink in much water, in one go over what is in the shade."""

    def cover(outline: Sequence[Point], strength: float, size: float = 17) -> None:
        inside = area(outline)
        points: list[Point] = []
        ys = [y for _, y in outline]
        for number, y in enumerate(np.arange(min(ys) + size * 0.45, max(ys) - size * 0.3, size * 0.42)):
            columns = np.flatnonzero(inside[min(HEIGHT - 1, max(0, round(y)))])
            if len(columns) > size:
                reach = size * 0.44
                ends: list[Point] = [
                    (columns[0] + reach + hand.near(0, 2), y),
                    (columns[-1] - reach + hand.near(0, 2), y),
                ]
                points += ends if number % 2 else ends[::-1]
        if points:
            hand.draw(WASH, DILUTED, points, (0.9, 0.9), 1.4, size, strength)

    cover(SIDE, 0.34)
    cover(SLOPE, 0.36)
    cover([(474, 374), (762, 396), (762, 424), (474, 392)], 0.26, 12)
    cover([(868, 690), (1000, 684), (1050, 750), (868, 768)], 0.22)
    cover([(1300, 640), (1346, 630), (1346, 850), (1372, 930), (1392, 950), (1300, 950)], 0.3)
    cover(
        [
            (700, 1030),
            (940, 1000),
            (1100, 962),
            (1440, 970),
            (1490, 1000),
            (1280, 1040),
            (1040, 1036),
            (820, 1052),
        ],
        0.24,
        22,
    )
    cover([(560, 826), (690, 816), (730, 840), (640, 856)], 0.24, 12)
    cover([(812, 800), (1040, 756), (1080, 776), (960, 808), (840, 828)], 0.24)
    for x, y, pressed in ((1030, 1096, 0.12), (520, 1110, 0.1)):
        hand.draw(SPLATTER, INK, [(x, y), (x + 30, y + 6)], (pressed, pressed), 1, 40, 0.9)


PARTS: Iterable[Callable[[Penman], None]] = (
    _pencil,
    _near_leaves,
    _figure,
    _trunk,
    _crown,
    _tower,
    _walls,
    _house,
    _distance,
    _ground,
    _wash,
)


def paint(seed: int = 0) -> tuple[Document, int]:
    """Draw the picture; returns it and the number of strokes."""
    document = Document(WIDTH, HEIGHT)
    hand = Penman(document, seed)
    for draw in PARTS:
        draw(hand)
    return document, hand.strokes


def main() -> None:
    arguments = asked(__doc__)
    folder: Path = arguments.folder
    document, strokes = paint(arguments.seed)
    save_picture(folder / "ink.png", document.composite())
    print(f"{strokes} strokes in {folder}")


if __name__ == "__main__":
    main()
