"""Grey pictures that brushes are made with, as they are kept beside them."""

import hashlib
import io
from functools import cached_property
from pathlib import Path
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE = 512
"""px a side at which a picture is kept; larger ones are made smaller."""

_MOST_READ = 4096  # px a side

Grey = NDArray[np.uint8]


class StoredPicture:
    """Knows a grey picture by its name, and reads it when it is first needed.

    Two of a kind are the same if they have one name: those that ship have names of their own, all others are named
    after what is in them.
    """

    KIND: ClassVar[str]
    """What names begin with that are made of the pixels."""

    def __init__(self, name: str, source: Path | bytes | Grey) -> None:
        """source: a picture file, the bytes of a PNG, or (H, W) uint8."""
        self.name = name
        self._source = source

    @classmethod
    def of_pixels(cls, pixels: Grey) -> Self:
        """Make one of (H, W) uint8, named after them."""
        pixels = _fitted(pixels)
        return cls(_name(cls.KIND, pixels), _encoded(pixels))

    @classmethod
    def of_png(cls, data: bytes) -> Self:
        """Read one from a PNG, named after its pixels. Raises `ValueError` where it is none, or too large."""
        if max(int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) > _MOST_READ:  # of its head
            raise ValueError("too large for a brush")
        try:
            with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
                pixels = np.asarray(picture.convert("L"))
        except (OSError, SyntaxError) as error:
            raise ValueError(str(error)) from None
        fitted = _fitted(pixels)
        return cls(_name(cls.KIND, fitted), data if fitted is pixels else _encoded(fitted))

    def png(self) -> bytes:
        """Give it as a PNG."""
        return self._source if isinstance(self._source, bytes) else _encoded(self.picture)

    @property
    def picture(self) -> Grey:
        """Give its pixels, (H, W) uint8."""
        if isinstance(self._source, np.ndarray):
            return self._source
        with Image.open(
            io.BytesIO(self._source) if isinstance(self._source, bytes) else self._source
        ) as picture:
            return np.asarray(picture.convert("L"))

    @cached_property
    def ships(self) -> bool:
        """Tell whether it came with the program, so that nobody has to keep it."""
        return isinstance(self._source, Path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"


def _fitted(pixels: Grey) -> Grey:
    longest = max(pixels.shape)
    if longest <= LONGEST_SIDE:
        return pixels
    height, width = (max(1, round(side * LONGEST_SIDE / longest)) for side in pixels.shape)
    return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS))


def _name(kind: str, pixels: Grey) -> str:
    content = hashlib.sha256(f"{pixels.shape}".encode() + pixels.tobytes())
    return f"{kind}-{content.hexdigest()[:16]}"


def _encoded(pixels: Grey) -> bytes:
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    return data.getvalue()
