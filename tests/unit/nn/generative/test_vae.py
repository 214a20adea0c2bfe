"""The lab's VAE: shapes at every size, and where new latents are drawn."""

import pytest
import torch

from aipaint_desktop.nn.generative.families import SIZES
from aipaint_desktop.nn.generative.gan import LATENT
from aipaint_desktop.nn.generative.vae import Vae


@pytest.mark.parametrize("size", SIZES)
@torch.no_grad()
def test_pictures_become_latents_and_latents_pictures(size: int) -> None:
    network = Vae(size).eval()
    mean, log_variance = network.encode(torch.zeros(2, 3, size, size))
    assert mean.shape == log_variance.shape == (2, LATENT)
    assert network.decode(mean).shape == (2, 3, size, size)


def test_new_latents_are_drawn_like_those_that_were_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Vae(64)
    generator = torch.Generator().manual_seed(0)
    spread = torch.linspace(0.2, 2, LATENT)
    for _ in range(200):
        mean = 3 + spread * torch.randn(64, LATENT, generator=generator)
        network.follow_latents(mean, torch.full_like(mean, -20), 0.05)
    monkeypatch.setattr(network, "decode", lambda latent: latent)
    drawn = network(torch.randn(4000, LATENT, generator=generator))
    assert (drawn.mean(0) - 3).abs().max() < 0.5
    assert (drawn.std(0) / spread - 1).abs().max() < 0.3
