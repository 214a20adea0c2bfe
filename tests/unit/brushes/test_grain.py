from itertools import pairwise

import numpy as np
import pytest

from aipaint_desktop.brushes.grain import on_paper, paper_tooth
from aipaint_desktop.values.geometry import Rect

RECT = Rect(-300, 500, 200, 160)


def flat(value: float) -> np.ndarray:
    return np.full((RECT.height, RECT.width), value, np.float32)


def test_the_paper_repeats_without_a_seam() -> None:
    tooth = paper_tooth()
    inner = np.abs(np.diff(tooth, axis=1)).mean()
    assert np.abs(tooth[:, 0] - tooth[:, -1]).mean() == pytest.approx(inner, rel=0.15)
    assert np.histogram(tooth, 10, (0, 1))[0].std() < 2


def test_light_pressure_catches_the_peaks_and_full_pressure_fills_the_paper() -> None:
    light = on_paper(flat(0.2), RECT, 1.0)
    assert 0.2 < (light == 0).mean() < 0.9
    assert light.max() > 0.2
    assert on_paper(flat(1.0), RECT, 1.0).min() > 0.99
    assert not on_paper(flat(0.0), RECT, 1.0).any()


def test_more_pressure_never_takes_paint_away() -> None:
    steps = [on_paper(flat(value), RECT, 0.8) for value in np.linspace(0, 1, 11)]
    assert all((after >= before).all() for before, after in pairwise(steps))


def test_without_grain_coverage_is_unchanged() -> None:
    assert np.allclose(on_paper(flat(0.4), RECT, 0.0), 0.4)


def test_the_tooth_belongs_to_the_paper_not_to_the_stroke() -> None:
    whole = on_paper(flat(0.5), RECT, 1.0)
    part = Rect(RECT.left + 30, RECT.top + 20, 50, 40)
    assert np.array_equal(on_paper(flat(0.5)[:40, :50], part, 1.0), whole[20:60, 30:80])
