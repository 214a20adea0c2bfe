"""The style distances: zero for equals, known values, and usable for an optimisation."""

import pytest
import torch
from torch import Tensor

from aipaint_desktop.nn.style.losses import (
    content_distance,
    contrast_quantiles,
    local_contrast,
    manner,
    on_grid,
    placement_distance,
    regularity,
    style_distance,
    texture_distance,
)
from aipaint_desktop.nn.style.network import instance_normalised
from aipaint_desktop.nn.vgg import CHANNELS, STYLE_LAYERS


def features(seed: int, count: int = 2, side: int = 8) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {
        layer: torch.rand(count, CHANNELS[layer], side, side, generator=generator) for layer in STYLE_LAYERS
    }


def moved(found: dict[str, Tensor], scale: float, shift: float) -> dict[str, Tensor]:
    return {layer: scale * values + shift for layer, values in found.items()}


def test_equal_features_have_no_distance() -> None:
    same = manner(features(0))
    assert torch.equal(style_distance(same, same), torch.zeros(2))
    assert torch.equal(texture_distance(same, same), torch.zeros(2))


def test_style_of_black_is_one_and_ignores_the_arrangement() -> None:
    wanted = features(0)
    black = manner(moved(wanted, 0, 0))
    assert torch.allclose(style_distance(black, manner(wanted)), torch.ones(2), atol=0.01)
    mirrored = {layer: values.flip(2) for layer, values in wanted.items()}
    assert style_distance(manner(mirrored), manner(wanted)).max() < 1e-6


def test_texture_of_a_shift_by_one_deviation_is_known() -> None:
    """Shifting every channel along one direction d by c moves each projection by c·(d·p)."""
    generator = torch.Generator().manual_seed(0)
    wanted = {layer: torch.randn(1, CHANNELS[layer], 40, 40, generator=generator) for layer in STYLE_LAYERS}
    shifted = {}
    for layer, values in wanted.items():
        direction = torch.ones(1, CHANNELS[layer], 1, 1) / CHANNELS[layer] ** 0.5
        shifted[layer] = values + 3 * CHANNELS[layer] ** 0.5 * direction
    distance = texture_distance(manner(shifted), manner(wanted), 256, torch.Generator().manual_seed(1))
    # |d·p| of a random unit vector p in C dimensions is about sqrt(2 / πC); the deviation is 1.
    assert distance.item() == pytest.approx(3 * (2 / torch.pi) ** 0.5, rel=0.1)


def test_texture_sees_what_means_and_deviations_do_not() -> None:
    generator = torch.Generator().manual_seed(0)
    smooth = {layer: torch.randn(1, CHANNELS[layer], 24, 24, generator=generator) for layer in STYLE_LAYERS}
    two_valued = {
        layer: values.sign().amax(1, keepdim=True) * torch.ones_like(values)
        for layer, values in smooth.items()
    }
    same_moments = {layer: instance_normalised(torch.sign(values)) for layer, values in smooth.items()}
    normal = {layer: instance_normalised(values) for layer, values in smooth.items()}
    assert style_distance(manner(same_moments), manner(normal)).item() < 1e-3
    assert texture_distance(manner(two_valued), manner(normal)).item() > 0.1


def test_content_is_blind_to_contrast_and_two_for_strangers() -> None:
    generator = torch.Generator().manual_seed(0)
    photo, stranger = torch.randn(2, 2, 512, 16, 16, generator=generator).unbind(0)
    assert content_distance(5 * photo + 2, photo).max() < 1e-4
    assert torch.allclose(content_distance(stranger, photo), torch.full((2,), 2.0), atol=0.05)


def test_grid_takes_about_as_many_points_as_asked() -> None:
    x = torch.zeros(1, 4, 96, 64)
    taken = on_grid(x, 576)
    assert 400 < taken.shape[2] * taken.shape[3] < 800
    assert on_grid(x, 10**6).shape == x.shape


def test_optimisation_of_features_lowers_style_and_texture() -> None:
    torch.manual_seed(0)
    wanted = manner(moved(features(1, side=4), 2, 0.5))
    start = features(0, side=4)
    free = {layer: values.clone().requires_grad_() for layer, values in start.items()}
    optimiser = torch.optim.Adam(free.values(), lr=0.15)
    for _ in range(50):
        optimiser.zero_grad()
        found = manner(free)
        (style_distance(found, wanted) + texture_distance(found, wanted, 16)).sum().backward()
        optimiser.step()
    before, after = manner(start), manner({layer: values.detach() for layer, values in free.items()})
    assert style_distance(after, wanted).max() < 0.1 * style_distance(before, wanted).max()
    assert texture_distance(after, wanted).max() < 0.5 * texture_distance(before, wanted).max()


def half_busy(busy_left: bool) -> Tensor:
    """A picture (1, 3, 64, 96) with strong noise on one half and faint noise on the other."""
    noise = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(0)) - 0.5
    strength = torch.cat([torch.ones(48), torch.full((48,), 0.05)])
    return noise * (strength if busy_left else strength.flip(0))


def test_local_contrast_is_where_marks_are_and_not_where_a_gradient_is() -> None:
    contrast = local_contrast(half_busy(True))[0]
    assert contrast[:, 0].min() > 5 * contrast[:, -1].max()
    gradient = torch.linspace(-1, 1, 96).expand(1, 3, 64, 96)
    assert local_contrast(gradient)[0, :, 1:-1].max() < 0.01


def test_placement_minds_marks_in_empty_places_alone() -> None:
    photo, wanted = local_contrast(half_busy(True)), contrast_quantiles(half_busy(False))
    in_place = placement_distance(local_contrast(half_busy(True)), photo, wanted)
    misplaced = placement_distance(local_contrast(half_busy(False)), photo, wanted)
    assert in_place.item() < 0.15
    assert misplaced.item() > 8 * in_place.item()


def test_placement_wants_as_much_contrast_as_the_reference_has() -> None:
    photo, wanted = local_contrast(half_busy(True)), contrast_quantiles(half_busy(True))
    faint = placement_distance(local_contrast(half_busy(True) / 4), photo, wanted)
    assert faint.item() > 0.5


def test_regularity_tells_a_mesh_from_grain() -> None:
    generator = torch.Generator().manual_seed(0)
    grain = torch.randn(2, 3, 130, 200, generator=generator) * 0.1
    mesh = torch.tensor([[0.2, -0.2], [-0.2, 0.2]]).repeat(65, 100).expand(2, 3, 130, 200)
    cells = torch.randn(1, 3, 8, 8, generator=generator).repeat(2, 1, 17, 25)[..., :130, :] * 0.2
    assert torch.allclose(regularity(grain), torch.full((2,), 1 / 64), atol=0.01)
    assert regularity(mesh).min() > 0.95
    assert regularity(cells).min() > 0.95
    assert (regularity(grain + mesh) > 0.5).all()


def test_a_mesh_of_single_px_is_no_contrast() -> None:
    mesh = torch.tensor([[0.2, -0.2], [-0.2, 0.2]]).repeat(32, 48).expand(1, 3, 64, 96)
    assert local_contrast(mesh).max() < 0.01
