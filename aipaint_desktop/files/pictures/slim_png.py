"""A PNG without what is not needed to see it, however much of that there is.

Editing programs keep megabytes of text and profiles in PNGs, which Pillow takes for an attack and refuses. So that
nothing else than these has to be believed, Pillow is given the chunks that make the picture, and nothing of the rest.
"""

import io
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import IO

from PIL import Image

from aipaint_desktop.files.pictures.png_chunks import SIGNATURE

_MAX_PROFILE = 16 * 1024 * 1024  # as large as one can be in a JPEG
_MAX_NOTE = 1024 * 1024  # of EXIF data, or of text that holds it
_MAX_CHUNKS = 200_000  # a picture of the largest size has a sixth of them
_PICTURE = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_SAYS_ORIENTATION = {b"Raw profile type exif", b"XML:com.adobe.xmp"}  # where there is no eXIf
_GREY, _TRUECOLOUR = 0, 2
_HEAD, _CHECKSUM = 8, 4


def open_png(file: IO[bytes]) -> Image.Image:
    """Open the PNG that begins where `file` stands as Pillow's image; nothing is decoded yet.

    Its `info` has the profile of any size, and a transparent colour in the terms of the pixels.
    Raises what Pillow raises where it is none, and `ValueError` where its chunks do not add up.
    """
    found = _survey(file)
    image = Image.open(io.BufferedReader(_Excerpt(file, found.pieces)), formats=("PNG",))
    if found.profile:
        image.info["icc_profile"] = found.profile
    key = image.info.get("transparency")
    if found.colour == _GREY and found.bits in (2, 4) and isinstance(key, int):
        image.info["transparency"] = key * 255 // (2**found.bits - 1)
    elif found.colour == _TRUECOLOUR and found.bits == 16 and isinstance(key, tuple):
        image.info["transparency"] = tuple(value >> 8 for value in key)  # as Pillow does with the pixels
    return image


@dataclass
class _Found:
    """pieces: first byte and length of each part of the file that is kept."""

    pieces: list[tuple[int, int]] = field(default_factory=list)
    profile: bytes = b""
    bits: int = 0
    colour: int = 0

    def keep(self, start: int, length: int) -> None:
        if self.pieces and sum(self.pieces[-1]) == start:
            start, length = self.pieces[-1][0], self.pieces[-1][1] + length
            self.pieces.pop()
        self.pieces.append((start, length))


def _survey(file: IO[bytes]) -> _Found:
    found = _Found()
    start = file.tell()
    end = file.seek(0, io.SEEK_END)
    found.keep(start, len(SIGNATURE))
    at = start + len(SIGNATURE)
    noted: set[bytes] = set()
    for _ in range(_MAX_CHUNKS):
        file.seek(at)
        head = file.read(_HEAD)
        length, kind = int.from_bytes(head[:4]), head[4:]
        whole = _HEAD + length + _CHECKSUM
        if len(head) < _HEAD or at + whole > end:  # Pillow judges whether what is there will do
            found.keep(at, end - at)
            return found
        if not kind.isalpha():
            raise ValueError("not a chunk of a PNG")
        if kind in _PICTURE or (kind == b"eXIf" and length <= _MAX_NOTE):
            found.keep(at, whole)
        elif kind in _TEXTS and length <= _MAX_NOTE:
            data = file.read(length)
            keyword = data.partition(b"\0")[0]
            if keyword in _SAYS_ORIENTATION - noted and _unpacks_small(kind, data):
                found.keep(at, whole)
                noted.add(keyword)
        elif kind == b"iCCP" and not found.profile:
            found.profile = _unpacked(
                file.read(min(length, _MAX_PROFILE)).partition(b"\0")[2][1:], _MAX_PROFILE
            )
        if kind == b"IHDR" and length >= 10:
            found.bits, found.colour = file.read(10)[8:]
        if kind == b"IEND":
            return found
        at += whole
    raise ValueError("too many chunks for a picture")


def _unpacks_small(kind: bytes, data: bytes) -> bool:
    """Whether a chunk of text is small when unpacked; one that is not packed is as small as it is."""
    rest = data.partition(b"\0")[2]
    if kind == b"zTXt":
        packed = rest[1:]
    elif kind == b"iTXt" and rest[:1] == b"\1":
        packed = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    else:
        return True
    return len(_unpacked(packed, _MAX_NOTE)) < _MAX_NOTE


def _unpacked(packed: bytes, most: int) -> bytes:
    """At most so many bytes of it; none where it is damaged."""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


class _Excerpt(io.RawIOBase):
    """Pieces of a file as if they were one."""

    def __init__(self, file: IO[bytes], pieces: list[tuple[int, int]]) -> None:
        self._file = file
        self._pieces = pieces
        self._starts = [0, *accumulate(length for _, length in pieces)]
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._starts[-1]}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        if self._at >= self._starts[-1]:
            return 0
        index = bisect_right(self._starts, self._at) - 1
        within = self._at - self._starts[index]
        start, length = self._pieces[index]
        self._file.seek(start + within)
        data = self._file.read(min(len(buffer), length - within))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
