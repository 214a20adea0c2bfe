#!/usr/bin/env python3
"""Draw a sheet of the brushes that ship, as a painter would try them.

    python3 tools/draw_brush_sheet.py OUT.png [ID ...]

Each in a cell: from light to firm and back, lightly and firmly across each other, and over yellow and blue paint.
"""

import math
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from aipaint_desktop.brushes.brush import Brush  # noqa: E402
from aipaint_desktop.brushes.dynamics import PenSample  # noqa: E402
from aipaint_desktop.brushes.media.listed import uses_colour  # noqa: E402
from aipaint_desktop.brushes.preset_file import Preset  # noqa: E402
from aipaint_desktop.brushes.presets import shipped  # noqa: E402
from aipaint_desktop.brushes.stroke import Stroke  # noqa: E402
from aipaint_desktop.document.document import Document  # noqa: E402
from aipaint_desktop.values.geometry import Rect  # noqa: E402

WIDTH, HEIGHT, COLUMNS, HEAD = 420, 200, 4, 18
LARGEST = 90.0
PAPER, YELLOW, BLUE = (250, 248, 242), (232, 186, 48), (40, 82, 160)
COLOUR = (158, 44, 38)
AWAY = 98, 12  # px, to where brushes that copy do it from

Line = list[tuple[float, float, float]]


def cell(preset: Preset) -> NDArray[np.uint8]:
    document = Document(WIDTH, HEIGHT)
    edit = document.begin_edit("")
    for colour, rect in (
        (PAPER, Rect(0, 0, WIDTH, HEIGHT)),
        (YELLOW, Rect(284, 26, 56, 150)),
        (BLUE, Rect(340, 26, 56, 150)),
    ):
        edit.write(rect, np.full((rect.height, rect.width, 4), (*colour, 255), np.uint8))
    if not uses_colour(preset.brush):
        for left in range(16, 270, 24):
            edit.write(Rect(left, 26, 12, 150), np.full((150, 12, 4), (*COLOUR, 255), np.uint8))
    edit.commit()
    brush = replace(preset.brush, size=min(preset.brush.size, LARGEST))
    steps = np.linspace(0, 1, 40)
    wave: Line = [
        (24 + 150 * t, 70 - 30 * math.sin(2 * math.pi * t), 0.04 + 0.96 * math.sin(math.pi * t))
        for t in steps
    ]
    light: Line = [(20 + 230 * t, 150 - 14 * math.sin(5 * t), 0.22) for t in steps]
    firm: Line = [(228 - 26 * t, 30 + 150 * t, 1.0) for t in steps]
    over: Line = [(264 + 146 * t, 66 + 8 * math.sin(6 * t), 0.9) for t in steps]
    back: Line = [(410 - 146 * t, 136 + 8 * math.sin(6 * t), 0.35) for t in steps]
    for number, line in enumerate((wave, light, firm, over, back)):
        draw(document, brush, line, number)
    picture = document.composite()[..., :3]
    return np.ascontiguousarray(picture)


def draw(document: Document, brush: Brush, line: Iterable[tuple[float, float, float]], seed: int) -> None:
    stroke = Stroke(document.begin_edit(brush.name), brush, COLOUR, offset=AWAY, seed=seed)
    for number, (x, y, pressure) in enumerate(line):
        stroke.add(PenSample(x, y, pressure, time=number * 0.012))
    stroke.finish()


def sheet(presets: list[Preset]) -> Image.Image:
    rows = math.ceil(len(presets) / COLUMNS)
    made = Image.new("RGB", (COLUMNS * WIDTH, rows * (HEIGHT + HEAD)), (225, 225, 225))
    words = ImageDraw.Draw(made)
    font = ImageFont.truetype(ROOT / "resources/themes/fonts/Inter-Regular.otf", 12)
    for number, preset in enumerate(presets):
        left, top = number % COLUMNS * WIDTH, number // COLUMNS * (HEIGHT + HEAD)
        words.text((left + 6, top + 3), f"{preset.brush.name}  ({preset.id})", fill=(20, 20, 20), font=font)
        made.paste(Image.fromarray(cell(preset)), (left, top + HEAD))
    return made


def main() -> None:
    wanted = sys.argv[2:]
    presets = [preset for preset in shipped() if not wanted or preset.id in wanted]
    sheet(presets).save(sys.argv[1])


if __name__ == "__main__":
    main()
