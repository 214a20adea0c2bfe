"""The lab's GAN: shapes at every size, what its pictures depend on, and where its gradients go."""

import pytest
import torch

from aipaint_desktop.nn.generative.families import SIZES
from aipaint_desktop.nn.generative.gan import LATENT, SEEN_LAYERS, Discriminator, Generator
from aipaint_desktop.nn.vgg import CHANNELS


def noise(count: int = 2) -> torch.Tensor:
    return torch.randn(count, LATENT, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("size", SIZES)
@torch.no_grad()
def test_a_picture_for_each_latent(size: int) -> None:
    torch.manual_seed(0)
    made = Generator(size).eval()(noise())
    assert made.shape == (2, 3, size, size)
    assert made.abs().amax() <= 1


@torch.no_grad()
def test_only_the_direction_of_a_latent_counts() -> None:
    torch.manual_seed(0)
    generator = Generator(64)
    made = generator(noise())
    assert torch.allclose(generator(3 * noise()), made, atol=1e-3)
    assert (made[0] - made[1]).abs().mean() > 0.01


def seen(count: int = 2, side: int = 64) -> dict[str, torch.Tensor]:
    return {
        layer: 100 * torch.rand(count, CHANNELS[layer], side >> (block - 1), side >> (block - 1))
        for layer, block in SEEN_LAYERS.items()
    }


def test_every_layer_is_judged_at_as_many_places() -> None:
    torch.manual_seed(0)
    activations = {layer: values.requires_grad_() for layer, values in seen().items()}
    verdicts = Discriminator()(activations)
    assert verdicts.shape == (2, len(SEEN_LAYERS) * 5 * 5)
    verdicts[0].sum().backward()
    for values in activations.values():
        assert values.grad is not None
        assert values.grad[0].any()
        assert not values.grad[1].any()
