"""Text that stays text: what is written and how it is set, and pixels that know what text they are of."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

Matrix = NDArray[np.float64]
Place = tuple[float, float]
MOST_WORDS = 10_000  # characters


class Align(StrEnum):
    """Where the lines of a text meet."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class TextStyle:
    """Says how all of a text is set.

    family: of the typeface, by its name; style: of that family, as “Bold Italic”, "" for the usual one.
    size: px of the em. letters: what is added between letters, and lines: from one line to the next, both percent of
    the size. colour: sRGB, 0 to 255. vertical: whether lines run downwards, the first at the right, as in Chinese.
    """

    family: str = ""
    style: str = ""
    size: float = 48.0
    letters: float = 0.0
    lines: float = 120.0
    colour: tuple[int, int, int] = (0, 0, 0)
    align: Align = Align.START
    vertical: bool = False


@dataclass(frozen=True)
class Text:
    """What is written in a plane of its own, where the first line begins at the origin.

    matrix: (a, b, c, d, e, f) as in SVG, of which no plane is made a line: where that plane lies in the document,
    x' = ax + cy + e, y' = bx + dy + f. width: px at which lines are broken, None for nowhere but at line ends.
    path: of cubic Bézier curves, a point and three for each curve, that lines run along instead; empty for none.
    """

    words: str
    style: TextStyle = field(default_factory=TextStyle)
    matrix: tuple[float, float, float, float, float, float] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    width: float | None = None
    path: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """Name the layer of a text by how it begins."""
        begins = " ".join(self.words.split())
        return begins if len(begins) <= _LONGEST_NAME else begins[: _LONGEST_NAME - 1].rstrip() + "…"

    def mapped(self, matrix: Matrix) -> "Text":
        """Put it elsewhere. matrix: 3×3, which keeps parallel lines parallel."""
        a, b, c, d, e, f = self.matrix
        (a, c, e), (b, d, f) = (matrix @ np.array([[a, c, e], [b, d, f], [0, 0, 1]]))[:2].tolist()
        return replace(self, matrix=(a, b, c, d, e, f))


_LONGEST_NAME = 30


class TextTiles(TileStore):
    """Pixels as a text has set them. What moves them moves the text; whatever else is written to them gives pixels
    that know of no text."""

    __slots__ = ("text",)

    def __init__(self, pixels: TileStore, text: Text) -> None:
        super().__init__(pixels._tiles)
        self.text = text

    def cropped(self, rect: Rect) -> TileStore:
        made = super().cropped(rect)
        return made if made is self else TextTiles(made, self.text)

    def moved(self, dx: int, dy: int) -> TileStore:
        return self.remade(super().moved(dx, dy), np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]], np.float64))

    def remade(self, made: TileStore, matrix: Matrix) -> TileStore:
        return TextTiles(made, self.text.mapped(matrix))
