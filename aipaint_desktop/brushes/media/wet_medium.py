"""What reads the pixels that it writes."""

import numpy as np

from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes, WetPixels, premultiplied, straight
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import NOTHING, Rect


class WetMedium:
    """Works on floats of its own. To make one: `changed`.

    strength, bound: opacity of each dab and of the whole stroke; the brush's opacity is the former but where a medium
    says otherwise.

    Selections: what is not selected at all is not touched; of the rest as much is shown as is selected.
    """

    def __init__(self, edit: Surface, means: Means) -> None:
        self.edit = edit
        self.wet = means.brush.wet
        self.strength = means.brush.opacity  # of a dab
        self.bound = 1.0  # of the whole stroke
        self.pixels = WetPixels(edit, keeps_alpha=edit.keeps_alpha)

    def changed(self, stamp: Stamp, under: Planes, weight: Plane) -> Planes:
        """Compute what a dab makes of its pixels. May change them in place.

        under: (4, height, width), premultiplied. weight: (height, width), 0 to 1; where it is 0 nothing may change.
        """
        raise NotImplementedError

    def touch(self, stamp: Stamp) -> Rect:
        """Let a dab do its work; returns which pixels have changed."""
        rect = stamp.rect
        if rect.intersection(self.edit.bounds).empty:
            return NOTHING
        weight = weight_of(stamp, self.edit, self.strength)
        return self.pixels.write(rect, self.changed(stamp, self.pixels.read(rect), weight))

    def lay(self, rect: Rect) -> bool:
        """Write what has changed within a rectangle; returns whether there is a mark to see."""
        return write_selected(self.edit, rect, self.edit.before.read(rect), self.shown(rect), self.bound)

    def shown(self, rect: Rect) -> Planes:
        """Give the pixels as they are to be seen: (4, height, width), premultiplied."""
        return self.pixels.read(rect)

    def end(self) -> list[Rect]:
        """Do what is done when the brush is lifted; returns which pixels have changed."""
        return []


def weight_of(stamp: Stamp, surface: Surface, strength: float) -> Plane:
    """Compute how strongly a dab that meets the canvas works on each of its pixels, 0 to 1: on none that is not
    selected at all."""
    weight: Plane = stamp.coverage * np.float32(stamp.opacity * strength)
    rect = stamp.rect
    inner = rect.intersection(surface.bounds)
    selected = surface.selected(inner)
    if selected is not None:
        weight[inner.moved(-rect.left, -rect.top).slices] *= selected > 0
    return weight


def write_selected(surface: Surface, rect: Rect, before: Pixels, now: Planes, opacity: float = 1.0) -> bool:
    """Write what is there now instead of the pixels from before, (H, W, 4) uint8, as far as `opacity` says, 0 to 1, and
    as they are selected; returns whether there is a mark to see."""
    selected = surface.selected(rect)
    if opacity < 1 or (selected is not None and selected.min() < 255):
        then = premultiplied(before)
        part = np.float32(opacity) if selected is None else selected * np.float32(opacity / 255)
        then += (now - then) * part
        now = then
    pixels = straight(now, before)
    surface.write(rect, pixels)
    return not np.array_equal(pixels, before)
