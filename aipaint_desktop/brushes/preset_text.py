"""A brush as text (TOML): its name, its tags and those of its settings that are not as usual."""

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

from aipaint_desktop.brushes.brush import MAX_SIZE, MIN_SIZE, Brush
from aipaint_desktop.brushes.media.listed import MEDIA
from aipaint_desktop.values.refusal import BadInput

MOST_BYTES = 65_536
_LONGEST, _MOST_TAGS = 100, 20
_RANGES = {
    "size": (MIN_SIZE, MAX_SIZE),
    "spacing": (0.005, 10.0),
    "roundness": (0.01, 1.0),
    "angle": (-360.0, 360.0),
    "low": (0.0, 10.0),
    "high": (0.0, 10.0),
    "gamma": (0.05, 20.0),
    "size_by_tilt": (0.0, 20.0),
}


def as_text(brush: Brush, tags: tuple[str, ...] = ()) -> str:
    """Write a brush as TOML, which `from_text` reads."""
    lines = [f"name = {_written(brush.name)}", f"tags = [{', '.join(map(_written, tags))}]", ""]
    lines += _table("brush", brush, Brush(brush.name))
    return "\n".join(lines)


def from_text(text: str, name: str) -> tuple[Brush, tuple[str, ...]]:
    """Read a brush and its tags. name: of the file, as it is told.

    What is not known is left aside, and numbers are held within their ranges. Raises `BadInput` where it is no brush.
    """
    if len(text) > MOST_BYTES:
        raise BadInput("{0} is too large for a brush.", name)
    try:
        said = tomllib.loads(text)
        title, tags, settings = said["name"], said.get("tags", []), said.get("brush", {})
        if not (isinstance(title, str) and isinstance(tags, list) and isinstance(settings, dict)):
            raise ValueError("not a brush")
        title = " ".join("".join(filter(str.isprintable, title)).split())[:_LONGEST]
        if not title:
            raise ValueError("no name")
        brush = Brush(title, **_values(Brush, settings))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadInput("{0} is not a brush, or is damaged.", name) from None
    return brush, tuple(str(tag)[:_LONGEST] for tag in tags[:_MOST_TAGS])


def _table(title: str, value: Any, usual: Any) -> list[str]:
    """The lines of a table and of those within it."""
    lines, inner = [f"[{title}]"], []
    for field in fields(value):
        now, before = getattr(value, field.name), getattr(usual, field.name)
        if field.name == "name" or now == before:
            continue
        if is_dataclass(now):
            kind: Any = type(now)
            inner += ["", *_table(f"{title}.{field.name}", now, kind())]
        else:
            lines.append(f"{field.name} = {_written(now)}")
    return [*lines, *inner, *([""] if not inner else [])]


def _written(value: bool | float | str) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(float(value))


def _values(kind: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a dataclass as they are said, each of its type and within its range."""
    hints = get_type_hints(kind)
    return {
        key: _value(key, hints[key], value) for key, value in said.items() if key in hints and key != "name"
    }


def _value(key: str, kind: Any, said: Any) -> Any:
    if is_dataclass(kind):
        make: Any = kind
        if not isinstance(said, dict):
            raise ValueError(key)
        return make(**_values(kind, said))
    if kind is float:
        if isinstance(said, bool) or not isinstance(said, int | float) or not math.isfinite(said):
            raise ValueError(key)
        least, most = _RANGES.get(key, (0.0, 1.0))
        return min(max(float(said), least), most)
    if not isinstance(said, kind) or (key == "kind" and said not in MEDIA):
        raise ValueError(key)
    return said
