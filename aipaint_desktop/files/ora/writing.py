"""Documents to OpenRaster files."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.node import Group
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.files.atomic_file import check_target, fill_atomically
from aipaint_desktop.files.ora import layout, png
from aipaint_desktop.files.ora.foreign import NOTHING_FOREIGN, Foreign
from aipaint_desktop.files.ora.node_sheets import NodeSheets, node_sheets
from aipaint_desktop.files.ora.own_part import Written, write_own_part
from aipaint_desktop.files.ora.packing import BandSource, Packing, Sheet
from aipaint_desktop.files.ora.preview import Preview
from aipaint_desktop.files.ora.stack_writing import write_stack
from aipaint_desktop.files.provenance import provenance_of

_PACKED_FROM = 1024  # bytes
_COLOURED = 4  # channels of a layer; a mask has one


class OraWriter:
    """Writes a document again and again; what has not changed since the last time is not packed anew.

    May be used by several threads; one waits for another.
    """

    def __init__(self, foreign: Foreign = NOTHING_FOREIGN) -> None:
        """foreign: what other programs have put into the file that the document is from."""
        self.foreign = foreign
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
        of_nodes = node_sheets(state, self.foreign)
        groups = [node for node in all_nodes(state.nodes) if isinstance(node, Group)]
        numbers = {group.id: number for number, group in enumerate(groups)}
        places = {node_id: of_node.place for node_id, of_node in of_nodes.items()}
        with zipfile.ZipFile(file, "w") as archive:
            _add(archive, layout.MIMETYPE, layout.MIME)  # first, so that the kind of file can be seen
            _add(archive, layout.STACK, write_stack(state, places, numbers, self.foreign))
            icc = b"" if state.profile is None else state.profile.icc
            sheets = [
                replace(sheet, icc=icc) if sheet.channels == _COLOURED else sheet
                for of_node in of_nodes.values()
                for sheet in of_node.sheets
            ]
            sheets += _other_sheets(state)
            _add_sheets(archive, sheets, self._packing)
            written = {node_id: _written(of_node, archive) for node_id, of_node in of_nodes.items()}
            _add(archive, layout.OWN_PART, write_own_part(state, name, written, groups))
            if preview:
                seen = replace(self._preview.sheet(state), icc=icc)
                _add_sheets(archive, [seen], self._packing_of_preview)
                small = to_srgb(self._preview.thumbnail(), state.profile)
                _add(archive, layout.THUMBNAIL, png.encode(small))
            for entry, data in self.foreign.entries.items():
                _add(archive, entry, data)


def _written(of_node: NodeSheets, archive: zipfile.ZipFile) -> Written:
    source = of_node.place[0]
    crc = archive.getinfo(source).CRC if source else None
    return Written(source, crc, of_node.alpha, of_node.mask)


def _other_sheets(state: State) -> Iterator[Sheet]:
    if state.selection is not None:
        yield _array_sheet(layout.SELECTION, state.selection)
    for index, mask in enumerate(state.regions.values()):
        yield _array_sheet(layout.region_entry(index), mask)
    for index, mask in enumerate(state.channels.values()):
        yield _array_sheet(layout.channel_entry(index), mask)
    for index, pin in enumerate(state.pinned):
        yield _array_sheet(layout.pinned_entry(index), pin.picture.pixels)
    for sha256, picture in provenance_of(state.layers).pictures.items():
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
                file.write(png.begin(sheet.width, sheet.height, sheet.channels, sheet.icc))
                for _source, band in zip(sheet.bands, bands, strict=False):
                    file.write(band.chunk)
                    adlers.append((band.length, band.adler))
                file.write(png.end(adlers))
