"""That every kind of picture comes out as it is meant: depth, inks, profile, orientation, transparency, notes."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from aipaint_desktop.files.pictures.reading import read_picture, read_thumbnail
from tests.picture_cases import (
    ADOBE_RGB,
    SRGB,
    grey_tiff,
    png,
    rgb_profile,
    tiff,
    twelve_bits,
    without_adobe_marker,
)

COLOURS = np.array([[[200, 100, 50], [60, 120, 180], [128, 128, 128]]], np.uint8)
LINEAR = rgb_profile("sRGB-elle-V2-g10.icc", SRGB, 1)


def _pixel(path: Path, x: int = 0, y: int = 0) -> list[int]:
    """Of the picture; the thumbnail of a picture of one colour has the same."""
    pixels = read_picture(path).pixels
    return pixels[y, x].tolist()


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (
            rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875),
            [[227, 100, 42], [0, 121, 184], [129, 129, 129]],
        ),
        (LINEAR, [[229, 168, 122], [133, 182, 219], [188, 188, 188]]),
    ],
)
def test_a_profile_is_followed_whatever_it_is_called(
    tmp_path: Path, profile: bytes, expected: list[list[int]]
) -> None:
    Image.fromarray(COLOURS).save(tmp_path / "a.png", icc_profile=profile)
    assert np.abs(read_picture(tmp_path / "a.png").pixels[0].astype(int) - expected).max() <= 3


def test_what_moves_no_colour_leaves_every_value_alone(tmp_path: Path) -> None:
    lattice = np.stack(np.meshgrid(*[np.arange(0, 256, 17, dtype=np.uint8)] * 3), -1).reshape(16, -1, 3)
    named = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    Image.fromarray(lattice).save(tmp_path / "a.png", icc_profile=named.tobytes())
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, lattice)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".avif", ".tif", ".jp2"])
def test_every_format_has_its_profile_followed_in_picture_and_thumbnail(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    profile = rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875)
    image = Image.new("RGB", (32, 32), (200, 100, 50))
    if suffix == ".jp2":
        image.save(path)
        path.write_bytes(_with_jp2_profile(path.read_bytes(), profile))
    else:
        image.save(path, icc_profile=profile)
    for picture in (read_picture(path), read_thumbnail(path, 8)):
        assert np.abs(picture.pixels[4, 4].astype(int) - [227, 100, 42]).max() <= 4
    assert read_thumbnail(path, 8).pixels.shape == (8, 8, 3)


def _with_jp2_profile(content: bytes, profile: bytes) -> bytes:
    at = content.index(b"colr") - 4
    length = int.from_bytes(content[at : at + 4])
    box = struct.pack(">I4sBBB", 11 + len(profile), b"colr", 2, 0, 0) + profile
    content = content[:at] + box + content[at + length :]
    header = content.index(b"jp2h") - 4
    whole = int.from_bytes(content[header : header + 4]) + len(box) - length
    return content[:header] + struct.pack(">I", whole) + content[header + 4 :]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".avif", ".tif"])
def test_every_format_stands_upright_in_picture_and_thumbnail(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (0, 10, 40, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it a quarter turn clockwise
    image.save(path, **({"tiffinfo": {0x0112: 6}} if suffix == ".tif" else {"exif": exif}))
    for picture in (read_picture(path), read_thumbnail(path, 10)):
        assert (picture.height, picture.width) in ((40, 20), (20, 10))
        left, right = picture.pixels[5, 2].astype(int), picture.pixels[5, -3].astype(int)
        assert left[2] > 200 > left[0]  # blue came from below
        assert right[0] > 200 > right[2]


def test_a_thumbnail_is_small_has_transparency_and_of_a_long_picture_the_middle(tmp_path: Path) -> None:
    pixels = np.zeros((100, 2000, 4), np.uint8)
    pixels[:, 800:1200] = (10, 200, 30, 128)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    small = read_thumbnail(tmp_path / "a.png", 25).pixels
    assert small.shape == (25, 100, 4)
    assert small[12, 50].tolist() == pytest.approx([10, 200, 30, 128], abs=1)
    assert read_thumbnail(tmp_path / "a.png", 400).pixels.shape == (100, 400, 4)  # never enlarged


def test_megabytes_of_text_do_no_harm(tmp_path: Path) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", "x" * 1_500_000, zip=True)
    notes.add_text("comment", "y" * 3_000_000, zip=True)
    notes.add_text("long", "z" * 2_000_000)
    Image.fromarray(COLOURS).save(tmp_path / "a.png", pnginfo=notes)
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, COLOURS)


def test_a_profile_of_megabytes_is_followed(tmp_path: Path) -> None:
    Image.fromarray(COLOURS).save(tmp_path / "a.png", icc_profile=LINEAR + bytes(1_300_000))
    assert _pixel(tmp_path / "a.png") == pytest.approx([229, 168, 122], abs=2)


@pytest.mark.parametrize("key", ["XML:com.adobe.xmp", "Raw profile type exif"])
def test_text_that_says_how_the_picture_stands_is_heard(tmp_path: Path, key: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    raw = exif.tobytes()
    said = '<x tiff:Orientation="6"/>' if key.startswith("XML") else f"\nexif\n{len(raw):8}\n{raw.hex()}\n"
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt(key, said) if key.startswith("XML") else notes.add_text(key, said, zip=True)
    Image.new("RGB", (9, 6)).save(tmp_path / "a.png", pnginfo=notes)
    assert read_picture(tmp_path / "a.png").pixels.shape == (9, 6, 3)


def test_grey_of_sixteen_bits_is_scaled_by_its_depth(tmp_path: Path) -> None:
    ramp = np.linspace(20000, 40000, 256 * 64).reshape(64, 256)
    path = _written(tmp_path / "deep.pgm", b"P5 256 64 65535\n" + ramp.astype(">u2").tobytes())
    assert _pixel(path) == pytest.approx([78] * 3, abs=1)
    assert _pixel(path, 255, 63) == pytest.approx([156] * 3, abs=1)


@pytest.mark.parametrize("packed", [False, True])
def test_a_tiff_of_twelve_bits_is_scaled_by_its_depth(tmp_path: Path, packed: bool) -> None:
    values = np.full((4, 6), 2048)
    values[0, :2] = 0, 4095
    path = _written(tmp_path / "a.tif", grey_tiff(6, 4, 12, twelve_bits(values), packed=packed))
    assert read_picture(path).pixels[0, :3, 0].tolist() == [0, 255, 128]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (grey_tiff(2, 1, 16, struct.pack("<2H", 0, 32896)), [0, 128]),
        (grey_tiff(2, 1, 16, struct.pack("<2H", 0, 32896), black_is_high=True), [255, 127]),
        (grey_tiff(2, 1, 32, struct.pack("<2I", 2**30, 3 * 2**30)), [64, 191]),
        (grey_tiff(2, 1, 32, struct.pack("<2f", 0.25, 0.75), kind=3), [64, 191]),
        (grey_tiff(2, 1, 32, struct.pack("<2f", np.nan, np.inf), kind=3), [0, 255]),
        (grey_tiff(2, 1, 16, struct.pack("<2h", -100, 100), kind=2), [0, 255]),
        (png(2, 1, 16, 0, struct.pack(">x2H", 0, 32896)), [0, 128]),
    ],
)
def test_deep_grey_is_as_light_as_it_says(tmp_path: Path, content: bytes, expected: list[int]) -> None:
    path = _written(tmp_path / "a.bin", content)
    assert read_picture(path).pixels[0, :, 1].tolist() == expected
    assert read_thumbnail(path, 8).pixels[0, :, 1].tolist() == expected


def test_a_profile_is_followed_in_all_depth(tmp_path: Path) -> None:
    Image.fromarray(np.full((8, 8), 100, np.uint16)).save(tmp_path / "a.png", icc_profile=LINEAR)
    read_thumbnail(tmp_path / "a.png", 4)
    Image.new("L", (8, 8), 128).save(
        tmp_path / "b.png", icc_profile=LINEAR
    )  # a grey picture, a profile of colours
    assert _pixel(tmp_path / "b.png") == pytest.approx([188] * 3, abs=1)


@pytest.mark.parametrize("kind", ["tif", "compressed tif", "adobe", "inverted", "as it is"])
def test_inks_are_read_as_they_were_meant(tmp_path: Path, kind: str) -> None:
    inks = np.zeros((32, 32, 4), np.uint8)
    inks[:, :, 1:3] = 255
    image = Image.fromarray(inks, "CMYK")
    path = tmp_path / ("a.tif" if "tif" in kind else "a.jpg")
    (ImageChops.invert(image) if kind == "as it is" else image).save(
        path, compression="tiff_lzw" if kind == "compressed tif" else None
    )
    if kind in ("inverted", "as it is"):
        path.write_bytes(without_adobe_marker(path.read_bytes()))
    for pixels in (read_picture(path).pixels, read_thumbnail(path, 8).pixels):
        red, green, blue = pixels[4, 4].astype(int)
        assert red > 200
        assert max(green, blue) < 40


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"P1\n# two\n3 1\n101\n", [0, 255, 0]),
        (b"P4 3 1\n" + bytes([0b10100000]), [0, 255, 0]),
        (b"P2 3 1 15 0 5 # a comment\n15 ", [0, 85, 255]),
        (b"P5 3 1 15\n" + bytes([0, 5, 99]), [0, 85, 255]),
        (b"P3 1 1 255 1 2 3", [1]),
        (b"P6 1 1 65535\n" + struct.pack(">3H", 257, 514, 65535), [1]),
    ],
)
def test_netpbm_of_every_kind_and_depth(tmp_path: Path, content: bytes, expected: list[int]) -> None:
    pixels = read_picture(_written(tmp_path / "a.pnm", content)).pixels
    assert pixels[0, :, 0].tolist() == expected
    if len(expected) == 1:
        assert pixels[0, 0, 1] == 2


@pytest.mark.parametrize(
    ("bits", "colour", "row", "key"),
    [
        (2, 0, b"\0\x1b", b"\0\1"),
        (16, 0, b"\0\1\1\2\2\3\3\4\4", b"\2\2"),
        (16, 2, b"\0" + b"\1\1" * 3 + b"\2\2" * 3 + b"\3\3" * 6, b"\2\2" * 3),
    ],
)
def test_a_transparent_colour_is_found_at_every_depth(
    tmp_path: Path, bits: int, colour: int, row: bytes, key: bytes
) -> None:
    path = _written(tmp_path / "a.png", png(4, 1, bits, colour, row, [(b"tRNS", key)]))
    assert read_picture(path).pixels[0, :, 3].tolist() == [255, 0, 255, 255]


def test_a_palette_with_a_profile_and_half_transparency(tmp_path: Path) -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 128, 128, 128])
    image.save(tmp_path / "a.png", transparency=bytes([0, 77]), icc_profile=LINEAR)
    assert _pixel(tmp_path / "a.png") == pytest.approx([188, 188, 188, 77], abs=1)


def test_lab_and_premultiplied_tiffs(tmp_path: Path) -> None:
    lab = ImageCms.profileToProfile(
        Image.new("RGB", (4, 4), (200, 100, 50)),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    lab.save(tmp_path / "a.tif")
    assert _pixel(tmp_path / "a.tif") == pytest.approx([200, 100, 50], abs=2)
    tags = {256: 1, 257: 1, 258: 8, 259: 1, 262: 1, 273: None, 277: 2, 278: 1, 279: 2, 338: 1}
    path = _written(tmp_path / "b.tif", tiff(tags, bytes([50, 128])))
    assert _pixel(path) == pytest.approx([100, 100, 100, 128], abs=1)


def test_an_icon_is_as_large_as_its_picture(tmp_path: Path) -> None:
    content = png(40, 30, 8, 2, bytes(30 * 121), [(b"zTXt", b"a\0\0" + zlib.compress(bytes(100)))])
    entry = struct.pack("<HHHBBBBHHII", 0, 1, 1, 40, 30, 0, 0, 1, 24, len(content), 22)
    assert read_picture(_written(tmp_path / "a.ico", entry + content)).pixels.shape == (30, 40, 3)
