"""The fast way to repaint a picture in a manner: the style network, once for every tile."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base import BadInput, Device
from aipaint_desktop.engines.style_layers import blended, opaque, resized, shares
from aipaint_desktop.engines.style_painting import MARGIN, TILE, WHOLE_PIXELS, StylePainting, tiles
from aipaint_desktop.engines.style_references import ReferenceReader
from aipaint_desktop.engines.style_request import StylizeRequest
from aipaint_desktop.nn.style_network import CODE_LAYERS, StyleCode, load_style_network
from aipaint_desktop.nn.vgg import Vgg16

SHOWN_SIDE = 2048
"""Longest side in px of the frames on the way to a large picture."""

_SHRINKINGS = (1, 2, 4)  # they divide the tiles; 4 is enough for the largest picture


class Step(NamedTuple):
    """How far the work is, and how the picture looks by then: (H, W, 3 or 4). done: share of the work, 0 to 1."""

    number: int
    of: int
    done: float
    image: NDArray[np.uint8]


class FastStyle:
    """The network and VGG16 on a device. Raises `BadInput` where a file does not hold their weights."""

    def __init__(self, network: Path, vgg: Path, device: Device) -> None:
        precision = torch.bfloat16 if device.precision == "bf16" else torch.float32
        place = torch.device(device.kind)
        try:
            self._network = load_style_network(network).to(place).paint_in(precision)
            self._reader = ReferenceReader(Vgg16(vgg, last=CODE_LAYERS[-1]), self._network, place, precision)
        except ValueError:
            raise BadInput(
                f"The weights {network.name} or {vgg.name} are not those of the networks that they should be of."
            ) from None

    def paint(self, request: StylizeRequest, check: Callable[[], None]) -> Iterator[Step]:
        """The picture itself, then of a large one all of it painted small and each tile, and at last the result.

        check: called before each part of the work, may raise to stop.
        """
        width, height = request.size
        picture = resized(request.picture.pixels, width, height)
        covers = shares(request)
        large = width * height > WHOLE_PIXELS
        places = [
            tile
            for tile in (tiles(height, width) if large else ())
            if any(cover is None or cover[tile.place].any() for cover in covers)
        ]
        steps = 1 + len(places)
        factor = next(f for f in _SHRINKINGS if max(width, height) <= f * SHOWN_SIDE) if large else 1
        yield Step(0, steps, 0.0, _reduced(picture, factor))
        if request.strength == 0:
            yield Step(steps, steps, 1.0, picture)
            return
        under, seen = picture[..., :3], opaque(picture)
        paintings: list[StylePainting] = []
        wholes: list[NDArray[np.uint8]] = []
        for code in self._codes(request, check):
            check()
            painting = StylePainting(
                self._network,
                seen,
                code,
                strength=request.strength,
                keep_colours=request.keep_colours,
                seed=request.seed,
            )
            paintings.append(painting)
            wholes.append(painting.whole())
        check()
        if not large:
            yield Step(1, 1, 1.0, _with_alpha_of(picture, blended(under, wholes, covers)))
            return

        shown = _laid_over(_reduced(picture, factor), wholes, covers)
        worth = WHOLE_PIXELS / (TILE + 2 * MARGIN) ** 2  # of painting all of it small, in tiles
        yield Step(1, steps, worth / (worth + len(places)), shown)
        result = picture.copy()
        for number, tile in enumerate(places, 2):
            touched = []
            for painting, cover in zip(paintings, covers, strict=True):
                if cover is None or cover[tile.place].any():
                    check()
                    touched.append((painting.tile(tile), None if cover is None else cover[tile.place]))
            done, shares_ = zip(*touched, strict=True)
            result[..., :3][tile.place] = blended(under[tile.place], done, shares_)
            if number == steps:
                break
            shown = shown.copy()
            top, left = tile.top // factor, tile.left // factor
            small = _reduced(result[tile.place], factor)
            shown[top : top + small.shape[0], left : left + small.shape[1]] = small
            yield Step(number, steps, (worth + number - 1) / (worth + len(places)), shown)
        yield Step(steps, steps, 1.0, result)

    def _codes(self, request: StylizeRequest, check: Callable[[], None]) -> list[StyleCode]:
        """Of each region, or of all references blended."""
        read = []
        for reference in request.references:
            check()
            read.append(self._reader.read(reference, request.stroke))
        if request.regions:
            return read
        together = StyleCode(
            torch.cat([code.manner for code in read]),
            torch.cat([code.colour_mean for code in read]),
            torch.cat([code.colour_covariance for code in read]),
        )
        return [together.blend(request.weights)]


def _reduced(pixels: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """Averages over squares of so many px; those at the right and lower border may be smaller."""
    return np.array(Image.fromarray(pixels).reduce(factor)) if factor > 1 else pixels


def _laid_over(
    shown: NDArray[np.uint8], wholes: list[NDArray[np.uint8]], covers: list[NDArray[np.uint8] | None]
) -> NDArray[np.uint8]:
    size = shown.shape[1], shown.shape[0]
    small = [None if cover is None else resized(cover, *size) for cover in covers]
    painted = blended(shown[..., :3], [resized(whole, *size) for whole in wholes], small)
    return _with_alpha_of(shown, painted)


def _with_alpha_of(picture: NDArray[np.uint8], colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if picture.shape[2] == 3:
        return colours
    return np.concatenate([colours, picture[..., 3:]], 2)
