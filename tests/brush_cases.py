"""Small brush files of other programs, made after what is known of their formats."""

import io
import json
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from psd_tools.compression import encode_rle
from psd_tools.psd.descriptor import Descriptor, DescriptorBlock, List, String, UnitFloat
from psd_tools.terminology import Unit

Pixels = NDArray[np.uint8]


def ramp(width: int = 12, height: int = 8) -> Pixels:
    """A tip that is different everywhere."""
    return (np.arange(width * height) * 7 % 256).astype(np.uint8).reshape(height, width)


def gbr(pixels: Pixels, name: str = "Tip", version: int = 2, spacing: int = 25) -> bytes:
    """pixels: (H, W) of coverage, or (H, W, 4) of colours; version 3 has the coverage as floats."""
    height, width = pixels.shape[:2]
    words = name.encode() + b"\0"
    depth = 18 if version == 3 else 4 if pixels.ndim == 3 else 1
    fixed = 20 if version == 1 else 28
    head = struct.pack(">5I", fixed + len(words), version, width, height, depth)
    if version > 1:
        head += b"GIMP" + struct.pack(">I", spacing)
    body = pixels.tobytes()
    if version == 3:
        body = ((pixels / np.float32(255)).astype(np.float32).view(np.uint32) >> 16).astype(">u2").tobytes()
    return head + words + body


def gih(tips: Sequence[Pixels], parasite: str = "", name: str = "Pipe") -> bytes:
    return f"{name}\n{len(tips)} {parasite}\n".encode() + b"".join(gbr(tip) for tip in tips)


def _picture(pixels: Pixels, packed: bool, depth: int = 8) -> bytes:
    height, width = pixels.shape
    raw = pixels.tobytes() if depth == 8 else (pixels.astype(">u2") * 257).tobytes()
    data = encode_rle(raw, width, height, depth, 1) if packed else raw
    return struct.pack(">4iHB", 0, 0, height, width, depth, packed) + data


def abr_listed(tips: Sequence[Pixels], version: int = 2, packed: bool = True) -> bytes:
    """Versions 1 and 2: an ellipse and these tips."""
    words = struct.pack(">I", 4) + "Tip\0".encode("utf-16-be") if version == 2 else b""
    ellipse = struct.pack(">IH", 0, 25) + words + struct.pack(">HHhH", 40, 50, 30, 75)
    records = [(1, ellipse)]
    for tip in tips:
        short = struct.pack(">4h", 0, 0, *tip.shape)
        records.append((2, struct.pack(">IH", 0, 30) + words + b"\1" + short + _picture(tip, packed)))
    body = b"".join(struct.pack(">HI", kind, len(record)) + record for kind, record in records)
    return struct.pack(">HH", version, len(records)) + body


def abr_sectioned(
    tips: Sequence[Pixels], subversion: int = 2, depth: int = 8, described: bool = True, version: int = 6
) -> bytes:
    """Versions 6 to 10: these tips, each with a description."""
    samples, names = b"", []
    for index, tip in enumerate(tips):
        names.append(f"{index:036d}")
        between = bytes(10 if subversion == 1 else 264)
        record = b"$" + names[-1].encode() + between + _picture(tip, True, depth)
        samples += struct.pack(">I", len(record)) + record + bytes(-len(record) % 4)
    sections = _section(b"samp", samples)
    if described:
        sections += _section(b"desc", _descriptions(names))
    return struct.pack(">HH", version, subversion) + sections


def _section(key: bytes, data: bytes) -> bytes:
    return b"8BIM" + key + struct.pack(">I", len(data)) + data + bytes(-len(data) % 4)


def _descriptions(names: Sequence[str]) -> bytes:
    presets = []
    for index, name in enumerate(names):
        brush = Descriptor(name="", classID=b"sampledBrush")
        brush[b"Dmtr"] = UnitFloat(30.0, Unit.Pixels)
        brush[b"Angl"] = UnitFloat(45.0, Unit.Angle)
        brush[b"Rndn"] = UnitFloat(50.0, Unit.Percent)
        brush[b"Spcn"] = UnitFloat(20.0, Unit.Percent)
        brush[b"sampledData"] = String(name)
        preset = Descriptor(name="", classID=b"brushPreset")
        preset[b"Nm  "] = String(f"Leaf {index}")
        preset[b"Brsh"] = brush
        presets.append(preset)
    block = DescriptorBlock(name="", classID=b"null")
    block[b"Brsh"] = List(presets)
    data = io.BytesIO()
    block.write(data)
    return data.getvalue()


def myb(settings: dict[str, object] | None = None, **others: object) -> bytes:
    """A brush of MyPaint's, version 3."""
    given = settings or {
        "radius_logarithmic": {"base_value": 2.0, "inputs": {"pressure": [[0.0, -0.5], [1.0, 0.5]]}},
        "opaque": {"base_value": 0.8, "inputs": {}},
        "opaque_multiply": {"base_value": 0.0, "inputs": {"pressure": [[0.0, 0.0], [0.5, 0.2], [1.0, 1.0]]}},
        "hardness": {"base_value": 0.6, "inputs": {}},
        "smudge": {"base_value": 0.3, "inputs": {}},
    }
    return json.dumps({"comment": "", "group": "", "settings": given, "version": 3} | others).encode()


def brush_files() -> dict[str, bytes]:
    """One of each kind, by its name."""
    colours = np.random.default_rng(2).integers(0, 256, (9, 7, 4), np.uint8)
    tips = ramp(), ramp(5, 9), ramp(7, 7), ramp(3, 3)
    ranks = "ncells:4 dim:2 cols:2 rows:2 rank0:2 sel0:angular rank1:2 sel1:random"
    return {
        "one.gbr": gbr(ramp(), version=1),
        "two.gbr": gbr(ramp()),
        "three.gbr": gbr(ramp(), version=3),
        "colours.gbr": gbr(colours),
        "pipe.gih": gih(tips, ranks),
        "one.abr": abr_listed(tips, 1),
        "two.abr": abr_listed(tips, 2, packed=False),
        "six.abr": abr_sectioned(tips, 1),
        "ten.abr": abr_sectioned(tips, 2, 16, version=10),
        "a.myb": myb(),
    }
