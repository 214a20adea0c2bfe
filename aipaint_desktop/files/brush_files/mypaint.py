"""MyPaint's brushes (.myb): settings with a base value each, and what inputs add to it, in JSON (version 3)."""

import json
import math
from itertools import pairwise
from typing import Any

from aipaint_desktop.files.brush_files.foreign import (
    Damaged,
    ForeignSetting,
    MyPaintBrush,
    Points,
    said_name,
)
from aipaint_desktop.values.refusal import BadInput

_MOST_BYTES, _MOST_SETTINGS, _MOST_POINTS = 2**20, 200, 64
_VERSION = 3
_HIGHEST = 1e6


def read_myb(data: bytes, name: str) -> MyPaintBrush:
    """Read a brush. name: of the file. Raises `Damaged`, or `BadInput` where it is of another version."""
    if len(data) > _MOST_BYTES:
        raise BadInput("{0} is too large for a brush.", name)
    try:
        said = json.loads(data.decode())
    except RecursionError:
        raise Damaged("nested too deeply") from None
    except ValueError:
        first = data[:64].lstrip()
        if first.startswith((b"#", b"version 2")) or b" version" in data[:200]:
            raise BadInput("{0} is a brush of MyPaint before 1.1, which is not understood.", name) from None
        raise Damaged("no JSON") from None
    if not isinstance(said, dict) or not isinstance(said.get("settings"), dict):
        raise Damaged("no settings")
    if said.get("version") != _VERSION:
        raise BadInput("{0} is a brush of another version of MyPaint, which is not understood.", name)
    settings = said["settings"]
    if len(settings) > _MOST_SETTINGS:
        raise Damaged("too many settings")
    own_name = said.get("name", "")
    return MyPaintBrush(
        said_name(own_name) if isinstance(own_name, str) else "",
        {str(key): _setting(value) for key, value in settings.items()},
    )


def _setting(said: Any) -> ForeignSetting:
    if not isinstance(said, dict):
        raise Damaged("a setting that is none")
    inputs = said.get("inputs", {})
    if not isinstance(inputs, dict):
        raise Damaged("inputs that are none")
    curves = {str(key): _points(points) for key, points in inputs.items() if points}
    return ForeignSetting(_number(said.get("base_value", 0.0)), curves)


def _points(said: Any) -> Points:
    if not isinstance(said, list) or len(said) > _MOST_POINTS:
        raise Damaged("no points")
    points = []
    for point in said:
        if not isinstance(point, list) or len(point) != 2:
            raise Damaged("no point")
        points.append((_number(point[0]), _number(point[1])))
    if any(right[0] < left[0] for left, right in pairwise(points)):
        raise Damaged("points that go back")
    return tuple(points)


def _number(said: Any) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise Damaged("no number")
    if not -_HIGHEST <= said <= _HIGHEST or math.isnan(said):
        raise Damaged("a number beyond all bounds")
    return float(said)
