"""A document in one file, for the next start to find if the program ends before the artist has saved.

A ZIP archive of `document.json` and, as PNGs, each layer's pixels, the selection, and the pictures that were
painted from. The history is not in it.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.document import embedded_pictures
from aipaint_desktop.document.atomic_file import write_atomically
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.provenance import EngineRun, LayerProvenance, Provenance, from_json, to_json
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.engines.base import BadInput

_FORMAT = 1
_DOCUMENT, _SELECTION = "document.json", "selection.png"
_QUICK = 1  # of zlib's levels: it is written often and read almost never


class RecoveryFile:
    """The file at `path`, which need not be there. What has not changed since the last `write` costs nothing.

    Not to be used on two threads at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._layers: dict[str, tuple[TileStore, bytes]] = {}
        self._pictures: dict[str, bytes] = {}

    def write(self, state: State, name: str) -> None:
        """Replace what the file holds. name: of the picture. Raises `BadInput` where it cannot be written."""
        made = Provenance(tuple(_made_by(layer) for layer in state.layers))
        self._layers = {layer.id: self._encoded(layer) for layer in state.layers}
        self._pictures = {
            digest: self._pictures.get(digest) or embedded_pictures.encode(picture)
            for digest, picture in made.pictures.items()
        }
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
            file.writestr(_DOCUMENT, json.dumps(_describe(state, name, made)))
            for index, layer in enumerate(state.layers):
                file.writestr(_layer_entry(index), self._layers[layer.id][1])
            if state.selection is not None:
                file.writestr(_SELECTION, _png(state.selection))
            for index, encoded in enumerate(self._pictures.values()):
                file.writestr(_picture_entry(index), encoded)
        write_atomically(self.path, archive.getvalue())

    def read(self) -> tuple[Document, str]:
        """What was written last, and the picture's name. Raises `BadInput` where that is not to be had."""
        try:
            with zipfile.ZipFile(self.path) as file:
                return _read(file)
        except (BadInput, OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError):
            raise BadInput("The picture that was not saved is damaged and cannot be brought back.") from None

    def remove(self) -> None:
        """Without effect where there is none. Raises `OSError` where it may not be removed."""
        self.path.unlink(missing_ok=True)

    def _encoded(self, layer: Layer) -> tuple[TileStore, bytes]:
        kept = self._layers.get(layer.id)
        if kept is not None and kept[0] is layer.tiles:
            return kept
        bounds = layer.tiles.bounds
        return layer.tiles, b"" if bounds.empty else _png(layer.tiles.read(bounds))


def _made_by(layer: Layer) -> LayerProvenance:
    return LayerProvenance(layer.name, layer.provenance if isinstance(layer.provenance, EngineRun) else None)


def _describe(state: State, name: str, made: Provenance) -> dict[str, Any]:
    layers = [
        {
            "name": layer.name,
            "visible": layer.visible,
            "opacity": layer.opacity,
            "paper": layer.paper,
            "left": layer.tiles.bounds.left,
            "top": layer.tiles.bounds.top,
        }
        for layer in state.layers
    ]
    return {
        "format": _FORMAT,
        "name": name,
        "width": state.width,
        "height": state.height,
        "active": state.index(state.active_id),
        "layers": layers,
        "pictures": len(made.pictures),
        "made_by": to_json(made),
    }


def _read(file: zipfile.ZipFile) -> tuple[Document, str]:
    described = json.loads(file.read(_DOCUMENT))
    if described["format"] != _FORMAT:
        raise ValueError(f"format {described['format']} is not known")
    layers = tuple(
        Layer(
            layer["name"],
            _tiles(file.read(_layer_entry(index)), layer["left"], layer["top"]),
            layer["visible"],
            layer["opacity"],
            layer["paper"],
            made_by,
        )
        for index, (layer, made_by) in enumerate(
            zip(described["layers"], _runs(file, described), strict=True)
        )
    )
    selection: NDArray[np.uint8] | None = None
    if _SELECTION in file.namelist():
        selection = _pixels(file.read(_SELECTION))
        selection.flags.writeable = False
    active = layers[described["active"]]
    state = State(described["width"], described["height"], layers, active.id, selection)
    return Document.from_state(state, "Recover picture"), str(described["name"])


def _runs(file: zipfile.ZipFile, described: Mapping[str, Any]) -> Sequence[EngineRun | None]:
    """What made each layer; where that cannot be read, the paint itself is to come back nevertheless."""
    entries = (_picture_entry(index) for index in range(described["pictures"]))
    try:
        pictures = embedded_pictures.decode(file.read(entry) for entry in entries)
        return [layer.made_by for layer in from_json(described["made_by"], pictures).layers]
    except BadInput:
        return [None] * len(described["layers"])


def _tiles(encoded: bytes, left: int, top: int) -> TileStore:
    return TileStore.from_pixels(_pixels(encoded), left, top) if encoded else TileStore()


def _png(pixels: NDArray[np.uint8]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", compress_level=_QUICK)
    return buffer.getvalue()


def _pixels(encoded: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(encoded), formats=("PNG",)) as image:
        return np.array(image)


def _layer_entry(index: int) -> str:
    return f"layers/{index}.png"


def _picture_entry(index: int) -> str:
    return f"pictures/{index}.png"
