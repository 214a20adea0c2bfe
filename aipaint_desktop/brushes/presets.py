"""The brushes that ship."""

from aipaint_desktop.brushes.brush import Brush, Curve, Wetness
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
OIL_WET = Brush(
    BrushTitle("Oil, wet"),
    size=48,
    softness=0.1,
    roundness=0.3,
    angle=90,
    follows_direction=True,
    bristles=0.3,
    spacing=0.15,
    kind="oil",
    wet=Wetness(mix=0.35, load=0.65, relief=0.45),
    size_by_pressure=Curve(0.7, 1.0),
    opacity_by_pressure=Curve(0.3, 1.0),
)
OIL_ROUND = Brush(
    BrushTitle("Oil, round"),
    size=28,
    softness=0.1,
    spacing=0.05,
    kind="oil",
    wet=Wetness(mix=0.4, load=0.6, relief=0.4),
    size_by_pressure=Curve(0.4, 1.0),
    opacity_by_pressure=Curve(0.4, 1.0),
)
OIL_DRY = Brush(
    BrushTitle("Oil, dry"),
    size=56,
    softness=0.1,
    roundness=0.3,
    angle=90,
    follows_direction=True,
    bristles=0.5,
    spacing=0.15,
    kind="oil",
    wet=Wetness(mix=0.12, load=0.28, relief=0.35),
    opacity_by_pressure=Curve(0.15, 1.0),
)
MIXER = Brush(
    BrushTitle("Mixer"),
    size=50,
    softness=0.4,
    spacing=0.06,
    kind="oil",
    wet=Wetness(mix=0.75, load=0.0),
    size_by_pressure=Curve(0.6, 1.0),
    opacity_by_pressure=Curve(0.2, 1.0),
)
PALETTE_KNIFE = Brush(
    BrushTitle("Palette knife"),
    size=70,
    softness=0.02,
    roundness=0.12,
    angle=90,
    follows_direction=True,
    spacing=0.2,
    kind="knife",
    wet=Wetness(mix=0.55, load=0.4, relief=0.5),
    opacity_by_pressure=Curve(0.4, 1.0),
)
WASH = Brush(
    BrushTitle("Watercolour wash"),
    size=70,
    opacity=0.6,
    softness=0.35,
    kind="watercolour",
    wet=Wetness(edge=0.6, granulation=0.35),
    size_by_pressure=Curve(0.4, 1.0),
)
WET_IN_WET = Brush(
    BrushTitle("Watercolour, wet-in-wet"),
    size=70,
    opacity=0.6,
    softness=0.5,
    kind="watercolour",
    wet=Wetness(edge=0.25, granulation=0.3, spread=0.6),
    size_by_pressure=Curve(0.4, 1.0),
)
SMUDGE = Brush(
    BrushTitle("Smudge"),
    size=50,
    softness=0.6,
    spacing=0.03,
    smoothing=0.1,
    kind="smudge",
    wet=Wetness(length=0.7),
    opacity_by_pressure=Curve(0.2, 1.0),
)
SMUDGE_BRISTLE = Brush(
    BrushTitle("Smudge, bristle"),
    size=60,
    softness=0.3,
    roundness=0.35,
    angle=90,
    follows_direction=True,
    bristles=0.5,
    spacing=0.1,
    smoothing=0.1,
    kind="smudge",
    wet=Wetness(length=0.9),
    opacity_by_pressure=Curve(0.2, 1.0),
)
BLENDER = Brush(
    BrushTitle("Blender"),
    size=60,
    softness=0.8,
    spacing=0.08,
    smoothing=0.1,
    kind="blend",
    wet=Wetness(mix=0.6),
    opacity_by_pressure=Curve(0.2, 1.0),
)
PUSH = Brush(BrushTitle("Liquify, push"), size=120, softness=1.0, spacing=0.05, smoothing=0.1, kind="push")
SWIRL = Brush(BrushTitle("Liquify, swirl"), size=160, softness=1.0, opacity=0.6, spacing=0.05, kind="swirl")
BLOAT = Brush(BrushTitle("Liquify, bloat"), size=160, softness=1.0, opacity=0.6, spacing=0.05, kind="bloat")
PINCH = Brush(BrushTitle("Liquify, pinch"), size=160, softness=1.0, opacity=0.6, spacing=0.05, kind="pinch")
CLONE = Brush(BrushTitle("Clone"), size=60, softness=0.5, smoothing=0.1, kind="clone")
HEAL = Brush(BrushTitle("Heal"), size=40, softness=0.4, smoothing=0.1, kind="heal")
ERASER = Brush(BrushTitle("Eraser"), size=40, softness=0.2, size_by_pressure=Curve(0.3, 1.0))

PRESETS = (
    PENCIL,
    INK,
    ROUND,
    SOFT_ROUND,
    AIRBRUSH,
    FLAT_BRISTLE,
    CHARCOAL,
    MARKER,
    OIL_WET,
    OIL_ROUND,
    OIL_DRY,
    MIXER,
    PALETTE_KNIFE,
    WASH,
    WET_IN_WET,
    SMUDGE,
    SMUDGE_BRISTLE,
    BLENDER,
    PUSH,
    SWIRL,
    BLOAT,
    PINCH,
    CLONE,
    HEAL,
)
