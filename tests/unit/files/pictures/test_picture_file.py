import io
import os
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from aipaint_desktop.files.pictures.reading import read_mask, read_picture
from aipaint_desktop.values.refusal import BadInput

RGB = np.random.default_rng(0).integers(0, 256, (6, 9, 3), np.uint8)


def _refused(path: Path) -> str:
    """The one sentence with which a file is refused; it names the file."""
    with pytest.raises(BadInput) as caught:
        read_picture(path)
    message = str(caught.value)
    assert path.name in message
    assert message.endswith(".")
    assert "\n" not in message
    return message


def _png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has next to nothing inside."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif", ".tga", ".ppm"])
def test_lossless_files_come_as_they_are(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    Image.fromarray(RGB).save(path)
    picture = read_picture(path)
    assert picture.name == path.name
    np.testing.assert_array_equal(picture.pixels, RGB)


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif", ".gif", ".jp2"])
def test_other_files_come_close(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    Image.new("RGB", (20, 10), (200, 90, 30)).save(path)
    pixels = read_picture(path).pixels
    assert pixels.shape == (10, 20, 3)
    assert np.abs(pixels.astype(int) - (200, 90, 30)).max() <= 6


def test_alpha_is_straight_and_kept(tmp_path: Path) -> None:
    pixels = np.dstack([RGB, RGB[..., 0]])
    Image.fromarray(pixels).save(tmp_path / "a.png")
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, pixels)


@pytest.mark.parametrize(("mode", "colour"), [("L", 70), ("1", 1), ("P", 3), ("LA", (70, 128))])
def test_grey_bilevel_and_palette_pictures_become_rgb(
    tmp_path: Path, mode: str, colour: int | tuple[int, int]
) -> None:
    image = Image.new(mode, (4, 3), colour)
    if mode == "P":
        image.putpalette([0, 0, 0, 1, 1, 1, 2, 2, 2, 10, 20, 30])
    image.save(tmp_path / "a.png")
    expected = {"L": (70, 70, 70), "1": (255,) * 3, "P": (10, 20, 30), "LA": (70, 70, 70, 128)}[mode]
    assert tuple(read_picture(tmp_path / "a.png").pixels[1, 2]) == expected


def test_a_palette_with_transparency_becomes_rgba(tmp_path: Path) -> None:
    image = Image.new("P", (2, 1), 1)
    image.putpalette([0, 0, 0, 50, 60, 70])
    image.putpixel((0, 0), 0)
    image.save(tmp_path / "a.gif", transparency=0)
    pixels = read_picture(tmp_path / "a.gif").pixels
    assert pixels[0, 0, 3] == 0
    assert tuple(pixels[0, 1]) == (50, 60, 70, 255)


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 257, 32768, 65535]], np.uint16)).save(tmp_path / "a.png")
    assert read_picture(tmp_path / "a.png").pixels[0, :, 0].tolist() == [0, 1, 128, 255]


def test_float_pictures_are_stretched_to_their_range(tmp_path: Path) -> None:
    Image.fromarray(np.array([[-1.0, 0.0, np.nan, 3.0]], np.float32)).save(tmp_path / "a.tif")
    assert read_picture(tmp_path / "a.tif").pixels[0, :, 1].tolist() == [0, 64, 64, 255]


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(tmp_path / "a.jpg", quality=95)
    red, green, blue = read_picture(tmp_path / "a.jpg").pixels[8, 8].astype(int)
    assert red > 200
    assert green < 40
    assert blue < 40


def test_one_pixel_is_a_picture(tmp_path: Path) -> None:
    Image.new("RGB", (1, 1), (1, 2, 3)).save(tmp_path / "a.png")
    assert read_picture(tmp_path / "a.png").pixels.tolist() == [[[1, 2, 3]]]


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png", ".tif"])
def test_an_animation_gives_its_first_frame(tmp_path: Path, suffix: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    extra = {"lossless": True} if suffix == ".webp" else {}
    frames[0].save(tmp_path / f"a{suffix}", save_all=True, append_images=frames[1:], **extra)
    assert read_picture(tmp_path / f"a{suffix}").pixels[0, 0].tolist() == [255, 0, 0]


def test_a_photograph_stands_upright(tmp_path: Path) -> None:
    image = Image.fromarray(RGB)
    exif = image.getexif()
    exif[0x0112] = 6  # the camera was turned: show it a quarter turn clockwise
    image.save(tmp_path / "a.png", exif=exif)
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, np.rot90(RGB, -1))


