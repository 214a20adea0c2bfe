"""The loop that trains the fast style network; the command is `recipes.style.train`.

Every step takes one group a thread: a few photos, each repainted in the manner of each of a few references. One
thread a group keeps the cores busy without a barrier in every operation. The weight of the content
distance is a Lagrange multiplier, one for each set of references: it rises while pictures painted like these
lose more content than the set's goal allows, and falls while there is room. With one for all, references that cost
much content (patterns) took from those that cost little (paintings) what the goal allowed them.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn.functional import avg_pool2d

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.palette import Palette, palette, together
from aipaint_desktop.nn.style.losses import (
    Manner,
    content_distance,
    contrast_quantiles,
    local_contrast,
    placement_distance,
    regularity,
    sampled_manner,
    style_distance,
    texture_distance,
)
from aipaint_desktop.nn.style.network import (
    ALIGNMENT,
    StyleNetwork,
    noise_field,
    reference_statistics,
)
from aipaint_desktop.nn.vgg import CONTENT_LAYER, STYLE_LAYERS, Vgg16
from aipaint_desktop.training.precision import in_precision, processor
from aipaint_desktop.training.running_average import averaging, follow
from recipes.checkpoints import WEIGHTS, half, load_state, save_state
from recipes.grouped_steps import (
    Workers,
    descend,
    learning_rate,
    random_of_step,
    run_in_groups,
    set_rate,
)
from recipes.pictures.picture_sets import PictureSet, vary_colours

_FOLLOWING = 0.05  # of the content's excess, by which the logarithm of its weight moves in a step


@dataclass(frozen=True)
class StyleRecipe:
    """The numbers of a training run.

    side, late_side: px of the square that VGG16 sees, before and after `late` of the minutes. groups: threads.
    whole: share of groups whose references are read whole at `whole_side` px. half: how much style and texture at half
    the size count beside those at full size, so that forms are learned as well as grain. partial: share of samples at
    a strength below 1.
    content_goal: of references that name none themselves. content_weight: at first. projections, points: of the sliced
    Wasserstein distance. channels, blocks: of the network. warm_up: steps.
    """

    minutes: float = 90
    channels: int = 160
    blocks: int = 5
    batch_photos: int = 2
    batch_references: int = 2
    side: int = 128
    late_side: int = 192
    late: float = 0.8
    groups: int = 2
    reference_side: int = 128
    whole: float = 0.4
    whole_side: int = 512
    half: float = 0.0
    partial: float = 0.25
    style_weight: float = 4.0
    texture_weight: float = 3.0
    placement_weight: float = 0.7
    regularity_weight: float = 2.0
    content_goal: float = 0.9
    content_weight: float = 0.5
    projections: int = 24
    points: int = 576
    learning_rate: float = 1e-3
    final_learning_rate: float = 2e-5
    warm_up: int = 50
    average: float = 0.998
    seed: int = 0


SCALES = {
    "shipped": StyleRecipe(),
    "large": StyleRecipe(  # for one large GPU
        minutes=8,
        channels=192,
        blocks=7,
        batch_photos=8,
        batch_references=6,
        side=256,
        late_side=384,
        groups=1,
        reference_side=256,
        half=0.5,
        projections=48,
        points=1024,
        learning_rate=1.5e-3,
        warm_up=200,
    ),
}


@dataclass(frozen=True)
class ReferenceSet:
    """Pictures to paint like. share: of all crops that are drawn. whole: large enough to be read whole as well.
    content_goal: how much content may be lost for them; the recipe's where there is none.
    """

    share: float
    pictures: PictureSet
    whole: bool = False
    content_goal: float | None = None


@dataclass
class StyleTraining:
    """A run in progress: the network, its running average, the optimiser, and where the run stands.

    vgg, and pictures as far as they fit, are put onto the device, whose precision vgg is to have.
    """

    recipe: StyleRecipe
    vgg: Vgg16
    photos: PictureSet
    references: Sequence[ReferenceSet]
    network: StyleNetwork = field(default_factory=StyleNetwork)
    device: Device = field(default_factory=processor)
    step: int = 0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.content_weights = torch.full((len(self.references),), self.recipe.content_weight)
        self._place = torch.device(self.device.kind)
        self.vgg.to(self._place)
        self.photos = self.photos.on(self._place)
        self.references = [replace(one, pictures=one.pictures.on(self._place)) for one in self.references]
        self.network.to(self._place, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaging(self.network)
        self.optimiser = torch.optim.Adam(
            self.network.parameters(), lr=self.recipe.learning_rate, betas=(0.9, 0.99), fused=True
        )
        self._wholes: dict[tuple[int, int], _ReadReferences] = {}

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the minutes of the recipe are used up."""
        return min(1.0, self.seconds / (60 * self.recipe.minutes))

    @property
    def samples(self) -> int:
        recipe = self.recipe
        return self.step * recipe.groups * recipe.batch_photos * recipe.batch_references

    def measure_statistics(self, count: int = 128) -> None:
        """Set what the network standardises reference statistics with, from so many references."""
        random = np.random.default_rng(self.recipe.seed)
        read = (self._read_crop(random) for _ in range(count))
        values = torch.cat([one.statistics for one in read])
        for network in (self.network, self.average):
            network.statistics_mean.copy_(values.mean(0))
            network.statistics_deviation.copy_(values.std(0) + 0.05)

    def run(self) -> Iterator[dict[str, float]]:
        """Train to the end of the recipe's minutes; yields the figures of every step."""
        return run_in_groups(self, self.recipe.groups, self._train_step, self.device)

    def _train_step(self, workers: Workers) -> dict[str, float]:
        recipe = self.recipe
        random = random_of_step(recipe.seed, self.step)
        rate = learning_rate(self, recipe.learning_rate, recipe.final_learning_rate, recipe.warm_up)
        set_rate(self.optimiser, rate)
        self.optimiser.zero_grad()
        found = list(workers.map(self._train_group, random.spawn(recipe.groups)))
        distances, sets = (torch.cat(parts) for parts in zip(*found, strict=True))
        norm = descend(self.network, self.optimiser, 5.0)
        follow(self.average, self.network, self.step, recipe.average)
        figures = {"gradient": norm, "rate": rate}
        figures |= {f"content_weight_{number}": float(one) for number, one in enumerate(self.content_weights)}
        if len(distances):
            figures |= dict(
                zip(
                    ("style", "texture", "content", "placement", "regularity"),
                    distances.mean(0).tolist(),
                    strict=True,
                )
            )
            self._weigh_content(distances[:, 2], sets)
        return figures

    def _weigh_content(self, lost: Tensor, sets: Tensor) -> None:
        """Move each set's weight of content by what (N,) pictures painted like references of these sets lost."""
        for number, references in enumerate(self.references):
            of_set = lost[sets == number]
            if len(of_set):
                goal = references.content_goal
                excess = of_set.mean().item() - (self.recipe.content_goal if goal is None else goal)
                moved = float(self.content_weights[number]) * math.exp(_FOLLOWING * excess)
                self.content_weights[number] = min(5.0, max(0.02, moved))

    def _train_group(self, random: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Add one group's gradients to the network's; returns style, texture, content, placement and regularity (N, 5)
        of those at full strength, and the numbers (N,) of the sets that their references are from."""
        recipe = self.recipe
        side = recipe.side if self.progress < recipe.late else recipe.late_side
        photos = torch.cat(
            [self.photos.crop(side + ALIGNMENT, random) for _ in range(recipe.batch_photos)]
        ).to(self._place)
        references = self._read_references(random)
        # The crop falls anywhere on the grid of the pixel shuffles, so that VGG16's own grid of poolings
        # cannot be exploited by a checkerboard.
        top, left = random.integers(ALIGNMENT, size=2)
        crop = (..., slice(top, top + side), slice(left, left + side))
        with torch.no_grad():
            scene = self.vgg.features(photos[crop], [CONTENT_LAYER])[CONTENT_LAYER]

        pairs = recipe.batch_photos * recipe.batch_references
        strength = torch.from_numpy(
            np.where(random.random(pairs) < recipe.partial, random.uniform(0.2, 1, pairs), 1)
        ).to(self._place, torch.float32)
        code = self.network.encode(references.statistics, references.palette)
        draw = torch.Generator().manual_seed(int(random.integers(2**62)))
        noise = torch.cat([noise_field(side + ALIGNMENT, side + ALIGNMENT, draw) for _ in range(pairs)]).to(
            self._place
        )
        with in_precision(self.device):
            painted = self.network(
                photos.repeat(recipe.batch_references, 1, 1, 1),
                code.repeat(recipe.batch_photos),
                strength,
                noise=noise,
                exact_palette=False,
            )
        features = self.vgg.features(painted[crop], [*STYLE_LAYERS, CONTENT_LAYER])
        found = sampled_manner(features, recipe.points)
        wanted = references.manner.repeat(recipe.batch_photos)
        style = style_distance(found, wanted)
        texture = texture_distance(found, wanted, recipe.projections)
        coarse_style, coarse_texture = self._coarse_distances(painted[crop], references)
        content = content_distance(features[CONTENT_LAYER], scene.repeat(recipe.batch_references, 1, 1, 1))
        placement = placement_distance(
            local_contrast(painted[crop]),
            local_contrast(photos[crop]).repeat(recipe.batch_references, 1, 1),
            references.contrasts.repeat_interleave(recipe.batch_photos, 0),
        )
        grid = regularity(painted[crop])
        beyond = (painted.abs() - 1).clamp_min(0).square().mean((1, 2, 3))
        sets = references.sets.repeat_interleave(recipe.batch_photos)
        loss = (
            strength
            * (
                recipe.style_weight * (style + recipe.half * coarse_style)
                + recipe.texture_weight * (texture + recipe.half * coarse_texture)
                + recipe.placement_weight * placement
                + recipe.regularity_weight * grid
            )
            + self.content_weights[sets].to(self._place) * (2 - strength) * content
            + 10 * beyond
        ).mean() / recipe.groups
        loss.backward()
        distances = torch.stack([style, texture, content, placement, grid], 1).detach().cpu()
        whole = strength.cpu() == 1
        return distances[whole], sets[whole]

    def _coarse_distances(self, painted: Tensor, references: "_ReadReferences") -> tuple[Tensor, Tensor]:
        """Style and texture at half the size; 0 where they do not count."""
        if references.coarse is None:
            nothing = painted.new_zeros(len(painted))
            return nothing, nothing
        found = sampled_manner(self.vgg.features(avg_pool2d(painted, 2)), self.recipe.points)
        wanted = references.coarse.repeat(self.recipe.batch_photos)
        return style_distance(found, wanted), texture_distance(found, wanted, self.recipe.projections)

    def _read_references(self, random: np.random.Generator) -> "_ReadReferences":
        if random.random() >= self.recipe.whole:
            return _together([self._read_crop(random) for _ in range(self.recipe.batch_references)])
        return _together([self._read_whole(random) for _ in range(self.recipe.batch_references)])

    def _read_crop(self, random: np.random.Generator) -> "_ReadReferences":
        chosen = _draw([one.share for one in self.references], random)
        crop = self.references[chosen].pictures.crop(self.recipe.reference_side, random)
        return self._read(vary_colours(crop, random), chosen)

    def _read_whole(self, random: np.random.Generator) -> "_ReadReferences":
        """One of the large pictures, whole; read once and kept."""
        chosen = _draw([one.share * one.whole for one in self.references], random)
        pictures = self.references[chosen].pictures
        index = int(random.integers(len(pictures.pictures)))
        if (chosen, index) not in self._wholes:
            self._wholes[chosen, index] = self._read(pictures.whole(index, self.recipe.whole_side), chosen)
        return self._wholes[chosen, index]

    @torch.no_grad()
    def _read(self, references: Tensor, chosen: int) -> "_ReadReferences":
        """What is seen in references (N, 3, H, W) of one set."""
        references = references.to(self._place)
        kept = sampled_manner(self.vgg.features(references), 2 * self.recipe.points)
        statistics = reference_statistics(self.vgg, references)
        coarse = None
        if self.recipe.half:
            coarse = sampled_manner(self.vgg.features(avg_pool2d(references, 2)), self.recipe.points)
        sets = torch.full((len(references),), chosen)
        return _ReadReferences(
            kept, statistics, palette(references), contrast_quantiles(references), sets, coarse
        )

    def save(self, folder: Path) -> None:
        """Write `training.pt` (to go on from) and `weights.safetensors` (float16, to paint with), atomically."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "content_weights": self.content_weights,
        }
        save_state(folder, state)
        part = folder / f"{WEIGHTS}.part"
        save_file(half(self.average), part, {"recipe": json.dumps(asdict(self.recipe))})
        part.replace(folder / WEIGHTS)

    def resume(self, folder: Path) -> None:
        """Go on from `training.pt` in the folder, whatever device it was written on."""
        state = load_state(folder)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        self.content_weights = state["content_weights"]

    def start_from(self, weights: Path) -> None:
        """Begin a new run with shipped weights; those of a network that reads less and has fewer blocks will do."""
        self.measure_statistics()
        values = _grown(load_file(weights), self.network.state_dict())
        self.network.load_state_dict(values)
        self.average.load_state_dict(values)


