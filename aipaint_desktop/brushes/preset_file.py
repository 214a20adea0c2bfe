"""A brush as a text file that an artist can read and change: TOML, every setting by its name in `Brush`."""

import math
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

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
from aipaint_desktop.brushes.stored_picture import StoredPicture
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Choice, Chooser, Tip
from aipaint_desktop.values.curve import Curve
from aipaint_desktop.values.refusal import BadInput

SUFFIX = ".toml"
MOST_BYTES = 65_536
MOST_PICTURE_BYTES = 2**21
MOST_TIPS = 1000
_MOST_DYNAMICS, _MOST_TAGS, _MOST_COUNT, _MOST_CHOICES = 64, 32, 64, 8
_OWN = ("name", "name_zh", "tags", "order", "tip", "tips", "choices", "texture", "kind", "wet", "dynamics")

Kept = TypeVar("Kept", bound=StoredPicture)
Beside = Callable[[str], bytes | None]
"""Gives the PNG of a name, without suffix, that is kept beside a preset; None where there is none."""
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
    """Read a preset. Its tips are PNGs beside it, named without suffix, or ship. Raises `BadInput`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("{0} is too large for a brush.", path.name)
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput("{0} cannot be read as a brush.", path.name) from None
    return preset_of_text(text, path.name, beside=pictures_in(path.parent))


def pictures_in(folder: Path) -> Beside:
    """Look for pictures in a folder."""

    def read(name: str) -> bytes | None:
        if folder == _shipped():
            return None  # read when they are needed
        try:
            with (folder / f"{name}.png").open("rb") as file:
                return file.read(MOST_PICTURE_BYTES + 1)
        except OSError:
            return None

    return read


def preset_of_text(text: str, file: str, *, beside: Beside = lambda _name: None) -> Preset:
    """Read a preset from what stands in a file of that name. Its tips are beside it or ship. Raises `BadInput`."""
    if len(text) > MOST_BYTES:
        raise BadInput("{0} is too large for a brush.", file)
    try:
        return _preset(tomllib.loads(text), Path(file).stem, beside)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise BadInput("{0} cannot be read as a brush.", file) from None
    except _Wrong as wrong:
        raise BadInput("{0} is no brush: its “{1}” says what no brush can be.", file, str(wrong)) from None


def preset_text(preset: Preset) -> str:
    """Write a preset as text. The pictures of its tips are not part of it."""
    brush, plain = preset.brush, Brush("")
    lines = [f"name = {_text(brush.name)}"]
    if preset.title_zh:
        lines.append(f"name_zh = {_text(preset.title_zh)}")
    lines.append(f"tags = [{', '.join(map(_text, preset.tags))}]")
    lines.append(f"order = {preset.order:.12g}")
    if brush.kind is not plain.kind:
        lines.append(f"kind = {_text(brush.kind.value)}")
    if len(brush.tips) == 1:
        lines.append(f"tip = {_text(brush.tips[0].name)}")
    elif brush.tips:
        lines.append(f"tips = [{', '.join(_text(tip.name) for tip in brush.tips)}]")
    if brush.texture is not None:
        lines.append(f"texture = {_text(brush.texture.name)}")
    for field in fields(brush):
        value = getattr(brush, field.name)
        if field.name in _OWN or value == getattr(plain, field.name):
            continue
        lines.append(f"{field.name} = {str(value).lower() if isinstance(value, bool) else _digits(value)}")
    if brush.wet != plain.wet:
        lines += ["", "[wet]"]
        for field in fields(brush.wet):
            if (value := getattr(brush.wet, field.name)) != getattr(plain.wet, field.name):
                lines.append(f"{field.name} = {_digits(value)}")
    for choice in brush.choices:
        lines += ["", "[[choices]]", f"count = {choice.count}", f"by = {_text(choice.by.value)}"]
    for dynamic in brush.dynamics:
        lines += [
            "",
            "[[dynamics]]",
            f"setting = {_text(dynamic.setting.value)}",
            f"by = {_text(dynamic.by.value)}",
            f"low = {_digits(dynamic.low)}",
            f"high = {_digits(dynamic.high)}",
        ]
        if dynamic.curve != STRAIGHT:
            points = ", ".join(
                f"[{_digits(place)}, {_digits(value)}]" for place, value in dynamic.curve.points
            )
            lines.append(f"points = [{points}]")
        if dynamic.by in (Input.DISTANCE, Input.FADE):
            lines.append(f"length = {_digits(dynamic.length)}")
    return "\n".join(lines) + "\n"


def _preset(said: dict[str, Any], id_: str, beside: Beside) -> Preset:
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
    for key in ("apart", "pixels"):
        if key in said:
            if not isinstance(said[key], bool):
                raise _Wrong(key)
            settings[key] = said[key]
    if "kind" in said:
        settings["kind"] = _member(Kind, said, "kind")
    settings["tips"], settings["choices"] = _tips(said, beside)
    if "texture" in said:
        settings["texture"] = _picture(Texture, said["texture"], "texture", beside)
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
    return Preset(Brush(**settings), tuple(tags), id=id_, title_zh=title_zh, order=order)


def _tips(said: dict[str, Any], beside: Beside) -> tuple[tuple[Tip, ...], tuple[Choice, ...]]:
    if "tip" in said:
        if "tips" in said or "choices" in said:
            raise _Wrong("tip")
        return (_picture(Tip, said["tip"], "tip", beside),), ()
    names, chosen = said.get("tips", []), said.get("choices", [])
    if not isinstance(names, list) or len(names) > MOST_TIPS:
        raise _Wrong("tips")
    if not isinstance(chosen, list) or len(chosen) > _MOST_CHOICES:
        raise _Wrong("choices")
    tips = tuple(_picture(Tip, name, "tips", beside) for name in names)
    choices = tuple(map(_choice, chosen)) or ((Choice(len(tips)),) if len(tips) > 1 else ())
    if choices and math.prod(choice.count for choice in choices) != len(tips):
        raise _Wrong("choices")
    return tips, choices


def _picture(kind: type[Kept], name: Any, key: str, beside: Beside) -> Kept:
    if not isinstance(name, str) or not 0 < len(name) <= 200 or Path(name).name != name:
        raise _Wrong(key)
    data = beside(name)
    if data is not None:
        if len(data) > MOST_PICTURE_BYTES:
            raise _Wrong(key)
        try:
            return kind.of_png(data)
        except ValueError:
            raise _Wrong(key) from None
    file = _SHIPPED[kind]() / f"{name}.png"
    if not file.is_file():
        raise _Wrong(key)
    return kind(name, file)


def shipped_pictures(kind: type[Kept]) -> list[Kept]:
    """List the pictures of a kind that ship, by their names."""
    return [kind(file.stem, file) for file in sorted(_SHIPPED[kind]().glob("*.png"))]


def _shipped() -> Path:
    return paths.resources() / "brushes"


_SHIPPED: dict[type[StoredPicture], Callable[[], Path]] = {
    Tip: _shipped,
    Texture: lambda: paths.resources() / "textures",
}


def _choice(said: Any) -> Choice:
    if not isinstance(said, dict) or set(said) != {"count", "by"}:
        raise _Wrong("choices")
    return Choice(_number(said, "count", 1, MOST_TIPS, whole=True), _member(Chooser, said, "by"))


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


def _digits(value: float) -> str:
    """As few digits as give the same number again."""
    short = f"{value:.12g}"
    return short if float(short) == value else repr(value)


def _text(text: str) -> str:
    """As a string of TOML. Only printable text comes here."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
