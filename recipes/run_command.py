"""What the commands that train a shipped network have in common: options, a log of steps, and giving way."""

import argparse
import json
import os
import time
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Recipe = TypeVar("Recipe", bound="DataclassInstance")


def add_run_options(parser: argparse.ArgumentParser, recipe: type[Recipe], *, keep_every: float) -> None:
    """Where the run is and how it behaves, and an option for every number of the recipe.

    keep_every: minutes between checkpoints, by default.
    """
    parser.add_argument("--run", type=Path, required=True, help="folder of the run; resumed if it holds one")
    parser.add_argument("--keep-every", type=float, default=keep_every, help="minutes between checkpoints")
    parser.add_argument("--pause-file", type=Path, help="training sleeps while this file exists")
    parser.add_argument("--idle", action="store_true", help="give way to everything else on this machine")
    for entry in fields(recipe):
        parser.add_argument(
            f"--{entry.name.replace('_', '-')}", type=type(entry.default), default=entry.default
        )


def begin_run(options: argparse.Namespace, recipe: type[Recipe]) -> Recipe:
    """The recipe that the options say; gives way if they want it, and makes the run's folder."""
    if options.idle:
        _give_way()
    options.run.mkdir(parents=True, exist_ok=True)
    return recipe(**{entry.name: getattr(options, entry.name) for entry in fields(recipe)})


def log_figures(path: Path, where: Mapping[str, float], figures: Mapping[str, float]) -> None:
    """Append a line of JSON to a file. where: of the run it is, written exactly; figures to four digits."""
    rounded = {name: float(f"{value:.4g}") for name, value in figures.items()}
    with path.open("a") as log:
        log.write(json.dumps({**where, **rounded}) + "\n")


def wait_while(pause_file: Path | None) -> None:
    """Sleep until the file is gone."""
    while pause_file is not None and pause_file.exists():
        time.sleep(1)


def _give_way() -> None:
    """To everything else on this machine, where the system knows how."""
    if hasattr(os, "sched_setscheduler"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
