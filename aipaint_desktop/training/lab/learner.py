"""What the training loops of all families have in common: one step, and the model that is kept."""

from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.generative.families import Family
from aipaint_desktop.nn.generative.model import GenerativeModel
from aipaint_desktop.training.lab.base_model import BaseModel


class Learner(Protocol):
    """A model in training.

    model: with the running average of the weights, which samples are made with and which is kept.
    networks: everything that has weights, the average among them. optimisers: by name. batch: pictures in a step.
    """

    model: GenerativeModel
    networks: nn.ModuleDict
    optimisers: dict[str, torch.optim.Optimizer]
    batch: int

    def train_step(self, step: int, pictures: Tensor, generator: torch.Generator) -> dict[str, float]:
        """Learn from pictures (N, 3, size, size) in −1..1; returns the losses by name.

        step: how many there were before. generator: of everything that is random in the step, on the CPU.
        """
        ...


def new_learner(
    family: Family, size: int, device: Device, vgg: Path, base: BaseModel | None = None
) -> Learner:
    """Begin to train a model of size × size px. vgg: weights of VGG16, through which a GAN and a VAE see. base: what a
    diffusion model begins with; without it, and of the other families, it knows nothing."""
    from aipaint_desktop.training.lab.diffusion_training import DiffusionLearner
    from aipaint_desktop.training.lab.gan_training import GanLearner
    from aipaint_desktop.training.lab.vae_training import VaeLearner

    match family:
        case "gan":
            return GanLearner(size, device, vgg)
        case "diffusion":
            return DiffusionLearner(size, device, base.weights if base else None)
        case "vae":
            return VaeLearner(size, device, vgg)
