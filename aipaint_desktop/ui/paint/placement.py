"""How a painted picture comes into the document it was asked for from."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.geometry import Rect
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.provenance import EngineRun
from aipaint_desktop.engines.base import Request
from aipaint_desktop.engines.compose_request import ComposeRequest
from aipaint_desktop.engines.requests import ExtendRequest, FillRequest, PaintRequest
from aipaint_desktop.engines.sketch_request import SketchRequest
from aipaint_desktop.engines.style_request import StylizeRequest
from aipaint_desktop.engines.upscale_request import UpscaleRequest

_OVER_THE_CANVAS = PaintRequest | StylizeRequest | SketchRequest | UpscaleRequest


def place_result(
    document: Document, request: Request, pixels: NDArray[np.uint8], name: str, run: EngineRun
) -> Layer:
    """The result as a new layer above the active one; the canvas takes the size of the result.

    pixels: (H, W, 3 or 4) of the request's size. What was filled or repainted in a selection is transparent outside
    of it. What was painted over is scaled with the canvas, so that it still lies below.
    """
    height, width = pixels.shape[:2]
    if (width, height) != (document.width, document.height):
        if isinstance(request, ExtendRequest):
            document.resize(width, height, request.left, request.top)
        elif isinstance(request, _OVER_THE_CANVAS) or _begins_with(document, request):
            scale_canvas(document, width, height)
        elif not isinstance(request, FillRequest):
            left, top = (width - document.width) // 2, (height - document.height) // 2
            document.resize(width, height, left, top)
    if isinstance(request, FillRequest):
        pixels = np.dstack([pixels[..., :3], request.mask.pixels])
    elif isinstance(request, StylizeRequest | ComposeRequest) and request.selection is not None:
        mask = Image.fromarray(request.selection.pixels).resize((width, height))
        pixels = np.dstack([pixels[..., :3], np.asarray(mask)])
    return document.paste_image(pixels, name, provenance=run, step=name)


def _begins_with(document: Document, request: Request) -> bool:
    """Whether it is a composition that begins with what is on the canvas."""
    if not isinstance(request, ComposeRequest) or request.start is None:
        return False
    return (request.start.width, request.start.height) == (document.width, document.height)


def kept_when_stopped(request: Request) -> bool:
    """Whether every frame of the run is a result in itself, that an artist stops it to have."""
    return isinstance(request, StylizeRequest) and request.quality == "master"


def scale_canvas(document: Document, width: int, height: int) -> None:
    """Give the canvas another size and scale what is on its layers along."""
    before = [(layer, layer.tiles.read(document.rect)) for layer in document.layers]
    document.resize(width, height)
    for layer, pixels in before:
        blank = pixels.min() == 255 if layer.paper else not pixels[..., 3].any()
        if not blank:
            scaled = Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS)
            edit = document.begin_edit("Scale layer", layer.id)
            edit.write(document.rect, np.asarray(scaled))
            edit.commit()


def emerging_rect(document: Document, request: Request) -> Rect:
    """Where on the canvas a painting is shown while it emerges."""
    width, height = request.size
    if isinstance(request, ExtendRequest):
        return Rect(-request.left, -request.top, width, height)
    scale = min(document.width / width, document.height / height)
    shown = round(width * scale), round(height * scale)
    return Rect((document.width - shown[0]) // 2, (document.height - shown[1]) // 2, *shown)


def pixels_of(image: QImage, width: int, height: int) -> NDArray[np.uint8]:
    """The image at this size as (height, width, 3)."""
    scaled = image.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(scaled.constBits(), np.uint8).reshape(height, scaled.bytesPerLine())
    return rows[:, : 3 * width].reshape(height, width, 3).copy()
