"""The network that turns a line drawing into a painting in one pass, and the one that it is trained against.

A U-Net from the drawing to the picture (pix2pix, Isola et al. 2017) whose group norms are modulated by a code of what
it shall look like (FiLM, Perez et al. 2018): read from a reference's VGG16 statistics, or from a genre and a movement,
or of nothing. The discriminator judges patches at several scales by what a frozen VGG16 sees in them (Sauer et al.
2021, Projected GANs), with the drawing beside it; its own layers have spectral norm (Miyato et al. 2018).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.functional import adaptive_avg_pool2d, interpolate, pad, pixel_shuffle, pixel_unshuffle, relu
from torch.nn.utils.parametrizations import spectral_norm

from aipaint_desktop.nn.strided import strided
from aipaint_desktop.nn.style.network import CODE_LAYERS, NOISE_CHANNELS, noise_field
from aipaint_desktop.nn.vgg import CHANNELS, LOUDNESS
from aipaint_desktop.words.names import Names, read_names, to_metadata

ALIGNMENT = 32  # px: pictures are padded to multiples of it
JUDGED_LAYERS = ("relu2_2", "relu3_3", "relu4_2")

_CODE = 128
_GROUP = 16  # channels in a group of GroupNorm
_STATISTICS = 2 * sum(CHANNELS[layer] for layer in CODE_LAYERS)


class _Block(nn.Module):
    """Two 3×3 convolutions around a skip, both normed and modulated by the code."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, bias=False)
        self.second = nn.Conv2d(outputs, outputs, 3, bias=False)
        self.norm = nn.GroupNorm(outputs // _GROUP, outputs, affine=False)
        self.modulation = nn.Linear(_CODE, 4 * outputs)
        self.skip = nn.Conv2d(inputs, outputs, 1, bias=False) if inputs != outputs else nn.Identity()
        nn.init.normal_(self.modulation.weight, std=0.02)
        nn.init.zeros_(self.modulation.bias)

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        scale, shift, next_scale, next_shift = self.modulation(code)[:, :, None, None].chunk(4, 1)
        h = relu(torch.addcmul(shift, self.norm(_convolve(self.first, x)), 1 + scale))
        h = torch.addcmul(next_shift, self.norm(_convolve(self.second, h)), 1 + next_scale)
        return self.skip(x) + h  # type: ignore[no-any-return]


def _convolve(convolution: nn.Conv2d, x: Tensor) -> Tensor:
    return strided(convolution, pad(x, (1, 1, 1, 1), mode="replicate"))


class SketchNetwork(nn.Module):
    """Paints drawings (N, 3, H, W), RGB in −1..1, of any size.

    names: genres and movements that it can be asked for; artists are none. channels: of the levels from a quarter of
    the picture's resolution to the coarsest, each half of the one before.
    """

    def __init__(self, names: Names, channels: Sequence[int] = (64, 128, 256, 320)) -> None:
        super().__init__()
        self.names = names
        self.statistics_mean: Tensor
        self.statistics_deviation: Tensor
        self.register_buffer("statistics_mean", torch.zeros(_STATISTICS))
        self.register_buffer("statistics_deviation", torch.ones(_STATISTICS))
        self.reader = nn.Sequential(nn.Linear(_STATISTICS, 192), nn.SiLU(), nn.Linear(192, _CODE))
        self.genre = nn.Embedding(1 + len(names.genres), _CODE)
        self.movement = nn.Embedding(1 + len(names.movements), _CODE)
        # Codes of unit size from the start, or one manner for all is learned first.
        self.unit = nn.LayerNorm(_CODE, elementwise_affine=False)

        self.stem = nn.Conv2d(48, channels[0], 3)
        self.down, self.shrink, self.grow, self.up = (nn.ModuleList() for _ in range(4))
        for width, coarser in pairwise(channels):
            self.down.append(_Block(width, width))
            self.shrink.append(nn.Conv2d(width, coarser, 3, stride=2))
            self.grow.append(nn.Conv2d(coarser, width, 1))
            self.up.append(_Block(2 * width, width))
        self.middle = nn.ModuleList(_Block(channels[-1], channels[-1]) for _ in range(3))
        self.overall = nn.Linear(channels[-1], channels[-1])
        self.expand = nn.Conv2d(channels[0], 128, 3)
        self.leave = nn.Conv2d(32, 12, 3)
        # What blank paper becomes paint from: a convolution of it could only be flat or repeat itself.
        self.noise, self.broad_noise = (
            nn.Conv2d(inputs, outputs, 1, bias=False)
            for inputs, outputs in ((NOISE_CHANNELS // 4, channels[0]), (NOISE_CHANNELS, channels[1]))
        )
        nn.init.normal_(self.noise.weight, std=0.05)
        nn.init.normal_(self.broad_noise.weight, std=0.05)

    def paint_in(self, precision: torch.dtype) -> "SketchNetwork":
        """Convolve in bfloat16 or float32 from now on; codes are still read in float32. Returns itself."""
        for name, part in self.named_children():
            if name not in ("reader", "genre", "movement"):
                part.to(precision)
        return self

    def read(self, statistics: Tensor) -> Tensor:
        """Read codes (N, 128) of references from `nn.style.network.reference_statistics` of them."""
        return self.unit(  # type: ignore[no-any-return]
            self.reader((statistics - self.statistics_mean) / self.statistics_deviation)
        )

    def ask(self, genre: Tensor, movement: Tensor) -> Tensor:
        """Look up codes (N, 128) for numbers of `names` (N,) int64, 0 for any."""
        return self.unit(self.genre(genre) + self.movement(movement))  # type: ignore[no-any-return]

    def forward(self, drawing: Tensor, code: Tensor, noise: Tensor | None = None) -> Tensor:
        """Paint drawings: pictures of their shape, float32, hardly beyond −1..1. code: of N or of one for all. noise:
        of N or of one for all, `sketch_noise` of the size, which is the default."""
        height, width = drawing.shape[2:]
        precision = self.stem.weight.dtype
        code = code.expand(len(drawing), -1).to(precision)
        padded = pad(drawing, (0, -width % ALIGNMENT, 0, -height % ALIGNMENT), mode="replicate")
        cells = pixel_unshuffle(padded.to(precision), 4).contiguous(memory_format=torch.channels_last)
        if noise is None:
            noise = sketch_noise(height, width)
        noise = noise.to(cells)
        h = relu(_convolve(self.stem, cells) + self.noise(pixel_shuffle(noise, 2)))
        skips = []
        for block, shrink in zip(self.down, self.shrink, strict=True):
            h = block(h, code)
            skips.append(h)
            h = _convolve(cast(nn.Conv2d, shrink), h)
            if len(skips) == 1:
                h = h + self.broad_noise(noise)
        for block in self.middle:
            h = block(h, code)
            # what is going on everywhere, so that a sky is one sky
            h = h + self.overall(relu(h.mean((2, 3))))[:, :, None, None]
        for block, grow in zip(reversed(self.up), reversed(self.grow), strict=True):
            h = interpolate(grow(h), scale_factor=2, mode="nearest")
            h = block(torch.cat([h, skips.pop()], 1), code)
        h = relu(pixel_shuffle(_convolve(self.expand, relu(h)), 2))
        return pixel_shuffle(_convolve(self.leave, h).float(), 2)[:, :, :height, :width]


def sketch_noise(height: int, width: int, seed: int = 0) -> Tensor:
    """Draw noise (1, channels, H / 8, W / 8) for a drawing of this size in px."""
    generator = torch.Generator().manual_seed(seed)
    return noise_field(height + -height % ALIGNMENT, width + -width % ALIGNMENT, generator)


class SketchDiscriminator(nn.Module):
    """Says for places all over a picture whether it is a painting of that drawing, above 0, or made, below."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = nn.ModuleDict({layer: _head(1 + CHANNELS[layer]) for layer in JUDGED_LAYERS})

    def forward(self, seen: Mapping[str, Tensor], drawing: Tensor) -> Tensor:
        """Judge paintings: verdicts (N, places). seen: VGG16's activations after each of `JUDGED_LAYERS`. drawing: (N,
        3, H, W)."""
        verdicts = []
        for layer, head in self.heads.items():
            h = seen[layer] / LOUDNESS[layer]
            lines = adaptive_avg_pool2d(drawing.mean(1, keepdim=True), (h.shape[2], h.shape[3])).to(h.dtype)
            verdicts.append(head(torch.cat([h, lines], 1)).float().flatten(1))
        return torch.cat(verdicts, 1)


def _head(inputs: int) -> nn.Sequential:
    return nn.Sequential(
        spectral_norm(nn.Conv2d(inputs, 128, 4, stride=2, padding=1)),
        nn.LeakyReLU(0.2),
        spectral_norm(nn.Conv2d(128, 128, 3, padding=1)),
        nn.LeakyReLU(0.2),
        spectral_norm(nn.Conv2d(128, 1, 3, padding=1)),
    )


def save_sketch_network(network: SketchNetwork, path: Path) -> None:
    """Write the weights as float16 and the names beside them."""
    weights = {name: value.half().cpu().contiguous() for name, value in network.state_dict().items()}
    save_file(weights, path, to_metadata(network.names))


def load_sketch_network(path: Path) -> SketchNetwork:
    """Load the network of a safetensors file, float32, of the size that its weights have. Raises `ValueError` if the
    file is not one."""
    try:
        weights = {name: value.float() for name, value in load_file(path).items()}
        coarser = sorted(name for name in weights if name.startswith("shrink.") and name.endswith(".weight"))
        network = SketchNetwork(read_names(path), [len(weights[name]) for name in ("stem.weight", *coarser)])
        network.load_state_dict(weights)
    except (SafetensorError, RuntimeError, ValueError, KeyError) as error:
        raise ValueError(f"{path} does not hold the weights of the sketch network: {error}") from error
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return network.requires_grad_(False).eval()
