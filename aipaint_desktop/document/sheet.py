"""Sheets of premultiplied colours in float32, and what is laid over them: the arithmetic of compositing.

After W3C *Compositing and Blending Level 1*, on straight sRGB values; plane by plane, because numpy is slow where the
last axis is short. Nothing here is changed in place, so that what is laid once can be kept and laid over again.
Compiled kernels compute the same where there are any; what numpy computes here is what they are tested against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aipaint_desktop.document.modes import Mode, Plane, blended
from aipaint_desktop.document.tile import Pixels, Tile
from aipaint_desktop.kernels import native

Slices = tuple[slice, slice]

# Added before a cast to uint8, which cuts off, so that it rounds.
HALF = np.float32(0.5)
_LEAST = np.float32(1e-6)
_ONE, _WHITE = np.float32(1), np.float32(255)
_TO_ONE = np.float32(1 / 255)
PLACES = {mode: place for place, mode in enumerate(Mode)}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A piece of a picture. colours: red, green, blue, 0 to 255, premultiplied. alpha: 0 to 1, None where it is 1
    everywhere."""

    colours: Sequence[Plane]
    alpha: Plane | None

    @classmethod
    def unfilled(cls, shape: tuple[int, ...], *, alpha: bool) -> "Sheet":
        """Give one to be computed, of anything until then. shape: its first two are height and width."""
        planes = np.empty((4 if alpha else 3, *shape[:2]), np.float32)
        return cls([planes[0], planes[1], planes[2]], planes[3] if alpha else None)

    def part(self, inner: Slices) -> "Sheet":
        """Give a part of it, as a view."""
        alpha = None if self.alpha is None else self.alpha[inner]
        return Sheet([colour[inner] for colour in self.colours], alpha)

    def premultiplied_bgra(self) -> Pixels:
        """Give its pixels as a screen takes them, premultiplied, blue first: (H, W, 4) uint8."""
        result = np.empty((*self.colours[0].shape, 4), np.uint8)
        if native is not None:
            native.premultiplied_bgra(result, self.planes)
            return result
        for channel, colour in enumerate(reversed(self.colours)):
            result[..., channel] = np.minimum(colour + HALF, _WHITE)
        result[..., 3] = 255 if self.alpha is None else np.minimum(self.alpha * _WHITE + HALF, _WHITE)
        return result

    @property
    def planes(self) -> tuple[Plane, ...]:
        return (*self.colours, *(() if self.alpha is None else (self.alpha,)))

    def straight(self) -> Pixels:
        """Give its pixels with straight alpha: (H, W, 4) uint8."""
        result = np.empty((*self.colours[0].shape, 4), np.uint8)
        if native is not None:
            native.straight(result, self.planes)
            return result
        if self.alpha is None:
            result[..., 3] = 255
            for channel, colour in enumerate(self.colours):
                result[..., channel] = np.minimum(colour + HALF, _WHITE)
            return result
        whole = 1 / np.maximum(self.alpha, _LEAST)
        for channel, colour in enumerate(self.colours):
            result[..., channel] = np.minimum(colour * whole + HALF, _WHITE)
        result[..., 3] = np.minimum(self.alpha * _WHITE + HALF, _WHITE)
        return result


@dataclass(frozen=True, eq=False)
class Source:
    """What is laid over a sheet. premultiplied: red, green, blue, 0 to 255. alpha: how much of it there is, 0 to 1."""

    premultiplied: Sequence[Plane]
    alpha: Plane

    def part(self, inner: Slices) -> "Source":
        """Give a part of it, as a view."""
        return Source([colour[inner] for colour in self.premultiplied], self.alpha[inner])

    @cached_property
    def straight(self) -> list[Plane]:
        """Give its colours as they are: red, green, blue, 0 to 1."""
        scale = _TO_ONE / np.maximum(self.alpha, _LEAST)
        return [np.minimum(colour * scale, _ONE) for colour in self.premultiplied]

    @cached_property
    def rest(self) -> Plane:
        """Give how much of what is below is left: 1 − alpha."""
        rest: Plane = 1 - self.alpha
        return rest


def plane(pixels: Pixels, channel: int) -> Plane:
    """Copy one channel into a new array: what is computed with it runs several times as fast as on a view."""
    return pixels[..., channel].astype(np.float32)


def source_of_tile(tile: Tile, mask: Tile | None, opacity: float, inner: Slices) -> Source:
    """Read a part of a tile, less what a mask hides of it."""
    pixels = tile.pixels[inner]
    if native is not None:
        made = Sheet.unfilled(pixels.shape, alpha=True)
        native.source(made.planes, pixels, None if mask is None else mask.pixels[inner], opacity / 255)
        return Source(made.colours, made.planes[3])
    alpha = plane(pixels, 3)
    alpha *= np.float32(opacity / 255)
    if mask is not None:
        alpha *= _shown(mask, inner)
    colours = [plane(pixels, channel) for channel in range(3)]
    for colour in colours:
        colour *= alpha
    return Source(colours, alpha)


