"""Which of several tips is stamped at each place of a stroke."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import Brush, Floats
from aipaint_desktop.brushes.dynamics import PenPoints, speed_share
from aipaint_desktop.brushes.tip import Chooser

_FARTHEST = 60.0  # degrees that a pen leans


def chosen_tips(points: PenPoints, brush: Brush, chance: Floats, first: int) -> NDArray[np.intp]:
    """Choose a tip for each point, (N,): numbers of tips, as GIMP's pipes do it.

    chance: (N, one for each of the brush's choices), 0 to 1. first: how many dabs of the stroke came before.
    """
    chosen = np.zeros(points.x.shape, np.intp)
    for column, choice in enumerate(brush.choices):
        count, last = choice.count, choice.count - 1
        place: Floats
        match choice.by:
            case Chooser.TURN:
                place = np.mod(first + np.arange(len(chosen), dtype=np.float64), count)
            case Chooser.CHANCE:
                place = np.floor(chance[:, column] * count)
            case Chooser.DIRECTION:
                place = np.rint((points.direction / (2 * np.pi) + 0.25) * count) % count
            case Chooser.PRESSURE:
                place = np.rint(points.pressure * last)
            case Chooser.SPEED:
                place = np.rint(speed_share(points.speed) * last)
            case Chooser.TILT_X:
                place = _leaning(points.tilt_x, last)
            case Chooser.TILT_Y:
                place = _leaning(points.tilt_y, last)
        chosen = chosen * count + np.clip(place, 0, last).astype(np.intp)
    return np.minimum(chosen, len(brush.tips) - 1)


def _leaning(degrees: Floats, last: int) -> Floats:
    return np.rint((degrees / _FARTHEST / 2 + 0.5) * last)
