import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.brushes.presets import shipped
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.surfaces.surface import cells
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.values.geometry import Rect

WIDTH, HEIGHT = 140, 96


def tile(width: int = WIDTH) -> Document:
    """A canvas that repeats without a seam; one of 1024 px is the same at half its width."""
    document = Document(width, HEIGHT)
    x, y = np.arange(width) * 2 * np.pi / min(width, 512), np.arange(HEIGHT) * 2 * np.pi / HEIGHT
    waves = 128 + 60 * np.sin(x)[None, :] * np.cos(2 * y)[:, None] + 40 * np.cos(x)[None, :]
    grey = waves.astype(np.uint8)
    document.paste_image(np.dstack([grey, 255 - grey, grey // 2, np.full_like(grey, 255)]), "Ground")
    return document


def pixels_of(document: Document) -> np.ndarray:
    layer = document.active
    assert isinstance(layer, Layer)
    return layer.tiles.read(document.rect)


def draw(
    document: Document, brush: Brush, dx: int = 0, dy: int = 0, symmetry: Symmetry | None = None
) -> None:
    stroke = Stroke(
        document.begin_edit("Stroke"),
        brush,
        (200, 40, 30),
        offset=(31, 12),
        seed=3,
        symmetry=symmetry or Symmetry(),
        wraps=True,
    )
    for step in range(40):
        stroke.add(PenSample(50 + dx + 2.3 * step, 40 + dy + 1.3 * step, 0.8, time=step / 100))
        stroke.render()
    stroke.finish()


@pytest.mark.parametrize("kind", list(Kind))
def test_where_the_edge_lies_makes_no_difference(kind: Kind) -> None:
    """So there is no seam: a stroke across the edge is the same as one that is not."""
    sheet = 512  # px after which papers repeat, which lie under the canvas and stay there
    brush = Brush("Wrapped", kind=kind, size=20, softness=0.4, smoothing=0.1)
    across, within = tile(2 * sheet), tile(2 * sheet)
    draw(across, brush, 2 * sheet - 100)
    draw(within, brush, sheet - 100)
    assert (pixels_of(across) != pixels_of(tile(2 * sheet)))[:, :30].any()
    difference = np.roll(pixels_of(within), sheet, axis=1).astype(int) - pixels_of(across)
    assert np.abs(difference).max() <= 1


@pytest.mark.parametrize("preset", shipped(), ids=lambda preset: preset.id)
def test_every_brush_paints_across_the_edge(preset: Preset) -> None:
    document = tile()
    draw(document, preset.brush)
    changed = (pixels_of(document) != pixels_of(tile())).any(axis=2)
    assert changed[:, :20].any() or changed[:, -20:].any()


def test_far_away_is_the_same_place() -> None:
    near, far = tile(), tile()
    brush = Brush("Pen", size=20, grain=0.6)
    draw(near, brush)
    draw(far, brush, 7 * WIDTH, -5 * HEIGHT)
    assert np.array_equal(pixels_of(near), pixels_of(far))


def test_a_brush_may_be_larger_than_the_canvas() -> None:
    document = tile()
    draw(document, Brush("Large", size=500, softness=1))
    assert (pixels_of(document) != pixels_of(tile())).any(axis=2).all()


def test_mirrors_and_edges_go_together() -> None:
    document = tile()
    document.paste_image(np.full((HEIGHT, WIDTH, 4), 255, np.uint8), "Even")
    draw(document, Brush("Pen", size=20, grain=0.5), symmetry=Symmetry(30, 0, vertical=True))
    after = np.roll(pixels_of(document), WIDTH // 2 - 30, axis=1)
    assert np.array_equal(after, after[:, ::-1])


def test_cells_cover_a_rectangle_once() -> None:
    rect = Rect(-25, -7, 60, 30)
    covered = np.zeros((30, 60), int)
    for part, place in cells(rect, (20, 10)):
        covered[part.moved(25, 7).slices] += 1
        assert Rect(0, 0, 20, 10).intersection(place) == place
        assert (part.left - place.left) % 20 == 0
        assert (part.top - place.top) % 10 == 0
    assert (covered == 1).all()
