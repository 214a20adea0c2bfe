"""Training a generator and a discriminator against each other."""

from pathlib import Path

import torch
from torch import Tensor, nn

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.generative.gan import LATENT, Generator
from aipaint_desktop.nn.generative.model import GenerativeModel
from aipaint_desktop.training.lab.adversary import Adversary
from aipaint_desktop.training.precision import in_precision
from aipaint_desktop.training.running_average import averaging, follow

_LEARNING_RATE = 3e-4


class GanLearner:
    """Trains a GAN. vgg: weights of VGG16, through which the discriminator sees."""

    batch = 8

    def __init__(self, size: int, device: Device, vgg: Path) -> None:
        self._device = device
        self._generator = Generator(size).to(torch.device(device.kind))
        self._adversary = Adversary(device, vgg)
        average = averaging(self._generator)
        self.model = GenerativeModel("gan", size, average)
        self.networks = nn.ModuleDict(
            {"generator": self._generator, "discriminator": self._adversary.network, "average": average}
        )
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "generator": torch.optim.Adam(
                self._generator.parameters(), lr=_LEARNING_RATE, betas=(0.0, 0.99), fused=True
            ),
            "discriminator": self._adversary.optimiser,
        }

    def train_step(self, step: int, pictures: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Learn from a batch. Losses: of both networks, and the discriminator's mean verdicts on `real` and `made`
        pictures."""
        noise = torch.randn(len(pictures), LATENT, generator=generator).to(pictures.device)
        with in_precision(self._device):
            made = self._generator(noise).float()
        of_discriminator = self._adversary.learn(pictures, made, generator)
        loss = self._adversary.loss(made, generator)
        optimiser = self.optimisers["generator"]
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        follow(self.model.network, self._generator, step)
        return {"generator": loss.item()} | of_discriminator
