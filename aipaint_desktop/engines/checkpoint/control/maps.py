"""Maps for controls, made of a picture without any model: a map says where lines, areas or colours are to be.

Each takes a picture (H, W, 3) uint8 and gives one of the same size. Lines are light on dark, as controls were trained
with them.
"""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.values.picture import Picture

Pixels: TypeAlias = NDArray[np.uint8]
MapKind: TypeAlias = Literal[
    "none", "lines", "scribble", "canny", "soft_edge", "blur", "tile", "colour_grid", "segmentation"
]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)

_DRAWN = 0.7  # of a picture that is all one colour, in a drawing
_NEAR = 20  # levels that this colour may waver
_CANNY = 100, 200  # thresholds, as most controls were trained
_FINE, _COARSE = 0.8, 1.6  # px, of Gaussians whose difference are lines
_SHARP = 60.0  # how suddenly a line begins
_PEN = 0.006  # of the longer side: how wide scribbles are
_EDGE = 0.35  # of the strongest soft edge: where scribbles are
_BLURRED = 0.012  # of the longer side, of a Gaussian
_TILE = 8  # px that become one, and the detail within them free
_CELL = 64  # px, of the grid that T2I-Adapters of colour were trained with


def make_map(kind: MapKind, picture: Picture) -> Picture:
    """Make a map of a picture; transparent parts are of the colours beside them. "none" and "segmentation" take the
    picture itself, as whoever painted it painted a map."""
    pixels = np.ascontiguousarray(opaque(picture.pixels))
    return Picture(_MAKERS[kind](pixels), picture.name)


def put_into(map_: Picture, size: tuple[int, int], corner: tuple[int, int]) -> Picture:
    """Put a map where its picture lies in a larger one, of which nothing is said around it. size: of that; corner: left
    and top, px."""
    (width, height), (left, top) = size, corner
    whole = np.zeros((height, width, 3), np.uint8)
    whole[top : top + map_.height, left : left + map_.width] = map_.pixels
    return Picture(whole, map_.name)


def lines(pixels: Pixels) -> Pixels:
    """Find lines: of a drawing those that are drawn, of any other picture where light meets dark (difference of
    Gaussians: Winnemöller et al. 2012)."""
    grey = _grey(pixels)
    if (paper := _paper(grey)) is not None:
        return _white_on_black(np.abs(grey - paper) / max(1.0, paper, 255 - paper))
    scale = max(1.0, max(grey.shape) / 768)
    colours = pixels.astype(np.float32)  # as light meets dark in one of them, where two are as light
    difference = (_blurred(colours, _FINE * scale) - 0.98 * _blurred(colours, _COARSE * scale)).min(2)
    return _white_on_black(np.clip(-np.tanh(_SHARP * (difference - 1.2) / 255), 0, 1))


def scribble(pixels: Pixels) -> Pixels:
    """Find what somebody would scribble with a broad pen: the lines of a drawing, or the strongest edges."""
    import cv2

    grey = _grey(pixels)
    wide = max(3, round(_PEN * max(grey.shape)) | 1)
    paper = _paper(grey)
    found = _soft_edges(pixels) > _EDGE if paper is None else np.abs(grey - paper) > 2 * _NEAR
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (wide, wide))
    return _white_on_black(np.asarray(cv2.dilate(found.astype(np.uint8), pen), np.float32))


def canny(pixels: Pixels) -> Pixels:
    """Find edges one pixel wide (Canny 1986)."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return _white_on_black(np.asarray(cv2.Canny(grey, *_CANNY), np.float32) / 255)


def soft_edge(pixels: Pixels) -> Pixels:
    """Find edges and how strong they are: how steep colours are, from near and from afar."""
    return _white_on_black(_soft_edges(pixels))


def blur(pixels: Pixels) -> Pixels:
    """Leave areas and light, and no detail."""
    import cv2

    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), max(1.0, _BLURRED * max(pixels.shape[:2]))), np.uint8)


def tile(pixels: Pixels) -> Pixels:
    """Leave what is seen from afar, so that detail is painted anew."""
    import cv2

    small = _cells(pixels, _TILE)
    return np.asarray(cv2.resize(small, pixels.shape[1::-1], interpolation=cv2.INTER_CUBIC), np.uint8)


def colour_grid(pixels: Pixels) -> Pixels:
    """Leave one colour a cell, cells of 64 px side by side."""
    import cv2

    return np.asarray(
        cv2.resize(_cells(pixels, _CELL), pixels.shape[1::-1], interpolation=cv2.INTER_NEAREST), np.uint8
    )


def _itself(pixels: Pixels) -> Pixels:
    return pixels


_MAKERS: Mapping[MapKind, Callable[[Pixels], Pixels]] = {
    "none": _itself,
    "lines": lines,
    "scribble": scribble,
    "canny": canny,
    "soft_edge": soft_edge,
    "blur": blur,
    "tile": tile,
    "colour_grid": colour_grid,
    "segmentation": _itself,
}


def _soft_edges(pixels: Pixels) -> NDArray[np.float32]:
    """(H, W), 0..1."""
    import cv2

    colours = pixels.astype(np.float32)
    scale = max(1.0, max(pixels.shape[:2]) / 768)
    strongest = np.zeros(pixels.shape[:2], np.float32)
    for wide in (1.0, 2.5):
        smooth = cv2.GaussianBlur(colours, (0, 0), wide * scale)
        steep = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)).max(2)
        strongest = np.maximum(strongest, wide * steep)
    # what is steepest of all is seldom what matters most
    most = float(np.quantile(strongest, 0.995))
    return np.asarray(np.clip(strongest / max(most, 60.0), 0, 1), np.float32)


def _grey(pixels: Pixels) -> NDArray[np.float32]:
    return np.asarray(pixels.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32))


def _paper(grey: NDArray[np.float32]) -> float | None:
    """How light the paper of a drawing is; None of what is no drawing."""
    middle = float(np.median(grey))
    return middle if np.mean(np.abs(grey - middle) <= _NEAR) >= _DRAWN else None


def _blurred(values: NDArray[np.float32], wide: float) -> NDArray[np.float32]:
    import cv2

    return np.asarray(cv2.GaussianBlur(values, (0, 0), wide), np.float32)


def _cells(pixels: Pixels, side: int) -> Pixels:
    import cv2

    height, width = (max(1, round(length / side)) for length in pixels.shape[:2])
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _white_on_black(values: NDArray[np.floating]) -> Pixels:
    """(H, W) in 0..1 to (H, W, 3)."""
    return np.repeat(np.clip(np.rint(values * 255), 0, 255).astype(np.uint8)[..., None], 3, 2)
