"""The composer's second training: its ideas of clean pictures have to get past a discriminator.

Trained by flow matching alone, the network's idea of a noisy picture is the mean of all that it may be, and samples of
a small network keep something of that vagueness. Here, from a noise level below which the arrangement can be seen, its
idea of the clean picture is judged by a discriminator as in adversarial diffusion distillation (Sauer et al. 2023) and
denoising diffusion GANs (Xiao et al. 2022), while it stays near the picture that was made noisy, the nearer the less
noise there was. Above, it goes on learning by flow matching, so that noise still becomes all kinds of pictures. The
discriminator also sees paintings with what was said of others, and learns to reject them (Reed et al. 2016).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.nn.composer.brief import begun
from aipaint_desktop.nn.composer.caption_teller import CaptionTeller, averaged
from aipaint_desktop.nn.composer.judge import JUDGED_LAYERS, CompositionJudge
from aipaint_desktop.nn.composer.mean_picture import MeanPicture
from aipaint_desktop.nn.composer.painting_prior import PaintingPrior
from aipaint_desktop.nn.generative.flow_matching import SPREAD, mix, sample, standardised, velocity_error
from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW, composer_levels
from aipaint_desktop.nn.generative.unet import Condition, UNet, save_unet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import in_trained_type
from aipaint_desktop.training.running_average import averaging, follow
from recipes.grouped_steps import Workers, descend, learning_rate, run_in_groups, set_rate
from recipes.pictures.captioned_pictures import CompositionSet

_WARM_UP = 60  # steps
_LEAST_LEVEL = 0.05
_USUALLY_UNTOLD = 1.0  # of its movement, by a painting: the teller's cross entropy


@dataclass(frozen=True)
class RefinementRecipe:
    """The numbers of a training run.

    minutes: of training, over which the learning rate falls. groups: threads. judged, drifting: pictures in a group
    that the discriminator sees, at noise levels below `JUDGED_BELOW`, and that are learned by flow matching. walked: of
    the former, those that are not one step from a painting but on a way of several, as in sampling; from_noise: how
    often the way begins with noise alone. drifting_above: the lowest noise level of the latter, of which many are close
    to 1, where light and colours of the whole are decided. judged_weight to told_weight: of the parts of the loss; the
    last of each of genre, movement and words. judged_from: step from which the discriminator counts. judge_steps: of
    the discriminator for one of the network. average: decay of the running average of the weights in one step. share:
    how far the weights that are kept lie on the way from those it began with to the average: the former are vague, the
    latter exaggerate (Wortsman et al. 2022, Robust fine-tuning of zero-shot models).
    """

    minutes: float = 90.0
    groups: int = 2
    judged: int = 6
    walked: int = 3
    from_noise: float = 0.5
    drifting: int = 2
    drifting_above: float = 0.7
    judged_weight: float = 0.1
    velocity_weight: float = 1.0
    feature_weight: float = 0.3
    told_weight: float = 0.03
    judged_from: int = 100
    learning_rate: float = 1e-4
    final_learning_rate: float = 1e-5
    judge_rate: float = 1e-3
    judge_steps: int = 2
    average: float = 0.998
    share: float = 0.6
    seed: int = 0


@dataclass(frozen=True)
class _Judged:
    """What the discriminator sees of one group, and the figures of the network's losses."""

    made: dict[str, Tensor]
    real: dict[str, Tensor]
    condition: Condition
    figures: dict[str, float]


