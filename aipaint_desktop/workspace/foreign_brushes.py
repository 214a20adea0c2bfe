"""Brushes of other programs made into ours, as far as our settings reach."""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from aipaint_desktop.brushes.brush import (
    MAX_SIZE,
    MIN_SIZE,
    Brush,
    Dynamic,
    Input,
    Kind,
    Setting,
    Wetness,
    follow,
)
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.brushes.tip import Choice, Chooser, Tip
from aipaint_desktop.files.brush_files.foreign import ForeignBrush, ForeignSetting, MyPaintBrush, TipPixels
from aipaint_desktop.files.brush_files.reading import read_brush_file
from aipaint_desktop.values.curve import Curve
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text

_NONE = ForeignSetting(0.0, {})
_SMUDGES = 0.05  # of another program's share of smudging: below it nobody sees any
_KNOWN = frozenset(
    {
        *("radius_logarithmic", "opaque", "opaque_multiply", "opaque_linearize", "hardness"),
        *("dabs_per_actual_radius", "dabs_per_basic_radius", "dabs_per_second", "anti_aliasing"),
        *("elliptical_dab_ratio", "elliptical_dab_angle", "slow_tracking", "smudge", "smudge_length"),
        *("color_h", "color_s", "color_v", "pressure_gain_log", "restore_color", "paint_mode"),
        *("speed1_slowness", "speed2_slowness", "speed1_gamma", "speed2_gamma"),
        *("direction_filter", "stroke_threshold", "stroke_duration_logarithmic", "stroke_holdtime"),
        *("custom_input", "custom_input_slowness", "posterize_num", "smudge_radius_log", "smudge_bucket"),
        *("smudge_length_log", "smudge_transparency", "gridmap_scale", "gridmap_scale_x", "gridmap_scale_y"),
    }
)
_CONSTANT = "constant"
_TOLD_APART = 0.3  # of the size, between dabs
_CHOOSERS = {
    "incremental": Chooser.TURN,
    "random": Chooser.CHANCE,
    "angular": Chooser.DIRECTION,
    "velocity": Chooser.SPEED,
    "pressure": Chooser.PRESSURE,
    "xtilt": Chooser.TILT_X,
    "ytilt": Chooser.TILT_Y,
}
_BY_PRESSURE = frozenset({"radius_logarithmic", "opaque_multiply"})


def read_foreign(path: Path) -> tuple[list[Preset], Sentence | None]:
    """Read brushes of another program, and say what of them was left out. Raises `BadInput` where there are none."""
    stem = as_text(path.stem)
    found = read_brush_file(path)
    if isinstance(found[0], MyPaintBrush):
        brush, left_out = from_mypaint(found[0], found[0].name or stem)
        said = Sentence("Left out of “{0}”: {1}.", brush.name, ", ".join(left_out)) if left_out else None
        return [Preset(brush, ("MyPaint",), own=True)], said
    stamping = [one for one in found if isinstance(one, ForeignBrush)]
    program = "Photoshop" if path.suffix.lower() == ".abr" else "GIMP"
    tags = (program, stem) if len(stamping) > 1 else (program,)
    presets = [
        Preset(from_tips(one, _name(one, stem, number)), tags, own=True)
        for number, one in enumerate(stamping, 1)
    ]
    lost = list(dict.fromkeys(loss for one in stamping for loss in one.left_out))
    return presets, Sentence("Left out of “{0}”: {1}.", stem, _and(lost)) if lost else None


def _name(found: ForeignBrush, stem: str, number: int) -> str:
    return found.name or (stem if number == 1 else f"{stem} {number}")


def _and(losses: list[Sentence]) -> Sentence:
    *first, last = losses
    return Sentence("{0}, {1}", _and(first), last) if first else last


def from_tips(found: ForeignBrush, name: str) -> Brush:
    """Make a brush of one that stamps pictures: of each as large as it is beside the others."""
    tips, ranks = found.tips, found.ranks
    if any(rank.selection == _CONSTANT for rank in ranks):  # of which the first is stamped, always
        numbers = np.arange(len(tips)).reshape([rank.count for rank in ranks])
        kept = numbers[tuple(slice(0, 1 if rank.selection == _CONSTANT else None) for rank in ranks)]
        tips = tuple(tips[number] for number in kept.flat)
        ranks = tuple(rank for rank in ranks if rank.selection != _CONSTANT)
    choices = tuple(Choice(rank.count, _CHOOSERS[rank.selection]) for rank in ranks if rank.count > 1)
    if len(tips) > 1 and not choices:
        choices = (Choice(len(tips)),)
    return Brush(
        name,
        size=_within(found.size, MIN_SIZE, MAX_SIZE),
        tips=tuple(Tip.of_pixels(tip) for tip in _framed(tips)),
        choices=choices if len(tips) > 1 else (),
        softness=_within(found.softness, 0, 1),
        spacing=_within(found.spacing, 0.005, 10),
        apart=bool(tips) and found.spacing >= _TOLD_APART,
        roundness=_within(found.roundness, 0.01, 1),
        angle=_within(-found.angle, -360, 360),
    )


