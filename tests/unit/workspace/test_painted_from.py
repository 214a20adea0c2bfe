"""What a painting is painted from, without a window."""

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.files.provenance import engine_run
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import PaintedFrom
from aipaint_desktop.workspace.painted_from import nodes_painted_from, picture_painted_from

RED, GREEN = (200, 30, 30, 255), (30, 140, 60, 255)
PICTURE = Picture(np.zeros((8, 8, 3), np.uint8))
RUN = engine_run(
    VaryRequest(seed=1, references=(PICTURE,), width=96, height=64),
    device="cpu",
    precision="fp32",
    seconds=1,
)


def ink(document: Document, layer_id: str | None = None) -> None:
    edit = document.begin_edit("Ink", layer_id)
    edit.write(Rect(10, 10, 20, 10), np.full((10, 20, 4), RED, np.uint8))
    edit.commit()


def paint(document: Document, name: str = "Painting") -> None:
    document.paste_image(np.full((64, 96, 4), GREEN, np.uint8), name, provenance=RUN)


@pytest.fixture
def document() -> Document:
    return Document(96, 64)


def names(document: Document, source: PaintedFrom) -> list[str]:
    return [layer.name for layer in nodes_painted_from(source, document.state)]


def test_the_sketch_is_what_the_hand_has_made(document: Document) -> None:
    ink(document)
    paint(document)
    paint(document, "Again")
    document.add_layer("Retouched")
    assert names(document, PaintedFrom.SKETCH) == ["Paper", "Sketch", "Retouched"]
    pixels = picture_painted_from(PaintedFrom.SKETCH, document.state)
    assert pixels[12, 12].tolist() == [*RED]
    assert pixels[40, 40].tolist() == [255, 255, 255, 255]


def test_without_a_sketch_it_is_all_that_is_visible(document: Document) -> None:
    assert names(document, PaintedFrom.SKETCH) == ["Paper", "Sketch"]
    paint(document)
    assert names(document, PaintedFrom.SKETCH) == ["Paper", "Sketch", "Painting"]
    ink(document, document.layers[0].id)  # the paper is painted on as well
    assert names(document, PaintedFrom.SKETCH) == ["Paper", "Sketch"]


@pytest.mark.parametrize("size", [(128, 128), (300, 130), (1, 1)])
def test_blank_paper_is_no_sketch_at_any_size(size: tuple[int, int]) -> None:
    document = Document(*size)
    document.resize(size[0] + 7, size[1])
    document.scale(size[0] + 30, size[1] + 1)
    paint(document)
    assert names(document, PaintedFrom.SKETCH) == ["Paper", "Sketch", "Painting"]


def test_hidden_layers_are_never_painted_from(document: Document) -> None:
    ink(document)
    paint(document)
    document.set_visible(document.layers[1].id, False)
    assert names(document, PaintedFrom.SKETCH) == ["Paper", "Painting"]  # no sketch is seen
    assert names(document, PaintedFrom.VISIBLE) == ["Paper", "Painting"]
    document.activate(document.layers[1].id)
    assert names(document, PaintedFrom.LAYER) == []
    with pytest.raises(BadInput, match="“Sketch” is hidden"):
        picture_painted_from(PaintedFrom.LAYER, document.state)
    for layer in document.layers:
        document.set_visible(layer.id, False)
    with pytest.raises(BadInput, match="All layers are hidden"):
        picture_painted_from(PaintedFrom.VISIBLE, document.state)


def test_a_layer_is_painted_from_without_the_others(document: Document) -> None:
    ink(document)
    assert names(document, PaintedFrom.LAYER) == ["Sketch"]
    pixels = picture_painted_from(PaintedFrom.LAYER, document.state)
    assert pixels[12, 12].tolist() == [*RED]
    assert not pixels[40:, :, 3].any()


def test_the_selection_is_painted_from_without_what_is_around(document: Document) -> None:
    with pytest.raises(BadInput, match="Nothing is selected"):
        picture_painted_from(PaintedFrom.SELECTION, document.state)
    mask = np.zeros((64, 96), np.uint8)
    mask[8:30, 8:50] = 255
    mask[30:32, 8:50] = 100
    document.select(mask)
    ink(document)
    pixels = picture_painted_from(PaintedFrom.SELECTION, document.state)
    assert np.array_equal(pixels[..., 3], mask)
    assert pixels[12, 12].tolist() == [*RED]
