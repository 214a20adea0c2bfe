"""Whatever writes pixels leaves alone what is not selected, and writes half of it where half is selected."""

from collections.abc import Callable

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.adjusting.applying import Subject, adjusted
from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.copying import taken_out
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.values.geometry import Rect

WIDTH, HEIGHT = 200, 150
_WHOLE = np.full((HEIGHT, WIDTH), 255, np.uint8)


def stroke(document: Document, colour: tuple[int, int, int] | None) -> None:
    drawn = Stroke(document.begin_edit("Stroke"), Brush("Hard", size=600, smoothing=0), colour)
    drawn.add(PenSample(100, 75))
    drawn.finish()


def filled(document: Document) -> None:
    edit = document.begin_edit("Fill")
    fill(edit, _WHOLE, (250, 10, 10))
    edit.commit()


def inverted(document: Document) -> None:
    layer = document.active
    assert isinstance(layer, Layer)
    subject = Subject(layer.tiles, document.rect, document.selection)
    tiles = adjusted(subject, Invert())
    document.apply("Invert", lambda state: state.with_node(Layer("Paint", tiles, id=layer.id)))


KINDS: dict[str, Callable[[Document], object]] = {
    "brush": lambda document: stroke(document, (250, 10, 10)),
    "eraser": lambda document: stroke(document, None),
    "fill": filled,
    "clear": Document.clear_layer,
    "cut": lambda document: document.apply("Cut", taken_out),
    "adjustment": inverted,
}


@pytest.fixture
def document() -> Document:
    document = Document(WIDTH, HEIGHT)
    pixels = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    pixels[..., :3] = (20, 60, 220)
    document.paste_image(pixels, "Paint")
    return document


def pixels_of(document: Document) -> np.ndarray:
    layer = document.active
    assert isinstance(layer, Layer)
    return layer.tiles.read(Rect(0, 0, WIDTH, HEIGHT)).astype(int)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_selected_stays(document: Document, kind: str) -> None:
    before = pixels_of(document)
    selection = np.zeros((HEIGHT, WIDTH), np.uint8)
    selection[:, 40:90], selection[:, 90:100] = 255, 128
    document.select(selection)
    KINDS[kind](document)
    after = pixels_of(document)
    apart = np.abs(after - before).max(axis=2)
    assert not apart[selection == 0].any()
    full, half = apart[:, 60], apart[:, 95]
    assert (full > 60).all()
    assert half == pytest.approx(full / 2, abs=4)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_selection_all_is_written(document: Document, kind: str) -> None:
    before = pixels_of(document)
    KINDS[kind](document)
    apart = np.abs(pixels_of(document) - before).max(axis=2)
    assert (apart > 60).all()
