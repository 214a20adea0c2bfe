"""The pixels of a PNG, decoded with zlib and numpy, which let other threads work meanwhile.

That goes for the PNGs that are written here and for those of others that are as simple; what else there may be in a PNG
is for Pillow to decode, and to judge.
"""

import struct
import zlib
from typing import IO

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.files.ora.png import BITS, COLOUR_TYPES, HEAD, IHDR, UP, measure

_SUB = 1  # the filter that stores the difference from the pixel on the left
_PIECE = 2**20  # bytes that are read at once
_UNPACKED_PIECE = 4 * _PIECE
_CHUNK_HEAD, _CHECKSUM_BYTES = struct.Struct(">I4s"), 4
_CHANNELS = {colour_type: channels for channels, colour_type in COLOUR_TYPES.items()}
_PASSED_OVER = (
    b"sRGB",
    b"gAMA",
    b"cHRM",
    b"pHYs",
    b"bKGD",
    b"tIME",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"eXIf",
    b"sBIT",
)


def decode(file: IO[bytes], most: int) -> NDArray[np.uint8] | None:
    """Decode a PNG as it was written: (H, W), (H, W, 3) or (H, W, 4); None where it is not simple, or not whole.

    most: bytes that are read of it. Its size is to have been measured before. Raises what reading the file raises.
    """
    head = file.read(HEAD)
    try:
        width, height = measure(head)
    except ValueError:
        return None
    _width, _height, bits, colour_type, *rest = IHDR.unpack(head[16:29])
    if bits != BITS or colour_type not in _CHANNELS or any(rest):
        return None
    channels = _CHANNELS[colour_type]
    rows = _Rows(height, width * channels)
    if not _unpack(file, rows, most) or file.read(1):
        return None
    pixels = rows.unfiltered(channels)
    return pixels if channels == 1 else pixels.reshape(height, width, channels)


def _unpack(file: IO[bytes], rows: "_Rows", most: int) -> bool:
    """Whether it was all that it had to be."""
    while head := file.read(_CHUNK_HEAD.size):
        if len(head) < _CHUNK_HEAD.size:
            return False
        length, kind = _CHUNK_HEAD.unpack(head)
        most -= _CHUNK_HEAD.size + length + _CHECKSUM_BYTES
        if most < 0 or not (kind in (b"IDAT", b"IEND") or kind in _PASSED_OVER):
            return False
        while length:
            piece = file.read(min(length, _PIECE))
            length -= len(piece)
            if not piece or (kind == b"IDAT" and not rows.take(piece)):
                return False
        file.read(_CHECKSUM_BYTES)  # the archive has one of its own
        if kind == b"IEND":
            return rows.whole
    return False


class _Rows:
    """Rows as they are packed, each with its filter before it."""

    def __init__(self, height: int, row_bytes: int) -> None:
        self._rows = np.empty((height, 1 + row_bytes), np.uint8)
        self._flat = self._rows.reshape(-1)
        self._at = 0
        self._unpacker = zlib.decompressobj()

    @property
    def whole(self) -> bool:
        return self._unpacker.eof and self._at == self._flat.size

    def take(self, piece: bytes) -> bool:
        """Whether what is packed there can be what is expected."""
        while piece and not self._unpacker.eof:
            room = self._flat.size - self._at
            try:
                data = self._unpacker.decompress(piece, min(room, _UNPACKED_PIECE) + 1)
            except zlib.error:
                return False
            if len(data) > room:
                return False
            before, self._at = self._at, self._at + len(data)
            self._flat[before : self._at] = np.frombuffer(data, np.uint8)
            row_bytes = self._rows.shape[1]
            filters = self._rows[-(-before // row_bytes) : -(-self._at // row_bytes), 0]
            if filters.size and filters.max() > UP:
                return False
            piece = self._unpacker.unconsumed_tail
        return True

    def unfiltered(self, channels: int) -> NDArray[np.uint8]:
        filters, rows = self._rows[:, 0], self._rows[:, 1:]
        for number in np.flatnonzero(filters):
            row = rows[number]
            if filters[number] == _SUB:
                pixels = row.reshape(-1, channels)
                np.add.accumulate(pixels, axis=0, dtype=np.uint8, out=pixels)
            elif number:
                np.add(row, rows[number - 1], out=row)
        return rows
