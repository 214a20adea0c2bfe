"""Documents to OpenRaster files."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.document import State
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.files.atomic_file import check_target, fill_atomically
from aipaint_desktop.files.ora import layout, png
from aipaint_desktop.files.ora.own_part import provenance_of, write_own_part
from aipaint_desktop.files.ora.packing import BandSource, Packing, Sheet
from aipaint_desktop.files.ora.preview import Preview
from aipaint_desktop.files.ora.stack import StackLayer, write_stack
from aipaint_desktop.values.geometry import Rect

_NOTHING = Rect(0, 0, 1, 1)  # an empty layer: there is no picture without pixels
_PACKED_FROM = 1024  # bytes


class OraWriter:
    """Writes a document again and again; what has not changed since the last time is not packed anew.

    May be used by several threads; one waits for another.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._packing, self._packing_of_preview = Packing(), Packing()
        self._preview = Preview()

    def write(self, path: Path, state: State, name: str, *, preview: bool = True) -> None:
        """Replace what the file holds.

        name: of the picture. preview: also how the whole looks, large and small, as the format wants it for
        programs that only show pictures.

        Raises `BadInput` where it cannot be written.
        """
        check_target(path)
        with self._lock:
            fill_atomically(path, lambda file: self._fill(file, state, name, preview=preview))

    def packed(self, state: State, name: str) -> bytes:
        """Give the content of such a file, without how the whole looks."""
        file = io.BytesIO()
        with self._lock:
            self._fill(file, state, name, preview=False)
        return file.getvalue()

    def _fill(self, file: BinaryIO, state: State, name: str, *, preview: bool) -> None:
        sources = [layout.layer_entry(index) for index in range(len(state.layers))]
        rects = [_rect(layer, state.rect) for layer in state.layers]
        with zipfile.ZipFile(file, "w") as archive:
            _add(archive, layout.MIMETYPE, layout.MIME)  # first, so that the kind of file can be seen
            _add(
                archive, layout.STACK, write_stack(state.width, state.height, _listed(state, sources, rects))
            )
            _add(archive, layout.OWN_PART, write_own_part(state, name, sources))
            sheets = [
                _layer_sheet(source, layer, rect)
                for layer, source, rect in zip(state.layers, sources, rects, strict=True)
            ]
            sheets += _other_sheets(state)
            _add_sheets(archive, sheets, self._packing)
            if preview:
                _add_sheets(archive, [self._preview.sheet(state)], self._packing_of_preview)
                _add(archive, layout.THUMBNAIL, png.encode(self._preview.thumbnail()))


def _listed(state: State, sources: Sequence[str], rects: Sequence[Rect]) -> Iterator[StackLayer]:
    for layer, source, rect in zip(state.layers, sources, rects, strict=True):
        yield StackLayer(
            layer.name,
            source,
            rect.left,
            rect.top,
            layer.opacity,
            layer.visible,
            active=layer.id == state.active_id,
            mode=layer.mode,
        )


def _rect(layer: Layer, canvas: Rect) -> Rect:
    rect = layer.tiles.bounds.intersection(canvas)
    return _NOTHING if rect.empty else rect


def _layer_sheet(entry: str, layer: Layer, rect: Rect) -> Sheet:
    """rect: begins where a tile does."""
    columns = range(rect.left // TILE, -(-rect.right // TILE))

    def band(top: int) -> BandSource:
        part = Rect(rect.left, top, rect.width, min(TILE, rect.bottom - top))
        tiles = tuple(layer.tiles.tile(column, top // TILE) for column in columns)
        return BandSource((part.width, part.height, tiles), None, lambda: layer.tiles.read(part))

    bands = [band(top) for top in range(rect.top, rect.bottom, TILE)]
    return Sheet(entry, rect.width, rect.height, 4, bands)


def _other_sheets(state: State) -> Iterator[Sheet]:
    if state.selection is not None:
        yield _array_sheet(layout.SELECTION, state.selection)
    for index, mask in enumerate(state.regions.values()):
        yield _array_sheet(layout.region_entry(index), mask)
    for sha256, picture in provenance_of(state).pictures.items():
        yield _array_sheet(layout.picture_entry(sha256), picture.pixels)


def _array_sheet(entry: str, pixels: NDArray[np.uint8]) -> Sheet:
    """pixels: that nobody writes to, (H, W) or (H, W, channels)."""

    def band(top: int) -> BandSource:
        return BandSource((id(pixels), top), pixels, lambda: pixels[top : top + png.ROWS])

    height, width = pixels.shape[:2]
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    return Sheet(entry, width, height, channels, [band(top) for top in range(0, height, png.ROWS)])


def _add(archive: zipfile.ZipFile, entry: str, data: bytes) -> None:
    info = zipfile.ZipInfo(entry)
    packs = len(data) > _PACKED_FROM and not entry.endswith(".png")
    info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
    archive.writestr(info, data)


def _add_sheets(archive: zipfile.ZipFile, sheets: Sequence[Sheet], packing: Packing) -> None:
    with closing(packing.bands(sheets)) as bands:
        for sheet in sheets:
            info = zipfile.ZipInfo(sheet.entry)
            info.file_size = (
                2 * sheet.width * sheet.height * sheet.channels
            )  # at most: there is room for as much
            adlers = []
            with archive.open(info, "w") as file:
                file.write(png.begin(sheet.width, sheet.height, sheet.channels))
                for _source, band in zip(sheet.bands, bands, strict=False):
                    file.write(band.chunk)
                    adlers.append((band.length, band.adler))
                file.write(png.end(adlers))
