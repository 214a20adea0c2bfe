"""Training the composer's network without words, by flow matching."""

from pathlib import Path

import torch
from torch import Tensor, nn

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.generative.flow_matching import noise_levels, standardised, velocity_loss
from aipaint_desktop.nn.generative.model import GenerativeModel, new_network, unconditional
from aipaint_desktop.nn.generative.unet import UNet, load_unet, without_names
from aipaint_desktop.training.precision import in_precision
from aipaint_desktop.training.running_average import averaging, follow

_LEARNING_RATE = 1e-3
_FINE_TUNING_RATE = 2e-4
_WARM_UP = 50  # steps
_LEVEL_MEAN, _LEVEL_DEVIATION = -0.2, 1.2  # of the logit-normal noise levels, as the composer's


class DiffusionLearner:
    """Trains a diffusion model. start: weights of the composer to begin with, whose network it then has. Raises
    `ValueError` if they are none."""

    batch = 16

    def __init__(self, size: int, device: Device, start: Path | None = None) -> None:
        self._device = device
        self._rate = _FINE_TUNING_RATE if start else _LEARNING_RATE
        network = without_names(load_unet(start)) if start else new_network("diffusion", size)
        assert isinstance(network, UNet)
        network.to(torch.device(device.kind))
        self._network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        average = averaging(network)
        self.model = GenerativeModel("diffusion", size, average)
        self.networks = nn.ModuleDict({"network": network, "average": average})
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "network": torch.optim.AdamW(network.parameters(), lr=self._rate, betas=(0.9, 0.99), fused=True)
        }

    def train_step(self, step: int, pictures: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Learn from a batch. Losses: the mean squared error of the velocity at the three thirds of noise levels."""
        count, where = len(pictures), pictures.device
        levels = noise_levels(count, _LEVEL_MEAN, _LEVEL_DEVIATION, generator).to(where)
        noise = torch.randn(pictures.shape, generator=generator).to(where)
        with in_precision(self._device):
            condition = unconditional(count, where)
            loss = velocity_loss(self._network, standardised(pictures), condition, levels, noise)
        optimiser = self.optimisers["network"]
        for group in optimiser.param_groups:
            group["lr"] = self._rate * min(1.0, (step + 1) / _WARM_UP)
        optimiser.zero_grad()
        loss.mean().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        optimiser.step()
        follow(self.model.network, self._network, step)
        low, middle, high = (part.mean().item() for part in loss.detach().tensor_split(3))
        return {"little noise": low, "some noise": middle, "much noise": high}
