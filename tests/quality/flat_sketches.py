"""Six sketches of flat shapes, as the painter is tried with.

    python -m tests.quality.flat_sketches FOLDER [--width 640] [--height 512]

Edges wander a little, as a hand's do; skies and grounds have gradients where light would make them.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]


class Board:
    """A board of width × height px on which shapes are laid. Places are shares of its sides."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self._size = width, height
        self._image = Image.new("RGB", self._size)
        self._random = np.random.default_rng(seed)

    @property
    def pixels(self) -> NDArray[np.uint8]:
        return np.asarray(self._image).copy()

    def shade(self, top: Colour, bottom: Colour, first: float = 0, last: float = 1) -> None:
        """Lay a gradient from one height to another."""
        width, height = self._size
        rows = np.arange(round(first * height), round(last * height))
        t = (rows - rows[0]) / max(1, len(rows) - 1)
        band = np.outer(1 - t, top) + np.outer(t, bottom)
        block = np.repeat(band[:, None], width, 1).round().astype(np.uint8)
        self._image.paste(Image.fromarray(block), (0, int(rows[0])))

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon whose edges wander by a px or two."""
        ImageDraw.Draw(self._image).polygon(self._wandering(points), fill=colour)

    def round(self, x: float, y: float, across: float, down: float, colour: Colour) -> None:
        """Fill an ellipse around a place, half as wide and high as told."""
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        self.shape([(x + across * np.cos(t), y + down * np.sin(t)) for t in turn], colour)

    def _wandering(self, points: Sequence[Point]) -> list[Point]:
        width, height = self._size
        corners = np.array(points) * (width, height)
        walked = [
            a + (b - a) * t
            for a, b in zip(corners, np.roll(corners, -1, 0), strict=True)
            for t in np.linspace(0, 1, max(2, int(np.hypot(*(b - a)) / 12)), endpoint=False)
        ]
        return [(x, y) for x, y in np.array(walked) + self._random.normal(0, 0.8, (len(walked), 2))]


def landscape(board: Board) -> None:
    board.shade((110, 160, 215), (205, 222, 232), 0, 1)
    board.shape(
        [(0, 0.42), (0.2, 0.3), (0.42, 0.38), (0.6, 0.27), (0.85, 0.36), (1, 0.32), (1, 0.6), (0, 0.6)],
        (120, 130, 165),
    )
    board.shape([(0, 0.55), (0.3, 0.5), (0.7, 0.54), (1, 0.48), (1, 1), (0, 1)], (110, 150, 70))
    board.shape(
        [(0.42, 1), (0.47, 0.75), (0.44, 0.53), (0.47, 0.53), (0.55, 0.75), (0.62, 1)], (215, 190, 140)
    )
    board.shape([(0.68, 0.45), (0.86, 0.45), (0.86, 0.62), (0.68, 0.62)], (225, 215, 195))
    board.shape([(0.65, 0.46), (0.77, 0.36), (0.89, 0.46)], (160, 70, 50))
    board.shape([(0.75, 0.53), (0.79, 0.53), (0.79, 0.62), (0.75, 0.62)], (80, 60, 50))


def sea(board: Board) -> None:
    board.shade((240, 200, 140), (250, 225, 180), 0, 0.45)
    board.round(0.3, 0.28, 0.05, 0.06, (255, 245, 210))
    board.shade((70, 115, 150), (40, 90, 120), 0.45, 1)
    board.shape([(0.62, 0.46), (0.7, 0.3), (0.84, 0.24), (1, 0.22), (1, 0.47)], (95, 80, 85))
    board.shape([(0, 0.84), (0.4, 0.78), (0.75, 0.84), (1, 0.8), (1, 1), (0, 1)], (205, 175, 125))
    board.shape([(0.36, 0.6), (0.56, 0.6), (0.52, 0.66), (0.4, 0.66)], (90, 50, 35))
    board.shape([(0.46, 0.36), (0.46, 0.585), (0.56, 0.575)], (240, 235, 225))


def still_life(board: Board) -> None:
    board.shade((95, 85, 80), (125, 110, 98), 0, 1)
    board.shape([(0, 0.58), (1, 0.54), (1, 1), (0, 1)], (190, 160, 120))
    board.shape(
        [(0.1, 0.36), (0.26, 0.36), (0.29, 0.7), (0.24, 0.8), (0.12, 0.8), (0.07, 0.7)], (60, 95, 110)
    )
    board.shape([(0.13, 0.22), (0.23, 0.22), (0.26, 0.36), (0.1, 0.36)], (50, 80, 95))
    board.shape([(0.42, 0.62), (0.86, 0.62), (0.78, 0.82), (0.5, 0.82)], (225, 222, 210))
    board.round(0.53, 0.57, 0.075, 0.085, (190, 50, 40))
    board.round(0.66, 0.55, 0.08, 0.095, (215, 150, 50))
    board.round(0.77, 0.58, 0.065, 0.075, (130, 150, 60))
    board.round(0.38, 0.83, 0.06, 0.07, (200, 90, 45))


def head(board: Board) -> None:
    board.shade((70, 95, 90), (95, 110, 95))
    board.shape([(0.14, 1), (0.2, 0.78), (0.4, 0.68), (0.62, 0.68), (0.82, 0.78), (0.88, 1)], (120, 40, 45))
    board.shape([(0.42, 0.55), (0.6, 0.55), (0.63, 0.76), (0.51, 0.84), (0.39, 0.76)], (205, 155, 125))
    board.round(0.51, 0.33, 0.2, 0.29, (60, 38, 28))
    board.round(0.51, 0.4, 0.145, 0.23, (228, 182, 150))
    board.shape([(0.53, 0.2), (0.66, 0.32), (0.64, 0.5), (0.54, 0.63), (0.57, 0.4)], (190, 135, 105))
    board.shape([(0.41, 0.36), (0.47, 0.355), (0.47, 0.385), (0.41, 0.385)], (70, 50, 45))
    board.shape([(0.55, 0.36), (0.61, 0.365), (0.61, 0.39), (0.55, 0.385)], (60, 42, 38))
    board.shape([(0.46, 0.53), (0.56, 0.53), (0.54, 0.56), (0.48, 0.56)], (170, 70, 70))


def street(board: Board) -> None:
    board.shade((165, 190, 215), (225, 225, 220), 0, 1)
    board.shape([(0, 0.08), (0.2, 0.14), (0.3, 0.3), (0.3, 0.68), (0, 0.82)], (200, 160, 110))
    board.shape([(0.3, 0.3), (0.44, 0.37), (0.44, 0.63), (0.3, 0.68)], (165, 115, 95))
    board.shape([(1, 0.02), (0.76, 0.15), (0.6, 0.34), (0.6, 0.66), (1, 0.86)], (130, 120, 135))
    board.shape(
        [(0, 0.82), (0.3, 0.68), (0.44, 0.62), (0.6, 0.65), (1, 0.85), (1, 1), (0, 1)], (150, 145, 140)
    )
    for x in (0.06, 0.17):
        board.shape([(x, 0.3), (x + 0.05, 0.32), (x + 0.05, 0.46), (x, 0.46)], (75, 70, 75))
    for x in (0.72, 0.86):
        board.shape([(x, 0.32), (x + 0.06, 0.29), (x + 0.06, 0.46), (x, 0.47)], (225, 205, 140))
    board.shape([(0.5, 0.6), (0.54, 0.6), (0.55, 0.8), (0.49, 0.8)], (45, 40, 50))
    board.round(0.52, 0.58, 0.016, 0.026, (190, 145, 120))


def tree(board: Board) -> None:
    board.shade((150, 185, 220), (230, 225, 205), 0, 1)
    board.shape([(0, 0.6), (0.35, 0.55), (0.7, 0.6), (1, 0.56), (1, 0.72), (0, 0.72)], (95, 125, 105))
    board.shape([(0, 0.68), (0.5, 0.66), (1, 0.7), (1, 1), (0, 1)], (165, 165, 85))
    board.shape([(0.3, 0.9), (0.33, 0.6), (0.3, 0.5), (0.42, 0.5), (0.39, 0.62), (0.44, 0.9)], (90, 65, 50))
    board.round(0.27, 0.38, 0.16, 0.16, (70, 100, 45))
    board.round(0.46, 0.36, 0.17, 0.17, (85, 115, 50))
    board.round(0.36, 0.25, 0.17, 0.16, (100, 130, 60))
    board.shape([(0.66, 0.86), (0.7, 0.74), (0.78, 0.72), (0.83, 0.76), (0.84, 0.86)], (190, 185, 180))
    board.shape([(0.44, 0.9), (0.72, 0.94), (0.44, 0.96), (0.3, 0.93)], (115, 120, 60))


SKETCHES: dict[str, Callable[[Board], None]] = {
    sketch.__name__: sketch for sketch in (landscape, sea, still_life, head, street, tree)
}


def drawn(name: str, width: int = 640, height: int = 512) -> NDArray[np.uint8]:
    """Draw one of `SKETCHES`, (H, W, 3)."""
    board = Board(width, height, sorted(SKETCHES).index(name))
    SKETCHES[name](board)
    return board.pixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--height", type=int, default=512)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in SKETCHES:
        Image.fromarray(drawn(name, arguments.width, arguments.height)).save(arguments.folder / f"{name}.png")


if __name__ == "__main__":
    main()
