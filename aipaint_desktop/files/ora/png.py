"""PNGs of layers, encoded band by band with zlib, which lets the window's thread work meanwhile.

Every row holds the difference from the one above and is packed by runs: for paint on an empty ground that is both
fast and small.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.pictures.png_chunks import SIGNATURE
from aipaint_desktop.values.geometry import Rect

HEAD = 33  # bytes until the end of the first chunk, which says the size

_BITS = 8
_COLOUR_TYPES = {1: 0, 3: 2, 4: 6}  # by the number of channels
_UP = 2  # the filter that is used
_LEVEL = 1
_MEMORY = 9
_IHDR = struct.Struct(">IIBBBBB")


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """Encode (H, W), (H, W, 3) or (H, W, 4) pixels as a PNG."""
    height, width = pixels.shape[:2]
    bands = (pixels[top : top + TILE] for top in range(0, height, TILE))
    return _encode(bands, width, height, 1 if pixels.ndim == 2 else pixels.shape[2])


def encode_tiles(tiles: TileStore, rect: Rect) -> bytes:
    """Encode what lies in a rectangle that is not empty as a PNG, without ever holding all of it."""
    tops = range(rect.top, rect.bottom, TILE)
    bands = (tiles.read(Rect(rect.left, top, rect.width, min(TILE, rect.bottom - top))) for top in tops)
    return _encode(bands, rect.width, rect.height, 4)


def measure(head: bytes) -> tuple[int, int]:
    """Read width and height in the first `HEAD` bytes of a PNG. Raises `ValueError` where it is none."""
    if len(head) < HEAD or head[:8] != SIGNATURE or head[12:16] != b"IHDR":
        raise ValueError("not a PNG")
    width, height, *_ = _IHDR.unpack(head[16:29])
    if not (width and height):
        raise ValueError("a PNG of no size")
    return width, height


def _encode(bands: Iterable[NDArray[np.uint8]], width: int, height: int, channels: int) -> bytes:
    head = _IHDR.pack(width, height, _BITS, _COLOUR_TYPES[channels], 0, 0, 0)
    parts = [SIGNATURE, _chunk(b"IHDR", head), _chunk(b"sRGB", b"\0")]
    parts += (_chunk(b"IDAT", packed) for packed in _packed(bands, width * channels))
    return b"".join([*parts, _chunk(b"IEND", b"")])


def _packed(bands: Iterable[NDArray[np.uint8]], row_bytes: int) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, _MEMORY, zlib.Z_RLE)
    above = np.zeros(row_bytes, np.uint8)
    for band in bands:
        rows = np.ascontiguousarray(band).reshape(len(band), row_bytes)
        filtered = np.empty((len(rows), 1 + row_bytes), np.uint8)
        filtered[:, 0] = _UP
        np.subtract(rows[0], above, out=filtered[0, 1:])
        np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
        above = rows[-1]
        if packed := packer.compress(filtered.data):
            yield packed
    yield packer.flush()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return b"".join((struct.pack(">I", len(data)), kind, data, struct.pack(">I", zlib.crc32(kind + data))))
