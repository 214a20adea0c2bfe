"""The loop that trains the composer by flow matching; the command is `recipes.composer.train`.

Every step takes one group of pictures a thread. Each thread has a copy of the network, in bfloat16 where the processor
multiplies it, written anew from the float32 weights after every step, so that no weight is cast twice and no thread
waits for another within a step.
"""

import json
import math
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.generative.flow_matching import mix, noise_levels, standardised, velocity_error
from aipaint_desktop.nn.generative.unet import SIDE, UNet, save_unet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import processor
from aipaint_desktop.training.running_average import averaging, follow
from aipaint_desktop.words.names import Names
from recipes.checkpoints import WEIGHTS, load_state, save_state
from recipes.composer.representation_alignment import SeeingUNet, Sight, misalignment
from recipes.grouped_steps import Workers, descend, random_of_step, set_rate, workers
from recipes.pictures.captioned_pictures import CompositionSet

_EXAMPLES = 256  # pictures, in no more than 16 batches, that the sight is standardised with


@dataclass(frozen=True)
class ComposerRecipe:
    """The numbers of a training run.

    groups: threads. batch: pictures in a group. samples, minutes: to train on and for in all; the learning rate
    falls until either is used up. side: of a square, px. width: channels of the finest level; the coarser have
    three and six times as many. fine, depth: blocks of the finest level and of the coarsest. level_mean,
    level_deviation: of the logit-normal noise levels. alignment: weight of the middle's misalignment. average:
    decay of the running average of the weights in one step.
    """

    samples: int = 600_000
    minutes: float = math.inf
    side: int = SIDE
    width: int = 64
    fine: int = 2
    depth: int = 6
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

    def network(self, names: Names, dropout: float = 0.0) -> UNet:
        """Make a network of this size."""
        channels = [times * self.width for times in (1, 3, 6)]
        return UNet(names, channels, (self.fine, 2, self.depth), dropout, self.side)


SCALES = {
    "shipped": ComposerRecipe(),
    "large": ComposerRecipe(  # for one large GPU
        samples=1_000_000_000,  # the minutes end it
        minutes=8,
        side=128,
        width=128,
        fine=4,
        depth=5,
        groups=1,
        batch=256,
        learning_rate=6e-4,
        warm_up=300,
        average=0.999,
    ),
}


@dataclass
class ComposerTraining:
    """A run in progress: the network, its running average, the optimiser, and where the run stands.

    vgg: with `representation_alignment.LAYER`; it is put onto the device, whose precision it is to have, as are the
    pictures as far as they fit.
    """

    recipe: ComposerRecipe
    pictures: CompositionSet
    network: UNet
    vgg: Vgg16
    device: Device = field(default_factory=processor)
    step: int = 0
    samples: int = 0
    seconds: float = 0.0
    _replicas: list[SeeingUNet] = field(init=False)

    def __post_init__(self) -> None:
        torch.manual_seed(self.recipe.seed)
        self._place = torch.device(self.device.kind)
        self.vgg.to(self._place)
        self.pictures.move_to(self._place)
        self.network.to(self._place, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaging(self.network)
        self._sight = self._open_eyes()
        self._seeing = SeeingUNet(self.network).to(self._place)
        self._replicas = [
            deepcopy(self._seeing).to(number_type(self.device)) for _ in range(self.recipe.groups)
        ]
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
        batches = max(1, min(16, _EXAMPLES // self.recipe.batch))
        examples = [self.pictures.draw(self.recipe.batch, random)[0] for _ in range(batches)]
        return Sight(self.vgg, examples)

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the recipe's samples were seen or its minutes are used up."""
        used = max(self.samples / self.recipe.samples, self.seconds / (60 * self.recipe.minutes))
        return min(1.0, used)

    def run(self) -> Iterator[dict[str, float]]:
        """Train to the end; yields the figures of every step."""
        with workers(self.recipe.groups, self.device) as pool:
            while self.progress < 1:
                started = time.perf_counter()
                figures = self._train_step(pool)
                self.step += 1
                self.samples += self.recipe.groups * self.recipe.batch
                self.seconds += time.perf_counter() - started
                yield figures

    def _train_step(self, workers: Workers) -> dict[str, float]:
        rate = _learning_rate(self.recipe, self.step, self.progress)
        set_rate(self.optimiser, rate)
        self._hand_out()
        random = random_of_step(self.recipe.seed, self.step)
        losses = list(workers.map(self._train_group, self._replicas, random.spawn(self.recipe.groups)))
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
        levels = noise_levels(recipe.batch, recipe.level_mean, recipe.level_deviation, generator).to(
            self._place
        )
        drawn = torch.Generator(self._place).manual_seed(int(random.integers(2**62)))
        noise = torch.randn(pictures.shape, generator=drawn, device=self._place)
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
        """Write `training.pt` (to go on from) and `weights.safetensors` (float16, to compose with), atomically."""
        state = {
            "network": self._seeing.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "samples": self.samples,
            "seconds": self.seconds,
            "recipe": json.dumps(asdict(self.recipe)),
        }
        save_state(folder, state)
        part = folder / f"{WEIGHTS}.part"
        save_unet(self.average, part)
        part.replace(folder / WEIGHTS)

    def resume(self, folder: Path) -> None:
        """Go on from `training.pt` in the folder, whatever device it was written on."""
        state = load_state(folder)
        self._seeing.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.samples, self.seconds = state["step"], state["samples"], state["seconds"]


def _learning_rate(recipe: ComposerRecipe, step: int, progress: float) -> float:
    """Warm-up, then a cosine to the final rate over the samples."""
    cosine = (1 + math.cos(math.pi * progress)) / 2
    rate = recipe.final_learning_rate + (recipe.learning_rate - recipe.final_learning_rate) * cosine
    return rate * min(1.0, (step + 1) / recipe.warm_up)
