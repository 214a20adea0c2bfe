"""What the artist has set in the paint panel, and the request it becomes."""

import random
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque, plain
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import Quality, StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput


class Operation(Enum):
    PAINT = "paint"
    VARY = "vary"
    FILL = "fill"
    EXTEND = "extend"
    TILE = "tile"
    STYLIZE = "stylize"
    COMPOSE = "compose"
    SKETCH = "sketch"
    GENERATE = "generate"
    UPSCALE = "upscale"


class Start(Enum):
    """What a composition begins with."""

    WORDS = "words"
    CANVAS = "canvas"
    SELECTION = "selection"
    BEYOND = "beyond"  # the canvas, on a larger one
    FRAME = "frame"  # a step of an earlier composition


class PaintedFrom(Enum):
    """Which part of the document a picture is painted from."""

    SKETCH = "sketch"  # what the hand has made
    LAYER = "layer"  # the active one
    VISIBLE = "visible"
    SELECTION = "selection"  # all that is visible within it


_LIKE_REFERENCES = (Operation.PAINT, Operation.STYLIZE, Operation.COMPOSE, Operation.SKETCH)


@dataclass(frozen=True)
class StyleSettings:
    """How a picture is repainted; see `StylizeRequest`.

    weights: shares of the references, in their order. regions: the mask in which each of them is used, None for
    those that are used in what remains.
    """

    quality: Quality = "fast"
    strength: float = 1.0
    stroke: float = 1.0
    keep_colours: bool = False
    from_fast: bool = False
    weights: tuple[float, ...] = ()
    regions: tuple[Picture | None, ...] = ()


@dataclass(frozen=True)
class ComposeSettings:
    """How words become a painting; see `ComposeRequest`.

    frame: what `Start.FRAME` begins with. fitting: paint like the shipped reference that fits best, whatever is chosen.
    count: more than one compose a sheet to choose from, without finishing any.
    """

    prompt: str = ""
    negative: str = ""
    guidance: float = ComposeRequest.guidance
    start: Start = Start.WORDS
    keep: float = 0.5
    frame: Picture | None = None
    finish: Finish = "upscale"
    fitting: bool = True
    count: int = 1

    @property
    def likes_chosen(self) -> bool:
        """Whether it is painted like the references that the artist chose."""
        return not self.fitting and self.finish != "none" and self.count == 1


@dataclass(frozen=True)
class SketchSettings:
    """What a line drawing becomes; see `SketchRequest`. like_chosen: paint like the chosen references, whatever genre
    and movement say."""

    like_chosen: bool = True
    genre: str = ""
    movement: str = ""


