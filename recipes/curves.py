"""The figures of a run as a table and as curves to look at."""

import csv
import json
from pathlib import Path

from PIL import Image, ImageDraw

_PANEL = (360, 180)  # px
_MARGIN = 24
_COLUMNS = 3
_PLACES = ("step", "samples", "seconds")


def write_curves(log: Path, table: Path, picture: Path) -> None:
    """Write the figures of a log of `run_command.log_figures` as CSV, and each as a curve over the seconds."""
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    names = list(dict.fromkeys(name for row in rows for name in row))
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    drawn = [name for name in names if name not in _PLACES]
    width, height = _PANEL
    sheet = Image.new("RGB", (_COLUMNS * width, max(1, -(-len(drawn) // _COLUMNS)) * height), "white")
    for number, name in enumerate(drawn):
        row, column = divmod(number, _COLUMNS)
        points = [(float(one["seconds"]), float(one[name])) for one in rows if name in one]
        sheet.paste(_panel(name, points), (column * width, row * height))
    sheet.save(picture)


def _panel(name: str, points: list[tuple[float, float]]) -> Image.Image:
    """One curve, between its smallest and its largest figure; what is no number is left out."""
    panel = Image.new("RGB", _PANEL, "white")
    draw = ImageDraw.Draw(panel)
    points = [(x, y) for x, y in points if y == y]
    if not points:
        return panel
    (left, right), (low, high) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    width, height = (side - 2 * _MARGIN for side in _PANEL)
    line = [
        (
            _MARGIN + width * (x - left) / ((right - left) or 1),
            _MARGIN + height * (high - y) / ((high - low) or 1),
        )
        for x, y in points
    ]
    draw.rectangle((_MARGIN, _MARGIN, _MARGIN + width, _MARGIN + height), outline="lightgrey")
    draw.line([*line, line[-1]], "black")
    draw.text((_MARGIN, 6), f"{name}: {low:.4g} to {high:.4g}, at last {points[-1][1]:.4g}", "black")
    return panel
