"""The loop that trains the sketch network against its discriminator; the commands are `recipes.sketch.train` and,
where it is given shrunken paintings instead of drawings, `recipes.upscale.train`.

Every step draws paintings as a hand would and has them painted again, each in the manner of another crop of the same
painting, of its genre and movement, or of nothing; one thread a group of pictures keeps the cores busy. The loss is how
far VGG16's features are from the painting's (Johnson et al. 2016), how far their statistics and the broad colours are,
and what the discriminator says (hinge loss: Lim & Ye 2017).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import EllipsisType

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.sketch.network import (
    JUDGED_LAYERS,
    SketchDiscriminator,
    SketchNetwork,
    save_sketch_network,
    sketch_noise,
)
from aipaint_desktop.nn.style.losses import regularity, sampled_manner, style_distance
from aipaint_desktop.nn.style.network import reference_statistics
from aipaint_desktop.nn.vgg import STYLE_LAYERS, Vgg16
from aipaint_desktop.training.precision import in_precision, processor
from aipaint_desktop.training.running_average import averaging, follow
from recipes.checkpoints import WEIGHTS, load_state, save_state
from recipes.grouped_steps import (
    Workers,
    descend,
    learning_rate,
    random_of_step,
    run_in_groups,
    set_rate,
)
from recipes.pictures.galleries import Gallery

_LAYERS = tuple(dict.fromkeys((*STYLE_LAYERS, *JUDGED_LAYERS)))
_MARGIN = 8  # px


@dataclass(frozen=True)
class SketchRecipe:
    """The numbers of a training run.

    groups, batch, side: threads, pictures in each and their side in px. width: channels of the finest level.
    by_reference, by_name: shares of pictures that are asked for by a reference and by genre and movement; the
    others are asked for by nothing. feature_weight to judged_weight: of the parts of the loss. half: how much
    features and style at half the size count beside those at full size. colour_side: of the squares whose mean
    colours are compared, px. judged_from: step from which the discriminator's verdict counts. warm_up: steps.
    average: decay of the running average of the weights in one step.
    """

    minutes: float = 120
    width: int = 64
    groups: int = 2
    batch: int = 2
    side: int = 160
    by_reference: float = 0.6
    by_name: float = 0.3
    feature_weight: float = 1.0
    style_weight: float = 1.0
    half: float = 0.0
    colour_weight: float = 1.0
    colour_side: int = 8
    regularity_weight: float = 2.0
    judged_weight: float = 0.1
    judged_from: int = 300
    learning_rate: float = 4e-4
    final_learning_rate: float = 2e-5
    warm_up: int = 100
    judge_rate: float = 4e-4
    average: float = 0.998
    points: int = 576
    seed: int = 0

    @property
    def channels(self) -> tuple[int, ...]:
        """How many the network's levels have."""
        return tuple(times * self.width for times in (1, 2, 4, 5))


SCALES = {
    "shipped": SketchRecipe(),
    "large": SketchRecipe(  # for one large GPU
        minutes=8,
        width=96,
        groups=1,
        batch=48,
        side=256,
        half=0.5,
        colour_weight=3.0,
        regularity_weight=8.0,
        judged_from=200,
        learning_rate=6e-4,
        warm_up=200,
        points=1024,
    ),
}


@dataclass(frozen=True)
class _Batch:
    drawings: Tensor
    paintings: Tensor
    references: Tensor
    genres: Tensor
    movements: Tensor


@dataclass(frozen=True)
class _Painted:
    """What the discriminator sees of one group, and how far it was from what was wanted."""

    made: dict[str, Tensor]
    real: dict[str, Tensor]
    drawings: Tensor
    figures: dict[str, float]


