"""A sample of what `tests.quality.killed` proves: a program that is killed at any moment loses next to nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="its rounds are copies of one process")
def test_what_was_painted_comes_back_after_each_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.quality.killed", "--rounds", str(ROUNDS), "--home", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(rf"killed {ROUNDS} times; at most \d+\.\d\d s of painting were lost", run.stdout)
