"""What a picture file may hold besides 8-bit sRGB, and how it becomes that: other depths, inks, keys and profiles."""

import io
import logging
import math
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat, TiffImagePlugin

from aipaint_desktop.document.profile import Profile

_log = logging.getLogger(__name__)

_DEEP = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_UNSIGNED, _WHITE_IS_ZERO = 1, 0  # in the terms of TIFF
_PART = 1 << 22  # pixels that are converted at a time
_UNCHANGED = 2  # of 255, by which a profile may move a colour and still be sRGB


def upright(image: Image.Image) -> None:
    """Turn a decoded picture in place as its EXIF data says."""
    try:
        ImageOps.exif_transpose(image, in_place=True)
    except Exception as error:  # EXIF data that is broken says nothing; Pillow raises many kinds over it
        _log.debug("the orientation was ignored", exc_info=error)


def plain(image: Image.Image) -> Image.Image:
    """Bring a decoded picture into one of the modes L, LA, RGB, RGBA, CMYK and LAB; a deep grey one with a profile into
    I;16."""
    if image.mode in _DEEP:
        return _grey(image)
    if image.mode == "CMYK":
        return _inked(image)
    if image.mode == "La":
        return image.convert("LA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "LAB") and "transparency" not in image.info:
        return image
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in ("1", "L") else "RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def to_srgb(image: Image.Image, icc: bytes | None, name: str) -> Image.Image:
    """Convert a `plain` picture to RGB, or RGBA where it has alpha, its colours by the profile.

    A profile that is broken or does not fit is ignored, and that is logged with the picture's name.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if alpha is not None:
        image = image.convert("L" if image.mode == "LA" else "RGB")
    if icc:
        try:
            image = _by_profile(image, icc)
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            _log.warning("The colour profile of %s was ignored: %s", name, error)
    if image.mode == "LAB":
        image = _transformed(
            image, _transform(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), "LAB")
        )
    if image.mode == "I;16":
        image = Image.fromarray(_eight_bits(np.asarray(image)))
    image = image.convert("RGB")
    if alpha is not None:
        image.putalpha(alpha)
    return image


def own_profile(image: Image.Image, icc: bytes | None) -> Profile | None:
    """Tell in which space of RGB the colours of a `plain` picture are; None for sRGB, and where they cannot stay in
    their own."""
    return profile_of_rgb(icc) if icc and image.mode in ("RGB", "RGBA") else None


def profile_of_rgb(icc: bytes) -> Profile | None:
    """Read the profile of a space of RGB; None for sRGB, and where it is none to which colours can be converted."""
    try:
        described = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        if described.profile.xcolor_space != "RGB " or _is_srgb(described, "RGB"):
            return None
        profile = Profile(icc)
        profile.from_srgb(
            profile.to_srgb(np.zeros((1, 1, 4), np.uint8))
        )  # there are some that go one way alone
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return profile


def is_srgb(icc: bytes) -> bool:
    """Tell whether the colours of a profile of RGB are as good as those of sRGB, as are those of one that is broken."""
    try:
        return _is_srgb(ImageCms.ImageCmsProfile(io.BytesIO(icc)), "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return True


# Depth


def _grey(image: Image.Image) -> Image.Image:
    """Of 16 bits where a profile is still to be followed, else of 8."""
    values = np.asarray(image)
    key = image.info.get("transparency")
    deep = bool(image.info.get("icc_profile")) and key is None
    low, high = _range(image, values)
    negative = _tag(image, TiffImagePlugin.PHOTOMETRIC_INTERPRETATION, None) == _WHITE_IS_ZERO
    white = 65535 if deep else 255

    def light(part: NDArray[Any]) -> NDArray[np.float64]:
        """0 to white."""
        finite = np.nan_to_num(part.astype(np.float64), posinf=high, neginf=low)
        share: NDArray[np.float64] = ((finite - low) / ((high - low) or 1)).clip(0, 1)
        lit: NDArray[np.float64] = np.rint(white * (1 - share if negative else share))
        return lit

    # few values for many pixels
    kind = np.uint16 if deep else np.uint8
    table = light(np.arange(65536)).astype(kind) if image.mode.startswith("I;16") else None
    grey = np.empty(values.shape, kind)
    opaque = np.empty(values.shape, np.uint8) if key is not None else None
    rows = max(1, _PART // values.shape[1])
    for top in range(0, len(values), rows):
        part = values[top : top + rows]
        if table is not None:
            grey[top : top + rows] = table[part]
        else:
            grey[top : top + rows] = light(part.view(np.uint32) if _unsigned(image) else part)
        if opaque is not None:
            opaque[top : top + rows] = np.where(part == key, 0, 255)
    result = Image.fromarray(grey)
    if opaque is not None:
        result.putalpha(Image.fromarray(opaque))
    return result


def _range(image: Image.Image, values: NDArray[np.generic]) -> tuple[float, float]:
    """What is black and what is white: by the depth where there is one, else by what is in the picture."""
    if image.mode.startswith("I;16"):
        bits = _tag(image, TiffImagePlugin.BITSPERSAMPLE, (16,))
        return 0.0, 2.0 ** bits[0] - 1
    if _unsigned(image):
        return 0.0, 2.0**32 - 1
    low, high = math.inf, -math.inf
    for row in values:
        finite = row[np.isfinite(row)]
        if len(finite):
            low, high = min(low, float(finite.min())), max(high, float(finite.max()))
    if low > high or (image.mode == "F" and low >= 0 and high <= 1):
        return 0.0, 1.0
    return low, high


def _unsigned(image: Image.Image) -> bool:
    """Whether it is a TIFF of 32 bits without a sign, of which Pillow knows nothing."""
    sample = _tag(image, TiffImagePlugin.SAMPLEFORMAT, (_UNSIGNED,))
    return image.mode == "I" and image.format == "TIFF" and sample[0] == _UNSIGNED


def _tag(image: Image.Image, number: int, otherwise: Any) -> Any:
    """What a TIFF says under this number; `otherwise` where it does not, or is none."""
    return (
        image.tag_v2.get(number, otherwise) if isinstance(image, TiffImagePlugin.TiffImageFile) else otherwise
    )


def _eight_bits(deep: NDArray[np.uint16]) -> NDArray[np.uint8]:
    eight = np.empty(deep.shape, np.uint8)
    for row, values in zip(eight, deep, strict=True):
        row[:] = (values.astype(np.uint32) + 128) // 257
    return eight


# Inks


def _inked(image: Image.Image) -> Image.Image:
    """Pillow takes every JPEG of four inks for one of Photoshop's, in which 0 is full ink.

    One without Photoshop's mark may be either. Black ink is the rarest in pictures: it tells which.
    """
    if image.format in ("JPEG", "MPO") and "adobe" not in image.info:
        black = ImageStat.Stat(image.getchannel("K")).mean[0]
        return ImageChops.invert(image) if black > 127 else image
    return image


# Profiles


def _by_profile(image: Image.Image, icc: bytes) -> Image.Image:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    if image.mode in ("L", "I;16") and profile.profile.xcolor_space == "RGB ":
        if image.mode == "I;16":
            image = Image.fromarray(_eight_bits(np.asarray(image)))
        image = image.convert("RGB")
    if image.mode in ("L", "RGB") and _is_srgb(profile, image.mode):
        return image
    return _transformed(image, _transform(profile, image.mode))


def _is_srgb(profile: ImageCms.ImageCmsProfile, mode: str) -> bool:
    """Whether it leaves colours, or greys, as good as they are."""
    ramp = np.arange(0, 256, 15, dtype=np.uint8)
    probe = ramp[None] if mode == "L" else np.stack(np.meshgrid(ramp, ramp, ramp), -1).reshape(1, -1, 3)
    asked = Image.fromarray(probe)
    transformed = _transformed(asked, _transform(profile, mode))
    moved = np.asarray(transformed).astype(int) - np.asarray(asked.convert("RGB"))
    return bool(np.abs(moved).max() <= _UNCHANGED)


def _transform(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.buildTransform(profile, srgb, mode, "RGB")


def _transformed(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    return cast(Image.Image, ImageCms.applyTransform(image, transform))
