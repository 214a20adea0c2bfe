from itertools import pairwise

import numpy as np
import pytest

from aipaint_desktop.brushes.grain import on_paper, paper_tooth
from aipaint_desktop.brushes.preset_file import shipped_pictures
from aipaint_desktop.brushes.texture import Texture
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


@pytest.mark.parametrize("texture", shipped_pictures(Texture), ids=lambda texture: texture.name)
def test_textures_repeat_without_a_seam_and_are_caught_on_evenly(texture: Texture) -> None:
    heights = texture.heights
    for axis in (0, 1):
        steps = np.abs(np.diff(heights, axis=axis)).mean(axis=1 - axis)
        seam = np.abs(heights.take(0, axis) - heights.take(-1, axis)).mean()
        assert seam <= 1.1 * steps.max()
    assert np.histogram(heights, 8, (0, 1))[0].std() < 0.06 * heights.size / 8
    light = on_paper(flat(0.2), RECT, 1.0, texture)
    assert light.max() > 0.2
    assert on_paper(flat(1.0), RECT, 1.0, texture).min() > 0.99


def test_a_texture_of_any_shape_is_repeated_everywhere() -> None:
    texture = Texture.of_pixels(np.arange(35, dtype=np.uint8).reshape(5, 7))
    made = on_paper(flat(0.5), RECT, 1.0, texture)
    row, column = -RECT.top % 5, -RECT.left % 7
    assert np.array_equal(
        made[row : row + 5, column : column + 7], made[row + 50 : row + 55, column + 70 : column + 77]
    )
    assert len(np.unique(made)) > 10
