"""Colours: sRGB and CIELAB, palettes, and moving one picture's palette onto another's."""

import math

import torch
from torch import Tensor

_RGB_TO_XYZ = torch.tensor(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE_D65 = torch.tensor([0.95047, 1.0, 1.08883])


def srgb_to_lab(rgb: Tensor) -> Tensor:
    """Convert (..., 3) sRGB in −1..1 to CIELAB under D65, L 0..100."""
    rgb = ((rgb + 1) / 2).clamp(0, 1)
    linear = torch.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _RGB_TO_XYZ.to(rgb).T / _WHITE_D65.to(rgb)
    f = torch.where(xyz > 216 / 24389, xyz.clamp(min=1e-8) ** (1 / 3), (24389 / 27 * xyz + 16) / 116)
    x, y, z = f.unbind(-1)
    return torch.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def lab_to_srgb(lab: Tensor) -> Tensor:
    """Convert CIELAB back to sRGB, as `srgb_to_lab` came from it; colours outside sRGB are clipped."""
    lightness, a, b = lab.unbind(-1)
    y = (lightness + 16) / 116
    f = torch.stack([y + a / 500, y, y - b / 200], -1)
    xyz = torch.where(f > 6 / 29, f**3, (116 * f - 16) * 27 / 24389) * _WHITE_D65.to(lab)
    linear = (xyz @ torch.linalg.inv(_RGB_TO_XYZ).to(lab).T).clamp(0, 1)
    rgb = torch.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clamp(min=1e-8) ** (1 / 2.4) - 0.055
    )
    return rgb * 2 - 1


def palette(
    colours: Tensor, size: int, generator: torch.Generator, rounds: int = 12
) -> tuple[Tensor, Tensor]:
    """Find few colours that stand for many (k-means). (N, 3) -> centres (size, 3), masses (size,) that sum to 1.

    Seeded by k-means++ (Arthur & Vassilvitskii 2007); clusters may be empty when colours are few.
    """
    centres = colours[torch.randint(len(colours), (1,), generator=generator)]
    nearest = ((colours - centres[0]) ** 2).sum(-1)
    for _ in range(size - 1):
        if float(nearest.max()) < 1e-6:
            break
        # the generator is the CPU's, so that the same seed picks the same on every device
        pick = torch.multinomial(nearest.cpu(), 1, generator=generator)
        centres = torch.cat([centres, colours[pick]])
        nearest = torch.minimum(nearest, ((colours - colours[pick]) ** 2).sum(-1))
    for _ in range(rounds):
        owner = torch.cdist(colours, centres).argmin(1)
        counts = torch.bincount(owner, minlength=len(centres)).to(colours)
        sums = torch.zeros_like(centres).index_add_(0, owner, colours)
        centres = torch.where(counts[:, None] > 0, sums / counts.clamp(min=1)[:, None], centres)
    return centres, counts / counts.sum()


def transport(
    cost: Tensor, source: Tensor, target: Tensor, entropy: float, rounds: int = 6
) -> tuple[Tensor, Tensor]:
    """Plan the entropic optimal transport between masses (Sinkhorn's algorithm, Cuturi 2013).

    The entropy is halved from that of the costs down to the one asked for, which takes far fewer rounds than to begin
    with that (ε-scaling, Schmitzer 2019, section 3.2).
    cost: (n, m); source (n,) and target (m,) masses. rounds: at each entropy. Returns the plan (n, m), whose rows
    sum to `source` and columns nearly to `target`, and the potentials of the source over entropy (n,).
    """
    log_source, log_target = source.clamp(min=1e-12).log(), target.clamp(min=1e-12).log()
    halvings = max(0, math.ceil(math.log2(max(float(cost.mean()), 1e-6) / entropy)))
    f = torch.zeros_like(source)
    for halving in range(halvings, -1, -1):
        scale = entropy * 2**halving
        kernel = -cost / scale
        f = f / scale
        for _ in range(rounds):
            g = log_target - torch.logsumexp(kernel + f[:, None], 0)
            f = log_source - torch.logsumexp(kernel + g[None], 1)
        f = f * scale
    f = f / entropy
    return (kernel + f[:, None] + g[None]).exp(), f
