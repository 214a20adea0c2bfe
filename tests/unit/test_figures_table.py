"""The tables that `python -m tests.bench` and `python -m tests.quality` print."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import figures_table
from tests.bench.__main__ import scripts as benches
from tests.figures_table import ROOT, Script, figures_in, show
from tests.quality.__main__ import scripts as qualities


def test_every_script_that_can_be_started_is_in_a_table() -> None:
    for folder, listed in (("bench", benches()), ("quality", qualities())):
        startable = {
            path.stem
            for path in (ROOT / "tests" / folder).glob("*.py")
            if path.stem != "__main__" and "\n    main()" in path.read_text(encoding="utf-8")
        }
        assert {script.name for script in listed} == startable


def test_figures_are_read_from_json_and_from_words() -> None:
    said = """V = 0.73 s on 2 threads
fast 768×576 {"longest": 0.2, "runs": {"ended": 3}}
{
  "512 px": 0.47
}
40 px hard, idle             p50    1.2 ms   p99    3.4 ms
faithful
"""
    assert list(figures_in(said)) == [
        ("V", "0.73 s on 2 threads"),
        ("fast 768×576, longest", "0.2"),
        ("fast 768×576, runs, ended", "3"),
        ("512 px", "0.47"),
        ("40 px hard, idle", "p50 1.2 ms p99 3.4 ms"),
    ]


def test_a_table_has_what_was_measured_skipped_and_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "quick.py").write_text("print('{\"seconds\": 2}')")
    (tmp_path / "broken.py").write_text('print("seconds  1"); raise SystemExit("no pictures")')
    monkeypatch.setattr(figures_table, "ROOT", tmp_path)
    well = show(
        [
            Script("quick", asked={"seconds": "3"}),
            Script("quick", [tmp_path / "photos"]),
            Script("quick", missing=["--app"]),
            Script("broken"),
        ]
    )
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert not well
    assert rows == [
        ["script", "figure", "value", "asked"],
        ["quick", "seconds", "2", "3"],
        ["quick", "skipped:", "needs", str(tmp_path / "photos")],
        ["quick", "skipped:", "needs", "--app"],
        ["broken", "seconds", "1"],
        ["broken", "FAILED:", "no", "pictures"],
    ]


@pytest.mark.parametrize("folder", ["bench", "quality"])
def test_each_table_has_one_command(folder: str) -> None:
    command = [sys.executable, "-m", f"tests.{folder}", "--help"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert f"python -m tests.{folder}" in done.stdout
