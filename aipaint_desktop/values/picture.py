"""A picture as it crosses from room to room."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, TypeAlias

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.text import as_text


@dataclass(frozen=True, eq=False)
class Picture:
    """An input image of a request. Equal when the pixels are equal.

    pixels: (H, W, 3 or 4) uint8 sRGB with straight alpha, or (H, W) uint8 for a mask; made read-only.
    name: what people call it, usually the file's name; does not influence any result.
    """

    pixels: NDArray[np.uint8]
    name: str = ""

    def __post_init__(self) -> None:
        pixels = self.pixels
        if pixels.dtype != np.uint8 or not (
            pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] in (3, 4))
        ):
            raise ValueError(f"not a picture: {pixels.dtype} {pixels.shape}")
        frozen = np.ascontiguousarray(pixels)
        if frozen.flags.writeable:
            frozen = frozen.copy() if frozen is pixels else frozen
            frozen.flags.writeable = False
        object.__setattr__(self, "pixels", frozen)
        object.__setattr__(self, "name", as_text(self.name))

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def is_mask(self) -> bool:
        """Tell whether it is a mask and not in colour."""
        return self.pixels.ndim == 2

    def changed(self, change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> "Picture":
        """Change its pixels, and neither its size nor its name."""
        return Picture(change(self.pixels), self.name)

    @cached_property
    def sha256(self) -> str:
        """Hash shape and pixels: 64 hexadecimal digits."""
        return hashlib.sha256(repr(self.pixels.shape).encode() + self.pixels.tobytes()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


class LatePicture(Picture):
    """A picture in colour whose size is known at once and whose pixels are made when they are first asked for, as for
    an estimate they never are.

    make: gives the pixels, of that size; what it raises, whoever asks for them gets.
    """

    def __init__(
        self, width: int, height: int, make: Callable[[], NDArray[np.uint8]], name: str = ""
    ) -> None:
        object.__setattr__(self, "name", as_text(name))
        object.__setattr__(self, "_size", (width, height))
        object.__setattr__(self, "_make", make)

    @cached_property
    def pixels(self) -> NDArray[np.uint8]:
        made = Picture(self._make()).pixels  # type: ignore[attr-defined]
        object.__setattr__(self, "_make", None)  # what it was made of is not kept
        return made

    @property
    def width(self) -> int:
        return int(self._size[0])  # type: ignore[attr-defined]

    @property
    def height(self) -> int:
        return int(self._size[1])  # type: ignore[attr-defined]

    @property
    def is_mask(self) -> bool:
        return False

    def changed(self, change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> Picture:
        return LatePicture(self.width, self.height, lambda: change(self.pixels), self.name)


Mask: TypeAlias = Annotated[Picture, "mask"]
"""A `Picture` of (H, W). Where a request has a plain `Picture`, it is one in colour."""
