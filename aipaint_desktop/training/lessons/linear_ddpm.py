"""The classic diffusion model (Ho et al. 2020, Denoising diffusion probabilistic models).

Noise goes in: in 1000 steps a picture is mixed with more and more noise, until nothing else is left. A network learns
to tell, of a picture and the step that it is at, which noise is in it. Then noise comes out: begun from noise alone
and taking a little of the predicted noise away in each step, a new picture appears.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss, silu

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.training.lessons.lesson import Demonstration, draw_batch, in_grid
from aipaint_desktop.training.lessons.snapshot import SHOWN_TIMES, SIDE
from aipaint_desktop.training.precision import in_precision
from aipaint_desktop.training.running_average import averaging, follow

STEPS = 1000
FIRST_BETA, LAST_BETA = 1e-4, 0.02
BATCH = 64

_WIDTH, _LAYERS = 512, 3
_EMBEDDING = 128
_LEARNING_RATE, _WARM_UP = 1e-3, 20
_SHOWN_ROWS, _SHOWN_COLUMNS = 2, 8  # of the samples that are shown
_STRIDES = 3  # steps from one column to the next


class LinearSchedule:
    """β, the share of noise that a step adds, grows linearly (section 4 of the paper); t is 0 to 999 here.

    betas, alphas = 1 − β, alpha_bars = Π α: (1000,) float32.
    """

    def __init__(self, device: torch.device) -> None:
        betas = torch.linspace(FIRST_BETA, LAST_BETA, STEPS, dtype=torch.float64)
        self.betas = betas.float().to(device)
        self.alphas = 1 - self.betas
        self.alpha_bars = (1 - betas).cumprod(0).float().to(device)

    def noised(self, clean: Tensor, t: Tensor, noise: Tensor) -> Tensor:
        """Add noise to pictures x_0 (N, 1, H, W) up to steps t (N,), in one go (equation 4)."""
        kept = self.alpha_bars[t][:, None, None, None]
        return kept.sqrt() * clean + (1 - kept).sqrt() * noise

    def clean(self, noisy: Tensor, t: Tensor, noise: Tensor) -> Tensor:
        """Take noise from x_t: x_0, were this the noise in it (equation 15); in −1..1."""
        kept = self.alpha_bars[t][:, None, None, None]
        return ((noisy - (1 - kept).sqrt() * noise) / kept.sqrt()).clamp(-1, 1)

    def ancestral_step(self, noisy: Tensor, t: int, predicted: Tensor, fresh: Tensor) -> Tensor:
        """Go from x_t to x_{t−1}: a share of the predicted noise is taken away, a little fresh noise put in (Algorithm
        2)."""
        beta, alpha, alpha_bar = self.betas[t], self.alphas[t], self.alpha_bars[t]
        mean = (noisy - beta / (1 - alpha_bar).sqrt() * predicted) / alpha.sqrt()
        return mean + beta.sqrt() * fresh if t > 0 else mean

    def ddim_step(self, noisy: Tensor, t: int, target: int, predicted: Tensor) -> Tensor:
        """Go from x_t to x_target, many steps at once and without fresh noise; a target of −1 is the picture.

        Song et al. 2021, Denoising diffusion implicit models, equation 12 with σ = 0.
        """
        times = torch.full((len(noisy),), t, device=noisy.device)
        clean = self.clean(noisy, times, predicted)
        if target < 0:
            return clean
        kept, kept_then = self.alpha_bars[t], self.alpha_bars[target]
        noise = (noisy - kept.sqrt() * clean) / (1 - kept).sqrt()
        return kept_then.sqrt() * clean + (1 - kept_then).sqrt() * noise


class _ResidualLayer(nn.Module):
    """Two fully connected layers that what they are given also goes by (He et al. 2016); they are told the time."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(_WIDTH, elementwise_affine=False)
        self.time = nn.Linear(_EMBEDDING, 2 * _WIDTH)
        self.first = nn.Linear(_WIDTH, _WIDTH)
        self.second = nn.Linear(_WIDTH, _WIDTH)

    def forward(self, x: Tensor, time: Tensor) -> Tensor:
        scale, shift = self.time(time).chunk(2, 1)
        h = self.first(self.norm(x)) * (1 + scale) + shift
        return x + self.second(silu(h))  # type: ignore[no-any-return]


class NoisePredictor(nn.Module):
    """ε(x_t, t): 784 greys → 512 → 512 → 512 → 512 → the noise in each of the 784.

    The paper has a U-Net. On so small pictures layers like those of the GAN's lesson learn more in five minutes: a
    processor takes ten steps with them in the time of one.

    x: (N, 1, 28, 28). t: (N,) int64. Returns the noise that it believes is in x, of the same shape.
    """

    def __init__(self) -> None:
        super().__init__()
        self.time = nn.Sequential(nn.Linear(_EMBEDDING, _EMBEDDING), nn.SiLU())
        self.first = nn.Linear(SIDE * SIDE, _WIDTH)
        self.layers = nn.ModuleList(_ResidualLayer() for _ in range(_LAYERS))
        self.norm = nn.LayerNorm(_WIDTH)
        self.last = nn.Linear(_WIDTH, SIDE * SIDE)
        # How much of x is noise at that time; through 512 numbers not all of it would pass.
        self.share = nn.Linear(_EMBEDDING, 1)
        for layer in (self.last, self.share):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, t: Tensor) -> Tensor:
        time = self.time(_waves(t))
        greys = x.flatten(1)
        h = self.first(greys)
        for layer in self.layers:
            h = layer(h, time)
        noise: Tensor = self.last(silu(self.norm(h))) + self.share(time) * greys
        return noise.view_as(x)


