"""Learns to tell captions from paintings, before the composer is refined."""

from collections.abc import Iterator
from functools import reduce

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.nn.composer.caption_teller import TELLING_LAYERS, CaptionTeller, averaged
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.running_average import averaging
from aipaint_desktop.words.names import Names
from recipes.grouped_steps import set_rate
from recipes.pictures.captioned_pictures import CompositionSet

_COUNT = 16_000
_AT_ONCE = 32
_OTHERS = 512
_BATCH = 256
_EPOCHS = 8
_RATE, _DECAY = 1e-3, 3.0


def fit_teller(
    pictures: CompositionSet, names: Names, vgg: Vgg16, count: int = _COUNT, seed: int = 0
) -> CaptionTeller:
    """From at least `count` drawn pictures and what is said of each; vgg: with `TELLING_LAYERS`."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    seen, said = _look(pictures, vgg, count, random)
    others = said.text[(said.text != 0).any(1)][:_OTHERS]
    teller = CaptionTeller(names, seen.mean(0), seen.std(0) + 1e-3, others)
    optimiser = torch.optim.AdamW(teller.parameters(), _RATE, weight_decay=_DECAY)
    batches = list(_batches(len(seen), random))
    for number, batch in enumerate(batches):
        set_rate(optimiser, _RATE * (1 - number / len(batches)))
        loss = torch.stack(list(teller.untold(seen[batch], said.select(batch)).values())).sum(0).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return averaging(teller)


@torch.no_grad()
def _look(
    pictures: CompositionSet, vgg: Vgg16, count: int, random: np.random.Generator
) -> tuple[Tensor, Condition]:
    seen, said = [], []
    for _ in range(0, count, _AT_ONCE):
        drawn, condition = pictures.draw(_AT_ONCE, random)
        seen.append(averaged(vgg.features(drawn, TELLING_LAYERS)))
        said.append(condition)
    return torch.cat(seen), reduce(Condition.join, said)


def _batches(count: int, random: np.random.Generator) -> Iterator[Tensor]:
    for _ in range(_EPOCHS):
        yield from torch.split(torch.from_numpy(random.permutation(count)), _BATCH)
