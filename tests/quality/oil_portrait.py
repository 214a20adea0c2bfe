"""A portrait in oil, in one sitting: a toned ground, masses, half-tones, features, lost and found edges, lights last.

`python -m tests.quality.oil_portrait DIR [--seed 0] [--scale 1]`

To look at, whether one would believe that a hand made it. Strokes of shipped brushes alone, in few colours; what the
painter has in mind is the head of `portrait_clay`. Beside the picture a sheet of its stages.
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.export import save_picture
from tests.quality.hand import Colour, asked
from tests.quality.portrait_clay import Matter
from tests.quality.portrait_painter import HEIGHT, WIDTH, Painter, Place, at, flesh, pile

FLAT, DRY, ROUND = shipped_brush("oil-wet"), shipped_brush("oil-dry"), shipped_brush("oil-round")
KNIFE, CLEAN = shipped_brush("palette-knife"), shipped_brush("mixer")

GROUND: Colour = (112, 96, 78)
UMBER, SOOT, MADDER = (104, 62, 49), (58, 38, 32), (146, 80, 67)


def _backdrop(x: float, y: float) -> Colour:
    """Dark beside the face in the light, light beside the one in the shadow."""
    light = 0.20 + 0.55 * min(max((x - 330) / 480, 0), 1)
    light += 0.22 * math.exp(-(((y - 470) / 300) ** 2)) * min(max((x - 420) / 260, 0), 1)
    light -= 0.16 * min(max((y - 560) / 400, 0), 1)
    dark, bright = np.array((56, 53, 47)), np.array((148, 134, 110))
    red, green, blue = dark + (bright - dark) * light
    return round(red), round(green), round(blue)


def _ground(hand: Painter) -> None:
    for y in range(10, HEIGHT + 60, round(76 * min(hand.sparing, 2))):
        for x in range(-90, WIDTH, 400):
            slant = hand.near(0, 30)
            points = [(x, y - slant), (x + 240, y + hand.near(0, 14)), (x + 500, y + slant)]
            hand.draw(FLAT, hand.tone(GROUND, 6), points, (0.9, 0.95, 0.8), 2, 150)


def _background(hand: Painter) -> None:
    for brush, size, apart, by in ((FLAT, 150, 0.6, 4.0), (FLAT, 92, 1.2, 7.0), (DRY, 70, 2.6, 6.0)):
        for x, y in hand.places(size * apart, Matter.NOTHING):
            hand.scumble(brush, size, _backdrop(x, y), (x, y), by)


def _drawing(hand: Painter) -> None:
    """A few lines in thin umber that find the head."""
    for line in (
        at(
            (-0.30, -0.75, 0.42), (-0.50, -0.3, 0.45), (-0.46, 0.2, 0.48), (-0.25, 0.8, 0.5), (0.1, 1.12, 0.5)
        ),
        at((0.1, 1.12, 0.45), (0.4, 0.85, 0.2), (0.62, 0.3, 0.0)),
        at((-0.42, -0.12, 0.6), (0, -0.1, 0.72), (0.42, -0.12, 0.55)),
        at((0, -0.1, 0.72), (0.02, 0.36, 0.95)),
    ):
        hand.draw(ROUND, hand.tone(SOOT), line, (0.3, 0.6, 0.3), 3, 12)


def _masses(hand: Painter) -> None:
    hand.cover(FLAT, 120, [Matter.COAT], hand.draped, 0.52, 0.5, (1.0, 2.0))
    hand.cover(FLAT, 66, [Matter.HAIR], hand.combed, 0.55, 0.5, (1.4, 2.6))
    hand.cover(FLAT, 62, [Matter.SKIN, Matter.BEARD], hand.around, 0.5, 0.22, (0.8, 1.6))
    hand.cover(FLAT, 50, [Matter.SHIRT], hand.draped, 0.6, 0.3, (1, 2))


def _halftones(hand: Painter) -> None:
    hand.cover(FLAT, 38, [Matter.SKIN], hand.around, 0.68, 0.13, (0.9, 1.9))
    hand.cover(FLAT, 24, [Matter.SKIN], hand.around, 0.85, 0.08, (1.0, 2.2), only=hand.turns(16, 0.03))


def _shape(hand: Painter) -> None:
    """Smaller touches where forms turn quickly."""
    hand.cover(FLAT, 15, [Matter.SKIN], hand.around, 1.0, 0.07, (1.0, 2.4), only=hand.turns(10, 0.035))


def _hair(hand: Painter) -> None:
    hand.cover(FLAT, 40, [Matter.HAIR], hand.combed, 0.85, 0.3, (2, 4))
    hand.cover(DRY, 26, [Matter.HAIR], hand.combed, 1.7, 0.3, (3, 6), by=0.06)
    hand.cover(FLAT, 28, [Matter.BEARD], hand.bearded, 0.7, 0.25, (1.2, 2.2))
    hand.cover(DRY, 16, [Matter.BEARD], hand.bearded, 1.3, 0.25, (1.5, 3), by=0.06)


def _clothes(hand: Painter) -> None:
    hand.cover(FLAT, 84, [Matter.COAT], hand.draped, 1.2, 0.3, (1.5, 3))
    hand.cover(FLAT, 30, [Matter.SHIRT], hand.draped, 0.8, 0.2, (1.2, 2.4))
    hand.cover(KNIFE, 30, [Matter.SHIRT], hand.draped, 3.6, 0.5, (1.6, 2.6), (0.9, 0.7, 0.3), by=0.12)


def _edges(hand: Painter) -> None:
    """Cut the background in where edges are to be found, and lose those in the shadow."""
    outline = hand.sitter.outline()
    for place in range(0, len(outline) - 6, round(4 * hand.sparing)):
        points = outline[place : place + round(hand.between(6, 11))]
        (x, y), away = points[len(points) // 2], hand.sitter.outwards(points)
        lit = hand.sitter.value(x - 12 * away[0], y - 12 * away[1], 4.0)
        if lit > 0.35 and y < 640 and hand.between(0, 1) < 0.75:
            size = hand.between(30, 56)
            turned = hand.between(-0.1, 0.5)
            cut = []
            for number, (px, py) in enumerate(points):
                off = 0.5 * size + turned * 8 * number
                cut.append((px + off * away[0], py + off * away[1]))
            hand.draw(FLAT, hand.tone(_backdrop(x, y), 6), cut, (0.6, 0.8, 0.15), 1.2, size)
        elif lit < 0.35 and hand.between(0, 1) < 0.5:
            deep, out, slip = hand.between(14, 30), hand.between(4, 22), hand.near(0, 22)
            begin = x - deep * away[0], y - deep * away[1]
            end = x + out * away[0] + slip * away[1], y + out * away[1] - slip * away[0]
            hand.draw(CLEAN, GROUND, [begin, end], (0.6, 0.5, 0.1), 1.5, hand.between(28, 46))


class _Features:
    """Touches at places of the head, one brush after the other."""

    def __init__(self, hand: Painter) -> None:
        self.hand = hand

    def touch(
        self, brush: Brush, size: float, colour: Colour, pressure: Sequence[float], *places: Place
    ) -> None:
        self.hand.draw(brush, self.hand.tone(colour, 3), at(*places), pressure, 0.8, size)

    def eye(self, side: int, light: float) -> None:
        """side: −1 for the far one. light: how much falls on it."""

        def there(*places: Place) -> list[Place]:
            return [(side * x, y, z) for x, y, z in places]

        white = (round(176 * light), round(154 * light), round(134 * light))
        socket = there((0.11, -0.05, 0.66), (0.13, 0.05, 0.62))
        self.touch(FLAT, 24, (92, 58, 46), (0.5, 0.5, 0.3), *socket)
        ball = there((0.16, 0.02, 0.64), (0.25, 0.025, 0.66), (0.32, 0.025, 0.615))
        self.touch(FLAT, 15, white, (0.5, 0.6, 0.1), *ball)
        iris = side * 0.25 - 0.045
        self.touch(ROUND, 26, (76, 56, 45), (0.8, 0.8), (iris, 0.0, 0.66), (iris + 0.004, 0.012, 0.66))
        self.touch(ROUND, 14, (40, 30, 26), (0.8, 0.8), (iris, -0.005, 0.67), (iris + 0.004, 0.0, 0.67))
        lashes = there((0.12, 0.02, 0.645), (0.19, -0.04, 0.67), (0.29, -0.04, 0.66), (0.36, -0.005, 0.59))
        self.touch(ROUND, 11, SOOT, (0.25, 0.75, 0.7, 0.05), *lashes)
        lid = there((0.15, -0.055, 0.69), (0.25, -0.085, 0.68), (0.35, -0.06, 0.6))
        self.touch(FLAT, 14, flesh(0.62 * light, -0.1), (0.5, 0.7, 0.2), *lid)
        crease = there((0.13, -0.085, 0.68), (0.25, -0.125, 0.67), (0.38, -0.08, 0.57))
        self.touch(FLAT, 9, UMBER, (0.3, 0.5, 0.1), *crease)
        below = there((0.17, 0.065, 0.64), (0.26, 0.08, 0.65), (0.35, 0.05, 0.59))
        self.touch(FLAT, 8, UMBER, (0.15, 0.45, 0.1), *below)
        arch = there((0.07, -0.165, 0.71), (0.2, -0.205, 0.68), (0.3, -0.205, 0.62), (0.42, -0.16, 0.53))
        self.touch(FLAT, 17, (92, 66, 51), (0.5, 0.5, 0.3, 0.05), *arch)
        for number in range(9):
            x = 0.06 + 0.033 * number + self.hand.near(0, 0.01)
            y = -0.165 - 0.05 * math.sin(x / 0.44 * math.pi) + self.hand.near(0, 0.012)
            brow = there((x, y + 0.025, 0.72 - 0.4 * x * x), (x + 0.1, y - 0.012, 0.70 - 0.6 * x * x))
            self.touch(FLAT, 10, (78, 56, 45), (0.3, 0.5, 0.1), *brow)

    def nose(self) -> None:
        self.touch(
            ROUND, 14, SOOT, (0.4, 0.7, 0.2), (0.02, 0.42, 0.86), (0.07, 0.415, 0.82), (0.11, 0.42, 0.77)
        )
        self.touch(ROUND, 9, SOOT, (0.5, 0.2), (-0.06, 0.415, 0.86), (-0.04, 0.42, 0.86))

    def mouth(self) -> None:
        lip = (-0.08, 0.655, 0.74), (0.0, 0.675, 0.76), (0.10, 0.65, 0.72)
        self.touch(FLAT, 20, MADDER, (0.5, 0.6, 0.15), *lip)
        parting = (-0.15, 0.62, 0.67), (-0.06, 0.60, 0.74), (0.0, 0.608, 0.76), (0.07, 0.60, 0.74)
        self.touch(ROUND, 9, (66, 35, 30), (0.15, 0.6, 0.5, 0.7, 0.1), *parting, (0.16, 0.635, 0.64))

    def ear(self) -> None:
        rim = (0.71, -0.02, -0.07), (0.79, 0.0, -0.14), (0.78, 0.18, -0.16), (0.71, 0.28, -0.10)
        self.touch(FLAT, 18, (108, 60, 47), (0.3, 0.7, 0.6, 0.2), *rim)
        self.touch(FLAT, 16, (74, 42, 34), (0.5, 0.5, 0.1), (0.75, 0.04, -0.06), (0.75, 0.18, -0.08))

    def forelock(self) -> None:
        """Hair that grows out of the forehead and falls back."""
        for _ in range(16):
            x, y = self.hand.between(-0.36, 0.30), -0.63 + self.hand.near(0, 0.03)
            z = math.sqrt(max(0.75 - x * x - 0.5 * y * y, 0.1)) - 0.1
            red, green, blue = pile(Matter.HAIR, self.hand.between(0.15, 0.6))
            side = self.hand.near(0.10, 0.05)
            lock = (x, y, z), (x + 0.3 * side, y - 0.15, z), (x + side, y - 0.22, z - 0.08)
            self.touch(
                FLAT,
                self.hand.between(9, 17),
                (round(red), round(green), round(blue)),
                (0.1, 0.5, 0.4, 0.1),
                *lock,
                (x + 2.2 * side, y - 0.28, z - 0.26),
            )


def _features(hand: Painter) -> None:
    features = _Features(hand)
    features.eye(-1, 0.86)
    features.eye(1, 0.62)
    features.nose()
    features.mouth()
    features.ear()
    features.forelock()


def _lights(hand: Painter) -> None:
    """The lightest paint, last and thick."""

    def dab(size: float, value: float, *places: Place) -> None:
        hand.draw(FLAT, hand.tone(flesh(value, places[0][1]), 2), at(*places), (0.7, 0.85, 0.3), 0.8, size)

    dab(46, 0.94, (-0.24, -0.46, 0.60), (-0.06, -0.44, 0.68))
    dab(30, 1.0, (-0.18, -0.40, 0.66), (-0.06, -0.38, 0.68))
    dab(24, 0.95, (-0.26, -0.27, 0.64), (-0.15, -0.25, 0.68))
    dab(11, 0.9, (-0.02, 0.06, 0.77), (-0.02, 0.20, 0.85))
    dab(14, 1.05, (-0.03, 0.29, 0.95), (-0.02, 0.32, 0.96))
    dab(26, 0.92, (-0.36, 0.15, 0.58), (-0.29, 0.21, 0.6))
    for side in (-1, 1):
        spot = at((side * 0.25 - 0.068, -0.018, 0.66), (side * 0.25 - 0.064, -0.016, 0.66))
        hand.draw(ROUND, (206, 196, 184), spot, (0.8, 0.8), 0.1, 5)


PARTS = (
    _ground,
    _background,
    _drawing,
    _masses,
    _halftones,
    _shape,
    _hair,
    _clothes,
    _edges,
    _features,
    _lights,
)


def paint(
    seed: int = 0,
    scale: float = 1.0,
    sparing: float = 1.0,
    stage: Callable[[NDArray[np.uint8]], None] | None = None,
) -> tuple[Document, int]:
    """Paint the picture; returns it and the number of strokes.

    scale: of the picture. sparing: by which strokes lie farther apart. stage: is given the pixels after each part.
    """
    document = Document(round(WIDTH * scale), round(HEIGHT * scale))
    hand = Painter(document, seed, scale, sparing)
    for lay in PARTS:
        lay(hand)
        if stage is not None:
            stage(document.composite())
    return document, hand.strokes


def contact_sheet(stages: Sequence[NDArray[np.uint8]], columns: int = 4) -> NDArray[np.uint8]:
    """Show pictures of one size side by side, a third as large."""
    small = [cv2.resize(stage, None, fx=1 / 3, fy=1 / 3, interpolation=cv2.INTER_AREA) for stage in stages]
    small += [np.full_like(small[0], 255)] * (-len(small) % columns)
    rows = [np.hstack(small[first : first + columns]) for first in range(0, len(small), columns)]
    return np.ascontiguousarray(np.vstack(rows))


def main() -> None:
    arguments = asked(__doc__, scale=1.0)
    folder: Path = arguments.folder
    stages: list[NDArray[np.uint8]] = []
    document, strokes = paint(arguments.seed, arguments.scale, stage=stages.append)
    save_picture(folder / "oil.png", document.composite())
    save_picture(folder / "stages.png", contact_sheet(stages))
    print(f"{strokes} strokes in {folder}")


if __name__ == "__main__":
    main()
