"""Windows icons: how large the pictures in one are, before anything is decoded."""

import struct
from collections.abc import Iterator
from typing import IO

from aipaint_desktop.files.pictures.png_chunks import SIGNATURE

_MAGIC = b"\0\0\1\0"
_ENTRY = 16
_MOST = 1000


def icon_sizes(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Read width and height of each picture in an icon; of a file that is none, nothing.

    Its list says at most 256 px, whatever the pictures are: it is not believed.
    """
    if file.read(4) != _MAGIC:
        return
    (count,) = struct.unpack("<H", file.read(2).ljust(2, b"\0"))
    entries = file.read(_ENTRY * min(count, _MOST))
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        (offset,) = struct.unpack_from("<I", entries, at + 12)
        file.seek(offset)
        head = file.read(24)
        if head.startswith(SIGNATURE) and len(head) == 24:
            yield struct.unpack(">II", head[16:24])
        elif len(head) >= 12:
            width, twice_height = struct.unpack("<II", head[4:12])
            yield width, twice_height // 2
