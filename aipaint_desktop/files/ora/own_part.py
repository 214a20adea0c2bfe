"""`aipaint.json`: what OpenRaster has no place for, beside it in the same file.

version     of this file; a newer one is read as far as possible
program     that wrote it
name        of the picture
layers      bottom to top: source (as in stack.xml), id, name (of any characters), paper
provenance  what made each of these layers, in their order
pictures    that the requests among it need, by the hash of their pixels
selection   whether there is one
regions     in which references are used: id of the reference, source (a mask)
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aipaint_desktop
from aipaint_desktop.document.document import State
from aipaint_desktop.document.node import Layer
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.provenance import EngineRun, LayerProvenance, Provenance, from_json, to_json
from aipaint_desktop.values.picture import Picture

VERSION = 1
_LONGEST_ID = 64


@dataclass(frozen=True)
class OwnLayer:
    """Says what made a layer. made_by: what `provenance` says of it, not read yet; None for nothing."""

    id: str | None = None
    name: str | None = None
    paper: bool = False
    made_by: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class OwnPart:
    """Holds what only this program reads of a document. layers: by their sources. pictures: hashes. regions: id of the
    reference and entry of the mask."""

    version: int = VERSION
    name: str = ""
    layers: Mapping[str, OwnLayer] = field(default_factory=dict)
    pictures: Sequence[str] = ()
    selection: bool = False
    regions: Sequence[tuple[str, str]] = ()


def provenance_of(state: State) -> Provenance:
    """Tell what made each layer, visible or not."""
    return Provenance(tuple(LayerProvenance(layer.name, _run(layer)) for layer in state.layers))


def write_own_part(state: State, name: str, sources: Sequence[str]) -> bytes:
    """Write what only this program reads. sources: of the layers, bottom to top."""
    made = provenance_of(state)
    values = {
        "version": VERSION,
        "program": f"AIPaint {aipaint_desktop.__version__}",
        "name": name,
        "layers": [
            {"source": source, "id": layer.id, "name": layer.name, "paper": layer.paper}
            for source, layer in zip(sources, state.layers, strict=True)
        ],
        "provenance": to_json(made),
        "pictures": list(made.pictures),
        "selection": state.selection is not None,
        "regions": [
            {"reference": name, "source": layout.region_entry(index)}
            for index, name in enumerate(state.regions)
        ],
    }
    return json.dumps(values).encode()  # in ASCII: names need not be text


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
                    str(layer.get("source")): _own_layer(layer, run)
                    for layer, run in zip(layers, made, strict=True)
                    if isinstance(layer, dict)
                },
                [str(sha256) for sha256 in _list(values, "pictures")],
                values.get("selection") is True,
                list(_regions(_list(values, "regions"))),
            )
    raise ValueError("not what is expected")


def read_run(made_by: Mapping[str, Any], pictures: Mapping[str, Picture]) -> EngineRun | None:
    """Read what made a layer. Raises `BadInput` where that is not understood or a picture is missing."""
    return from_json(made_by, pictures).layers[0].made_by


def _own_layer(values: Mapping[str, Any], made_by: Mapping[str, Any] | None) -> OwnLayer:
    name, id_ = values.get("name"), values.get("id")
    return OwnLayer(
        id_ if isinstance(id_, str) and 0 < len(id_) <= _LONGEST_ID else None,
        name if isinstance(name, str) else None,
        values.get("paper") is True,
        made_by,
    )


def _regions(listed: Sequence[object]) -> Iterator[tuple[str, str]]:
    for region in listed:
        match region:
            case {"reference": str(reference), "source": str(source)}:
                yield reference, source


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    value = values.get(name)
    return value if isinstance(value, list) else []


def _made(provenance: object, count: int) -> Sequence[Mapping[str, Any] | None]:
    """For each layer a provenance of it alone, so that one that is not understood spoils no other."""
    match provenance:
        case {"format": format_, "layers": list(layers)} if len(layers) == count:
            return [{"format": format_, "layers": [layer]} for layer in layers]
    return [None] * count


def _run(layer: Layer) -> EngineRun | None:
    return layer.provenance if isinstance(layer.provenance, EngineRun) else None
