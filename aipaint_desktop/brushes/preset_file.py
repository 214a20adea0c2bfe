"""A brush as a text file that an artist can read and change: TOML, every setting by its name in `Brush`."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from aipaint_desktop import paths
from aipaint_desktop.brushes.brush import (
    MAX_SIZE,
    MIN_SIZE,
    STRAIGHT,
    Brush,
    Dynamic,
    Input,
    Kind,
    Setting,
    Wetness,
)
from aipaint_desktop.brushes.tip import Tip
from aipaint_desktop.values.curve import Curve
from aipaint_desktop.values.refusal import BadInput

SUFFIX = ".toml"
MOST_BYTES = 65_536
_MOST_DYNAMICS, _MOST_TAGS, _MOST_COUNT = 64, 32, 64
_OWN = ("name", "name_zh", "tags", "order", "tip", "kind", "wet", "dynamics")
_SHARES = ("opacity", "flow", "softness", "roundness", "bristles", "grain", "smoothing")
_RANGES = {
    **dict.fromkeys(_SHARES, (0.0, 1.0)),
    "size": (MIN_SIZE, MAX_SIZE),
    "spacing": (0.005, 10.0),
    "scatter": (0.0, 10.0),
    "angle": (-360.0, 360.0),
    "count": (1, _MOST_COUNT),
}
_DYNAMIC_RANGE = -1000.0, 1000.0


@dataclass(frozen=True)
class Preset:
    """Keeps a brush that can be chosen. tags: the groups in which it is found. own: whether the artist made it. id: its
    file's name, without the suffix, "" where it has none. title_zh: its name in Chinese, "" where it has none. order:
    among others, the least first."""

    brush: Brush
    tags: tuple[str, ...] = ()
    own: bool = False
    id: str = ""
    title_zh: str = ""
    order: float = 1000.0

    @property
    def name(self) -> str:
        return self.brush.name


class _Wrong(Exception):
    """Says at what key a file is wrong."""


def read_preset(path: Path) -> Preset:
    """Read a preset. Its tip is a PNG beside it, named without suffix. Raises `BadInput`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("{0} is too large for a brush.", path.name)
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput("{0} cannot be read as a brush.", path.name) from None
    return preset_of_text(text, path)


def preset_of_text(text: str, path: Path) -> Preset:
    """Read a preset from what stands in a file, whose tip is beside it or among those that ship. Raises `BadInput`."""
    if len(text) > MOST_BYTES:
        raise BadInput("{0} is too large for a brush.", path.name)
    try:
        return _preset(tomllib.loads(text), path)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise BadInput("{0} cannot be read as a brush.", path.name) from None
    except _Wrong as wrong:
        raise BadInput(
            "{0} is no brush: its “{1}” says what no brush can be.", path.name, str(wrong)
        ) from None


def preset_text(preset: Preset) -> str:
    """Write a preset as text. Its tip's picture is not part of it."""
    brush, plain = preset.brush, Brush("")
    lines = [f"name = {_text(brush.name)}"]
    if preset.title_zh:
        lines.append(f"name_zh = {_text(preset.title_zh)}")
    lines.append(f"tags = [{', '.join(map(_text, preset.tags))}]")
    lines.append(f"order = {preset.order:.12g}")
    if brush.kind is not plain.kind:
        lines.append(f"kind = {_text(brush.kind.value)}")
    if brush.tip is not None:
        lines.append(f"tip = {_text(brush.tip.name)}")
    for field in fields(brush):
        value = getattr(brush, field.name)
        if field.name in _OWN or value == getattr(plain, field.name):
            continue
        lines.append(f"{field.name} = {str(value).lower() if isinstance(value, bool) else f'{value:.12g}'}")
    if brush.wet != plain.wet:
        lines += ["", "[wet]"]
        for field in fields(brush.wet):
            if (value := getattr(brush.wet, field.name)) != getattr(plain.wet, field.name):
                lines.append(f"{field.name} = {value:.12g}")
    for dynamic in brush.dynamics:
        lines += [
            "",
            "[[dynamics]]",
            f"setting = {_text(dynamic.setting.value)}",
            f"by = {_text(dynamic.by.value)}",
            f"low = {dynamic.low:.12g}",
            f"high = {dynamic.high:.12g}",
        ]
        if dynamic.curve != STRAIGHT:
            points = ", ".join(f"[{place:.12g}, {value:.12g}]" for place, value in dynamic.curve.points)
            lines.append(f"points = [{points}]")
        if dynamic.by in (Input.DISTANCE, Input.FADE):
            lines.append(f"length = {dynamic.length:.12g}")
    return "\n".join(lines) + "\n"


