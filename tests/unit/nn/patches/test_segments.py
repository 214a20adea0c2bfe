import numpy as np
import pytest
import torch
from torch import Tensor

from aipaint_desktop.nn.patches.segments import matters_of, regions_of, together
from aipaint_desktop.nn.resize import gaussian_blur


@pytest.fixture
def generator() -> torch.Generator:
    return torch.Generator().manual_seed(3)


def board(
    height: int = 96, width: int = 120, colour: tuple[float, float, float] = (-0.6, 0.2, -0.6)
) -> Tensor:
    return torch.tensor(colour).view(1, 3, 1, 1).expand(1, 3, height, width).clone()


def test_a_gradient_is_one_region_and_a_field_on_both_sides_of_a_road_is_too(
    generator: torch.Generator,
) -> None:
    sketch = board()
    sketch[:, :, :40] = torch.linspace(-0.2, 0.9, 40)[None, None, :, None]
    sketch[:, :, 40:, 55:65] = torch.tensor([0.7, 0.5, 0.1]).view(1, 3, 1, 1)
    regions = regions_of(sketch, generator)
    assert regions.count == 3
    sky, field, road = (int(regions.labels[y, x]) for y, x in ((5, 10), (80, 10), (80, 60)))
    assert len({sky, field, road}) == 3
    assert (regions.labels[2:38, :] == sky).mean() > 0.97
    assert int(regions.labels[80, 110]) == field
    assert regions.contacts[field, road] > 90
    assert regions.contacts[sky, field] > 90
    assert regions.shares[field] == pytest.approx(56 * 110 / (96 * 120), abs=0.02)


def test_what_is_small_is_a_detail(generator: torch.Generator) -> None:
    sketch = board()
    sketch[:, :, 10:14, 10:14] = 0.9
    regions = regions_of(sketch, generator)
    assert regions.count == 1
    assert (regions.labels[10:14, 10:14] == -1).all()


def test_a_matter_is_of_about_one_colour_and_a_boat_is_no_water(generator: torch.Generator) -> None:
    noise = 0.03 * torch.randn(1, 3, 96, 120, generator=generator)
    reference = board(colour=(-0.8, -0.3, 0.2)) + noise
    reference[:, :, :30] += 0.7
    reference[:, :, 60:68, 40:52] = torch.tensor([0.9, -0.6, -0.8]).view(1, 3, 1, 1)
    matters = matters_of(gaussian_blur(reference, 1.5), generator)
    water, sky = int(matters.labels[80, 100]), int(matters.labels[10, 60])
    assert water != sky
    assert min(water, sky) >= 0
    assert (matters.labels[:28] == sky).mean() > 0.95
    assert (matters.labels[61:67, 41:51] != water).all()


def test_each_pixel_belongs_to_the_region_around_it_that_has_its_colour(generator: torch.Generator) -> None:
    whole = board(384, 480)
    whole[:, :, 101:, 203:] = 0.8
    small = torch.nn.functional.interpolate(whole, (96, 120), mode="area")
    regions = regions_of(small, generator)
    places = regions.at(whole, small)
    assert len(places[:95].unique()) == 1
    inner = places[101:, 203:]
    assert (inner == inner[100, 100]).float().mean() > 0.99
    assert (places[101:, 190:203] != inner[100, 100]).all()


def test_frames_run_over_each_segment(generator: torch.Generator) -> None:
    sketch = board()
    sketch[:, :, :, 60:] = 0.8
    regions = regions_of(sketch, generator)
    down, across = regions.frames(torch.from_numpy(regions.labels.astype(np.int64)))
    assert down[0].max() < 0.1
    assert down[-1].min() > 0.9
    for columns in (slice(0, 60), slice(60, 120)):
        assert across[50, columns][0] < 0.1
        assert across[50, columns][-1] > 0.9


def test_segments_are_taken_together(generator: torch.Generator) -> None:
    sketch = board()
    sketch[:, :, :, 40:80] = 0.8
    sketch[:, :, :, 80:] = -0.9
    regions = regions_of(sketch, generator)
    one = together(regions, np.zeros(3, np.int64), sketch)
    assert one.count == 1
    assert one.shares[0] == pytest.approx(1, abs=0.02)
