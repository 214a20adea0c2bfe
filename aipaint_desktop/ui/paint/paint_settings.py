"""What the artist has set in the paint panel, and the request it becomes."""

import random
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base import BadInput, Picture, Request
from aipaint_desktop.engines.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.style_request import Quality, StylizeRequest


class Operation(Enum):
    PAINT = "paint"
    VARY = "vary"
    FILL = "fill"
    EXTEND = "extend"
    TILE = "tile"
    STYLIZE = "stylize"


@dataclass(frozen=True)
class StyleSettings:
    """How a picture is repainted; see `StylizeRequest`. weights: shares of the references, in their order."""

    quality: Quality = "fast"
    strength: float = 1.0
    stroke: float = 1.0
    keep_colours: bool = False
    weights: tuple[float, ...] = ()


@dataclass(frozen=True)
class PaintSettings:
    """What the paint panel says, but for the references.

    from_canvas: paint like the picture on the canvas itself; a sketch is always painted like the references.
    keep: closeness to the sketch, 0 to 1. width, height: of the result, px.
    """

    operation: Operation
    from_canvas: bool
    keep: float
    width: int
    height: int
    seed: int
    steps: int
    style: StyleSettings = StyleSettings()


@dataclass(frozen=True)
class Canvas:
    """The picture as it stands. pixels: (H, W, 4) uint8; selection: (H, W) uint8 or None."""

    pixels: NDArray[np.uint8]
    selection: NDArray[np.uint8] | None = None


def new_seed() -> int:
    """Short enough to be read out and written down."""
    return random.randrange(10**6)


def build_request(settings: PaintSettings, canvas: Canvas, references: tuple[Picture, ...]) -> Request:
    """The request for what the artist set. Raises `BadInput` where the operation lacks something."""
    picture = Picture(canvas.pixels, "canvas")
    if settings.from_canvas and settings.operation not in (Operation.PAINT, Operation.STYLIZE):
        mends = settings.operation in (Operation.FILL, Operation.EXTEND)
        references = () if mends else (picture,)
    match settings.operation:
        case Operation.PAINT:
            return PaintRequest(
                seed=settings.seed,
                steps=settings.steps,
                references=references,
                sketch=picture,
                width=settings.width,
                height=settings.height,
                keep=settings.keep,
            )
        case Operation.VARY | Operation.TILE:
            return VaryRequest(
                seed=settings.seed,
                steps=settings.steps,
                references=references,
                width=settings.width,
                height=settings.height,
                tile=settings.operation is Operation.TILE,
            )
        case Operation.FILL:
            if canvas.selection is None:
                raise BadInput(
                    "Nothing is selected: select with the rectangle or the lasso what is to be filled."
                )
            return FillRequest(
                seed=settings.seed,
                steps=settings.steps,
                references=references,
                picture=picture,
                mask=Picture(canvas.selection, "selection"),
            )
        case Operation.EXTEND:
            return ExtendRequest(
                seed=settings.seed,
                steps=settings.steps,
                references=references,
                picture=picture,
                width=settings.width,
                height=settings.height,
                left=(settings.width - picture.width) // 2,
                top=(settings.height - picture.height) // 2,
            )
        case Operation.STYLIZE:
            style, one_each = settings.style, (1.0,) * len(references)
            selection = None if canvas.selection is None else Picture(canvas.selection, "selection")
            return StylizeRequest(
                seed=settings.seed,
                picture=picture,
                references=references,
                weights=style.weights if len(style.weights) == len(references) else one_each,
                width=settings.width,
                height=settings.height,
                selection=selection,
                quality=style.quality,
                strength=style.strength,
                keep_colours=style.keep_colours,
                stroke=style.stroke,
            )
