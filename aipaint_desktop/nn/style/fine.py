"""Fine style transfer: a picture repainted in seconds, by a short optimisation from coarse to fine.

On the coarse scales, where strokes and planes form, the picture's Laplacian pyramid is optimised by Adam until VGG16
sees in it the forms of the picture, the means, deviations and correlations of the references' features (Gatys et al.
2016, with covariances for Gram matrices), and hypercolumns that are each like their nearest neighbour in the references
(NNST: Kolkin et al. 2022). None of it is drawn at random from step to step, or so few steps would lead nowhere. On the
last scale only the finest bands are changed, and the shallow layers that see fine marks are enough.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from aipaint_desktop.nn.resize import resize
from aipaint_desktop.nn.style.coarse_to_fine import (
    Step,
    in_colours_of,
    optimised,
    shares_of,
    shrunk,
    surrounded,
)
from aipaint_desktop.nn.style.fine_schedule import FineScale, FineSettings, fine_scales
from aipaint_desktop.nn.style.nearest_neighbour_schedule import SURROUNDINGS
from aipaint_desktop.nn.style.network import instance_normalised
from aipaint_desktop.nn.vgg import CHANNELS, CONTENT_LAYER, STYLE_LAYERS, Vgg16

_FORMING_STYLE = STYLE_LAYERS
_FORMING_MATCHED = ("relu2_2", "relu3_1", "relu3_3")
_FINISHING_STYLE = ("relu1_2", "relu2_2", "relu3_1")
_FINISHING_MATCHED = ("relu2_2", "relu3_1")
_LAYER_WEIGHTS = {"relu4_3": 0.15}  # all of it would paint the references' things
_FINEST = 2  # bands of the pyramid that hold the finest marks

_PLACES = 2048  # of the picture that are matched, at most
_REFERENCE_PLACES = 4096
_MATCHED_EVERY = 5  # steps: what is nearest hardly changes from one to the next
_CORRELATIONS = 0.5  # of the weight of means and deviations
_EPSILON = 1e-4  # keeps the gradient of a root finite
_LEAST_VARIANCE = 1e-8
_OUTSIDE = 10.0  # weight of the squared distance from −1..1


def repaint_fine(
    picture: Tensor,
    references: Sequence[Tensor],
    weights: Sequence[float],
    vgg: Vgg16,
    settings: FineSettings,
    *,
    start: Tensor | None = None,
    check: Callable[[], None],
    generator: torch.Generator,
) -> Iterator[Step]:
    """Repaint a picture; yields it after every step, at last at its full size. Any of them may be the last one taken.

    picture: (1, 3, H, W), RGB in −1..1, at least 32 px a side; memory grows by about 1 kB a pixel. references:
    (1, 3, h, w) each, read at the scale that they are to be painted at. weights: relative shares of the references.
    vgg: up to relu4_3, on the pictures' device; it computes in its own precision. start: (1, 3, H, W), what is
    repainted; by default the picture in the references' colours. check: called at least between any
    two layers of VGG16; what it raises to stop comes through. generator: of the CPU; the same one gives the same steps.

    Raises `ValueError` unless there is one weight for each reference, none negative and not all zero.
    """
    shares = shares_of(weights, references)
    height, width = picture.shape[-2:]
    plan = fine_scales(height, width, settings)
    steps = sum(scale.steps for scale in plan)
    begun = start if start is not None else in_colours_of(picture, references, shares)
    image = resize(begun, plan[0].height, plan[0].width)
    number = 0
    for scale in plan:
        image = surrounded(_with_detail(image, begun, scale, settings.detail))
        scene = surrounded(resize(picture, scale.height, scale.width))
        seen = [shrunk(reference, scale.height / height) for reference in references]
        objective = _Objective(scene, seen, shares, vgg, scale.forming, settings, check, generator)
        finest = None if scale.forming else _FINEST
        for painted in optimised(image, objective.gradient, scale.steps, settings.rate, check, finest):
            number += 1
            image = painted[..., SURROUNDINGS:-SURROUNDINGS, SURROUNDINGS:-SURROUNDINGS]
            yield Step(number, steps, image)


def _with_detail(image: Tensor, begun: Tensor, scale: FineScale, share: float) -> Tensor:
    """What was painted on a coarser scale, and of the picture what that scale could not show: forms need not be found
    again."""
    whole = resize(begun, scale.height, scale.width)
    coarse = resize(resize(begun, *image.shape[-2:]), scale.height, scale.width)
    return resize(image, scale.height, scale.width) + share * (whole - coarse)


@dataclass(frozen=True)
class _Moments:
    """Of the features of a layer: mean (C,), deviation (C,) and covariance (C, C), float32."""

    mean: Tensor
    deviation: Tensor
    covariance: Tensor

    @classmethod
    def of(cls, features: Tensor) -> "_Moments":
        """Of (1, C, h, w). Products are summed in the features' own precision."""
        points = _points(features)
        return cls.from_means(_mean(points), _products(points))

    @classmethod
    def mixed(cls, pictures: Sequence[Tensor], shares: Sequence[float]) -> "_Moments":
        """Of the features of several pictures as if they were those of one, in which each has its share."""
        mean, products = torch.zeros(()), torch.zeros(())
        for features, share in zip(pictures, shares, strict=True):
            points = _points(features)
            mean = mean.to(points.device) + share * _mean(points)
            products = products.to(points.device) + share * _products(points)
        return cls.from_means(mean, products)

    @classmethod
    def from_means(cls, mean: Tensor, products: Tensor) -> "_Moments":
        covariance = products - mean[:, None] * mean[None]
        return cls(mean, covariance.diagonal().clamp_min(_LEAST_VARIANCE).sqrt(), covariance)

    def distance(self, wanted: "_Moments") -> Tensor:
        """Not squared, or layers that are nearly there would hardly be drawn any nearer."""
        size = wanted.mean.square().sum() + wanted.deviation.square().sum()
        apart = (self.mean - wanted.mean).square().sum() + (self.deviation - wanted.deviation).square().sum()
        turned = (self.covariance - wanted.covariance).square().sum() / wanted.covariance.square().sum()
        return (apart / size + _EPSILON).sqrt() + _CORRELATIONS * (turned + _EPSILON).sqrt()


