"""How far compositions are from paintings, whether they show what was asked, and whether they are new.

All pictures are (N, 3, H, W) in −1..1. Features are those of VGG16.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import adaptive_avg_pool2d, cross_entropy, interpolate

from aipaint_desktop.nn.vgg import Vgg16


@torch.inference_mode()
def features(vgg: Vgg16, pictures: Sequence[Tensor], layer: str = "relu4_3", grid: int = 1) -> Tensor:
    """A layer averaged over a grid of cells: (N, channels · grid²) float32."""
    found = []
    for part in pictures:
        seen = vgg.features(part, [layer])[layer]
        found.append(adaptive_avg_pool2d(seen.float(), grid).flatten(1))
    return torch.cat(found)


def kernel_distance(found: Tensor, wanted: Tensor, scale: Tensor) -> float:
    """Kernel inception distance (Bińkowski et al. 2018): unbiased squared maximum mean discrepancy with the cubic
    kernel (x·y / d + 1)³ of features (N, d) divided by `scale` (d,)."""
    x, y = (found / scale).double(), (wanted / scale).double()

    def kernel(a: Tensor, b: Tensor) -> Tensor:
        return (a @ b.T / a.shape[1] + 1) ** 3

    def mean_of_pairs(square: Tensor) -> Tensor:
        count = len(square)
        return (square.sum() - square.diagonal().sum()) / (count * (count - 1))

    apart = mean_of_pairs(kernel(x, x)) + mean_of_pairs(kernel(y, y)) - 2 * kernel(x, y).mean()
    return apart.item()


@dataclass(frozen=True)
class Probe:
    """A linear classifier of standardised features."""

    mean: Tensor
    deviation: Tensor
    weight: Tensor
    bias: Tensor

    def __call__(self, seen: Tensor) -> Tensor:
        """The class (N,) of features (N, D)."""
        return (((seen - self.mean) / self.deviation) @ self.weight + self.bias).argmax(1)


def fit_probe(seen: Tensor, labels: Tensor, classes: int, steps: int = 200) -> Probe:
    """Multinomial logistic regression in which every class counts the same."""
    mean, deviation = seen.mean(0), seen.std(0) + 1e-3
    standard = (seen - mean) / deviation
    weight = torch.zeros(seen.shape[1], classes, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    counts = torch.bincount(labels, minlength=classes).float()
    optimiser = torch.optim.AdamW([weight, bias], lr=3e-3, weight_decay=1.0)
    for _ in range(steps):
        optimiser.zero_grad()
        cross_entropy(standard @ weight + bias, labels, counts.sum() / counts.clamp_min(1)).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return Probe(mean, deviation, weight.detach(), bias.detach())


def nearest(found: Tensor, among: Tensor) -> Tensor:
    """Distance (N,) of each of (N, D) to the nearest of (M, D)."""
    return torch.cat([torch.cdist(part, among).amin(1) for part in torch.split(found, 128)])


def mean_pairwise(seen: Tensor) -> float:
    """Mean distance of two different ones of (N, D)."""
    return torch.pdist(seen).mean().item()


def small_pixels(pictures: Tensor) -> Tensor:
    """Pixels at 32 px a side: (N, 3072)."""
    return interpolate(pictures, (32, 32), mode="area").flatten(1)
