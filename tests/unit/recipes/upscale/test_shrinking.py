"""Shrunken paintings: their colours stay, their detail goes."""

import numpy as np
import pytest
import torch
from torch.nn.functional import avg_pool2d

from aipaint_desktop.paths import resources
from recipes.pictures.picture_sets import read_at
from recipes.upscale.shrinking import shrunken


@pytest.mark.parametrize("seed", range(4))
def test_detail_goes_and_colours_stay(seed: int) -> None:
    painting = read_at(resources() / "references" / "hill-town.jpg", 160)
    given = shrunken(painting, np.random.default_rng(seed))
    assert given.shape == painting.shape
    assert given.abs().max() <= 1
    assert (avg_pool2d(given, 16) - avg_pool2d(painting, 16)).abs().mean() < 0.03
    grain, left = (picture.diff(dim=3).abs().mean() for picture in (painting, given))
    assert left < 0.6 * grain
    assert torch.equal(given, shrunken(painting, np.random.default_rng(seed)))
