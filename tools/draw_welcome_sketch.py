"""Draw the sketch that awaits the artist at the first start, stroke by stroke with the brushes that ship.

python tools/draw_welcome_sketch.py
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.export import save_picture

FLAT_BRISTLE = shipped_brush("flat-bristle")
ROUND = shipped_brush("round")

WIDTH, HEIGHT = 768, 576
_FLAT = replace(FLAT_BRISTLE, grain=0.0, opacity=1.0, bristles=0.2)
_SECONDS = 0.02  # between two points: a calm hand

_SKY, _HAZE, _CLOUD = (146, 186, 216), (198, 214, 214), (240, 238, 228)
_HILL, _FAR_WOOD, _MEADOW = (132, 152, 164), (92, 122, 98), (166, 172, 92)
_SHADE, _PATH, _WALL = (98, 122, 66), (214, 186, 136), (236, 222, 196)
_ROOF, _TRUNK, _CROWN, _LIGHT = (168, 84, 58), (92, 66, 48), (66, 100, 58), (126, 148, 74)


class _Line(NamedTuple):
    """size: of the brush, px. points: x, y, x, y … in px."""

    brush: Brush
    colour: Colour
    size: float
    points: tuple[float, ...]


_LINES = (
    *(_Line(_FLAT, _SKY, 96, (-60, y, 384, y - 10, 840, y + 4)) for y in (30, 96, 162)),
    *(_Line(_FLAT, _HAZE, 84, (-60, y, 384, y - 6, 840, y)) for y in (226, 280)),
    _Line(ROUND, _CLOUD, 54, (420, 110, 470, 92, 540, 84, 610, 100, 660, 112)),
    _Line(ROUND, _CLOUD, 40, (120, 66, 170, 56, 230, 64)),
    _Line(ROUND, _HILL, 100, (-40, 290, 90, 262, 210, 276, 330, 250, 480, 282, 620, 256, 820, 288)),
    *(_Line(_FLAT, _MEADOW, 92, (-60, y, 300, y - 14, 840, y + 6)) for y in (352, 424, 496, 566)),
    _Line(ROUND, _FAR_WOOD, 34, (-40, 312, 80, 300, 170, 312, 290, 304)),
    _Line(ROUND, _FAR_WOOD, 26, (480, 312, 600, 302, 700, 312, 800, 306)),
    _Line(_FLAT, _SHADE, 52, (-40, 540, 120, 520, 260, 548)),
    _Line(_FLAT, _SHADE, 40, (560, 470, 680, 458, 820, 470)),
    _Line(ROUND, _PATH, 60, (420, 600, 410, 540, 380, 480)),
    _Line(ROUND, _PATH, 34, (384, 480, 400, 430, 460, 390)),
    _Line(ROUND, _PATH, 18, (460, 388, 500, 366, 516, 352)),
    _Line(ROUND, _WALL, 44, (500, 330, 566, 330)),
    _Line(ROUND, _WALL, 40, (502, 312, 564, 312)),
    _Line(ROUND, _ROOF, 24, (476, 300, 532, 268, 592, 300)),
    _Line(ROUND, _ROOF, 22, (504, 292, 566, 292)),
    _Line(ROUND, _TRUNK, 14, (522, 344, 522, 330)),
    _Line(ROUND, _TRUNK, 26, (176, 470, 182, 400, 176, 320)),
    _Line(ROUND, _TRUNK, 14, (180, 380, 214, 330)),
    _Line(ROUND, _CROWN, 104, (116, 266, 170, 206, 236, 214, 250, 278, 180, 292, 128, 268)),
    _Line(ROUND, _CROWN, 70, (96, 250, 140, 182, 214, 168)),
    _Line(ROUND, _LIGHT, 44, (132, 204, 176, 170, 222, 184)),
    _Line(ROUND, _LIGHT, 26, (110, 250, 128, 232)),
)


def main() -> None:
    """A cottage in a meadow under a tree, as flat and loose as a first idea."""
    drawing = Document(WIDTH, HEIGHT)
    for line in _LINES:
        brush = replace(line.brush, size=line.size, smoothing=0.0)
        stroke = Stroke(drawing.begin_edit(brush.name), brush, line.colour)
        for place in range(0, len(line.points), 2):
            x, y = line.points[place : place + 2]
            stroke.add(PenSample(x, y, time=place * _SECONDS))
        stroke.finish()
    save_picture(
        Path(__file__).resolve().parent.parent / "resources" / "welcome" / "sketch.png",
        drawing.composite()[..., :3],
    )


if __name__ == "__main__":
    main()
