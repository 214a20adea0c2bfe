"""Drawings derived from paintings: lines where the borders are, and a hand that can be told what to do."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from recipes.sketch.line_drawings import (
    Hand,
    borders_of_areas,
    difference_of_gaussians,
    draw,
    ridges_of_gradient,
)

STEADY = Hand(wander=0.0, gaps=0.0, weight=0.5, pressure=0.0, colour=0.0)


@pytest.fixture
def disc() -> torch.Tensor:
    """A dark red disc on light blue, (1, 3, 96, 96)."""
    rows, columns = torch.meshgrid(torch.arange(96.0), torch.arange(96.0), indexing="ij")
    inside = (rows - 48).square() + (columns - 48).square() < 28**2
    red, blue = (torch.tensor(colour).view(1, 3, 1, 1) for colour in ((0.2, -0.8, -0.8), (0.2, 0.5, 0.9)))
    return torch.where(inside, red, blue)


def _random(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def _from_border() -> torch.Tensor:
    """How far every pixel is from the border of the disc, px."""
    rows, columns = torch.meshgrid(torch.arange(96.0), torch.arange(96.0), indexing="ij")
    return ((rows - 48).square() + (columns - 48).square()).sqrt().sub(28).abs()


@pytest.mark.parametrize("find", [ridges_of_gradient, borders_of_areas, difference_of_gaussians])
def test_lines_are_found_at_the_border(find, disc: torch.Tensor) -> None:  # type: ignore[no-untyped-def]
    for seed in range(4):
        lines = find(disc, _random(seed))[0, 0]
        assert lines.shape == (96, 96)
        assert lines.min() >= 0
        assert lines.max() <= 1
        assert lines[_from_border() < 6].sum() > 0.8 * lines.sum() > 0


def test_a_drawing_is_dark_lines_on_light_paper(disc: torch.Tensor) -> None:
    for seed in range(6):
        drawing = draw(disc, STEADY, _random(seed))
        assert drawing.shape == disc.shape
        assert drawing[..., _from_border() > 12].min() > 0.5
        assert drawing[..., _from_border() < 2].min() < 0.2


def test_the_hand_does_as_it_is_told(disc: torch.Tensor) -> None:
    def ink(hand: Hand) -> float:
        return float(sum((1 - draw(disc, hand, _random(seed))).sum() for seed in range(8)))

    assert ink(replace(STEADY, gaps=0.6)) < 0.85 * ink(STEADY)
    assert ink(replace(STEADY, pressure=0.9)) < 0.85 * ink(STEADY)
    assert ink(replace(STEADY, weight=1.0)) > 1.1 * ink(replace(STEADY, weight=0.0))
    moved = [draw(disc, replace(STEADY, wander=wander), _random(3)) for wander in (0.0, 2.0)]
    assert (moved[0] - moved[1]).abs().mean() > 0.01


def test_colour_is_laid_in_where_the_painting_has_it(disc: torch.Tensor) -> None:
    drawing = draw(disc, replace(STEADY, colour=0.9), _random(2))
    middle, corner = drawing[0, :, 44:52, 44:52].mean((1, 2)), drawing[0, :, :10, :10].mean((1, 2))
    assert middle[0] - middle[2] > 0.1  # red
    assert corner[2] - corner[0] > 0.1  # blue


def test_the_same_random_state_draws_the_same(disc: torch.Tensor) -> None:
    hands = [Hand.any(_random(5)) for _ in range(2)]
    assert hands[0] == hands[1]
    assert torch.equal(*(draw(disc, hand, _random(6)) for hand in hands))
