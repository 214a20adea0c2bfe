"""`aipaint.json`: what OpenRaster has no place for, beside it in the same file.

version     of this file; a newer one is read as far as possible
program     that wrote it
name        of the picture
layers      bottom to top, as `stack.xml` has them: source and `OwnNode`
groups      by their numbers in `stack.xml`: `OwnNode`
chosen      ids of the nodes that are worked on together with the active one
on_mask     whether paint goes into the mask of the active one
provenance  what made each of the layers, in their order
pictures    that the requests among it need, by the hash of their pixels
selection   whether there is one
regions     in which references are used: id of the reference, source (a mask)
channels    selections that are kept: name, source (a mask)
guides      upright (or level), position
pinned      pictures over the canvas: source, and what `pinned_values` says
assistants  kind, points
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

import aipaint_desktop
from aipaint_desktop.document.assistant import Assistant, AssistantKind, Place
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Text
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.own_pinned import pinned_values
from aipaint_desktop.files.ora.own_text import read_text, text_values
from aipaint_desktop.files.provenance import EngineRun, from_json, provenance_of, to_json
from aipaint_desktop.values.picture import Picture

VERSION = 2
_LONGEST_ID = 64
_LONGEST_LABEL = 20
_MOST_GUIDES, _FARTHEST = 1000, 2.0**31
_MOST_PINNED = 100


@dataclass(frozen=True)
class OwnMask:
    """Says where a mask is. source: entry of its PNG, "" for one that hides nothing; its corner lies at (left, top)."""

    source: str = ""
    left: int = 0
    top: int = 0
    used: bool = True


@dataclass(frozen=True)
class OwnNode:
    """Says of a layer or a group what `stack.xml` does not.

    alpha: entry of its alpha without its mask, which its own PNG is given with; "" where that is as it is. crc: of that
    PNG; another one has been painted on by another program.
    text: what is written on a layer of text; False where that is not understood.
    made_by: what `provenance` says of a layer, not read yet; None for nothing.
    """

    id: str | None = None
    name: str | None = None
    paper: bool = False
    clip: bool | None = None
    mask: OwnMask | None = None
    alpha: str = ""
    crc: int | None = None
    alpha_locked: bool = False
    label: str = ""
    through: bool | None = None
    folded: bool = False
    text: Text | Literal[False] | None = None
    made_by: Mapping[str, Any] | None = None


NOT_OWN = OwnNode()


@dataclass(frozen=True)
class OwnPart:
    """Holds what only this program reads of a document. layers: by their sources. groups: by their numbers. pictures:
    hashes. regions, channels: id of the reference, or name, and entry of the mask. pinned: not understood yet."""

    version: int = VERSION
    name: str = ""
    layers: Mapping[str, OwnNode] = field(default_factory=dict)
    groups: Sequence[OwnNode] = ()
    chosen: frozenset[str] = frozenset()
    on_mask: bool = False
    pictures: Sequence[str] = ()
    selection: bool = False
    regions: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()
    guides: tuple[Guide, ...] = ()
    pinned: Sequence[Mapping[str, Any]] = ()
    assistants: tuple[Assistant, ...] = ()


@dataclass(frozen=True)
class Written:
    """Says where something of a node has been written, for `write_own_part`."""

    source: str = ""
    crc: int | None = None
    alpha: str = ""
    mask: OwnMask | None = None


def write_own_part(state: State, name: str, written: Mapping[str, Written], groups: Sequence[Group]) -> bytes:
    """Write what only this program reads. written: by the ids of nodes. groups: by their numbers."""
    made = provenance_of(state.layers)
    values = {
        "version": VERSION,
        "program": f"AIPaint {aipaint_desktop.__version__}",
        "name": name,
        "layers": [
            {"source": written[layer.id].source} | _values(layer, written[layer.id]) for layer in state.layers
        ],
        "groups": [_values(group, written[group.id]) for group in groups],
        "chosen": sorted(state.chosen_ids),
        "on_mask": state.on_mask,
        "provenance": to_json(made),
        "pictures": list(made.pictures),
        "selection": state.selection is not None,
        "regions": [
            {"reference": name, "source": layout.region_entry(index)}
            for index, name in enumerate(state.regions)
        ],
        "channels": [
            {"name": name, "source": layout.channel_entry(index)} for index, name in enumerate(state.channels)
        ],
        "pinned": [
            {"source": layout.pinned_entry(index)} | pinned_values(pin)
            for index, pin in enumerate(state.pinned)
        ],
        "guides": [{"upright": guide.upright, "position": guide.position} for guide in state.guides],
        "assistants": [{"kind": each.kind.value, "points": each.points} for each in state.assistants],
    }
    return json.dumps(values).encode()  # in ASCII: names need not be text


def _values(node: Node, written: Written) -> dict[str, Any]:
    values: dict[str, Any] = {"id": node.id, "name": node.name, "clip": node.clip, "label": node.label}
    if written.mask is not None:
        mask = written.mask
        values["mask"] = {"source": mask.source, "left": mask.left, "top": mask.top, "used": mask.used}
    if isinstance(node, Layer):
        values |= {"paper": node.paper, "alpha_locked": node.alpha_locked, "crc": written.crc}
        if written.alpha:
            values["alpha"] = written.alpha
        if node.text is not None:
            values["text"] = text_values(node.text)
    elif isinstance(node, Group):
        values |= {"through": node.through, "folded": node.folded}
    return values


def read_own_part(encoded: bytes) -> OwnPart:
    """Read whatever of the own part is understood. Raises `ValueError` where nothing is."""
    try:
        values = json.loads(encoded)
    except RecursionError:
        raise ValueError("brackets without end") from None
    match values:
        case {"version": int(version), "name": str(name), "layers": list(layers)}:
            made = _made(values.get("provenance"), len(layers))
            return OwnPart(
                version,
                name,
                {
                    str(layer.get("source")): _own_node(layer, run)
                    for layer, run in zip(layers, made, strict=True)
                    if isinstance(layer, dict)
                },
                [
                    _own_node(group, None) if isinstance(group, dict) else NOT_OWN
                    for group in _list(values, "groups")
                ],
                frozenset(id_ for id_ in _list(values, "chosen") if isinstance(id_, str)),
                values.get("on_mask") is True,
                [str(sha256) for sha256 in _list(values, "pictures")],
                values.get("selection") is True,
                list(_masks(_list(values, "regions"), "reference")),
                list(_masks(_list(values, "channels"), "name")),
                tuple(_guides(_list(values, "guides"))),
                [pin for pin in _list(values, "pinned")[:_MOST_PINNED] if isinstance(pin, dict)],
                tuple(_assistants(_list(values, "assistants"))),
            )
    raise ValueError("not what is expected")


def read_run(made_by: Mapping[str, Any], pictures: Mapping[str, Picture]) -> EngineRun | None:
    """Read what made a layer. Raises `BadInput` where that is not understood or a picture is missing."""
    return from_json(made_by, pictures).layers[0].made_by


def _own_node(values: Mapping[str, Any], made_by: Mapping[str, Any] | None) -> OwnNode:
    name, id_, crc = values.get("name"), values.get("id"), values.get("crc")
    clip, through, label = values.get("clip"), values.get("through"), values.get("label")
    alpha = values.get("alpha")
    return OwnNode(
        id_ if isinstance(id_, str) and 0 < len(id_) <= _LONGEST_ID else None,
        name if isinstance(name, str) else None,
        values.get("paper") is True,
        clip if isinstance(clip, bool) else None,
        _own_mask(values.get("mask")),
        alpha if isinstance(alpha, str) else "",
        crc if isinstance(crc, int) else None,
        values.get("alpha_locked") is True,
        label if isinstance(label, str) and len(label) <= _LONGEST_LABEL else "",
        through if isinstance(through, bool) else None,
        values.get("folded") is True,
        None if values.get("text") is None else read_text(values["text"]) or False,
        made_by,
    )


def _own_mask(values: object) -> OwnMask | None:
    match values:
        case {"source": str(source), "left": int(left), "top": int(top), "used": bool(used)}:
            return OwnMask(source, left, top, used) if abs(left) < 2**31 and abs(top) < 2**31 else None
    return None


def _masks(listed: Sequence[object], called: str) -> Iterator[tuple[str, str]]:
    """Of each its id or name, which is called so, and its entry."""
    for mask in listed:
        if (
            isinstance(mask, dict)
            and isinstance(mask.get(called), str)
            and isinstance(mask.get("source"), str)
        ):
            yield mask[called], mask["source"]


def _guides(listed: Sequence[object]) -> Iterator[Guide]:
    for guide in listed[:_MOST_GUIDES]:
        match guide:
            case {"upright": bool(upright), "position": int(position) | float(position)}:
                if abs(position) < _FARTHEST:
                    yield Guide(upright, float(position))


def _assistants(listed: Sequence[object]) -> Iterator[Assistant]:
    for assistant in listed[:_MOST_GUIDES]:
        match assistant:
            case {"kind": str(kind), "points": list(points)}:
                with suppress(ValueError):  # of another version of this program
                    yield Assistant(AssistantKind(kind), tuple(map(_place, points)))


def _place(value: object) -> Place:
    match value:
        case [int(x) | float(x), int(y) | float(y)] if abs(x) < _FARTHEST and abs(y) < _FARTHEST:
            return float(x), float(y)
    raise ValueError("no place on a canvas")


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    value = values.get(name)
    return value if isinstance(value, list) else []


def _made(provenance: object, count: int) -> Sequence[Mapping[str, Any] | None]:
    """For each layer a provenance of it alone, so that one that is not understood spoils no other."""
    match provenance:
        case {"format": format_, "layers": list(layers)} if len(layers) == count:
            return [{"format": format_, "layers": [layer]} for layer in layers]
    return [None] * count
