"""What is sampled for a painter's request, and how its result becomes the picture asked for."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.painter.extending import Place, band, kept, seamless
from aipaint_desktop.engines.pictures.pixels import to_pixels, to_tensor
from aipaint_desktop.nn.patches.bank import Reference
from aipaint_desktop.nn.patches.diffusion import Canvas, Schedule
from aipaint_desktop.nn.resize import resize
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture


@dataclass(frozen=True)
class Plan:
    """What is sampled for a request, and how its result becomes the picture asked for.

    part: of the picture asked for, what is painted anew, in px of that.
    whole: (H, W, 3) uint8, the given picture around it, or None where all is painted. within: where it lies in
        what is painted around it, or None.
    scales: for each reference, how many of its px make one px of what is sampled from, down and across.
    """

    canvas: Canvas
    references: list[Reference]
    schedule: Schedule
    part: Rect
    whole: NDArray[np.uint8] | None
    scales: list[tuple[float, float]]
    given: list[Picture]
    within: Place | None = None

    def so_far(self, image: Tensor) -> NDArray[np.uint8]:
        """Make of an intermediate image all of the picture asked for, at the level's size where all is painted."""
        if self.whole is None:
            return to_pixels(image)
        return self._in_whole(image)

    def finished(self, image: Tensor, sources: Tensor) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
        """Make of the last image the picture asked for, and tell where its pixels came from.

        Returns (H, W, 3) uint8, and (H, W, 3) int32 of reference, row and column, −1 where the picture was given.
        """
        part = self.part
        places = sources.cpu().numpy().astype(np.int32)
        for index, ((down, across), picture) in enumerate(zip(self.scales, self.given, strict=True)):
            own = places[..., 0] == index
            places[own, 1] = np.clip(places[own, 1] * down, 0, picture.height - 1)
            places[own, 2] = np.clip(places[own, 2] * across, 0, picture.width - 1)
        if places.shape[:2] != (part.height, part.width):
            rows = np.arange(part.height) * places.shape[0] // part.height
            columns = np.arange(part.width) * places.shape[1] // part.width
            places = places[rows][:, columns]
        if self.whole is None:
            return to_pixels(resize(image, part.height, part.width)), places
        if self.canvas.known is not None:
            places[self.canvas.known[0, 0].cpu().numpy() == 1] = -1
        all_places = np.full((*self.whole.shape[:2], 3), -1, np.int32)
        all_places[part.slices] = places
        return self._in_whole(image, joined=True), all_places

    def _given_part(self, place: Place) -> Tensor:
        """The given picture, (1, 3, h, w)."""
        return self.canvas.start[
            :, :, place.top : place.top + place.height, place.left : place.left + place.width
        ]

    def _in_whole(self, image: Tensor, *, joined: bool = False) -> NDArray[np.uint8]:
        """joined: along the best way to what was given, whose search takes too long for every step."""
        assert self.whole is not None
        part, whole = self.part, self.whole.copy()
        place = whole[part.slices]
        image = resize(image, part.height, part.width)
        if self.within is not None:
            inner = self.within.shrunk(band(self.within), part.height, part.width)
            image = seamless(image, self._given_part(inner), inner)
            if joined:
                given = to_tensor(place, image.device)
                image = torch.lerp(image, given, kept(image, given, self.within))
        pixels = to_pixels(image)
        if self.canvas.known is not None:
            # given pixels are taken from the given picture, not from its way through floats and resizing
            pixels = np.where(self.canvas.known[0, 0].cpu().numpy()[..., None] == 1, place, pixels)
        place[:] = pixels
        return whole
