"""The journal of a picture: each state that is kept costs what has changed since the one before.

A state is a record of JSON and of an OpenRaster archive without any pixels, in which everything stands that the format
and this program's part of it can say: names, groups, modes, guides. The pixels lie before it, each tile in a record of
its own, found by tables of the tiles of each layer and mask, and so does each entry that another program has put into
the picture's file. A record's place in the file is its name.
"""

import json
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.files.atomic_file import refusal_to_write
from aipaint_desktop.files.journal.bare import bare, stores_of
from aipaint_desktop.files.journal.pixels import pack
from aipaint_desktop.files.journal.records import Appending, Kind
from aipaint_desktop.files.journal.work import KeptJob, Work
from aipaint_desktop.files.ora.own_pinned import pinned_values
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.provenance import EngineRun, LayerProvenance, Provenance, run_of, to_json

LENGTH = struct.Struct("<Q")  # of the JSON in the record of a state
ROW = np.dtype([("column", "<i4"), ("row", "<i4"), ("place", "<i8")])  # of a table
_WASTE, _SPARE = 2, 64 * 2**20  # times what is used, and bytes besides, before the file is written anew

AT_REST = LENGTH.pack(2) + b"{}"
"""In place of a state: nothing is to be brought back."""

Known = dict[object, tuple[object, int, int]]


@dataclass(frozen=True, eq=False)
class Stored:
    """Is what the table of a store is made of. tiles: the parts that the table names."""

    store: TileStore
    tiles: Known


class Journal:
    """Keeps states of one picture in a file. Any thread may write, one at a time.

    known: the parts that are in the file, by what names the same: what they are made of, place and bytes.
    """

    def __init__(self, path: Path, end: int = 0, known: Known | None = None) -> None:
        """end: of what is sound in the file; 0 to begin it anew."""
        self.path = path
        self._end = end
        self._known: Known = known or {}

    def keep(self, work: Work) -> None:
        """Append a state. Raises `BadInput` where it cannot be written; then the file is as it was."""
        try:
            if self._end and not self._there():  # somebody has cleared the folder
                self._end, self._known = 0, {}
            self._append(work)
            used = sum(size for _source, _place, size in self._known.values())
            if self._end > _WASTE * used + _SPARE:
                self._rewrite(work)
        except OSError as error:
            raise refusal_to_write(self.path, error) from None

    def prepare(self, work: Work) -> None:
        """Append a state that is in a file of the artist's, so that those after it cost little. Raises `BadInput`."""
        self.keep(work)
        self.rest()

    def rest(self) -> None:
        """Note that nothing is to be brought back: it is in a file of the artist's. What was kept is still known.
        Raises `BadInput`."""
        if self._end:
            try:
                with Appending(self.path, self._end) as file:
                    file.add(Kind.STATE, AT_REST)
                self._end = file.end
            except OSError as error:
                raise refusal_to_write(self.path, error) from None

    def _there(self) -> bool:
        return self.path.exists() and self.path.stat().st_size >= self._end

    def _append(self, work: Work) -> None:
        with Appending(self.path, self._end) as file:
            parts = _Parts(file, self._known)
            described = json.dumps(_described(work, parts)).encode()  # in ASCII: names need not be text
            foreign = replace(work.foreign, entries={})  # they are parts
            archive = OraWriter(foreign).packed(bare(work.state), work.name)
            file.add(Kind.STATE, LENGTH.pack(len(described)), described, archive)
        self._end, self._known = file.end, parts.used

    def _rewrite(self, work: Work) -> None:
        """Write into another file what is used alone, and put that in place of this one."""
        other = Journal(self.path.with_suffix(".part"))
        try:
            other._append(work)
            other.path.replace(self.path)
        finally:
            other.path.unlink(missing_ok=True)
        self._end, self._known = other._end, other._known


class _Parts:
    """Appends what is not in the file yet, and tells where everything lies."""

    def __init__(self, file: Appending, known: Known) -> None:
        self._file = file
        self._known = known
        self.used: Known = {}

    def pixels(self, pixels: Any) -> int:
        return self._place(id(pixels), pixels, lambda: pack(pixels))

    def entry(self, content: bytes) -> int:
        return self._place(id(content), content, lambda: content)

    def store(self, store: TileStore) -> int:
        """A table of where the tiles of a store lie."""
        if id(store) not in self.used:
            source, *_ = self._known.get(id(store), (None,))
            if isinstance(source, Stored):
                self.used.update(source.tiles)  # they are used as well
        tiles: Known = {}
        return self._place(id(store), Stored(store, tiles), lambda: self._table(store, tiles))

    def _table(self, store: TileStore, tiles: Known) -> bytes:
        """tiles: gets the parts that it names."""
        table = np.empty(len(store), ROW)
        for index, (column, row) in enumerate(store):
            tile = store.tile(column, row)
            assert tile is not None
            pixels = tile.pixels
            place = self._place(id(tile), tile, lambda pixels=pixels: pack(pixels))
            table[index] = column, row, place
            tiles[id(tile)] = self.used[id(tile)]
        return bytes([store.channels]) + table.tobytes()

    def pictures(self, request: Request) -> dict[str, int]:
        """Where the pictures of a request lie, by their hashes."""
        found = request_json.pictures_of(request)
        return {
            sha256: self._place(sha256, None, lambda picture=picture: pack(picture.pixels))
            for sha256, picture in found.items()
        }

    def _place(self, name: object, source: object, packed: Any) -> int:
        """source: kept so that no other object is taken for it."""
        part = self.used.get(name) or self._known.get(name)
        if part is None:
            data = packed()
            place = self._file.add(Kind.PART, data)
            part = source, place, len(data)
        self.used[name] = part
        return part[1]


def _described(work: Work, parts: _Parts) -> dict[str, Any]:
    state = work.state
    runs = {layer.id: run for layer in state.layers if (run := run_of(layer))}
    requests = [*(run.request for run in runs.values()), *(job.request for job in work.jobs)]
    return {
        "when": work.when or time.time(),
        "file": None if work.file is None else str(work.file.path),
        "version": [] if work.file is None else list(work.file.version),
        "stores": [[node_id, what, parts.store(store)] for node_id, what, store in stores_of(state)],
        "selection": None if state.selection is None else parts.pixels(state.selection),
        "regions": {name: parts.pixels(mask) for name, mask in state.regions.items()},
        "channels": {name: parts.pixels(mask) for name, mask in state.channels.items()},
        "pinned": [{"pixels": parts.pixels(pin.picture.pixels)} | pinned_values(pin) for pin in state.pinned],
        "entries": {name: parts.entry(content) for name, content in work.foreign.entries.items()},
        "made_by": {layer_id: _run(run) for layer_id, run in runs.items()},
        "jobs": [_job(job) for job in work.jobs],
        "pictures": _merged(parts.pictures(request) for request in requests),
    }


def _run(run: EngineRun) -> dict[str, Any]:
    return to_json(Provenance((LayerProvenance("", run),)))


def _job(job: KeptJob) -> dict[str, Any]:
    return {**vars(job), "layers": list(job.layers), "request": request_json.to_json(job.request)}


def _merged(places: Iterable[dict[str, int]]) -> dict[str, int]:
    return {sha256: place for found in places for sha256, place in found.items()}