def source_of_sheet(sheet: Sheet, mask: Tile | None, opacity: float, inner: Slices) -> Source:
    """Take a sheet as what is laid over another, less what a mask hides of it."""
    alpha = np.ones_like(sheet.colours[0]) if sheet.alpha is None else sheet.alpha
    if mask is None and opacity == 1:
        return Source(sheet.colours, alpha)
    share = share_shown(mask, opacity, inner)
    return Source([colour * share for colour in sheet.colours], alpha * share)


def share_shown(mask: Tile | None, opacity: float, inner: Slices) -> Plane | np.float32:
    """Tell how much is shown of what has this opacity and this mask, 0 to 1."""
    if mask is None:
        return np.float32(opacity)
    shown = _shown(mask, inner)
    shown *= np.float32(opacity)
    return shown


def _shown(mask: Tile, inner: Slices) -> Plane:
    shown: Plane = (255 - mask.pixels[inner]).astype(np.float32)
    shown *= _TO_ONE
    return shown


def laid(below: Sheet | None, source: Source, mode: Mode, *, atop: bool) -> Sheet | None:
    """Lay a source over a sheet, None for nothing. atop: only where there is something, whose alpha stays."""
    if below is None:
        return None if atop else Sheet(source.premultiplied, source.alpha)
    if native is not None:
        made = Sheet.unfilled(source.alpha.shape, alpha=below.alpha is not None)
        above = (*source.premultiplied, source.alpha)
        native.lay(made.planes, below.planes, above, PLACES[mode], atop)
        return made
    added = _added(below, source, mode, atop=atop)
    if mode is Mode.ADD:
        colours = [
            np.minimum(colour + more, _WHITE) for colour, more in zip(below.colours, added, strict=True)
        ]
        if below.alpha is None or atop:
            return Sheet(colours, below.alpha)
        return Sheet(colours, np.minimum(below.alpha + source.alpha, _ONE))
    rest = source.rest
    colours = []
    for colour, more in zip(below.colours, added, strict=True):
        left: Plane = colour * rest
        left += more
        colours.append(left)
    if below.alpha is None or atop:
        return Sheet(colours, below.alpha)
    alpha: Plane = below.alpha * rest
    alpha += source.alpha
    return Sheet(colours, alpha)


def laid_tile(
    below: Sheet | None,
    tile: Tile,
    mask: Tile | None,
    opacity: float,
    mode: Mode,
    inner: Slices,
    *,
    atop: bool,
) -> Sheet | None:
    """Lay a part of a tile over a sheet, as `laid` does what `source_of_tile` reads."""
    if native is None or below is None:
        return laid(below, source_of_tile(tile, mask, opacity, inner), mode, atop=atop)
    pixels = tile.pixels[inner]
    made = Sheet.unfilled(pixels.shape, alpha=below.alpha is not None)
    native.lay_tile(
        made.planes,
        below.planes,
        pixels,
        None if mask is None else mask.pixels[inner],
        opacity / 255,
        PLACES[mode],
        atop,
    )
    return made


def _added(below: Sheet, source: Source, mode: Mode, *, atop: bool) -> Sequence[Plane]:
    """What comes to what is left of the sheet."""
    covered = below.alpha
    if mode in (Mode.NORMAL, Mode.ADD):
        if covered is None or not atop:
            return source.premultiplied
        return [colour * covered for colour in source.premultiplied]
    if covered is None:
        ground = [np.minimum(colour * _TO_ONE, _ONE) for colour in below.colours]
        share = source.alpha * _WHITE
        return [mixed * share for mixed in blended(mode, ground, source.straight)]
    scale = _TO_ONE / np.maximum(covered, _LEAST)
    ground = [np.minimum(colour * scale, _ONE) for colour in below.colours]
    share = source.alpha * covered * _WHITE
    mixed = [colour * share for colour in blended(mode, ground, source.straight)]
    if not atop:
        bare = 1 - covered
        mixed = [one + colour * bare for one, colour in zip(mixed, source.premultiplied, strict=True)]
    return mixed


def mixed(below: Sheet | None, above: Sheet, share: Plane | np.float32) -> Sheet:
    """Go from one sheet, None for nothing, to another as far as `share` says, 0 to 1."""
    if below is None:
        alpha = np.ones_like(above.colours[0]) if above.alpha is None else above.alpha
        return Sheet([colour * share for colour in above.colours], alpha * share)
    colours = [one + (other - one) * share for one, other in zip(below.colours, above.colours, strict=True)]
    if below.alpha is None and above.alpha is None:
        return Sheet(colours, None)
    one, other = (
        np.ones_like(colours[0]) if sheet.alpha is None else sheet.alpha for sheet in (below, above)
    )
    return Sheet(colours, one + (other - one) * share)
