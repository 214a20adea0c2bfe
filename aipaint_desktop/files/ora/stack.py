"""`stack.xml`: size of the canvas and what its layers are like. https://www.openraster.org/baseline/layer-stack-spec.html"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from aipaint_desktop.document.modes import Mode

_VERSION = "0.0.5"  # of OpenRaster
_PREFIX = "svg:"
_MODES = {mode.composite_op: mode for mode in Mode} | {
    "": Mode.NORMAL,
    "src-over": Mode.NORMAL,
    "svg:add": Mode.ADD,  # as older Krita has it
}
_OF_GROUPS = (
    "",
    "svg:src-over",
    "src-over",
    "krita:pass",
)  # that make no difference where there are no groups
_MOST_LAYERS = 10_000
_MOST_ELEMENTS = 50_000
_MOST_NESTED = 100
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class StackLayer:
    """Describes a layer. source: the entry of its PNG, whose corner lies at (left, top). opacity: 0 to 1."""

    name: str
    source: str
    left: int = 0
    top: int = 0
    opacity: float = 1.0
    visible: bool = True
    active: bool = False
    mode: Mode = Mode.NORMAL


@dataclass(frozen=True)
class Stack:
    """Describes all layers. layers: bottom to top. groups: whether some lay in groups. modes: those that are not known,
    shown as normal.

    left_out: kinds of elements that are no layers.
    """

    width: int
    height: int
    layers: tuple[StackLayer, ...]
    groups: bool = False
    modes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def write_stack(width: int, height: int, layers: Iterable[StackLayer]) -> bytes:
    """Write the stack. layers: bottom to top."""
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<image version="{_VERSION}" w="{width}" h="{height}" xres="72" yres="72">',
        " <stack>",
        *reversed([f"  {_element(layer)}" for layer in layers]),  # the topmost comes first
        " </stack>",
        "</image>",
        "",
    ]
    return "\n".join(lines).encode()


def _element(layer: StackLayer) -> str:
    attributes = {
        "name": _NOT_XML.sub("\ufffd", layer.name),
        "src": layer.source,
        "x": str(layer.left),
        "y": str(layer.top),
        "opacity": str(layer.opacity),
        "visibility": "visible" if layer.visible else "hidden",
        "composite-op": layer.mode.composite_op,
    } | ({"selected": "true"} if layer.active else {})
    return f"<layer {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items())}/>"


def read_stack(xml: bytes) -> Stack:
    """Read the stack, with layers in groups as if they were in none: offset, opacity and visibility are the groups',
    too.

    Raises `ValueError` where it is none.
    """
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.StartDoctypeDeclHandler = reading.refuse  # entities can be made to grow without end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return reading.stack()


@dataclass(frozen=True)
class _Group:
    left: int = 0
    top: int = 0
    opacity: float = 1.0
    visible: bool = True


@dataclass
class _Reading:
    """Takes the elements as the parser comes upon them."""

    size: tuple[int, int] | None = None
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    deepest: int = 0
    elements: int = 0
    layers: list[StackLayer] = field(default_factory=list)
    modes: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise ValueError("elements without end")
        if tag == "image" and self.size is None:
            self.size = _whole(attributes, "w"), _whole(attributes, "h")
        elif tag == "stack":
            self.groups.append(self._group(attributes))
            self.deepest = max(self.deepest, len(self.groups) - 1)
            if self.deepest > _MOST_NESTED:
                raise ValueError("groups without end")
            mode = attributes.get("composite-op", "")
            if mode not in _OF_GROUPS:
                self.modes.add(mode.removeprefix(_PREFIX))
        elif tag == "layer":
            self.layers.append(self._layer(attributes))
            if len(self.layers) > _MOST_LAYERS:
                raise ValueError("layers without end")
        else:
            self.left_out.add(tag)

    def end(self, tag: str) -> None:
        if tag == "stack":
            self.groups.pop()

    def refuse(self, *_declared: object) -> None:
        raise ValueError("a document type is declared")

    def stack(self) -> Stack:
        if self.size is None:
            raise ValueError("there is no image")
        width, height = self.size
        layers = tuple(reversed(self.layers))
        modes, left_out = tuple(sorted(self.modes)), tuple(sorted(self.left_out))
        return Stack(width, height, layers, self.deepest > 1, modes, left_out)

    def _group(self, attributes: dict[str, str]) -> _Group:
        around = self.groups[-1]
        return _Group(
            around.left + _whole(attributes, "x", 0),
            around.top + _whole(attributes, "y", 0),
            around.opacity * _opacity(attributes),
            around.visible and _visible(attributes),
        )

    def _layer(self, attributes: dict[str, str]) -> StackLayer:
        where = self._group(attributes)
        return StackLayer(
            attributes.get("name", ""),
            attributes.get("src", ""),
            where.left,
            where.top,
            where.opacity,
            where.visible,
            attributes.get("selected") == "true",
            self._mode(attributes.get("composite-op", "")),
        )

    def _mode(self, name: str) -> Mode:
        if name not in _MODES:
            self.modes.add(name.removeprefix(_PREFIX))
        return _MODES.get(name, Mode.NORMAL)


def _whole(attributes: dict[str, str], name: str, otherwise: int | None = None) -> int:
    """Raises `ValueError` where it is none and there is nothing to take otherwise."""
    try:
        value = float(attributes[name])
        return round(value) if math.isfinite(value) and abs(value) < 2**31 else _missing(otherwise)
    except (KeyError, ValueError):
        return _missing(otherwise)


def _missing(otherwise: int | None) -> int:
    if otherwise is None:
        raise ValueError("a size is missing")
    return otherwise


def _opacity(attributes: dict[str, str]) -> float:
    try:
        opacity = float(attributes.get("opacity", "1"))
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, opacity)) if math.isfinite(opacity) else 1.0


def _visible(attributes: dict[str, str]) -> bool:
    return attributes.get("visibility", "visible") != "hidden"
