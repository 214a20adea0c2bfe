"""Training a variational autoencoder: draw pictures again from a few numbers, and keep these numbers orderly."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import l1_loss

from aipaint_desktop.engines.base import Device
from aipaint_desktop.nn.generative_model import GenerativeModel
from aipaint_desktop.nn.vae import Vae
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.lab.learner import averaging, follow, in_precision

_LEARNING_RATE = 1e-3
_DIVERGENCE_WEIGHT = 3e-3  # of the KL divergence, in nats a latent
_FEATURES = {
    "relu1_2": 2e-3,
    "relu2_2": 2e-3,
    "relu3_3": 1e-3,
}  # weights that bring each to the size of the L1 loss
_LATENT_SHARE = 0.02  # how far the kept statistics of latents follow a batch


class VaeLearner:
    """Loss: L1 in pixels and in features of VGG16 (Hou et al. 2017, Deep feature consistent VAE), and the KL
    divergence of the latents from a standard normal. vgg: weights of VGG16, or None for pixels alone."""

    batch = 16

    def __init__(self, size: int, device: Device, vgg: Path | None = None) -> None:
        self._device = device
        where = torch.device(device.kind)
        self._network = Vae(size).to(where)
        self._vgg = Vgg16(vgg, last="relu3_3").to(where) if vgg else None
        average = averaging(self._network)
        self.model = GenerativeModel("vae", size, average)
        self.networks = nn.ModuleDict({"network": self._network, "average": average})
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "network": torch.optim.Adam(self._network.parameters(), lr=_LEARNING_RATE, fused=True)
        }

    def train_step(self, step: int, pictures: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Losses: `pixels`, `features` where there is VGG16, and `divergence`."""
        with in_precision(self._device):
            mean, log_variance = self._network.encode(pictures)
            noise = torch.randn(mean.shape, generator=generator).to(mean.device)
            redrawn = self._network.decode(mean + noise * (log_variance / 2).exp()).float()
        losses = {"pixels": l1_loss(redrawn, pictures)}
        if self._vgg is not None:
            losses["features"] = self._feature_loss(self._vgg, redrawn, pictures)
        divergence = (mean.square() + log_variance.exp() - 1 - log_variance).mean() / 2
        optimiser = self.optimisers["network"]
        optimiser.zero_grad()
        total = sum(losses.values(), _DIVERGENCE_WEIGHT * divergence)
        total.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        self._network.follow_latents(mean.detach(), log_variance.detach(), _LATENT_SHARE)
        follow(self.model.network, self._network, step)
        return {name: loss.item() for name, loss in (losses | {"divergence": divergence}).items()}

    def _feature_loss(self, vgg: Vgg16, redrawn: Tensor, pictures: Tensor) -> Tensor:
        with in_precision(self._device):
            found = vgg.features(redrawn, list(_FEATURES))
            with torch.no_grad():
                wanted = vgg.features(pictures, list(_FEATURES))
        zero = redrawn.new_zeros(())
        return sum(
            (
                weight * l1_loss(found[layer].float(), wanted[layer].float())
                for layer, weight in _FEATURES.items()
            ),
            zero,
        )