def _linear_grey_profile() -> bytes:
    """An ICC profile of a grey whose values are proportional to light."""
    xyz = struct.pack(">4sI3i", b"XYZ ", 0, 63190, 65536, 54061)
    curve = struct.pack(">4sII", b"curv", 0, 0)
    text = b"linear grey"
    description = struct.pack(">4sII", b"desc", 0, len(text) + 1) + text + bytes(1 + 8 + 2 + 1 + 67)
    description += bytes(-len(description) % 4)
    blocks = [(b"desc", description), (b"wtpt", xyz), (b"kTRC", curve)]
    offset, table, data = 128 + 4 + 12 * len(blocks), b"", b""
    for tag, block in blocks:
        table += struct.pack(">4sII", tag, offset + len(data), len(block))
        data += block
    size = offset + len(data)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return header + bytes(128 - len(header)) + struct.pack(">I", len(blocks)) + table + data


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_colour_profile_is_followed(tmp_path: Path, mode: str) -> None:
    image = Image.new("L", (4, 4), 128)
    if mode == "LA":
        image.putalpha(99)
    image.save(tmp_path / "a.png", icc_profile=_linear_grey_profile())
    pixel = read_picture(tmp_path / "a.png").pixels[0, 0].tolist()
    assert pixel[:3] == pytest.approx([188, 188, 188], abs=1)  # 128/255 of the light in sRGB's curve
    assert pixel[3:] == ([99] if mode == "LA" else [])


def test_an_srgb_profile_leaves_every_value_alone(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(RGB).save(tmp_path / "a.png", icc_profile=srgb)
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, RGB)


@pytest.mark.parametrize("icc", [b"nonsense", _linear_grey_profile()])
def test_a_profile_that_is_broken_or_does_not_fit_is_ignored(
    tmp_path: Path, icc: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.png", icc_profile=icc)
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, RGB)
    assert "a.png" in caplog.text


def test_the_content_decides_and_a_lying_suffix_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.jpg", format="PNG")
    np.testing.assert_array_equal(read_picture(tmp_path / "a.jpg").pixels, RGB)
    assert "a.jpg is really a PNG file" in caplog.text


def test_an_honest_suffix_is_not_remarked_upon(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.JPEG")
    read_picture(tmp_path / "a.JPEG")
    assert caplog.text == ""


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no file" in _refused(tmp_path / "missing.png")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in _refused(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    assert "empty" in _refused(tmp_path / "a.png")


@pytest.mark.parametrize("content", [b"hello", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg/>", bytes(5000)])
def test_what_is_not_a_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    assert "not a picture" in _refused(tmp_path / "a.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    assert "not an ordinary file" in _refused(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["a\0b.png", "a" * 300 + ".png"])
def test_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_picture(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.png")
    (tmp_path / "a.png").chmod(0)
    assert "permission" in _refused(tmp_path / "a.png")


def test_a_file_that_the_system_withholds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.fromarray(RGB).save(tmp_path / "a.png")

    def withheld(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Image, "open", withheld)
    assert "permission" in _refused(tmp_path / "a.png")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".gif", ".tif", ".bmp"])
def test_a_truncated_file_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    Image.fromarray(np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in _refused(path) or "not a picture" in _refused(path)


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (12_000, 9_000), (2**31 - 1, 1)])
def test_a_huge_picture_is_refused_by_its_header(tmp_path: Path, width: int, height: int) -> None:
    (tmp_path / "bomb.png").write_bytes(_png_header(width, height))
    assert "too large" in _refused(tmp_path / "bomb.png")


def test_a_large_jpeg_is_read_smaller(tmp_path: Path) -> None:
    Image.new("RGB", (801, 400), (200, 90, 30)).save(tmp_path / "a.jpg")
    pixels = read_picture(tmp_path / "a.jpg", max_pixels=50_000).pixels
    assert pixels.shape == (100, 201, 3)
    assert np.abs(pixels.astype(int) - (200, 90, 30)).max() <= 6


def test_a_large_progressive_jpeg_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (801, 400)).save(tmp_path / "a.jpg", progressive=True)
    with pytest.raises(BadInput, match="801×400, too large"):
        read_picture(tmp_path / "a.jpg", max_pixels=50_000)


def test_a_mask_is_grey_and_transparent_means_unset(tmp_path: Path) -> None:
    pixels = np.array([[[255, 255, 255, 255], [0, 0, 0, 255], [255, 255, 255, 0], [128, 128, 128, 255]]])
    Image.fromarray(pixels.astype(np.uint8)).save(tmp_path / "m.png")
    mask = read_mask(tmp_path / "m.png")
    assert mask.pixels.tolist() == [[255, 0, 0, 128]]
    Image.fromarray(np.array([[True, False]])).save(tmp_path / "m.png")
    assert read_mask(tmp_path / "m.png").pixels.tolist() == [[255, 0]]


def _sample(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(RGB).save(buffer, kind)
    return buffer.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "TGA", "ICO", "JPEG2000"]),
    edits=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4))),
)
def test_damage_anywhere_gives_a_picture_or_a_sentence(
    tmp_path: Path, kind: str, edits: list[tuple[float, bytes]]
) -> None:
    content = bytearray(_sample(kind))
    for place, data in edits:
        start = int(place * len(content))
        content[start : start + len(data)] = data
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    try:
        assert read_picture(path).pixels.dtype == np.uint8
    except BadInput:
        _refused(path)
