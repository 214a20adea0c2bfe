"""How a painted picture comes into the document it was asked for from."""

from collections.abc import Callable
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.canvas_size import Scaling, resized
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.node import Layer
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.ground import layer_of_picture
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.values.geometry import Rect


class Fit(Enum):
    """What becomes of the canvas when the result of a request has another size."""

    SAME = "same"
    SCALED = "scaled"  # its layers are scaled along
    GROWN = "grown"  # it grows around its layers
    CUT = "cut"  # its layers stay as they are in its middle


def fit_of(request: Request, width: int, height: int) -> Fit:
    """Tell what the request means for a canvas of width × height px that it was asked for from."""
    if request.size == (width, height):
        return Fit.SAME
    ground = request.ground
    if ground is not None and (ground.width, ground.height) == (width, height):
        return Fit.SCALED
    wider, higher = request.size[0] >= width, request.size[1] >= height
    return Fit.GROWN if wider and higher else Fit.CUT


def place_result(
    target: Target,
    request: Request,
    pixels: NDArray[np.uint8],
    name: str,
    step: str,
    run: EngineRun,
    scaling: Scaling | None = None,
) -> Layer:
    """Put the result into the document that it was asked for from, as one step of its history.

    It becomes a layer above those that it was painted from, and the active one unless the artist has gone to another.
    The canvas takes its size in the way that `fit_of` says. A canvas that was given another size meanwhile keeps that,
    as one does that is not to be resized, and the result is laid onto it as it was shown while it emerged.

    What the artist had undone meanwhile is kept as a snapshot.

    pixels: of the request's size, (H, W, 4) what is laid over the canvas (`Frame.laid`), or (H, W, 3) the whole picture
    as it is then. step: the step's name, untranslated. scaling: what `scaling_for` gave, if anything of it has been
    computed. Raises `BadInput` where the canvas cannot become so large.
    """
    document = target.document
    if pixels.shape[2] == 3:
        pixels = layer_of_picture(request, pixels)
    document.keep_undone()
    canvas = _canvas_change(_fit(target, request), request, document.rect, scaling)
    return document.place(
        step,
        pixels,
        name,
        emerging_rect(document, request) if canvas is None else Rect(0, 0, *request.size),
        target.above,
        provenance=run,
        canvas=canvas,
        activate=document.active.id == target.active_id,
    )


def scaling_for(target: Target, request: Request) -> Scaling | None:
    """Plan how the canvas is to be scaled for the result, None where it is not. What is on it can be scaled beforehand,
    on another thread, by `Scaling.of`. Raises `BadInput` where the canvas cannot become so large."""
    return Scaling(*request.size) if _fit(target, request) is Fit.SCALED else None


def _fit(target: Target, request: Request) -> Fit:
    """What becomes of the canvas when the result is placed now."""
    size = target.document.width, target.document.height
    resizes = target.resizes and size == (target.width, target.height)
    return fit_of(request, *size) if resizes else Fit.SAME


def _canvas_change(
    fit: Fit, request: Request, canvas: Rect, scaling: Scaling | None
) -> Callable[[State], State] | None:
    width, height = request.size
    match fit:
        case Fit.SAME:
            return None
        case Fit.SCALED:
            return (scaling or Scaling(width, height)).of
    middle = (width - canvas.width) // 2, (height - canvas.height) // 2
    left, top = request.corner or middle
    return lambda state: resized(state, width, height, left, top)


def emerging_rect(document: Document, request: Request) -> Rect:
    """Tell where on the canvas a painting is shown while it emerges."""
    width, height = request.size
    if (width, height) == (document.width, document.height):
        return document.rect
    if request.corner is not None:
        left, top = request.corner
        return Rect(-left, -top, width, height)
    scale = min(document.width / width, document.height / height)
    shown = max(1, round(width * scale)), max(1, round(height * scale))
    return Rect((document.width - shown[0]) // 2, (document.height - shown[1]) // 2, *shown)
