"""A small generative adversarial network for few pictures: the generator and the discriminator of the lab.

The generator is FastGAN's (Liu et al. 2021, Towards faster and stabilized GAN training for high-fidelity few-shot image
synthesis): gated convolutions (GLU) with batch norm, and skip-layer excitation from coarse maps to fine ones. The
discriminator looks at pictures through a frozen network and need not learn to see, which takes far less time and fewer
pictures (Sauer et al. 2021, Projected GANs converge faster); its own layers have spectral norm (Miyato et al. 2018).
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate
from torch.nn.utils.parametrizations import spectral_norm

from aipaint_desktop.nn.vgg import CHANNELS, LOUDNESS

LATENT = 128

SEEN_LAYERS = {"relu1_2": 1, "relu2_2": 2, "relu3_3": 3, "relu4_3": 4}
"""Layers of VGG16 that the discriminator looks at, and the block of each."""

_CHANNELS = {4: 256, 8: 192, 16: 128, 32: 64, 64: 32, 128: 16, 256: 8}  # by side of the map
_EXCITATION_STEP = 8  # a map of 4 px excites one of 32, 8 one of 64 and so on


def channels_at(side: int) -> int:
    """Count the channels of maps of this side, px, a power of two from 4 to 256."""
    return _CHANNELS[side]


class UpBlock(nn.Module):
    """Doubles the side: nearest neighbours, convolution, batch norm, gate. (N, C, H, W) -> (N, C', 2H, 2W).

    Borders are reflected: zeros around the maps would be painted as a frame.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, 2 * outputs, 3, padding=1, padding_mode="reflect", bias=False)
        self.norm = nn.BatchNorm2d(2 * outputs)

    def forward(self, x: Tensor) -> Tensor:
        x = interpolate(x, scale_factor=2, mode="nearest")
        return nn.functional.glu(self.norm(self.convolution(x)), 1)


class _SkipLayerExcitation(nn.Module):
    """Weighs the channels of a fine map by what a coarse one holds (FastGAN, section 3.1)."""

    def __init__(self, coarse: int, fine: int) -> None:
        super().__init__()
        self.weigh = nn.Sequential(
            nn.AdaptiveAvgPool2d(4),
            nn.Conv2d(coarse, fine, 4),
            nn.LeakyReLU(0.1),
            nn.Conv2d(fine, fine, 1),
            nn.Sigmoid(),
        )

    def forward(self, coarse: Tensor, fine: Tensor) -> Tensor:
        return fine * self.weigh(coarse)  # type: ignore[no-any-return]


class Generator(nn.Module):
    """Makes pictures (N, 3, size, size) in −1..1 from standard normal latents (N, LATENT). size: one of
    `families.SIZES`."""

    def __init__(self, size: int = 64) -> None:
        super().__init__()
        self.enter = nn.Sequential(
            nn.ConvTranspose2d(LATENT, 2 * channels_at(4), 4, bias=False),
            nn.BatchNorm2d(2 * channels_at(4)),
            nn.GLU(1),
        )
        self.blocks, self.excitations = nn.ModuleList(), nn.ModuleDict()
        side = 4
        while side < size:
            self.blocks.append(UpBlock(channels_at(side), channels_at(2 * side)))
            side *= 2
            if side // _EXCITATION_STEP >= 4:
                coarse = side // _EXCITATION_STEP
                self.excitations[str(side)] = _SkipLayerExcitation(channels_at(coarse), channels_at(side))
        self.leave = nn.Conv2d(channels_at(size), 3, 3, padding=1, padding_mode="reflect")
        _start_normal(self)

    def forward(self, latent: Tensor) -> Tensor:
        # a latent on the sphere, so that mixing two never leaves what was trained on
        unit = latent * (LATENT**0.5 / latent.norm(dim=1, keepdim=True))
        x = self.enter(unit[:, :, None, None])
        maps = {4: x}
        for block in self.blocks:
            x = block(x)
            side = x.shape[2]
            if str(side) in self.excitations:
                x = self.excitations[str(side)](maps[side // _EXCITATION_STEP], x)
            maps[side] = x
        return torch.tanh(self.leave(x))


class Discriminator(nn.Module):
    """Says for places all over a picture whether it is real, above 0, or made, from what VGG16 sees in it.

    There is one head of strided convolutions for each of `SEEN_LAYERS`. VGG16 itself stays outside, as it never learns.
    """

    def __init__(self) -> None:
        super().__init__()
        self.heads = nn.ModuleDict(
            {layer: _head(CHANNELS[layer], block) for layer, block in SEEN_LAYERS.items()}
        )

    def forward(self, seen: dict[str, Tensor]) -> Tensor:
        """Judge pictures: verdicts (N, places). seen: VGG16's activations after each of `SEEN_LAYERS`."""
        verdicts = [head(seen[layer] / LOUDNESS[layer]) for layer, head in self.heads.items()]
        return torch.cat([verdict.float().flatten(1) for verdict in verdicts], 1)


def _head(inputs: int, block: int) -> nn.Sequential:
    """From block 1 to 4 of VGG16, with half the resolution each, to verdicts at 1/8 of the picture's."""
    layers: list[nn.Module] = []
    for _ in range(block, 4):
        layers += [
            spectral_norm(nn.Conv2d(inputs, max(inputs, 128), 4, stride=2, padding=1)),
            nn.LeakyReLU(0.2),
        ]
        inputs = max(inputs, 128)
    if not layers:  # one convolution alone would weigh each feature by itself
        layers = [spectral_norm(nn.Conv2d(inputs, 128, 3, padding=1)), nn.LeakyReLU(0.2)]
        inputs = 128
    return nn.Sequential(*layers, spectral_norm(nn.Conv2d(inputs, 1, 4)))


def _start_normal(network: nn.Module) -> None:
    """Weights of deviation 0.02, as Radford et al. 2016 begin."""
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(layer.weight, std=0.02)
