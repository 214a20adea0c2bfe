"""A painting of a lake at dusk: some hundred strokes of an unsteady hand on ten layers, as a painter lays them out.

`python -m tests.quality.layered_painting DIR [--seed 0]`

Groups, clipped shades, a mask painted by hand, modes. It is written as an .ora, from which it comes back to the pixel,
and as a .png as it is shown here, to be laid beside what other programs make of the same .ora.
"""

import colorsys
import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from tests.quality.hand import asked

AIRBRUSH = shipped_brush("airbrush")
CHARCOAL = shipped_brush("charcoal")
FLAT_BRISTLE = shipped_brush("flat-bristle")
INK = shipped_brush("ink")
ROUND = shipped_brush("round")
SOFT_ROUND = shipped_brush("soft-round")

WIDTH, HEIGHT = 1280, 896
_HORIZON = 430
Point = tuple[float, float]


class Hand:
    """Draws strokes that shake a little, harder in their middle."""

    def __init__(self, document: Document, seed: int) -> None:
        self.strokes = 0
        self._document = document
        self._random = np.random.default_rng(seed)

    def draw(
        self, brush: Brush, colour: tuple[int, int, int] | None, *points: Point, shake: float = 1.5
    ) -> None:
        stroke = Stroke(self._document.begin_edit(brush.name), brush, colour)
        length = sum(math.dist(a, b) for a, b in itertools.pairwise(points))
        count = max(4, int(length / 9))
        at = np.linspace(0, len(points) - 1, count)
        drift = np.cumsum(self._random.normal(0, shake, (count, 2)), axis=0) * 0.35
        for number, place in enumerate(at):
            x, y = (
                np.interp(place, range(len(points)), [point[axis] for point in points]) for axis in (0, 1)
            )
            pressure = 0.35 + 0.6 * math.sin(math.pi * (number + 0.5) / count)
            shaken = drift[number] + self._random.normal(0, shake * 0.3, 2)
            stroke.add(PenSample(x + shaken[0], y + shaken[1], pressure, time=number / 120))
        stroke.finish()
        self.strokes += 1

    def near(self, value: float, by: float) -> float:
        return float(self._random.normal(value, by))

    def between(self, low: float, high: float) -> float:
        return float(self._random.uniform(low, high))


def colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    """hue: in degrees."""
    red, green, blue = colorsys.hsv_to_rgb(hue / 360 % 1, min(1, max(0, saturation)), min(1, max(0, value)))
    return round(255 * red), round(255 * green), round(255 * blue)


def paint(seed: int = 0) -> tuple[Document, int]:
    """Paint the picture; returns it and the number of strokes."""
    names = (
        "Sky",
        "Clouds",
        "Mountains",
        "Mountain light",
        "Lake",
        "Glitter",
        "Shore",
        "Trunks",
        "Leaves",
        "Leaf light",
    )
    sheets = {name: Layer(name) for name in names}
    modes = {"Mountain light": Mode.OVERLAY, "Glitter": Mode.SCREEN, "Leaf light": Mode.SOFT_LIGHT}
    for name, mode in modes.items():
        sheets[name] = replace(sheets[name], mode=mode, clip=name != "Glitter")
    heaven = Group("Heaven", (sheets["Sky"], sheets["Clouds"]), label="blue")
    tree = Group("Tree", (sheets["Trunks"], sheets["Leaves"], sheets["Leaf light"]), label="green")
    document = Document(WIDTH, HEIGHT)
    nodes: tuple[Node, ...] = (
        document.layers[0],
        heaven,
        sheets["Mountains"],
        sheets["Mountain light"],
        replace(sheets["Lake"], mask=TileStore(channels=1)),
        sheets["Glitter"],
        sheets["Shore"],
        tree,
    )
    state = replace(document.state, nodes=nodes, active_id=sheets["Sky"].id)
    document = Document.from_state(state, "Empty layers")
    hand = Hand(document, seed)
    for name, lay in _PARTS.items():
        document.activate(sheets[name].id)
        lay(hand)
    document.activate(sheets["Lake"].id, on_mask=True)
    for _ in range(10):  # mist hides the far shore
        x = hand.between(0, WIDTH)
        hand.draw(
            replace(AIRBRUSH, size=90, opacity=0.5), (0, 0, 0), (x, _HORIZON + 12), (x + 260, _HORIZON + 16)
        )
    document.activate(sheets["Shore"].id)
    return document, hand.strokes


def _sky(hand: Hand) -> None:
    for number in range(34):
        y = number / 33 * (_HORIZON + 30)
        hue, value = 222 + 160 * (number / 33) ** 1.3, 0.42 + 0.55 * number / 33
        tone = colour(hue, 0.55 - 0.2 * number / 33, value)
        hand.draw(
            replace(FLAT_BRISTLE, size=64),
            tone,
            (-40, y),
            (WIDTH / 2, hand.near(y, 6)),
            (WIDTH + 40, y),
            shake=3,
        )


