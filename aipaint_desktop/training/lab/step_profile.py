"""Where the time of a training step goes."""

from pathlib import Path

import numpy as np
import torch
from torch.profiler import ProfilerActivity, profile

from aipaint_desktop.training.lab.learner import Learner
from aipaint_desktop.training.lab.picture_folder import PictureFolder

TRACE = "trace.json"

_WARM_UP, _STEPS = 2, 3


def write_trace(learner: Learner, pictures: PictureFolder, folder: Path) -> Path:
    """Train for a few steps and write a trace of them that chrome://tracing and Perfetto show; returns where."""
    random, generator = np.random.default_rng(0), torch.Generator().manual_seed(0)
    where = next(learner.networks.parameters()).device
    activities = [ProfilerActivity.CPU]
    if where.type == "cuda":
        activities.append(ProfilerActivity.CUDA)

    def train(steps: int) -> None:
        for step in range(steps):
            learner.train_step(step, pictures.draw(learner.batch, random).to(where), generator)

    train(_WARM_UP)
    with profile(activities=activities, record_shapes=True) as recorded:
        train(_STEPS)
    recorded.export_chrome_trace(str(folder / TRACE))
    return folder / TRACE
