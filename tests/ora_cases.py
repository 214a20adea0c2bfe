"""OpenRaster files to be tampered with, and others than bytes that can be changed in them."""

import io
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.geometry import Rect
from tests.full_document import full_document, noise
from tests.mutations import mutated

_ODD = [b"", b"0", b"-1", b"1e999", b"nan", b"99999999", b"2147483648", b"true", b"\xff", b"<", b"]]>", b"{}"]

Random = np.random.Generator


def documents() -> dict[str, bytes]:
    """A document with everything beside the layers, and one with a tree of them, by the names of their files."""
    canvas = Rect(0, 0, 200, 150)
    mask = TileStore(channels=1).fill(Rect(9, 9, 99, 99), 90)
    sheet = TileStore().write(canvas, noise(200, 150))
    plain = TileStore().fill(canvas, (10, 20, 30, 200))
    inner = Group("G", (Layer("in", plain, mask=mask),), opacity=0.5, mode=Mode.SCREEN, mask=mask)
    nodes = Layer("a", sheet), Layer("b", plain, clip=True, mask=mask), Group("T", (inner,), through=True)
    writer, found = OraWriter(), {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ora"
        states = {"all.ora": full_document().state, "tree.ora": State(200, 150, nodes, nodes[0].id)}
        for name, state in states.items():
            writer.write(path, state, "Sample")
            found[name] = path.read_bytes()
    return found


def tampered(content: bytes, seed: int) -> bytes:
    """Change one of its entries, in an archive that is sound: numbers, names and brackets of `stack.xml` and
    `aipaint.json`; sizes, filters and packed data of PNGs."""
    random = np.random.default_rng(seed)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = str(random.choice(list(entries)))
    if random.integers(2):
        name = str(random.choice(["stack.xml", "aipaint.json"]))
    change = _png if name.endswith(".png") else _text
    entries[name] = change(entries[name], random) if random.integers(8) else mutated(entries[name], seed)
    return _archive(entries, zipfile.ZIP_DEFLATED if random.integers(2) else zipfile.ZIP_STORED)


def _archive(entries: Mapping[str, bytes], packed: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


def _text(data: bytes, random: Random) -> bytes:
    """Words and numbers changed for others, and elements, or values, doubled or nested."""
    words = list(re.finditer(rb"[\w.:/-]+", data))
    for _ in range(int(random.integers(1, 5))):
        word = words[int(random.integers(len(words)))]
        other = words[int(random.integers(len(words)))].group()
        new = [other, _ODD[int(random.integers(len(_ODD)))], b"9" * int(2 ** random.uniform(0, 12))]
        data = data.replace(word.group(), new[int(random.integers(3))], int(random.integers(1, 3)))
    if random.integers(6) == 0:
        depth = int(2 ** random.uniform(0, 14))
        data = data.replace(b"<stack>", b"<stack>" * depth, 1).replace(b"[", b"[" * depth, 1)
    if random.integers(6) == 0:
        at = data.find(b"<layer")
        data = data[:at] + data[at : data.find(b">", at) + 1] * int(2 ** random.uniform(0, 12)) + data[at:]
    return data


def _png(data: bytes, random: Random) -> bytes:
    """Size, kind, filters and packing changed, the checksums right."""
    head, rows = bytearray(data[16:29]), b""
    at = 33
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        rows += data[at + 8 : at + 8 + length] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    unpacked = bytearray(zlib.decompress(rows))
    match random.integers(5):
        case 0:
            head[0:8] = struct.pack(">II", *(int(2 ** random.uniform(0, 31)) for _ in range(2)))
        case 1:
            head[8 + int(random.integers(5))] = int(random.integers(18))
        case 2:
            for _ in range(9):
                unpacked[int(random.integers(len(unpacked)))] = int(random.integers(256))
        case 3:
            unpacked = unpacked[: int(random.integers(len(unpacked)))]
        case _:
            unpacked += bytes(int(2 ** random.uniform(0, 27)))
    chunks = [(b"IHDR", bytes(head)), (b"IDAT", zlib.compress(bytes(unpacked), 1)), (b"IEND", b"")]
    if random.integers(3) == 0:
        chunks.insert(1, (b"iCCP", b"x\0\0" + zlib.compress(bytes(int(2 ** random.uniform(0, 25))))))
    made = b"".join(
        struct.pack(">I", len(of)) + kind + of + struct.pack(">I", zlib.crc32(kind + of))
        for kind, of in chunks
    )
    return data[:8] + made
