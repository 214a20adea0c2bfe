"""A surface as a mirror shows it, or turned by quarters: pixels change places, and nothing is computed of them."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.surfaces.repeated import EVERYWHERE
from aipaint_desktop.brushes.surfaces.surface import Period, Surface, repaint_whole
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import Readable
from aipaint_desktop.document.pixel_edit import Make
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import NOTHING, Rect


class Turn:
    """Carries places over: left and right change places where it mirrors, then all turns clockwise by quarters.

    What stays where it is: the point at (across / 2, down / 2), so that it lies between pixels or in the middle of one.
    Turns by one quarter or three need the sum of the two to be even.
    """

    def __init__(self, across: int, down: int, quarters: int = 0, *, mirrors: bool = False) -> None:
        if quarters % 2 and (across + down) % 2:
            raise ValueError("a turn by a quarter about this point would put pixels between pixels")
        self._across, self._down = across, down
        self.quarters = quarters % 4
        self._mirrors = mirrors

    @property
    def stays(self) -> bool:
        """Tell whether all stays where it is."""
        return not (self._mirrors or self.quarters)

    def carry(self, rect: Rect) -> Rect:
        """Find where a rectangle comes to lie."""
        left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
        if self._mirrors:
            left, right = self._across - right, self._across - left
        if self.quarters >= 2:
            left, right = self._across - right, self._across - left
            top, bottom = self._down - bottom, self._down - top
        if self.quarters % 2:
            # (x, y) about the middle becomes (−y, x)
            total, difference = (self._across + self._down) // 2, (self._down - self._across) // 2
            left, top, right, bottom = total - bottom, difference + left, total - top, difference + right
        return Rect.from_edges(left, top, right, bottom)

    def carry_back(self, rect: Rect) -> Rect:
        """Find what comes to lie on a rectangle."""
        inverse = Turn(
            self._across,
            self._down,
            self.quarters if self._mirrors else -self.quarters,
            mirrors=self._mirrors,
        )
        return inverse.carry(rect)

    def seen(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Give the pixels of a rectangle as they are before they are carried, of those that they are after."""
        turned = np.rot90(_whole(pixels), self.quarters)
        return _parted(turned[:, ::-1] if self._mirrors else turned, pixels)

    def carried(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Give the pixels of a rectangle as they are after they are carried."""
        whole = _whole(pixels)
        return _parted(np.rot90(whole[:, ::-1] if self._mirrors else whole, -self.quarters), pixels)


def _whole(pixels: NDArray[np.uint8]) -> NDArray[np.generic]:
    """Each pixel as one number, which changes places several times as fast as four."""
    if pixels.ndim == 2:
        return pixels
    whole: NDArray[np.generic] = np.ascontiguousarray(pixels).view(np.uint32)[..., 0]
    return whole


def _parted(whole: NDArray[np.generic], like: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pixels again, of as many channels as others have."""
    copied = np.ascontiguousarray(whole)
    return copied.view(np.uint8).reshape(*copied.shape, *like.shape[2:])


class Turned:
    """Shows a surface as if it had been carried back: what is painted on this one lies, carried, on that."""

    def __init__(self, surface: Surface, turn: Turn) -> None:
        self._surface = surface
        self._turn = turn
        self.keeps_alpha = surface.keeps_alpha
        self.bounds = surface.bounds if surface.period else turn.carry_back(surface.bounds)
        period = surface.period
        self.period: Period | None = period[::-1] if period and turn.quarters % 2 else period
        self.before: Readable = _TurnedPixels(surface, turn)

    def selected(self, rect: Rect) -> Mask | None:
        selected = self._surface.selected(self._turn.carry(rect))
        return None if selected is None else self._turn.seen(selected)

    def write(self, rect: Rect, pixels: Pixels) -> None:
        self._surface.write(self._turn.carry(rect), self._turn.carried(pixels))

    def repaint(self, rect: Rect, make: Make) -> None:
        if self._turn.stays:
            self._surface.repaint(rect, make)
        else:
            repaint_whole(self, rect, make)


class _TurnedPixels:
    def __init__(self, surface: Surface, turn: Turn) -> None:
        self._surface = surface
        self._turn = turn

    def read(self, rect: Rect) -> Pixels:
        """Copy the pixels, writable: (rect.height, rect.width, 4) uint8; transparent beyond the bounds."""
        return self._turn.seen(read_within(self._surface, self._turn.carry(rect)))


def read_within(surface: Surface, rect: Rect) -> Pixels:
    """Copy the pixels from before of any rectangle; what lies beyond the bounds is transparent."""
    inner = rect.intersection(surface.bounds)
    if inner == rect or surface.bounds == EVERYWHERE:
        return surface.before.read(rect)
    pixels = np.zeros((rect.height, rect.width, 4), np.uint8)
    if inner != NOTHING and not inner.empty:
        pixels[inner.moved(-rect.left, -rect.top).slices] = surface.before.read(inner)
    return pixels
