import math
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.outlines import Line, draw_outline, samples_along
from aipaint_desktop.document.document import Document

HARD = Brush("Hard", size=6, smoothing=0.8)
BLACK = (0, 0, 0)


def drawn(line: Line, brush: Brush = HARD, side: int = 100) -> NDArray[np.float64]:
    document = Document(side, side)
    assert draw_outline(document.begin_edit("Shape"), line, brush, BLACK)
    return document.layers[-1].tiles.read(document.rect)[..., 3] / 255


def expected(line: Line, radius: float, side: int = 100) -> NDArray[np.float64]:
    """How far each pixel lies within `radius` of a line, by the distance of its middle."""
    ys, xs = np.mgrid[:side, :side] + 0.5
    away = np.full((side, side), np.inf)
    for (ax, ay), (bx, by) in pairwise(line):
        way = np.array([bx - ax, by - ay])
        at = np.clip(((xs - ax) * way[0] + (ys - ay) * way[1]) / max(way @ way, 1e-9), 0, 1)
        away = np.minimum(away, np.hypot(xs - ax - at * way[0], ys - ay - at * way[1]))
    return np.clip(radius - away + 0.5, 0, 1)


def regular(corners: int, radius: float = 35.0) -> Line:
    turns = 2 * math.pi * np.arange(corners + 1) / corners + 0.3
    return 50 + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1)


@pytest.mark.parametrize("corners", [3, 4, 5, 6, 8, 12, 120])
def test_an_outline_lies_where_the_shape_does(corners: int) -> None:
    line = regular(corners)
    difference = np.abs(drawn(line) - expected(line, 3.0))
    ys, xs = np.mgrid[:100, :100] + 0.5
    at_corners = np.min([np.hypot(xs - x, ys - y) for x, y in line], axis=0) < 4
    assert (
        difference[~at_corners].max(initial=0) < 0.15
    )  # of a pixel: scallops and the grid that dabs are put on
    assert difference.max() < 0.35  # the last dab before a corner may lie half a pixel before it
    assert difference.mean() < 0.002


def test_a_straight_line_is_as_wide_along_all_of_its_length() -> None:
    coverage = drawn(np.array([[10.0, 50.0], [390.0, 50.0]]), side=400)
    across = coverage[:, 20:380].sum(axis=0)
    assert np.ptp(across) <= 0.01 * across.mean()
    assert across.mean() == pytest.approx(6.0, abs=0.15)


def test_a_line_of_one_place_is_a_dab() -> None:
    assert drawn(np.array([[50.0, 50.0], [50.0, 50.0]])).sum() == pytest.approx(math.pi * 9, rel=0.05)


def test_corners_are_in_the_samples_and_long_lines_can_be_given_up() -> None:
    line = np.array([[0.0, 0.0], [2000.0, 0.0], [2000.0, 40.0]])
    samples = [(sample.x, sample.y) for sample in samples_along(line)]
    assert all(tuple(corner) in samples for corner in line.tolist())
    assert max(math.dist(*pair) for pair in pairwise(samples)) < 400
    assert {sample.pressure for sample in samples_along(line)} == {1.0}


def test_alpha_lock_and_selection_are_obeyed() -> None:
    document = Document(100, 100)
    left = np.zeros((100, 100), np.uint8)
    left[:, :50] = 255
    document.select(left)
    line = np.array([[10.0, 50.0], [90.0, 50.0]])
    assert draw_outline(document.begin_edit("Shape"), line, HARD, BLACK)
    alpha = document.layers[-1].tiles.read(document.rect)[..., 3]
    assert alpha[50, 20] == 255
    assert not alpha[:, 50:].any()
    assert not draw_outline(document.begin_edit("Shape"), line + np.array([45, 0]), HARD, BLACK)
