"""Netpbm pictures, PBM, PGM and PPM, of any depth: Pillow reads most of them number by number."""

import re
from collections.abc import Callable
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MAGICS = (b"P1", b"P2", b"P3", b"P4", b"P5", b"P6")

_PLAIN = (b"P1", b"P2", b"P3")
_LONGEST_HEADER = 65_536  # comments may stand in it
_PART = 1 << 20  # values that are converted at a time
_LONGEST_NUMBER = 16  # with the space around it
_SPACE = b" \t\r\n\v\f"


def read_netpbm(file: IO[bytes], check: Callable[[int, int, bool], None]) -> Image.Image:
    """Read the picture in a file, as "L" or "RGB" of 8 bits, whatever the largest value is.

    check: called with width, height and whether it is written in digits before anything is decoded; may raise.
    Raises `ValueError` where the file is not one, or incomplete.
    """
    magic = file.read(2)
    if magic not in MAGICS:
        raise ValueError("not a Netpbm picture")
    width, height = _number(file), _number(file)
    most = 1 if magic in (b"P1", b"P4") else _number(file)
    if not (width and height and 0 < most < 65_536):
        raise ValueError("a size or depth that cannot be")
    check(width, height, magic in _PLAIN)
    channels = 3 if magic in (b"P3", b"P6") else 1
    if magic == b"P4":
        stride = (width + 7) // 8
        rows = np.frombuffer(_exactly(file, stride * height), np.uint8).reshape(height, stride)
        pixels = (1 - np.unpackbits(rows, axis=1, count=width)) * np.uint8(255)
    elif magic == b"P1":
        text = np.frombuffer(_text(file, width * height), np.uint8)
        digits = text[(text == ord("0")) | (text == ord("1"))][: width * height]
        pixels = ((ord("1") - digits) * np.uint8(255)).reshape(height, width)
    else:
        count = width * height * channels
        if magic in _PLAIN:
            values = np.fromstring(_text(file, count).decode("ascii"), np.int64, count, sep=" ")
        else:
            kind = np.dtype(np.uint8 if most < 256 else ">u2")
            values = np.frombuffer(_exactly(file, count * kind.itemsize), kind)
        if len(values) < count:
            raise ValueError("too few values")
        pixels = (
            _eight_bits(values, most).reshape(height, width, channels).squeeze(2 if channels == 1 else ())
        )
    return Image.fromarray(pixels)


def _eight_bits(values: NDArray[np.integer], most: int) -> NDArray[np.uint8]:
    if most == 255 and values.dtype == np.uint8:
        return values.view(np.uint8)
    eight = np.empty(len(values), np.uint8)
    for start in range(0, len(values), _PART):
        part = values[start : start + _PART].clip(0, most).astype(np.uint32)
        eight[start : start + _PART] = (part * np.uint32(255) + np.uint32(most // 2)) // np.uint32(most)
    return eight


def _number(file: IO[bytes]) -> int:
    """The next number of the header, with one character after it."""
    digits = b""
    for _ in range(_LONGEST_HEADER):
        character = file.read(1)
        if character == b"#":
            file.readline(_LONGEST_HEADER)
            character = b"\n"
        if character.isdigit() and len(digits) < _LONGEST_NUMBER:
            digits += character
        elif digits and (not character or character in _SPACE):
            return int(digits)
        elif not character or character not in _SPACE:
            break
    raise ValueError("not a number")


def _exactly(file: IO[bytes], length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise ValueError("too short")
    return data


def _text(file: IO[bytes], count: int) -> bytes:
    """So many numbers without the comments between them."""
    return re.sub(rb"#[^\r\n]*", b"", file.read(count * _LONGEST_NUMBER + _LONGEST_HEADER))
