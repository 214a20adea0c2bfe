"""Channels of a Photoshop document: planes of numbers, packed in one of four ways."""

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psd_tools.compression import decode_prediction, decode_rle, encode_rle
from psd_tools.constants import Compression
from psd_tools.psd.layer_and_mask import ChannelData

from aipaint_desktop.values.transfer import srgb_of

Plane = NDArray[np.uint8]

_ROWS = 256  # converted at a time
_KINDS: dict[int, np.dtype[Any]] = {8: np.dtype(np.uint8), 16: np.dtype(">u2"), 32: np.dtype(">f4")}


class DamagedChannel(Exception):
    """Says that a channel cannot be read; others may be whole."""


class TooLarge(Exception):
    """Says that all channels together would take too much memory."""


@dataclass
class Budget:
    """Counts the bytes that may still be decoded."""

    room: int

    def take(self, amount: int) -> None:
        """Raise `TooLarge` where there is no room left for it."""
        self.room -= amount
        if self.room < 0:
            raise TooLarge


def decode(channel: ChannelData, width: int, height: int, depth: int, version: int, *, light: bool) -> Plane:
    """Decode a channel as (height, width) of 8 bits.

    depth: 1, 8, 16 or 32 bits a value. version: 1 for .psd, 2 for .psb. light: whether it holds colour, which is linear
    light where it has 32 bits. Raises `DamagedChannel`.
    """
    try:
        row = (width * depth + 7) // 8
        data = _unpacked(channel, width, height, depth, version, row * height)
        if len(data) < row * height:
            raise DamagedChannel("too short")
        if depth == 1:
            bits = np.frombuffer(data, np.uint8, row * height).reshape(height, row)
            plane: Plane = (1 - np.unpackbits(bits, axis=1, count=width)) * np.uint8(255)
            return plane
        values = np.frombuffer(data, _KINDS[depth], width * height).reshape(height, width)
        return values.view(np.uint8) if depth == 8 else _eight_bits(values, light=light)
    except (DamagedChannel, MemoryError):
        raise
    except Exception as error:  # on broken data decoders raise whatever they stumble over
        raise DamagedChannel(str(error)) from error


def _unpacked(channel: ChannelData, width: int, height: int, depth: int, version: int, length: int) -> bytes:
    """At least, of a whole channel, so many bytes."""
    if channel.compression == Compression.RAW:
        return channel.data
    if channel.compression == Compression.RLE:
        return decode_rle(channel.data, width, height, depth, version)
    unpacked = zlib.decompressobj().decompress(channel.data, length)
    if channel.compression == Compression.ZIP or len(unpacked) < length:
        return unpacked
    return decode_prediction(unpacked, width, height, depth)


def _eight_bits(values: NDArray[Any], *, light: bool) -> Plane:
    eight = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _ROWS):
        part = values[top : top + _ROWS]
        if values.dtype.kind == "u":
            eight[top : top + _ROWS] = (part.astype(np.uint32) + 128) // 257
            continue
        share = np.nan_to_num(part.astype(np.float32), posinf=1, neginf=0).clip(0, 1)
        if light:  # the curve of sRGB, IEC 61966-2-1
            share = srgb_of(share)
        eight[top : top + _ROWS] = np.rint(share * 255)
    return eight


def encode(plane: Plane, version: int) -> ChannelData:
    """Encode a plane, (H, W), row by row by its runs, as all programs read it."""
    height, width = plane.shape
    if not plane.size:
        return ChannelData(Compression.RAW, b"")
    rows = np.ascontiguousarray(plane).tobytes()
    return ChannelData(Compression.RLE, encode_rle(rows, width, height, 8, version))
