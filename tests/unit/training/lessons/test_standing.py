"""How a lesson stands, in the cases that a student is told of."""

from collections.abc import Mapping

import numpy as np
import pytest

from aipaint_desktop.training.lessons.snapshot import Snapshot
from aipaint_desktop.training.lessons.standing import Standing, standing

VARIED = np.random.default_rng(0).integers(0, 256, (1, 8, 28, 28), np.uint8)
ALIKE = np.repeat(VARIED[:, :1], 8, 1)


def game(step: int, made: float, real: float, pictures: np.ndarray = VARIED) -> Snapshot:
    return Snapshot(step, {}, {"made": pictures, "real": VARIED}, {"made": (made,) * 8, "real": (real,) * 8})


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        (game(0, 0.5, 0.5), Standing.UNTAUGHT),
        (game(9, 0.1, 0.9), Standing.DISCRIMINATOR_WINS),
        (game(9, 0.7, 0.4), Standing.GENERATOR_WINS),
        (game(9, 0.4, 0.6), Standing.EVEN),
        (game(9, 0.4, 0.6, ALIKE), Standing.EVEN),
        (game(900, 0.4, 0.6, ALIKE), Standing.COLLAPSED),
    ],
)
def test_a_game_is_told_by_its_verdicts_and_its_variety(snapshot: Snapshot, expected: Standing) -> None:
    assert standing("gan", snapshot) is expected


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ({}, Standing.BLIND),
        ({"some noise": 0.5}, Standing.BLIND),
        ({"some noise": 0.05}, Standing.ROUGH),
        ({"some noise": 0.01}, Standing.FINE),
    ],
)
def test_denoising_is_told_by_its_loss(losses: Mapping[str, float], expected: Standing) -> None:
    assert standing("diffusion", Snapshot(9, losses, {}, {})) is expected
