"""Master style transfer: a picture repainted feature by feature, by optimisation, from coarse to fine.

On every scale the picture's Laplacian pyramid is optimised by Adam until VGG16 sees in it the forms of the
picture and, at places drawn anew for every step, hypercolumns of the middle layers that are each like their
nearest neighbour in the references (NNST: Kolkin et al. 2022, Neural Neighbor Style Transfer, §3) and features
of all layers that together are distributed like the references' (Heitz et al. 2021, A Sliced Wasserstein Loss
for Neural Texture Synthesis). The first gives strokes that hang together, the second keeps the optimisation from
using a few of them everywhere.
"""

from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor
from torch.nn.functional import interpolate, normalize

from aipaint_desktop.nn.resize import resize
from aipaint_desktop.nn.style.coarse_to_fine import (
    Step,
    in_colours_of,
    optimised,
    shares_of,
    shrunk,
    surrounded,
)
from aipaint_desktop.nn.style.nearest_neighbour_schedule import SURROUNDINGS, MasterSettings, scales
from aipaint_desktop.nn.style.network import instance_normalised
from aipaint_desktop.nn.style.tiled_features import Found, Lattice, TiledFeatures, Wanted
from aipaint_desktop.nn.vgg import CONTENT_LAYER, STYLE_LAYERS, Vgg16

_MATCHED_LAYERS = ("relu2_2", "relu3_1", "relu3_3")  # strokes; deeper ones would paint the references' things
_LAYERS = tuple(sorted({*STYLE_LAYERS, *_MATCHED_LAYERS}))

_PLACES = 4096  # of the picture in a step
_PIXELS_A_PLACE = 16  # at least, where the picture is small
_REFERENCE_PLACES = 8192
_MATCHES_A_STEP = 1024
_DIRECTIONS = 128  # that the references are sorted along
_DIRECTIONS_A_STEP = 32
_CONTENT_TERMS = 8  # channels are compared in so many groups, to need less memory at once
_EPSILON = 1e-4  # keeps the gradient of a root finite
_OUTSIDE = 20.0  # weight of the squared distance from −1..1


def repaint(
    picture: Tensor,
    references: Sequence[Tensor],
    weights: Sequence[float],
    vgg: Vgg16,
    settings: MasterSettings,
    *,
    start: Tensor | None = None,
    check: Callable[[], None],
    generator: torch.Generator,
) -> Iterator[Step]:
    """Repaint a picture; yields it after every step, at last at its full size. Any of them may be the last one taken.

    picture: (1, 3, H, W), RGB in −1..1, at least 32 px a side. references: (1, 3, h, w) each, read at the scale
    that they are to be painted at. weights: relative shares of the references. vgg: up to relu4_3, on the
    pictures' device; it computes in its own precision, all else in float32. start: (1, 3, H, W), what is
    repainted; by default the picture in the references' colours. check: called at least between any two layers
    of VGG16; what it raises to stop comes through. generator: of the CPU; the same one gives the same steps.

    Raises `ValueError` unless there is one weight for each reference, none negative and not all zero.
    """
    shares = shares_of(weights, references)
    height, width = picture.shape[-2:]
    plan = scales(height, width, settings)
    steps = sum(scale.steps for scale in plan)
    features = TiledFeatures(vgg, check)
    image = start if start is not None else in_colours_of(picture, references, shares)
    number = 0
    for scale in plan:
        image = surrounded(resize(image, scale.height, scale.width))
        scene = surrounded(resize(picture, scale.height, scale.width))
        seen = [shrunk(reference, scale.height / height) for reference in references]
        objective = _Objective(scene, seen, shares, features, settings, check, generator)
        for painted in optimised(image, objective.gradient, scale.steps, settings.rate, check):
            number += 1
            image = painted[..., SURROUNDINGS:-SURROUNDINGS, SURROUNDINGS:-SURROUNDINGS]
            yield Step(number, steps, image)


