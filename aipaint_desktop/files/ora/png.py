"""PNGs of layers, encoded band by band with zlib, which lets the window's thread work meanwhile.

A band is packed apart from all others, so that bands can be packed by several threads, and those of the last time be
used again. Its rows hold the difference from the one above where that packs better, and are packed by runs: for paint
on an empty ground that is both fast and small. What does not pack, like noise, is stored as it is.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.files.pictures.png_chunks import SIGNATURE

ROWS = 128  # of a band
HEAD = 33  # bytes until the end of the first chunk, which says the size
BITS = 8
COLOUR_TYPES = {1: 0, 3: 2, 4: 6}  # by the number of channels
NONE, UP = 0, 2  # filters: a row as it is, and its difference from the one above
IHDR = struct.Struct(">IIBBBBB")

_LEVEL = 1
_MEMORY = 9
_ZLIB_HEADER = b"\x78\x01"  # a window of 32 KB, packed quickly
_LAST_BLOCK = b"\x03\x00"  # of a deflate stream, with nothing in it
_MOST_STORED = 0xFFFF  # bytes of a block
_CHUNK_HEAD, _BLOCK_HEAD, _CHECKSUM = struct.Struct(">I4s"), struct.Struct("<BHH"), struct.Struct(">I")
_MOST_CHUNKS, _MOST_PROFILE = 1000, 2**24  # before the pixels
_ADLER_MODULUS = 65521
_PROBED_ROWS, _PROBED_BYTES = 4, 4096
_HARDLY_PACKS = 0.9


@dataclass(frozen=True)
class Band:
    """Holds rows of a PNG, packed such that they may follow any others.

    chunk: of the PNG. length, adler: of what is in it. packed: whether that was worth the time.
    """

    chunk: bytes | memoryview
    length: int
    adler: int
    packed: bool


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """Encode (H, W), (H, W, 3) or (H, W, 4) pixels as a PNG."""
    height, width = pixels.shape[:2]
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    bands = [pack(pixels[top : top + ROWS]) for top in range(0, height, ROWS)]
    return b"".join(
        (
            begin(width, height, channels),
            *(band.chunk for band in bands),
            end((band.length, band.adler) for band in bands),
        )
    )


def begin(width: int, height: int, channels: int, icc: bytes = b"") -> bytes:
    """Give what stands before the bands. channels: 1, 3 or 4. icc: the profile of its colours, b"" for sRGB."""
    head = IHDR.pack(width, height, BITS, COLOUR_TYPES[channels], 0, 0, 0)
    space = _chunk(b"iCCP", b"icc\0\0" + zlib.compress(icc)) if icc else _chunk(b"sRGB", b"\0")
    return SIGNATURE + _chunk(b"IHDR", head) + space + _chunk(b"IDAT", _ZLIB_HEADER)


def pack(pixels: NDArray[np.uint8]) -> Band:
    """Pack the pixels of some rows, (rows, W) or (rows, W, channels)."""
    rows = np.ascontiguousarray(pixels).reshape(len(pixels), -1)
    filter_ = _filter_for(rows)
    if filter_ is None:
        return _stored(rows)
    filtered = np.empty((len(rows), 1 + rows.shape[1]), np.uint8)
    filtered[:, 0] = filter_
    if filter_ == UP:
        filtered[0, 0] = NONE  # what is above belongs to another band
        filtered[0, 1:] = rows[0]
        np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    else:
        filtered[:, 1:] = rows
    packer = _packer()
    packed = packer.compress(filtered.data) + packer.flush(zlib.Z_FULL_FLUSH)  # which ends on a whole byte
    return Band(_chunk(b"IDAT", packed), filtered.size, zlib.adler32(filtered.data), packed=True)


def _stored(rows: NDArray[np.uint8]) -> Band:
    """The rows in blocks that are not packed, put together without zlib, which would copy them thrice."""
    row_bytes = 1 + rows.shape[1]
    step = _MOST_STORED // row_bytes  # rows of a block
    if step == 0:
        return _stored_in_pieces(rows)
    count = -(-len(rows) // step)
    length = len(rows) * row_bytes
    chunk = np.empty(_CHUNK_HEAD.size + count * _BLOCK_HEAD.size + length + _CHECKSUM.size, np.uint8)
    content = count * _BLOCK_HEAD.size + length
    _CHUNK_HEAD.pack_into(chunk.data, 0, content, b"IDAT")
    adler, at = 1, _CHUNK_HEAD.size
    for top in range(0, len(rows), step):
        part = rows[top : top + step]
        size = len(part) * row_bytes
        _BLOCK_HEAD.pack_into(chunk.data, at, 0, size, 0xFFFF ^ size)
        at += _BLOCK_HEAD.size
        block = chunk[at : at + size]
        filtered = block.reshape(len(part), row_bytes)
        filtered[:, 0] = NONE
        filtered[:, 1:] = part
        adler = zlib.adler32(block.data, adler)
        at += size
    _CHECKSUM.pack_into(chunk.data, at, zlib.crc32(chunk[4:at].data))
    return Band(chunk.data, length, adler, packed=False)


def _stored_in_pieces(rows: NDArray[np.uint8]) -> Band:
    """The same for rows that are longer than a block."""
    filtered = np.zeros((len(rows), 1 + rows.shape[1]), np.uint8)
    filtered[:, 1:] = rows
    packer = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(filtered.data) + packer.flush(zlib.Z_FULL_FLUSH)
    return Band(_chunk(b"IDAT", packed), filtered.size, zlib.adler32(filtered.data), packed=False)


def end(adlers: Iterable[tuple[int, int]]) -> bytes:
    """Give what stands after the bands. adlers: `length` and `adler` of each."""
    adler = 1
    for length, of_band in adlers:
        adler = _joined(adler, of_band, length)
    return _chunk(b"IDAT", _LAST_BLOCK + struct.pack(">I", adler)) + _chunk(b"IEND", b"")


def read_profile(file: IO[bytes]) -> bytes:
    """Read the ICC profile of a PNG, b"" where it has none that can be read. Reads on no further than its pixels."""
    file.read(len(SIGNATURE))
    for _ in range(_MOST_CHUNKS):
        length, kind = _CHUNK_HEAD.unpack(file.read(_CHUNK_HEAD.size).ljust(_CHUNK_HEAD.size, b"\0"))
        if kind in (b"IDAT", b"\0\0\0\0") or length > _MOST_PROFILE:
            break
        data = file.read(length + _CHECKSUM.size)
        if kind == b"iCCP":
            packed = data[: -_CHECKSUM.size].partition(b"\0")[2][1:]
            try:
                return zlib.decompressobj().decompress(packed, _MOST_PROFILE)
            except zlib.error:
                break
    return b""


def measure(head: bytes) -> tuple[int, int]:
    """Read width and height in the first `HEAD` bytes of a PNG. Raises `ValueError` where it is none."""
    if len(head) < HEAD or head[:8] != SIGNATURE or head[12:16] != b"IHDR":
        raise ValueError("not a PNG")
    width, height, *_ = IHDR.unpack(head[16:29])
    if not (width and height):
        raise ValueError("a PNG of no size")
    return width, height


def _filter_for(rows: NDArray[np.uint8]) -> int | None:
    """The filter that suits them, judged by a few samples; None where they are not worth packing."""
    picked = np.linspace(min(1, len(rows) - 1), len(rows) - 1, _PROBED_ROWS).astype(int)
    start = max(0, rows.shape[1] - _PROBED_BYTES) // 2
    sample = rows[picked, start : start + _PROBED_BYTES]
    above = rows[np.maximum(picked - 1, 0), start : start + _PROBED_BYTES]
    sizes = {UP: _probed(sample - above), NONE: _probed(sample)}
    best = min(sizes, key=lambda filter_: sizes[filter_])
    return None if sizes[best] > _HARDLY_PACKS * sample.size else best


def _probed(sample: NDArray[np.uint8]) -> int:
    packer = _packer()
    return len(packer.compress(np.ascontiguousarray(sample).data)) + len(packer.flush())


def _packer() -> "zlib._Compress":
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY, zlib.Z_RLE)


def _joined(first: int, second: int, length: int) -> int:
    """The Adler-32 of two pieces one after the other, by those of each. length: of the second. As zlib's
    adler32_combine."""
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + length * ((first & 0xFFFF) - 1)
    return (high % _ADLER_MODULUS) << 16 | low % _ADLER_MODULUS


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(data, zlib.crc32(kind))
    return b"".join((struct.pack(">I", len(data)), kind, data, struct.pack(">I", checksum)))
