"""The packaging command."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "build" / "package.py"


@pytest.mark.parametrize(("edition", "torch"), [("cpu", "+cpu"), ("full", "torch===")])
def test_a_dry_run_lists_every_step_and_does_none(edition: str, torch: str) -> None:
    command = [sys.executable, SCRIPT, "--edition", edition, "--dry-run"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    steps = told.splitlines()
    assert torch in steps[1] or sys.platform != "linux"
    assert steps[-2].endswith(f"{edition}.tar.zst")
    assert "self-test" in steps[-1]
    assert f"{len(steps)}/{len(steps)}" in steps[-1]


def test_an_unknown_edition_is_refused() -> None:
    command = [sys.executable, SCRIPT, "--edition", "gold"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "gold" in told.stderr
