"""Which model is which lesson, and its beginning."""

import torch
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.training.lessons.classic_gan import ClassicGan
from aipaint_desktop.training.lessons.lesson import Lesson
from aipaint_desktop.training.lessons.linear_ddpm import LinearDdpm
from aipaint_desktop.training.lessons.snapshot import LessonName


def new_lesson(name: LessonName, pictures: Tensor, device: Device, seed: int) -> Lesson:
    """Begin to teach an untrained model pictures (N, 1, 28, 28) in −1..1. The seed decides all that is random."""
    torch.manual_seed(seed)
    match name:
        case "gan":
            return ClassicGan(pictures, device)
        case "diffusion":
            return LinearDdpm(pictures, device)
