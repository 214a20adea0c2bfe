"""Flow matching: the path, the noise levels, the loss, and sampling where the right answer is known."""

import pytest
import torch
from torch import Tensor

from aipaint_desktop.nn.generative.flow_matching import (
    SPREAD,
    Step,
    as_picture,
    mix,
    noise_levels,
    sample,
    standardised,
    velocity_loss,
)
from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW, composer_levels, even_levels
from aipaint_desktop.nn.generative.unet import Condition


def noise(count: int = 1, side: int = 8) -> Tensor:
    return torch.randn(count, 3, side, side, generator=torch.Generator().manual_seed(0))


class OnePicture:
    """A perfect network for data that is one picture for each genre; counts what it is asked."""

    def __init__(self, *pictures: float) -> None:
        self.pictures = torch.tensor(pictures) / SPREAD
        self.asked = 0

    def __call__(self, x: Tensor, t: Tensor, condition: Condition) -> Tensor:
        self.asked += len(x)
        return (x - self.pictures[condition.genre][:, None, None, None]) / t[:, None, None, None]


class HalfPicture(OnePicture):
    """The same on the left half; the right is 0."""

    def __call__(self, x: Tensor, t: Tensor, condition: Condition) -> Tensor:
        picture = self.pictures[condition.genre][:, None, None, None].repeat(1, 3, *x.shape[-2:])
        picture[..., x.shape[-1] // 2 :] = 0
        return (x - picture) / t[:, None, None, None]


class Gaussian:
    """The exact velocity of independent pixels of mean 0 and this deviation, standardised."""

    def __init__(self, deviation: float) -> None:
        self.deviation = deviation

    def __call__(self, x: Tensor, t: Tensor, _: Condition) -> Tensor:
        share = t[:, None, None, None]
        signal = (1 - share) * self.deviation**2
        variance = (1 - share) * signal + share**2
        return (share - signal) * x / variance


def genre(number: int, count: int = 1) -> Condition:
    nothing = Condition.nothing(count)
    return Condition(nothing.text, nothing.genre + number, nothing.movement, nothing.artist)


def last(steps: object) -> Step:
    *_, final = steps  # type: ignore[misc]
    return final


def test_the_path_runs_from_the_picture_to_noise() -> None:
    clean = torch.full((3, 3, 8, 8), 2.0)
    mixed = mix(clean, noise(3), torch.tensor([0.0, 0.5, 1.0]))
    assert torch.equal(mixed[0], clean[0])
    assert torch.allclose(mixed[1], (clean[1] + noise(3)[1]) / 2)
    assert torch.equal(mixed[2], noise(3)[2])


def test_standardised_pictures_come_back() -> None:
    picture = torch.rand(1, 3, 8, 8) * 2 - 1
    assert torch.allclose(as_picture(standardised(picture)), picture)
    assert as_picture(torch.tensor(100.0)) == 1


def test_noise_levels_are_logit_normal_and_stratified() -> None:
    levels = noise_levels(1000, -0.5, 1.5, torch.Generator().manual_seed(0))
    logits = torch.logit(levels)
    assert logits.mean() == pytest.approx(-0.5, abs=0.02)
    assert logits.std() == pytest.approx(1.5, abs=0.03)
    few = noise_levels(4, 0.0, 1.0, torch.Generator().manual_seed(3))
    quartiles = torch.tensor([0.0, -0.6745, 0.0, 0.6745, 100.0])
    assert all(
        low <= value <= high
        for low, value, high in zip([-100, *quartiles[1:4]], torch.logit(few), quartiles[1:], strict=True)
    )


def test_the_loss_of_a_perfect_network_is_zero() -> None:
    clean = torch.full((2, 3, 8, 8), 0.3 / SPREAD)
    levels = torch.tensor([0.3, 0.8])
    assert velocity_loss(OnePicture(0.3), clean, genre(0, 2), levels, noise(2)).max() < 1e-9
    off = velocity_loss(OnePicture(-0.3), clean, genre(0, 2), levels, noise(2))
    assert torch.allclose(off, (0.6 / SPREAD / levels) ** 2, rtol=1e-4)


@pytest.mark.parametrize("steps", [1, 7])
def test_sampling_finds_the_one_picture_there_is(steps: int) -> None:
    found = list(sample(OnePicture(0.0, 0.4), genre(1), noise(), even_levels(steps), guidance=1))
    assert [step.step for step in found] == list(range(1, steps + 1))
    assert [step.steps for step in found] == [steps] * steps
    assert found[-1].t == 0
    assert all(torch.allclose(step.clean, torch.full_like(step.clean, 0.4), atol=1e-4) for step in found)


def test_sampling_follows_the_flow_of_a_gaussian() -> None:
    """The flow scales every sample of the noise by the data's deviation."""
    wanted = noise(4) * 0.25 * SPREAD
    coarse, fine = (
        (last(sample(Gaussian(0.25), genre(0, 4), noise(4), even_levels(steps), 1)).clean - wanted)
        .abs()
        .mean()
        for steps in (8, 16)
    )
    assert fine < 0.01
    assert fine < 0.45 * coarse  # of second order but for the last step


def test_guidance_moves_past_the_wish_and_away_from_the_negative() -> None:
    network = HalfPicture(0.0, 0.2, -0.1)
    plain, more, away = (
        next(sample(network, genre(1), noise(), even_levels(4), guidance, negative)).clean
        for guidance, negative in ((1.0, None), (2.0, None), (2.0, genre(2)))
    )
    contrasts = [(clean[..., :4] - clean[..., 4:]).mean().item() for clean in (plain, more, away)]
    assert contrasts == pytest.approx([0.2, 0.4, 0.5], abs=1e-4)
    means = [clean.mean().item() for clean in (plain, more, away)]
    assert means == pytest.approx([0.1, 0.1, 0.25], abs=1e-4)  # only a negative changes the mean colour


def test_without_guidance_nothing_is_computed_twice() -> None:
    network = OnePicture(0.1)
    last(sample(network, genre(0), noise(), even_levels(10), guidance=1))
    assert network.asked == 10


def test_a_start_shortens_the_way_and_shines_through() -> None:
    start = torch.full((1, 3, 8, 8), 0.5)
    found = list(sample(Gaussian(0.01), genre(0), noise(), [0.3, 0.2, 0.1, 0.0], 1, start=start))
    assert len(found) == 3
    steps = list(sample(Gaussian(1.0), genre(0), noise(), [0.2, 0.15, 0.1, 0.05, 0.0], 1, start=start))
    assert (steps[-1].clean - start).abs().mean() < (
        last(sample(Gaussian(1.0), genre(0), noise(), even_levels(20), 1)).clean - start
    ).abs().mean()


def test_where_sampling_has_come_to_can_be_gone_on_from() -> None:
    network = Gaussian(0.25)
    levels = [0.6, 0.4, 0.2, 0.0]
    whole = list(sample(network, genre(0), noise(), levels, 1, judged_below=1))
    part = last(sample(network, genre(0), noise(), levels[:2], 1, judged_below=1))
    assert torch.equal(part.noisy, whole[0].noisy)
    assert torch.allclose(as_picture(whole[-1].noisy), whole[-1].clean)


def test_what_was_judged_is_neither_guided_nor_improved() -> None:
    network = OnePicture(0.0, 0.2)
    levels = composer_levels(8)
    steps = sample(network, genre(1), noise(), levels, 2, genre(0), judged_below=JUDGED_BELOW)
    for step, level in zip(steps, levels, strict=False):
        assert step.clean.mean() == pytest.approx(0.4 if level > JUDGED_BELOW else 0.2, abs=1e-4)
    assert network.asked == 2 * 5 + 3


def test_only_what_is_masked_is_painted() -> None:
    start = torch.full((1, 3, 8, 8), 0.5)
    mask = torch.zeros(1, 1, 8, 8)
    mask[..., 4:] = 1
    for step in sample(OnePicture(-0.5), genre(0), noise(), even_levels(6), 1, start=start, mask=mask):
        assert torch.allclose(step.clean[..., :4], start[..., :4], atol=1e-5)
        assert torch.allclose(step.clean[..., 4:], -start[..., 4:], atol=1e-4)


def test_check_can_end_the_sampling() -> None:
    asked = []

    def check() -> None:
        asked.append(1)
        if len(asked) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        list(sample(OnePicture(0.0), genre(0), noise(), even_levels(10), 1, check=check))
    assert len(asked) == 3
