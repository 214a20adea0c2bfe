"""Small strokes that show what brushes are like."""

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.presets import paints, shipped, shipped_brush
from aipaint_desktop.brushes.preview import brush_preview

PRESETS = [preset.brush for preset in shipped() if paints(preset)]
AIRBRUSH = shipped_brush("airbrush")
INK = shipped_brush("ink")


@pytest.mark.parametrize("brush", PRESETS, ids=lambda brush: brush.name)
def test_a_preview_shows_a_whole_stroke_within_its_box(brush: Brush) -> None:
    stroke = brush_preview(brush, 96, 32)
    assert stroke.shape == (32, 96)
    assert not stroke[[0, -1]].any()
    columns = np.flatnonzero(stroke.any(axis=0))
    assert columns[0] < 24
    assert columns[-1] > 72


def test_a_preview_shows_what_is_peculiar_to_a_brush() -> None:
    ink, air = brush_preview(INK, 96, 32), brush_preview(AIRBRUSH, 96, 32)
    assert ink.max() == 255 > air.max()
    assert ink[:, 48].astype(bool).sum() > ink[:, 6].astype(bool).sum()  # swells with the pressure
