"""How a training run goes, in figures that are the same for all families and in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

import torch
from torch import Tensor
from torch.nn.functional import adaptive_avg_pool2d

from aipaint_desktop.nn.generative.families import Family

_GLANCE = 16  # px: side at which pictures are compared
_ALIKE = 0.4
_COPIED = 0.35
_GAP = 1.6  # between the mean verdicts on real and made pictures; where the hinge loss ends it is 2


Diagnosis = NewType("Diagnosis", str)
"""What is said of a run, in one English sentence, to be translated where it is shown."""


@dataclass(frozen=True)
class Likeness:
    """Compares samples with pictures.

    variety: how far samples are from each other, by how far pictures are; near 0 all look the same. novelty: how far
    samples are from the nearest picture, by how far pictures are from the nearest other one; near 0 the model repeats
    what it was shown.
    """

    variety: float
    novelty: float


def likeness(samples: Tensor, pictures: Tensor) -> Likeness:
    """Compare samples (N, 3, S, S) with pictures (M, 3, S', S'), seen small; N and M are 2 or more."""
    made, shown = (adaptive_avg_pool2d(x, _GLANCE).flatten(1) for x in (samples, pictures))
    apart = torch.cdist(shown, shown)
    among_others = apart.fill_diagonal_(torch.inf).amin(1).mean()
    nearest = torch.cdist(made, shown).amin(1).mean()
    variety = torch.pdist(made).mean() / torch.pdist(shown).mean().clamp_min(1e-6)
    return Likeness(variety.item(), (nearest / among_others.clamp_min(1e-6)).item())


def in_words(family: Family, losses: Mapping[str, float], found: Likeness) -> tuple[str, ...]:
    """Say what these figures tell and what to change, one sentence each; none when all is well."""
    said = []
    if family == "gan":
        gap = losses["real"] - losses["made"]
        if gap > _GAP:
            said.append(
                Diagnosis(
                    "The discriminator is winning: it tells every made picture from a real one. "
                    "More pictures help, and stopping early."
                )
            )
        elif gap < 0:
            said.append(
                Diagnosis("The generator is winning: it is taken for real more than the pictures are; go on.")
            )
    if found.variety < _ALIKE:
        said.append(
            Diagnosis(
                "The samples look alike. Early in a run this passes; if it stays, the model has collapsed: "
                "start again with more varied pictures."
            )
        )
    if found.novelty < _COPIED:
        said.append(
            Diagnosis(
                "The samples come close to the pictures themselves: train for less time or on more of them."
            )
        )
    return tuple(said)
