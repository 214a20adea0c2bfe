"""The discriminator in training: what the GAN and the VAE make has to get past it."""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import relu

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.generative.gan import SEEN_LAYERS, Discriminator
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.lab.differentiable_augmentation import augmented
from aipaint_desktop.training.precision import in_precision

_LEARNING_RATE = 5e-4


class Adversary:
    """Judges made pictures while it learns to: hinge loss (Lim & Ye 2017) and differentiable augmentation. vgg: weights
    of VGG16, through which it sees."""

    def __init__(self, device: Device, vgg: Path) -> None:
        self._device = device
        where = torch.device(device.kind)
        self._vgg = Vgg16(vgg, last=list(SEEN_LAYERS)[-1]).to(where, number_type(device))
        self.network = Discriminator().to(where, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.optimiser = torch.optim.Adam(
            self.network.parameters(), lr=_LEARNING_RATE, betas=(0.0, 0.99), fused=True
        )

    def see(self, pictures: Tensor) -> dict[str, Tensor]:
        """Compute VGG16's activations of pictures (N, 3, H, W) in −1..1 after each of `SEEN_LAYERS`, in the device's
        precision."""
        return self._vgg.features(pictures, list(SEEN_LAYERS))

    def learn(self, pictures: Tensor, made: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Learn to tell real from made pictures in one step; returns the loss and the mean verdicts on `real` and
        `made`."""
        both = torch.cat([augmented(pictures, generator), augmented(made.detach(), generator)])
        verdicts = self._verdicts(both)
        on_real, on_made = verdicts[: len(pictures)], verdicts[len(pictures) :]
        loss = relu(1 - on_real).mean() + relu(1 + on_made).mean()
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step()
        return {
            "discriminator": loss.item(),
            "real": on_real.mean().item(),
            "made": on_made.mean().item(),
        }

    def loss(self, made: Tensor, generator: torch.Generator) -> Tensor:
        """Measure how far made pictures are from being taken for real; the gradient reaches them alone."""
        self.network.requires_grad_(False)
        verdicts = self._verdicts(augmented(made, generator))
        self.network.requires_grad_(True)
        return -verdicts.mean()

    def _verdicts(self, pictures: Tensor) -> Tensor:
        with in_precision(self._device):
            return self.network(self.see(pictures))  # type: ignore[no-any-return]
