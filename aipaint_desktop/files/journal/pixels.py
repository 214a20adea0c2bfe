"""Pixels packed with zlib, which lets the window's thread work meanwhile."""

import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.files.journal.records import Damaged

_HEAD = struct.Struct("<BII")  # channels, 0 for none; height; width
_MOST = 2**31  # bytes of one array


def pack(pixels: NDArray[np.uint8]) -> bytes:
    """Pack (H, W), (H, W, 3) or (H, W, 4) pixels. Each row is kept as what differs from that above."""
    channels = 0 if pixels.ndim == 2 else pixels.shape[2]
    height, width = pixels.shape[:2]
    rows = np.ascontiguousarray(pixels).reshape(height, width * max(1, channels))
    differences = np.empty_like(rows)
    differences[0] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=differences[1:])
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    return _HEAD.pack(channels, height, width) + packer.compress(differences.data) + packer.flush()


def unpack(data: bytes) -> NDArray[np.uint8]:
    """Unpack what `pack` has packed. Raises `Damaged`."""
    try:
        channels, height, width = _HEAD.unpack_from(data)
        size = height * width * max(1, channels)
        if channels not in (0, 1, 3, 4) or not 0 < size <= _MOST:
            raise Damaged
        unpacked = zlib.decompressobj().decompress(data[_HEAD.size :], size)
        if len(unpacked) != size:
            raise Damaged
    except (struct.error, zlib.error):
        raise Damaged from None
    differences = np.frombuffer(unpacked, np.uint8).reshape(height, -1)
    rows: NDArray[Any] = np.cumsum(differences, axis=0, dtype=np.uint8)
    return rows.reshape((height, width, channels) if channels else (height, width))
