"""Pixels as they cross between rooms and as networks see them. Pictures are prepared without torch."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.pictures.transparency import opaque

if TYPE_CHECKING:
    import torch
    from torch import Tensor


def flattened(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lay transparent parts on white: (H, W, 3 or 4) -> (H, W, 3)."""
    if pixels.shape[2] == 3:
        return pixels
    alpha = pixels[..., 3:].astype(np.float32) / 255
    return np.round(pixels[..., :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)


def resized(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Resize a picture or mask; of the same size it is itself, to the pixel."""
    if pixels.shape[:2] == (height, width):
        return pixels
    image = Image.fromarray(pixels)
    if image.mode == "RGBA":  # colours of transparent pixels must not bleed
        return np.asarray(
            image.convert("RGBa").resize((width, height), Image.Resampling.BICUBIC).convert("RGBA")
        )
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS))


def to_tensor(pixels: NDArray[np.uint8], device: "torch.device") -> "Tensor":
    """Convert (H, W, 3 or 4) uint8 to (1, 3, H, W) in −1..1, the colours of opaque parts carried on into transparent
    ones."""
    import torch

    image = torch.from_numpy(np.array(opaque(pixels))).to(device)
    return image.permute(2, 0, 1)[None].float() / 127.5 - 1


def to_pixels(image: "Tensor") -> NDArray[np.uint8]:
    """Convert (1, 3, H, W) in −1..1 to (H, W, 3) uint8."""
    scaled = ((image[0].permute(1, 2, 0) + 1) * 127.5).round().clamp(0, 255)
    return scaled.byte().cpu().numpy()
