"""What the artist has set for a painting, and what it says of the request that it becomes."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.state import State
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.values.picture import Mask, Picture


class PaintedFrom(Enum):
    """Which part of the document a picture is painted from."""

    SKETCH = "sketch"  # what the hand has made
    LAYER = "layer"  # the active one
    VISIBLE = "visible"
    SELECTION = "selection"  # all that is visible within it


@dataclass(frozen=True)
class Canvas:
    """The picture as it stands, without alpha where it is opaque throughout; selection: (H, W) uint8 or None. parts:
    composites other parts of the document, (H, W, 4)."""

    picture: Picture
    selection: NDArray[np.uint8] | None = None
    parts: "Callable[[PaintedFrom], NDArray[np.uint8]] | None" = None

    def part(self, source: PaintedFrom) -> Picture:
        """Give a part of the document, or the picture where nothing is known of any. Raises `BadInput` where there is
        nothing in it."""
        return self.picture if self.parts is None else plain(Picture(self.parts(source), "canvas"))

    @classmethod
    def of(cls, pixels: NDArray[np.uint8], selection: NDArray[np.uint8] | None = None) -> "Canvas":
        """Make a canvas with pixels (H, W, 3 or 4) uint8 on it."""
        return cls(plain(Picture(pixels, "canvas")), selection)

    @cached_property
    def selected(self) -> Picture | None:
        """Give the selection as a mask of its own size."""
        return None if self.selection is None else Picture(self.selection, "selection")

    def selected_at(self, width: int, height: int) -> Picture | None:
        """Cut out the part of the selection that a new picture of this size covers, its middle on that of the
        canvas."""
        return None if self.selected is None else centred(self.selected, width, height)


def centred(mask: Mask, width: int, height: int) -> Mask:
    """Cut out the part of a mask that a picture of this size covers, its middle on that of the mask."""
    if (mask.width, mask.height) == (width, height):
        return mask
    left, top = (width - mask.width) // 2, (height - mask.height) // 2
    placed = np.zeros((height, width), np.uint8)
    rows = slice(max(0, top), min(height, top + mask.height))
    columns = slice(max(0, left), min(width, left + mask.width))
    placed[rows, columns] = mask.pixels[
        rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
    ]
    return Picture(placed, mask.name)


@dataclass(frozen=True, kw_only=True)
class PaintSettings:
    """What is set for a painting, but for the references; one subclass an operation says how it becomes a request.

    width, height: of the result, px.
    model: id of the chosen model; weights: of one that the artist trained, their SHA-256.
    painted_from: what becomes the picture that an operation takes, where it takes one.

    sized: whether the artist says the size; else it is the canvas's. growth: how many times as large as the canvas the
    result is proposed to be.
    """

    sized: ClassVar[bool] = True

    width: int
    height: int
    seed: int
    model: str = ""
    weights: str = ""
    painted_from: PaintedFrom = PaintedFrom.VISIBLE

    @property
    def growth(self) -> float:
        return 1.0

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        """List what the artist can choose between to paint from, the usual choice first; nothing where no picture is
        painted from."""
        return ()

    @property
    def likes_chosen(self) -> bool:
        """Tell whether it is painted like the references that the artist chose."""
        return True

    @property
    def takes_folders(self) -> bool:
        """Tell whether it is painted like all pictures of a folder that is chosen, or like the first of them."""
        return False

    @property
    def learns(self) -> bool:
        """Tell whether it is painted with what was learned of a reference."""
        return False

    @property
    def live(self) -> bool:
        """Tell whether the engine can follow the brush."""
        return False

    def settled(self, _preparation: Preparation) -> Self:
        """Give the same with what takes its time to find out, as the hash of a model file. Raises `BadInput`."""
        return self

    def foreseen(self) -> Self:
        """Give the same without what has to be found out first and hardly changes what painting takes."""
        return self

    def located(self, _state: State) -> Self:
        """Give the same with what lies in the document beside the picture that is painted from. Raises `BadInput` where
        it is gone."""
        return self

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> Request:
        """Build the request for what is set. references: those that the artist chose. Raises `BadInput` where the
        operation lacks something."""
        raise NotImplementedError


def new_seed() -> int:
    """Draw a seed that is short enough to be read out and written down."""
    return random.randrange(10**6)
