"""Painting part of a picture that is not of the model's size: the part with what is around it, and back."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from aipaint_desktop.engines.checkpoint.finer_sizes import native_size
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.values.geometry import Rect

GROWN = 4
"""px: how far beyond what is selected is painted in any case."""

LEAST_FEATHER = 32
"""px beyond that, over which painting fades into what is kept."""

_FEATHER = 0.1  # of the longer side of what is selected
_CONTEXT = 0.5  # of its sides, around it
_SHOWN_SIDE = 640  # px, the longer one, of a frame of a large picture
_RAMP = 2  # px within the selection, over which the old picture fades into the new one


@dataclass(frozen=True, eq=False)
class Place:
    """Where a model paints in a picture, and at which size.

    window: of the picture, px. size: width and height that the model paints of it.
    start: (height, width, 3) what it begins with; mask: (height, width) how much of it is painted.
    """

    window: Rect
    size: tuple[int, int]
    start: NDArray[np.uint8]
    mask: NDArray[np.uint8]

    def put_back(self, painted: NDArray[np.uint8], picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Lay what was painted (h, w, 3), of any size, into a picture (H, W, 3) at its place: a new picture."""
        whole = picture.copy()
        left, top, width, height = self.window.left, self.window.top, self.window.width, self.window.height
        whole[top : top + height, left : left + width] = resized(painted, width, height)
        return whole

    def part_of(self, map_: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Give what is painted of a map (H, W, 3) of the whole picture, of `size`."""
        return resized(np.ascontiguousarray(_part(map_, self.window)), *self.size)

    def matched(self, painted: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Give what was painted, of `size`, the colours that its surroundings had before the VAE saw them."""
        kept = self.mask == 0
        if np.count_nonzero(kept) < kept.size // 50:  # too little to tell from
            return painted
        shift = self.start[kept].mean(0, np.float64) - painted[kept].mean(0, np.float64)
        shifted: NDArray[np.uint8] = np.clip(np.rint(painted + shift), 0, 255).astype(np.uint8)
        return shifted


def place_of(
    picture: NDArray[np.uint8],
    selection: NDArray[np.uint8],
    strength: float,
    native: int,
    size: tuple[int, int] | None = None,
    *,
    hidden: bool = True,
) -> Place:
    """Choose where to paint, and at about as many pixels as the model was trained on, or at another size.

    picture: (H, W, 3 or 4). selection: (H, W), not empty. strength: how much of what is selected becomes noise, 0 to 1;
    where all of it does, nothing of it is shown to the model, unless it is not to be hidden. native: px, side of the
    squares that it was trained on.
    """
    height, width = selection.shape
    selected = _bounds(selection)
    feather = max(LEAST_FEATHER, _FEATHER * strength * max(selected.width, selected.height))
    denoised = _faded(selection, feather)
    window = _window(selected, feather, native, width, height)
    size = size or native_size(window.width, window.height, native)
    start = picture
    if hidden and strength >= 1:
        seen = np.where(selection > 0, np.uint8(0), np.uint8(255))
        if picture.shape[2] == 4:
            seen = np.minimum(seen, picture[..., 3])
        start = np.dstack([picture[..., :3], seen])
    part = _part(opaque(start), window)
    mask = Image.fromarray(_part(denoised, window)).resize(size, Image.Resampling.BILINEAR)
    return Place(window, size, resized(np.ascontiguousarray(part), *size), np.asarray(mask))


def smaller(place: Place, picture: NDArray[np.uint8]) -> tuple[Place, NDArray[np.uint8]]:
    """Give a place in a picture and the picture, made smaller where that is large, to show what is thought of it."""
    height, width = picture.shape[:2]
    scale = min(1.0, _SHOWN_SIDE / max(width, height))
    small = resized(picture, max(1, round(width * scale)), max(1, round(height * scale)))
    window, (rows, columns) = place.window, small.shape[:2]
    left, top = window.left * columns // width, window.top * rows // height
    right = -(-(window.left + window.width) * columns // width)
    bottom = -(-(window.top + window.height) * rows // height)
    return replace(place, window=Rect(left, top, right - left, bottom - top)), small


def blend_mask(selection: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Tell how much of the new picture is seen (H, W): none outside of the selection, nearly all within."""
    image = Image.fromarray(selection)
    soft = image.filter(ImageFilter.GaussianBlur(_RAMP))
    # at a hard edge half is seen of the outermost pixel, and soon all
    return np.asarray(ImageChops.darker(image, ImageChops.lighter(soft, _inner(image))))


def _inner(selection: Image.Image) -> Image.Image:
    return selection.filter(ImageFilter.MinFilter(2 * _RAMP + 1))


def _faded(selection: NDArray[np.uint8], feather: float) -> NDArray[np.uint8]:
    """All of the selection and `GROWN` px more, fading over the feather."""
    grown = Image.fromarray(selection).filter(ImageFilter.MaxFilter(2 * GROWN + 1))
    half = max(1, round(feather / 2))
    # a box as wide as the feather, over what was grown by half of it: whole within, nothing beyond
    wide = _grown(grown, half).filter(ImageFilter.BoxBlur(half))
    return np.asarray(ImageChops.lighter(grown, wide))


def _grown(mask: Image.Image, by: int) -> Image.Image:
    """A mask grown by so many px, a few at a time."""
    while by > 0:
        step = min(by, 8)
        mask = mask.filter(ImageFilter.MaxFilter(2 * step + 1))
        by -= step
    return mask


def _bounds(selection: NDArray[np.uint8]) -> Rect:
    rows, columns = np.flatnonzero(selection.any(1)), np.flatnonzero(selection.any(0))
    left, top = int(columns[0]), int(rows[0])
    return Rect(left, top, int(columns[-1]) + 1 - left, int(rows[-1]) + 1 - top)


def _window(selected: Rect, feather: float, native: int, width: int, height: int) -> Rect:
    """What is shown to the model: the selection with what is around it, as far as there is a picture."""

    def span(start: int, length: int, whole: int) -> tuple[int, int]:
        wanted = min(whole, max(native, round(length + 2 * max(_CONTEXT * length, GROWN + feather))))
        first = min(max(0, start + (length - wanted) // 2), whole - wanted)
        return first, wanted

    left, across = span(selected.left, selected.width, width)
    top, down = span(selected.top, selected.height, height)
    return Rect(left, top, across, down)


def _part(pixels: NDArray[np.uint8], window: Rect) -> NDArray[np.uint8]:
    return pixels[window.top : window.top + window.height, window.left : window.left + window.width]
