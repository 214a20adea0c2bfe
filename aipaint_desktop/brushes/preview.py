"""A short stroke that shows what a brush is like."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.media.listed import copies, uses_colour
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.titles import StepTitle

_INK = (0, 0, 0)
_POINTS = 24
_SECONDS = 0.5  # that the hand takes: neither slow nor in haste
_WIDEST = 0.6  # of the height
_BARS = 6
_CORNERS = 1.5  # how far those of a tip reach, as a share of its size


def brush_preview(brush: Brush, width: int, height: int) -> NDArray[np.uint8]:
    """Draw a wave from light to firm and light again: its opacity, (height, width); large brushes are shown smaller.

    Brushes without paint of their own go over bars of it.
    """
    document = Document(width, height)
    spread = 2 * brush.scatter + (_CORNERS if brush.tips else 1.0)
    size = min(brush.size, height * _WIDEST / spread)
    if copies(brush.kind):  # here is nothing to copy
        brush = replace(brush, kind=Kind.PAINT)
    if not uses_colour(brush):
        _draw_bars(document)
    stroke = Stroke(document.begin_edit(brush.name), replace(brush, size=size), _INK)
    reach = size * spread / 2 + 1
    for point in range(_POINTS):
        part = point / (_POINTS - 1)
        stroke.add(
            PenSample(
                reach + part * (width - 2 * reach),
                height / 2 + (height / 2 - reach) * 0.6 * math.sin(2 * math.pi * part),
                pressure=0.15 + 0.85 * math.sin(math.pi * part),
                time=part * _SECONDS,
            )
        )
    stroke.finish()
    return document.layers[-1].tiles.read(document.rect)[..., 3]


def _draw_bars(document: Document) -> None:
    width, height = document.rect.width, document.rect.height
    edit = document.begin_edit(StepTitle("Fill"))
    for bar in range(_BARS):
        left, right = (round((bar + side) * width / (_BARS + 0.5)) for side in (0.5, 1))
        rect = Rect(left, height // 6, right - left, height - 2 * (height // 6))
        edit.write(rect, np.full((rect.height, rect.width, 4), (*_INK, 255), np.uint8))
    edit.commit()
