"""Journals read: the last state that is whole."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.pinned import Pinned
from aipaint_desktop.document.state import with_sound_masks
from aipaint_desktop.document.tile import Tile
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.engines import request_json
from aipaint_desktop.files.journal.bare import filled
from aipaint_desktop.files.journal.journal import AT_REST, LENGTH, ROW, Journal, Known, Stored
from aipaint_desktop.files.journal.pixels import unpack
from aipaint_desktop.files.journal.records import Damaged, Kind, Record, read_record, records
from aipaint_desktop.files.journal.work import KeptFile, KeptJob, Work
from aipaint_desktop.files.ora.own_pinned import read_pinned
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.pictures.reading import shown_name
from aipaint_desktop.files.provenance import EngineRun, from_json
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence

T = TypeVar("T")

_NOT_AS_WRITTEN = (Damaged, BadInput, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


def holds_work(path: Path) -> bool:
    """Tell whether there is anything to bring back in a journal: it may be damaged. Raises `OSError`."""
    with path.open("rb") as file:
        try:
            states = [record for record in records(file) if record.kind is Kind.STATE]
            return bool(states) and not _at_rest(file, states[-1])
        except Damaged:
            return True


def read_journal(path: Path) -> tuple[Work, Journal]:
    """Read the last state, and give the journal to go on with. Where not all of that has reached the disk it is the one
    before, and where the disk has spoilt both whatever is left of the last. Raises `BadInput` where nothing is."""
    try:
        with path.open("rb") as file:
            states = _states(file)[::-1]
            for record, whole in [
                *((record, True) for record in states[:2]),
                *((one, False) for one in states),
            ]:
                with suppress(*_NOT_AS_WRITTEN):
                    work, known = _read(path, file, record, whole=whole)
                    return work, Journal(path, record.end, known)
    except OSError:
        raise BadInput("{0} cannot be read.", shown_name(path)) from None
    raise BadInput("{0} is damaged or incomplete.", shown_name(path))


def _states(file: BinaryIO) -> list[Record]:
    """The states that a file has, in their order, up to what is damaged."""
    found: list[Record] = []
    with suppress(Damaged):
        found.extend(record for record in records(file) if record.kind is Kind.STATE)
    return found


def _those_there(places: Mapping[str, int], read: Callable[[int], T | None]) -> dict[str, T]:
    """Those that can be read."""
    found = {name: read(place) for name, place in places.items()}
    return {name: part for name, part in found.items() if part is not None}


def _pinned(listed: Sequence[Mapping[str, Any]], parts: "_Parts") -> Iterator[Pinned]:
    for values in listed:
        pixels = parts.pixels(values["pixels"])
        pin = None if pixels is None else read_pinned(values, pixels)
        if pin is not None:
            yield pin


def _at_rest(file: BinaryIO, record: Record) -> bool:
    return read_record(file, record.place, Kind.STATE) == AT_REST


def _read(path: Path, file: BinaryIO, record: Record, *, whole: bool) -> tuple[Work, Known]:
    """whole: or not at all; else what is damaged is left out."""
    data = read_record(file, record.place, Kind.STATE)
    (length,) = LENGTH.unpack_from(data)
    described = json.loads(data[LENGTH.size : LENGTH.size + length])
    opened = read_ora(path, data[LENGTH.size + length :])
    parts = _Parts(file, whole=whole)
    found = {sha256: parts.picture(sha256, place) for sha256, place in described["pictures"].items()}
    pictures = {sha256: picture for sha256, picture in found.items() if picture is not None}
    stores = {(node, what): parts.store(place) for node, what, place in described["stores"]}
    selection = described["selection"]
    regions, channels = (_those_there(described[what], parts.pixels) for what in ("regions", "channels"))
    entries = _those_there(described["entries"], parts.entry)
    runs, lost = _runs(described["made_by"], pictures)
    selected = None if selection is None else parts.pixels(selection)
    pinned = tuple(_pinned(described.get("pinned", ()), parts))
    state = replace(filled(opened.state, stores, selected, regions, channels, runs), pinned=pinned)
    work = Work(
        with_sound_masks(state),
        opened.name,
        None if described["file"] is None else KeptFile(Path(described["file"]), tuple(described["version"])),
        float(described["when"]),
        tuple(_jobs(described["jobs"], pictures)),
        replace(opened.foreign, entries=entries),
        (*opened.losses, *lost, *parts.losses),
        opened.damaged or bool(parts.losses),
    )
    return work, parts.known


class _Parts:
    """Reads parts, each once. known: what they are now, for the journal to go on with. All raise `Damaged`, unless what
    is damaged may be left out: then that is among the losses."""

    def __init__(self, file: BinaryIO, *, whole: bool) -> None:
        self._file = file
        self._whole = whole
        self._found: dict[int, Any] = {}
        self.known: Known = {}
        self.losses: list[Sentence] = []

    def pixels(self, place: int) -> NDArray[np.uint8] | None:
        found: NDArray[np.uint8] | None = self._once(place, unpack)
        return found

    def entry(self, place: int) -> bytes | None:
        found: bytes | None = self._once(place, bytes)
        return found

    def store(self, place: int) -> TileStore:
        if place not in self._found and (read := self._once(place, self._tiles)) is not None:
            self._know_tiles(read)
        found: TileStore | None = self._found[place]
        return TileStore() if found is None else found

    def _know_tiles(self, store: TileStore) -> None:
        """Note which tiles the table of a store names. One that names what is damaged is not to be used again."""
        _store, place, size = self.known.pop(id(store))
        if 1 + len(store) * ROW.itemsize == size:
            tiles = [id(store.tile(*key)) for key in store]
            self.known[id(store)] = Stored(store, {tile: self.known[tile] for tile in tiles}), place, size

    def picture(self, sha256: str, place: int) -> Picture | None:
        found: Picture | None = self._once(place, lambda data: Picture(unpack(data)), sha256)
        if found is not None and found.sha256 != sha256:
            raise Damaged
        return found

    def _tiles(self, data: bytes) -> TileStore:
        channels, rows = data[0], np.frombuffer(data, ROW, offset=1)
        found = {(column, row): self._once(place, _tile) for column, row, place in rows.tolist()}
        return TileStore({key: tile for key, tile in found.items() if tile is not None}, channels)

    def _once(self, place: int, made: Callable[[bytes], Any], name: object = None) -> Any:
        if place not in self._found:
            try:
                data = read_record(self._file, place, Kind.PART)
                self._found[place] = found = made(data)
            except Damaged:
                if self._whole:
                    raise
                self._found[place] = None
                self.losses = [Sentence("Some of it is damaged and was left out.")]
            else:
                source = found if name is None else None
                self.known[id(found) if name is None else name] = source, place, len(data)
        return self._found[place]


def _tile(data: bytes) -> Tile:
    return Tile(unpack(data))


def _runs(
    made_by: Mapping[str, Any], pictures: Mapping[str, Picture]
) -> tuple[dict[str, EngineRun], list[Sentence]]:
    """What made the layers; where that cannot be read, the paint itself is to come back nevertheless."""
    runs, lost = {}, []
    for layer_id, values in made_by.items():
        try:
            run = from_json(values, pictures).last_run
        except BadInput as error:
            lost.append(error.sentence)
        else:
            if run is not None:
                runs[layer_id] = run
    return runs, lost


def _jobs(listed: Sequence[Mapping[str, Any]], pictures: Mapping[str, Picture]) -> Iterator[KeptJob]:
    for values in listed:
        with suppress(BadInput):  # of a version that knows other requests
            request = request_json.from_json(values["request"], pictures)
            yield KeptJob(
                request,
                tuple(values["layers"]),
                values["active_id"],
                values["width"],
                values["height"],
                values["resizes"],
            )
