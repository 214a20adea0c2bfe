"""Running a program with nothing around it."""

import subprocess
import sys
from pathlib import Path

import pytest

import isolated_run

needs_namespaces = pytest.mark.skipif(
    not isolated_run.can_isolate(), reason="namespaces of one's own are not allowed here"
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the commands are those of Linux")


def test_home_and_path_are_empty_and_nothing_else_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    said = isolated_run.run(["/usr/bin/env"], hidden=[], display=":7").splitlines()
    variables = dict(line.split("=", 1) for line in said)
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "XDG_CONFIG_HOME"} & set(variables)
    assert variables["DISPLAY"] == ":7"
    assert variables["PATH"].startswith(variables["HOME"])


@needs_namespaces
def test_hidden_folders_are_empty_and_there_is_no_network(tmp_path: Path) -> None:
    (tmp_path / "source.py").touch()
    script = f"ls -A {tmp_path}; grep -c : /proc/net/dev"
    said = isolated_run.run(["/bin/sh", "-c", f"PATH=/bin:/usr/bin; {script}"], hidden=[tmp_path])
    assert said.split() == ["1"]  # the loopback alone
    assert (tmp_path / "source.py").exists()


def test_a_program_that_fails_is_told() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        isolated_run.run(["/bin/false"], hidden=[])
