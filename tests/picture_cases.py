"""Small picture files of unusual kinds, made byte by byte."""

import struct
import zlib
from collections.abc import Iterable

import numpy as np

SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
WHITE = (0.9642, 1.0, 0.8249)


def rgb_profile(description: str, primaries: Iterable[Iterable[float]], gamma: float) -> bytes:
    """An ICC profile of a matrix and one curve. primaries: XYZ, under D50, of red, green and blue."""

    def fixed(values: Iterable[float]) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    text = description.encode("ascii") + b"\0"
    curve = struct.pack(">I", 0) if gamma == 1 else struct.pack(">IH", 1, round(gamma * 256))
    named = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)
    tags = {
        b"desc": named,
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + fixed(WHITE),
    }
    for letter, primary in zip(b"rgb", primaries, strict=True):
        tags[bytes([letter]) + b"XYZ"] = b"XYZ " + bytes(4) + fixed(primary)
        tags[bytes([letter]) + b"TRC"] = b"curv" + bytes(4) + curve
    table, body, at = b"", b"", 132 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(
        ">I4s4s12s12s4s28s", at + len(body), b"", b"\x02\x10", b"mntrRGB XYZ ", bytes(12), b"acsp", b""
    )
    head += fixed(WHITE)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def png(
    width: int, height: int, bits: int, colour: int, rows: bytes, before: Iterable[tuple[bytes, bytes]] = ()
) -> bytes:
    """A PNG. rows: as they are filtered; before: kind and data of chunks ahead of the picture's."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    extra = b"".join(chunk(*one) for one in before)
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def grey_tiff(
    width: int,
    height: int,
    bits: int,
    data: bytes,
    *,
    black_is_high: bool = False,
    kind: int = 1,
    packed: bool = False,
) -> bytes:
    """A TIFF of one channel and one strip. kind: 1 unsigned, 2 signed, 3 float."""
    if packed:
        data = zlib.compress(data)
    return tiff(
        {
            256: width,
            257: height,
            258: bits,
            259: 8 if packed else 1,
            262: 0 if black_is_high else 1,
            273: None,
            277: 1,
            278: height,
            279: len(data),
            339: kind,
        },
        data,
    )


def tiff(tags: dict[int, int | None], data: bytes) -> bytes:
    """A TIFF of these tags; None stands for where the data begins."""
    start = 8 + 2 + 12 * len(tags) + 4
    entries = (
        struct.pack("<HHII", tag, 4, 1, start if value is None else value) for tag, value in tags.items()
    )
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + b"".join(entries) + bytes(4) + data


def twelve_bits(values: np.ndarray) -> bytes:
    """Two numbers in three bytes, as TIFF packs them; rows have an even length."""
    first, second = values[:, ::2], values[:, 1::2]
    three = np.stack([first >> 4, (first & 15) << 4 | second >> 8, second & 255], -1)
    return three.astype(np.uint8).tobytes()


def without_adobe_marker(jpeg: bytes) -> bytes:
    """A JPEG without the segment by which Photoshop's inks are known."""
    at = jpeg.index(b"\xff\xee")
    return jpeg[:at] + jpeg[at + 2 + int.from_bytes(jpeg[at + 2 : at + 4]) :]
