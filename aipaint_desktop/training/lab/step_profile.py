"""Where the time of a training step goes."""

import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch.profiler import ProfilerActivity, profile

from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.training.lab.learner import Learner
from aipaint_desktop.training.lab.picture_folder import PictureFolder
from aipaint_desktop.values.refusal import BadInput

TRACE = "trace.json"

_WARM_UP, _STEPS = 2, 3


def write_trace(learner: Learner, pictures: PictureFolder, folder: Path) -> Path:
    """Train for a few steps and write a trace of them that chrome://tracing and Perfetto show; returns where.

    Neither the folder nor the machine is named in it. Raises `BadInput` where it cannot be written.
    """
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
    try:
        with tempfile.TemporaryDirectory() as scratch:
            written = Path(scratch) / TRACE
            recorded.export_chrome_trace(str(written))
            said = json.loads(written.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # torch does not say when it could not write all of it
        raise BadInput("The trace of the training cannot be written.") from None
    for name in ("traceName", "host_name"):
        said.pop(name, None)
    write_atomically(folder / TRACE, json.dumps(said).encode())
    return folder / TRACE
