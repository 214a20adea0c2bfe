"""A palette: few colours that stand for many, and that occur among them."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.posterise.lab import lab_of

ROUNDS = 12
_SAMPLES = 20_000  # colours that are looked at, of all pictures together
_SETTLED = 0.1  # ΔE that no colour moves farther: nobody sees a difference


def sample(pictures: Sequence[NDArray[np.uint8]], random: np.random.Generator) -> NDArray[np.uint8]:
    """Draw colours of pixels (N, 3), as many of each picture. pictures: (n, 3) each; one that has none gives none."""
    each = _SAMPLES // len(pictures)
    drawn = [
        colours if len(colours) <= each else colours[random.integers(len(colours), size=each)]
        for colours in pictures
    ]
    return np.concatenate(drawn)


def palettes(
    colours: NDArray[np.uint8], size: int, random: np.random.Generator
) -> Iterator[NDArray[np.uint8]]:
    """Find at most so many of the colours (N, 3) that stand for all, better with each round: (n, 3), dark to light.

    k-means in CIELAB from k-means++ (Arthur & Vassilvitskii 2007); of every mean the nearest colour that occurs is
    given, as a mean is duller than all that it was made of.
    """
    lab = lab_of(colours)
    centres = _first(lab, size, random)
    for _ in range(ROUNDS):
        owner = nearest(lab, centres)
        counts = np.bincount(owner, minlength=len(centres))
        sums = np.stack([np.bincount(owner, channel, len(centres)) for channel in lab.T], -1)
        moved = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centres).astype(
            np.float32
        )
        far = float(np.abs(moved - centres).max())
        centres = moved
        occurring = np.unique(colours[nearest(centres, lab)], axis=0)
        yield occurring[np.argsort(lab_of(occurring)[:, 0], kind="stable")]
        if far < _SETTLED:
            return


def nearest(lab: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.intp]:
    """Find for each colour (..., 3) the index of the nearest centre (n, 3)."""
    found: NDArray[np.intp] = distances(lab, centres).argmin(-1)
    return found


def distances(lab: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.float32]:
    """Measure how far colours (..., 3) are from centres (n, 3): (..., n), squared and without what is the same for all
    of them."""
    far: NDArray[np.float32] = (centres**2).sum(-1) - 2 * (lab @ centres.T)
    return far


def _first(lab: NDArray[np.float32], size: int, random: np.random.Generator) -> NDArray[np.float32]:
    centres: NDArray[np.float32] = lab[random.integers(len(lab))][None]
    away = ((lab - centres[0]) ** 2).sum(-1)
    while len(centres) < size and away.max() > 1e-3:
        chosen = lab[random.choice(len(lab), p=away / away.sum(dtype=np.float64))]
        centres = np.concatenate([centres, chosen[None]])
        away = np.minimum(away, ((lab - chosen) ** 2).sum(-1))
    return centres
