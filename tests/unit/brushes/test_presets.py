import math
from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import MAX_SIZE, MIN_SIZE, Brush, Input, Kind
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.presets import paints, shipped, shipped_brush
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document

PRESETS = [preset.brush for preset in shipped() if paints(preset)]
ERASER = shipped_brush("eraser")


def test_names_are_different() -> None:
    names = [brush.name for brush in (*PRESETS, ERASER)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("brush", [*PRESETS, ERASER], ids=lambda brush: brush.name)
def test_settings_are_within_their_ranges(brush: Brush) -> None:
    assert MIN_SIZE <= brush.size <= MAX_SIZE
    for share in (brush.opacity, brush.flow, brush.spacing, brush.roundness):
        assert 0 < share <= 1
    for share in (brush.softness, brush.bristles, brush.grain, brush.smoothing):
        assert 0 <= share <= 1


@pytest.mark.parametrize(
    "brush",
    [
        brush
        for brush in PRESETS
        if brush.kind is Kind.PAINT
        and not brush.tips
        and not brush.apart
        and all(dynamic.by is not Input.DAB for dynamic in brush.dynamics)
    ],
    ids=lambda brush: brush.name,
)
def test_a_stroke_is_even_along_its_way(brush: Brush) -> None:
    """No chain of dabs and no shiver; the grain of the paper aside, which is meant to be uneven."""
    brush = replace(brush, grain=0)
    document = Document(500, 220)
    stroke = Stroke(document.begin_edit(brush.name), brush, (0, 0, 0))
    for x in range(60, 441, 8):
        stroke.add(PenSample(x, 110 + 10 * math.sin(x / 90), 0.8, 0, 0, x / 1000))
    stroke.finish()
    paint = document.active.tiles.read(document.rect)[:, 150:350, 3].sum(axis=0) / 255
    assert paint.min() >= 1
    assert np.abs(np.diff(paint, 2)).mean() < (0.1 if brush.bristles or brush.roundness < 0.2 else 0.05)


EVEN = ("round", "soft-round", "airbrush", "flat", "marker", "brush-pen", "calligraphy")
"""Brushes without chance whose strokes are wide enough to be compared pixel by pixel."""


def _curved(brush: Brush, events: int) -> np.ndarray:
    """Paint a winding stroke of a second, with so many events."""
    document = Document(520, 300)
    stroke = Stroke(document.begin_edit(brush.name), brush, (0, 0, 0))
    for number in range(events + 1):
        t = number / events
        pressure = 0.3 + 0.6 * math.sin(math.pi * t)
        x, y = 90 + 320 * t + 30 * math.sin(5 * t), 150 + 70 * math.sin(6 * t)
        stroke.add(PenSample(x, y, pressure, time=t))
    stroke.finish()
    return document.active.tiles.read(document.rect)[..., 3].astype(float)


@pytest.mark.parametrize("id_", EVEN)
def test_a_stroke_looks_the_same_at_60_and_at_1000_events_a_second(id_: str) -> None:
    few, many = (_curved(shipped_brush(id_), events) for events in (60, 1000))
    painted = np.maximum(few, many) > 0
    assert np.abs(few - many)[painted].mean() <= 1


@pytest.mark.parametrize("id_", [*EVEN, "flat-bristle"])
def test_a_straight_stroke_of_constant_pressure_is_constant(id_: str) -> None:
    brush = replace(shipped_brush(id_), grain=0)
    document = Document(900, 300)
    stroke = Stroke(document.begin_edit(brush.name), brush, (0, 0, 0))
    for number in range(201):
        stroke.add(PenSample(100 + 3.5 * number, 150, 0.8, time=number / 250))
    stroke.finish()
    across = document.active.tiles.read(document.rect)[:, 300:700, 3].sum(axis=0) / 255
    assert (across.max() - across.min()) / across.mean() <= 0.01
