"""The loop that trains the composer by flow matching; the command is `recipes.composer.train`.

Every step takes one group of pictures a thread. Each thread has a copy of the network, in bfloat16 where the processor
multiplies it, written anew from the float32 weights after every step, so that no weight is cast twice and no thread
waits for another within a step.
"""

import json
import math
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.nn.generative.flow_matching import mix, noise_levels, standardised, velocity_error
from aipaint_desktop.nn.generative.unet import UNet, save_unet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from aipaint_desktop.training.running_average import averaging, follow
from recipes.composer.representation_alignment import SeeingUNet, Sight, misalignment
from recipes.grouped_steps import descend, set_rate, single_threads
from recipes.pictures.captioned_pictures import CompositionSet

_EXAMPLES = 16  # batches that the sight is standardised with


@dataclass(frozen=True)
class ComposerRecipe:
    """The numbers of a training run.

    groups: threads. batch: pictures in a group. samples: pictures to train on in all, over which the learning rate
    falls. level_mean, level_deviation: of the logit-normal noise levels. alignment: weight of the middle's
    misalignment. average: decay of the running average of the weights in one step.
    """

    samples: int = 600_000
    groups: int = 2
    batch: int = 16
    learning_rate: float = 4e-4
    final_learning_rate: float = 2e-5
    warm_up: int = 150
    weight_decay: float = 0.01
    level_mean: float = -0.2
    level_deviation: float = 1.2
    alignment: float = 0.5
    average: float = 0.9995
    seed: int = 0


@dataclass
class ComposerTraining:
    """A run in progress: the network, its running average, the optimiser, and where the run stands.

    vgg: with `representation_alignment.LAYER`.
    """

    recipe: ComposerRecipe
    pictures: CompositionSet
    network: UNet
    vgg: Vgg16
    step: int = 0
    samples: int = 0
    seconds: float = 0.0
    _replicas: list[SeeingUNet] = field(init=False)

    def __post_init__(self) -> None:
        torch.manual_seed(self.recipe.seed)
        self._random = np.random.default_rng(self.recipe.seed)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaging(self.network)
        self._sight = self._open_eyes()
        self._seeing = SeeingUNet(self.network)
        self._replicas = [deepcopy(self._seeing).to(trained_type()) for _ in range(self.recipe.groups)]
        matrices = [value for value in self._seeing.parameters() if value.dim() > 1]
        vectors = [value for value in self._seeing.parameters() if value.dim() <= 1]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": matrices, "weight_decay": self.recipe.weight_decay},
                {"params": vectors, "weight_decay": 0.0},
            ],
            lr=self.recipe.learning_rate,
            betas=(0.9, 0.99),
            fused=True,
        )

    def _open_eyes(self) -> Sight:
        random = np.random.default_rng(0)  # the same examples whenever a run goes on
        examples = [self.pictures.draw(self.recipe.batch, random)[0] for _ in range(_EXAMPLES)]
        return Sight(self.vgg, examples)

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the recipe's samples were seen."""
        return min(1.0, self.samples / self.recipe.samples)

    def run(self) -> Iterator[dict[str, float]]:
        """Train to the end; yields the figures of every step."""
        with single_threads(self.recipe.groups) as pool:
            while self.progress < 1:
                started = time.perf_counter()
                figures = self._train_step(pool)
                self.step += 1
                self.samples += self.recipe.groups * self.recipe.batch
                self.seconds += time.perf_counter() - started
                yield figures

    def _train_step(self, pool: ThreadPoolExecutor) -> dict[str, float]:
        rate = _learning_rate(self.recipe, self.step, self.progress)
        set_rate(self.optimiser, rate)
        self._hand_out()
        losses = list(pool.map(self._train_group, self._replicas, self._random.spawn(self.recipe.groups)))
        self._gather()
        norm = descend(self._seeing, self.optimiser, 1.0)
        follow(self.average, self.network, self.step, self.recipe.average)
        low, middle, high, blind = torch.stack(losses).nanmean(0).tolist()
        figures = {"low": low, "middle": middle, "high": high, "misalignment": blind}
        return figures | {"gradient": norm, "rate": rate}

    def _train_group(self, replica: SeeingUNet, random: np.random.Generator) -> Tensor:
        """Leave one group's gradients in the replica; returns the mean losses of its three thirds of noise levels
        and the mean misalignment."""
        recipe = self.recipe
        pictures, condition = self.pictures.draw(recipe.batch, random)
        generator = torch.Generator().manual_seed(int(random.integers(2**62)))
        levels = noise_levels(recipe.batch, recipe.level_mean, recipe.level_deviation, generator)
        noise = torch.randn(pictures.shape, generator=generator)
        clean = standardised(pictures)
        velocity, told = replica(mix(clean, noise, levels), levels, condition)
        loss = velocity_error(velocity, clean, noise)
        blind = misalignment(told, self._sight.of(pictures)).mean()
        (loss.mean() + recipe.alignment * blind).backward()  # type: ignore[no-untyped-call]
        return torch.stack([*(part.mean() for part in loss.detach().tensor_split(3)), blind.detach()])

    @torch.no_grad()
    def _hand_out(self) -> None:
        weights: list[Tensor] = list(self._seeing.parameters())
        for replica in self._replicas:
            replica.train()
            torch._foreach_copy_(list(replica.parameters()), weights)

    @torch.no_grad()
    def _gather(self) -> None:
        """The mean of the replicas' gradients becomes the network's."""
        for value, *copies in zip(
            self._seeing.parameters(), *(replica.parameters() for replica in self._replicas), strict=True
        ):
            total = torch.zeros_like(value)
            for copy in copies:
                if copy.grad is not None:
                    total += copy.grad
                    copy.grad = None
            value.grad = total / len(copies)

    def save(self, folder: Path) -> None:
        """Write `training.pt` (to go on from) and `average.safetensors` (float16, to compose with), atomically."""
        folder.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self._seeing.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "samples": self.samples,
            "seconds": self.seconds,
            "recipe": json.dumps(asdict(self.recipe)),
        }
        torch.save(state, folder / "training.pt.part")
        (folder / "training.pt.part").replace(folder / "training.pt")
        save_unet(self.average, folder / "average.safetensors.part")
        (folder / "average.safetensors.part").replace(folder / "average.safetensors")

    def resume(self, folder: Path) -> None:
        """Go on from `training.pt` in the folder."""
        state = torch.load(folder / "training.pt", weights_only=True)
        self._seeing.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.samples, self.seconds = state["step"], state["samples"], state["seconds"]
        self._random = np.random.default_rng((self.recipe.seed, self.step))


def _learning_rate(recipe: ComposerRecipe, step: int, progress: float) -> float:
    """Warm-up, then a cosine to the final rate over the samples."""
    cosine = (1 + math.cos(math.pi * progress)) / 2
    rate = recipe.final_learning_rate + (recipe.learning_rate - recipe.final_learning_rate) * cosine
    return rate * min(1.0, (step + 1) / recipe.warm_up)