@dataclass
class ComposerRefinement:
    """A run in progress: the network, its running average, the discriminator, the optimisers, and where the run stands.

    vgg: with all of `JUDGED_LAYERS`. teller: of captions, as `caption_telling` fits it. means, prior: what ways from
    noise begin with, and the manners in which they go on where none is asked for, as in sampling.
    """

    recipe: RefinementRecipe
    pictures: CompositionSet
    network: UNet
    vgg: Vgg16
    teller: CaptionTeller
    means: MeanPicture
    prior: PaintingPrior
    step: int = 0
    seconds: float = 0.0
    _judge: CompositionJudge = field(init=False)

    def __post_init__(self) -> None:
        torch.manual_seed(self.recipe.seed)
        self._random = np.random.default_rng(self.recipe.seed)
        self.network.requires_grad_(True).train().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._begun = averaging(self.network)
        self.average = averaging(self.network)
        self._judge = CompositionJudge(self.network.names)
        self._judge.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.optimiser = torch.optim.Adam(self.network.parameters(), betas=(0.5, 0.99), fused=True)
        self.judge_optimiser = torch.optim.Adam(
            self._judge.parameters(), self.recipe.judge_rate, betas=(0.0, 0.99), fused=True
        )

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the minutes of the recipe are used up."""
        return min(1.0, self.seconds / (60 * self.recipe.minutes))

    @property
    def samples(self) -> int:
        """Pictures seen."""
        return self.step * self.recipe.groups * (self.recipe.judged + self.recipe.drifting)

    def run(self) -> Iterator[dict[str, float]]:
        """Train to the end of the recipe's minutes; yields the figures of every step."""
        return run_in_groups(self, self.recipe.groups, self._train_step)

    def _train_step(self, workers: Workers) -> dict[str, float]:
        recipe = self.recipe
        rate = learning_rate(self, recipe.learning_rate, recipe.final_learning_rate, _WARM_UP)
        set_rate(self.optimiser, rate)
        self.optimiser.zero_grad()
        self._judge.requires_grad_(False).eval()
        judged = list(workers.map(self._learn_group, self._random.spawn(recipe.groups)))
        norm = descend(self.network, self.optimiser, 1.0)
        follow(self.average, self.network, self.step, recipe.average)
        figures = {
            name: sum(one.figures[name] for one in judged) / recipe.groups for name in judged[0].figures
        }
        self._judge.requires_grad_(True).train()
        for _ in range(recipe.judge_steps):
            verdicts = self._teach_judge(judged)
        return figures | verdicts | {"rate": rate, "gradient": norm}

    def _learn_group(self, random: np.random.Generator) -> _Judged:
        """Add one group's gradients to the network's."""
        recipe = self.recipe
        first = slice(recipe.judged)
        pictures, condition = self.pictures.draw(recipe.judged + recipe.drifting, random)
        levels = torch.from_numpy(
            np.concatenate(
                [
                    _stratified(recipe.judged, _LEAST_LEVEL, JUDGED_BELOW, random),
                    1 - (1 - recipe.drifting_above) * _stratified(recipe.drifting, 0, 1, random) ** 2,
                ]
            )
        ).float()
        generator = torch.Generator().manual_seed(int(random.integers(2**62)))
        noise = torch.randn(pictures.shape, generator=generator)
        clean = standardised(pictures)
        levels[: recipe.walked] = JUDGED_BELOW
        noisy = mix(clean, noise, levels)
        near = (1 - levels[first]).square() * (levels[first] < JUDGED_BELOW)
        on_way = slice(recipe.walked)
        noisy[on_way], levels[on_way], manner = self._walk(
            pictures[on_way], noise[on_way], condition.select(on_way), random
        )
        followed = manner.join(condition.select(slice(recipe.walked, None)))
        with in_trained_type():
            velocity = self.network(noisy, levels, followed)
        error = velocity_error(velocity, clean, noise)

        asked = condition.select(first)
        made = SPREAD * (noisy - levels.view(-1, 1, 1, 1) * velocity)[first]
        with torch.no_grad():
            real_seen = self.vgg.features(pictures[first], JUDGED_LAYERS)
        made_seen = self.vgg.features(made, JUDGED_LAYERS)
        parts = {
            "velocity": recipe.velocity_weight * (near * error[first]).mean(),
            "drift": error[recipe.judged :].sum() / (recipe.judged + recipe.drifting),
            "features": recipe.feature_weight * (near * _feature_distance(made_seen, real_seen)).mean(),
            "beyond": 3 * (made.abs() - 1).clamp_min(0).square().mean(),
        }
        as_painted = self.teller.untold(averaged(real_seen), asked)
        drawn = (asked.movement == 0) & (followed.select(first).movement > 0)
        as_painted["movement"] = as_painted["movement"].where(~drawn, _USUALLY_UNTOLD)
        for name, untold in self.teller.untold(averaged(made_seen), followed.select(first)).items():
            # to say it louder than the painting is to exaggerate
            parts[name] = recipe.told_weight * (untold - as_painted[name]).clamp_min(0).mean()
        if self.step >= recipe.judged_from:
            with in_trained_type():
                parts["judged"] = (
                    -recipe.judged_weight * self._judge.verdicts(self._judge.look(made_seen), asked).mean()
                )
        (torch.stack(list(parts.values())).sum() / recipe.groups).backward()  # type: ignore[no-untyped-call]
        return _Judged(
            {layer: seen.detach() for layer, seen in made_seen.items()},
            real_seen,
            asked,
            {name: part.item() for name, part in parts.items()},
        )

    def _walk(
        self, pictures: Tensor, noise: Tensor, condition: Condition, random: np.random.Generator
    ) -> tuple[Tensor, float, Condition]:
        """Where sampling comes to on its way, the noise level there and what is asked for from there: what is judged is
        then what comes out, with all that was done before. The way begins with noise alone, or with the pictures at
        `JUDGED_BELOW`."""
        whole = composer_levels(ComposeRequest.steps)
        from_noise = random.random() < self.recipe.from_noise
        high = whole.index(JUDGED_BELOW)
        last = int(random.integers(high if from_noise else high + 1, len(whole) - 1))
        manner, first = condition, None
        if from_noise:
            generator = torch.Generator().manual_seed(int(random.integers(2**62)))
            paintings = self.prior.draw(condition, generator)
            manner = paintings.manner(condition)
            first = begun(self.means, condition, paintings, *noise.shape[2:])
        steps = sample(
            self.network,
            condition,
            noise,
            whole[: last + 1] if from_noise else whole[high : last + 1],
            ComposeRequest.guidance,
            start=None if from_noise else pictures,
            judged_below=JUDGED_BELOW,
            first=first,
            manner=manner,
        )
        with in_trained_type():
            *_, reached = steps
        return reached.noisy, reached.t, manner

    def _teach_judge(self, judged: Sequence[_Judged]) -> dict[str, float]:
        losses, of_real, of_made, of_other = [], [], [], []
        for one in judged:
            other = one.condition.rolled()
            with in_trained_type():
                real = self._judge.look(one.real)
                verdicts = self._judge.verdicts(real, one.condition)
                # paintings, but of something else
                others = self._judge.verdicts(real, other)
                made = self._judge.verdicts(self._judge.look(one.made), one.condition)
            said = other.says_something.float()[:, None]
            losses.append(
                (1 - verdicts).clamp_min(0).mean()
                + 0.7 * (1 + made).clamp_min(0).mean()
                + 0.3 * (said * (1 + others).clamp_min(0)).mean()
            )
            of_real.append(verdicts.mean())
            of_made.append(made.mean())
            of_other.append((said * others).sum() / (said.sum() * others.shape[1] + 1e-6))
        self.judge_optimiser.zero_grad()
        torch.stack(losses).mean().backward()  # type: ignore[no-untyped-call]
        self.judge_optimiser.step()
        return {
            name: torch.stack(verdicts).mean().item()
            for name, verdicts in (("real", of_real), ("made", of_made), ("other", of_other))
        }

    @torch.no_grad()
    def kept(self) -> UNet:
        """The network to compose with."""
        network = averaging(self.average)
        torch._foreach_lerp_(
            list(network.parameters()), list(self._begun.parameters()), 1 - self.recipe.share
        )
        return network

    def save(self, folder: Path) -> None:
        """Write `training.pt` (to go on from, together with the weights that the run began with) and
        `kept.safetensors` (float16, to compose with), atomically."""
        folder.mkdir(parents=True, exist_ok=True)
        state = {name: getattr(self, name).state_dict() for name in _STATEFUL}
        torch.save(state | {"step": self.step, "seconds": self.seconds}, folder / "training.pt.part")
        (folder / "training.pt.part").replace(folder / "training.pt")
        save_unet(self.kept(), folder / "kept.safetensors.part")
        (folder / "kept.safetensors.part").replace(folder / "kept.safetensors")

    def resume(self, folder: Path) -> None:
        """Go on from `training.pt` in the folder."""
        state = torch.load(folder / "training.pt", weights_only=True)
        for name in _STATEFUL:
            getattr(self, name).load_state_dict(state[name])
        set_rate(self.judge_optimiser, self.recipe.judge_rate)
        self.step, self.seconds = state["step"], state["seconds"]
        self._random = np.random.default_rng((self.recipe.seed, self.step))


_STATEFUL = ("network", "average", "_judge", "optimiser", "judge_optimiser")


def _stratified(
    count: int, least: float, most: float, random: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Noise levels (count,), one from each of `count` equal parts of the range."""
    return least + (most - least) * (np.arange(count) + random.random(count)) / count


def _feature_distance(made: Mapping[str, Tensor], real: Mapping[str, Tensor]) -> Tensor:
    """Mean over layers of the mean absolute difference, relative to the mean activation: (N,)."""
    apart = [
        (made[layer].float() - real[layer].float()).abs().mean((1, 2, 3))
        / real[layer].float().mean((1, 2, 3))
        for layer in JUDGED_LAYERS
    ]
    return torch.stack(apart).mean(0)
