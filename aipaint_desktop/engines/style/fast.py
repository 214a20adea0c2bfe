"""The fast way to repaint a picture in a manner: a style network, once for every tile."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.engines.computing.reference_eye import ReferenceEye
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.layered_painting import LayeredPainting
from aipaint_desktop.engines.style.layers import Share, shares
from aipaint_desktop.engines.style.live_painting import LivePainting
from aipaint_desktop.engines.style.references import ReferenceReader
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.step import Step
from aipaint_desktop.engines.style.tiled_painting import (
    MARGIN,
    MEASURED_PIXELS,
    TILE,
    WHOLE_PIXELS,
    StylePainting,
    Tile,
    tiles,
)
from aipaint_desktop.nn.palette import together
from aipaint_desktop.nn.style.network import StyleCode, load_style_network
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.refusal import BadInput

SHOWN_SIDE = 2048
"""Longest side in px of the frames on the way to a large picture."""

_SHRINKINGS = (1, 2, 4)  # they divide the tiles; 4 is enough for the largest picture


class SeeingNetwork:
    """A style network and VGG16, through which it reads references, on a device. Raises `BadInput` where the file does
    not hold the network's weights."""

    def __init__(self, weights: Path, vgg: Vgg16, device: Device) -> None:
        precision = number_type(device)
        place = torch.device(device.kind)
        try:
            self.network = load_style_network(weights).to(place).paint_in(precision)
        except ValueError:
            raise BadInput("The weights {0} are not those of the style network.", weights.name) from None
        self._reader = ReferenceReader(ReferenceEye(vgg, place, precision), self.network)

    def code(self, share: Share, stroke: float, check: Callable[[], None]) -> StyleCode:
        """Read the references of a share and blend them. check: called before each, may raise to stop."""
        read = []
        for reference in share.references:
            check()
            read.append(self._reader.read(reference, stroke))
        codes = StyleCode(
            torch.cat([code.manner for code in read]), together([code.palette for code in read])
        )
        return codes.blend(share.weights)


class FastStyle:
    """Repaints with style networks. network: gives the one that has learned a reference by the SHA-256 of its weights,
    and by "" that of all references; may raise `BadInput`."""

    def __init__(self, network: Callable[[str], SeeingNetwork]) -> None:
        self._network = network

    def paint(self, request: StylizeRequest, check: Callable[[], None]) -> Iterator[Step]:
        """Yield the picture itself, then of a large one all of it painted small and each tile, and at last the result.

        check: called before each part of the work, may raise to stop.
        """
        picture = resized(request.picture.pixels, *request.size)
        parts = shares(request)
        large = picture.shape[0] * picture.shape[1] > WHOLE_PIXELS
        places = shown_tiles(picture.shape[0], picture.shape[1], parts) if large else []
        factor = _shrinking(picture) if large else 1
        steps = 1 + len(places)
        shown = _reduced(picture, factor)
        yield Step(0, steps, 0.0, shown)
        if request.strength == 0:
            yield Step(steps, steps, 1.0, picture)
            return
        painting = self._begin(request, parts, picture, check)
        shown = painting.whole(shown)
        check()
        worth = MEASURED_PIXELS / (TILE + 2 * MARGIN) ** 2  # of painting all of it, in tiles
        yield Step(1, steps, worth / (worth + len(places)), shown)
        result = picture.copy()
        for number, tile in enumerate(places, 2):
            result[..., :3][tile.place] = painting.tile(tile)
            if number == steps:
                yield Step(steps, steps, 1.0, result)
                return
            shown = shown.copy()
            small = _reduced(result[tile.place], factor)
            top, left = tile.top // factor, tile.left // factor
            shown[top : top + small.shape[0], left : left + small.shape[1]] = small
            yield Step(number, steps, (worth + number - 1) / (worth + len(places)), shown)

    def follow(self, request: StylizeRequest) -> LivePainting:
        """Give what repaints a picture while it is being painted; the size that the request asks for and its selection
        do not matter."""

        def begin(picture: NDArray[np.uint8]) -> LayeredPainting:
            height, width = picture.shape[:2]
            parts = shares(replace(request, width=width, height=height, selection=None))
            return self._begin(request, parts, picture, lambda: None)

        return LivePainting(begin)

    def over(
        self,
        request: StylizeRequest,
        parts: Sequence[Share],
        picture: NDArray[np.uint8],
        seen: Sequence[NDArray[np.uint8]],
        check: Callable[[], None],
        *,
        strength: float,
        stroke: float,
    ) -> LayeredPainting:
        """Give what lays the strokes of each part's references over a picture of its own, and these over the picture as
        the request says.

        seen: of every part, opaque and as large as the picture. strength, stroke: of the network, in place of the
        request's.
        """
        layers = []
        for share, opaque_picture in zip(parts, seen, strict=True):
            seeing = self._network(share.learned)
            code = seeing.code(share, stroke, check)
            check()
            painting = StylePainting(
                seeing.network,
                opaque_picture,
                code,
                strength=strength,
                keep_colours=request.keep_colours,
                seed=request.seed,
            )
            layers.append((painting, share.cover))
        return LayeredPainting(picture, layers, check, request.strength)

    def _begin(
        self,
        request: StylizeRequest,
        parts: Sequence[Share],
        picture: NDArray[np.uint8],
        check: Callable[[], None],
    ) -> LayeredPainting:
        whole = replace(request, strength=1.0)  # the network takes account of it
        seen = [opaque(picture)] * len(parts)
        return self.over(whole, parts, picture, seen, check, strength=request.strength, stroke=request.stroke)


def shown_tiles(height: int, width: int, parts: Sequence[Share]) -> list[Tile]:
    """List those in which anything is painted."""
    return [
        tile
        for tile in tiles(height, width)
        if any(share.cover is None or share.cover[tile.place].any() for share in parts)
    ]


def _shrinking(picture: NDArray[np.uint8]) -> int:
    return next(factor for factor in _SHRINKINGS if max(picture.shape) <= factor * SHOWN_SIDE)


def _reduced(pixels: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """Averages over squares of so many px; those at the right and lower border may be smaller."""
    return np.array(Image.fromarray(pixels).reduce(factor)) if factor > 1 else pixels
