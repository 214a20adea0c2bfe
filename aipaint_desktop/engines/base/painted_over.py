"""What is painted over wholly, and need not be kept by who asks for it."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.picture import Mask, Picture


def without_painted_over(picture: Picture, mask: Mask) -> Picture:
    """Give the picture, of one colour where the mask is 255: the mean of what is kept. Where it has transparent parts
    it is transparent there, so that its shape says nothing either."""
    gone, kept = mask.pixels == 255, mask.pixels == 0
    if gone.shape != (picture.height, picture.width) or not gone.any():
        return picture

    def taken_out(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        left = pixels[kept][:, :3]
        neutral = np.rint(left.mean(0)).astype(np.uint8) if len(left) else np.full(3, 128, np.uint8)
        pixels = pixels.copy()
        if pixels.shape[2] == 4 and pixels[..., 3].min() < 255:
            pixels[gone] = 0
        else:
            pixels[gone, :3] = neutral
        return pixels

    return picture.changed(taken_out)
