import torch

from aipaint_desktop.training.lab.differentiable_augmentation import augmented


def random(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_each_picture_is_changed_in_its_own_way_and_the_same_for_the_same_seed() -> None:
    pictures = torch.rand(1, 3, 32, 32, generator=random()).repeat(4, 1, 1, 1)
    changed = augmented(pictures, random(1))
    assert changed.shape == pictures.shape
    assert len({tuple(picture.flatten().tolist()) for picture in changed}) == 4
    assert torch.equal(augmented(pictures, random(1)), changed)


def test_a_hole_is_cut_and_the_rest_stays_connected_to_the_gradient() -> None:
    pictures = torch.rand(8, 3, 32, 32, generator=random()).requires_grad_()
    changed = augmented(pictures, random(2))
    missing = (changed == 0).all(1).float().mean((1, 2))
    assert missing.max() > 0.2
    assert missing.max() <= 0.55  # a quarter for the hole, the rest came in from outside
    changed.square().sum().backward()
    assert pictures.grad is not None
    assert (pictures.grad != 0).float().mean() > 0.4


def test_on_average_colours_are_kept() -> None:
    pictures = torch.full((256, 3, 16, 16), 0.3)
    pictures[:, 0] = 0.6
    shown = augmented(pictures, random(3))
    there = (shown != 0).all(1)
    red, green = (shown[:, channel][there].mean() for channel in (0, 1))
    assert abs(red - 0.6) < 0.06
    assert abs(green - 0.3) < 0.06
