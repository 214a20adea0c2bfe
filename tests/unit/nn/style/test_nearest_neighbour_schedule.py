"""From coarse to fine: the sizes, the steps and what they cost."""

from itertools import pairwise

import pytest

from aipaint_desktop.nn.style.nearest_neighbour_schedule import MasterSettings, scales, work


@pytest.mark.parametrize("size", [(512, 384), (2048, 2048), (33, 700), (40, 40), (1001, 333)])
def test_every_scale_is_twice_the_one_before_and_the_last_is_the_picture(size: tuple[int, int]) -> None:
    found = scales(*size, MasterSettings())
    assert (found[-1].height, found[-1].width) == size
    for coarse, fine in pairwise(found):
        assert abs(fine.height - 2 * coarse.height) <= 1
        assert abs(fine.width - 2 * coarse.width) <= 1
    assert min(found[0].height, found[0].width) >= 32


def test_the_first_scale_is_no_finer_than_it_must_be() -> None:
    found = scales(1024, 768, MasterSettings(coarsest=100))
    assert [scale.height for scale in found] == [128, 256, 512, 1024]


def test_large_scales_take_fewer_steps() -> None:
    steps = [scale.steps for scale in scales(2048, 1024, MasterSettings(coarsest=256, steps=40))]
    assert steps == [40, 40, 20, 10]


def test_work_grows_with_pixels_and_steps() -> None:
    small, large = (work(side, side, MasterSettings(steps=40)) for side in (256, 512))
    assert 2.5 < large / small < 4.5
    assert work(512, 512, MasterSettings(steps=80)) == pytest.approx(2 * large, rel=0.05)
