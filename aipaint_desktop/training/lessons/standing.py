"""How a lesson stands, in one word that the pictures and figures of a snapshot decide. No torch here."""

from enum import Enum, auto

import numpy as np

from aipaint_desktop.training.lessons.snapshot import Grid, LessonName, Snapshot

_SURE = 0.25  # mean verdict on made pictures below which, and on real ones above 1 minus which, one is sure
_ALIKE = 0.35
_SETTLED = 100  # steps before which made pictures always look alike
_BLIND, _ROUGH = 0.1, 0.014  # losses at the middle third of the noise; 1 where nothing is known


class Standing(Enum):
    UNTAUGHT = auto()
    DISCRIMINATOR_WINS = auto()
    GENERATOR_WINS = auto()
    EVEN = auto()
    COLLAPSED = auto()
    BLIND = auto()
    ROUGH = auto()
    FINE = auto()


def standing(lesson: LessonName, snapshot: Snapshot) -> Standing:
    if snapshot.step == 0:
        return Standing.UNTAUGHT
    return _of_game(snapshot) if lesson == "gan" else _of_denoising(snapshot)


def _of_game(snapshot: Snapshot) -> Standing:
    made, real = snapshot.pictures["made"], snapshot.pictures["real"]
    if snapshot.step >= _SETTLED and _variety(made) < _ALIKE * _variety(real):
        return Standing.COLLAPSED
    on_made, on_real = (float(np.mean(snapshot.verdicts[name])) for name in ("made", "real"))
    if on_made < _SURE and on_real > 1 - _SURE:
        return Standing.DISCRIMINATOR_WINS
    return Standing.GENERATOR_WINS if on_made > on_real else Standing.EVEN


def _variety(pictures: Grid) -> float:
    """How much a pixel differs from picture to picture, on average."""
    return float(pictures.reshape(-1, *pictures.shape[2:]).std(0).mean())


def _of_denoising(snapshot: Snapshot) -> Standing:
    loss = snapshot.losses.get("some noise", 1.0)
    if loss > _BLIND:
        return Standing.BLIND
    return Standing.ROUGH if loss > _ROUGH else Standing.FINE
