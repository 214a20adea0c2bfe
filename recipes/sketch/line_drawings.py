"""Line drawings as a hand would make them, derived from paintings: what the sketch network is trained on.

Lines are found in one of three ways, then drawn as by a hand: they wander, break off, swell and fade, on paper, and at
times some places are laid in with colour.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import grid_sample, interpolate

from aipaint_desktop.nn.resize import gaussian_blur

_SPECK = 3.0  # px: the reach within which a line has to go on
_LEAST_AROUND = 5.5  # px of line within it, weighted
_COLOURED = 0.5  # share of drawings with colour laid in


@dataclass(frozen=True)
class Hand:
    """How a drawing is made.

    wander: px by which lines leave their way. gaps: share of the lines that is missing. weight: width of thin lines,
    0 one px, 1 three. pressure: how light the lightest lines are, 0 as dark as the darkest, 1 invisible. colour: share
    of the paper that is laid in with colour.
    """

    wander: float
    gaps: float
    weight: float
    pressure: float
    colour: float

    @classmethod
    def any(cls, random: np.random.Generator) -> "Hand":
        return cls(
            wander=random.uniform(0.2, 2.0),
            gaps=random.uniform(0.0, 0.3),
            weight=random.uniform(0.0, 1.0),
            pressure=random.uniform(0.0, 0.6),
            colour=random.uniform(0.1, 0.7) if random.random() < _COLOURED else 0.0,
        )


def drawn_by_any_hand(painting: Tensor, random: np.random.Generator) -> Tensor:
    """A drawing of a painting, both (1, 3, H, W) in −1..1."""
    return draw(painting, Hand.any(random), random)


def draw(painting: Tensor, hand: Hand, random: np.random.Generator) -> Tensor:
    """A drawing of a painting, both (1, 3, H, W) in −1..1."""
    generator = torch.Generator().manual_seed(int(random.integers(2**62)))
    find = _FINDERS[int(random.integers(len(_FINDERS)))]
    lines = find(painting, random)
    lines = _wander(lines, hand.wander, generator)
    height, width = lines.shape[2:]
    present = (
        _field(height, width, 24, generator, lines.device)
        > torch.special.ndtri(torch.tensor(hand.gaps + 1e-4))
    ).float()
    pressure = 1 - hand.pressure * torch.sigmoid(2 * _field(height, width, 40, generator, lines.device))
    # blurred and then hardened, a line of one px becomes one of up to three
    ink = (gaussian_blur(lines * present, 0.6 + 0.5 * hand.weight) * (1.5 + 1.5 * hand.weight)).clamp(
        0, 1
    ) * pressure
    paper = _paper(painting, hand, generator, random)
    dark = torch.tensor(random.uniform(-1, -0.5, 3), dtype=torch.float32).view(1, 3, 1, 1).to(paper)
    return torch.lerp(paper, dark.expand_as(paper), ink.clamp(0, 1))


def difference_of_gaussians(painting: Tensor, random: np.random.Generator) -> Tensor:
    """Lines (1, 1, H, W) in 0..1 along the dark side of borders, soft and of their own width, where the difference of
    Gaussians is low (Winnemöller et al. 2012, without the filled areas)."""
    grey, sigma = _grey(painting), random.uniform(0.9, 2.2)
    apart = gaussian_blur(grey, sigma) - gaussian_blur(grey, 1.6 * sigma)
    depth = -apart / apart.std().clamp_min(1e-3) - random.uniform(0.8, 1.6)
    return torch.sigmoid(depth * random.uniform(5, 12))


def ridges_of_gradient(painting: Tensor, random: np.random.Generator) -> Tensor:
    """Thin lines (1, 1, H, W), 0 or 1, where the gradient is largest across itself (Canny 1986, without hysteresis)."""
    ridge, size = ridges(gaussian_blur(painting, random.uniform(1.2, 3.2)))
    return _without_specks((ridge & (size > _quantile(size, random.uniform(0.75, 0.92)))).float())


def ridges(smooth: Tensor) -> tuple[Tensor, Tensor]:
    """Where the gradient of the channel in which it is largest is at its height, bool, and its size a px; of
    (1, C, H, W), both (1, 1, H, W)."""
    down, across = (torch.gradient(smooth, dim=dim)[0] for dim in (2, 3))
    strongest = (down.square() + across.square()).max(1, keepdim=True)
    size = strongest.values.sqrt()
    down, across = (part.gather(1, strongest.indices) for part in (down, across))
    before, after = (
        _shifted(size, sign * down / (size + 1e-6), sign * across / (size + 1e-6)) for sign in (-1, 1)
    )
    return (size >= before) & (size >= after), size


def borders_of_areas(painting: Tensor, random: np.random.Generator) -> Tensor:
    """Thin lines (1, 1, H, W), 0 or 1, around areas of about one colour."""
    smooth = gaussian_blur(painting, random.uniform(2.0, 4.5))
    levels = random.uniform(1.5, 3.0)
    steps = (smooth * levels + random.uniform(0, 1)).floor()
    down = (steps != steps.roll(-1, 2)).any(1, keepdim=True)
    across = (steps != steps.roll(-1, 3)).any(1, keepdim=True)
    down[:, :, -1:], across[..., -1:] = False, False
    return _without_specks((down | across).float())


_FINDERS: tuple[Callable[[Tensor, np.random.Generator], Tensor], ...] = (
    difference_of_gaussians,
    ridges_of_gradient,
    borders_of_areas,
)


def _paper(painting: Tensor, hand: Hand, generator: torch.Generator, random: np.random.Generator) -> Tensor:
    """Paper (1, 3, H, W), with the painting's colours laid in broadly in some places."""
    height, width = painting.shape[2:]
    white = torch.tensor(random.uniform(0.85, 1.0) - random.uniform(0, 0.08, 3), dtype=torch.float32)
    paper = white.view(1, 3, 1, 1).to(painting).expand_as(painting)
    if hand.colour == 0:
        return paper
    broad = gaussian_blur(painting, random.uniform(3, 10))
    bound = torch.special.ndtri(torch.tensor(1 - hand.colour))
    covered = torch.sigmoid(
        8 * (_field(height, width, random.uniform(12, 48), generator, paper.device) - bound)
    )
    return torch.lerp(paper, broad, covered * random.uniform(0.6, 1.0))


