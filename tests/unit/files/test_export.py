import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from aipaint_desktop.engines.painter.requests import FillRequest, PaintRequest
from aipaint_desktop.files import embedded_pictures
from aipaint_desktop.files.export import FORMATS, check_export, read_provenance, save_picture
from aipaint_desktop.files.pictures.png_chunks import SIGNATURE, read_chunks
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.files.provenance import LayerProvenance, Provenance, engine_run
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

RANDOM = np.random.default_rng(3)
RGB = RANDOM.integers(0, 256, (7, 5, 3), np.uint8)
RGBA = RANDOM.integers(0, 256, (7, 5, 4), np.uint8)


def _picture(*shape: int) -> Picture:
    return Picture(RANDOM.integers(0, 256, shape, np.uint8), "名.png")


def _made_by(*requests: PaintRequest | FillRequest) -> Provenance:
    runs = [engine_run(request, device="cpu", precision="fp32", seconds=1.5) for request in requests]
    return Provenance((LayerProvenance("paper"), *(LayerProvenance("painted", run) for run in runs)))


def _made() -> Provenance:
    reference = _picture(40, 50, 3)
    picture, mask = _picture(33, 44, 4), _picture(33, 44)
    return _made_by(
        PaintRequest(seed=5, references=(reference,), sketch=_picture(35, 35, 4), width=64, height=64),
        FillRequest(seed=6, references=(reference,), picture=picture, mask=mask),
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _insert(path: Path, *chunks: bytes) -> None:
    """Put chunks before a PNG's end."""
    content = path.read_bytes()
    path.write_bytes(content[:-12] + b"".join(chunks) + content[-12:])


@pytest.mark.parametrize("pixels", [RGB, RGBA], ids=["rgb", "rgba"])
@pytest.mark.parametrize(("name", "quality"), [("a.png", 92), ("a.webp", 100), ("a.tif", 92)])
def test_lossless_formats_keep_every_pixel(
    tmp_path: Path, pixels: np.ndarray, name: str, quality: int
) -> None:
    save_picture(tmp_path / name, pixels, quality=quality)
    np.testing.assert_array_equal(read_picture(tmp_path / name).pixels, pixels)


def test_a_view_is_saved_as_it_looks(tmp_path: Path) -> None:
    save_picture(tmp_path / "a.png", RGB[::-2, 1::2])
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, RGB[::-2, 1::2])


def test_a_png_is_tagged_srgb(tmp_path: Path) -> None:
    save_picture(tmp_path / "a.png", RGB)
    assert [data for _, data in read_chunks(tmp_path / "a.png", [b"sRGB"])] == [b"\0"]


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".tiff", ".avif"])
def test_other_formats_carry_an_srgb_profile(tmp_path: Path, suffix: str) -> None:
    save_picture(tmp_path / f"a{suffix}", RGB)
    with Image.open(tmp_path / f"a{suffix}") as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    assert ImageCms.getProfileDescription(profile).startswith("sRGB")


def test_a_jpeg_stands_on_white(tmp_path: Path) -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[:, 8:] = (255, 0, 0, 128)
    save_picture(tmp_path / "a.jpg", pixels, quality=95)
    saved = read_picture(tmp_path / "a.jpg").pixels.astype(int)
    assert saved.shape == (16, 16, 3)
    assert np.abs(saved[8, 2] - 255).max() <= 3
    assert np.abs(saved[8, 13] - (255, 127, 127)).max() <= 6


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif"])
def test_quality_decides_the_file_size(tmp_path: Path, suffix: str) -> None:
    pixels = RANDOM.integers(0, 256, (64, 64, 3), np.uint8)
    sizes = []
    for quality in (30, 95):
        save_picture(tmp_path / f"a{suffix}", pixels, quality=quality)
        sizes.append((tmp_path / f"a{suffix}").stat().st_size)
    assert sizes[0] < 0.7 * sizes[1]


def test_saving_replaces_the_old_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    save_picture(path, RGB)
    assert list(tmp_path.iterdir()) == [path]
    np.testing.assert_array_equal(read_picture(path).pixels, RGB)


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "a.png"
    link.symlink_to(tmp_path / "real" / "b.png")
    save_picture(link, RGB)
    assert link.is_symlink()
    assert (tmp_path / "real" / "b.png").is_file()


def test_every_format_is_refused_or_saved_by_its_suffix(tmp_path: Path) -> None:
    for suffix in FORMATS:
        save_picture(tmp_path / f"a{suffix.upper()}", RGB)
    for name in ("a.gif", "a", "a.png.exe", ".png"):
        with pytest.raises(BadInput, match="must end in"):
            save_picture(tmp_path / name, RGB)
        assert not (tmp_path / name).exists()


def test_targets_that_cannot_be_are_refused_beforehand(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no folder"):
        check_export(tmp_path / "missing" / "a.png")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(BadInput, match="is a folder"):
        check_export(tmp_path / "folder.png")
    for folder in (Path(), Path("/"), tmp_path):
        with pytest.raises(BadInput, match="is a folder"):
            check_export(folder)
    with pytest.raises(BadInput, match="must end in"):
        check_export(tmp_path / ("a" * 300))
    with pytest.raises(BadInput, match="cannot be saved"):
        check_export(tmp_path / ("a" * 300 + ".png"))


def test_a_webp_that_is_too_large_for_its_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="at most 16383"):
        save_picture(tmp_path / "a.webp", np.zeros((1, 16_384, 3), np.uint8))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".tiff", ".avif"])
