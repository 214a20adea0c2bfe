"""The classic generative adversarial network (Goodfellow et al. 2014, Generative adversarial nets).

Two fully connected networks play against each other. The generator makes pictures from noise; the discriminator sees
them and real pictures and says how likely each is real. It learns to be right, and the generator to be taken for
real. In equilibrium the verdict is one half on everything, and no sample can be told from a picture.

With what DCGAN (Radford et al. 2016) found to keep the game going: batch norm in the generator (Ioffe & Szegedy 2015),
leaky rectifiers (Maas et al. 2013), tanh at the end, and Adam with β1 = 0.5.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.training.lessons.lesson import Demonstration, draw_batch, in_grid
from aipaint_desktop.training.lessons.snapshot import SIDE

LATENT = 100
"""Numbers of noise that a picture is made from."""
PIXELS = SIDE * SIDE
BATCH = 64

_SLOPE = 0.2  # of the leaky rectifier below zero
_LEARNING_RATE, _BETAS = 2e-4, (0.5, 0.999)
_MADE, _REAL, _COLUMNS = 16, 8, 8  # pictures that are shown


class Generator(nn.Sequential):
    """Makes of noise (N, 100) pictures (N, 1, 28, 28) in −1..1."""

    def __init__(self) -> None:
        super().__init__(
            nn.Linear(LATENT, 128),
            nn.BatchNorm1d(128),
            nn.LeakyReLU(_SLOPE),
            nn.Linear(128, 256),
            nn.BatchNorm1d(256),
            nn.LeakyReLU(_SLOPE),
            nn.Linear(256, 512),
            nn.BatchNorm1d(512),
            nn.LeakyReLU(_SLOPE),
            nn.Linear(512, PIXELS),
            nn.Tanh(),
            nn.Unflatten(1, (1, SIDE, SIDE)),
        )


class Discriminator(nn.Sequential):
    """Judges pictures (N, 1, 28, 28): logits (N, 1) of their being real: above 0 it rather believes that they are."""

    def __init__(self) -> None:
        super().__init__(
            nn.Flatten(),
            nn.Linear(PIXELS, 512),
            nn.LeakyReLU(_SLOPE),
            nn.Linear(512, 256),
            nn.LeakyReLU(_SLOPE),
            nn.Linear(256, 1),
        )


class ClassicGan:
    """The lesson. pictures: (N, 1, 28, 28) in −1..1."""

    def __init__(self, pictures: Tensor, device: Device) -> None:
        self._where = torch.device(device.kind)
        self._pictures = pictures.to(self._where)
        self.generator = Generator().to(self._where)
        self.discriminator = Discriminator().to(self._where)
        self._generator_adam, self._discriminator_adam = (
            torch.optim.Adam(network.parameters(), lr=_LEARNING_RATE, betas=_BETAS)
            for network in (self.generator, self.discriminator)
        )
        self._shown_noise = self._noise(_MADE)
        self._shown_real = draw_batch(self._pictures, _REAL)

    def step(self) -> dict[str, float]:
        """Let each player make one move.

        Losses: `discriminator`, of both its kinds of verdicts, 2 ln 2 = 1.39 where it can only guess; `generator`, the
        non-saturating one (section 3 of the paper), ln 2 = 0.69 then.
        """
        real = draw_batch(self._pictures, BATCH)
        made = self.generator(self._noise(BATCH))

        on_real, on_made = self.discriminator(real), self.discriminator(made.detach())
        discriminator_loss = _cross_entropy(on_real, 1.0) + _cross_entropy(on_made, 0.0)
        _descend(self._discriminator_adam, discriminator_loss)

        generator_loss = _cross_entropy(self.discriminator(made), 1.0)
        _descend(self._generator_adam, generator_loss)
        return {"generator": generator_loss.item(), "discriminator": discriminator_loss.item()}

    @torch.no_grad()
    def show(self) -> Demonstration:
        made = self._make(self._shown_noise)
        both = {"made": made, "real": self._shown_real}
        verdicts = {
            name: tuple(self.discriminator(x).sigmoid().flatten().tolist()) for name, x in both.items()
        }
        return Demonstration({name: in_grid(x, _COLUMNS) for name, x in both.items()}, verdicts)

    @torch.no_grad()
    def samples(self, count: int, check: Callable[[], None] = lambda: None) -> Tensor:
        check()
        return self._make(self._noise(count)).cpu()

    def _make(self, noise: Tensor) -> Tensor:
        """With the batch norm's running statistics, so that no picture depends on those made beside it."""
        self.generator.eval()
        made: Tensor = self.generator(noise)
        self.generator.train()
        return made

    def _noise(self, count: int) -> Tensor:
        return torch.randn(count, LATENT).to(self._where)


def _cross_entropy(logits: Tensor, wanted: float) -> Tensor:
    """How far verdicts are from the one that is wanted: 1 for real, 0 for made."""
    return binary_cross_entropy_with_logits(logits, torch.full_like(logits, wanted))


def _descend(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()