def _waves(t: Tensor) -> Tensor:
    """The step (N,) as sines and cosines of many wavelengths (N, 128) (Vaswani et al. 2017, section 3.5)."""
    half = _EMBEDDING // 2
    frequencies = torch.exp(-math.log(10_000) * torch.arange(half, device=t.device) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], 1)


class LinearDdpm:
    """The lesson. pictures: (N, 1, 28, 28) in −1..1. Samples are made with a running average of the weights."""

    def __init__(self, pictures: Tensor, device: Device) -> None:
        self._device, self._where = device, torch.device(device.kind)
        self._pictures = pictures.to(self._where)
        self.schedule = LinearSchedule(self._where)
        self.network = NoisePredictor().to(self._where)
        self.average = averaging(self.network)
        self._adam = torch.optim.Adam(self.network.parameters(), lr=_LEARNING_RATE)
        self._steps = 0
        self._times = torch.tensor(SHOWN_TIMES, device=self._where)
        shown = draw_batch(self._pictures, 1).expand(len(SHOWN_TIMES), -1, -1, -1)
        self._noisy = self.schedule.noised(shown, self._times, self._noise(1))
        self._shown_noise = self._noise(_SHOWN_ROWS)

    def step(self) -> dict[str, float]:
        """Guess the noise in a batch of pictures, each at a random step (Algorithm 1).

        Losses: the mean squared error at the three thirds of the 1000 steps, 1 where it knows nothing.
        """
        clean = draw_batch(self._pictures, BATCH)
        t = torch.randint(STEPS, (BATCH,)).to(self._where)
        noise = self._noise(BATCH)
        noisy = self.schedule.noised(clean, t, noise)
        with in_precision(self._device):
            predicted = self.network(noisy, t)
        errors = mse_loss(predicted.float(), noise, reduction="none").mean((1, 2, 3))
        for group in self._adam.param_groups:
            group["lr"] = _LEARNING_RATE * min(1.0, (self._steps + 1) / _WARM_UP)
        self._adam.zero_grad()
        errors.mean().backward()  # type: ignore[no-untyped-call]
        self._adam.step()
        follow(self.average, self.network, self._steps)
        self._steps += 1
        thirds = {"little noise": 0, "some noise": 1, "much noise": 2}
        return {
            name: errors[here].mean().item()
            for name, third in thirds.items()
            if (here := t * 3 // STEPS == third).any()
        }

    @torch.no_grad()
    def show(self) -> Demonstration:
        guessed = self.schedule.clean(self._noisy, self._times, self._predict(self._noisy, self._times))
        strides = strided((_SHOWN_COLUMNS - 1) * _STRIDES)
        way = [self._shown_noise]
        for t, target in strides:
            way.append(self._ddim_step(way[-1], t, target))
        columns = torch.stack(way[::_STRIDES], 1).flatten(0, 1)
        count = len(SHOWN_TIMES)
        return Demonstration(
            {
                "noisy": in_grid(self._noisy, count),
                "guessed": in_grid(guessed, count),
                "sampled": in_grid(columns, _SHOWN_COLUMNS),
            }
        )

    @torch.no_grad()
    def samples(self, count: int, check: Callable[[], None] = lambda: None) -> Tensor:
        """Sample through all 1000 steps, ancestrally (Algorithm 2)."""
        x = self._noise(count)
        for t in reversed(range(STEPS)):
            check()
            predicted = self._predict(x, torch.full((count,), t, device=self._where))
            x = self.schedule.ancestral_step(x, t, predicted, self._noise(count))
        return x.clamp(-1, 1).cpu()

    @torch.no_grad()
    def strided_samples(self, count: int, steps: int) -> Tensor:
        """Sample new pictures (count, 1, 28, 28) in −1..1 in only so many steps, by DDIM."""
        x = self._noise(count)
        for t, target in strided(steps):
            x = self._ddim_step(x, t, target)
        return x.cpu()

    def _ddim_step(self, x: Tensor, t: int, target: int) -> Tensor:
        predicted = self._predict(x, torch.full((len(x),), t, device=self._where))
        return self.schedule.ddim_step(x, t, target, predicted)

    def _predict(self, x: Tensor, t: Tensor) -> Tensor:
        with in_precision(self._device):
            predicted: Tensor = self.average(x, t)
        return predicted.float()

    def _noise(self, count: int) -> Tensor:
        return torch.randn(count, 1, SIDE, SIDE).to(self._where)


def strided(count: int) -> list[tuple[int, int]]:
    """Space `count` steps evenly from t = 999 down to the picture: from which t to which, −1 at the end."""
    times = torch.linspace(STEPS - 1, 0, count).round().long().tolist()
    return list(zip(times, [*times[1:], -1], strict=True))
