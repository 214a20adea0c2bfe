"""What is painted over: the selection and the transparency that every engine's pictures keep."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import alpha_of, opaque
from aipaint_desktop.values.picture import Mask, Picture


class Ground:
    """Lays what an engine paints over the picture that it was asked to paint over.

    picture: keeps its transparency, and is as it was outside of the selection; None where the painting is a picture
        of its own, which the selection cuts out. selection: (H, W) of the picture's or else the painting's size, how
        much of the paint is seen; None for all. covers: whether paint covers transparent parts, too.
    """

    def __init__(self, picture: Picture | None, selection: Mask | None, *, covers: bool = False) -> None:
        self._picture = picture
        self._selection = selection
        self._covers = covers
        self._at = lru_cache(maxsize=1)(self._resized)

    @classmethod
    def of(cls, request: Request) -> "Ground":
        """Take what the request is painted over, the paint within the picture's shape."""
        return cls(request.ground, request.within)

    def lay(self, frame: Frame) -> Frame:
        """Lay a frame of paint alone, `image` (h, w, 3 or 4) of any size, over the ground: the frame of the whole
        picture."""
        height, width = frame.image.shape[:2]
        picture, alpha, selection = self._at(width, height)
        paint = frame.image[..., :3]
        if selection is None:
            return frame if alpha is None else replace(frame, image=np.dstack([paint, alpha]))
        if picture is None:
            return replace(frame, image=np.dstack([paint, selection]))
        seen = share_of(selection)
        shape = np.ones_like(seen) if alpha is None else share_of(alpha)
        if self._covers:
            image, layer = _over(picture, paint, seen, shape), np.dstack([paint, selection])
        else:
            blend = _mixed(picture[..., :3], paint, seen)
            image = blend if alpha is None else np.dstack([blend, alpha])
            layer = np.dstack([paint, np.round(selection * shape).astype(np.uint8)])
        return replace(frame, image=image, layer=layer)

    def _resized(
        self, width: int, height: int
    ) -> tuple[NDArray[np.uint8] | None, NDArray[np.uint8] | None, NDArray[np.uint8] | None]:
        """The picture, its alpha where there is any, and the selection."""
        selection = None
        if self._selection is not None:
            selection = resized_mask(self._selection.pixels, width, height)
        if self._picture is None:
            return None, None, selection
        picture = self._picture.pixels
        if alpha_of(picture) is None:
            return (None if selection is None else resized(opaque(picture), width, height)), None, selection
        picture = resized(picture, width, height)
        return picture, picture[..., 3], selection


def resized_mask(mask: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Resize a mask (H, W); what is far from anything that is set stays 0."""
    if mask.shape == (height, width):
        return mask
    return np.asarray(Image.fromarray(mask).resize((width, height), Image.Resampling.BILINEAR))


def layer_of_picture(request: Request, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Take from a whole picture (H, W, 3 or 4), in which what lies below is mixed already, what is laid over that: all
    of it wherever anything was to be painted."""
    if request.ground is None or request.within is None:
        return pixels
    mask = touched(resized_mask(request.within.pixels, pixels.shape[1], pixels.shape[0]))
    if pixels.shape[2] == 4:
        mask = np.minimum(mask, pixels[..., 3])
    return np.dstack([pixels[..., :3], mask])


def share_of(mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Scale a mask to 0 to 1."""
    return np.divide(mask, 255, dtype=np.float32)


def touched(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Set 255 wherever a mask is set at all, which is where there must be paint: the mask itself then says how much of
    it is seen, and counts once."""
    return np.where(mask > 0, np.uint8(255), np.uint8(0))


def _mixed(
    below: NDArray[np.uint8], above: NDArray[np.uint8], share: NDArray[np.float32]
) -> NDArray[np.uint8]:
    difference = above.astype(np.float32) - below
    return np.round(below + difference * share[..., None]).astype(np.uint8)


def _over(
    picture: NDArray[np.uint8],
    paint: NDArray[np.uint8],
    seen: NDArray[np.float32],
    shape: NDArray[np.float32],
) -> NDArray[np.uint8]:
    """Paint over a picture (H, W, 3 or 4) of which `shape` shows (Porter & Duff's *over*)."""
    if picture.shape[2] == 3:
        return _mixed(picture, paint, seen)
    alpha = seen + shape * (1 - seen)
    share = np.divide(seen, np.maximum(alpha, 1e-6), dtype=np.float32)
    colours = _mixed(picture[..., :3], paint, share)
    return np.dstack([colours, np.round(255 * alpha).astype(np.uint8)])
