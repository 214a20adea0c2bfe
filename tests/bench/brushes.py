"""How long brushes take from an event of the pen to the pixels of the layer: every preset at 200 px over wet paint.

    python tests/bench/brushes.py [--size 200] [--events 300]

A hand that is not steady goes to and fro at 1,200 px a second and sends 200 events. Drawing on the screen is not in it.
"""

import argparse
import json
import math
import time
from dataclasses import replace

import numpy as np

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.media.listed import get_ready
from aipaint_desktop.brushes.presets import paints, shipped
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document

PRESETS = [preset.brush for preset in shipped() if paints(preset)]

_WIDTH, _HEIGHT = 2048, 1536
_RATE, _SPEED = 200, 1200.0


def painted() -> Document:
    """Bands of colour, so that there is something to take up."""
    document = Document(_WIDTH, _HEIGHT)
    pixels = np.full((_HEIGHT, _WIDTH, 4), 255, np.uint8)
    colours = np.random.default_rng(1).integers(20, 240, (16, 3))
    pixels[..., :3] = np.repeat(colours, _WIDTH // 16, axis=0)[None]
    document.paste_image(pixels, "Wet")
    return document


def hand(events: int) -> list[PenSample]:
    """To and fro over the width, and down."""
    way, width = np.arange(events) * _SPEED / _RATE, _WIDTH - 600
    return [
        PenSample(
            300 + abs((float(at) + width) % (2 * width) - width),
            400 + 0.4 * float(at) + 8 * math.sin(place * 0.3),
            0.9,
            time=place / _RATE,
        )
        for place, at in enumerate(way)
    ]


def milliseconds(brush: Brush, events: int) -> list[float]:
    """Tell how long each event took."""
    stroke = Stroke(painted().begin_edit(brush.name), brush, (30, 80, 160), offset=(200, 100))
    taken = []
    for sample in hand(events):
        began = time.perf_counter()
        stroke.add(sample)
        stroke.render()
        taken.append(1000 * (time.perf_counter() - began))
    stroke.finish()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--events", type=int, default=300)
    options = parser.parse_args()
    get_ready()
    figures = {}
    for brush in PRESETS:
        taken = milliseconds(replace(brush, size=options.size), options.events)
        figures[f"{brush.name}, p99 ms"] = round(float(np.percentile(taken, 99)), 1)
    figures["worst p99 ms"] = max(figures.values())
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
