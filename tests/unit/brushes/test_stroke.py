from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Dynamic, Input, Setting, follow
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import Rect

HARD = Brush("Hard", size=20, smoothing=0)
RED = (200, 30, 10)


def draw(
    document: Document,
    brush: Brush,
    samples: list[PenSample],
    colour: tuple[int, int, int] | None = RED,
    batch: int = 1,
) -> None:
    stroke = Stroke(document.begin_edit(brush.name), brush, colour)
    for i, sample in enumerate(samples):
        stroke.add(sample)
        if i % batch == 0:
            stroke.render()
    stroke.finish()


def across(y: float = 100, pressure: float = 1) -> list[PenSample]:
    return [PenSample(x, y, pressure) for x in range(20, 281, 20)]


def sketch(document: Document) -> np.ndarray:
    return document.active.tiles.read(document.rect)


@pytest.fixture
def document() -> Document:
    return Document(300, 200)


def test_a_stroke_covers_its_way_and_nothing_else(document: Document) -> None:
    draw(document, HARD, across())
    pixels = sketch(document)
    assert (pixels[92:108, 20:280] == [*RED, 255]).all()
    assert not pixels[:89, :, 3].any()
    assert not pixels[111:, :, 3].any()
    assert document.history.names[-1] == "Hard"


def test_the_outline_is_straight_to_a_tenth_of_a_pixel() -> None:
    for size in (3, 20, 90):
        fresh = Document(300, 200)
        draw(fresh, replace(HARD, size=size), across())
        width = sketch(fresh)[:, 60:240, 3].sum(axis=0) / 255
        assert width == pytest.approx(np.full(180, size), abs=0.25)
        assert width.max() - width.min() < 0.2


@pytest.mark.parametrize("flow", [1.0, 0.2])
@pytest.mark.parametrize("grain", [0.0, 0.8])
def test_opacity_bounds_a_stroke_that_crosses_itself(document: Document, flow: float, grain: float) -> None:
    brush = replace(HARD, opacity=0.5, flow=flow, grain=grain)
    draw(document, brush, across() * 6)
    alpha = sketch(document)[..., 3]
    assert alpha.max() in (127, 128)
    assert alpha[100, 150] in (127, 128)


def test_a_second_stroke_goes_over_the_first(document: Document) -> None:
    brush = replace(HARD, opacity=0.5)
    draw(document, brush, across())
    draw(document, brush, across())
    assert sketch(document)[100, 150, 3] == pytest.approx(255 * 0.75, abs=1)


def test_flow_builds_up(document: Document) -> None:
    brush = replace(HARD, flow=0.1)
    draw(document, brush, across())
    once = sketch(document)[100, 150, 3]
    draw(Document(300, 200), brush, across())
    twice = Document(300, 200)
    draw(twice, brush, across() + across())
    assert 50 < once < 240
    assert once < sketch(twice)[100, 150, 3] < 255


def test_flow_does_not_depend_on_spacing() -> None:
    covered = []
    for spacing in (0.03, 0.06):
        fresh = Document(300, 200)
        draw(fresh, replace(HARD, softness=0.6, flow=0.2, spacing=spacing), across())
        covered.append(int(sketch(fresh)[100, 150, 3]))
    assert covered[0] == pytest.approx(covered[1], rel=0.05)


def test_pressure_tapers_the_ends(document: Document) -> None:
    brush = replace(HARD, dynamics=(Dynamic(Setting.SIZE, Input.PRESSURE),))
    taper = [PenSample(x, 100, np.sin(np.pi * x / 300)) for x in range(0, 301, 5)]
    draw(document, brush, taper)
    width = sketch(document)[:, 5:295, 3].sum(axis=0) / 255
    assert width[145] == pytest.approx(20, abs=0.3)
    assert width[0] < 2.5
    assert (np.diff(width[:145]) > -0.25).all()
    assert np.abs(np.diff(width)).max() < 0.7


def test_the_selection_limits_painting(document: Document) -> None:
    mask = np.zeros((200, 300), np.uint8)
    mask[:, 100:200] = 255
    mask[:, 150:200] = 128
    document.select(mask)
    draw(document, HARD, across())
    alpha = sketch(document)[100, :, 3]
    assert not alpha[:100].any()
    assert (alpha[100:150] == 255).all()
    assert (alpha[150:200] == 128).all()
    assert not alpha[200:].any()


def test_erasing_takes_paint_away_and_keeps_its_colour(document: Document) -> None:
    draw(document, HARD, across())
    draw(document, replace(HARD, size=8, opacity=0.5), across(), colour=None)
    assert sketch(document)[100, 150].tolist() == [*RED, 128]
    assert sketch(document)[93, 150].tolist() == [*RED, 255]


def test_what_leaves_the_canvas_is_cut_off(document: Document) -> None:
    draw(document, HARD, [PenSample(-50, -50), PenSample(150, 100), PenSample(400, 400)])
    pixels = document.active.tiles.read(Rect(-64, -64, 500, 500))
    pixels[64:264, 64:364] = 0
    assert not pixels.any()


def test_drawing_in_batches_gives_the_same_pixels() -> None:
    results = []
    for batch in (1, 5, 1000):
        fresh = Document(300, 200)
        draw(fresh, replace(HARD, flow=0.5, softness=0.5), across(), batch=batch)
        results.append(sketch(fresh))
    assert np.array_equal(results[0], results[1])
    assert np.array_equal(results[0], results[2])


def test_a_cancelled_stroke_leaves_no_trace(document: Document) -> None:
    stroke = Stroke(document.begin_edit("Stroke"), HARD, RED)
    for sample in across():
        stroke.add(sample)
    stroke.render()
    assert sketch(document).any()
    stroke.cancel()
    assert not sketch(document).any()
    assert len(document.history.names) == 1


def test_a_stroke_goes_on_harmlessly_after_its_edit_was_ended(document: Document) -> None:
    stroke = Stroke(document.begin_edit("Stroke"), HARD, RED)
    stroke.add(PenSample(50, 50))
    stroke.render()
    document.undo()
    stroke.add(PenSample(150, 150))
    stroke.finish()
    assert not sketch(document).any()
    assert document.history.names == ("New picture", "Stroke")


@pytest.mark.parametrize("turn", [60, 90, 120, 150, -135])
@pytest.mark.parametrize("step", [5, 80])
def test_a_flat_tip_does_not_tear_at_a_corner(turn: float, step: float) -> None:
    """The outside of the corner, from the tip's end before it to that after it, is covered."""
    document = Document(300, 300)
    flat = Brush("Flat", size=44, roundness=0.2, angle=90, dynamics=(follow(Input.DIRECTION),), smoothing=0)
    here, samples = 70 + 150j, [PenSample(70, 150)]
    for direction in (1, np.exp(1j * np.radians(turn))):
        for _ in range(round(80 / step)):
            here += direction * step
            samples.append(PenSample(here.real, here.imag))
    draw(document, flat, samples)
    alpha = sketch(document)[..., 3]
    for share in np.linspace(0, 1, 12):
        outwards = -1j * np.sign(turn) * np.exp(1j * np.radians(turn) * share)
        for far in (0.3, 0.6, 0.9):
            place = 150 + 150j + far * 22 * outwards
            assert alpha[int(place.imag), int(place.real)] == 255
