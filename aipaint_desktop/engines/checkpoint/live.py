"""A picture that is refined in a few steps whenever it changes."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Frame
from aipaint_desktop.engines.checkpoint.request import PromptRequest, aligned
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.values.picture import Picture

_LARGER = 4  # times the pixels that the model was trained on, of pictures that are taken


class LiveCheckpoint:
    """Refines all of a picture as a request says, at no more than the model's size.

    Each stroke counts everywhere, so all is painted every time; what has not changed is not painted again.
    native_side: px, of the square pictures that the model was trained on. paint: gives the frames of a request.
    """

    def __init__(
        self,
        request: PromptRequest,
        native_side: int,
        paint: Callable[[PromptRequest, CancelToken], Iterator[Frame]],
    ) -> None:
        self._request = request
        self._pixels = native_side**2
        self._paint = paint
        self._token = CancelToken()
        self._picture: NDArray[np.uint8] | None = None
        self.most_pixels = _LARGER * self._pixels
        self.image: NDArray[np.uint8] = np.zeros((0, 0, 3), np.uint8)

    def renew(self, picture: NDArray[np.uint8]) -> None:
        if self._picture is not None and np.array_equal(picture, self._picture):
            return
        height, width = picture.shape[:2]
        scale = min(1.0, math.sqrt(self._pixels / (width * height)))
        painted = aligned(round(width * scale)), aligned(round(height * scale))
        start = Picture(resized(picture, *painted))
        asked = replace(self._request, start=start, width=painted[0], height=painted[1], selection=None)
        *_, last = self._paint(asked, self._token)
        self.image = resized(last.image[..., :3], width, height)
        self._picture = picture

    def refresh(self, picture: NDArray[np.uint8], *_changed: int) -> None:
        self.renew(picture)

    def stop(self) -> None:
        self._token.cancel()
