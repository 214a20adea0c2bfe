"""Reading picture files: any ordinary one as 8-bit sRGB, any other refused in one sentence.

A file is judged by its content and its header is checked before anything is decoded, so that no file,
however it was made, takes more memory than its size in the result.
"""

import logging
import math
import mmap
import re
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from aipaint_desktop.document.profile import Profile
from aipaint_desktop.files.pictures.colour import own_profile, plain, to_srgb, upright
from aipaint_desktop.files.pictures.icons import icon_sizes
from aipaint_desktop.files.pictures.jp2_profile import jp2_profile
from aipaint_desktop.files.pictures.netpbm import MAGICS, read_netpbm
from aipaint_desktop.files.pictures.png_chunks import SIGNATURE
from aipaint_desktop.files.pictures.slim_png import open_png
from aipaint_desktop.values.limits import READ
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text

_log = logging.getLogger(__name__)

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "JPEG2000", "PPM", "TGA", "ICO", "PSD")

_MAX_HEAVY = {
    "JPEG2000": 32_000_000,
    "WEBP": 48_000_000,
    "AVIF": 48_000_000,
}  # pixels; these decode in more memory
_MAX_SLOW = 4_000_000  # pixels of what is decoded value by value
_MAX_RUNS = 2_000_000  # bytes of a BMP in runs, each of which is decoded by itself
_MAX_PASSES = 1_000_000_000  # pixels times scans of a progressive JPEG, each of which goes over all of them
_LONGEST_THUMBNAIL = 4  # times its short side
_BMP_RUNS = (1, 2)
_TILE_WIDTH, _TILE_LENGTH = 322, 323  # in a TIFF


def read_picture(path: Path, max_pixels: int = READ.pixels) -> Picture:
    """Read the picture in a file: (H, W, 3) or, where the file has transparency, (H, W, 4).

    Upright (EXIF), in sRGB (ICC profile), 8 bits a channel; of an animation the first frame. A JPEG of more
    than `max_pixels` is decoded at a half, quarter or eighth of its size where that makes it fit.

    Raises `BadInput` with one sentence that names the file and what is wrong with it.
    """
    return Picture(np.asarray(_read(path, max_pixels)), shown_name(path))


def read_picture_in_its_space(path: Path, max_pixels: int = READ.pixels) -> tuple[Picture, Profile | None]:
    """Read the picture in a file like `read_picture`, but leave its colours in the space of its profile, if that is one
    of RGB other than sRGB: the pixels, and that profile. Raises `BadInput` like `read_picture`."""
    image, profile = _decoded(path, max_pixels, own_space=True)
    return Picture(np.asarray(image), shown_name(path)), profile


def read_size(path: Path) -> tuple[int, int]:
    """Read the picture in a file like `read_picture`, for its width and height alone: without an array of its pixels,
    during which no other thread moves. Raises `BadInput` like `read_picture`."""
    return _read(path, READ.pixels).size


def read_thumbnail(path: Path, side: int) -> Picture:
    """Read the picture in a file as `read_picture` does, but small: its short side at most `side` px.

    Of a picture that is very long, the middle. Raises `BadInput` like `read_picture`.
    """
    return Picture(np.asarray(_read(path, READ.pixels, side)), shown_name(path))