class _Objective:
    """What the picture on one scale is to become, and the gradient towards it."""

    def __init__(
        self,
        scene: Tensor,
        references: Sequence[Tensor],
        shares: Sequence[float],
        vgg: Vgg16,
        forming: bool,
        settings: FineSettings,
        check: Callable[[], None],
        generator: torch.Generator,
    ) -> None:
        self._vgg, self._settings, self._check = vgg, settings, check
        self._matched = _FORMING_MATCHED if forming else _FINISHING_MATCHED
        style = _FORMING_STYLE if forming else _FINISHING_STYLE
        self._scene: Tensor | None = None
        with torch.no_grad():
            if forming:
                self._scene = instance_normalised(vgg.features(scene, [CONTENT_LAYER], check)[CONTENT_LAYER])
            shown = [(one, share) for one, share in zip(references, shares, strict=True) if share > 0]
            layers = _in_order({*style, *self._matched})
            found = [vgg.features(reference, layers, check) for reference, _ in shown]
            mix = [share for _, share in shown]
            self._wanted = {layer: _Moments.mixed([one[layer] for one in found], mix) for layer in style}
            check()
            self._means = {
                layer: _Moments.mixed([one[layer] for one in found], mix).mean for layer in self._matched
            }
            parts = [
                self._columns(one, max(1, round(_REFERENCE_PLACES * share)))
                for one, share in zip(found, mix, strict=True)
            ]
            self._columns_wanted = _some(torch.cat(parts), _REFERENCE_PLACES, generator)
            self._searched = self._columns_wanted.to(found[0][self._matched[0]].dtype).T.contiguous()
        self._layers = _in_order({*layers, CONTENT_LAYER} if forming else layers)
        self._nearest: Tensor | None = None
        self._seen = 0

    def gradient(self, image: Tensor) -> Tensor:
        """With respect to the image (1, 3, H, W)."""
        image = image.detach().requires_grad_()
        with torch.enable_grad():
            features = self._vgg.features(image, self._layers, self._check)
        towards = self._towards({layer: found.detach() for layer, found in features.items()})
        torch.autograd.backward([features[layer] for layer in towards], list(towards.values()))
        assert image.grad is not None
        return image.grad + _OUTSIDE * (image - image.clamp(-1, 1)).detach() / image.numel()

    def _towards(self, features: dict[str, Tensor]) -> dict[str, Tensor]:
        """Gradients with respect to the features (1, C, h, w). What is differentiated are means, products and few
        places; all places then have theirs from one product of matrices a layer."""
        towards: dict[str, Tensor] = {}
        for layer, wanted in self._wanted.items():
            weight = self._settings.distribution / len(self._wanted) * _LAYER_WEIGHTS.get(layer, 1.0)
            towards[layer] = _moments_gradient(features[layer], wanted, weight)
            self._check()
        for layer, (rows, columns, gradient) in self._matches(features).items():
            if layer not in towards:
                towards[layer] = torch.zeros_like(features[layer])
            towards[layer][..., rows, columns] += gradient
        self._check()
        if self._scene is not None:
            seen = features[CONTENT_LAYER].float().requires_grad_()
            with torch.enable_grad():
                forms = instance_normalised(seen) - self._scene
                (gradient,) = torch.autograd.grad(self._settings.content * forms.square().mean(), seen)
            towards[CONTENT_LAYER] = gradient.to(features[CONTENT_LAYER].dtype)
        return towards

    def _matches(self, features: dict[str, Tensor]) -> dict[str, tuple[slice, slice, Tensor]]:
        """By layer the rows and columns of a grid, and the gradients there, of the mean cosine distance of hypercolumns
        to the nearest ones of the references."""
        grids = self._grids(features, _PLACES)
        places = {
            layer: _points(features[layer][..., rows, columns]).float().requires_grad_()
            for layer, (rows, columns) in grids.items()
        }
        with torch.enable_grad():
            hypercolumns = self._joined(places)
            if self._nearest is None or self._seen % _MATCHED_EVERY == 0:
                found = (hypercolumns.detach().to(self._searched.dtype) @ self._searched).argmax(1)
                self._nearest = self._columns_wanted[found]
            self._seen += 1
            apart = self._settings.match * (1 - (hypercolumns * self._nearest).sum(1).mean())
            gradients = torch.autograd.grad(apart, list(places.values()))
        return {
            layer: (rows, columns, _as_map(gradient, features[layer][..., rows, columns]))
            for (layer, (rows, columns)), gradient in zip(grids.items(), gradients, strict=True)
        }

    def _columns(self, features: dict[str, Tensor], most: int) -> Tensor:
        """Hypercolumns (P, C) of the references."""
        grids = self._grids(features, most)
        return self._joined(
            {layer: _points(features[layer][..., *grid]).float() for layer, grid in grids.items()}
        )

    def _grids(self, features: dict[str, Tensor], most: int) -> dict[str, tuple[slice, slice]]:
        """By layer the rows and columns of the same places, of at most so many about."""
        height, width = features["relu3_1"].shape[-2:]
        apart = max(1, math.ceil((height * width / most) ** 0.5))
        found = {}
        for layer in self._matched:
            step = 2 if layer.startswith("relu2") else 1
            found[layer] = (
                slice(0, step * height, step * apart),
                slice(0, step * width, step * apart),
            )
        return found

    def _joined(self, places: dict[str, Tensor]) -> Tensor:
        """Hypercolumns (P, C) of length 1, in which every layer has the same share, of features (P, C) by layer."""
        parts = [normalize(points - self._means[layer], dim=1) for layer, points in places.items()]
        return torch.cat(parts, 1) / math.sqrt(len(parts))


