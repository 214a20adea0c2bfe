"""The chunks of a PNG file, read with care: the file may say anything."""

import struct
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from aipaint_desktop.values.refusal import BadInput

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_HEAD = struct.Struct(">I4s")
_CHECKSUM = struct.Struct(">I")


def read_chunks(path: Path, kinds: Collection[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Read kind and data of each chunk of the kinds asked for, in the file's order; the others are skipped unread.

    Never holds more than one chunk, and none that reaches beyond the end of the file.
    Raises `BadInput` where the chunks do not add up.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(len(SIGNATURE)) != SIGNATURE:
            raise BadInput("The file is not a PNG.")
        while head := file.read(_HEAD.size):
            if len(head) < _HEAD.size:
                raise BadInput("The file is damaged or incomplete.")
            length, kind = _HEAD.unpack(head)
            if file.tell() + length + _CHECKSUM.size > size:
                raise BadInput("The file is damaged or incomplete.")
            if kind in kinds:
                data = file.read(length)
                (checksum,) = _CHECKSUM.unpack(file.read(_CHECKSUM.size))
                if zlib.crc32(kind + data) != checksum:
                    raise BadInput("The file is damaged or incomplete.")
                yield kind, data
            else:
                file.seek(length + _CHECKSUM.size, 1)
            if kind == b"IEND":
                return
