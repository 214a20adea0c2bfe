"""A small palette on which paint is dabbed and dragged into other paint."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.values.pigment import colours_of, mixed, paints_of

Planes = NDArray[np.float32]

WIDTH, HEIGHT = 256, 128
RADIUS = 13.0  # px of a dab
_CORE = 0.55  # of the radius, where a dab covers fully
_LAID, _TAKEN = 0.45, 0.12  # shares of a dab that stay, and that the knife takes along
_THIN = 0.02  # paint that is hardly there
_LARGEST_FILE = 1 << 20


class MixingPalette:
    """Holds paint, (3, HEIGHT, WIDTH) sRGB 0 to 1, and how much of it lies where, 0 to 1."""

    def __init__(self) -> None:
        self._paint: Planes = np.zeros((3, HEIGHT, WIDTH), np.float32)
        self._cover: Planes = np.zeros((HEIGHT, WIDTH), np.float32)
        self._load: Planes = np.zeros((3, 1), np.float32)  # what the knife holds
        self._last = (0.0, 0.0)

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """Show it: (HEIGHT, WIDTH, 4) uint8, straight alpha."""
        planes = np.concatenate([self._paint, self._cover[None]])
        pixels: NDArray[np.uint8] = np.rint(255 * np.moveaxis(planes, 0, 2)).astype(np.uint8)
        return pixels

    def press(self, x: float, y: float, colour: tuple[int, int, int]) -> None:
        """Put the knife down with a colour on it. x, y: px."""
        self._load = np.array([[part / 255] for part in colour], np.float32)
        self._last = x, y
        self._dab(x, y)

    def drag(self, x: float, y: float) -> None:
        """Draw the knife on to another place; it lays down what it holds, and takes along what it meets."""
        (left, top), step = self._last, RADIUS / 4
        away = float(np.hypot(x - left, y - top))
        for number in range(1, int(away / step) + 1):
            part = number * step / away
            self._dab(left + part * (x - left), top + part * (y - top))
            self._last = left + part * (x - left), top + part * (y - top)

    def at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """Tell the colour at a place; None where there is no paint."""
        column, row = int(x), int(y)
        if not (0 <= column < WIDTH and 0 <= row < HEIGHT) or self._cover[row, column] < 0.5:
            return None
        red, green, blue = (round(255 * float(number)) for number in self._paint[:, row, column])
        return red, green, blue

    def wipe(self) -> None:
        """Take all paint away."""
        self._paint[:] = 0
        self._cover[:] = 0

    def take_over(self, other: "MixingPalette") -> None:
        """Have the same paint."""
        self._paint, self._cover = other._paint.copy(), other._cover.copy()

    def encoded(self) -> bytes:
        """Write it as a PNG; nothing where there is no paint."""
        if not self._cover.any():
            return b""
        file = io.BytesIO()
        Image.fromarray(self.pixels).save(file, "PNG")
        return file.getvalue()

    def decode(self, data: bytes) -> None:
        """Take up what `encoded` wrote; what is something else changes nothing."""
        if not 0 < len(data) <= _LARGEST_FILE:
            return
        try:
            with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
                if image.size != (WIDTH, HEIGHT) or image.mode != "RGBA":
                    return
                planes = np.moveaxis(np.asarray(image), 2, 0).astype(np.float32)
        except (OSError, ValueError, SyntaxError):
            return
        planes /= 255
        self._paint, self._cover = planes[:3].copy(), planes[3].copy()

    def _dab(self, x: float, y: float) -> None:
        left, right = max(0, int(x - RADIUS)), min(WIDTH, int(x + RADIUS) + 2)
        top, bottom = max(0, int(y - RADIUS)), min(HEIGHT, int(y + RADIUS) + 2)
        if left >= right or top >= bottom:
            return
        box = np.s_[top:bottom, left:right]
        columns, rows = np.arange(left, right) + 0.5 - x, np.arange(top, bottom) + 0.5 - y
        away = np.hypot(columns[None, :], rows[:, None]) / RADIUS
        shape = np.clip((1 - away) / (1 - _CORE), 0, 1).astype(np.float32)
        paint, cover = self._paint[:, *box], self._cover[box]
        # What lies there gives way by a share; what is bare takes all of it.
        share = np.where(cover > _THIN, _LAID * shape, (shape > 0).astype(np.float32))
        met = shape * cover
        amount = float(met.sum())
        taken = (
            colours_of((paints_of(paint) * met).sum(axis=(1, 2))[:, None] / np.float32(amount))
            if amount > 1
            else None
        )
        self._paint[:, *box] = mixed(paint, self._load[:, :, None], share)
        self._cover[box] = np.maximum(cover, shape)
        if taken is not None:
            self._load = mixed(self._load, taken, _TAKEN)
