"""The painter of `oil_portrait`: what is seen of the sitter, piles on a palette, and strokes that follow forms."""

import math
from collections.abc import Callable, Sequence
from functools import cache, cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.document.document import Document
from tests.quality.hand import Colour, Hand, Point
from tests.quality.portrait_clay import SPIN, Matter, model, seen

WIDTH, HEIGHT = 900, 1100
MIDDLE, UNIT = (440, 400), 246  # of the head, and half its height
COARSE = 4  # px of the picture to one of what is in mind

# Piles on the palette, from shadow to light.
SKIN = (
    (0.00, (40, 26, 22)),
    (0.07, (66, 40, 31)),
    (0.16, (96, 58, 43)),
    (0.27, (130, 82, 60)),
    (0.40, (164, 112, 84)),
    (0.55, (196, 144, 110)),
    (0.72, (220, 172, 136)),
    (0.88, (238, 200, 166)),
    (1.00, (246, 220, 190)),
)
HAIR = (
    (0.0, (24, 19, 17)),
    (0.2, (46, 35, 29)),
    (0.5, (88, 68, 53)),
    (0.8, (138, 112, 88)),
    (1.0, (176, 152, 124)),
)
BEARD = (
    (0.0, (32, 24, 20)),
    (0.2, (62, 45, 35)),
    (0.5, (112, 84, 64)),
    (0.8, (164, 134, 106)),
    (1.0, (198, 174, 146)),
)
SHIRT = ((0.0, (66, 60, 56)), (0.25, (120, 112, 102)), (0.6, (196, 188, 172)), (1.0, (240, 234, 218)))
COAT = ((0.0, (22, 21, 23)), (0.3, (34, 33, 36)), (0.7, (58, 56, 58)), (1.0, (88, 84, 82)))
PILES = {
    Matter.SKIN: SKIN,
    Matter.HAIR: HAIR,
    Matter.BEARD: BEARD,
    Matter.SHIRT: SHIRT,
    Matter.COAT: COAT,
}
Place = tuple[float, float, float]


