"""What the commands that train a shipped network have in common: options, a log of steps, and giving way."""

import argparse
import json
import os
import time
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_type_hints

import torch

from aipaint_desktop.engines.computing.devices import AUTO, DEVICES, choose_device
from aipaint_desktop.paths import models

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Recipe = TypeVar("Recipe", bound="DataclassInstance")

_EVERY_ON_ACCELERATOR = 1.0  # minutes: what is lent may be taken away


def add_run_options(
    parser: argparse.ArgumentParser, scales: Mapping[str, Recipe], *, keep_every: float
) -> None:
    """Where the run is, what it computes on and how it behaves, and an option for every number of the recipe.

    scales: recipes to choose from by name, the first by default. keep_every: minutes between checkpoints on a CPU.
    """
    first, *_ = scales
    parser.add_argument("--run", type=Path, required=True, help="folder of the run; resumed if it holds one")
    parser.add_argument("--device", choices=DEVICES, default=AUTO, help="what to train on")
    parser.add_argument(
        "--scale", choices=tuple(scales), default=first, help="the recipe that other options depart from"
    )
    parser.add_argument(
        "--keep-every",
        type=float,
        help=f"minutes between checkpoints (by default {keep_every:g}, {_EVERY_ON_ACCELERATOR:g} on an accelerator)",
    )
    parser.add_argument("--pause-file", type=Path, help="training sleeps while this file exists")
    parser.add_argument("--idle", action="store_true", help="give way to everything else on this machine")
    parser.set_defaults(keep_every_on_cpu=keep_every)
    kinds = get_type_hints(type(scales[first]))
    for entry in fields(scales[first]):
        number = getattr(scales[first], entry.name)
        parser.add_argument(
            f"--{entry.name.replace('_', '-')}", type=kinds[entry.name], help=f"by default {number}"
        )


def add_vgg_option(parser: argparse.ArgumentParser) -> None:
    shipped = models() / "vgg16" / "vgg16.safetensors"
    parser.add_argument("--vgg", type=Path, default=shipped, help="VGG16 weights, safetensors")


def begin_run(options: argparse.Namespace, scales: Mapping[str, Recipe]) -> Recipe:
    """The recipe that the options say; chooses the device, gives way if they want it, and makes the run's folder.
    Raises `BadInput` where the device is not there."""
    options.device = choose_device(options.device, convolves=True)
    on_cpu = options.device.kind == "cpu"
    if options.keep_every is None:
        options.keep_every = options.keep_every_on_cpu if on_cpu else _EVERY_ON_ACCELERATOR
    if not on_cpu:
        # what stays in float32 needs no more than the ten bits that TensorFloat-32 keeps
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
    if options.idle:
        _give_way()
    options.run.mkdir(parents=True, exist_ok=True)
    recipe = scales[options.scale]
    given = {entry.name: getattr(options, entry.name) for entry in fields(recipe)}
    return replace(recipe, **{name: number for name, number in given.items() if number is not None})


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
