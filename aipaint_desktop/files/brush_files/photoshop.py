"""Photoshop's brushes (.abr): sampled tips and ellipses of versions 1 and 2, sampled tips of versions 6 to 10.

Only of version 1 there is a description by its maker. Numbers are big-endian. Versions 1 and 2 are a list of records;
from 6 on there are sections, `8BIM` + four letters + length: `samp` holds the tips, each with an id, `desc` says in
Photoshop's descriptors which tip a brush has, its name, size, spacing, angle and roundness.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from psd_tools.compression import decode_rle
from psd_tools.psd.descriptor import DescriptorBlock
from psd_tools.psd.parse_limits import ParseLimits

from aipaint_desktop.files.brush_files.foreign import (
    Budget,
    Damaged,
    ForeignBrush,
    TipPixels,
    fitted,
    said_name,
)
from aipaint_desktop.values.refusal import BadInput, Sentence

_COMPUTED, _SAMPLED = 1, 2
_ID = 37  # bytes of a tip's id: a length and 36 letters
_SHAPED, _DYNAMICS = (10, 264), Sentence("how Photoshop moves the brush by pressure and chance")
_MOST_BRUSHES = 4096


def read_abr(data: bytes, name: str) -> list[ForeignBrush]:
    """Read all brushes of a file, at least one. name: of the file.

    Raises `Damaged` where nothing is whole, or `BadInput` where it is too large or of a version that is not read.
    """
    reader = _Reader(data)
    version = reader.number("H")
    match version:
        case 1 | 2:
            brushes = list(_listed(reader, version, Budget(name)))
        case 6 | 7 | 8 | 9 | 10:
            brushes = _sectioned(reader, Budget(name))
        case _:
            raise BadInput("{0} is a brush file of version {1}, which is not understood.", name, version)
    if not brushes:
        raise Damaged("no tips")
    return brushes


class _Reader:
    """Reads numbers and bytes one after the other; what is not there is a damage."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        if not 0 <= count <= self.left:
            raise Damaged("the file ends too early")
        self._at += count
        return bytes(self._data[self._at - count : self._at])

    def part(self, count: int) -> "_Reader":
        """Give so many bytes a reader of their own."""
        return _Reader(self.take(count))

    def number(self, kind: str) -> int:
        (value,) = struct.unpack(f">{kind}", self.take(struct.calcsize(f">{kind}")))
        return int(value)

    def text(self) -> str:
        """Read UTF-16 after its length in units."""
        count = self.number("I")
        return self.take(2 * count).decode("utf-16-be", errors="replace") if count < 1024 else ""


# Versions 1 and 2


def _listed(reader: _Reader, version: int, budget: Budget) -> Iterator[ForeignBrush]:
    count = reader.number("H")
    for _ in range(min(count, _MOST_BRUSHES)):
        if reader.left < 6:
            return
        kind, size = reader.number("H"), reader.number("I")
        record = reader.part(min(size, reader.left))
        with suppress(Damaged):  # others may be whole
            if kind == _SAMPLED:
                yield _sampled(record, version, budget)
            elif kind == _COMPUTED:
                yield _computed(record, version)


def _computed(record: _Reader, version: int) -> ForeignBrush:
    record.take(4)
    spacing = record.number("H")
    name = record.text() if version == 2 else ""
    diameter, roundness, angle, hardness = (record.number(kind) for kind in "HHhH")
    return ForeignBrush(
        said_name(name),
        (),
        float(min(max(diameter, 1), 5000)),
        _share(spacing, 0.01, 10),
        angle=float(angle),
        roundness=_share(roundness, 0.01, 1),
        softness=1 - _share(hardness, 0, 1),
    )


def _sampled(record: _Reader, version: int, budget: Budget) -> ForeignBrush:
    record.take(4)
    spacing = record.number("H")
    name = record.text() if version == 2 else ""
    record.take(1 + 4 * 2)  # whether edges are smoothed; short bounds
    tip = _picture(record, budget)
    return ForeignBrush(said_name(name), (fitted(tip),), float(max(tip.shape)), _share(spacing, 0.01, 10))


def _share(percent: int, least: float, most: float) -> float:
    return min(max(percent / 100, least), most)


