"""One surface for several images of a stroke, of which none knows what the others do."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.surfaces.surface import Period, Surface, places, repaint_whole
from aipaint_desktop.brushes.surfaces.turned import read_within
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import Readable
from aipaint_desktop.document.pixel_edit import Make
from aipaint_desktop.document.tile import TILE, Pixels
from aipaint_desktop.document.tiles import Key, tile_rect
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import NOTHING, Rect


class Shared:
    """Shows of each pixel what that image has made of it which has changed it most.

    So where images of a stroke meet it does not matter which came first, and the whole is as symmetrical as they are;
    where all paint with one colour, it is as opaque as the most opaque.
    """

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._images: list[_Image] = []
        self._written: dict[Key, Rect] = {}  # and not shown yet

    def image(self) -> Surface:
        """Make a surface for one more image."""
        image = _Image(self, self._surface)
        self._images.append(image)
        return image

    def note(self, key: Key, rect: Rect) -> None:
        """Hear that an image has written into a rectangle of a tile."""
        self._written[key] = self._written.get(key, NOTHING).union(rect)

    def show(self) -> None:
        """Write what there is to see where images have written since the last time: once where several have."""
        for key, rect in self._written.items():
            inner = rect.moved(-key[0] * TILE, -key[1] * TILE).slices
            made = tuple(image.tiles[key][inner] for image in self._images if key in image.tiles)
            self._surface.repaint(rect, _MostChanged(rect, made))
        self._written.clear()


class _MostChanged:
    """Takes of each pixel of a rectangle what changes it most."""

    def __init__(self, rect: Rect, made: tuple[Pixels, ...]) -> None:
        self._rect = rect
        self._made = made

    def __call__(self, rect: Rect, before: Pixels, out: Pixels) -> None:
        inner = rect.moved(-self._rect.left, -self._rect.top).slices
        made = tuple(pixels[inner] for pixels in self._made)
        if len(made) == 1:
            out[:] = made[0]
        elif native is not None:
            native.most_changed(out, before, made)
        else:
            out[:] = most_changed(before, made)


def most_changed(before: Pixels, made: Sequence[Pixels]) -> Pixels:
    """Choose of each pixel that of the images made, (H, W, 4) uint8, which changes it most."""
    then = before.astype(np.int16)
    keys: NDArray[np.int64] | None = None
    for pixels in made:
        # `sum` is slow along so short an axis.
        red, green, blue, alpha = np.moveaxis(np.abs(pixels - then), 2, 0)
        change = (red + green + blue + alpha).astype(np.int64)
        # The pixel itself decides between those that have changed as much: never the order.
        key = change << 32 | np.ascontiguousarray(pixels).view(np.uint32)[..., 0]
        keys = key if keys is None else np.maximum(keys, key)
    assert keys is not None
    chosen = (keys & 0xFFFFFFFF).astype(np.uint32)
    return chosen[..., None].view(np.uint8)


class _Image:
    """tiles: what this image has made of the pixels, where it has been."""

    def __init__(self, shared: Shared, surface: Surface) -> None:
        self._shared = shared
        self._surface = surface
        self.tiles: dict[Key, Pixels] = {}
        self.bounds: Rect = surface.bounds
        self.period: Period | None = surface.period
        self.keeps_alpha = surface.keeps_alpha
        self.before: Readable = surface.before

    def selected(self, rect: Rect) -> Mask | None:
        return self._surface.selected(rect)

    def repaint(self, rect: Rect, make: Make) -> None:
        repaint_whole(self, rect, make)

    def write(self, rect: Rect, pixels: Pixels) -> None:
        for part, place in places(rect, Rect(0, 0, 0, 0), self.period):
            block = pixels[part.moved(-rect.left, -rect.top).slices]
            for column, row, inner in place.tiles(TILE):
                tile = self.tiles.get((column, row))
                if tile is None:
                    tile = self.tiles[column, row] = read_within(self._surface, tile_rect((column, row)))
                tile[inner.moved(-column * TILE, -row * TILE).slices] = block[
                    inner.moved(-place.left, -place.top).slices
                ]
                self._shared.note((column, row), inner)
