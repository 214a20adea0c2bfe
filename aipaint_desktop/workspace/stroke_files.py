"""Recorded strokes as a file: a line of JSON for the canvas, and one for each press of the pen.

The first says what it is and how large the canvas is, and has those pictures of brushes that do not ship. Each of the
others says what a press did, with the brush as text (`preset_text`) and the samples: x, y, pressure, tilt to the right
and towards the artist, time and rotation, as of `PenSample`, in the order in which the pen sent them, before they are
steadied.
Numbers are written such that the same ones come back.
"""

import base64
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.line import Drawn, Press
from aipaint_desktop.brushes.preset_file import Beside, Preset, preset_of_text, preset_text
from aipaint_desktop.brushes.steadying.steadiness import LEAST, MOST, Steadiness, Steadying
from aipaint_desktop.brushes.symmetry import MOST_ARMS, Symmetry
from aipaint_desktop.document.assistant import Assistant, AssistantKind
from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.pictures.reading import check_file, shown_name
from aipaint_desktop.values.refusal import BadInput, reason_of

SUFFIX = ".strokes"
FORMAT, VERSION = "AIPaint strokes", 1
_MOST_BYTES = 256 * 2**20
_FAR, _SMALLEST_SCALE, _LARGEST_SCALE = 2.0**24, 1 / 256, 256.0
_MOST_ASSISTANTS = 1000


@dataclass(frozen=True)
class Recorded:
    """Holds strokes for a canvas of a size in pixels."""

    width: int
    height: int
    strokes: tuple[Drawn, ...]


def write_strokes(path: Path, recorded: Recorded) -> None:
    """Write strokes. Raises `BadInput` where that cannot be."""
    write_atomically(path, _encoded(recorded))


def _encoded(recorded: Recorded) -> bytes:
    pictures = {
        picture.name: base64.b64encode(picture.png()).decode()
        for drawn in recorded.strokes
        for picture in drawn.press.brush.pictures
        if not picture.ships
    }
    head = {
        "format": FORMAT,
        "version": VERSION,
        "width": recorded.width,
        "height": recorded.height,
        "pictures": pictures,
    }
    return "".join(json.dumps(line) + "\n" for line in (head, *map(_values, recorded.strokes))).encode()


def _values(drawn: Drawn) -> dict[str, Any]:
    press = drawn.press
    return {
        "brush": preset_text(Preset(press.brush)),
        "colour": press.colour,
        "scale": press.scale,
        "offset": press.offset,
        "seed": press.seed,
        "steadiness": asdict(press.steadiness),
        "symmetry": asdict(press.symmetry),
        "wraps": press.wraps,
        "assistants": [{"kind": each.kind, "points": each.points} for each in press.assistants],
        "begin": None if drawn.begin is None else astuple(drawn.begin),
        "samples": [astuple(sample) for sample in drawn.samples],
    }


def read_strokes(path: Path) -> Recorded:
    """Read strokes. Raises `BadInput`."""
    check_file(path)
    name = shown_name(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput("{0} is too large for recorded strokes.", name)
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", name, reason_of(error)) from None
    head = _object(lines[0]) if lines else {}
    if head.get("format") != FORMAT:
        raise BadInput("{0} holds no recorded strokes.", name)
    try:
        width, height = _whole(head["width"], 1, 2**20), _whole(head["height"], 1, 2**20)
        pictures = {
            name: base64.b64decode(png, validate=True) for name, png in _items(head.get("pictures", {}))
        }
    except (KeyError, TypeError, ValueError):
        raise BadInput("Line {1} of {0} is not understood.", name, 1) from None
    check_canvas(width, height)
    strokes = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            try:
                strokes.append(_drawn(_object(line), pictures.get))
            except (KeyError, TypeError, ValueError, BadInput):
                raise BadInput("Line {1} of {0} is not understood.", name, number) from None
    return Recorded(width, height, tuple(strokes))


def _object(line: bytes) -> Mapping[str, Any]:
    """What a line says, or nothing where it is no object of JSON."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _drawn(values: Mapping[str, Any], beside: Beside) -> Drawn:
    brush = preset_of_text(values["brush"], "brush", beside=beside).brush
    colour = None
    if values["colour"] is not None:
        red, green, blue = (_whole(channel, 0, 255) for channel in values["colour"])
        colour = red, green, blue
    across, down = (_whole(part, -(2**24), 2**24) for part in values["offset"])
    steadiness, symmetry = values["steadiness"], values["symmetry"]
    press = Press(
        brush,
        colour,
        _number(values["scale"], _SMALLEST_SCALE, _LARGEST_SCALE),
        (across, down),
        _whole(values["seed"], 0, 2**64),
        Steadiness(
            Steadying(steadiness["kind"]),
            _number(steadiness["strength"], LEAST, MOST),
            *(_switch(steadiness[name]) for name in ("lazy_start", "lazy_end", "sensors")),
        ),
        Symmetry(
            _number(symmetry["x"], -_FAR, _FAR),
            _number(symmetry["y"], -_FAR, _FAR),
            _switch(symmetry["vertical"]),
            _switch(symmetry["horizontal"]),
            _whole(symmetry["arms"], 1, MOST_ARMS),
            _switch(symmetry["kaleidoscope"]),
        ),
        _switch(values["wraps"]),
        tuple(_assistant(each) for each in _list(values["assistants"])[:_MOST_ASSISTANTS]),
    )
    begin = None if values["begin"] is None else _sample(values["begin"])
    samples = tuple(_sample(sample) for sample in _list(values["samples"]))
    if not samples:
        raise ValueError("a press has at least one sample")
    return Drawn(press, samples, begin)


def _sample(values: Sequence[Any]) -> PenSample:
    x, y, pressure, tilt_x, tilt_y, time, rotation = values
    return PenSample(
        _number(x, -_FAR, _FAR),
        _number(y, -_FAR, _FAR),
        _number(pressure, 0, 1),
        _number(tilt_x, -90, 90),
        _number(tilt_y, -90, 90),
        _number(time, -math.inf, math.inf),
        _number(rotation, -(2**20), 2**20),
    )


def _assistant(values: Mapping[str, Any]) -> Assistant:
    places = ((_number(x, -_FAR, _FAR), _number(y, -_FAR, _FAR)) for x, y in values["points"])
    return Assistant(AssistantKind(values["kind"]), tuple(places))


def _number(value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    if not (math.isfinite(value) and least <= value <= most):
        raise ValueError("out of range")
    return float(value)


def _whole(value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("not a whole number")
    if not least <= value <= most:
        raise ValueError("out of range")
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _items(value: object) -> Iterable[tuple[str, str]]:
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value.items()