def _moments_gradient(features: Tensor, wanted: _Moments, weight: float) -> Tensor:
    """Of weight times the distance of the moments of features (1, C, h, w), with respect to all of them."""
    points = _points(features)
    mean, products = _mean(points).requires_grad_(), _products(points).requires_grad_()
    with torch.enable_grad():
        distance = weight * _Moments.from_means(mean, products).distance(wanted)
        of_mean, of_products = torch.autograd.grad(distance, [mean, products])
    turned = ((of_products + of_products.T) / len(points)).to(points.dtype)
    shifted = (of_mean / len(points)).to(points.dtype)
    return _as_map(torch.addmm(shifted, points, turned), features)


def _as_map(points: Tensor, like: Tensor) -> Tensor:
    """(1, C, h, w) of (h · w, C)."""
    return points.to(like.dtype).view(1, *like.shape[2:], like.shape[1]).permute(0, 3, 1, 2)


def _points(features: Tensor) -> Tensor:
    """(h · w, C) of (1, C, h, w)."""
    return features.permute(0, 2, 3, 1).flatten(0, 2)


def _mean(points: Tensor) -> Tensor:
    """Mean (C,) of the features of all points (P, C), summed as a product, which is much faster than a sum."""
    return (points.new_ones(1, len(points)) @ points)[0].float() / len(points)


def _products(points: Tensor) -> Tensor:
    """Mean products (C, C) of the features of all points (P, C)."""
    return (points.T @ points).float() / len(points)


def _some(columns: Tensor, most: int, generator: torch.Generator) -> Tensor:
    if len(columns) <= most:
        return columns
    return columns[torch.randperm(len(columns), generator=generator)[:most].to(columns.device)]


def _in_order(layers: set[str] | list[str]) -> list[str]:
    return sorted(layers, key=list(CHANNELS).index)
