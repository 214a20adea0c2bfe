"""Representation alignment: the denoiser's middle learns to tell what VGG16 sees in the clean picture.

What pictures consist of need then not be found by denoising alone, so that fewer samples teach as much (Yu et al. 2024,
Representation alignment for generation, section 3). In a U-Net the middle is what to align (Tian et al. 2025, U-REPA).
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity

from aipaint_desktop.nn.generative.unet import Condition, UNet
from aipaint_desktop.nn.vgg import CHANNELS, Vgg16

LAYER = "relu4_3"  # with a position for every 8×8 px, as the U-Net's middle

_HIDDEN = 768


class Sight:
    """What VGG16 sees, every channel standardised by what it sees in `examples`, batches (N, 3, H, W) in −1..1."""

    def __init__(self, vgg: Vgg16, examples: Sequence[Tensor]) -> None:
        self._vgg = vgg
        seen = torch.cat([self._positions(batch).flatten(0, 1) for batch in examples])
        self._mean, self._deviation = seen.mean(0), seen.std(0) + 1e-3

    def of(self, pictures: Tensor) -> Tensor:
        """(N, H / 8 · W / 8, 512) float32 of pictures (N, 3, H, W) in −1..1."""
        return (self._positions(pictures) - self._mean) / self._deviation

    @torch.no_grad()
    def _positions(self, pictures: Tensor) -> Tensor:
        return self._vgg.features(pictures, [LAYER])[LAYER].flatten(2).mT.float()


class SeeingUNet(nn.Module):
    """A U-Net and the perceptron that says from its middle what VGG16 would see."""

    def __init__(self, network: UNet) -> None:
        super().__init__()
        self.network = network
        self.tell = nn.Sequential(
            nn.Linear(network.middle.place.out_features, _HIDDEN),
            nn.SiLU(),
            nn.Linear(_HIDDEN, CHANNELS[LAYER]),
        )

    def forward(self, x: Tensor, t: Tensor, condition: Condition) -> tuple[Tensor, Tensor]:
        """Velocity (N, 3, H, W) and (N, H / 8 · W / 8, 512)."""
        velocity, half_way = self.network.look(x, t, condition)
        return velocity, self.tell(half_way)


def misalignment(told: Tensor, seen: Tensor) -> Tensor:
    """1 less the mean cosine similarity of the positions (N, P, C): (N,), 0 where all agree."""
    return 1 - cosine_similarity(told.float(), seen, 2).mean(1)
