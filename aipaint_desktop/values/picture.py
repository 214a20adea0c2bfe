"""A picture as it crosses from room to room."""

import hashlib
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

    @cached_property
    def sha256(self) -> str:
        """Hash shape and pixels: 64 hexadecimal digits."""
        return hashlib.sha256(repr(self.pixels.shape).encode() + self.pixels.tobytes()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


Mask: TypeAlias = Annotated[Picture, "mask"]
"""A `Picture` of (H, W). Where a request has a plain `Picture`, it is one in colour."""
