"""Training a generator and a discriminator against each other."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import relu

from aipaint_desktop.engines.base import Device
from aipaint_desktop.nn.gan import LATENT, SEEN_LAYERS, Discriminator, Generator
from aipaint_desktop.nn.generative_model import GenerativeModel
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.lab.differentiable_augmentation import augmented
from aipaint_desktop.training.lab.learner import averaging, follow, in_precision

_LEARNING_RATE = 5e-4


class GanLearner:
    """Hinge loss and differentiable augmentation. vgg: weights of VGG16, through which the discriminator sees."""

    batch = 8

    def __init__(self, size: int, device: Device, vgg: Path) -> None:
        self._device = device
        where = torch.device(device.kind)
        self._generator = Generator(size).to(where)
        discriminator = Discriminator().to(where, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._discriminator: Discriminator = discriminator
        self._vgg = Vgg16(vgg, last=list(SEEN_LAYERS)[-1]).to(where)
        if device.precision == "bf16":
            self._vgg.bfloat16()
        average = averaging(self._generator)
        self.model = GenerativeModel("gan", size, average)
        self.networks = nn.ModuleDict(
            {"generator": self._generator, "discriminator": self._discriminator, "average": average}
        )
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            name: torch.optim.Adam(network.parameters(), lr=_LEARNING_RATE, betas=(0.0, 0.99), fused=True)
            for name, network in (("generator", self._generator), ("discriminator", self._discriminator))
        }

    def train_step(self, step: int, pictures: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Losses: of both, and the discriminator's mean verdicts on `real` and `made` pictures."""
        noise = torch.randn(len(pictures), LATENT, generator=generator).to(pictures.device)
        with in_precision(self._device):
            made = self._generator(noise).float()
        both = torch.cat([augmented(pictures, generator), augmented(made.detach(), generator)])
        on_real, on_made = self._verdicts(both).chunk(2)
        against = relu(1 - on_real).mean() + relu(1 + on_made).mean()
        self._descend("discriminator", against)
        self._discriminator.requires_grad_(False)
        loss = -self._verdicts(augmented(made, generator)).mean()
        self._descend("generator", loss)
        self._discriminator.requires_grad_(True)
        follow(self.model.network, self._generator, step)
        return {
            "generator": loss.item(),
            "discriminator": against.item(),
            "real": on_real.mean().item(),
            "made": on_made.mean().item(),
        }

    def _verdicts(self, pictures: Tensor) -> Tensor:
        seen = self._vgg.features(pictures.to(next(self._vgg.parameters()).dtype), list(SEEN_LAYERS))
        with in_precision(self._device):
            return self._discriminator(seen)  # type: ignore[no-any-return]

    def _descend(self, name: str, loss: Tensor) -> None:
        optimiser = self.optimisers[name]
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