class Sitter:
    """What the painter sees: the model at places of the picture, coarsely or finely."""

    def __init__(self) -> None:
        width, height = WIDTH // COARSE, HEIGHT // COARSE
        middle = MIDDLE[0] / COARSE, MIDDLE[1] / COARSE
        self._clay = model(width, height, middle, UNIT / COARSE)
        self._blurred: dict[float, NDArray[np.float32]] = {}

    def index(self, x: float, y: float) -> tuple[int, int]:
        row, column = int(y / COARSE), int(x / COARSE)
        height, width = self._clay.value.shape
        return min(max(row, 0), height - 1), min(max(column, 0), width - 1)

    def matter(self, x: float, y: float) -> Matter:
        return Matter(int(self._clay.matter[self.index(x, y)]))

    def value(self, x: float, y: float, breadth: float) -> float:
        """How light it is about a place, as eyes see it that are narrowed by so many px."""
        if breadth not in self._blurred:
            sigma = breadth / COARSE
            there = (self._clay.matter > 0).astype(np.float32)
            total = cv2.GaussianBlur(self._clay.value * there, (0, 0), sigma)
            self._blurred[breadth] = total / np.maximum(cv2.GaussianBlur(there, (0, 0), sigma), 1e-3)
        return float(self._blurred[breadth][self.index(x, y)])

    def height(self, x: float, y: float) -> float:
        return float(self._clay.place[(1, *self.index(x, y))])

    def normal(self, x: float, y: float) -> NDArray[np.float32]:
        normal: NDArray[np.float32] = self._normals[(slice(None), *self.index(x, y))]
        return normal

    def outline(self) -> list[Point]:
        """The line where the background begins, some px from point to point."""
        there = (self._clay.matter > 0).astype(np.uint8)
        found, _ = cv2.findContours(there, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        line = max(found, key=len)[::2, 0]
        height, width = there.shape
        inner = (line[:, 0] > 1) & (line[:, 0] < width - 2) & (line[:, 1] < height - 2)
        first = int(np.flatnonzero(~inner)[0])
        kept = np.roll(line, -first, axis=0)[np.roll(inner, -first)]
        return [((x + 0.5) * COARSE, (y + 0.5) * COARSE) for x, y in kept.tolist()]

    def outwards(self, line: list[Point]) -> Point:
        """Which way the background lies of a line, a unit long."""
        (x, y), (to_x, to_y) = line[0], line[-1]
        long = max(math.hypot(to_x - x, to_y - y), 1e-3)
        away = (to_y - y) / long, (x - to_x) / long
        middle = line[len(line) // 2]
        inside = self.matter(middle[0] + 14 * away[0], middle[1] + 14 * away[1]) is not Matter.NOTHING
        return (-away[0], -away[1]) if inside else away

    @cached_property
    def _normals(self) -> NDArray[np.float32]:
        return np.stack([cv2.GaussianBlur(plane, (0, 0), 3.0) for plane in self._clay.normal])


@cache
def sitter() -> Sitter:
    """Model the sitter once."""
    return Sitter()


def pile(matter: Matter, value: float) -> tuple[float, float, float]:
    """Take a colour off the palette."""
    values, colours = zip(*PILES[matter], strict=True)
    red, green, blue = (float(np.interp(value, values, [colour[c] for colour in colours])) for c in range(3))
    return red, green, blue


def flesh(value: float, height: float) -> Colour:
    """Mix skin: forehead yellower, cheeks and nose redder, jaw cooler; cool where light turns into shadow."""
    red, green, blue = pile(Matter.SKIN, value)
    ruddy = math.exp(-(((height - 0.24) / 0.22) ** 2)) * (0.15 + 0.85 * min(1, value * 1.6))
    cool = math.exp(-(((value - 0.36) / 0.10) ** 2))
    jaw = min(max((height - 0.5) / 0.4, 0), 1)
    top = min(max((-0.15 - height) / 0.4, 0), 1)
    return (
        round(red + 9 * ruddy - 11 * cool - 16 * jaw),
        round(green - 11 * ruddy + cool + 2 * top),
        round(blue - 9 * ruddy + 8 * cool + 4 * jaw - 5 * top),
    )


class Painter(Hand):
    """Has a sitter in mind. sparing: by which strokes lie farther apart."""

    step = 11.0

    def __init__(self, document: Document, seed: int, scale: float = 1.0, sparing: float = 1.0) -> None:
        super().__init__(document, seed, scale)
        self.sitter = sitter()
        self.sparing = sparing

    def tone(self, colour: Colour, by: float = 5) -> Colour:
        """Mix a colour once more: a little lighter or darker, warmer or cooler."""
        by *= 0.4 + 0.6 * max(colour) / 255  # eyes see less of it in the dark
        light, warm = self.near(0, by), self.near(0, by * 0.6)
        red, green, blue = (
            round(min(max(one + light + part * warm, 8), 248))
            for one, part in zip(colour, (1, 0.1, -0.9), strict=True)
        )
        return red, green, blue

    def colour(self, x: float, y: float, breadth: float, by: float = 0.0) -> Colour:
        """What to mix for a place, of as few piles as the brush is broad."""
        matter = self.sitter.matter(x, y)
        piles = 0.03 + breadth / 900
        value = self.sitter.value(x, y, breadth) + by
        value = round(value / piles) * piles + self.near(0, 0.012)
        if matter is Matter.SKIN:
            return self.tone(flesh(value, self.sitter.height(x, y)), 3.5)
        red, green, blue = pile(matter, value)
        return self.tone((round(red), round(green), round(blue)), 4)

    def follow(
        self, at: Point, flow: Callable[[float, float], float], length: float, breadth: float, strays: float
    ) -> list[Point]:
        """Go both ways from a place along a form, as far as it has the same value."""
        value, matter = self.sitter.value(*at, breadth), self.sitter.matter(*at)
        step = 5.0
        halves: list[list[Point]] = []
        for sign in (-1, 1):
            x, y = at
            half: list[Point] = []
            before: float | None = None
            while len(half) * step < length / 2:
                angle = flow(x, y)
                if before is not None and math.cos(angle - before) < 0:
                    angle += math.pi
                before = angle
                x, y = x + sign * step * math.cos(angle), y + sign * step * math.sin(angle)
                here = self.sitter.matter(x, y)
                if here is not matter or abs(self.sitter.value(x, y, breadth) - value) > strays:
                    break
                half.append((x, y))
            halves.append(half)
        return [*halves[0][::-1], at, *halves[1]]

    def cover(
        self,
        brush: Brush,
        size: float,
        matters: Sequence[Matter],
        flow: Callable[[float, float], float],
        apart: float = 0.6,
        strays: float = 0.14,
        long: tuple[float, float] = (1.2, 2.6),
        pressure: Sequence[float] = (0.6, 0.85, 0.7, 0.4),
        only: Callable[[float, float], bool] | None = None,
        by: float = 0.0,
    ) -> None:
        breadth = size / 4
        for at in self.places(size * apart, *matters):
            if only is not None and not only(*at):
                continue
            lean = self.near(0, 0.22)
            points = self.follow(
                at, lambda x, y, lean=lean: flow(x, y) + lean, size * self.between(*long), breadth, strays
            )
            if len(points) < 3:
                continue
            if self.between(0, 1) < 0.5:
                points = points[::-1]
            press = self.near(1, 0.08)
            self.draw(
                brush,
                self.colour(*at, breadth, by),
                points,
                [press * one for one in pressure],
                1.4,
                size * self.between(0.8, 1.2),
            )

    def turns(self, breadth: float, by: float) -> Callable[[float, float], bool]:
        """Tell where forms turn within so many px."""
        value = self.sitter.value
        return lambda x, y: abs(value(x, y, 2.0) - value(x, y, breadth)) > by

    def scumble(self, brush: Brush, size: float, colour: Colour, middle: Point, by: float) -> None:
        """Lay a bent stroke, slanting as a hand does from its elbow."""
        x, y = middle
        angle = 2.2 + self.near(0, 0.4) - 0.9 * (x > 560) + 0.7 * (y < 150)
        reach = size * self.between(0.7, 1.5)
        along = np.linspace(-1, 1, 5)
        bend = self.near(0, 0.22)
        points = [
            (
                x + reach * (t * math.cos(angle) - bend * (t * t - 0.5) * math.sin(angle)),
                y + reach * (t * math.sin(angle) + bend * (t * t - 0.5) * math.cos(angle)),
            )
            for t in along.tolist()
        ]
        self.draw(
            brush, self.tone(colour, by), points, (0.6, 0.9, 0.7, 0.2), 1.5, size * self.between(0.7, 1.15)
        )

    def places(self, step: float, *matters: Matter) -> list[Point]:
        """Places all over what is of some matters, a step apart, in no order."""
        step *= self.sparing
        found: list[Point] = []
        for y in np.arange(step / 2, HEIGHT + 1, step):
            for x in np.arange(step / 2, WIDTH + 1, step):
                at = float(x) + self.near(0, step / 4), float(y) + self.near(0, step / 4)
                if self.sitter.matter(*at) in matters:
                    found.append(at)
        return [found[int(number)] for number in self._random.permutation(len(found))]

    # Which way strokes go, radians.

    def around(self, x: float, y: float) -> float:
        """Around the form; slanting where it is flat."""
        normal = self.sitter.normal(x, y)
        steep = min(1.0, math.hypot(normal[0], normal[1]) / 0.55)
        across = math.atan2(normal[0], -normal[1])  # a quarter of a turn from where it falls away
        c, s = math.cos(2 * across) * steep, math.sin(2 * across) * steep
        c += math.cos(2 * 1.9) * (1.1 - steep)
        s += math.sin(2 * 1.9) * (1.1 - steep)
        return 0.5 * math.atan2(s, c)

    def _laid(self, x: float, y: float, way: Place) -> float:
        """A way through space, as it is seen laid on the form."""
        normal = self.sitter.normal(x, y)
        there = SPIN @ np.array(way, np.float32)
        there = there - normal * float(there @ normal)
        return math.atan2(float(there[1]), float(there[0]))

    def combed(self, x: float, y: float) -> float:
        """Back from the forehead, and down behind the ears."""
        height = self.sitter.height(x, y)
        down = 0.05 + 0.9 * min(max((height + 0.55) / 0.5, 0), 1)
        return self._laid(x, y, (0.25, down, -0.9))

    def bearded(self, x: float, y: float) -> float:
        return self._laid(x, y, (0.0, 1.0, 0.35)) + self.near(0, 0.2)

    def draped(self, x: float, y: float) -> float:
        return self._laid(x, y, (0.35 if x > MIDDLE[0] else -0.45, 1.0, 0.1))


def at(*places: Place) -> list[Point]:
    """Where a line over the head is in the picture, its corners cut twice (Chaikin, *Curve generation*, 1974)."""
    line = np.array([seen(*place) for place in places]) * UNIT + MIDDLE
    for _ in range(2):
        if len(line) > 2:
            near, far = 0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]
            line = np.concatenate([line[:1], np.stack([near, far], axis=1).reshape(-1, 2)[1:-1], line[-1:]])
    return [(x, y) for x, y in line.tolist()]