def _without_specks(lines: Tensor) -> Tensor:
    """Thin lines (1, 1, H, W), 0 or 1, but for those that are shorter than a few px."""
    around = gaussian_blur(lines, _SPECK)
    return lines * (around > _LEAST_AROUND / (2 * torch.pi * _SPECK**2))


def _grey(painting: Tensor) -> Tensor:
    return (painting * painting.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)


def _quantile(values: Tensor, share: float) -> Tensor:
    return torch.quantile(values.flatten(), share)


def _field(height: int, width: int, grain: float, generator: torch.Generator, place: torch.device) -> Tensor:
    """Smooth noise (1, 1, H, W) of about unit variance that changes over `grain` px."""
    coarse = torch.randn(1, 1, int(height / grain) + 4, int(width / grain) + 4, generator=generator)
    field = interpolate(coarse.to(place), (height, width), mode="bicubic")
    return field / field.std().clamp_min(0.3)


def _wander(lines: Tensor, amount: float, generator: torch.Generator) -> Tensor:
    """Lines (1, 1, H, W) moved by up to a few px, neighbours alike."""
    height, width = lines.shape[2:]
    moves = [amount * _field(height, width, grain, generator, lines.device) for grain in (18, 18)]
    return _shifted(lines, *moves)


def _shifted(values: Tensor, down: Tensor, across: Tensor) -> Tensor:
    """values (1, 1, H, W) read so many px further down and across."""
    height, width = values.shape[2:]
    rows = torch.arange(height, device=values.device).view(1, 1, -1, 1) + down
    columns = torch.arange(width, device=values.device).view(1, 1, 1, -1) + across
    places = torch.stack([(2 * columns + 1) / width - 1, (2 * rows + 1) / height - 1], -1)[:, 0]
    return grid_sample(values, places, mode="bilinear", padding_mode="border", align_corners=False)