def _grown(smaller: Mapping[str, Tensor], initial: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a smaller network in those of a larger one that does the same: what it reads beyond the smaller
    one's statistics, and with more neurons, counts for nothing yet, and the blocks that it has more add nothing
    (Goyal et al. 2017, §5.1)."""
    grown = {name: value.clone() for name, value in initial.items()}
    for name, value in grown.items():
        if name not in smaller and name.endswith("second.modulation.weight"):
            value.zero_()
        elif name not in smaller and name.endswith("second.modulation.bias"):
            value.zero_()[: len(value) // 2] = -1  # of the scale, which is 1 more
    for name, value in smaller.items():
        if name == "reader.0.weight":
            grown[name][: value.shape[0], value.shape[1] :] = 0
        elif name == "reader.2.weight":
            grown[name][:, value.shape[1] :] = 0
        grown[name][tuple(slice(side) for side in value.shape)] = value.float()
    return grown


@dataclass(frozen=True)
class _ReadReferences:
    """What VGG16 and the network's code see in N references. sets: the numbers of the sets that they are from, (N,).
    coarse: the manner at half the size, where that counts."""

    manner: Manner
    statistics: Tensor
    palette: Palette
    contrasts: Tensor
    sets: Tensor
    coarse: Manner | None = None


def _together(read: list[_ReadReferences]) -> _ReadReferences:
    """References of different sizes, read one by one, as one batch with the same number of points."""
    coarse = [one.coarse for one in read if one.coarse is not None]
    return _ReadReferences(
        _manners_together([one.manner for one in read]),
        torch.cat([one.statistics for one in read]),
        together([one.palette for one in read]),
        torch.cat([one.contrasts for one in read]),
        torch.cat([one.sets for one in read]),
        _manners_together(coarse) if coarse else None,
    )


def _manners_together(manners: Sequence[Manner]) -> Manner:
    moments, points = {}, {}
    for layer in STYLE_LAYERS:
        means, deviations = zip(*(one.moments[layer] for one in manners), strict=True)
        moments[layer] = (torch.cat(means), torch.cat(deviations))
        fewest = min(one.points[layer].shape[1] for one in manners)
        points[layer] = torch.cat([_some(one.points[layer], fewest) for one in manners])
    return Manner(moments, points)


def _some(points: Tensor, count: int) -> Tensor:
    return points[:, torch.randperm(points.shape[1])[:count]]


def _draw(shares: Sequence[float], random: np.random.Generator) -> int:
    """The number of one of the sets, by their shares."""
    weights = np.array(shares)
    return int(random.choice(len(weights), p=weights / weights.sum()))
