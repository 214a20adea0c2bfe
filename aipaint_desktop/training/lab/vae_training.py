"""Training a variational autoencoder: draw pictures again from a few numbers, and keep these numbers orderly.

Redrawn pictures are soft, so new ones also have to get past a discriminator, as in a GAN (VAE/GAN: Larsen et al. 2016,
Autoencoding beyond pixels using a learned similarity metric).
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import l1_loss

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.generative.model import GenerativeModel
from aipaint_desktop.nn.generative.vae import Vae
from aipaint_desktop.training.lab.adversary import Adversary
from aipaint_desktop.training.precision import in_precision
from aipaint_desktop.training.running_average import averaging, follow

_LEARNING_RATE = 5e-4
_DIVERGENCE_WEIGHT = 1e-3  # of the KL divergence, in nats a latent
_ADVERSARIAL_WEIGHT = 0.15
_FEATURES = {
    "relu1_2": 2e-3,
    "relu2_2": 2e-3,
    "relu3_3": 1e-3,
    "relu4_3": 4e-3,
}  # weights that bring each to the size of the L1 loss
_LATENT_SHARE = 0.02  # how far the kept statistics of latents follow a batch


class VaeLearner:
    """Trains a VAE. Loss: L1 in pixels and in features of VGG16 (Hou et al. 2017, Deep feature consistent VAE), the KL
    divergence of the latents from a standard normal, and the discriminator's verdict on pictures from new latents.
    vgg: weights of VGG16."""

    batch = 8

    def __init__(self, size: int, device: Device, vgg: Path) -> None:
        self._device = device
        self._network = Vae(size).to(torch.device(device.kind))
        self._adversary = Adversary(device, vgg)
        average = averaging(self._network)
        self.model = GenerativeModel("vae", size, average)
        self.networks = nn.ModuleDict(
            {"network": self._network, "discriminator": self._adversary.network, "average": average}
        )
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "network": torch.optim.Adam(
                self._network.parameters(), lr=_LEARNING_RATE, betas=(0.5, 0.99), fused=True
            ),
            "discriminator": self._adversary.optimiser,
        }

    def train_step(self, step: int, pictures: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Learn from a batch. Losses: `pixels`, `features`, `divergence`, those of the decoder (`generator`) and of the
        discriminator, and its mean verdicts on `real` and `made` pictures."""
        with in_precision(self._device):
            mean, log_variance = self._network.encode(pictures)
            noise, new = torch.randn(2, *mean.shape, generator=generator).to(mean.device)
            seen = mean + noise * (log_variance / 2).exp()
            drawn = self._network.decode(torch.cat([seen, self._network.new_latents(new)])).float()
        redrawn, made = drawn.chunk(2)
        of_discriminator = self._adversary.learn(pictures, made, generator)
        losses = {
            "pixels": l1_loss(redrawn, pictures),
            "features": self._feature_loss(redrawn, pictures),
            "divergence": (mean.square() + log_variance.exp() - 1 - log_variance).mean() / 2,
            "generator": self._adversary.loss(made, generator),
        }
        weights = {"divergence": _DIVERGENCE_WEIGHT, "generator": _ADVERSARIAL_WEIGHT}
        optimiser = self.optimisers["network"]
        optimiser.zero_grad()
        total = torch.stack([weights.get(name, 1.0) * loss for name, loss in losses.items()]).sum()
        total.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        self._network.follow_latents(mean.detach(), log_variance.detach(), _LATENT_SHARE)
        follow(self.model.network, self._network, step)
        return {name: loss.item() for name, loss in losses.items()} | of_discriminator

    def _feature_loss(self, redrawn: Tensor, pictures: Tensor) -> Tensor:
        found = self._adversary.see(redrawn)
        with torch.no_grad():
            wanted = self._adversary.see(pictures)
        apart = [
            weight * l1_loss(found[layer].float(), wanted[layer].float())
            for layer, weight in _FEATURES.items()
        ]
        return torch.stack(apart).sum()
