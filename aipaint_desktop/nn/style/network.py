"""The fast style network: one pass repaints a picture in the manner of any reference.

A small residual network at an eighth of the picture's resolution (pixel-unshuffle stem, reflection padding)
whose instance norms are modulated by a code, which a perceptron reads from the reference's VGG16 statistics
(adaptive instance normalisation: Huang & Belongie 2017; a style prediction network: Ghiasi et al. 2017). The
picture's colours are first carried onto the reference's (`palette`), so that the network has to learn manner, not
palette. Noise lets flat areas become paint without a repeated pattern.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, interpolate, pad, pixel_shuffle, pixel_unshuffle, relu

from aipaint_desktop.nn.palette import Palette, colour_moments, move_colours, put_right, with_blurs
from aipaint_desktop.nn.strided import strided
from aipaint_desktop.nn.vgg import CHANNELS, Vgg16

CODE_LAYERS = ("relu1_2", "relu2_2", "relu3_3", "relu4_1")
READING_SCALE = 13 / 16
"""References are read so much smaller than they are painted like: nearly as much to see in two thirds of the time."""
NOISE_CHANNELS = 12  # four of each grain
ALIGNMENT = 8  # px: tiles that must agree with the whole lie at multiples of it

_CODE_SIZE = 128
_READER_SIZE = 256
_BOLDNESS = 0.5  # of strength beyond 1: what the network was not trained for breaks up further on
_EPSILON = 1e-5


@dataclass(frozen=True)
class StyleCode:
    """What the network knows of N references. manner: (N, code size)."""

    manner: Tensor
    palette: Palette

    def blend(self, weights: Sequence[float]) -> "StyleCode":
        """Blend these N into one code; weights are relative. Raises `ValueError` unless they are N, none negative and
        not all zero."""
        if len(weights) != len(self.manner) or min(weights) < 0 or sum(weights) <= 0:
            raise ValueError(f"{list(weights)} are no weights for {len(self.manner)} references.")
        share = self.manner.new_tensor(list(weights)) / sum(weights)

        def mean(values: Tensor) -> Tensor:
            return (share @ values.flatten(1)).view(1, *values.shape[1:])

        return StyleCode(mean(self.manner), self.palette.each(mean))

    def repeat(self, counts: int) -> "StyleCode":
        """Repeat every code `counts` times, in order."""

        def repeated(values: Tensor) -> Tensor:
            return values.repeat_interleave(counts, 0)

        return StyleCode(repeated(self.manner), self.palette.each(repeated))


class Moments:
    """Keeps means, deviations and covariances that the network normalises with, in the order it asks for them.

    `Moments()` measures them on what passes through and keeps them; `measured.replay()` gives them back in the
    same order, so that every tile of a large picture is normalised like the whole (URST, Chen et al. 2022).
    """

    def __init__(self, kept: Sequence[tuple[Tensor, Tensor]] | None = None) -> None:
        self._kept = list(kept or ())
        self._replay = iter(self._kept) if kept is not None else None

    def replay(self) -> "Moments":
        return Moments(self._kept)

    def normalise(self, x: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
        """Normalise every channel (instance norm), then give it a gain and a shift (N, C). x: (N, C, H, W); returns the
        same shape and type."""
        means, variances = next(self._replay) if self._replay is not None else (None, None)
        if x.device.type != "cpu":
            return self._normalise_at_once(x, gain, shift, means, variances)
        # Instance norm is the batch norm of one picture, which is one operation in place of eight.
        normal, found = [], []
        for k in range(len(x)):
            one, mean, deviation = torch.native_batch_norm(
                x[k : k + 1],
                gain[k].float(),
                shift[k].float(),
                None if means is None else means[k],
                None if variances is None else variances[k],
                means is None,
                0.0,
                _EPSILON,
            )
            normal.append(one)
            found.append((mean.float(), deviation.float().pow(-2) - _EPSILON))
        if means is None:
            self._kept.append((torch.stack([mean for mean, _ in found]), torch.stack([v for _, v in found])))
        return torch.cat(normal) if len(normal) > 1 else normal[0]

    def _normalise_at_once(
        self, x: Tensor, gain: Tensor, shift: Tensor, means: Tensor | None, variances: Tensor | None
    ) -> Tensor:
        """As `normalise`, all pictures in the same operations: on a GPU it is their number that takes time."""
        if means is None or variances is None:
            variances, means = torch.var_mean(x.float(), (2, 3), correction=0)
            self._kept.append((means, variances))
        scale = gain.float() * (variances + _EPSILON).rsqrt()
        offset = shift.float() - means * scale
        return torch.addcmul(offset[..., None, None], x.float(), scale[..., None, None]).to(x.dtype)

    def colour(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Compute mean (N, C) and covariance (N, C, C) of the colours of x (N, C, H, W), float32."""
        if self._replay is not None:
            return next(self._replay)
        self._kept.append(colour_moments(x))
        return self._kept[-1]


