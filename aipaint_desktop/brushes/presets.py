"""The brushes that ship."""

from aipaint_desktop.brushes.brush import Brush, Curve
from aipaint_desktop.values.titles import BrushTitle

PENCIL = Brush(
    BrushTitle("Pencil"),
    size=5,
    opacity=0.9,
    softness=0.5,
    grain=0.85,
    smoothing=0.15,
    size_by_pressure=Curve(0.6, 1.0),
    opacity_by_pressure=Curve(0.1, 0.95, 1.2),
    size_by_tilt=4.0,
)
INK = Brush(
    BrushTitle("Ink"),
    size=9,
    spacing=0.04,
    smoothing=0.25,
    size_by_pressure=Curve(0.04, 1.0, 1.3),
    thinning=0.35,
)
ROUND = Brush(BrushTitle("Round"), size=24, softness=0.15, size_by_pressure=Curve(0.25, 1.0))
SOFT_ROUND = Brush(
    BrushTitle("Soft round"), size=60, softness=1.0, flow=0.5, opacity_by_pressure=Curve(0.0, 1.0)
)
AIRBRUSH = Brush(
    BrushTitle("Airbrush"),
    size=140,
    softness=1.0,
    flow=0.06,
    smoothing=0.1,
    opacity_by_pressure=Curve(0.0, 1.0, 1.5),
)
FLAT_BRISTLE = Brush(
    BrushTitle("Flat bristle"),
    size=44,
    opacity=0.95,
    softness=0.15,
    roundness=0.22,
    angle=90,
    follows_direction=True,
    bristles=0.65,
    grain=0.3,
    spacing=0.08,
    opacity_by_pressure=Curve(0.4, 1.0),
)
CHARCOAL = Brush(
    BrushTitle("Charcoal"),
    size=30,
    opacity=0.9,
    softness=0.6,
    roundness=0.5,
    angle=35,
    follows_tilt=True,
    grain=1.0,
    size_by_pressure=Curve(0.6, 1.0),
    opacity_by_pressure=Curve(0.15, 0.9),
    size_by_tilt=1.5,
)
MARKER = Brush(BrushTitle("Marker"), size=32, opacity=0.55, roundness=0.35, angle=-40, smoothing=0.25)
ERASER = Brush(BrushTitle("Eraser"), size=40, softness=0.2, size_by_pressure=Curve(0.3, 1.0))

PRESETS = (PENCIL, INK, ROUND, SOFT_ROUND, AIRBRUSH, FLAT_BRISTLE, CHARCOAL, MARKER)
