"""Unsaved work as earlier versions kept it, read so that it is not lost: a ZIP archive of `document.json` and PNGs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.document import State
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files import embedded_pictures
from aipaint_desktop.files.ora.archive import Archive, DamagedEntry
from aipaint_desktop.files.ora.reading import Opened
from aipaint_desktop.files.provenance import EngineRun, from_json
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

_DOCUMENT, _SELECTION = "document.json", "selection.png"
_MOST_BYTES = 2**30  # of a picture that was painted from


def read_recovery_file(path: Path) -> Opened:
    """Read the document and its name. Raises `BadInput` where they cannot be read."""
    with Archive(path) as archive:
        try:
            return _read(archive)
        except BadInput:
            raise
        except Exception as error:  # a value of quite another kind than is expected
            raise archive.damaged(error) from None


def _read(archive: Archive) -> Opened:
    described = json.loads(archive.text(_DOCUMENT))
    canvas = Rect(0, 0, int(described["width"]), int(described["height"]))
    check_canvas(canvas.width, canvas.height)
    runs = _runs(archive, described)
    layers = tuple(
        Layer(
            str(layer["name"]),
            _tiles(archive, f"layers/{index}.png", int(layer["left"]), int(layer["top"])).cropped(canvas),
            visible=bool(layer["visible"]),
            opacity=_opacity(layer["opacity"]),
            paper=bool(layer["paper"]),
            provenance=run,
        )
        for index, (layer, run) in enumerate(zip(described["layers"], runs, strict=True))
    )
    selection = archive.pixels(_SELECTION) if _SELECTION in archive else None
    active = layers[described["active"]].id
    if selection is not None and selection.shape != (canvas.height, canvas.width):
        raise ValueError("the selection is of another size")
    return Opened(State(canvas.width, canvas.height, layers, active, selection), str(described["name"]))


def _runs(archive: Archive, described: Mapping[str, Any]) -> Sequence[EngineRun | None]:
    """What made each layer; where that cannot be read, the paint itself is to come back nevertheless."""
    entries = (f"pictures/{index}.png" for index in range(described["pictures"]))
    try:
        pictures = embedded_pictures.decode(archive.read(entry, _MOST_BYTES) for entry in entries)
        return [layer.made_by for layer in from_json(described["made_by"], pictures).layers]
    except (BadInput, DamagedEntry):
        return [None] * len(described["layers"])


def _opacity(value: object) -> float:
    opacity = float(str(value))
    if not 0 <= opacity <= 1:
        raise ValueError("an opacity out of range")
    return opacity


def _tiles(archive: Archive, entry: str, left: int, top: int) -> TileStore:
    empty = not archive.size(entry)
    return TileStore() if empty else TileStore.from_pixels(archive.pixels(entry), left, top)
