"""PNGs of one's own and of others, decoded without Pillow where they are simple."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.files.ora import png
from aipaint_desktop.files.ora.png_rows import decode

MOST = 2**20


def pixels_of(shape: tuple[int, ...], most: int = 256) -> np.ndarray:
    return np.random.default_rng(2).integers(0, most, shape, np.uint8)


def filtered_png(pixels: np.ndarray, filters: list[int]) -> bytes:
    """As others may write it, its filters by the row."""
    rows = pixels.reshape(len(pixels), -1)
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    data = b""
    for number, filter_ in enumerate(filters):
        row, above = rows[number], rows[number - 1] if number else np.zeros_like(rows[0])
        left = np.concatenate([np.zeros(channels, np.uint8), row[:-channels]])
        data += bytes([filter_]) + ([row, row - left, row - above][filter_]).tobytes()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    begun = png.begin(pixels.shape[1], len(pixels), channels)[: png.HEAD]
    packed = zlib.compress(data)
    parts = [chunk(b"IDAT", packed[at : at + 100]) for at in range(0, len(packed), 100)]
    return b"".join([begun, chunk(b"tEXt", b"Comment\0hello"), *parts, chunk(b"IEND", b"")])


@pytest.mark.parametrize("shape", [(1, 1), (300, 7), (129, 64, 3), (200, 33, 4)])
@pytest.mark.parametrize("most", [1, 40, 256])
def test_what_was_encoded_here_is_decoded(shape: tuple[int, ...], most: int) -> None:
    pixels = pixels_of(shape, most)
    assert np.array_equal(decode(io.BytesIO(png.encode(pixels)), MOST), pixels)


@pytest.mark.parametrize("shape", [(6, 5), (6, 40, 3), (6, 9, 4)])
def test_rows_that_differ_from_the_left_or_from_above_are_put_together(shape: tuple[int, ...]) -> None:
    pixels = pixels_of(shape)
    encoded = filtered_png(pixels, [2, 1, 1, 2, 0, 2])
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(encoded))), pixels)
    assert np.array_equal(decode(io.BytesIO(encoded), MOST), pixels)


@pytest.mark.parametrize("mode", ["P", "1", "LA", "I;16"])
def test_other_kinds_are_left_to_pillow(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (9, 7)).save(buffer, "PNG")
    assert decode(io.BytesIO(buffer.getvalue()), MOST) is None


def test_rows_that_need_the_pixels_around_are_left_to_pillow() -> None:
    photo = np.add.outer(np.arange(90), np.arange(80))[..., None] * np.array([1, 2, 3]) + pixels_of(
        (90, 80, 3), 9
    )
    buffer = io.BytesIO()
    Image.fromarray(photo.astype(np.uint8)).save(buffer, "PNG")
    assert decode(io.BytesIO(buffer.getvalue()), MOST) is None


def test_what_is_damaged_is_left_to_pillow() -> None:
    encoded = png.encode(pixels_of((40, 30, 4), 9))
    assert decode(io.BytesIO(encoded + b"more"), MOST) is None
    assert decode(io.BytesIO(encoded), len(encoded) // 2) is None
    for kept in range(0, len(encoded), 7):
        assert decode(io.BytesIO(encoded[:kept]), MOST) is None
    random = np.random.default_rng(3)
    for at in range(png.HEAD + 8, len(encoded) - 40, 5):
        flipped = bytearray(encoded)
        flipped[at] ^= 1 << int(random.integers(8))
        decoded = decode(io.BytesIO(bytes(flipped)), MOST)
        assert decoded is None or decoded.shape == (40, 30, 4)