@dataclass
class SketchTraining:
    """A run in progress: both networks, the running average, the optimisers, and where the run stands.

    given: what the network sees of a painting (1, 3, H, W), of the same shape and where that is. vgg, and pictures as
    far as they fit, are put onto the device, whose precision vgg is to have.
    """

    recipe: SketchRecipe
    vgg: Vgg16
    galleries: Sequence[Gallery]
    network: SketchNetwork
    given: Callable[[Tensor, np.random.Generator], Tensor]
    device: Device = field(default_factory=processor)
    step: int = 0
    seconds: float = 0.0
    _judge: SketchDiscriminator = field(init=False)

    def __post_init__(self) -> None:
        torch.manual_seed(self.recipe.seed)
        self._place = torch.device(self.device.kind)
        self.vgg.to(self._place)
        self.galleries = [replace(one, pictures=one.pictures.on(self._place)) for one in self.galleries]
        self._judge = SketchDiscriminator().to(self._place)
        self.network.to(self._place, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaging(self.network)
        self.optimiser = torch.optim.Adam(self.network.parameters(), betas=(0.5, 0.99), fused=True)
        self.judge_optimiser = torch.optim.Adam(
            self._judge.parameters(), self.recipe.judge_rate, betas=(0.5, 0.99), fused=True
        )

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the minutes of the recipe are used up."""
        return min(1.0, self.seconds / (60 * self.recipe.minutes))

    @property
    def samples(self) -> int:
        return self.step * self.recipe.groups * self.recipe.batch

    def measure_statistics(self, batches: int = 30) -> None:
        """Set what the network standardises reference statistics with."""
        random = np.random.default_rng(self.recipe.seed)
        values = torch.cat([self._statistics(self._draw_batch(random).references) for _ in range(batches)])
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
        self._judge.requires_grad_(False).eval()
        painted = list(workers.map(self._paint_group, random.spawn(recipe.groups)))
        norm = descend(self.network, self.optimiser, 5.0)
        follow(self.average, self.network, self.step, recipe.average)
        figures = {
            name: sum(one.figures[name] for one in painted) / recipe.groups for name in painted[0].figures
        }
        return figures | self._teach_judge(painted) | {"rate": rate, "gradient": norm}

    def _paint_group(self, random: np.random.Generator) -> _Painted:
        """Add one group's gradients to the network's."""
        recipe, batch = self.recipe, self._draw_batch(random)
        crop = _crop(recipe.side, random)
        drawings = batch.drawings[crop]
        with torch.no_grad():
            real = self.vgg.features(batch.paintings[crop], _LAYERS)
            real_coarse = self._coarse(batch.paintings[crop])
        with in_precision(self.device):
            painted = self.network(batch.drawings, self._code(batch, random), _noise(batch.drawings, random))
        made = self.vgg.features(painted[crop], _LAYERS)
        features, style = self._distances(made, real)
        if recipe.half:
            coarse = self._distances(self._coarse(painted[crop]), real_coarse)
            features, style = features + recipe.half * coarse[0], style + recipe.half * coarse[1]
        parts = {
            "features": recipe.feature_weight * features,
            "style": recipe.style_weight * style,
            "colour": recipe.colour_weight
            * avg_pool2d(painted - batch.paintings, recipe.colour_side).abs().mean(),
            "regularity": recipe.regularity_weight * regularity(painted[crop]).mean(),
            "beyond": 10 * (painted.abs() - 1).clamp_min(0).square().mean(),
        }
        if self.step >= recipe.judged_from:
            parts["judged"] = -recipe.judged_weight * self._verdict(made, drawings).mean()
        (torch.stack(list(parts.values())).sum() / recipe.groups).backward()  # type: ignore[no-untyped-call]
        return _Painted(
            {layer: made[layer].detach() for layer in JUDGED_LAYERS},
            {layer: real[layer] for layer in JUDGED_LAYERS},
            drawings,
            {name: part.item() for name, part in parts.items()},
        )

    def _coarse(self, pictures: Tensor) -> dict[str, Tensor]:
        """What VGG16 sees at half the size, where that counts."""
        return self.vgg.features(avg_pool2d(pictures, 2), _LAYERS) if self.recipe.half else {}

    def _distances(self, made: dict[str, Tensor], real: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """How far features and their statistics are from one another."""
        found, wanted = (sampled_manner(seen, self.recipe.points) for seen in (made, real))
        return _feature_distance(made, real), style_distance(found, wanted).mean()

    def _teach_judge(self, painted: Sequence[_Painted]) -> dict[str, float]:
        self._judge.requires_grad_(True).train()
        drawings = torch.cat([one.drawings for one in painted])
        of_real, of_made = (
            self._verdict(
                {layer: torch.cat([one[layer] for one in seen]) for layer in JUDGED_LAYERS}, drawings
            )
            for seen in ([one.real for one in painted], [one.made for one in painted])
        )
        loss = (1 - of_real).clamp_min(0).mean() + (1 + of_made).clamp_min(0).mean()
        self.judge_optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.judge_optimiser.step()
        return {"real": of_real.mean().item(), "made": of_made.mean().item()}

    def _verdict(self, seen: dict[str, Tensor], drawings: Tensor) -> Tensor:
        with in_precision(self.device):
            verdict: Tensor = self._judge(seen, drawings)
        return verdict

    def _code(self, batch: _Batch, random: np.random.Generator) -> Tensor:
        """By reference, by name or by nothing, each picture for itself."""
        count = len(batch.drawings)
        by = torch.from_numpy(random.random(count)).to(self._place, torch.float32)[:, None]
        named = (by < self.recipe.by_reference + self.recipe.by_name).long()[:, 0]
        read = self.network.read(self._statistics(batch.references))
        asked = self.network.ask(batch.genres * named, batch.movements * named)
        return torch.where(by < self.recipe.by_reference, read, asked)

    @torch.no_grad()
    def _statistics(self, references: Tensor) -> Tensor:
        return reference_statistics(self.vgg, references)

    def _draw_batch(self, random: np.random.Generator) -> _Batch:
        side = self.recipe.side
        shares = np.array([gallery.share for gallery in self.galleries])
        drawings, paintings, references, names = [], [], [], []
        for _ in range(self.recipe.batch):
            gallery = self.galleries[random.choice(len(shares), p=shares / shares.sum())]
            index = int(random.integers(len(gallery.genres)))
            painting = gallery.pictures.crop_of(index, side, random)
            drawings.append(self.given(painting, random))
            paintings.append(painting)
            references.append(gallery.pictures.crop_of(index, side, random))
            names.append((gallery.genres[index], gallery.movements[index]))
        genres, movements = torch.tensor(names).to(self._place).unbind(1)
        drawn, painted, referred = (
            torch.cat(parts).to(self._place) for parts in (drawings, paintings, references)
        )
        return _Batch(drawn, painted, referred, genres, movements)

    def save(self, folder: Path) -> None:
        """Write `training.pt` (to go on from) and `weights.safetensors` (float16, to paint with), atomically."""
        state = {name: getattr(self, name).state_dict() for name in _STATEFUL}
        save_state(folder, state | {"step": self.step, "seconds": self.seconds})
        part = folder / f"{WEIGHTS}.part"
        save_sketch_network(self.average, part)
        part.replace(folder / WEIGHTS)

    def resume(self, folder: Path) -> None:
        """Go on from `training.pt` in the folder, whatever device it was written on."""
        state = load_state(folder)
        for name in _STATEFUL:
            getattr(self, name).load_state_dict(state[name])
        self.step, self.seconds = state["step"], state["seconds"]


def _crop(side: int, random: np.random.Generator) -> tuple[slice | EllipsisType, ...]:
    """A square of pictures with this side, so placed that VGG16's poolings are not in step with the pixel shuffles."""
    top, left = random.integers(_MARGIN, size=2)
    return (..., slice(top, top + side - _MARGIN), slice(left, left + side - _MARGIN))


def _noise(drawings: Tensor, random: np.random.Generator) -> Tensor:
    height, width = drawings.shape[2:]
    return torch.cat([sketch_noise(height, width, int(random.integers(2**62))) for _ in drawings])


_STATEFUL = ("network", "average", "_judge", "optimiser", "judge_optimiser")


def _feature_distance(made: dict[str, Tensor], real: dict[str, Tensor]) -> Tensor:
    """Mean over layers of the mean absolute difference, relative to the mean activation."""
    apart = [
        (made[layer].float() - real[layer].float()).abs().mean() / real[layer].float().mean()
        for layer in JUDGED_LAYERS
    ]
    return torch.stack(apart).mean()
