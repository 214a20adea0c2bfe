"""What is true of every medium."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Kind, Wetness
from aipaint_desktop.brushes.media.listed import MEDIA
from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.masking import Beginning, masked
from aipaint_desktop.document.node import Layer
from tests.unit.brushes.media.strokes import (
    BLUE,
    HEIGHT,
    RED,
    WET,
    WIDTH,
    WITHOUT_COLOUR,
    YELLOW,
    across,
    draw,
    ground,
    pixels_of,
)


def test_all_of_them_are_tested() -> None:
    assert {*WET, "paint", "erase"} == set(MEDIA)


@pytest.fixture(params=WET)
def brush(request: pytest.FixtureRequest) -> Brush:
    return WET[request.param]


def test_a_stroke_leaves_a_mark_and_is_one_step(brush: Brush) -> None:
    document = ground(BLUE, RED, YELLOW)
    before = pixels_of(document)
    steps = len(document.history.names)
    assert draw(document, brush, across()).marked
    assert len(document.history.names) == steps + 1
    apart = np.abs(pixels_of(document) - before).max(axis=2)
    assert apart.max() > 40
    assert not apart[:40].any()
    assert not apart[160:].any()
    document.undo()
    assert np.array_equal(pixels_of(document), before)


@pytest.mark.parametrize("kind", WITHOUT_COLOUR)
def test_a_flat_colour_stays(kind: str) -> None:
    document = ground(BLUE)
    before = pixels_of(document)
    draw(document, WET[kind], across())
    assert np.abs(pixels_of(document) - before).max() <= 1


@pytest.mark.parametrize("kind", ["smudge", "blend"])
def test_a_flat_colour_stays_however_often_it_is_gone_over(kind: str) -> None:
    document = ground((37, 151, 203), alpha=130)
    before = pixels_of(document)
    draw(document, replace(WET[kind], spacing=0.02), [*across(step=20), *across(step=20)[::-1]] * 4)
    assert np.abs(pixels_of(document) - before).max() <= 1


def test_a_colour_painted_over_itself_stays() -> None:
    for kind in ("oil", "knife"):
        document = ground(BLUE)
        draw(document, WET[kind], across(), BLUE)
        assert np.abs(pixels_of(document)[..., :3] - BLUE).max() <= 12  # bristles are a little unlike


def test_transparent_layers_get_no_dark_fringe(brush: Brush) -> None:
    document = Document(WIDTH, HEIGHT)
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    pixels[:, 100:200] = (240, 230, 200, 255)
    document.paste_image(pixels, "Light")
    draw(document, brush, across(), (240, 230, 200))
    after = pixels_of(document)
    if brush.kind is Kind.WATERCOLOUR:  # a film, which has no colour of its own but what passes through it
        alpha = after[..., 3:] / 255
        after = np.dstack([after[..., :3] * alpha + 255 * (1 - alpha), after[..., 3]])
    seen = after[..., 3] > 24
    assert after[seen][:, :3].min() > 150


def test_the_same_stroke_gives_the_same_bits(brush: Brush) -> None:
    results = []
    for _ in range(2):
        document = ground(BLUE, RED, YELLOW)
        draw(document, brush, across())
        results.append(pixels_of(document))
    assert np.array_equal(*results)


def test_the_rate_of_the_pen_hardly_matters(brush: Brush) -> None:
    results = []
    for step in (6.0, 0.4):  # 400 px a second, 67 and 1,000 events
        document = ground(BLUE, RED, YELLOW)
        draw(document, replace(brush, smoothing=0.2), across(step=step))
        results.append(pixels_of(document))
    assert np.abs(results[0] - results[1]).mean() <= 1


def test_what_is_not_selected_stays(brush: Brush) -> None:
    document = ground(BLUE, RED, YELLOW)
    before = pixels_of(document)
    selection = np.zeros((HEIGHT, WIDTH), np.uint8)
    selection[:, 60:240], selection[:, 240:260] = 255, 128
    document.select(selection)
    assert draw(document, brush, across()).marked
    apart = np.abs(pixels_of(document) - before).max(axis=2)
    assert apart[selection == 255].any()
    assert not apart[selection == 0].any()


def test_locked_alpha_stays(brush: Brush) -> None:
    document = Document(WIDTH, HEIGHT)
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    pixels[:, 60:150] = (*BLUE, 255)
    pixels[:, 150:240] = (*RED, 120)
    document.paste_image(pixels, "Paint")
    layer = document.active
    assert isinstance(layer, Layer)
    document.apply("Lock", lambda state: state.with_node(replace(layer, alpha_locked=True)))
    draw(document, brush, across())
    after = pixels_of(document)
    assert np.array_equal(after[..., 3], pixels[..., 3])
    assert np.abs(after - pixels)[:, 60:240, :3].max() > 40


def test_a_quick_mask_is_worked_on_in_greys(brush: Brush) -> None:
    document = ground(BLUE, RED)
    before = pixels_of(document)
    selection = np.zeros((HEIGHT, WIDTH), np.uint8)
    selection[:, 100:200] = 255
    document.select(selection)
    document.set_quick_mask(True)
    draw(document, brush, across(), (0, 0, 0))
    after = document.selection
    assert after is not None
    assert not np.array_equal(after, selection)
    assert np.array_equal(after[:30], selection[:30])
    assert np.array_equal(pixels_of(document), before)


def test_a_mask_is_worked_on_in_greys(brush: Brush) -> None:
    document = ground(BLUE, RED)
    selection = np.zeros((HEIGHT, WIDTH), np.uint8)
    selection[:, 100:200] = 255
    document.select(selection)
    document.apply("Mask", lambda state: masked(state, Beginning.SELECTION))
    document.select(None)
    document.activate(document.active.id, on_mask=True)
    before, hidden = pixels_of(document), document.active.mask
    assert hidden is not None
    draw(document, brush, across(), (0, 0, 0))
    after = document.active.mask
    assert after is not None
    assert not np.array_equal(after.read(document.rect), hidden.read(document.rect))
    assert np.array_equal(after.read(document.rect)[:30], hidden.read(document.rect)[:30])
    assert np.array_equal(pixels_of(document), before)


def test_what_leaves_the_canvas_is_cut_off(brush: Brush) -> None:
    document = ground(BLUE, RED, YELLOW)
    stray = [replace(sample, x=sample.x * 2 - 150, y=sample.y - 95) for sample in across()]
    assert draw(document, brush, stray).marked
    outside = document.active.tiles.read(document.rect.expanded(64))  # type: ignore[union-attr]
    outside[64:-64, 64:-64] = 0
    assert not outside.any()


def test_a_dab_beside_the_canvas_is_no_work(brush: Brush) -> None:
    medium = MEDIA[brush.kind](ground(BLUE).begin_edit("Stroke"), Means(brush, YELLOW))
    whole = np.ones((41, 41), np.float32)
    assert not medium.touch(Stamp(whole, 150, 100, 150.5, 100.5, radius=20)).empty
    assert medium.touch(Stamp(whole, 150, 300, 150.5, 300.5, radius=20, step=200)).empty


def test_a_wash_that_does_not_grow_is_no_work() -> None:
    medium = MEDIA[Kind.WATERCOLOUR](ground(BLUE).begin_edit("Stroke"), Means(WET["watercolour"], YELLOW))
    stamp = Stamp(np.ones((41, 41), np.float32), 150, 100, 150.5, 100.5, radius=20)
    assert not medium.touch(stamp).empty
    assert medium.touch(stamp).empty


def test_light_on_thick_paint_is_shown_anew_as_far_as_it_has_changed() -> None:
    document = ground(BLUE)
    edit = document.begin_edit("Stroke")
    medium = MEDIA[Kind.OIL](edit, Means(replace(WET["oil"], wet=Wetness(relief=1, load=1)), YELLOW))
    for step in range(3):
        x = 120 + 20 * step
        stamp = Stamp(
            np.ones((41, 41), np.float32), x, 100, x + 0.5, 100.5, radius=20, step=20.0 if step else 0
        )
        medium.lay(medium.touch(stamp))
    shown = pixels_of(document)
    medium.lay(document.rect)
    assert np.array_equal(pixels_of(document), shown)


def test_a_cancelled_stroke_leaves_no_trace(brush: Brush) -> None:
    document = ground(BLUE, RED, YELLOW)
    before = pixels_of(document)
    stroke = Stroke(document.begin_edit("Stroke"), brush, YELLOW, offset=(40, 0))
    for sample in across():
        stroke.add(sample)
    stroke.render()
    stroke.cancel()
    assert np.array_equal(pixels_of(document), before)
