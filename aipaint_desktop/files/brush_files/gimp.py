"""GIMP's brushes: one tip (.gbr, versions 1 to 3) and several that take turns (.gih).

After GIMP's own descriptions of these formats, devel-docs/gbr.txt and gih.txt: numbers are big-endian.
"""

import re
import struct

import numpy as np

from aipaint_desktop.files.brush_files.foreign import (
    Budget,
    Damaged,
    ForeignBrush,
    Rank,
    TipPixels,
    coverage_of,
    fitted,
    said_name,
)
from aipaint_desktop.values.refusal import BadInput, Sentence

_MAGIC = b"GIMP"
_GREY, _COLOURS, _FLOATS = 1, 4, 18  # bytes a pixel; 18 is Cinepaint's word for 16-bit floats
_LONGEST_NAME = 1024
_MOST_CELLS, _MOST_RANKS = 1000, 4
_SELECTIONS = ("incremental", "angular", "random", "velocity", "pressure", "xtilt", "ytilt", "constant")
_OWN_COLOURS = Sentence("the colours of the tip itself")


def read_gbr(data: bytes, name: str) -> ForeignBrush:
    """Read a brush of one tip. name: of the file. Raises `Damaged`, or `BadInput` where it is too large."""
    return _tip_at(data, 0, Budget(name))[0]


def read_gih(data: bytes, name: str) -> ForeignBrush:
    """Read a brush of several tips, and how they take turns. Raises as `read_gbr`."""
    first, second = _lines(data)
    found = re.match(rb"\s*(\d{1,6})(?:\s+(.*))?$", second, re.DOTALL)
    if found is None:
        raise Damaged("no number of tips")
    count = int(found[1])
    if count < 1:
        raise Damaged("no tips")
    if count > _MOST_CELLS:
        raise BadInput("{0} has too many tips.", name)
    at = len(first) + len(second) + 2
    budget, brushes = Budget(name), []
    for _ in range(count):
        brush, at = _tip_at(data, at, budget)
        brushes.append(brush)
    left_out = {str(loss): loss for brush in brushes for loss in brush.left_out}
    return ForeignBrush(
        said_name(first.decode(errors="replace")) or brushes[0].name,
        tuple(brush.tips[0] for brush in brushes),
        max(brush.size for brush in brushes),
        brushes[0].spacing,
        _ranks((found[2] or b"").decode(errors="replace"), count),
        left_out=tuple(left_out.values()),
    )


def _lines(data: bytes) -> tuple[bytes, bytes]:
    lines = data[: 4 * _LONGEST_NAME].split(b"\n", 2)
    if len(lines) < 3:
        raise Damaged("no two lines before the tips")
    return lines[0], lines[1]


def _ranks(parasite: str, count: int) -> tuple[Rank, ...]:
    """The dimensions that the words after the number of tips tell of; one of all tips where they make no sense."""
    said: dict[str, str] = {}
    for word in parasite.split():
        key, _, value = word.partition(":")
        said[key] = value
    dimensions = min(_number(said.get("dim", "1")), _MOST_RANKS)
    ranks = [
        Rank(_number(said.get(f"rank{index}", "")), said.get(f"sel{index}", "random"))
        for index in range(dimensions)
    ]
    cells = 1
    for rank in ranks:
        cells *= rank.count
    if cells != count:
        return (Rank(count, _known(said.get("sel0", ""))),)
    return tuple(Rank(rank.count, _known(rank.selection)) for rank in ranks)


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 7 else 0


def _known(selection: str) -> str:
    return selection if selection in _SELECTIONS else "random"


def _tip_at(data: bytes, at: int, budget: Budget) -> tuple[ForeignBrush, int]:
    """The brush that begins there, and where it ends."""
    try:
        header, version, width, height, depth = struct.unpack_from(">5I", data, at)
    except struct.error:
        raise Damaged("the file ends within a header") from None
    fixed = 20 if version == 1 else 28
    if version not in (1, 2, 3) or not fixed <= header <= fixed + _LONGEST_NAME:
        raise Damaged("not a brush")
    spacing = 10
    if version > 1:
        if data[at + 20 : at + 24] != _MAGIC:
            raise Damaged("not a brush of GIMP's")
        spacing = int.from_bytes(data[at + 24 : at + 28])
    if (depth == _FLOATS) != (version == 3) or depth not in (_GREY, _COLOURS, _FLOATS):
        raise Damaged("an unknown kind of pixels")
    budget.allow(width, height)
    begin = at + header
    end = begin + width * height * (2 if depth == _FLOATS else depth)
    if end > len(data):
        raise Damaged("pixels are missing")
    tip, coloured = _pixels(data[begin:end], width, height, depth)
    brush = ForeignBrush(
        said_name(data[at + fixed : begin].decode(errors="replace")),
        (fitted(tip),),
        float(max(width, height)),
        min(max(spacing, 1), 1000) / 100,
        left_out=(_OWN_COLOURS,) if coloured else (),
    )
    return brush, end


def _pixels(data: bytes, width: int, height: int, depth: int) -> tuple[TipPixels, bool]:
    """Coverage, and whether there were colours, which a tip has none of: their darkness stands for them."""
    if depth == _GREY:
        return np.frombuffer(data, np.uint8).reshape(height, width), False
    if depth == _FLOATS:  # the upper halves of 32-bit floats
        upper = np.frombuffer(data, ">u2").astype(np.uint32) << 16
        shares = np.nan_to_num(upper.view(np.float32), posinf=1, neginf=0).clip(0, 1)
        return np.rint(shares * 255).astype(np.uint8).reshape(height, width), False
    colours = np.frombuffer(data, np.uint8).reshape(height, width, 4)
    return coverage_of(colours)
