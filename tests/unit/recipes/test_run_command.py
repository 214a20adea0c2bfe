"""What the training commands share: options for every number of a recipe, a log, and pausing."""

import argparse
import json
import threading
from dataclasses import dataclass
from pathlib import Path

from recipes.run_command import add_run_options, begin_run, log_figures, wait_while


@dataclass(frozen=True)
class Recipe:
    minutes: float = 90
    learning_rate: float = 1e-3
    batch: int = 2


def test_every_number_of_a_recipe_is_an_option(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_run_options(parser, Recipe, keep_every=7)
    run = tmp_path / "runs" / "first"
    options = parser.parse_args(["--run", str(run), "--learning-rate", "0.01", "--batch", "5"])
    assert begin_run(options, Recipe) == Recipe(learning_rate=0.01, batch=5)
    assert run.is_dir()
    assert options.keep_every == 7


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
