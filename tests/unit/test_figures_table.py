"""The tables that `python -m tests.bench` and `python -m tests.quality` print."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import figures_table
from tests.bench.__main__ import scripts as benches
from tests.figures_table import FIGURES, ROOT, Script, figures_in, keep, show
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


PAGE = """# Figures

<!-- bench -->
| script | figure | value | asked | measured |
|---|---|---|---|---|
| quick | seconds | 9 |  | then |
| quick | old | 9 |  | then |
| quick --more | seconds | 5 |  | then |
<!-- end -->

<!-- quality -->
| script | figure | value | asked | measured |
|---|---|---|---|---|
<!-- end -->
"""


def test_figures_take_the_place_of_the_same_scripts_older_ones(tmp_path: Path) -> None:
    page = tmp_path / "figures.md"
    page.write_text(PAGE, encoding="utf-8")
    quick = Script("tests.bench.quick", ["--weights", tmp_path], {"seconds": "3"})
    keep(page, "bench", quick, [("seconds", "2"), ("a|b", "1")])
    keep(page, "quality", Script("tests.quality.good", ["gan"]), [("agreement", "0.9")])
    rows = [
        line for line in page.read_text(encoding="utf-8").splitlines() if "quick" in line or "good" in line
    ]
    assert [row.rpartition(" | ")[0] for row in rows] == [
        "| quick | seconds | 2 | 3",
        "| quick | a/b | 1 | ",
        "| quick --more | seconds | 5 | ",
        "| good gan | agreement | 0.9 | ",
    ]
    assert "cores" in rows[0]
    assert rows[2].endswith("| then |")
    assert page.read_text(encoding="utf-8").count("<!-- end -->") == 2


def test_only_what_was_measured_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quick.py").write_text("print('{\"seconds\": 2}')")
    (tmp_path / "broken.py").write_text('print("seconds  1"); raise SystemExit("no pictures")')
    page = tmp_path / "figures.md"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(figures_table, "ROOT", tmp_path)
    monkeypatch.setattr(figures_table, "FIGURES", page)
    show([Script("quick")])
    assert page.read_text(encoding="utf-8") == PAGE
    show([Script("quick"), Script("broken"), Script("quick", ["--more"], missing=["--app"])], "bench")
    text = page.read_text(encoding="utf-8")
    assert "| quick | seconds | 2 |" in text
    assert "broken" not in text
    assert "| quick --more | seconds | 5 |" in text


def test_every_figure_that_is_kept_is_of_a_script_in_a_table() -> None:
    """Scripts that are told something else know their figures by another title."""
    parts = FIGURES.read_text(encoding="utf-8").split("<!-- end -->")
    for part, scripts in zip(parts, (benches(), qualities(Path("data"))), strict=False):
        rows = [
            line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| script")
        ]
        assert rows
        assert {row.split(" | ")[0].removeprefix("| ") for row in rows} <= {
            script.title for script in scripts
        }


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