class _Objective:
    """What the picture on one scale is to become, and the gradient towards it."""

    def __init__(
        self,
        scene: Tensor,
        references: Sequence[Tensor],
        shares: Sequence[float],
        features: TiledFeatures,
        settings: MasterSettings,
        check: Callable[[], None],
        generator: torch.Generator,
    ) -> None:
        self._features = features
        self._settings = settings
        self._generator = generator
        self._forms = Wanted(Lattice.of_cells(scene), (CONTENT_LAYER,))
        self._scene = _normal_channels(features.read(scene, [self._forms])[0][CONTENT_LAYER])
        columns = self._reference_columns(references, shares)
        self._distributions = {}
        for layer in STYLE_LAYERS:
            self._distributions[layer] = _Distribution(columns[layer], generator)
            check()
        matched = {layer: columns[layer] for layer in _MATCHED_LAYERS}
        self._neighbours = _Neighbours(matched, features.precision)
        check()

    def gradient(self, image: Tensor) -> Tensor:
        """With respect to the image (1, 3, H, W)."""
        count = min(_PLACES, image.shape[2] * image.shape[3] // _PIXELS_A_PLACE)
        lattice = Lattice.regular(image, count, self._generator)
        wanted = [self._forms, Wanted(lattice, _LAYERS)]
        outside = image - image.clamp(-1, 1)
        return self._features.gradient(image, wanted, self._terms) + _OUTSIDE * outside / image.numel()

    def _terms(self, found: Found) -> Iterator[Tensor]:
        settings = self._settings
        forms = found[0][CONTENT_LAYER].chunk(_CONTENT_TERMS, 1)
        for part, scene in zip(forms, self._scene.chunk(_CONTENT_TERMS, 1), strict=True):
            apart = (_normal_channels(part) - scene).square().sum()
            yield settings.content * apart / self._scene.numel()
        columns = found[1]
        for layer, distribution in self._distributions.items():
            distance = distribution.distance(columns[layer].float(), self._generator)
            yield settings.distribution / len(STYLE_LAYERS) * distance
        yield settings.match * self._neighbours.distance(columns, self._generator)

    def _reference_columns(self, references: Sequence[Tensor], shares: Sequence[float]) -> dict[str, Tensor]:
        """Features of places of all references, (P, C) a layer, of each in proportion to its share."""
        parts: list[dict[str, Tensor]] = []
        for reference, share in zip(references, shares, strict=True):
            if share > 0:
                count = max(1, round(share * _REFERENCE_PLACES))
                lattice = Lattice.regular(reference, count, self._generator)
                found = self._features.read(reference, [Wanted(lattice, _LAYERS)])[0]
                parts.append({layer: points.float() for layer, points in found.items()})
        return {layer: torch.cat([part[layer] for part in parts]) for layer in _LAYERS}


class _Distribution:
    """Sliced Wasserstein-2 distance to feature vectors (P, C), relative to their spread."""

    def __init__(self, points: Tensor, generator: torch.Generator) -> None:
        directions = torch.randn(points.shape[1], _DIRECTIONS, generator=generator).to(points.device)
        self._directions = normalize(directions, dim=0)
        self._quantiles = _sorted_along(points, self._directions)
        self._spread = self._quantiles.std(1).mean() + 1e-3

    def distance(self, points: Tensor, generator: torch.Generator) -> Tensor:
        """Along some of the directions, chosen at random."""
        some = torch.randperm(_DIRECTIONS, generator=generator)[:_DIRECTIONS_A_STEP].to(points.device)
        found = _sorted_along(points, self._directions[:, some])
        wanted = interpolate(self._quantiles[None, some], found.shape[1], mode="linear", align_corners=True)
        # not squared, or layers that are nearly there would hardly be drawn any nearer
        return (((found - wanted[0]) / self._spread).square().mean() + _EPSILON).sqrt()


class _Neighbours:
    """Cosine distance of hypercolumns to their nearest neighbours among those of the references."""

    def __init__(self, columns: dict[str, Tensor], precision: torch.dtype) -> None:
        self._means = {layer: points.mean(0) for layer, points in columns.items()}
        self._columns = self._normal(columns)
        self._searched = self._columns.to(precision).T

    def distance(self, columns: dict[str, Tensor], generator: torch.Generator) -> Tensor:
        """Of some of the hypercolumns, chosen at random."""
        count = len(next(iter(columns.values())))
        some = torch.randperm(count, generator=generator)[:_MATCHES_A_STEP]
        found = self._normal(
            {layer: columns[layer][some.to(columns[layer].device)].float() for layer in self._means}
        )
        with torch.no_grad():
            nearest = (found.to(self._searched.dtype) @ self._searched).float().argmax(1)
        likeness = (found * self._columns[nearest]).sum(1)
        return 1 - likeness.mean()

    def _normal(self, columns: dict[str, Tensor]) -> Tensor:
        """Hypercolumns of length 1 in which every layer has the same share."""
        parts = [normalize(columns[layer] - mean, dim=1) for layer, mean in self._means.items()]
        return torch.cat(parts, 1).div(len(parts) ** 0.5)


def _normal_channels(points: Tensor) -> Tensor:
    """(P, C) -> (1, C, P, 1), every channel with mean 0 and deviation 1."""
    return instance_normalised(points.T[None, :, :, None])


def _sorted_along(points: Tensor, directions: Tensor) -> Tensor:
    """Projections of (P, C) onto (C, D), sorted: (D, P)."""
    return (points @ directions).T.contiguous().sort(1).values
