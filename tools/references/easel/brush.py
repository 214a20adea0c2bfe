"""Brushes: how a tool holds and releases its paint."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from .noise import Field, Rng, fbm


@dataclass(frozen=True)
class Brush:
    """A tool and its load.

    width, length: of one stroke, pixels of the final picture. taper: how thin the two ends are, 1 blunt.
    load: paint held, above 1 covers fully, below 0.6 leaves gaps between bristles. fade: load lost along
    the stroke. dry: how much the pits of the ground are missed. streak: spread of lightness between
    bristles. mixing: share of the paint beneath that is dragged along. relief: thickness left behind.
    grain: width of one bristle, final pixels. roundness: 1 has round ends, 0 square ones.
    edge, softness: how gradual the sides and the gaps are.
    """

    width: float = 8.0
    length: float = 30.0
    taper: tuple[float, float] = (0.7, 0.5)
    load: float = 1.0
    fade: float = 0.3
    dry: float = 0.2
    streak: float = 0.08
    mixing: float = 0.25
    relief: float = 1.0
    grain: float = 1.6
    roundness: float = 1.0
    edge: float = 0.35
    softness: float = 0.3
    opacity: float = 1.0

    def pressure(self, t: Field) -> Field:
        """Relative width along the stroke, t in 0..1."""
        start, end = self.taper
        swell = np.clip(np.sin(np.pi * np.clip(t, 0, 1) ** 0.8), 0, 1) ** 0.6
        ends = start + (end - start) * t
        return np.asarray(ends + (1 - ends) * swell, np.float32)


@cache
def _bristle_bank() -> Field:
    """Streaky noise in 0..1, (8, 512, 256): along the stroke, across the bristles."""
    rng = np.random.default_rng(20)
    bank = [fbm((512, 256), rng, size=5.0, roughness=0.9, stretch=22.0, angle=np.pi / 2) for _ in range(8)]
    return np.asarray(0.5 + 0.5 * np.tanh(0.9 * np.stack(bank)), np.float32)


def bristle_texture(rows: int, columns: int, grain: float, rng: Rng) -> Field:
    """A random piece of bristle streaks, (rows, columns), 0..1; grain: width of a bristle."""
    bank = _bristle_bank()
    sheet = bank[rng.integers(len(bank))]
    along = (rng.integers(512) + np.arange(rows)) % 512
    across = (rng.integers(256) + np.arange(columns) * (1.2 / grain)).astype(int) % 256
    return np.asarray(sheet[along[:, None], across[None, :]], np.float32)
