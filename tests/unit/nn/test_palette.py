"""Colours and details carried over from one picture to another."""

import torch
from torch import Tensor

from aipaint_desktop.nn.palette import (
    Palette,
    colour_moments,
    move_colours,
    palette,
    put_right,
    together,
    with_blurs,
)


def _noise(seed: int, amount: float = 0.2) -> Tensor:
    return amount * torch.randn(1, 3, 48, 64, generator=torch.Generator().manual_seed(seed))


def test_blurs_are_ever_broader_and_leave_slopes_alone() -> None:
    x = _noise(0)
    blurs = with_blurs(x).unflatten(1, (-1, 3))
    assert torch.equal(blurs[:, 0], x)
    sizes = [blur.std().item() for blur in blurs.unbind(1)]
    assert sizes == sorted(sizes, reverse=True)
    slope = torch.linspace(-1, 1, 64).expand(1, 3, 48, 64)
    straight = with_blurs(slope).unflatten(1, (-1, 3))[..., 16:-16]
    assert (straight - slope[:, None, ..., 16:-16]).abs().max() < 1e-5


def test_colours_become_those_that_are_wanted() -> None:
    x, other = _noise(0), 0.3 * _noise(1) + torch.tensor([0.2, -0.1, 0.0]).view(1, 3, 1, 1)
    moved = move_colours(x, *colour_moments(x), *colour_moments(other))
    for found, wanted in zip(colour_moments(moved), colour_moments(other), strict=True):
        assert torch.allclose(found, wanted, atol=2e-3)


def test_part_of_the_way_is_a_mixture() -> None:
    x, other = _noise(0), 0.5 * _noise(1)
    moments = (*colour_moments(x), *colour_moments(other))
    assert torch.allclose(move_colours(x, *moments, 0.0), x, atol=1e-6)
    half = move_colours(x, *moments, torch.tensor([0.5]))
    assert torch.allclose(half, (x + move_colours(x, *moments)) / 2, atol=1e-5)


def test_details_come_half_of_the_way_and_colours_all_of_it() -> None:
    x = _noise(0, 0.1) + torch.linspace(-0.5, 0.5, 64)
    blurs = with_blurs(x)
    moments, own = colour_moments(blurs), palette(x)
    assert torch.allclose(put_right(blurs, *moments, own), x, atol=1e-4)
    finer = Palette(own.mean + 0.1, own.covariance, 4 * own.detail)
    after = palette(put_right(blurs, *moments, finer))
    assert torch.allclose(after.mean, finer.mean, atol=1e-2)
    assert torch.allclose(after.covariance, own.covariance, atol=2e-2)
    size = (after.detail / own.detail).diagonal(dim1=2, dim2=3)
    assert (size > 1.15).all()
    assert (size < 2.8).all()
    assert torch.allclose(put_right(blurs, *moments, finer, 0.0), x, atol=1e-6)


def test_in_other_colours_details_have_as_much_contrast_beside_the_whole() -> None:
    own, other = palette(_noise(0)), palette(2 * _noise(1))
    changed = own.in_colours(other.mean, other.covariance)
    assert torch.equal(changed.covariance, other.covariance)
    assert torch.allclose(changed.detail / own.detail, torch.tensor(4.0), rtol=0.2)


def test_palettes_are_put_together_picture_by_picture() -> None:
    both = together([palette(_noise(0)), palette(_noise(1))])
    assert torch.equal(both.detail[1:], palette(_noise(1)).detail)
    assert torch.equal(both.each(lambda values: values[:1]).mean, palette(_noise(0)).mean)
