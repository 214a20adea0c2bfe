"""The header of GGUF files, in which quantised weights come."""

import math
import struct
from pathlib import Path
from typing import BinaryIO

from aipaint_desktop.modelstore.model_files.header import LONGEST_HEADER, MOST_TENSORS, Header, shortened
from aipaint_desktop.values.refusal import BadInput, reason_of

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_NOTES = 10_000
_LONGEST_TEXT = 1_000_000
_MOST_DIMENSIONS = 4
_NUMBERS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_TEXT, _ARRAY = 8, 9


def read_gguf(path: Path) -> Header:
    """Read the header of a GGUF file, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.

    Shapes come as they stand in other formats, the outermost dimension first. Raises `BadInput` with one sentence.
    """
    try:
        with path.open("rb") as file:
            return _Reader(file, path.name, path.stat().st_size).header()
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None


class _Reader:
    """Reads forward through a file, never past what headers may take and never more than is asked for."""

    def __init__(self, file: BinaryIO, name: str, size: int) -> None:
        self._file, self._name = file, name
        self._left = min(size, LONGEST_HEADER)
        self._size = size

    def header(self) -> Header:
        if self._take(4) != _MAGIC:
            raise BadInput("{0} is no GGUF file.", self._name)
        version = self._number("<I")
        if version not in _VERSIONS:
            raise BadInput("{0} is a GGUF file of version {1}, which is not known here.", self._name, version)
        tensors, notes = self._count(MOST_TENSORS), self._count(_MOST_NOTES)
        metadata = {}
        for _ in range(notes):
            key, value = self._text(), self._value(self._number("<I"), 0)
            if isinstance(value, str):
                metadata[key] = value
        shapes = {}
        for _ in range(tensors):
            name, shape = self._tensor()
            shapes[name] = shape
        return Header(shapes, metadata, "gguf")

    def _tensor(self) -> tuple[str, tuple[int, ...]]:
        name = self._text()
        dimensions = self._number("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise self._damaged()
        shape = tuple(self._number("<Q") for _ in range(dimensions))
        self._number("<I")
        offset = self._number("<Q")
        if math.prod(shape) > 2**48 or offset > self._size:
            raise BadInput(
                "{0} is damaged: what it says of the tensor {1} cannot be so.",
                self._name,
                repr(shortened(name)),
            )
        return name, shape[::-1]

    def _value(self, kind: int, depth: int) -> str | None:
        """A value of the metadata, where it is text; all others are passed over."""
        if kind == _TEXT:
            return self._text()
        if kind == _ARRAY and depth < 2:
            each, count = self._number("<I"), self._number("<Q")
            if each in _NUMBERS:
                self._skip(count * struct.calcsize(_NUMBERS[each]))
            else:
                for _ in range(self._at_most(count, LONGEST_HEADER // 8)):
                    self._value(each, depth + 1)
            return None
        if kind not in _NUMBERS:
            raise self._damaged()
        self._number(_NUMBERS[kind])
        return None

    def _count(self, most: int) -> int:
        return self._at_most(self._number("<Q"), most)

    def _at_most(self, count: int, most: int) -> int:
        if count > most:
            raise self._damaged()
        return count

    def _text(self) -> str:
        return self._take(self._at_most(self._number("<Q"), _LONGEST_TEXT)).decode("utf-8", "replace")

    def _number(self, form: str) -> int:
        (number,) = struct.unpack(form, self._take(struct.calcsize(form)))
        return int(number) if not isinstance(number, float) else 0

    def _take(self, length: int) -> bytes:
        self._spend(length)
        return self._file.read(length)

    def _skip(self, length: int) -> None:
        self._spend(length)
        self._file.seek(length, 1)

    def _spend(self, length: int) -> None:
        if length > self._left:
            raise self._damaged()
        self._left -= length

    def _damaged(self) -> BadInput:
        return BadInput("{0} is damaged or cut off: its header cannot be read.", self._name)
