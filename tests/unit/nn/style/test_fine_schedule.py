"""From coarse to fine in seconds: the sizes, the steps and what they cost."""

from itertools import pairwise

import pytest

from aipaint_desktop.nn.style.fine_schedule import FineSettings, fine_scales, fine_work


@pytest.mark.parametrize("size", [(512, 384), (1024, 1024), (33, 700), (40, 40), (1001, 333)])
def test_every_scale_is_twice_the_one_before_and_the_last_is_the_picture(size: tuple[int, int]) -> None:
    found = fine_scales(*size, FineSettings())
    assert (found[-1].height, found[-1].width) == size
    for coarse, fine in pairwise(found):
        assert abs(fine.height - 2 * coarse.height) <= 1
        assert abs(fine.width - 2 * coarse.width) <= 1
    assert min(found[0].height, found[0].width) >= 32


def test_the_picture_is_formed_on_all_scales_but_the_last() -> None:
    assert [scale.forming for scale in fine_scales(1024, 768, FineSettings())] == [True, True, True, False]
    assert [scale.forming for scale in fine_scales(100, 80, FineSettings())] == [True]


def test_coarse_scales_take_more_steps() -> None:
    assert [scale.steps for scale in fine_scales(1024, 768, FineSettings())] == [18, 12, 6, 5]


def test_all_scales_take_fewer_steps_if_asked() -> None:
    few = fine_scales(512, 512, FineSettings(steps=0.2))
    assert [scale.steps for scale in few] == [4, 2, 1]


def test_work_grows_with_pixels() -> None:
    small, large = (fine_work(side, side, FineSettings()) for side in (512, 1024))
    assert 2.5 < large / small < 4.5
