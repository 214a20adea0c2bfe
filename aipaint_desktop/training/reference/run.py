"""One run that learns a reference: steps, records of how it goes, and a folder from which it can always go on."""

import math
import time
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.training.checkpoint import load_checkpoint, read_facts, save_checkpoint
from aipaint_desktop.training.lab.progress import Progress
from aipaint_desktop.training.lab.training_log import TrainingLog
from aipaint_desktop.training.reference.learned_folder import Learned, LearnedFolder
from aipaint_desktop.training.reference.tuning import ReferenceTuning
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_RECORD_SECONDS = 1.0
_SAVE_SECONDS = 20.0
_FIRST_STEPS = 10  # of whose figures what was learned is told by
_MEAN_STEPS = 40  # that the figures of the model are means over


class LearningRun:
    """Tunes a network to a reference. resume: go on from the checkpoint in the folder. licence: of the weights that it
    began with.

    Raises `BadInput` where that is damaged or of another reference.
    """

    def __init__(
        self,
        tuning: ReferenceTuning,
        reference: Picture,
        folder: LearnedFolder,
        licence: str,
        *,
        resume: bool,
    ) -> None:
        self._tuning = tuning
        self._reference = reference
        self._key = plain(reference).sha256
        self._folder = folder
        self._licence = licence
        self.step, self.seconds = 0, 0.0
        self._first: dict[str, float] = {}
        if resume:
            facts = read_facts(folder.checkpoint)
            if facts.get("reference", self._key) != self._key:
                raise BadInput(
                    "What was learned in {0} is another picture: give that, or a new folder.", folder.id
                )
            load_checkpoint(folder.checkpoint, tuning)
            try:
                self.step, self.seconds = int(facts["step"]), float(facts["seconds"])
                self._first = {str(name): float(value) for name, value in facts["first"].items()}
            except (KeyError, TypeError, ValueError, AttributeError):
                raise BadInput(
                    "{0} is damaged or not of a training run, which cannot go on from it.",
                    folder.checkpoint.name,
                ) from None

    def run(self, seconds: float, token: CancelToken) -> Iterator[Progress]:
        """Learn for so long or until the token is cancelled; yields about once a second.

        What was learned is kept every 20 s and at the end. Raises `BadInput` where the disk is full.
        """
        before, began = self.seconds, time.monotonic()
        recorded, saved = 0.0, 0.0
        recent: dict[str, list[float]] = defaultdict(list)  # of the last steps
        fresh: dict[str, list[float]] = defaultdict(list)  # since the last record
        with TrainingLog(self._folder.training) as log:
            last = False
            while not last:
                for name, loss in self._tuning.train_step(self.step).items():
                    recent[name] = [*recent[name][1 - _MEAN_STEPS :], loss]
                    fresh[name].append(loss)
                self.step += 1
                if self.step == _FIRST_STEPS:
                    self._first = _means(recent)
                spent = time.monotonic() - began
                self.seconds = before + spent
                last = spent >= seconds or token.cancelled
                if spent - recorded < _RECORD_SECONDS and not last:
                    continue
                steps = len(next(iter(fresh.values())))
                progress = Progress(
                    self.step,
                    self.seconds,
                    max(0.0, seconds - spent),
                    steps / (spent - recorded),
                    _means(fresh),
                )
                recorded = spent
                fresh.clear()
                if spent - saved >= _SAVE_SECONDS or last:
                    self._keep(_means(recent))
                    saved = spent
                log.write(progress)
                yield progress

    def _keep(self, figures: dict[str, float]) -> None:
        """Save the run and the model."""
        if not all(map(math.isfinite, figures.values())):
            raise BadInput(
                "The training came to nothing at step {0}; it can go on from what was kept before.", self.step
            )
        first = self._first or figures
        facts = {"step": self.step, "seconds": self.seconds, "first": first, "reference": self._key}
        save_checkpoint(self._folder.checkpoint, self._tuning, facts)
        learned = Learned(self.step, self.seconds, first, figures, self._licence)
        self._folder.keep_network(self._tuning.average, self._reference, learned)


def _means(losses: dict[str, list[float]]) -> dict[str, float]:
    return {name: float(np.mean(values)) for name, values in losses.items()}
