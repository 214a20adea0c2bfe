"""What a file says of its tensors before the first of them: names, shapes, and what was noted beside.

The content of tensors is never read here, nothing larger than a header is held in memory, and whatever stands in a
file, one sentence says why it is none.
"""

import codecs
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from aipaint_desktop.values.refusal import BadInput, reason_of
from aipaint_desktop.values.text import as_text

LONGEST_HEADER = 8_000_000
"""bytes: the largest of real files have less than one million; what training notes beside takes some more."""

MOST_TENSORS = 100_000
_MOST_DIMENSIONS = 8
_MOST_NOTED = 100_000  # characters of one value of the metadata
_LEAST = 8  # bytes: the length of the header
_SMALL = 2**20  # bytes: a header that is no longer may have more of the file than tensors
_PIECE = 2**16  # bytes that are read of it at once
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_BITS = {
    "BOOL": 8,
    "U8": 8,
    "I8": 8,
    "F8_E5M2": 8,
    "F8_E4M3": 8,
    "F8_E8M0": 8,
    "F8_E5M2FNUZ": 8,
    "F8_E4M3FNUZ": 8,
    "F4": 4,
    "F6_E2M3": 6,
    "F6_E3M2": 6,
    "I16": 16,
    "U16": 16,
    "F16": 16,
    "BF16": 16,
    "I32": 32,
    "U32": 32,
    "F32": 32,
    "I64": 64,
    "U64": 64,
    "F64": 64,
    "C64": 64,
}


@dataclass(frozen=True)
class Header:
    """The tensors of a file.

    shapes: of each tensor by its name, the outermost dimension first; () where it is a number, and where the format
        does not tell (`has_shapes`).
    metadata: what was noted beside, text alone. form: "safetensors", "gguf" or "pickle".
    """

    shapes: Mapping[str, tuple[int, ...]]
    metadata: Mapping[str, str] = field(default_factory=dict)
    form: str = "safetensors"

    @property
    def has_shapes(self) -> bool:
        return self.form != "pickle"


def read_safetensors(path: Path) -> Header:
    """Read the header of a safetensors file, https://github.com/huggingface/safetensors.

    Raises `BadInput` with one sentence that names the file and why it is none.
    """
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size, path.name)
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None


def _read(file: BinaryIO, size: int, name: str) -> Header:
    if size < _LEAST:
        raise BadInput("{0} is no safetensors file: it has only {1} bytes.", name, size)
    length = int.from_bytes(file.read(_LEAST), "little")
    if length > size - _LEAST:
        raise BadInput("{0} is damaged or no safetensors file: its header does not fit into it.", name)
    if length > LONGEST_HEADER:
        raise BadInput(
            "The header of {0} is too long: {1} MB, at most {2}.",
            name,
            length // 10**6,
            LONGEST_HEADER // 10**6,
        )
    if length > max(_SMALL, size // 2):
        raise BadInput("{0} is damaged: its header is longer than all its tensors.", name)
    try:
        values = json.loads(_text(file, length))
    except (ValueError, RecursionError):
        raise BadInput("{0} is damaged or no safetensors file: its header cannot be read.", name) from None
    if not isinstance(values, dict):
        raise BadInput("{0} is damaged or no safetensors file: its header cannot be read.", name)
    metadata = values.pop("__metadata__", None)
    if len(values) > MOST_TENSORS:
        raise BadInput("{0} has too many tensors: {1}.", name, len(values))
    spans = []
    shapes = {}
    for tensor, told in values.items():
        shape, begin, end = _tensor(tensor, told, name)
        shapes[tensor] = shape
        spans.append((begin, end))
    _check_spans(spans, size - _LEAST - length, name)
    return Header(shapes, texts_of(metadata))


def _text(file: BinaryIO, length: int) -> str:
    """The header, piece by piece, and no further than it is text: what is said to belong to it may be tensors. Raises
    `ValueError`."""
    decoder, pieces = codecs.getincrementaldecoder("utf-8")(), []
    while length > 0:
        piece = file.read(min(length, _PIECE))
        if not piece or _NO_TEXT.search(piece):
            raise ValueError("no text")
        length -= len(piece)
        pieces.append(decoder.decode(piece, final=length == 0))
    return "".join(pieces)


def _tensor(tensor: str, told: Any, name: str) -> tuple[tuple[int, ...], int, int]:
    """Shape, first and last byte, exclusive, of one tensor."""
    match told:
        case {"dtype": str(kind), "shape": list(shape), "data_offsets": [int(begin), int(end)]} if (
            kind in _BITS and len(shape) <= _MOST_DIMENSIONS and all(_is_count(side) for side in shape)
        ):
            bits = math.prod(shape) * _BITS[kind]
            if 0 <= begin <= end and bits % 8 == 0 and end - begin == bits // 8:
                return tuple(shape), begin, end
    raise BadInput(
        "{0} is damaged: what it says of the tensor {1} cannot be so.", name, repr(shortened(tensor))
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**48


def _check_spans(spans: list[tuple[int, int]], length: int, name: str) -> None:
    """Raise `BadInput` unless tensors lie one after the other to the end of the file, as the format has it."""
    reached = 0
    for begin, end in sorted(spans):
        if begin != reached:
            raise BadInput("{0} is damaged: its tensors lie over each other or apart.", name)
        reached = end
    if reached > length:
        raise BadInput("{0} is cut off: {1} bytes are missing.", name, reached - length)
    if reached < length:
        raise BadInput("{0} is damaged: {1} bytes of it belong to no tensor.", name, length - reached)


def texts_of(metadata: object) -> dict[str, str]:
    """Take the texts of what was noted beside tensors, of a length that a person could want to read."""
    if not isinstance(metadata, dict):
        return {}
    return {
        as_text(key): as_text(value)
        for key, value in metadata.items()
        if isinstance(key, str) and isinstance(value, str) and len(value) <= _MOST_NOTED
    }


def shortened(text: str, most: int = 80) -> str:
    """Cut text to what fits into a sentence."""
    return text if len(text) <= most else text[: most - 1] + "…"
