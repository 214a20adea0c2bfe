import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.brushes.gradients import Form, Gradient, Repeat, lay_gradient, scattered
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect

BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)
GREY = Gradient(((0.0, BLACK), (1.0, WHITE)))


def grey(gradient: Gradient, x: float, y: float) -> float:
    return float(gradient.colours(np.array([x]), np.array([y]), (100, 100), (200, 100))[0, 0, 0])


@pytest.mark.parametrize(
    ("form", "x", "y", "share"),
    [
        (Form.LINEAR, 150, 900, 0.5),
        (Form.LINEAR, 50, 100, 0),
        (Form.LINEAR, 250, 100, 1),
        (Form.BILINEAR, 75, 0, 0.25),
        (Form.RADIAL, 100, 150, 0.5),
        (Form.RADIAL, 160, 180, 1),
        (Form.CONICAL, 100, 150, 0.25),
        (Form.CONICAL, 50, 100, 0.5),
        (Form.CONICAL, 100, 50, 0.75),
        (Form.CONICAL_SYMMETRIC, 100, 50, 0.5),
        (Form.CONICAL_SYMMETRIC, 50, 100, 1),
    ],
)
def test_each_form_has_its_geometry(form: Form, x: float, y: float, share: float) -> None:
    assert grey(Gradient(GREY.stops, form), x, y) == pytest.approx(255 * share, abs=0.01)
    assert grey(Gradient(GREY.stops, form, reverse=True), x, y) == pytest.approx(255 * (1 - share), abs=0.01)


def test_it_repeats_forwards_with_a_soft_edge_or_there_and_back() -> None:
    forwards = Gradient(GREY.stops, repeat=Repeat.FORWARDS)
    assert grey(forwards, 230, 0) == pytest.approx(255 * 0.3, abs=0.01)
    assert grey(forwards, 200, 0) == pytest.approx(255 / 2, abs=1)
    assert grey(forwards, 199.75, 0) == pytest.approx(255 * 0.75, abs=1)
    assert grey(Gradient(GREY.stops, repeat=Repeat.ALTERNATING), 230, 0) == pytest.approx(255 * 0.7, abs=0.01)


def test_stops_lie_where_they_are_and_transparency_brings_no_dark_fringe() -> None:
    three = Gradient(((0.0, BLACK), (0.25, WHITE), (1.0, BLACK)))
    assert grey(three, 125, 0) == 255
    fading = Gradient(((0.0, WHITE), (1.0, (255, 255, 255, 0))))
    document = Document(200, 4)
    laid(document, fading, (0, 0), (200, 0))
    pixels = document.layers[-1].tiles.read(document.rect)
    assert (pixels[..., :3] == 255).all()
    assert pixels[0, 100, 3] == pytest.approx(127, abs=1)


def laid(
    document: Document,
    gradient: Gradient,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    dither: bool = False,
) -> Pixels:
    edit = document.begin_edit("Gradient")
    assert lay_gradient(edit, gradient, start, end, dither=dither)
    edit.commit()
    return document.layers[-1].tiles.read(document.rect)


def test_every_pixel_is_the_nearest_shade_at_its_middle() -> None:
    pixels = laid(Document(300, 3), GREY, (20, 0), (276, 0))
    wanted = np.rint(np.clip((np.arange(300) + 0.5 - 20) / 256, 0, 1) * 255)
    assert np.abs(pixels[1, :, 0].astype(float) - wanted).max() <= 1
    assert (pixels[..., 3] == 255).all()


def longest_run(row: NDArray[np.uint8]) -> int:
    edges = np.flatnonzero(np.diff(row))
    return int(np.diff(edges).max())


def test_dither_breaks_bands_and_keeps_the_mean() -> None:
    shades = Gradient(((0.0, (100, 100, 100, 255)), (1.0, (110, 110, 110, 255))))
    plain = laid(Document(1000, 64), shades, (0, 0), (1000, 0))[..., 0]
    dithered = laid(Document(1000, 64), shades, (0, 0), (1000, 0), dither=True)[..., 0]
    assert longest_run(plain[0]) >= 99
    assert longest_run(dithered[0]) < 60
    wanted = 100 + 10 * (np.arange(1000) + 0.5) / 1000
    assert np.abs(dithered.mean(axis=0) - wanted).max() < 0.2
    assert np.abs(dithered.astype(float) - wanted).max() < 1.01


def test_dither_changes_nothing_where_a_colour_is_whole() -> None:
    document = Document(64, 64)
    flat = Gradient(((0.0, (7, 80, 255, 255)),))
    pixels = laid(document, flat, (0, 0), (64, 0), dither=True)
    assert (pixels == (7, 80, 255, 255)).all()
    noise = scattered(Rect(0, 0, 256, 256))
    assert noise.min() > 0
    assert noise.max() < 1


def test_selection_and_alpha_lock_are_obeyed() -> None:
    document = Document(100, 40)
    left = np.zeros((40, 100), np.uint8)
    left[:, :50] = 255
    document.select(left)
    pixels = laid(document, GREY, (0, 0), (100, 0))
    assert (pixels[:, :50, 3] == 255).all()
    assert not pixels[:, 50:].any()
    document.select_none()
    edit = document.begin_edit("Gradient")
    edit.keeps_alpha = True
    assert lay_gradient(edit, Gradient(((0.0, (9, 9, 9, 255)),)), (0, 0), (1, 0))
    edit.commit()
    pixels = document.layers[-1].tiles.read(document.rect)
    assert (pixels[:, :50] == (9, 9, 9, 255)).all()
    assert not pixels[:, 50:, 3].any()


def test_a_soft_selection_lays_as_much_as_it_says() -> None:
    document = Document(10, 10)
    document.select(np.full((10, 10), 128, np.uint8))
    pixels = laid(document, Gradient(((0.0, WHITE),)), (0, 0), (1, 0))
    assert (pixels[..., 3] == 128).all()