@dataclass(frozen=True)
class PaintSettings:
    """What the paint panel says, but for the references.

    from_canvas: paint like the picture on the canvas itself; a sketch is always painted like the references.
    keep: closeness to the sketch, 0 to 1. width, height: of the result, px.
    model: id of the chosen model; weights: of one that the artist trained, their SHA-256.
    painted_from: what becomes the picture that an operation takes, where it takes one.
    """

    operation: Operation
    from_canvas: bool
    keep: float
    width: int
    height: int
    seed: int
    steps: int
    style: StyleSettings = StyleSettings()
    compose: ComposeSettings = ComposeSettings()
    sketch: SketchSettings = SketchSettings()
    model: str = ""
    weights: str = ""
    painted_from: PaintedFrom = PaintedFrom.VISIBLE


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
    picture = plain(Picture(canvas.pixels, "canvas"))
    selection = None if canvas.selection is None else Picture(canvas.selection, "selection")
    size = settings.width, settings.height
    if settings.from_canvas and settings.operation not in _LIKE_REFERENCES:
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
                selection=selection,
            )
        case Operation.VARY | Operation.TILE:
            return VaryRequest(
                seed=settings.seed,
                steps=settings.steps,
                references=references,
                width=settings.width,
                height=settings.height,
                tile=settings.operation is Operation.TILE,
                selection=_placed_selection(selection, *size),
            )
        case Operation.FILL:
            if selection is None:
                raise BadInput(
                    "Nothing is selected: select with the rectangle or the lasso what is to be filled."
                )
            return FillRequest(
                seed=settings.seed,
                steps=settings.steps,
                references=references,
                picture=picture,
                mask=selection,
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
            return StylizeRequest(
                seed=settings.seed,
                picture=picture,
                references=references,
                weights=style.weights if len(style.weights) == len(references) else one_each,
                width=settings.width,
                height=settings.height,
                regions=_whole_regions(style.regions) if len(style.regions) == len(references) else (),
                selection=selection,
                quality=style.quality,
                strength=style.strength,
                keep_colours=style.keep_colours,
                from_fast=style.from_fast,
                stroke=style.stroke,
            )
        case Operation.COMPOSE:
            return _compose_request(settings, canvas, references)
        case Operation.SKETCH:
            sketch = settings.sketch
            return SketchRequest(
                seed=settings.seed,
                drawing=picture,
                references=references if sketch.like_chosen else (),
                genre="" if sketch.like_chosen else sketch.genre,
                movement="" if sketch.like_chosen else sketch.movement,
                width=settings.width,
                height=settings.height,
                selection=selection,
            )
        case Operation.UPSCALE:
            return UpscaleRequest(
                seed=settings.seed,
                picture=picture,
                width=settings.width,
                height=settings.height,
                selection=selection,
            )
        case Operation.GENERATE:
            return GenerateRequest(
                seed=settings.seed,
                trained=settings.model,
                weights=settings.weights,
                width=settings.width,
                height=settings.height,
                selection=_placed_selection(selection, *size),
            )


def _compose_request(
    settings: PaintSettings, canvas: Canvas, references: tuple[Picture, ...]
) -> ComposeRequest:
    compose = settings.compose
    picture = plain(Picture(canvas.pixels, "canvas"))
    selection = None if canvas.selection is None else Picture(canvas.selection, "selection")
    start, keep = None, compose.keep
    match compose.start:
        case Start.CANVAS:
            start = picture
        case Start.SELECTION:
            if selection is None:
                raise BadInput(
                    "Nothing is selected: select with the rectangle or the lasso what is to be composed."
                )
            start = picture
        case Start.BEYOND:
            start, selection = _on_larger_canvas(picture, settings.width, settings.height)
            keep = 0.0
        case Start.FRAME:
            start = compose.frame
            if start is not None and selection is not None:
                start = _in_selection(start, picture, selection)
        case Start.WORDS if selection is not None:
            start, keep = picture, 0.0  # nothing of what is selected, but all of what is around it
        case Start.WORDS:
            pass
    return ComposeRequest(
        seed=settings.seed,
        prompt=compose.prompt,
        negative=compose.negative,
        guidance=compose.guidance,
        start=start,
        keep=keep,
        selection=selection,
        finish="none" if compose.count > 1 else compose.finish,
        references=references if compose.likes_chosen else (),
        width=settings.width,
        height=settings.height,
        count=compose.count,
    )


def _on_larger_canvas(picture: Picture, width: int, height: int) -> tuple[Picture, Picture]:
    """The picture in the middle of a canvas of this size, and a mask of what is around it."""
    left, top = (width - picture.width) // 2, (height - picture.height) // 2
    if left < 0 or top < 0 or (left == 0 and top == 0):
        raise BadInput(
            f"The canvas of {width}×{height} must be larger than the picture of "
            f"{picture.width}×{picture.height} and hold it whole."
        )
    place = slice(top, top + picture.height), slice(left, left + picture.width)
    pixels = np.full((height, width, picture.pixels.shape[2]), 255, np.uint8)
    pixels[place] = picture.pixels
    around = np.full((height, width), 255, np.uint8)
    around[place] = 0
    return Picture(pixels, "canvas"), Picture(around, "around the canvas")


def _in_selection(frame: Picture, picture: Picture, selection: Picture) -> Picture:
    """A frame of a composition, enlarged, where anything is selected, and the picture elsewhere."""
    whole = resized(opaque(frame.pixels), picture.width, picture.height)
    pixels = picture.pixels.copy()
    selected = selection.pixels > 0
    pixels[..., :3][selected] = whole[selected]
    return Picture(pixels, frame.name)


def _placed_selection(selection: Picture | None, width: int, height: int) -> Picture | None:
    """The part of a selection that a new picture of this size covers, its middle on that of the canvas."""
    if selection is None or (selection.width, selection.height) == (width, height):
        return selection
    left, top = (width - selection.width) // 2, (height - selection.height) // 2
    placed = np.zeros((height, width), np.uint8)
    rows = slice(max(0, top), min(height, top + selection.height))
    columns = slice(max(0, left), min(width, left + selection.width))
    placed[rows, columns] = selection.pixels[
        rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
    ]
    return Picture(placed, selection.name)


def _whole_regions(regions: tuple[Picture | None, ...]) -> tuple[Picture, ...]:
    """A mask for each, that of what remains where there was none; nothing where there was none at all."""
    given = [region.pixels for region in regions if region is not None]
    if not given:
        return ()
    covered = np.minimum(np.sum(given, axis=0, dtype=np.uint16), 255).astype(np.uint8)
    rest = Picture(255 - covered, "what remains")
    return tuple(region or rest for region in regions)
