"""Brushes, grounds and strokes that the tests of media share."""

from collections.abc import Sequence

import numpy as np

from aipaint_desktop.brushes.brush import Brush, Kind, Wetness
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 300, 200
BLUE, YELLOW, RED = (25, 55, 170), (250, 220, 20), (205, 35, 40)
WET: dict[str, Brush] = {
    kind.value: Brush(
        kind.value,
        size=60,
        softness=0.6,
        smoothing=0,
        spacing=0.05,
        kind=kind,
        wet=Wetness(spread=0.4 if kind is Kind.WATERCOLOUR else 0.0),
    )
    for kind in Kind
    if kind not in (Kind.PAINT, Kind.ERASE)
}
WITHOUT_COLOUR = [kind for kind in WET if kind not in ("oil", "knife", "watercolour")]


def ground(*colours: Colour, alpha: int = 255) -> Document:
    """A layer of bands side by side."""
    document = Document(WIDTH, HEIGHT)
    pixels = np.full((HEIGHT, WIDTH, 4), alpha, np.uint8)
    for place, colour in enumerate(colours):
        pixels[:, place * WIDTH // len(colours) :, :3] = colour
    document.paste_image(pixels, "Ground")
    return document


def across(y: float = 100, step: float = 10, start: float = 20, end: float = 280) -> list[PenSample]:
    return [PenSample(float(x), y, 0.8, time=(x - start) / 400) for x in np.arange(start, end + 1, step)]


def draw(
    document: Document,
    brush: Brush,
    samples: Sequence[PenSample],
    colour: Colour | None = YELLOW,
    offset: tuple[int, int] = (80, 0),
) -> Stroke:
    stroke = Stroke(document.begin_edit(brush.name), brush, colour, offset=offset)
    for sample in samples:
        stroke.add(sample)
        stroke.render()
    stroke.finish()
    return stroke


def pixels_of(document: Document) -> np.ndarray:
    layer = document.active
    assert isinstance(layer, Layer)
    return layer.tiles.read(document.rect).astype(int)
