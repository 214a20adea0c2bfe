"""Enlarging a picture with the network that paints what a larger one would show."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.generator import load_generator
from aipaint_desktop.engines.pictures.pixels import to_pixels, to_tensor
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.nn.resize import gaussian_blur, resize
from aipaint_desktop.nn.sketch.network import ALIGNMENT, sketch_noise
from aipaint_desktop.nn.style.network import ALIGNMENT as NOISE_CELL
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

TILE, OVERLAP = 1024, 96
"""px: sides of the parts that a large picture is painted in, and what neighbours have in common and blend in."""

_OWN_STROKE = 0.5  # seen half as large as references are: at about the size of the first pass
_GRAIN = 0.4  # px: what is smoothed away of what the network itself made, before it is enlarged once more


class Upscaler:
    """Enlarges with the network and VGG16 on a device. Raises `BadInput` where a file does not hold their weights."""

    def __init__(self, network: Path, vgg: Vgg16, device: Device) -> None:
        self._place = torch.device(device.kind)
        try:
            self._network, self._eye = load_generator(network, vgg, device)
        except ValueError:
            raise BadInput("The weights {0} are not those of the upscaling network.", network.name) from None

    @torch.inference_mode()
    def enlarge(
        self, request: UpscaleRequest, sizes: Sequence[tuple[int, int]], check: Callable[[], None]
    ) -> Iterator[NDArray[np.uint8]]:
        """Enlarge step by step: (H, W, 3) at each of the sizes, width and height in px. check: called before each part
        of the work, may raise to stop."""
        picture = to_tensor(request.picture.pixels, self._place)
        code, grain = self._code(request, check), request.grain
        for width, height in sizes:
            soft = gaussian_blur(picture, grain)
            painted = self._paint(resize(soft, height, width).clamp(-1, 1), code, request.seed, check)
            # What is broad stays as it was (back-projection, Irani & Peleg 1991).
            lost = soft - gaussian_blur(resize(painted, *picture.shape[2:]), grain)
            picture, grain = (painted + resize(lost, height, width)).clamp(-1, 1), _GRAIN
            yield to_pixels(picture)

    def _code(self, request: UpscaleRequest, check: Callable[[], None]) -> Tensor:
        """Of the picture itself, which softly enlarged tells how busy the result should be, and for as much of the
        references."""
        check()
        own = self._read(request.picture, _OWN_STROKE)
        if not request.references:
            return own
        codes = []
        for reference in request.references:
            check()
            codes.append(self._read(reference))
        return (own + torch.stack(codes).mean(0)) / 2

    def _read(self, picture: Picture, stroke: float = 1.0) -> Tensor:
        return self._network.read(self._eye.look(picture, stroke).statistics)

    def _paint(self, picture: Tensor, code: Tensor, seed: int, check: Callable[[], None]) -> Tensor:
        """A picture (1, 3, H, W) by the network, in tiles where it is large. Every tile is painted from its part of one
        noise, so that no grain comes again and neighbours, which have the same where they overlap, keep it there."""
        height, width = picture.shape[2:]
        noise = sketch_noise(height, width, seed)
        painted, weights = torch.zeros_like(picture), torch.zeros_like(picture[:, :1])
        for top, bottom in spans(height):
            for left, right in spans(width):
                check()
                place = (..., slice(top, bottom), slice(left, right))
                share = _ramp(bottom - top)[:, None] * _ramp(right - left)
                share = share.to(picture)
                own = noise[..., _noised(top, bottom), _noised(left, right)]
                painted[place] += share * self._network(picture[place], code, own)
                weights[place] += share
        return painted / weights


def spans(length: int) -> list[tuple[int, int]]:
    """Split a side into tiles, first and last px, exclusive, of each: about equally long and at most `TILE` px, and all
    but the last end where the network's and the noise's cells do."""
    most = (TILE - OVERLAP) // ALIGNMENT
    cells = (length - OVERLAP) / ALIGNMENT
    count = max(1, math.ceil(cells / most))
    starts = [
        max(int(number * cells / count), math.ceil(cells - (count - number) * most))
        for number in range(count)
    ]
    borders = [*(ALIGNMENT * max(0, start) for start in starts), length - OVERLAP]
    return [(start, stop + OVERLAP) for start, stop in pairwise(borders)]


def _noised(start: int, stop: int) -> slice:
    """Where the noise of a tile from `start` to `stop` px lies."""
    return slice(start // NOISE_CELL, (start + -(-(stop - start) // ALIGNMENT) * ALIGNMENT) // NOISE_CELL)


def _ramp(length: int) -> Tensor:
    """What a tile counts along its side: next to nothing in the outer third of an overlap, where it sees least of what
    is around it, and all in the inner third. Little is mixed, because that takes of the grain."""
    from_end = torch.minimum(torch.arange(length), torch.arange(length).flip(0)) + 1
    return (3 * from_end / OVERLAP - 1).clamp(1e-3, 1)
