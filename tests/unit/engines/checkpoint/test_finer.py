"""What is much larger than a model's size is painted twice, the second time in parts that leave no seam."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.finer_sizes import finer_size, native_size
from aipaint_desktop.engines.checkpoint.parts import in_parts, starts
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptExtendRequest,
    PromptFillRequest,
    PromptRequest,
)
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture

Saved = Callable[[str, str], Path]
ASKED: dict[str, Any] = {"seed": 7, "checkpoint": "tiny", "weights": "a" * 64, "prompt": "a lake", "steps": 4}


@pytest.fixture(scope="module")
def loaded() -> LoadedModels:
    return LoadedModels()


@pytest.fixture
def run(saved: Saved, loaded: LoadedModels) -> Callable[[CheckpointRequest], list[Frame]]:
    path = saved("sd1", "folder")
    engine = CheckpointEngine(lambda _sha256: path, "cpu", "fp32", models=loaded)
    return lambda asked: list(engine.run(asked, CancelToken()))


@pytest.mark.parametrize(("length", "side"), [(8, 8), (9, 8), (20, 8), (64, 16), (5, 8)])
def test_parts_cover_all_and_go_over_into_one_another(length: int, side: int) -> None:
    begins = list(starts(length, side))
    assert begins[0] == 0
    assert begins[-1] == max(0, length - side)
    assert all(0 < after - before <= side - side // 4 for before, after in itertools.pairwise(begins))


def test_parts_that_agree_leave_no_trace_of_themselves() -> None:
    latents = torch.randn(1, 4, 20, 33, generator=torch.Generator().manual_seed(1))
    whole = in_parts(lambda part, _place: 2 * part, latents, 8)
    assert torch.allclose(whole, 2 * latents, atol=1e-6)


def test_parts_that_differ_fade_into_one_another() -> None:
    number = iter(range(100))

    def another(part: Tensor, _place: Rect) -> Tensor:
        return torch.full_like(part, next(number))

    row = in_parts(another, torch.zeros(1, 4, 8, 40), 16)[0, 0, 4]
    steps = row.diff()
    assert (steps >= 0).all()
    assert steps.max() < 0.5  # of a whole from part to part


def test_the_second_pass_is_as_large_as_wanted_up_to_what_can_be_done() -> None:
    assert finer_size((512, 512), (600, 600)) is None
    assert finer_size((512, 512), (1001, 700)) == (1000, 704)
    largest = finer_size((512, 512), (8000, 4000))
    assert largest is not None
    assert largest[0] * largest[1] <= 2048**2 * 1.01
    assert native_size(2000, 1000, 512) == (728, 360)


def test_a_large_picture_is_painted_small_and_then_finer(
    run: Callable[[CheckpointRequest], list[Frame]],
) -> None:
    asked = PromptRequest(**ASKED, width=160, height=120, in_parts=True)
    made = run(asked)
    assert [(frame.step, frame.steps) for frame in made] == [(number, 5) for number in range(1, 6)]
    assert made[-1].image.shape == (120, 160, 3)
    small = run(PromptRequest(**ASKED, width=72, height=56))[-1].image
    grown = np.abs(small.mean((0, 1)) - made[-1].image.mean((0, 1)))
    assert grown.max() < 25  # the same picture
    assert np.array_equal(run(asked)[-1].image, made[-1].image)


def test_one_of_the_models_size_is_painted_as_ever(run: Callable[[CheckpointRequest], list[Frame]]) -> None:
    plain, asked = (PromptRequest(**ASKED, width=72, height=64, in_parts=parts) for parts in (False, True))
    assert np.array_equal(run(plain)[-1].image, run(asked)[-1].image)


def test_a_start_that_is_large_is_refined_in_parts(run: Callable[[CheckpointRequest], list[Frame]]) -> None:
    start = Picture(np.random.default_rng(1).integers(0, 256, (120, 160, 3), np.uint8))
    asked = PromptRequest(**ASKED, width=160, height=120, start=start, keep=0.5, in_parts=True)
    made = run(asked)
    assert [frame.step for frame in made] == [1, 2]
    assert made[-1].image.shape == (120, 160, 3)


def test_a_large_fill_is_finer_and_nothing_changes_outside(
    run: Callable[[CheckpointRequest], list[Frame]],
) -> None:
    pixels: NDArray[np.uint8] = np.random.default_rng(2).integers(0, 256, (230, 300, 3), np.uint8)
    mask = np.zeros((230, 300), np.uint8)
    mask[60:180, 80:220] = 255
    asked = PromptFillRequest(**ASKED, picture=Picture(pixels), mask=Picture(mask))
    made = run(asked)
    assert made[-1].step == made[-1].steps == 5
    assert np.array_equal(made[-1].image[mask == 0], pixels[mask == 0])
    assert not np.array_equal(made[-1].image[mask > 0], pixels[mask > 0])


def test_cancelling_stops_within_a_part() -> None:
    asked = 0

    def predict(_part: Tensor, _place: Rect) -> Tensor:
        nonlocal asked
        asked += 1
        raise Cancelled

    with pytest.raises(Cancelled):
        in_parts(predict, torch.zeros(1, 4, 32, 32), 8)
    assert asked == 1


def test_what_is_painted_twice_is_foreseen_as_longer() -> None:
    estimate = CheckpointEngine(lambda _sha256: Path("none"), "cpu", "fp32").estimate
    small, large, parts = (
        PromptRequest(**ASKED, width=side, height=side, in_parts=in_parts)
        for side, in_parts in ((512, True), (1536, False), (1536, True))
    )
    seconds = [estimate(each).seconds for each in (small, large, parts)]
    assert seconds[0] < seconds[2] < seconds[1]  # parts attend to themselves alone
    picture = Picture(np.zeros((500, 500, 3), np.uint8))
    near, far = (
        PromptExtendRequest(**ASKED, picture=picture, width=side, height=500, left=0, top=0)
        for side in (510, 2000)
    )
    assert estimate(near).seconds < estimate(far).seconds