def _preset(said: dict[str, Any], path: Path) -> Preset:
    known = {field.name for field in fields(Brush)} | set(_OWN)
    for key in said:
        if key not in known:
            raise _Wrong(key)
    settings: dict[str, Any] = {"name": _line(said, "name", "")}
    if not settings["name"]:
        raise _Wrong("name")
    for key, (least, most) in _RANGES.items():
        if key in said:
            settings[key] = _number(said, key, least, most, whole=key == "count")
    if "apart" in said:
        if not isinstance(said["apart"], bool):
            raise _Wrong("apart")
        settings["apart"] = said["apart"]
    if "kind" in said:
        settings["kind"] = _member(Kind, said, "kind")
    if "tip" in said:
        name = _line(said, "tip", "")
        if not name or Path(name).name != name:
            raise _Wrong("tip")
        settings["tip"] = _tip(name, path.parent)
    if "wet" in said:
        settings["wet"] = _wetness(said["wet"])
    dynamics = said.get("dynamics", [])
    if not isinstance(dynamics, list) or len(dynamics) > _MOST_DYNAMICS:
        raise _Wrong("dynamics")
    settings["dynamics"] = tuple(_dynamic(one) for one in dynamics)
    tags = said.get("tags", [])
    if not isinstance(tags, list) or len(tags) > _MOST_TAGS or not all(isinstance(tag, str) for tag in tags):
        raise _Wrong("tags")
    order = _number(said, "order", -1e6, 1e6) if "order" in said else 1000.0
    title_zh = _line(said, "name_zh", "")
    return Preset(Brush(**settings), tuple(tags), id=path.stem, title_zh=title_zh, order=order)


def _tip(name: str, folder: Path) -> Tip:
    for place in (folder, paths.resources() / "brushes"):
        if (place / f"{name}.png").is_file():
            return _tip_of(name, place)
    raise _Wrong("tip")


@cache
def _tip_of(name: str, folder: Path) -> Tip:
    """One object for one picture: brushes with the same tip are the same."""
    return Tip(name, folder / f"{name}.png")


def _wetness(said: Any) -> Wetness:
    if not isinstance(said, dict):
        raise _Wrong("wet")
    for key in said:
        if key not in {field.name for field in fields(Wetness)}:
            raise _Wrong(key)
    return Wetness(**{key: _number(said, key, 0.0, 1.0) for key in said})


def _dynamic(said: Any) -> Dynamic:
    if not isinstance(said, dict):
        raise _Wrong("dynamics")
    for key in said:
        if key not in ("setting", "by", "low", "high", "points", "length"):
            raise _Wrong(key)
    low = _number(said, "low", *_DYNAMIC_RANGE) if "low" in said else 0.0
    high = _number(said, "high", *_DYNAMIC_RANGE) if "high" in said else 1.0
    length = _number(said, "length", 1.0, 1e6) if "length" in said else Dynamic.length
    curve = STRAIGHT
    if "points" in said:
        try:
            curve = Curve(tuple((float(place), float(value)) for place, value in said["points"]))
        except (TypeError, ValueError):
            raise _Wrong("points") from None
    return Dynamic(_member(Setting, said, "setting"), _member(Input, said, "by"), low, high, curve, length)


def _number(said: dict[str, Any], key: str, least: float, most: float, *, whole: bool = False) -> Any:
    value = said[key]
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise _Wrong(key)
    if not least <= value <= most:
        raise _Wrong(key)
    return value if whole else float(value)


def _line(said: dict[str, Any], key: str, otherwise: str) -> str:
    value = said.get(key, otherwise)
    if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
        raise _Wrong(key)
    return value.strip()


def _member(kinds: Any, said: dict[str, Any], key: str) -> Any:
    try:
        return kinds(said.get(key))
    except ValueError:
        raise _Wrong(key) from None


def _text(text: str) -> str:
    """As a string of TOML. Only printable text comes here."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
