from collections.abc import Sequence

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.brushes.presets import shipped
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer

RED = (200, 40, 30)
SIDE = 160


def symmetrical_ground() -> Document:
    """Stripes and squares that look the same from all sides."""
    document = Document(SIDE, SIDE)
    far = np.abs(np.arange(SIDE) - (SIDE - 1) / 2)
    rings = (np.maximum(far[:, None], far[None, :]) * 3 % 256).astype(np.uint8)
    pixels = np.dstack([rings, 255 - rings, rings // 2, np.full_like(rings, 255)])
    document.paste_image(np.ascontiguousarray(pixels), "Ground")
    return document


def hand() -> list[PenSample]:
    """A line that crosses both axes, unsteadily."""
    way = np.linspace(0, 1, 30)
    xs = 30 + 105 * way + 3 * np.sin(17 * way)
    ys = 41.3 + 70 * way**2 + 4 * np.cos(11 * way)
    return [
        PenSample(float(x), float(y), 0.4 + 0.5 * float(t), time=float(t))
        for x, y, t in zip(xs, ys, way, strict=True)
    ]


def draw(
    document: Document, brush: Brush, symmetry: Symmetry, samples: Sequence[PenSample] | None = None
) -> None:
    stroke = Stroke(document.begin_edit("Stroke"), brush, RED, offset=(30, 0), seed=5, symmetry=symmetry)
    for sample in samples or hand():
        stroke.add(sample)
        stroke.render()
    stroke.finish()


def pixels_of(document: Document) -> np.ndarray:
    layer = document.active
    assert isinstance(layer, Layer)
    return layer.tiles.read(document.rect)


@pytest.mark.parametrize("kind", list(Kind))
def test_all_kinds_of_strokes_are_mirrored_to_the_bit(kind: Kind) -> None:
    document = symmetrical_ground()
    before = pixels_of(document)
    brush = Brush("Mirrored", kind=kind, size=22.7, softness=0.4, flow=0.6, grain=0.5, smoothing=0.1)
    draw(document, brush, Symmetry(SIDE / 2, SIDE / 2, vertical=True, horizontal=True))
    after = pixels_of(document)
    assert (after != before).any()
    assert np.array_equal(after, after[:, ::-1])
    assert np.array_equal(after, after[::-1])


@pytest.mark.parametrize("preset", shipped(), ids=lambda preset: preset.id)
def test_every_brush_is_mirrored_to_the_bit(preset: Preset) -> None:
    document = symmetrical_ground()
    draw(document, preset.brush, Symmetry(SIDE / 2, SIDE / 2, vertical=True))
    after = pixels_of(document)
    assert np.array_equal(after, after[:, ::-1])


def test_an_axis_may_lie_within_a_pixel() -> None:
    document = Document(101, 80)
    draw(document, Brush("Pen", size=9.3), Symmetry(50.5, 40, vertical=True))
    after = pixels_of(document)
    assert after.any()
    assert np.array_equal(after, after[:, ::-1])


def test_an_axis_need_not_be_in_the_middle() -> None:
    document = Document(SIDE, SIDE)
    draw(document, Brush("Pen", size=9.3), Symmetry(60, 0, vertical=True))
    after = pixels_of(document)
    assert np.array_equal(after[:, :120], after[:, :120][:, ::-1])
    assert after[:, 120:].any()  # what has its image beyond the canvas


@pytest.mark.parametrize("kaleidoscope", [False, True])
def test_four_arms_are_quarter_turns_to_the_bit(kaleidoscope: bool) -> None:
    document = symmetrical_ground()
    symmetry = Symmetry(SIDE / 2, SIDE / 2, arms=4, kaleidoscope=kaleidoscope)
    draw(document, Brush("Oil", kind=Kind.OIL, size=22.7, softness=0.4), symmetry)
    after = pixels_of(document)
    assert np.array_equal(after, np.rot90(after))
    assert np.array_equal(after, after[:, ::-1]) is kaleidoscope


@pytest.mark.parametrize("arms", range(2, 17))
def test_arms_look_alike(arms: int) -> None:
    symmetry = Symmetry(80, 80, arms=arms)
    assert len(symmetry.images()) == arms
    document = Document(SIDE, SIDE)
    samples = [PenSample(80 + 50, 80, 1.0, time=0.0)]
    draw(document, Brush("Dot", size=12), symmetry, samples)
    alpha = pixels_of(document)[..., 3] / 255
    assert alpha.sum() == pytest.approx(arms * np.pi * 36, rel=0.01)
    if arms % 2 == 0:
        assert np.array_equal(alpha, alpha[::-1, ::-1])


def test_a_kaleidoscope_mirrors_each_arm() -> None:
    symmetry = Symmetry(80, 80, arms=5, kaleidoscope=True)
    assert len(symmetry.images()) == 10
    document = Document(SIDE, SIDE)
    draw(document, Brush("Pen", size=5.2), symmetry)
    after = pixels_of(document)
    assert np.array_equal(after, after[:, ::-1])


def test_images_that_meet_are_no_more_opaque_than_a_stroke() -> None:
    document = Document(SIDE, SIDE)
    draw(document, Brush("Thin", size=30, opacity=0.5), Symmetry(80, 80, vertical=True))
    assert pixels_of(document)[..., 3].max() == 128


def test_all_images_are_one_step_and_one_undo() -> None:
    document = Document(SIDE, SIDE)
    steps = len(document.history.steps)
    draw(document, Brush("Pen"), Symmetry(80, 80, vertical=True, horizontal=True, arms=6))
    assert len(document.history.steps) == steps + 1
    document.undo()
    assert not pixels_of(document).any()


def test_selections_hold_for_images() -> None:
    document = Document(SIDE, SIDE)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[:, 80:] = 255
    document.select(mask)
    draw(
        document,
        Brush("Pen", size=9),
        Symmetry(80, 80, vertical=True),
        [PenSample(40, 50), PenSample(50, 60)],
    )
    after = pixels_of(document)
    assert not after[:, :80].any()
    assert after[:, 80:].any()


def test_the_selection_itself_can_be_painted_in_a_mirror() -> None:
    document = Document(SIDE, SIDE)
    document.set_quick_mask(True)
    draw(document, Brush("Pen", size=9), Symmetry(80, 80, vertical=True, arms=4))
    assert document.selection is not None
    assert np.array_equal(document.selection, document.selection[:, ::-1])
    assert document.selection.min() < 255
