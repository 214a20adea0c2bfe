"""Tuning the fast style network to one reference: the step that its training is made of.

Style and texture distance from the whole reference, and content from the scene, are those that paintings are measured
by (`nn/style/losses`), but seen through VGG16 of low rank, which takes a fraction of the time. What reads references
keeps its weights, so that the reference's code stays what it is; all else learns. The rate falls with the steps alone,
and what is kept is the running average of the weights: so a run can end at any time, and one that goes on comes to what
it would have come to without a break.
"""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.engines.computing.reference_eye import READ_SIDE, ReferenceEye
from aipaint_desktop.engines.computing.vgg_weights import load_vgg
from aipaint_desktop.engines.pictures.pixels import resized, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.nn.style.losses import (
    Manner,
    content_distance,
    contrast_quantiles,
    local_contrast,
    manner,
    on_grid,
    placement_distance,
    regularity,
    style_distance,
    texture_distance,
)
from aipaint_desktop.nn.style.network import ALIGNMENT, load_style_network, noise_field
from aipaint_desktop.nn.vgg import CONTENT_LAYER, STYLE_LAYERS
from aipaint_desktop.training.precision import in_precision
from aipaint_desktop.training.reference.scenes import Scenes
from aipaint_desktop.training.running_average import averaging, follow
from aipaint_desktop.values.picture import Picture

_READ_POINTS = 4096  # of the reference, in a layer
_LARGEST_GRADIENT = 5.0


@dataclass(frozen=True)
class TuningSettings:
    """The numbers of a run.

    side: px of the square that VGG16 sees. scenes: how many there are, which are met again. learning_rate: at first;
    halved after `slowing` steps, and so on as their inverse.
    average: of the weights that is kept, what stays in a step. partial: share of steps at a strength below 1.
    points, projections: of the sliced Wasserstein distance.
    """

    side: int = 192
    scenes: int = 128
    style_weight: float = 5.0
    texture_weight: float = 3.0
    content_weight: float = 0.8
    placement_weight: float = 0.35
    regularity_weight: float = 3.0
    learning_rate: float = 1e-3
    slowing: int = 400
    warm_up: int = 20
    average: float = 0.98
    partial: float = 0.1
    points: int = 1024
    projections: int = 32


