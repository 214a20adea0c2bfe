"""Painting a drawing with the sketch network, and the colours of its regions."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.generator import load_generator
from aipaint_desktop.engines.pictures.ground import touched
from aipaint_desktop.engines.pictures.pixels import flattened, resized, to_pixels, to_tensor
from aipaint_desktop.engines.pictures.transparency import alpha_of
from aipaint_desktop.engines.sketch.flats import Paints, flats_of, paints_of
from aipaint_desktop.engines.sketch.regions import Regions, lines_of, regions_of
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.nn.sketch.network import sketch_noise
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.oklab import oklab_of
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_MOST_PIXELS = 1_000_000
"""Pictures of more are painted at so many and enlarged: a line would be wider than any that the network has seen."""

_REGIONS_SIDE = 512
_CHROMA = 0.04  # in OKLab, of what counts as a colour
_IN_COLOURS = 0.25  # of a sketch in colours
_LOOKED_AT_SIDE = 256
_LINE = 1 / 40  # of the short side: half of what a line is wide at most


class SketchPainter:
    """Paints line drawings with the network and VGG16 on a device. Raises `BadInput` where a file does not hold their
    weights."""

    def __init__(self, network: Path, vgg: Vgg16, device: Device) -> None:
        self._place = torch.device(device.kind)
        try:
            self._network, self._eye = load_generator(network, vgg, device)
        except ValueError:
            raise BadInput("The weights {0} are not those of the sketch network.", network.name) from None

    @torch.inference_mode()
    def paint(self, request: SketchRequest, check: Callable[[], None]) -> NDArray[np.uint8]:
        """Paint the drawing of a request, (height, width, 3). check: called before each part of the work, may raise to
        stop. Raises `BadInput` for a genre or movement that the network does not know."""
        width, height = request.size
        shrinking = min(1.0, (_MOST_PIXELS / (width * height)) ** 0.5)
        drawing = resized(paper(request.drawing).pixels, round(width * shrinking), round(height * shrinking))
        code = self.code(request, check)
        check()
        return resized(self.paint_like(code, drawing, request.seed), width, height)

    @torch.inference_mode()
    def paint_like(self, code: Tensor, drawing: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
        """Paint a drawing (H, W, 3 or 4) like a code, (H, W, 3). seed: of what blank paper becomes paint from."""
        noise = sketch_noise(drawing.shape[0], drawing.shape[1], seed)
        return to_pixels(self._network(to_tensor(drawing, self._place), code, noise))

    @torch.inference_mode()
    def code(self, request: SketchRequest, check: Callable[[], None]) -> Tensor:
        """Find the code (1, 128) of what the request is to be painted like. Raises `BadInput` as `paint` does."""
        if request.references:
            codes = []
            for reference in request.references:
                check()
                codes.append(self._network.read(self._eye.look(reference).statistics))
            return torch.stack(codes).mean(0)
        names = self._network.names
        try:
            genre, movement = names.genre(request.genre), names.movement(request.movement)
        except ValueError:
            unknown = request.genre if request.genre not in ("", *names.genres) else request.movement
            raise BadInput("The sketch model knows no “{0}”.", unknown) from None
        if not genre and not movement and names.movements:
            movement = 1 + request.seed % len(names.movements)
        return self._network.ask(
            *(torch.tensor([number], device=self._place) for number in (genre, movement))
        )


def paper(drawing: Picture) -> Picture:
    """Put a drawing on the paper that it is painted on: lines on nothing stand on white, a shape that is cut out stays
    so."""
    alpha = alpha_of(drawing.pixels)
    if alpha is None:
        return drawing
    covered = Image.fromarray(touched(alpha // 128))
    covered.thumbnail((_LOOKED_AT_SIDE, _LOOKED_AT_SIDE), Image.Resampling.NEAREST)  # keeps their shares
    width = 2 * max(2, round(_LINE * min(covered.size))) + 1
    surfaces = covered.filter(ImageFilter.MinFilter(width)).filter(ImageFilter.MaxFilter(width))
    if np.count_nonzero(np.asarray(surfaces)) > np.count_nonzero(np.asarray(covered)) / 2:
        return drawing
    return Picture(flattened(drawing.pixels), drawing.name)


def coloured(drawing: NDArray[np.uint8], references: Sequence[Picture]) -> NDArray[np.uint8] | None:
    """Colour the regions that a drawing's lines close in, (H, W, 3) at most 512 px a side; what is painted in colours
    already keeps them. None where it is neither. drawing: (H, W, 3 or 4)."""
    small = _small(drawing)
    regions = _regions(small)
    if regions is not None:
        return flats_of(regions, _paints(references))
    return small if _painted(small) else None


def _small(drawing: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = drawing.shape[:2]
    scale = min(1.0, _REGIONS_SIDE / max(width, height))
    return flattened(resized(drawing, max(1, round(width * scale)), max(1, round(height * scale))))


def _regions(small: NDArray[np.uint8]) -> Regions | None:
    found = regions_of(lines_of(small))
    return found if found.count > 1 and found.spacious else None


def _painted(small: NDArray[np.uint8]) -> bool:
    """Tell a sketch in colours from lines and shades."""
    _, a, b = oklab_of(np.moveaxis(small, 2, 0).astype(np.float32) * np.float32(1 / 255))
    return bool((np.hypot(a, b) > _CHROMA).mean() >= _IN_COLOURS)


def _paints(references: Sequence[Picture]) -> Paints:
    return paints_of([flattened(reference.pixels) for reference in references])


class LiveSketch:
    """Paints a drawing while it is being drawn; each line counts everywhere, so all is painted every time. Where it has
    regions their colours are shown, which the painter is to paint."""

    most_pixels = 450_000

    def __init__(self, painter: SketchPainter, request: SketchRequest) -> None:
        self._painter = painter
        self._seed = request.seed
        self._code = painter.code(request, lambda: None)
        by_regions = request.by_regions and request.references
        self._paints = _paints(request.references) if by_regions else None
        self.image: NDArray[np.uint8] = np.zeros((0, 0, 3), np.uint8)

    def renew(self, picture: NDArray[np.uint8]) -> None:
        if self._paints is not None:
            small, (height, width) = _small(picture), picture.shape[:2]
            if (regions := _regions(small)) is not None:
                self.image = resized(flats_of(regions, self._paints), width, height)
                return
            if _painted(small):
                self.image = picture[..., :3].copy()
                return
        self.image = self._painter.paint_like(self._code, picture, self._seed)

    def stop(self) -> None:
        """Do nothing: what is painted takes a moment."""

    def refresh(self, picture: NDArray[np.uint8], *_changed: int) -> None:
        self.renew(picture)
