"""Exporting a picture as PNG, JPEG, WebP, TIFF or AVIF, with what made it inside.

The provenance stands as JSON in a PNG's `aipaint` text, in a TIFF's description and in the EXIF user comment of the
others. A PNG also carries the pictures that its requests need (`embedded_pictures`), so that it can be run again by
itself.
"""

import io
import json
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, PngImagePlugin

import aipaint_desktop
from aipaint_desktop.document.profile import Profile, icc_of
from aipaint_desktop.files import embedded_pictures
from aipaint_desktop.files.atomic_file import check_target, write_atomically
from aipaint_desktop.files.file_names import is_folder
from aipaint_desktop.files.pictures.png_chunks import SIGNATURE, read_chunks
from aipaint_desktop.files.pictures.reading import check_file
from aipaint_desktop.files.provenance import Provenance, from_json, pixels_digest, to_json
from aipaint_desktop.values.refusal import BadInput, Sentence

_log = logging.getLogger(__name__)

FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".avif": "AVIF",
}
TEXT_KEY = "aipaint"

_PROGRAM = "AIPaint"
_SOFTWARE = f"{_PROGRAM} {aipaint_desktop.__version__}"
_MAX_SIDE = {"PNG": 2**31 - 1, "JPEG": 65_500, "WEBP": 16_383, "TIFF": 2**31 - 1, "AVIF": 65_535}
_LOSSLESS = ("PNG", "TIFF")
_MAX_EXIF = 60_000  # a JPEG's EXIF must fit into one segment of 64 kB
# keyword, NUL, not compressed, method, no language, NUL, no translated keyword, NUL
_ITXT_HEAD = TEXT_KEY.encode() + b"\0" + b"\0\0" + b"\0" + b"\0"
_ASCII_COMMENT = b"ASCII\0\0\0"  # EXIF's prefix of a user comment that says how it is encoded


def check_export(path: Path, size: tuple[int, int] | None = None) -> None:
    """Raise `BadInput` where `save_picture` could not save, as far as that is known beforehand.

    size: width and height of the picture in pixels, where they are known.
    """
    if path.suffix.lower() not in FORMATS:
        if is_folder(path):
            raise BadInput("{0} is a folder; give a file name.", path)
        known = ", ".join(FORMATS)
        raise BadInput("{0} cannot be saved: its name must end in one of {1}.", path.name, known)
    form = FORMATS[path.suffix.lower()]
    if size is not None and max(size) > _MAX_SIDE[form]:
        raise BadInput(
            "{0} cannot be saved: {1} has at most {2} px a side.", path.name, form, _MAX_SIDE[form]
        )
    check_target(path)


def keeps_every_pixel(path: Path, quality: int) -> bool:
    """Tell whether `save_picture` loses nothing of a picture that it saves there."""
    form = FORMATS[path.suffix.lower()]
    return form in _LOSSLESS or (form == "WEBP" and quality >= 100)


def save_picture(
    path: Path,
    image: NDArray[np.uint8],
    *,
    provenance: Provenance | None = None,
    quality: int = 92,
    profile: Profile | None = None,
) -> None:
    """Save a picture in the format that the file's name ends in, whole or not at all.

    image: (H, W, 3 or 4). All but JPEG keep alpha, a JPEG stands on white.
    quality: 1 to 100 for JPEG, WebP and AVIF; a WebP of 100 is lossless. profile: of its colours, None for sRGB.

    Raises `BadInput` with one sentence where it cannot be saved.
    """
    check_export(path, (image.shape[1], image.shape[0]))
    form = FORMATS[path.suffix.lower()]
    picture = Image.fromarray(np.ascontiguousarray(image))
    if form == "JPEG":
        picture = _on_white(picture)
    options: dict[str, object]
    if form == "PNG":
        made = replace(provenance, pixels=pixels_digest(image)) if provenance else None
        options = {"pnginfo": _png_info(made, profile)}
        options |= {} if profile is None else {"icc_profile": profile.icc}
    else:
        options = {"icc_profile": icc_of(profile), "exif": _exif(provenance, form)} | _packing(form, quality)
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    write_atomically(path, buffer.getvalue())


def read_provenance(path: Path) -> Provenance | None:
    """Read what made the picture in a file, or None where it does not say.

    Raises `BadInput` where the file cannot be read or what it says is not understood; one of all but
    PNGs whose making took other pictures is among these, as they do not carry them.
    """
    check_file(path)
    try:
        with path.open("rb") as file:
            is_png = file.read(len(SIGNATURE)) == SIGNATURE
        return _read_png(path) if is_png else _read_exif(path)
    except BadInput as error:
        raise BadInput("How {0} was made cannot be read: {1}", path.name, error) from None
    except OSError as error:
        raise BadInput(
            "{0} cannot be read: {1}.", path.name, error.strerror or Sentence("it is damaged")
        ) from None


def _packing(form: str, quality: int) -> dict[str, object]:
    lossless = quality >= 100
    match form:
        case "JPEG":
            return {"quality": quality, "subsampling": 0}
        case "WEBP":
            return {"quality": quality, "lossless": lossless, "exact": lossless}
        case "AVIF":
            return {"quality": quality, "subsampling": "4:4:4"}
    return {"compression": "tiff_adobe_deflate"}


def _png_info(made: Provenance | None, profile: Profile | None) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    if profile is None:
        info.add(b"sRGB", b"\0")  # 0: perceptual, as for pictures
    info.add_text("Software", _SOFTWARE)
    if made is not None:
        info.add_itxt(TEXT_KEY, json.dumps(to_json(made), ensure_ascii=False))
        for picture in made.pictures.values():
            info.add(embedded_pictures.CHUNK, embedded_pictures.encode(picture), after_idat=True)
    return info


def _exif(made: Provenance | None, form: str) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Software] = _SOFTWARE
    if made is not None:
        text = json.dumps(to_json(made)).encode("ascii")
        if form == "TIFF":  # Pillow packs no TIFF that has directories within directories
            exif[ExifTags.Base.ImageDescription] = text.decode("ascii")
        elif len(text) <= _MAX_EXIF:
            exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = _ASCII_COMMENT + text
        else:
            _log.warning("The provenance is too long to be kept in this format; a PNG has room for it.")
    return exif


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _read_png(path: Path) -> Provenance | None:
    text: bytes | None = None
    embedded: list[bytes] = []
    for kind, data in read_chunks(path, (b"iTXt", embedded_pictures.CHUNK)):
        if kind == embedded_pictures.CHUNK:
            embedded.append(data)
        elif data.startswith(_ITXT_HEAD):
            text = data.removeprefix(_ITXT_HEAD)
    if text is None:
        return None
    return from_json(_parse(text), embedded_pictures.decode(embedded))


def _read_exif(path: Path) -> Provenance | None:
    try:
        with Image.open(path, formats=("JPEG", "WEBP", "TIFF", "AVIF")) as image:
            exif = image.getexif()
            comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
            if image.format == "TIFF" and str(exif.get(ExifTags.Base.Software)).startswith(_PROGRAM):
                description = exif.get(ExifTags.Base.ImageDescription)
                comment = _ASCII_COMMENT + str(description).encode() if description else None
    except Exception:  # not a picture of ours; on broken files the decoders raise whatever they stumble over
        return None
    if not isinstance(comment, bytes) or not comment.startswith(_ASCII_COMMENT + b"{"):
        return None
    return from_json(_parse(comment.removeprefix(_ASCII_COMMENT)), {})


def _parse(text: bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("What it says of its making is damaged.") from None
