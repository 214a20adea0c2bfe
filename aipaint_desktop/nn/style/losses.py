"""What style networks are trained on and measured by: distances between VGG16 features.

*style*: squared distance of channel means and deviations, relative to the reference's (Huang & Belongie 2017).
*texture*: sliced Wasserstein-1 distance of the feature distributions (Heitz et al. 2021), relative to the
reference's spread. *content*: mean squared distance of the instance-normalised relu4_2 maps. *placement*: whether
strong marks are where the photo is busy and quiet paint where it is empty; the other three do not mind foliage
in fog. *regularity*: whether the finest marks repeat on a grid; the others take a mesh of single px for contrast.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, interpolate, pad

from aipaint_desktop.nn.style.network import channel_moments, instance_normalised
from aipaint_desktop.nn.vgg import STYLE_LAYERS

_CONTRAST_WINDOW = 9  # of 2 px
_CONTRAST_STEP = 4  # of 2 px
_LEAST_CONTRAST = 0.02  # of luminance in −1..1: less is flat to the eye
_QUANTILES = 128
_PERIOD = 8  # px, of the network's coarsest cells
_REPEATS = 8


@dataclass(frozen=True)
class Manner:
    """The style layers of N pictures: per layer means and deviations (N, C) and feature vectors (N, P, C)."""

    moments: Mapping[str, tuple[Tensor, Tensor]]
    points: Mapping[str, Tensor]

    def repeat(self, count: int) -> "Manner":
        """Every picture `count` times, in order."""
        return Manner(
            {
                layer: (mean.repeat_interleave(count, 0), deviation.repeat_interleave(count, 0))
                for layer, (mean, deviation) in self.moments.items()
            },
            {layer: points.repeat_interleave(count, 0) for layer, points in self.points.items()},
        )


def manner(features: Mapping[str, Tensor]) -> Manner:
    """Of all of VGG16's features (N, C, H, W)."""
    return Manner(
        {layer: channel_moments(features[layer]) for layer in STYLE_LAYERS},
        {layer: _points(features[layer]) for layer in STYLE_LAYERS},
    )


def sampled_manner(features: Mapping[str, Tensor], points: int) -> Manner:
    """Of about `points` feature vectors a layer, on a grid at random: an estimate that is cheap to differentiate."""
    return manner({layer: on_grid(features[layer], points) for layer in STYLE_LAYERS})


def style_distance(picture: Manner, reference: Manner) -> Tensor:
    """(N,) float32; 0 when all means and deviations agree, about 1 when the picture is black to the network."""
    distances = []
    for layer in STYLE_LAYERS:
        apart = size = torch.zeros(())
        for found, wanted in zip(picture.moments[layer], reference.moments[layer], strict=True):
            apart = apart + (found - wanted).square().sum(1)
            size = size + wanted.square().sum(1)
        distances.append(apart / size)
    return torch.stack(distances).mean(0)


def texture_distance(
    picture: Manner, reference: Manner, projections: int = 64, generator: torch.Generator | None = None
) -> Tensor:
    """(N,) float32: the mean over random directions of the Wasserstein-1 distance of the projected feature
    vectors, over the mean deviation of the reference's; drawn anew in every call."""
    distances = []
    for layer in STYLE_LAYERS:
        found, wanted = picture.points[layer], reference.points[layer]
        directions = torch.randn(wanted.shape[2], projections, generator=generator).to(wanted.device)
        directions = directions / directions.norm(dim=0)
        found_sorted = _sorted_projections(found, directions)
        wanted_sorted = _sorted_projections(wanted, directions)
        spread = wanted_sorted.std(2).mean(1)
        if found_sorted.shape[2] != wanted_sorted.shape[2]:
            wanted_sorted = interpolate(
                wanted_sorted, found_sorted.shape[2], mode="linear", align_corners=True
            )
        distances.append((found_sorted - wanted_sorted).abs().mean((1, 2)) / (spread + 1e-3))
    return torch.stack(distances).mean(0)


def content_distance(picture: Tensor, photo: Tensor) -> Tensor:
    """(N,) float32, 0 to 4, 2 for unrelated pictures; of relu4_2 maps (N, C, H, W)."""
    return (instance_normalised(picture) - instance_normalised(photo)).square().mean((1, 2, 3))


def placement_distance(picture: Tensor, photo: Tensor, wanted: Tensor) -> Tensor:
    """(N,) float32; 0 when the picture's local contrasts (N, h, w) are those of `contrast_quantiles` wanted
    (N, quantiles) in the photo's order: its quietest place as quiet as the reference's. Mean absolute difference
    of logarithms."""
    ranks = photo.flatten(1).argsort(1).argsort(1)
    ordered = interpolate(wanted[:, None], ranks.shape[1], mode="linear", align_corners=True)[:, 0]
    target = ordered.gather(1, ranks)
    found = picture.flatten(1)
    return ((found + _LEAST_CONTRAST).log() - (target + _LEAST_CONTRAST).log()).abs().mean(1)


def contrast_quantiles(picture: Tensor) -> Tensor:
    """The distribution of local contrasts of (N, 3, H, W): (N, quantiles), rising."""
    ordered = local_contrast(picture).flatten(1).sort(1).values
    return interpolate(ordered[:, None], _QUANTILES, mode="linear", align_corners=True)[:, 0]


def local_contrast(picture: Tensor) -> Tensor:
    """Deviation of luminance, averaged over 2×2 px, from its surroundings: (N, 3, H, W) to (N, h, w), windows of 18 px,
    8 px apart."""
    luminance = avg_pool2d(picture.float().mean(1, keepdim=True), 2)
    margin = _CONTRAST_WINDOW // 2
    blurred = avg_pool2d(pad(luminance, (margin,) * 4, mode="reflect"), _CONTRAST_WINDOW, 1)
    return (avg_pool2d((luminance - blurred).square(), _CONTRAST_WINDOW, _CONTRAST_STEP)[:, 0] + 1e-6).sqrt()


def regularity(picture: Tensor) -> Tensor:
    """(N,) float32, 0 to 1; of (N, 3, H, W), 16 px a side or more: how much of what differs from px to px does so alike
    every 8 px, in squares of at most 64 px. 1/64 in these where nothing repeats."""
    repeats = min(_REPEATS, min(picture.shape[2:]) // _PERIOD)
    square = _PERIOD * repeats
    rows, columns = (side // square for side in picture.shape[2:])
    fine = picture.float() - avg_pool2d(pad(picture.float(), (1, 1, 1, 1), mode="reflect"), 3, 1)
    cells = fine[..., : rows * square, : columns * square].reshape(
        len(picture), -1, rows, repeats, _PERIOD, columns, repeats, _PERIOD
    )
    alike = cells.mean((3, 6)).square().flatten(1).mean(1)
    return alike / (cells.square().flatten(1).mean(1) + 1e-6)


def on_grid(features: Tensor, points: int, generator: torch.Generator | None = None) -> Tensor:
    """About `points` of the feature vectors of (N, C, H, W), on a regular grid of random phase."""
    height, width = features.shape[2:]
    step = max(1, round((height * width / points) ** 0.5))
    top, left = torch.randint(step, (2,), generator=generator).tolist()
    return features[:, :, top::step, left::step]


def _points(features: Tensor) -> Tensor:
    """Feature vectors (N, P, C), float32."""
    return features.permute(0, 2, 3, 1).flatten(1, 2).float()


def _sorted_projections(points: Tensor, directions: Tensor) -> Tensor:
    return (points @ directions).mT.contiguous().sort(2).values