def _framed(tips: tuple[TipPixels, ...]) -> list[TipPixels]:
    """Put pictures in the middle of frames of one size, so that they keep their sizes beside each other."""
    if len({tip.shape for tip in tips}) < 2:
        return list(tips)
    side = max(max(tip.shape) for tip in tips)
    framed = []
    for tip in tips:
        frame = np.zeros((side, side), np.uint8)
        top, left = (side - tip.shape[0]) // 2, (side - tip.shape[1]) // 2
        frame[top : top + tip.shape[0], left : left + tip.shape[1]] = tip
        framed.append(frame)
    return framed


def from_mypaint(found: MyPaintBrush, name: str) -> tuple[Brush, list[str]]:
    """Make a brush of one of MyPaint's, and name the settings that have no place in it, as its files do.

    After the settings' own descriptions in libmypaint: radii are natural logarithms, dabs are counted per radius.
    """

    def setting(key: str) -> ForeignSetting:
        return found.settings.get(key, _NONE)

    radius, opaque = setting("radius_logarithmic"), setting("opaque")
    dabs = setting("dabs_per_actual_radius").base + setting("dabs_per_basic_radius").base
    ratio, smudge = max(setting("elliptical_dab_ratio").base, 1.0), setting("smudge").base
    curve = radius.inputs.get("pressure", ())
    multiply = setting("opaque_multiply")
    turns = "direction" in setting("elliptical_dab_angle").inputs
    brush = Brush(
        name,
        size=_within(2 * math.exp(_within(radius.base, -3, 7)), MIN_SIZE, MAX_SIZE),
        opacity=_within(opaque.base, 0.01, 1),
        softness=1 - _within(setting("hardness").base, 0, 1),
        spacing=_within(1 / (2 * max(dabs, 0.05)), 0.02, 2),
        roundness=_within(1 / ratio, 0.05, 1),
        angle=_within(-setting("elliptical_dab_angle").base, -360, 360),
        smoothing=_within(setting("slow_tracking").base / 10, 0, 1),
        dynamics=(
            *_by_pressure(Setting.SIZE, [math.exp(_within(value, -5, 5)) for value in _three(curve)]),
            *_by_pressure(
                Setting.OPACITY,
                [
                    _within(multiply.base + value, 0, 1)
                    for value in _three(multiply.inputs.get("pressure", ()))
                ]
                if "opaque_multiply" in found.settings
                else [1.0, 1.0, 1.0],
            ),
            *([follow(Input.DIRECTION)] if turns and ratio > 1 else []),
        ),
        kind=Kind.SMUDGE if smudge > 1 - _SMUDGES else Kind.OIL if smudge > _SMUDGES else Kind.PAINT,
        wet=Wetness(mix=_within(smudge, 0, 1), length=_within(setting("smudge_length").base, 0, 1)),
    )
    return brush, _left_out(found.settings)


def _left_out(settings: Mapping[str, ForeignSetting]) -> list[str]:
    names = []
    for key, setting in settings.items():
        if key not in _KNOWN and (setting.base != 0 or setting.inputs):
            names.append(key)
        elif key in _KNOWN:
            used = {"pressure"} if key in _BY_PRESSURE else {"direction"} if "angle" in key else set()
            names += [f"{key} × {source}" for source in setting.inputs if source not in used]
    return names


def _three(points: tuple[tuple[float, float], ...]) -> list[float]:
    """What is added at no, half and full pressure."""
    if not points:
        return [0.0, 0.0, 0.0]
    places, values = zip(*points, strict=True)
    return [float(value) for value in np.interp([0.0, 0.5, 1.0], places, values)]


def _by_pressure(setting: Setting, values: list[float]) -> list[Dynamic]:
    """What goes through the values that are wanted at no, half and full pressure; nothing where all are 1."""
    held = [_within(value, 0, 10) for value in values]
    if held == [1.0, 1.0, 1.0]:
        return []
    low, high = min(held), max(held)
    if low == high:
        return [Dynamic(setting, Input.PRESSURE, low, low)]
    points = tuple(
        (place, (value - low) / (high - low)) for place, value in zip((0.0, 0.5, 1.0), held, strict=True)
    )
    return [Dynamic(setting, Input.PRESSURE, low, high, Curve(points))]


def _within(value: float, least: float, most: float) -> float:
    return float(min(max(value, least), most))
