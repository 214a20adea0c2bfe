import numpy as np
import pytest
import torch
from torch import Tensor

from aipaint_desktop.nn.patches.arrangement import chosen_matters, kin
from aipaint_desktop.nn.patches.correspondence import correspond
from aipaint_desktop.nn.patches.segments import Segments


def segments(*rows: tuple[float, float, float]) -> Segments:
    """Bands one under another: lightness, share and deviation of each."""
    heights = [round(100 * share) for _, share, _ in rows]
    labels = np.repeat(np.arange(len(rows), dtype=np.int32), heights)[:, None].repeat(100, 1)
    middles = (np.cumsum(heights) - np.array(heights) / 2) / 100
    return Segments(
        labels,
        np.array([(lightness, 0, 0) for lightness, _, _ in rows], np.float32),
        np.array([(deviation,) * 3 for _, _, deviation in rows], np.float32),
        np.array([share for _, share, _ in rows], np.float32),
        np.stack([middles, np.full(len(rows), 0.5)], -1).astype(np.float32),
    )


def test_a_region_takes_the_matter_that_most_flows_from() -> None:
    regions = segments((80, 0.5, 1), (30, 0.5, 1))
    matters = segments((75, 0.4, 3), (55, 0.1, 3), (35, 0.5, 3))
    flows = np.array([[0.7, 0.2, 0.1], [0.0, 0.1, 0.9]], np.float32)
    # in the mean the upper one becomes the grey of the small matter, which it is not to be painted from
    becomes = np.array([[60, 0, 0], [37, 0, 0]], np.float32)
    assert chosen_matters(regions, becomes, flows, matters).tolist() == [0, 2]


def test_neighbours_do_not_take_the_same_matter() -> None:
    regions = segments((60, 0.5, 1), (50, 0.5, 1))
    matters = segments((58, 0.6, 3), (45, 0.4, 3))
    flows = np.array([[0.6, 0.4], [0.6, 0.4]], np.float32)
    chosen = chosen_matters(regions, regions.colours, flows, matters)
    assert sorted(chosen.tolist()) == [0, 1]


def test_a_small_matter_takes_in_neighbours_of_its_kind_and_no_others() -> None:
    matters = segments((60, 0.1, 2), (66, 0.3, 2), (62, 0.2, 2), (10, 0.4, 2))
    assert kin(matters, np.array([0.7, 0, 0, 0])).tolist() == [0, 0, 0, 3]
    assert kin(matters, np.array([0.1, 0, 0, 0.4])).tolist() == [0, 1, 2, 3]


@pytest.fixture
def striped() -> Tensor:
    """A reference whose upper half is light, the lower one dark, with a broad band of the other within each."""
    reference = torch.empty(1, 3, 240, 240)
    reference[:, :, :120], reference[:, :, 120:] = 0.7, -0.7
    reference[:, :, 40:50, 60:180] = -0.6
    reference[:, 0] += 0.2
    return (reference + 0.05 * torch.randn(1, 3, 240, 240, generator=torch.Generator().manual_seed(1))).clamp(
        -1, 1
    )


def test_a_sky_is_led_to_one_part_of_the_reference(striped: Tensor) -> None:
    sketch = torch.full((1, 3, 200, 260), 0.5)
    sketch[:, :, 120:] = -0.4
    made = correspond(sketch, [striped], torch.Generator().manual_seed(0))
    (reference,) = made.reference_guides
    height, width = reference.shape[-2:]
    sky, ground = made.guide[0, :4, 50, 100], made.guide[0, :4, 180, 100]
    assert (sky - ground).norm() > 0.45
    light = reference[0, :4, round(0.4 * height), width // 2]
    assert torch.allclose(light, sky, atol=1e-4)
    assert torch.allclose(reference[0, :4, round(0.8 * height), width // 2], ground, atol=1e-4)
    # the dark band within the light half is nothing to paint the sky from
    assert (reference[0, :4, round(45 / 240 * height), width // 2] - sky).norm() > 0.3
    assert made.moved[0, :, 50, 100].mean() > 0.4
    assert made.moved[0, :, 180, 100].mean() < -0.4


def test_as_much_is_wanted_of_a_part_as_is_painted_from_it(striped: Tensor) -> None:
    sketch = torch.full((1, 3, 200, 200), 0.5)
    sketch[:, :, 40:] = -0.4
    (wanted,) = correspond(sketch, [striped], torch.Generator().manual_seed(0)).wanted
    height, width = wanted.shape
    light, dark = (float(wanted[round(y * height), width // 2]) for y in (0.4, 0.8))
    assert dark / light == pytest.approx(4, rel=0.25)


def test_without_regions_everything_is_wanted_alike(striped: Tensor) -> None:
    sketch = torch.full((1, 3, 200, 200), 0.5)
    sketch[:, :, 40:] = -0.4
    made = correspond(sketch, [striped], torch.Generator().manual_seed(0), by_regions=False)
    assert made.wanted[0].unique().tolist() == [1]
    assert len(made.guide[0, 3].unique()) == 1
