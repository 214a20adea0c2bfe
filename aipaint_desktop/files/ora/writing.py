"""Documents to OpenRaster files."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

import numpy as np
from PIL import Image

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import State
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.files.atomic_file import check_target, write_atomically
from aipaint_desktop.files.ora import layout, png
from aipaint_desktop.files.ora.own_part import provenance_of, write_own_part
from aipaint_desktop.files.ora.stack import StackLayer, write_stack
from aipaint_desktop.values.geometry import Rect

_THUMBNAIL_SIDE = 256
_NOTHING = Rect(0, 0, 1, 1)  # an empty layer: there is no picture without pixels
_PACKED_FROM = 1024  # bytes


class OraWriter:
    """Writes a document again and again; what has not changed since the last time is not encoded anew.

    May be used by several threads; one waits for another.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._encoded: dict[object, tuple[object, bytes]] = {}

    def write(self, path: Path, state: State, name: str, *, preview: bool = True) -> None:
        """Replace what the file holds.

        name: of the picture. preview: also how the whole looks, large and small, as the format wants it for
        programs that only show pictures.

        Raises `BadInput` where it cannot be written.
        """
        check_target(path)
        with self._lock:
            encoded = _Encoding(self._encoded)
            archive = _archive(state, name, encoded, preview=preview)
            self._encoded = encoded.used
        write_atomically(path, archive.getbuffer())


class _Encoding:
    """What was encoded before, and what is used of it now."""

    def __init__(self, known: dict[object, tuple[object, bytes]]) -> None:
        self._known = known
        self.used: dict[object, tuple[object, bytes]] = {}

    def of(self, key: object, source: object, encode: Callable[[], bytes]) -> bytes:
        """Encode a source; the bytes are the same as long as it is the same object."""
        known = self._known.get(key)
        self.used[key] = known if known is not None and known[0] is source else (source, encode())
        return self.used[key][1]


def _archive(state: State, name: str, encoded: _Encoding, *, preview: bool) -> io.BytesIO:
    archive = io.BytesIO()
    sources = [layout.layer_entry(index) for index in range(len(state.layers))]
    rects = [_rect(layer, state.rect) for layer in state.layers]
    layers = [
        StackLayer(
            layer.name,
            source,
            rect.left,
            rect.top,
            layer.opacity,
            layer.visible,
            active=layer.id == state.active_id,
            mode=layer.mode,
        )
        for layer, source, rect in zip(state.layers, sources, rects, strict=True)
    ]
    with zipfile.ZipFile(archive, "w") as file:
        _add(file, layout.MIMETYPE, layout.MIME)  # first and not packed, so that the kind of file can be seen
        _add(file, layout.STACK, write_stack(state.width, state.height, layers))
        _add(file, layout.OWN_PART, write_own_part(state, name, sources))
        for layer, source, rect in zip(state.layers, sources, rects, strict=True):
            encode = _encode_layer(layer, rect)
            _add(file, source, encoded.of((layer.id, rect), layer.tiles, encode))
        for entry, mask in _masks(state):
            _add(file, entry, encoded.of(entry, mask, _encode_pixels(mask)))
        for sha256, picture in provenance_of(state).pictures.items():
            pixels = picture.pixels
            _add(file, layout.picture_entry(sha256), encoded.of(sha256, sha256, _encode_pixels(pixels)))
        if preview:
            _add_previews(file, state, encoded)
    return archive


def _masks(state: State) -> Iterator[tuple[str, Mask]]:
    if state.selection is not None:
        yield layout.SELECTION, state.selection
    for index, mask in enumerate(state.regions.values()):
        yield layout.region_entry(index), mask


def _add_previews(file: zipfile.ZipFile, state: State, encoded: _Encoding) -> None:
    seen: list[Pixels] = []

    def look() -> Pixels:
        if not seen:
            seen.append(composite(state.layers, state.rect))
        return seen[0]

    _add(file, layout.MERGED, encoded.of(("merged", state.rect), state.layers, lambda: png.encode(look())))
    small = encoded.of(("thumbnail", state.rect), state.layers, lambda: png.encode(_thumbnail(look())))
    _add(file, layout.THUMBNAIL, small)


def _rect(layer: Layer, canvas: Rect) -> Rect:
    rect = layer.tiles.bounds.intersection(canvas)
    return _NOTHING if rect.empty else rect


def _encode_layer(layer: Layer, rect: Rect) -> Callable[[], bytes]:
    return lambda: png.encode_tiles(layer.tiles, rect)


def _encode_pixels(pixels: Pixels) -> Callable[[], bytes]:
    return lambda: png.encode(pixels)


def _thumbnail(pixels: Pixels) -> Pixels:
    image = Image.fromarray(pixels).convert(
        "RGBa"
    )  # what is transparent has no colour that could shine through
    image.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
    return np.asarray(image.convert("RGBA"))


def _add(file: zipfile.ZipFile, entry: str, data: bytes) -> None:
    info = zipfile.ZipInfo(entry)
    packs = len(data) > _PACKED_FROM and not entry.endswith(".png")
    info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
    file.writestr(info, data)
