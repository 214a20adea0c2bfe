"""A training run and its records: figures, check-points, sheets, and what it hands back in its folder.

training.pt                      to go on from
weights.safetensors              float16, as they ship
steps.jsonl, curves.csv, .png    the figures
sheet-<step>.png, sheet.png      what the network makes, the last one
run.txt                          recipe, device, samples and minutes
"""

import argparse
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import describe
from recipes.checkpoints import CHECKPOINT
from recipes.curves import write_curves
from recipes.run_command import log_figures, wait_while

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_LOGGED = 10  # steps from one line of the log to the next


class Training(Protocol):
    """A run in progress. samples: pictures it has trained on. progress: 0 at the start, 1 at the end."""

    device: Device
    step: int
    seconds: float

    @property
    def recipe(self) -> "DataclassInstance": ...
    @property
    def samples(self) -> int: ...
    @property
    def progress(self) -> float: ...
    def run(self) -> Iterator[dict[str, float]]: ...
    def save(self, folder: Path) -> None: ...
    def resume(self, folder: Path) -> None: ...


def goes_on(options: argparse.Namespace) -> bool:
    """Tell whether the run's folder holds one that can go on."""
    folder: Path = options.run
    return (folder / CHECKPOINT).exists()


def train_to_the_end(
    training: Training, options: argparse.Namespace, write_sheet: Callable[[Path], dict[str, float] | None]
) -> None:
    """Train, and keep figures, check-points and sheets in the run's folder. write_sheet: draws one, and may measure
    what is on it, which is kept in judged.jsonl."""
    folder: Path = options.run
    kept = time.monotonic()
    for figures in training.run():
        if training.step % _LOGGED == 0 or training.step == 1 or training.progress == 1:
            log_figures(folder / "steps.jsonl", _where(training), figures)
        if time.monotonic() - kept > 60 * options.keep_every or training.progress == 1:
            training.save(folder)
            sheet = folder / f"sheet-{training.step:06}.png"
            judged = write_sheet(sheet)
            if judged:
                log_figures(folder / "judged.jsonl", _where(training), judged)
            shutil.copyfile(sheet, folder / "sheet.png")
            write_curves(folder / "steps.jsonl", folder / "curves.csv", folder / "curves.png")
            (folder / "run.txt").write_text(_account(training), encoding="utf-8")
            kept = time.monotonic()
        wait_while(options.pause_file)


def _where(training: Training) -> dict[str, float]:
    return {"step": training.step, "samples": training.samples, "seconds": round(training.seconds)}


def _account(training: Training) -> str:
    facts: dict[str, Any] = {
        "device": f"{describe(training.device)}, {training.device.precision}",
        "samples": training.samples,
        "steps": training.step,
        "minutes": round(training.seconds / 60, 2),
        "recipe": json.dumps(asdict(training.recipe)),
    }
    return "".join(f"{name}: {fact}\n" for name, fact in facts.items())
