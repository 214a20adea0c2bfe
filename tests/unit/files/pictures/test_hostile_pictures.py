"""That no file, however it was made, costs more than a sentence: neither memory nor time nor another error."""

import io
import random
import re
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.files.pictures import reading as picture_file
from aipaint_desktop.files.pictures.reading import FORMATS, read_picture, read_thumbnail
from aipaint_desktop.values.refusal import BadInput
from tests.picture_cases import png, tiff

_TILES: dict[int, int | None] = {262: 1, 322: 200_000, 323: 200_000, 324: None}  # larger than the picture
_MUTATIONS = 60  # of each format


def _refusal(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_picture(path)
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def _jpeg(width: int, height: int, *, progressive: bool = False) -> bytes:
    """A JPEG that claims a size."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(buffer, "JPEG", progressive=progressive)
    content = bytearray(buffer.getvalue())
    at = content.index(b"\xff\xc2" if progressive else b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _bmp(width: int, height: int, runs: bytes) -> bytes:
    """A BMP of 8 bits in runs."""
    palette = bytes(range(256)) * 4
    head = struct.pack("<2sIHHI", b"BM", 54 + len(palette) + len(runs), 0, 0, 54 + len(palette))
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, len(runs), 0, 0, 256, 0)
    return head + info + palette + runs


def _icon(picture: bytes) -> bytes:
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 0, 0, 0, 0, 1, 32, len(picture), 22) + picture


def test_what_unpacks_to_gigabytes_is_left_packed(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(60_000_000), 9)
    chunks = [
        (b"iCCP", b"a\0\0" + bomb),
        (b"zTXt", b"XML:com.adobe.xmp\0\0" + bomb),
        (b"iTXt", b"a\0\1\0\0\0" + bomb),
    ]
    (tmp_path / "a.png").write_bytes(png(2, 2, 8, 2, bytes(14), chunks))
    assert read_picture(tmp_path / "a.png").pixels.shape == (2, 2, 3)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.png", png(2, 2, 8, 2, bytes(14), [(b"abCd", b"")] * 200_001), "damaged"),
        ("a.jpg", _jpeg(65_000, 65_000), "too large"),
        ("a.bmp", _bmp(60_000_000, 1, b"\0\0"), "too large"),
        ("b.bmp", _bmp(8000, 7999, b"\0\0"), "too large"),
        ("c.bmp", _bmp(2000, 1999, b"\1\1" * 1_000_000), "too long"),
        ("a.ppm", b"P3 8000 7999 255 1 1 1", "too large"),
        ("b.ppm", b"P6 30000 30000 255 1", "too large"),
        ("c.ppm", b"P6 200 200 65535 1", "damaged"),
        ("d.ppm", b"P6 " + b"#" * 1_000_000, "damaged"),
        ("e.ppm", b"P6 99999999999999999999999 1 255 ", "damaged"),
        ("f.ppm", b"P6 0 1 255 ", "damaged"),
        ("a.ico", _icon(png(13_000, 13_000, 8, 6, bytes(100))), "too large"),
        ("b.ico", _icon(struct.pack("<IiiHH", 40, 13_000, 26_000, 1, 24)), "too large"),
        ("a.tif", tiff(dict.fromkeys((256, 257, 258, 259), 8) | _TILES, b""), "damaged"),
        ("b.tif", b"II*\0\x08\0\0\0\0\0\x08\0\0\0", "not a picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_take_long_or_much_is_refused_at_once(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    assert says in _refusal(tmp_path, name, content)


def test_a_jpeg_of_endless_scans_is_refused(tmp_path: Path) -> None:
    content = _jpeg(8000, 8000, progressive=True)
    scan = content[content.rindex(b"\xff\xda") : content.rindex(b"\xff\xd9")]
    assert "too long" in _refusal(tmp_path, "a.jpg", content[:-2] + scan * 40 + content[-2:])


@pytest.mark.parametrize("kind", ["JPEG2000", "WEBP", "AVIF"])
def test_what_would_take_a_gigabyte_to_decode_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(picture_file._MAX_HEAVY, kind, 50_000)
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200)).save(buffer, kind)
    assert "300×200, too large" in _refusal(tmp_path, "a.bin", buffer.getvalue())


def test_a_very_long_picture_makes_no_long_thumbnail(tmp_path: Path) -> None:
    Image.new("L", (60_000, 20)).save(tmp_path / "a.png")
    assert read_thumbnail(tmp_path / "a.png", 320).pixels.shape == (20, 80, 3)


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "PSD"])
def test_damage_of_any_kind_gives_a_picture_or_a_sentence(tmp_path: Path, kind: str) -> None:
    dice = random.Random(kind)
    pixels = np.random.default_rng(0).integers(0, 256, (16, 24, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind)
    whole = buffer.getvalue()
    path = tmp_path / "a.bin"
    sentences: set[str] = set()
    for _ in range(_MUTATIONS):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(content))
            match dice.randrange(4):
                case 0:
                    content[at] ^= 1 << dice.randrange(8)
                case 1:
                    content[at : at + 4] = dice.choice(
                        [b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"]
                    )
                case 2:
                    content[at : at + dice.randrange(20)] = b""
                case 3:
                    del content[max(at, 20) :]
            if not content:
                break
        path.write_bytes(content)
        try:
            assert read_picture(path, 4_000_000).pixels.dtype == np.uint8
        except BadInput as error:
            sentences.add(str(error))
    assert all(re.fullmatch(r"a\.bin (is|takes) [^\n]*\.", sentence) for sentence in sentences)