class ReferenceTuning:
    """Tunes shipped weights to a reference. weights, vgg, low_rank: verified files; VGG16 reads the reference as for
    painting, and the one of low rank judges what is painted. pictures: parts of which become scenes.

    networks: the one that learns, and the running average, which is kept. code: of the reference, as the
    engine reads it.
    """

    def __init__(
        self,
        reference: Picture,
        weights: Path,
        vgg: Path,
        low_rank: Path,
        pictures: list[Picture],
        device: Device,
        settings: TuningSettings | None = None,
    ) -> None:
        self._settings = settings = settings or TuningSettings()
        self._device = device
        self._place = torch.device(device.kind)
        self._vgg = load_vgg(low_rank, device)
        network = load_style_network(weights).to(self._place).train()
        self.average = averaging(network)
        self._network = network.requires_grad_(True)
        self._network.reader.requires_grad_(False)
        self.networks = nn.ModuleDict(OrderedDict(network=self._network, average=self.average))
        self._optimiser = torch.optim.Adam(
            [value for value in network.parameters() if value.requires_grad], betas=(0.9, 0.99)
        )
        self.optimisers: dict[str, torch.optim.Optimizer] = {"network": self._optimiser}
        self._scenes = Scenes([opaque(one.pixels) for one in pictures], settings.side + ALIGNMENT)
        self._met: dict[int, tuple[Tensor, Tensor]] = {}
        self._read(reference, vgg)

    @torch.no_grad()
    def _read(self, reference: Picture, vgg: Path) -> None:
        """Look at the reference once, as the engine does when it paints like it."""
        seen = ReferenceEye(load_vgg(vgg, self._device), self._place, number_type(self._device)).look(
            reference
        )
        self.code = self._network.encode(seen.statistics, seen.palette)
        factor = READ_SIDE / max(reference.width, reference.height)
        size = [max(16, round(side * factor)) for side in (reference.width, reference.height)]
        image = to_tensor(resized(opaque(reference.pixels), *size), self._place)
        self._contrasts = contrast_quantiles(image)
        whole = manner(self._vgg.features(image))
        draw = torch.Generator().manual_seed(0)
        points = {layer: _some(points, _READ_POINTS, draw) for layer, points in whole.points.items()}
        self._wanted = Manner(whole.moments, points)

    def train_step(self, step: int) -> dict[str, float]:
        """Learn from one scene; returns style, texture and content as they were before. step: how many there were, on
        which alone it depends what is drawn at random."""
        settings, side = self._settings, self._settings.side
        random = np.random.default_rng((side, step))
        draw = torch.Generator().manual_seed(int(random.integers(2**62)))
        whole, content = self._scene(int(random.integers(settings.scenes)))
        strength = float(random.uniform(0.3, 1)) if random.random() < settings.partial else 1.0
        noise = noise_field(side + ALIGNMENT, side + ALIGNMENT, draw).to(self._place)
        self._set_rate(step)
        self._optimiser.zero_grad()
        with in_precision(self._device):
            painted = self._network(whole, self.code, strength, noise=noise, exact_palette=False)
        seen, scene = _cut(painted, side), _cut(whole, side)
        features = self._vgg.features(seen, [*STYLE_LAYERS, CONTENT_LAYER])
        moments = manner({layer: features[layer] for layer in STYLE_LAYERS}).moments
        points = manner(
            {layer: on_grid(features[layer], settings.points, draw) for layer in STYLE_LAYERS}
        ).points
        found = Manner(moments, points)
        style = style_distance(found, self._wanted)
        texture = texture_distance(found, self._wanted, settings.projections, draw)
        lost = content_distance(features[CONTENT_LAYER], content.float())
        placed = placement_distance(local_contrast(seen), local_contrast(scene), self._contrasts)
        beyond = (painted.abs() - 1).clamp_min(0).square().mean()
        loss = (
            strength
            * (
                settings.style_weight * style
                + settings.texture_weight * texture
                + settings.placement_weight * placed
                + settings.regularity_weight * regularity(seen)
            )
            + (2 - strength) * settings.content_weight * lost
            + 10 * beyond
        )
        loss.sum().backward()
        norm = nn.utils.clip_grad_norm_(self._network.parameters(), _LARGEST_GRADIENT)
        if torch.isfinite(norm):
            self._optimiser.step()
        follow(self.average, self._network, step, settings.average)
        return {"style": style.item(), "texture": texture.item(), "content": lost.item()}

    def _set_rate(self, step: int) -> None:
        settings = self._settings
        rate = settings.learning_rate * min(1.0, (step + 1) / settings.warm_up)
        rate /= 1 + step / settings.slowing
        for group in self._optimiser.param_groups:
            group["lr"] = rate

    def _scene(self, number: int) -> tuple[Tensor, Tensor]:
        """One scene, larger than what is seen of it, and the content of that, which is remembered."""
        if number not in self._met:
            whole = to_tensor(self._scenes.scene(number), self._place)
            with torch.no_grad():
                seen = self._vgg.features(_cut(whole, self._settings.side), [CONTENT_LAYER])
            self._met[number] = whole, seen[CONTENT_LAYER].half()
        return self._met[number]


def _cut(image: Tensor, side: int) -> Tensor:
    """What VGG16 sees of an image: out of step with the network's cells, whose grid it would otherwise not mind."""
    start = ALIGNMENT // 2 - 1
    return image[..., start : start + side, start : start + side]


def _some(points: Tensor, count: int, draw: torch.Generator) -> Tensor:
    """At most so many of the points (1, P, C)."""
    if points.shape[1] <= count:
        return points
    return points[:, torch.randperm(points.shape[1], generator=draw)[:count].to(points.device)]
