"""Reading picture files: any ordinary one as 8-bit sRGB, any other refused in one sentence.

A file is judged by its content and its header is checked before anything is decoded, so that no file,
however it was made, takes more memory than its size in the result.
"""

import io
import logging
import math
import stat
import warnings
from pathlib import Path
from typing import cast

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from aipaint_desktop.engines.base import BadInput, Picture

_log = logging.getLogger(__name__)

MAX_PIXELS = 64_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "JPEG2000", "PPM", "TGA", "ICO", "PSD")


def read_picture(path: Path, max_pixels: int = MAX_PIXELS) -> Picture:
    """The picture in a file: (H, W, 3) or, where the file has transparency, (H, W, 4).

    Upright (EXIF), in sRGB (ICC profile), 8 bits a channel; of an animation the first frame. A JPEG of more
    than `max_pixels` is decoded at a half, quarter or eighth of its size where that makes it fit.

    Raises `BadInput` with one sentence that names the file and what is wrong with it.
    """
    image = _read(path, max_pixels)
    name = path.name.encode(errors="replace").decode()  # a file's name need not be text, a request's must
    if image.mode == "LA" or image.has_transparency_data:
        return Picture(np.asarray(image.convert("RGBA")), name)
    return Picture(np.asarray(image.convert("RGB")), name)


def read_mask(path: Path, max_pixels: int = MAX_PIXELS) -> Picture:
    """A picture file as a mask: (H, W), white is 255, black and transparent are 0.

    Raises `BadInput` like `read_picture`.
    """
    picture = read_picture(path, max_pixels)
    grey = np.asarray(Image.fromarray(picture.pixels[..., :3]).convert("L"))
    if picture.pixels.shape[2] == 4:
        alpha = picture.pixels[..., 3].astype(np.uint16)
        grey = ((grey * alpha + 127) // 255).astype(np.uint8)
    return Picture(grey, picture.name)


def _read(path: Path, max_pixels: int) -> Image.Image:
    """The decoded picture in one of Pillow's 8-bit modes, upright and in sRGB."""
    check_file(path)
    Image.init()  # opening with a list of formats takes for granted that their plugins are there
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures, our own limit decides; and of oddities that do no harm
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as image:
                _check_suffix(path, image.format)
                _check_size(path, image, max_pixels)
                image.load()
                return _to_srgb(path, _upright(_to_eight_bits(image)))
    except BadInput:
        raise
    except UnidentifiedImageError:
        raise BadInput(f"{path.name} is not a picture, or of a kind that cannot be read.") from None
    except Image.DecompressionBombError:
        raise BadInput(f"{path.name} is too large: at most {max_pixels // 10**6} megapixels.") from None
    except MemoryError:
        raise BadInput(f"{path.name} is too large for this machine's memory.") from None
    except PermissionError:
        raise BadInput(f"{path.name} may not be read: permission denied.") from None
    except Exception as error:  # on broken files the decoders raise whatever they stumble over
        _log.debug("%s cannot be decoded", path, exc_info=error)
        raise BadInput(f"{path.name} is damaged or incomplete.") from None


def check_file(path: Path) -> None:
    """Raise `BadInput` unless there is an ordinary file with something in it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise BadInput(f"{path.name!r} cannot be read: {reason}.") from None
    if stat.S_ISDIR(status.st_mode):
        raise BadInput(f"{path} is a folder, not a picture.")
    if not stat.S_ISREG(status.st_mode):
        raise BadInput(f"{path} is not an ordinary file.")
    if status.st_size == 0:
        raise BadInput(f"{path.name} is empty.")


def _check_suffix(path: Path, actual: str | None) -> None:
    claimed = Image.registered_extensions().get(path.suffix.lower())
    if claimed not in (None, actual) and {claimed, actual} != {"JPEG", "MPO"}:
        _log.warning("%s is really a %s file and was read as one.", path.name, actual)


def _check_size(path: Path, image: Image.Image, max_pixels: int) -> None:
    """Refuse what is too large; a JPEG is set to decode at a fraction of its size instead, if that fits."""
    width, height = image.size
    if width * height <= max_pixels:
        return
    # a progressive JPEG is held whole in memory before it can be reduced
    if image.format in ("JPEG", "MPO") and not image.info.get("progressive"):
        for divisor in (2, 4, 8):
            if math.ceil(width / divisor) * math.ceil(height / divisor) <= max_pixels:
                image.draft(None, (width // divisor, height // divisor))
                break
    if image.width * image.height > max_pixels:
        raise BadInput(
            f"{path.name} is {width}×{height}, too large: at most {max_pixels // 10**6} megapixels."
        )


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Grey pictures of 16 or 32 bits as "L": 16 bits are scaled, others stretched to their own range."""
    if image.mode not in ("I", "F", "I;16", "I;16B", "I;16L", "I;16N"):
        return image
    values = np.asarray(image).astype(np.float32)
    if image.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    else:
        values = np.nan_to_num(values)
        low, high = float(values.min()), float(values.max())
    scaled = (values - low) * (255.0 / ((high - low) or 1.0))
    grey = Image.fromarray(np.rint(scaled).astype(np.uint8))
    grey.info = {key: value for key, value in image.info.items() if key in ("icc_profile", "exif")}
    return grey


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # EXIF data that is broken says nothing; Pillow raises many kinds over it
        return image


def _to_srgb(path: Path, image: Image.Image) -> Image.Image:
    """Colours of the picture's ICC profile as sRGB; alpha stays. A broken or unfitting profile is ignored."""
    icc = image.info.get("icc_profile")
    if not icc:
        return image
    alpha: Image.Image | None = None
    if image.mode == "LA" or image.has_transparency_data:
        image = image.convert("RGBA" if image.mode not in ("LA", "La") else "LA")
        alpha = image.getchannel("A")
        image = image.convert("RGB" if image.mode == "RGBA" else "L")
    elif image.mode == "P":
        image = image.convert("RGB")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        if not ImageCms.getProfileDescription(profile).startswith("sRGB"):
            srgb = ImageCms.createProfile("sRGB")
            image = cast(Image.Image, ImageCms.profileToProfile(image, profile, srgb, outputMode="RGB"))
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        _log.warning("The colour profile of %s was ignored: %s", path.name, error)
    if alpha is not None:
        image = image.convert("RGB")
        image.putalpha(alpha)
    image.info.pop("icc_profile", None)
    return image
