"""Pictures with transparent parts: colours that can be painted from, and what shows."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.values.picture import Picture

if TYPE_CHECKING:
    from torch import Tensor

_SPREAD_SIDE = 256


def alpha_of(pixels: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Take the alpha (H, W) of a picture (H, W, 3 or 4); None where it is opaque, and where it shows nothing at all,
    which is blank paper."""
    if pixels.shape[2] == 3:
        return None
    alpha = pixels[..., 3]
    return alpha if alpha.any() and alpha.min() < 255 else None


def plain(picture: Picture) -> Picture:
    """Drop an alpha channel that hides nothing, so that the picture is the same whoever read it."""
    pixels = picture.pixels
    if pixels.shape[2] == 3 or pixels[..., 3].min() < 255:
        return picture
    return Picture(pixels[..., :3], picture.name)


def opaque(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Carry the colours of opaque parts on into transparent ones: (H, W, 3 or 4) -> (H, W, 3).

    What is painted at the border of a shape is then of its colours, and what is hidden does not count. A picture that
    shows nothing is white.
    """
    if pixels.shape[2] == 3:
        return pixels
    if alpha_of(pixels) is None:
        return pixels[..., :3] if pixels[..., 3].any() else np.full_like(pixels[..., :3], 255)
    import torch

    image = Image.fromarray(pixels)
    small = image.convert("RGBa")
    small.thumbnail((_SPREAD_SIDE, _SPREAD_SIDE), Image.Resampling.BOX)
    known = torch.from_numpy(np.array(small)).permute(2, 0, 1)[None].float()
    spread = _pull_push(known[:, :3], known[:, 3:] / 255)[0].permute(1, 2, 0)
    behind = Image.fromarray(spread.round().clamp(0, 255).byte().numpy())
    behind = behind.resize(image.size, Image.Resampling.BILINEAR)
    behind.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return np.asarray(behind)


def _pull_push(colour: "Tensor", known: "Tensor") -> "Tensor":
    """Fill in what is not known from coarser levels (Gortler et al. 1996, The lumigraph).

    colour: (1, 3, h, w) times known; known: (1, 1, h, w), 0..1.
    """
    import torch
    from torch.nn.functional import interpolate

    height, width = colour.shape[2:]
    if height == width == 1:
        return colour / known.clamp_min(1e-6)
    half = ((height + 1) // 2, (width + 1) // 2)
    both = interpolate(torch.cat([colour, known], 1), half, mode="area")
    coarse = _pull_push(both[:, :3], both[:, 3:])
    return colour + (1 - known) * interpolate(coarse, (height, width), mode="bilinear")