def _clouds(hand: Hand) -> None:
    for _ in range(28):
        x, y = hand.between(0, WIDTH), hand.between(60, 330)
        tone = colour(hand.near(18, 12), 0.35, hand.between(0.85, 1))
        brush = replace(SOFT_ROUND, size=hand.between(24, 60), opacity=0.6)
        hand.draw(
            brush, tone, (x, y), (x + 70, y - 10), (x + hand.between(110, 220), hand.near(y, 6)), shake=3
        )


def _mountains(hand: Hand) -> None:
    for ridge, (height, tone) in enumerate(((190, colour(262, 0.34, 0.55)), (110, colour(250, 0.42, 0.38)))):
        for x in range(-40, WIDTH + 40, 26):
            top = _HORIZON - height * abs(math.sin(x / (230 - 60 * ridge) + ridge)) * hand.near(1, 0.04) - 12
            hand.draw(replace(FLAT_BRISTLE, size=46), tone, (x, top), (x + 12, _HORIZON + 22))


def _mountain_light(hand: Hand) -> None:
    for _ in range(40):
        x, y = hand.between(0, WIDTH), hand.between(240, _HORIZON)
        hand.draw(replace(CHARCOAL, size=22), colour(28, 0.6, 1), (x, y), (x - 26, y + hand.between(20, 50)))


def _lake(hand: Hand) -> None:
    for number in range(36):
        y = _HORIZON + number / 35 * (HEIGHT - _HORIZON)
        tone = colour(hand.near(228 + 130 * (1 - number / 35), 6), 0.5, 0.75 - 0.45 * number / 35)
        hand.draw(
            replace(FLAT_BRISTLE, size=40),
            tone,
            (-30, y),
            (WIDTH / 2, hand.near(y, 3)),
            (WIDTH + 30, y),
            shake=2,
        )


def _glitter(hand: Hand) -> None:
    for _ in range(70):
        y = _HORIZON + 20 + hand.between(0, 1) ** 2 * 380
        x = hand.near(800, 60 + (y - _HORIZON) * 0.35)
        length = hand.between(10, 30 + (y - _HORIZON) * 0.12)
        hand.draw(
            replace(ROUND, size=hand.between(2, 5)),
            colour(30, 0.5, 0.9),
            (x, y),
            (x + length, hand.near(y, 1)),
        )


def _shore(hand: Hand) -> None:
    for _ in range(60):
        x = hand.between(-40, 620)
        y = HEIGHT - 40 - 120 * max(0.0, 1 - x / 620) + hand.near(0, 26)
        tone = colour(hand.near(95, 14), 0.45, hand.between(0.16, 0.34))
        hand.draw(replace(FLAT_BRISTLE, size=38), tone, (x - 60, y + 8), (x + 80, y))
    for _ in range(46):
        x = hand.between(0, 560)
        y = HEIGHT - 60 - 110 * max(0.0, 1 - x / 600)
        hand.draw(
            replace(INK, size=4),
            colour(70, 0.5, 0.2),
            (x, y),
            (x + hand.near(0, 9), y - hand.between(30, 80)),
        )


def _trunks(hand: Hand) -> None:
    for x, lean in ((170, 30), (250, -16), (330, 22)):
        for side in range(5):
            foot = (x + 5 * side, HEIGHT - 120)
            middle, top = (x + lean / 2 + 4 * side, 520), (x + lean + 2 * side, 250)
            hand.draw(replace(FLAT_BRISTLE, size=16), colour(22, 0.5, 0.14 + 0.04 * side), foot, middle, top)


def _leaves(hand: Hand) -> None:
    for _ in range(110):
        angle, far = hand.between(0, 2 * math.pi), hand.between(0, 1) ** 0.6
        x, y = 265 + 215 * far * math.cos(angle), 260 + 165 * far * math.sin(angle)
        tone = colour(hand.near(98, 12), 0.55, hand.between(0.18, 0.42))
        hand.draw(
            replace(FLAT_BRISTLE, size=hand.between(18, 34)),
            tone,
            (x, y),
            (x + hand.near(20, 12), y + hand.near(8, 10)),
        )


def _leaf_light(hand: Hand) -> None:
    for _ in range(50):
        x, y = hand.near(360, 60), hand.near(220, 60)
        hand.draw(replace(CHARCOAL, size=26), colour(42, 0.7, 1), (x, y), (x + 18, y + 12))


_PARTS: dict[str, Callable[[Hand], None]] = {
    "Sky": _sky,
    "Clouds": _clouds,
    "Mountains": _mountains,
    "Mountain light": _mountain_light,
    "Lake": _lake,
    "Glitter": _glitter,
    "Shore": _shore,
    "Trunks": _trunks,
    "Leaves": _leaves,
    "Leaf light": _leaf_light,
}


def main() -> None:
    arguments = asked(__doc__)
    folder: Path = arguments.folder
    document, strokes = paint(arguments.seed)
    picture = document.composite()
    save_picture(folder / "lake.png", picture)
    OraWriter().write(folder / "lake.ora", document.state, "Lake at dusk")
    again = read_ora(folder / "lake.ora").state
    assert np.array_equal(Document.from_state(again, "Opened").composite(), picture)
    print(f"{strokes} strokes on {len(document.layers)} layers in {folder}")


if __name__ == "__main__":
    main()