def _picture(record: _Reader, budget: Budget) -> TipPixels:
    top, left, bottom, right = (record.number("i") for _ in range(4))
    depth, packed = record.number("H"), record.number("B")
    width, height = right - left, bottom - top
    if depth not in (8, 16) or packed not in (0, 1):
        raise Damaged("an unknown kind of pixels")
    budget.allow(width, height)
    length = width * height * depth // 8
    if packed:
        if record.left < 2 * height:
            raise Damaged("rows are missing")
        try:
            data = decode_rle(record.take(record.left), width, height, depth, 1, max_output_bytes=length)
        except (ValueError, IndexError, OSError, RuntimeError) as error:
            raise Damaged(str(error)) from error
        if len(data) < length:
            raise Damaged("pixels are missing")
    else:
        data = record.take(length)
    values = np.frombuffer(data, np.uint8, length).reshape(height, width, depth // 8)
    return values[..., 0]  # of 16 bits the upper eight


# Versions 6 to 10


@dataclass(frozen=True)
class _Described:
    """What a descriptor says of a brush. tip: the id of its tip, "" for an ellipse."""

    tip: str
    name: str
    size: float
    spacing: float
    angle: float
    roundness: float
    softness: float


def _sectioned(reader: _Reader, budget: Budget) -> list[ForeignBrush]:
    subversion = reader.number("H")
    if subversion not in (1, 2):
        raise Damaged("an unknown subversion")
    tips: dict[str, TipPixels] = {}
    described: list[_Described] = []
    while reader.left >= 12:
        if reader.take(4) != b"8BIM":
            break
        key, length = reader.take(4), reader.number("I")
        section = reader.part(min(length, reader.left))
        if key == b"samp":
            tips = _tips(section, subversion, budget)
        elif key == b"desc":
            described = _descriptions(section.take(section.left))
        reader.take(min(-length % 4, reader.left))
    return _joined(tips, described)


def _tips(section: _Reader, subversion: int, budget: Budget) -> dict[str, TipPixels]:
    tips: dict[str, TipPixels] = {}
    while section.left >= 4:
        size = section.number("I")
        record = section.part(min(size, section.left))
        section.take(min(-size % 4, section.left))
        with suppress(Damaged):  # others may be whole
            identity = record.take(_ID)[1:].decode("ascii", errors="replace")
            record.take(_SHAPED[subversion - 1])
            tips[identity] = fitted(_picture(record, budget))
    return tips


def _joined(tips: dict[str, TipPixels], described: list[_Described]) -> list[ForeignBrush]:
    """Brushes as they are described, and the tips that no description speaks of."""
    brushes, spoken_of = [], set()
    for one in described:
        if one.tip and one.tip not in tips:
            continue
        spoken_of.add(one.tip)
        tip = tips.get(one.tip)
        brushes.append(
            ForeignBrush(
                one.name,
                () if tip is None else (tip,),
                one.size or (float(max(tip.shape)) if tip is not None else 20.0),
                one.spacing,
                angle=one.angle,
                roundness=one.roundness,
                softness=one.softness,
                left_out=(_DYNAMICS,),
            )
        )
    for identity, tip in tips.items():
        if identity not in spoken_of:
            brushes.append(ForeignBrush("", (tip,), float(max(tip.shape)), 0.25, left_out=(_DYNAMICS,)))
    return brushes


def _descriptions(data: bytes) -> list[_Described]:
    """What the descriptors say, as far as they are understood: the tips are there without them."""
    limits = ParseLimits(max_total_bytes=2**22 + 8 * len(data), max_objects=500_000, max_nesting_depth=32)
    try:
        block = DescriptorBlock.read(io.BytesIO(data), parse_limits=limits)
        presets = list(block[b"Brsh"])[:_MOST_BRUSHES]
    except Exception:  # on broken data psd-tools raises whatever it stumbles over
        return []
    found = []
    for preset in presets:
        with suppress(Exception):
            found.append(_described(preset))
    return found


def _described(preset: Any) -> _Described:
    brush = preset[b"Brsh"]
    tip = said_name(str(brush[b"sampledData"].value)) if b"sampledData" in brush else ""
    return _Described(
        tip,
        said_name(str(preset[b"Nm  "].value)) if b"Nm  " in preset else "",
        _float(brush, b"Dmtr", 0, 0, 5000),
        _float(brush, b"Spcn", 25, 1, 1000) / 100,
        _float(brush, b"Angl", 0, -360, 360),
        _float(brush, b"Rndn", 100, 1, 100) / 100,
        0.0 if tip else 1 - _float(brush, b"Hrdn", 100, 0, 100) / 100,
    )


def _float(brush: Any, key: bytes, otherwise: float, least: float, most: float) -> float:
    value = float(brush[key].value) if key in brush else otherwise
    return min(max(value, least), most) if value == value else otherwise
