"""Texts as plain JSON values, in the own part of a file."""

from collections.abc import Sequence
from typing import Any

from aipaint_desktop.document.text import MOST_WORDS, Align, Place, Text, TextStyle
from aipaint_desktop.values.text import as_text

_LONGEST_NAME = 200
_FARTHEST = 2.0**24  # px
_LEAST_AREA = 1e-9  # px that a pixel of the text's own plane covers
_LEAST_POINTS, _MOST_POINTS = 4, 3001
_SIZES, _WIDTHS = (0.1, 20_000.0), (0.1, _FARTHEST)  # px
_SPACINGS = (-1000.0, 10_000.0)  # percent


def text_values(text: Text) -> dict[str, Any]:
    """Write a text, such that `read_text` reads it."""
    style = text.style
    return {
        "words": text.words,
        "family": style.family,
        "style": style.style,
        "size": style.size,
        "letters": style.letters,
        "lines": style.lines,
        "colour": list(style.colour),
        "align": style.align.value,
        "vertical": style.vertical,
        "matrix": list(text.matrix),
        "width": text.width,
        "path": [list(place) for place in text.path],
    }


def read_text(values: object) -> Text | None:
    """Read a text from any JSON value; None where it is none, or none that can be set."""
    match values:
        case {
            "words": str(words),
            "family": str(family),
            "style": str(style),
            "size": size,
            "letters": letters,
            "lines": lines,
            "colour": [int(red), int(green), int(blue)],
            "align": str(align),
            "vertical": bool(vertical),
            "matrix": list(matrix),
            "width": width,
            "path": list(path),
        } if len(words) <= MOST_WORDS and max(len(family), len(style)) <= _LONGEST_NAME:
            pass
        case _:
            return None
    try:
        # What is no text in any encoding, and what ends text in some, cannot be set.
        words, family, style = (as_text(each).replace("\0", "?") for each in (words, family, style))
        how = TextStyle(
            family,
            style,
            _number(size, *_SIZES),
            _number(letters, *_SPACINGS),
            _number(lines, *_SPACINGS),
            (_part(red), _part(green), _part(blue)),
            Align(align),
            vertical,
        )
        a, b, c, d, e, f = (_number(each, -_FARTHEST, _FARTHEST) for each in matrix)
        broken_at = None if width is None else _number(width, *_WIDTHS)
        text = Text(words, how, (a, b, c, d, e, f), broken_at, _places(path))
    except ValueError:
        return None
    return text if abs(a * d - b * c) >= _LEAST_AREA else None


def _number(value: object, least: float, most: float) -> float:
    """Raises `ValueError` for what is no number from the least to the most."""
    if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
        return float(value)
    raise ValueError(value)


def _part(value: int) -> int:
    """Of a colour."""
    return int(_number(value, 0, 255))


def _places(listed: Sequence[object]) -> tuple[Place, ...]:
    """Points of curves. Raises `ValueError` where they are none."""
    if len(listed) > _MOST_POINTS or (listed and (len(listed) < _LEAST_POINTS or len(listed) % 3 != 1)):
        raise ValueError(listed)
    found: list[Place] = []
    for each in listed:
        match each:
            case [x, y]:
                found.append((_number(x, -_FARTHEST, _FARTHEST), _number(y, -_FARTHEST, _FARTHEST)))
            case _:
                raise ValueError(each)
    return tuple(found)