def test_other_formats_tell_how_they_were_made(tmp_path: Path, suffix: str) -> None:
    by_hand = Provenance((LayerProvenance("手"),))
    save_picture(tmp_path / f"a{suffix}", RGB, provenance=by_hand)
    assert read_provenance(tmp_path / f"a{suffix}") == by_hand
    save_picture(tmp_path / f"a{suffix}", RGB, provenance=_made())
    with pytest.raises(BadInput, match=f"a{suffix} .*名.png.* missing"):
        read_provenance(tmp_path / f"a{suffix}")


def test_a_provenance_too_long_for_a_jpeg_does_not_hinder_its_export(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    long = Provenance((LayerProvenance("x" * 70_000),))
    save_picture(tmp_path / "a.jpg", RGB, provenance=long)
    assert read_provenance(tmp_path / "a.jpg") is None
    assert "too long" in caplog.text


def test_a_png_carries_its_whole_making(tmp_path: Path) -> None:
    made = _made()
    save_picture(tmp_path / "a.png", RGBA, provenance=made)
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, RGBA)
    read = read_provenance(tmp_path / "a.png")
    assert read == made
    assert read is not None
    assert read.pictures == made.pictures
    with Image.open(tmp_path / "a.png") as image:  # people can read it with ordinary tools
        image.load()
        assert json.loads(image.info["aipaint"])["layers"][1]["request"]["seed"] == 5


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tif", ".avif"])
def test_a_picture_from_elsewhere_tells_nothing(tmp_path: Path, suffix: str) -> None:
    Image.fromarray(RGB).save(tmp_path / f"a{suffix}")
    assert read_provenance(tmp_path / f"a{suffix}") is None


def test_what_is_no_picture_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"hello")
    assert read_provenance(tmp_path / "a.png") is None
    with pytest.raises(BadInput, match="no file"):
        read_provenance(tmp_path / "missing.png")


def _text(content: bytes) -> bytes:
    return _chunk(b"iTXt", b"aipaint\0\0\0\0\0" + content)


@pytest.mark.parametrize(
    "content", [b"{", b"\xff\xfe", b"[" * 100_000, b"{}", b'{"format":1,"layers":[{"name":1}]}', b"NaN"]
)
def test_text_that_is_broken_is_refused(tmp_path: Path, content: bytes) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.png")
    _insert(tmp_path / "a.png", _text(content))
    with pytest.raises(BadInput, match=r"How a\.png was made cannot be read"):
        read_provenance(tmp_path / "a.png")


def _bomb(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        SIGNATURE
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(100)))
        + _chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        bytes(32) + b"not a picture",
        bytes(32) + embedded_pictures.encode(Picture(RGB))[32:],
        bytes(32) + _bomb(30_000, 30_000),
        bytes(32) + _bomb(9_000, 8_000),
        bytes(32) + _bomb(100, 100),
        embedded_pictures.encode(Picture(RGB))[:-30],
    ],
    ids=["empty", "short", "nonsense", "wrong hash", "bomb", "large", "incomplete", "truncated"],
)
def test_embedded_pictures_that_are_broken_are_refused(tmp_path: Path, data: bytes) -> None:
    save_picture(tmp_path / "a.png", RGB, provenance=Provenance(()))
    _insert(tmp_path / "a.png", _chunk(b"aiPt", data))
    with pytest.raises(BadInput, match=r"How a\.png was made cannot be read: .*(damaged|too large)"):
        read_provenance(tmp_path / "a.png")


def test_embedded_pictures_are_limited_together(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = [embedded_pictures.encode(_picture(10, 10, 3)) for _ in range(3)]
    monkeypatch.setattr(embedded_pictures, "MAX_TOTAL_PIXELS", 300)
    assert len(embedded_pictures.decode(chunks)) == 3
    monkeypatch.setattr(embedded_pictures, "MAX_TOTAL_PIXELS", 299)
    with pytest.raises(BadInput, match="too large"):
        embedded_pictures.decode(chunks)


@pytest.mark.parametrize("length", [2**32 - 1, 2**31, 1000])
def test_a_chunk_that_reaches_beyond_the_end_is_refused(tmp_path: Path, length: int) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.png")
    _insert(tmp_path / "a.png", struct.pack(">I", length) + b"iTXtaipaint\0")
    with pytest.raises(BadInput, match="damaged"):
        read_provenance(tmp_path / "a.png")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), min_size=1
    )
)
def test_damage_anywhere_gives_a_sentence_or_what_was_there(
    tmp_path: Path, edits: list[tuple[float, bytes]]
) -> None:
    path = tmp_path / "a.png"
    save_picture(path, RGB, provenance=_made())
    content = bytearray(path.read_bytes())
    for place, data in edits:
        start = int(place * len(content))
        content[start : start + len(data)] = data
    path.write_bytes(content)
    try:
        read = read_provenance(path)
    except BadInput:
        return
    assert read is None or len(read.layers) == 3