class _StyledConvolution(nn.Module):
    """3×3 convolution, noise if there is any, instance norm, and the code's scale and shift of every channel."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, noise: int = 0) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, stride, bias=False)
        self.noise = nn.Conv2d(noise, outputs, 1, bias=False) if noise else None
        self.modulation = nn.Linear(_CODE_SIZE + 1, 2 * outputs)
        nn.init.normal_(self.modulation.weight, std=0.03)
        if self.noise is not None:
            nn.init.normal_(self.noise.weight, std=0.05)
        nn.init.zeros_(self.modulation.bias)

    def forward(self, x: Tensor, code: Tensor, moments: Moments, noise: Tensor | None = None) -> Tensor:
        x = strided(self.convolution, pad(x, (1, 1, 1, 1), mode="reflect"))
        if self.noise is not None and noise is not None:
            x = x + self.noise(noise.to(x.dtype))
        scale, shift = self.modulation(code).chunk(2, 1)
        return moments.normalise(x, 1 + scale.float(), shift)


class _ResidualBlock(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _StyledConvolution(channels, channels)
        self.second = _StyledConvolution(channels, channels)

    def forward(self, x: Tensor, code: Tensor, moments: Moments) -> Tensor:
        h: Tensor = self.first(x, code, moments)
        h = self.second(relu(h, inplace=True), code, moments)
        return x + h


class StyleNetwork(nn.Module):
    """Repaints pictures (N, 3, H, W), RGB in −1..1, of any size from 16 px a side."""

    def __init__(self, channels: int = 160, blocks: int = 5) -> None:
        super().__init__()
        statistics = 2 * sum(CHANNELS[layer] for layer in CODE_LAYERS)
        self.statistics_mean: Tensor
        self.statistics_deviation: Tensor
        self.register_buffer("statistics_mean", torch.zeros(statistics))
        self.register_buffer("statistics_deviation", torch.ones(statistics))
        self.reader = nn.Sequential(
            nn.Linear(statistics, _READER_SIZE),
            nn.SiLU(),
            nn.Linear(_READER_SIZE, _CODE_SIZE),
            # Codes of unit size from the start, or the network learns one manner for all references first.
            nn.LayerNorm(_CODE_SIZE, elementwise_affine=False),
        )

        half = channels // 2
        self.stem = nn.Conv2d(48, half, 3)
        self.down = _StyledConvolution(half, channels, stride=2, noise=NOISE_CHANNELS)
        self.blocks = nn.ModuleList(_ResidualBlock(channels) for _ in range(blocks))
        self.up = nn.Conv2d(channels, 256, 1)
        self.merge = _StyledConvolution(64 + half, 96, noise=NOISE_CHANNELS // 4)
        self.expand = nn.Conv2d(96, 128, 3)
        self.paint = nn.Conv2d(32, 12, 3)
        for convolution in (self.up, self.expand):
            _same_for_every_subpixel(convolution)
        nn.init.zeros_(self.paint.weight)
        nn.init.zeros_(self.paint.bias)  # type: ignore[arg-type]

    def paint_in(self, precision: torch.dtype) -> "StyleNetwork":
        """Convolve in bfloat16 or float32 from now on; references are still read in float32. Returns itself."""
        for name, part in self.named_children():
            if name != "reader":
                part.to(precision)
        return self

    def encode(self, statistics: Tensor, palette: Palette) -> StyleCode:
        """Encode N references from `reference_statistics` of them and their palettes."""
        normal = (statistics - self.statistics_mean) / self.statistics_deviation
        return StyleCode(self.reader(normal), palette)

    def forward(
        self,
        x: Tensor,
        code: StyleCode,
        strength: float | Tensor = 1.0,
        moments: Moments | None = None,
        noise: Tensor | None = None,
        exact_palette: bool = True,
    ) -> Tensor:
        """Repaint x: of the same shape, float32, hardly beyond −1..1.

        code: of N references or of one for all. strength: 0 gives x itself, 1 the reference's manner, 2 a bolder one
        in its colours; a number or (N,). moments: kept for or replayed from another call with this code and
        strength; a replayed tile must lie at a multiple of `ALIGNMENT` pixels. noise: (1 or N, 12, ⌈H / 8⌉, ⌈W / 8⌉),
        what flat areas become paint from; by default `noise_field` of this size. A tile takes its part of the whole
        picture's.
        exact_palette: put right what the network missed of the palette, and half of what it missed of the details';
        not while it learns, because the network would then drift wherever this hides it from the loss.
        """
        moments = moments or Moments()
        count, _, height, width = x.shape
        amount = torch.as_tensor(strength, dtype=torch.float32, device=x.device).expand(count).view(-1, 1)
        of_colours = amount.flatten().clamp(max=1)  # beyond the palette there is mud
        amount = torch.where(amount > 1, 1 + _BOLDNESS * (amount - 1), amount)
        x = x.float()
        with torch.autocast(x.device.type, enabled=False):
            x = move_colours(x, *moments.colour(x), code.palette.mean, code.palette.covariance, of_colours)
        manner = code.manner.expand(count, -1)
        precision = self.stem.weight.dtype
        scaled = (amount * torch.cat([manner, torch.ones_like(manner[:, :1])], 1)).to(precision)

        padded = pad(x, (0, -width % ALIGNMENT, 0, -height % ALIGNMENT), mode="reflect")
        fine = pixel_unshuffle(padded.to(memory_format=torch.channels_last), 2)
        if noise is None:
            noise = noise_field(padded.shape[2], padded.shape[3]).to(x.device)
        cells = pixel_unshuffle(fine, 2).to(precision)
        skip = relu(self.stem(pad(cells, (1, 1, 1, 1), mode="reflect")), inplace=True)
        h = relu(self.down(skip, scaled, moments, noise), inplace=True)
        for block in self.blocks:
            h = block(h, scaled, moments)
        h = torch.cat([pixel_shuffle(self.up(h), 2), skip], 1)
        h = relu(self.merge(h, scaled, moments, pixel_shuffle(noise, 2)), inplace=True)
        h = relu(pixel_shuffle(self.expand(pad(h, (1, 1, 1, 1), mode="reflect")), 2), inplace=True)
        # Only the broad colours pass beside the network, or it would keep the photo and stamp texture onto it.
        broad = interpolate(avg_pool2d(padded, ALIGNMENT), scale_factor=ALIGNMENT // 2, mode="bilinear")
        paint = self.paint(pad(h, (1, 1, 1, 1), mode="reflect")).float()
        painted = torch.lerp(fine, broad.repeat_interleave(4, 1) + paint, amount[..., None, None])
        painted = pixel_shuffle(painted, 2)[:, :, :height, :width]
        if not exact_palette:
            return painted
        with torch.autocast(x.device.type, enabled=False):
            blurs = with_blurs(painted)
            return put_right(blurs, *moments.colour(blurs), code.palette, of_colours)


def load_style_network(path: Path | str) -> StyleNetwork:
    """Load the network with the weights of a safetensors file, float32, of the size that they have. Raises `ValueError`
    if they are not its."""
    try:
        weights = {name: value.float() for name, value in load_file(path).items()}
        blocks = {name.split(".")[1] for name in weights if name.startswith("blocks.")}
        network = StyleNetwork(len(weights["down.convolution.weight"]), len(blocks))
        network.load_state_dict(weights)
    except (SafetensorError, RuntimeError, KeyError) as error:
        raise ValueError(f"{path} does not hold the weights of the style network: {error}") from error
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return network.requires_grad_(False).eval()


def reference_statistics(vgg: Vgg16, reference: Tensor) -> Tensor:
    """Take logarithms of the channel means and deviations of VGG16's `CODE_LAYERS` at `READING_SCALE`.

    reference: (N, 3, H, W), RGB in −1..1, at the scale it is to be painted at. Returns (N, 1920) float32.
    """
    features = vgg.features(reading_size(reference), CODE_LAYERS)
    return log_statistics([channel_moments(features[layer]) for layer in CODE_LAYERS])


def reading_size(reference: Tensor) -> Tensor:
    """Resize references (N, 3, H, W) to `READING_SCALE`, of the same type."""
    size = [max(16, round(side * READING_SCALE)) for side in reference.shape[2:]]
    return interpolate(reference.float(), size, mode="bilinear", antialias=True).to(reference.dtype)


def noise_field(height: int, width: int, generator: torch.Generator | None = None) -> Tensor:
    """Draw noise for a picture of this size in px: (1, 12, ⌈H / 8⌉, ⌈W / 8⌉) of about unit variance; four channels each
    of grain 8, 16 and 32 px. Without a generator it is always the same."""
    generator = generator or torch.Generator().manual_seed(0)
    rows, columns = -(-height // ALIGNMENT), -(-width // ALIGNMENT)
    grains = []
    for grain in (1, 2, 4):
        cells = torch.randn(1, 4, rows // grain + 2, columns // grain + 2, generator=generator)
        smooth = interpolate(cells, scale_factor=grain, mode="bilinear") if grain > 1 else cells
        grains.append(smooth[..., :rows, :columns] * (1 if grain == 1 else 1.5))
    return torch.cat(grains, 1)


def log_statistics(moments: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
    """Join means and deviations (N, C) of several layers in one vector (N, 2 ΣC), on a logarithmic scale."""
    return torch.log1p(torch.cat([part for pair in moments for part in pair], 1).clamp_min(0))


def channel_moments(x: Tensor) -> tuple[Tensor, Tensor]:
    """Compute mean and standard deviation of every channel of x (N, C, H, W): (N, C) each, float32."""
    points = x.permute(0, 2, 3, 1).flatten(1, 2).float()
    mean = points.mean(1)
    variance = (points - mean[:, None]).square().mean(1)
    return mean, (variance + 1e-6).sqrt()


def instance_normalised(x: Tensor) -> Tensor:
    """Normalise every channel of x (N, C, H, W) to mean 0 and deviation 1, float32."""
    mean, deviation = channel_moments(x)
    return (x.float() - mean[:, :, None, None]) / (deviation[:, :, None, None] + 1e-3)


def _same_for_every_subpixel(convolution: nn.Conv2d) -> None:
    """Start the four subpixels of a ×2 pixel shuffle alike, against checkerboards (ICNR, Aitken et al. 2017)."""
    with torch.no_grad():
        convolution.weight.copy_(convolution.weight[::4].repeat_interleave(4, 0))
        if convolution.bias is not None:
            convolution.bias.copy_(convolution.bias[::4].repeat_interleave(4, 0))
