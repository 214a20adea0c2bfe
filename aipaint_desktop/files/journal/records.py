"""Records in a file that is only ever appended to: whatever is cut short at its end does not count."""

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO

_BEGINNING = b"AIPaint journal 1\n"
_HEAD = struct.Struct("<4sBQI")  # mark, kind, bytes that follow, their CRC-32
_MARK = b"\xa1REC"


class Kind(IntEnum):
    """Says what is in a record: pixels and tables that others mean by their place, or a state as a whole."""

    PART = 1
    STATE = 2


@dataclass(frozen=True)
class Record:
    """Says where a record lies. place: where it begins, by which others mean it. end: where the next one begins."""

    kind: Kind
    place: int
    end: int


class Damaged(Exception):
    """Says that bytes are not what was written."""


class Appending:
    """Appends records to a file, which is made where it is missing. Use it as a context; `OSError` may come of all.

    end: where the sound part of the file ends; what follows is cut off, as it is when this is left by an exception.
    """

    def __init__(self, path: Path, end: int) -> None:
        self._path = path
        self._start = end
        self.end = end

    def __enter__(self) -> "Appending":
        self._file: BinaryIO = self._path.open("r+b" if self._start else "w+b")
        try:
            self._file.seek(self._start)
            self._file.truncate()
            if not self._start:
                self._file.write(_BEGINNING)
                self.end = len(_BEGINNING)
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, kind: object, _error: object, _trace: object) -> None:
        try:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())
        except BaseException:
            self._take_back()
            raise
        if kind is not None:
            self._take_back()
        else:
            self._file.close()

    def _take_back(self) -> None:
        """Leave the file as it was; on a disk without room that makes room."""
        with suppress(OSError):  # of what could not be written
            self._file.close()
        with suppress(OSError):  # what is too much is cut off the next time
            os.truncate(self._path, self._start)

    def add(self, kind: Kind, *data: bytes) -> int:
        """Append a record; returns its place."""
        place = self.end
        length, crc = 0, 0
        for part in data:
            length += len(part)
            crc = zlib.crc32(part, crc)
        self._file.write(_HEAD.pack(_MARK, kind, length, crc))
        for part in data:
            self._file.write(part)
        self.end = place + _HEAD.size + length
        return place


def records(file: BinaryIO) -> Iterator[Record]:
    """List the records of a file, in their order, up to one that is cut short. Raises `Damaged` at what is none."""
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    beginning = file.read(len(_BEGINNING))
    if beginning != _BEGINNING[: len(beginning)]:
        raise Damaged
    place = len(_BEGINNING)
    while place + _HEAD.size <= size:
        file.seek(place)
        mark, kind, length, _crc = _HEAD.unpack(file.read(_HEAD.size))
        if mark != _MARK or kind not in list(Kind):
            raise Damaged
        end = place + _HEAD.size + length
        if end > size:
            return
        yield Record(Kind(kind), place, end)
        place = end


def read_record(file: BinaryIO, place: int, kind: Kind) -> bytes:
    """Read what is in a record. Raises `Damaged` where it is not there, not of that kind, or not what was written."""
    file.seek(max(0, place))
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise Damaged
    mark, found, length, crc = _HEAD.unpack(head)
    if mark != _MARK or found != kind or length > _rest(file):
        raise Damaged
    data = file.read(length)
    if zlib.crc32(data) != crc:
        raise Damaged
    return data


def _rest(file: BinaryIO) -> int:
    here = file.tell()
    file.seek(0, os.SEEK_END)
    rest = file.tell() - here
    file.seek(here)
    return rest
