"""Symmetry: one stroke becomes several, each of which is an exact image of it."""

import math
from dataclasses import dataclass
from fractions import Fraction

from aipaint_desktop.brushes.surfaces.turned import Turn

MOST_ARMS = 16


@dataclass(frozen=True)
class Image:
    """Says how an image comes of a stroke: its dabs are turned about the middle by `angle`, radians clockwise, and
    stamped anew; then `turn` carries their pixels over as they are."""

    angle: float
    turn: Turn


@dataclass(frozen=True)
class Symmetry:
    """Describes how the canvas is mirrored.

    x, y: the middle, document pixels; it is taken to the nearest half of a pixel.
    vertical: at an upright axis. horizontal: at a level one. arms: of a star, 1 for none, to MOST_ARMS.
    kaleidoscope: each of the arms is mirrored, too.
    """

    x: float = 0.0
    y: float = 0.0
    vertical: bool = False
    horizontal: bool = False
    arms: int = 1
    kaleidoscope: bool = False

    @property
    def on(self) -> bool:
        """Tell whether there is any."""
        return self.vertical or self.horizontal or self.arms > 1

    @property
    def middle(self) -> tuple[float, float]:
        """Give the point that stays where it is, exactly."""
        return round(2 * self.x) / 2, round(2 * self.y) / 2

    def images(self) -> tuple[Image, ...]:
        """List the stroke itself and all its images. Of those that are mirrors or quarter turns of another one every
        pixel is that of the other."""
        across, down = round(2 * self.x), round(2 * self.y)
        steps = 4 if (across + down) % 2 == 0 else 2  # in a whole turn, by which pixels come to lie on pixels
        return tuple(_image(angle, mirrored, steps, across, down) for mirrored, angle in self._group())

    def _group(self) -> list[tuple[bool, Fraction]]:
        """All combinations: whether left and right change places, and then by which part of a turn all turns."""
        generators: list[tuple[bool, Fraction]] = []
        if self.vertical or (self.arms > 1 and self.kaleidoscope):
            generators.append((True, Fraction(0)))
        if self.horizontal:
            generators.append((True, Fraction(1, 2)))
        if self.arms > 1:
            generators.append((False, Fraction(1, min(self.arms, MOST_ARMS))))
        found = [(False, Fraction(0))]
        for mirrored, angle in found:  # which grows meanwhile
            for also, by in generators:
                element = mirrored != also, (angle + (-by if mirrored else by)) % 1
                if element not in found:
                    found.append(element)
        return found


NO_SYMMETRY = Symmetry()


def _image(angle: Fraction, mirrored: bool, steps: int, across: int, down: int) -> Image:
    # A mirror before a turn turns the other way: rounded up there, the rest is that of the image without the mirror.
    whole = math.ceil(angle * steps) if mirrored else math.floor(angle * steps)
    rest = abs(angle - Fraction(whole, steps))
    quarters = whole * 4 // steps % 4
    return Image(math.tau * float(rest), Turn(across, down, quarters, mirrors=mirrored))