def read_mask(path: Path, max_pixels: int = READ.pixels) -> Picture:
    """Read a picture file as a mask: (H, W), white is 255, black and transparent are 0.

    Raises `BadInput` like `read_picture`.
    """
    picture = read_picture(path, max_pixels)
    grey = np.asarray(Image.fromarray(picture.pixels[..., :3]).convert("L"))
    if picture.pixels.shape[2] == 4:
        alpha = picture.pixels[..., 3].astype(np.uint16)
        grey = ((grey * alpha + 127) // 255).astype(np.uint8)
    return Picture(grey, picture.name)


def shown_name(path: Path) -> str:
    """Write the file's name as text: what of it is none is shown as a question mark."""
    return as_text(path.name)


def _read(path: Path, max_pixels: int, side: int | None = None) -> Image.Image:
    """The decoded picture as RGB or RGBA, upright and in sRGB; side: how small its short side may be."""
    return _decoded(path, max_pixels, side)[0]


def _decoded(
    path: Path, max_pixels: int, side: int | None = None, *, own_space: bool = False
) -> tuple[Image.Image, Profile | None]:
    """The same, and the profile of its colours, None for sRGB. own_space: whether they may be in another."""
    check_file(path)
    name = shown_name(path)
    Image.init()  # opening with a list of formats takes for granted that their plugins are there
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures, our own limit decides; and of oddities that do no harm
            warnings.simplefilter("ignore")
            with _opened(path, max_pixels) as image:
                if side is not None:
                    image.draft(None, (2 * side, 2 * side))
                image.load()
                _check_size(name, image.width, image.height, max_pixels)  # the header may have lied
                upright(image)
                icc = image.info.get("icc_profile")
                seen = plain(image)
            del image  # it may be as large as what was made of it
            profile = own_profile(seen, icc) if own_space else None
            if profile is not None:
                return seen, profile
            return to_srgb(_reduced(seen, side) if side is not None else seen, icc, name), None
    except BadInput:
        raise
    except UnidentifiedImageError:
        raise BadInput("{0} is not a picture, or of a kind that cannot be read.", name) from None
    except Image.DecompressionBombError:
        raise BadInput("{0} is too large: at most {1} megapixels.", name, max_pixels // 10**6) from None
    except MemoryError:
        raise BadInput("{0} is too large for this machine's memory.", name) from None
    except PermissionError:
        raise BadInput("{0} may not be read: permission denied.", name) from None
    except Exception as error:  # on broken files the decoders raise whatever they stumble over
        _log.debug("%s cannot be decoded", path, exc_info=error)
        raise BadInput("{0} is damaged or incomplete.", name) from None


@contextmanager
def _opened(path: Path, max_pixels: int) -> Iterator[Image.Image]:
    """Pillow's image of the file, its header checked, not decoded where that takes memory."""
    name = shown_name(path)
    with path.open("rb") as file:
        start = file.read(len(SIGNATURE))
        file.seek(0)
        if start[:2] in MAGICS:
            limit = min(max_pixels, _MAX_SLOW)
            image = read_netpbm(
                file,
                lambda width, height, slow: _check_size(name, width, height, limit if slow else max_pixels),
            )
            _check_suffix(path, "PPM")
            yield image
            return
        for width, height in icon_sizes(file):  # Pillow decodes icons when it opens them
            _check_size(name, width, height, max_pixels)
        file.seek(0)
        with open_png(file) if start == SIGNATURE else Image.open(path, formats=FORMATS) as image:
            _check_suffix(path, image.format)
            _check_header(path, image, max_pixels)
            if image.format == "JPEG2000":
                file.seek(0)
                image.info["icc_profile"] = jp2_profile(file)
            yield image


def check_file(path: Path) -> None:
    """Raise `BadInput` unless there is an ordinary file with something in it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise BadInput("{0} is a link to a file that is not there.", shown_name(path)) from None
        raise BadInput("There is no file {0}.", path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or Sentence("not a file name")
        raise BadInput("{0} cannot be read: {1}.", repr(shown_name(path)), reason) from None
    if stat.S_ISDIR(status.st_mode):
        raise BadInput("{0} is a folder, not a picture.", path)
    if not stat.S_ISREG(status.st_mode):
        raise BadInput("{0} is not an ordinary file.", path)
    if status.st_size == 0:
        raise BadInput("{0} is empty.", shown_name(path))


def _check_suffix(path: Path, actual: str | None) -> None:
    claimed = Image.registered_extensions().get(path.suffix.lower())
    if claimed not in (None, actual) and {claimed, actual} != {"JPEG", "MPO"}:
        _log.warning("%s is really a %s file and was read as one.", path.name, actual)


def _check_size(name: str, width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels or max(width, height) > READ.most:
        raise _too_large(name, width, height, max_pixels)


def _too_large(name: str, width: int, height: int, max_pixels: int) -> BadInput:
    return BadInput(
        "{0} is {1}×{2}, too large: at most {3} megapixels.", name, width, height, max_pixels // 10**6
    )


def _check_header(path: Path, image: Image.Image, max_pixels: int) -> None:
    """Refuse what takes too much memory or time; a JPEG is set to decode at a fraction of its size, if that fits."""
    name = shown_name(path)
    width, height = image.size
    if image.format in ("JPEG", "MPO"):
        # a progressive one is held whole in memory before it can be reduced
        if not image.info.get("progressive"):
            _draft_to_fit(image, max_pixels)
        elif width * height * _scans(path) > _MAX_PASSES:
            raise BadInput("{0} takes too long to decode.", name)
    elif image.format in _MAX_HEAVY:
        max_pixels = min(max_pixels, _MAX_HEAVY[image.format])
    elif image.format == "BMP" and image.info.get("compression") in _BMP_RUNS:
        if path.stat().st_size > _MAX_RUNS:
            raise BadInput("{0} takes too long to decode.", name)
        max_pixels = min(max_pixels, _MAX_SLOW)
    if image.width * image.height > max_pixels or max(image.size) > READ.most:
        raise _too_large(name, width, height, max_pixels)
    tags = getattr(image, "tag_v2", {})
    if tags.get(_TILE_WIDTH, 1) * tags.get(_TILE_LENGTH, 1) > READ.pixels:
        raise BadInput("{0} is damaged or incomplete.", name)


def _draft_to_fit(image: Image.Image, max_pixels: int) -> None:
    width, height = image.size
    for divisor in (1, 2, 4, 8):
        if math.ceil(width / divisor) * math.ceil(height / divisor) <= max_pixels:
            if divisor > 1:
                image.draft(None, (width // divisor, height // divisor))
            return


def _scans(path: Path) -> int:
    """How often a JPEG begins a scan."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return sum(1 for _ in re.finditer(rb"\xff\xda", content))


def _reduced(image: Image.Image, side: int) -> Image.Image:
    width, height = image.size
    short = min(width, height)
    longest = _LONGEST_THUMBNAIL * short
    left, top = max(0, width - longest) // 2, max(0, height - longest) // 2
    box = (left, top, left + min(width, longest), top + min(height, longest))
    scale = min(1.0, side / short)
    size = round((box[2] - box[0]) * scale), round((box[3] - box[1]) * scale)
    gap = None if image.mode == "I;16" else 2  # Pillow reduces no such picture
    return image.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=gap)
