"""The loop that trains the sketch network against its discriminator; the commands are `recipes.sketch.train` and,
where it is given shrunken paintings instead of drawings, `recipes.upscale.train`.

Every step draws paintings as a hand would and has them painted again, each in the manner of another crop of the same
painting, of its genre and movement, or of nothing; one thread a group of pictures keeps the cores busy. The loss is how
far VGG16's features are from the painting's (Johnson et al. 2016), how far their statistics and the broad colours are,
and what the discriminator says (hinge loss: Lim & Ye 2017).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import EllipsisType

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

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
from aipaint_desktop.training.precision import in_trained_type
from aipaint_desktop.training.running_average import averaging, follow
from recipes.grouped_steps import Workers, descend, learning_rate, run_in_groups, set_rate
from recipes.pictures.galleries import Gallery

_LAYERS = tuple(dict.fromkeys((*STYLE_LAYERS, *JUDGED_LAYERS)))
_WARM_UP = 100  # steps
_MARGIN = 8  # px


@dataclass(frozen=True)
class SketchRecipe:
    """The numbers of a training run.

    groups, batch, side: threads, pictures in each and their side in px. by_reference, by_name: shares of pictures that
    are asked for by a reference and by genre and movement; the others are asked for by nothing. feature_weight to
    judged_weight: of the parts of the loss. colour_side: of the squares whose mean colours are compared, px.
    judged_from: step from which the discriminator's verdict counts. average: decay of the running average of the
    weights in one step.
    """

    minutes: float = 120
    groups: int = 2
    batch: int = 2
    side: int = 160
    by_reference: float = 0.6
    by_name: float = 0.3
    feature_weight: float = 1.0
    style_weight: float = 1.0
    colour_weight: float = 1.0
    colour_side: int = 8
    regularity_weight: float = 2.0
    judged_weight: float = 0.1
    judged_from: int = 300
    learning_rate: float = 4e-4
    final_learning_rate: float = 2e-5
    judge_rate: float = 4e-4
    average: float = 0.998
    points: int = 576
    seed: int = 0


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

    given: what the network sees of a painting (1, 3, H, W), of the same shape.
    """

    recipe: SketchRecipe
    vgg: Vgg16
    galleries: Sequence[Gallery]
    network: SketchNetwork
    given: Callable[[Tensor, np.random.Generator], Tensor]
    step: int = 0
    seconds: float = 0.0
    _judge: SketchDiscriminator = field(init=False)

    def __post_init__(self) -> None:
        torch.manual_seed(self.recipe.seed)
        self._random = np.random.default_rng(self.recipe.seed)
        self._judge = SketchDiscriminator()
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaging(self.network)
        self.optimiser = torch.optim.Adam(self.network.parameters(), betas=(0.5, 0.99))
        self.judge_optimiser = torch.optim.Adam(
            self._judge.parameters(), self.recipe.judge_rate, betas=(0.5, 0.99)
        )

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the minutes of the recipe are used up."""
        return min(1.0, self.seconds / (60 * self.recipe.minutes))

    def measure_statistics(self, batches: int = 30) -> None:
        """Set what the network standardises reference statistics with."""
        values = torch.cat(
            [self._statistics(self._draw_batch(self._random).references) for _ in range(batches)]
        )
        for network in (self.network, self.average):
            network.statistics_mean.copy_(values.mean(0))
            network.statistics_deviation.copy_(values.std(0) + 0.05)

    def run(self) -> Iterator[dict[str, float]]:
        """Train to the end of the recipe's minutes; yields the figures of every step."""
        return run_in_groups(self, self.recipe.groups, self._train_step)

    def _train_step(self, workers: Workers) -> dict[str, float]:
        recipe = self.recipe
        rate = learning_rate(self, recipe.learning_rate, recipe.final_learning_rate, _WARM_UP)
        set_rate(self.optimiser, rate)
        self.optimiser.zero_grad()
        self._judge.requires_grad_(False).eval()
        painted = list(workers.map(self._paint_group, self._random.spawn(recipe.groups)))
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
        with in_trained_type():
            painted = self.network(batch.drawings, self._code(batch, random), _noise(batch.drawings, random))
        made = self.vgg.features(painted[crop], _LAYERS)
        parts = {
            "features": recipe.feature_weight * _feature_distance(made, real),
            "style": recipe.style_weight
            * style_distance(sampled_manner(made, recipe.points), sampled_manner(real, recipe.points)).mean(),
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
        with in_trained_type():
            verdict: Tensor = self._judge(seen, drawings)
        return verdict

    def _code(self, batch: _Batch, random: np.random.Generator) -> Tensor:
        """By reference, by name or by nothing, each picture for itself."""
        count = len(batch.drawings)
        by = torch.from_numpy(random.random(count)).float()[:, None]
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
        genres, movements = torch.tensor(names).unbind(1)
        return _Batch(torch.cat(drawings), torch.cat(paintings), torch.cat(references), genres, movements)

    def save(self, folder: Path) -> None:
        """Write `training.pt` (to go on from) and `average.safetensors` (float16, to paint with), atomically."""
        folder.mkdir(parents=True, exist_ok=True)
        state = {name: getattr(self, name).state_dict() for name in _STATEFUL}
        torch.save(state | {"step": self.step, "seconds": self.seconds}, folder / "training.pt.part")
        (folder / "training.pt.part").replace(folder / "training.pt")
        save_sketch_network(self.average, folder / "average.safetensors.part")
        (folder / "average.safetensors.part").replace(folder / "average.safetensors")

    def resume(self, folder: Path) -> None:
        """Go on from `training.pt` in the folder."""
        state = torch.load(folder / "training.pt", weights_only=True)
        for name in _STATEFUL:
            getattr(self, name).load_state_dict(state[name])
        self.step, self.seconds = state["step"], state["seconds"]
        self._random = np.random.default_rng((self.recipe.seed, self.step))


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
