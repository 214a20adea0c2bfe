"""One training run: steps, records of how it goes, sheets of samples, and a folder from which it can always go on."""

import math
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.engines.pictures.pixels import to_pixels
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.training.checkpoint import load_checkpoint, read_facts, save_checkpoint
from aipaint_desktop.training.lab.base_model import BaseModel
from aipaint_desktop.training.lab.diagnosis import in_words, likeness
from aipaint_desktop.training.lab.learner import Learner
from aipaint_desktop.training.lab.model_folder import THUMBNAIL, ModelFolder, Trained
from aipaint_desktop.training.lab.picture_folder import PictureFolder
from aipaint_desktop.training.lab.progress import Progress
from aipaint_desktop.training.lab.training_log import SETTLED, TrainingLog
from aipaint_desktop.values.refusal import BadInput

SHEET_SIDE = 4
"""Samples in a row and a column of a sheet; their seeds are 0, 1, 2 and on, always the same."""

_RECORD_SECONDS = 1.0
_SAVE_SECONDS = 20.0
_COMPARED = 500  # pictures that samples are compared with
_SAMPLE_STEPS = 12  # of diffusion


class TrainingRun:
    """Trains a learner on pictures. resume: go on from the checkpoint in the folder. base: what the learner began with,
    if anything.

    Raises `BadInput` where the run in the folder is of another family or size, or damaged.
    """

    def __init__(
        self,
        learner: Learner,
        pictures: PictureFolder,
        folder: ModelFolder,
        *,
        resume: bool,
        base: BaseModel | None = None,
        seed: int = 0,
    ) -> None:
        self.learner = learner
        self._pictures = pictures
        self._folder = folder
        self._base = base
        self._seed = seed
        self.step, self.seconds = 0, 0.0
        if resume:
            facts = read_facts(folder.checkpoint)
            model = learner.model
            if (facts["family"], facts["size"]) != (model.family, model.size):
                raise BadInput(
                    "The run in {0} is of the family {1} at {2} px and can only go on as such.",
                    folder.path,
                    facts["family"],
                    facts["size"],
                )
            load_checkpoint(folder.checkpoint, learner)
            self.step, self.seconds = int(facts["step"]), float(facts["seconds"])

    def run(self, seconds: float, token: CancelToken) -> Iterator[Progress]:
        """Train for so long or until the token is cancelled; yields about once a second.

        What was learned is kept every 20 s and at the end. Raises `BadInput` where the disk is full.
        """
        random = np.random.default_rng((self._seed, self.step))
        generator = torch.Generator().manual_seed(int(random.integers(2**62)))
        where = next(self.learner.networks.parameters()).device
        before, began = self.seconds, time.monotonic()
        recorded, saved = 0.0, -_SAVE_SECONDS
        losses: dict[str, list[float]] = defaultdict(list)
        with TrainingLog(self._folder.training) as log:
            last = False
            while not last:
                pictures = self._pictures.draw(self.learner.batch, random).to(where)
                for name, loss in self.learner.train_step(self.step, pictures, generator).items():
                    losses[name].append(loss)
                self.step += 1
                spent = time.monotonic() - began
                self.seconds = before + spent
                last = spent >= seconds or token.cancelled
                if spent - recorded < _RECORD_SECONDS and not last:
                    continue
                means = {name: float(np.mean(values)) for name, values in losses.items()}
                seen = self.learner.batch * len(next(iter(losses.values())))
                progress = Progress(
                    self.step, self.seconds, max(0.0, seconds - spent), seen / (spent - recorded), means
                )
                recorded = spent
                losses.clear()
                if spent - saved >= _SAVE_SECONDS or last:
                    progress = self._keep(progress, token)
                    saved = spent
                log.write(progress)
                yield progress

    def _keep(self, progress: Progress, token: CancelToken) -> Progress:
        """Save the run and the model, with new samples unless there is no time for them."""
        if not all(map(math.isfinite, progress.losses.values())):
            raise BadInput(
                "The training came to nothing at step {0}; it can go on from what was kept before.", self.step
            )
        model, folder = self.learner.model, self._folder
        facts = {"family": model.family, "size": model.size, "step": self.step, "seconds": self.seconds}
        save_checkpoint(folder.checkpoint, self.learner, facts | {"base": self._base and self._base.id})
        pictures = self._pictures
        folder.keep_model(
            model, Trained(pictures.name, len(pictures.accepted), self.step, self.seconds, self._base)
        )
        try:
            samples = self._draw_samples(token)
        except Cancelled:
            return progress
        save_picture(folder.path / THUMBNAIL, to_pixels(samples[:1]))
        sheet = folder.sheets / f"{self.step:06}.png"
        save_picture(sheet, to_pixels(_arranged(samples)))
        found = likeness(samples, self._compared)
        words = in_words(model.family, progress.losses, found) if self.step >= SETTLED else ()
        return replace(progress, sheet=sheet, likeness=found, words=words)

    def _draw_samples(self, token: CancelToken) -> Tensor:
        """(16, 3, size, size) on the CPU; raises `Cancelled`."""
        model = self.learner.model
        latents = model.latents(range(SHEET_SIDE**2)).to(next(model.network.parameters()).device)
        token.check()
        *_, last = model.sample(latents, _SAMPLE_STEPS, token.check)
        return last.clean.cpu()

    @cached_property
    def _compared(self) -> Tensor:
        return self._pictures.spread(_COMPARED)


def _arranged(samples: Tensor) -> Tensor:
    """(16, 3, S, S) -> (1, 3, 4·S, 4·S), row by row."""
    _, channels, height, width = samples.shape
    rows = samples.view(SHEET_SIDE, SHEET_SIDE, channels, height, width).permute(2, 0, 3, 1, 4)
    return rows.reshape(1, channels, SHEET_SIDE * height, SHEET_SIDE * width)
