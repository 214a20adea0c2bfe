"""`stack.xml`, read: size of the canvas and what its tree of layers is like.

https://www.openraster.org/baseline/layer-stack-spec.html
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from aipaint_desktop.document.modes import Mode

OWN_SPACE = "urn:aipaint"  # of attributes that only this program writes
RUN = "aipaint:run"  # a stack that stands for a node and those that are clipped to it
GROUP = "aipaint:group"  # where in the own part more is said of a group
ATOP = "svg:src-atop"  # how a node is laid that is clipped to those below

_PREFIX = "svg:"
_MODES = {mode.composite_op: mode for mode in Mode} | {
    "": Mode.NORMAL,
    "src-over": Mode.NORMAL,
    "krita:pass": Mode.NORMAL,
    "svg:add": Mode.ADD,  # as older Krita has it
    "svg:exclusion": Mode.EXCLUSION,
    ATOP: Mode.NORMAL,
}
_KNOWN = {
    "name",
    "src",
    "x",
    "y",
    "opacity",
    "visibility",
    "composite-op",
    "selected",
    "edit-locked",
    "isolation",
    RUN,
    GROUP,
}
_KNOWN_OF_IMAGE = {"version", "w", "h", "xmlns:aipaint"}
_MOST_LAYERS = 10_000
_MOST_ELEMENTS = 50_000
_MOST_NESTED = 100


@dataclass(frozen=True)
class OtherElement:
    """An element that is neither a layer nor a stack. xml: all of it."""

    tag: str
    xml: str


@dataclass(frozen=True)
class StackNode:
    """Describes a layer or a group as the file does. left, top: in the picture. opacity: 0 to 1.

    atop: whether it is laid only on what is below it in its group. foreign: attributes that are not known here, and
    `composite-op` where its mode is not.
    """

    name: str = ""
    left: int = 0
    top: int = 0
    opacity: float = 1.0
    visible: bool = True
    active: bool = False
    mode: Mode = Mode.NORMAL
    atop: bool = False
    locked: bool = False
    foreign: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StackLayer(StackNode):
    """source: the entry of its PNG, whose corner lies at (left, top)."""

    source: str = ""


@dataclass(frozen=True)
class StackGroup(StackNode):
    """children: bottom to top. auto: whether it need not be isolated from what is below. run: whether it stands for its
    lowest child and those that are clipped to that. number: in the own part, -1 for none."""

    children: "tuple[StackNode | OtherElement, ...]" = ()
    auto: bool = False
    run: bool = False
    number: int = -1


@dataclass(frozen=True)
class Stack:
    """Describes all of it. root: the outermost group. foreign: attributes of the image that are not known here.

    modes: those that are not known. others: kinds of elements that are no layers.
    """

    width: int
    height: int
    root: StackGroup
    foreign: Mapping[str, str]
    modes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def layers(self) -> "Iterator[StackLayer]":
        """Go through all layers, bottom to top."""
        return _layers(self.root)


def _layers(group: StackGroup) -> Iterator[StackLayer]:
    for child in group.children:
        if isinstance(child, StackLayer):
            yield child
        elif isinstance(child, StackGroup):
            yield from _layers(child)


def read_stack(xml: bytes) -> Stack:
    """Read the stack. Raises `ValueError` where it is none."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.refuse  # entities can be made to grow without end
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:  # which it raises for an encoding that nobody knows
        raise ValueError(str(error)) from None
    return reading.stack()


@dataclass
class _Open:
    """A stack whose end has not come. children: the topmost first, as the file has them."""

    attributes: dict[str, str]
    left: int
    top: int
    children: list[StackNode | OtherElement] = field(default_factory=list)


@dataclass
class _Reading:
    """Takes the elements as the parser comes upon them."""

    size: tuple[int, int] | None = None
    foreign: dict[str, str] = field(default_factory=dict)
    groups: list[_Open] = field(default_factory=lambda: [_Open({}, 0, 0)])  # the first is the image
    inside: list[str] = field(default_factory=list)  # elements that are neither, from the outermost
    other: list[str] = field(default_factory=list)  # what they say
    elements: int = 0
    layers: int = 0
    modes: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise ValueError("elements without end")
        around = self.groups[-1]
        if self.inside or tag not in ("image", "stack", "layer") or (tag == "image" and self.size):
            self.inside.append(tag)
            self.other.append(f"<{tag}{attributes_xml(attributes)}>")
            if len(self.inside) > _MOST_NESTED:
                raise ValueError("elements without end")
        elif tag == "image":
            self.size = _whole(attributes, "w"), _whole(attributes, "h")
            self.foreign = {n: value for n, value in attributes.items() if n not in _KNOWN_OF_IMAGE}
        elif tag == "stack":
            left = around.left + _whole(attributes, "x", 0)
            self.groups.append(_Open(attributes, left, around.top + _whole(attributes, "y", 0)))
            if len(self.groups) - 1 > _MOST_NESTED:
                raise ValueError("groups without end")
        else:
            self.layers += 1
            if self.layers > _MOST_LAYERS:
                raise ValueError("layers without end")
            left, top = around.left + _whole(attributes, "x", 0), around.top + _whole(attributes, "y", 0)
            source = attributes.get("src", "")
            around.children.append(StackLayer(*self._said(attributes, left, top), source=source))

    def text(self, text: str) -> None:
        if self.inside:
            self.other.append(escape(text))

    def end(self, tag: str) -> None:
        if self.inside:
            self.inside.pop()
            self.other.append(f"</{tag}>")
            if not self.inside:
                self.others.add(tag)
                self.groups[-1].children.append(OtherElement(tag, "".join(self.other)))
                self.other.clear()
        elif tag == "stack":
            self.groups[-2].children.append(self._ended(self.groups.pop()))

    def refuse(self, *_declared: object) -> None:
        raise ValueError("a document type is declared")

    def stack(self) -> Stack:
        if self.size is None:
            raise ValueError("there is no image")
        image = self._ended(self.groups[0])
        match image.children:
            case (StackGroup(opacity=1, visible=True, mode=Mode.NORMAL) as root,):
                pass
            case _:
                root = image
        modes, others = tuple(sorted(self.modes)), tuple(sorted(self.others))
        return Stack(*self.size, root, self.foreign, modes, others)

    def _ended(self, group: _Open) -> StackGroup:
        attributes = group.attributes
        number = attributes.get(GROUP, "")
        return StackGroup(
            *self._said(attributes, group.left, group.top),
            children=tuple(reversed(group.children)),
            auto=attributes.get("isolation") == "auto",
            run=attributes.get(RUN) == "true",
            number=int(number) if number.isdecimal() and len(number) < 6 else -1,
        )

    def _said(
        self, attributes: dict[str, str], left: int, top: int
    ) -> tuple[str, int, int, float, bool, bool, Mode, bool, bool, Mapping[str, str]]:
        op = attributes.get("composite-op", "")
        foreign = {name: value for name, value in attributes.items() if name not in _KNOWN}
        if op not in _MODES:
            foreign["composite-op"] = op
            self.modes.add(op.removeprefix(_PREFIX))
        return (
            attributes.get("name", ""),
            left,
            top,
            _opacity(attributes),
            attributes.get("visibility", "visible") != "hidden",
            attributes.get("selected") == "true",
            _MODES.get(op, Mode.NORMAL),
            op == ATOP,
            attributes.get("edit-locked") == "true",
            foreign,
        )


def attributes_xml(attributes: Mapping[str, str]) -> str:
    """Write the attributes of an element, a space before each."""
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


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
