"""What the training commands share: options for every number of a recipe, a log, and pausing."""

import argparse
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch

from aipaint_desktop.engines.base.engine import Device
from recipes.run_command import add_run_options, begin_run, log_figures, wait_while
from tests.support.pretended_device import pretended


@dataclass(frozen=True)
class Recipe:
    minutes: float = 90
    learning_rate: float = 1e-3
    batch: int = 2


SCALES = {"shipped": Recipe(), "large": Recipe(minutes=8, batch=64)}


def test_every_number_of_a_recipe_is_an_option(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_run_options(parser, SCALES, keep_every=7)
    run = tmp_path / "runs" / "first"
    given = ["--run", str(run), "--learning-rate", "0.01", "--batch", "5"]
    options = parser.parse_args([*given, "--device", "cpu"])
    assert begin_run(options, SCALES) == Recipe(learning_rate=0.01, batch=5)
    assert run.is_dir()
    assert options.keep_every == 7
    options = parser.parse_args([*given, "--scale", "large"])
    assert begin_run(options, SCALES) == Recipe(minutes=8, learning_rate=0.01, batch=5)


@pytest.fixture
def plain_float32() -> Iterator[None]:
    torch.backends.cuda.matmul.allow_tf32 = False
    yield
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.benchmark = False


@pytest.mark.usefixtures("plain_float32")
def test_an_accelerator_keeps_every_minute_and_multiplies_in_tensorfloat(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_run_options(parser, SCALES, keep_every=7)
    with pretended("cuda", bf16=True):
        options = parser.parse_args(["--run", str(tmp_path), "--device", "cuda"])
        begin_run(options, SCALES)
    assert options.device == Device("cuda", "bf16")
    assert options.keep_every == 1
    assert torch.backends.cuda.matmul.allow_tf32


def test_figures_are_logged_line_by_line(tmp_path: Path) -> None:
    for step in (1, 2):
        log_figures(tmp_path / "steps.jsonl", {"step": step}, {"loss": 0.123456})
    lines = [json.loads(line) for line in (tmp_path / "steps.jsonl").read_text().splitlines()]
    assert lines == [{"step": 1, "loss": 0.1235}, {"step": 2, "loss": 0.1235}]


def test_a_pause_file_holds_the_run_until_it_is_gone(tmp_path: Path) -> None:
    pause = tmp_path / "PAUSE"
    pause.touch()
    waiting = threading.Thread(target=wait_while, args=(pause,))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    pause.unlink()
    waiting.join(5)
    assert not waiting.is_alive()
    wait_while(None)
