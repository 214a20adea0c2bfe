"""The rotating log and the trace of a crash."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from aipaint_desktop.ui.faults import log
from aipaint_desktop.ui.faults.crash_trace import CRASH_FILE, CrashTrace


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    handler = log.keep_log(tmp_path)
    yield tmp_path
    log.forget_log(handler)


def test_what_python_and_qt_say_is_in_the_log(kept: Path) -> None:
    logging.getLogger("aipaint_desktop.somewhere").info("from Python")
    qWarning("from Qt")
    written = "\n".join(log.last_lines(kept, 10))
    assert "from Python" in written
    assert "from Qt" in written


def test_the_log_does_not_grow_without_end(kept: Path) -> None:
    for _ in range(3000):
        logging.getLogger("aipaint_desktop").warning("x" * 1000)
    files = list(kept.glob("aipaint.log*"))
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) < 2**20 + 10_000


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    log.forget_log(log.keep_log(nowhere))
    trace = CrashTrace(nowhere)
    assert trace.left_behind == ""
    trace.close()
    assert log.last_lines(nowhere, 5) == []


def test_the_trace_of_a_crash_is_found_at_the_next_start_and_only_then(tmp_path: Path) -> None:
    code = (
        "import ctypes, sys; from pathlib import Path;"
        "from aipaint_desktop.ui.faults.crash_trace import CrashTrace;"
        "trace = CrashTrace(Path(sys.argv[1])); ctypes.string_at(0)"
    )
    crashed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False)
    assert crashed.returncode != 0
    for expected in (True, False):
        trace = CrashTrace(tmp_path)
        trace.close()
        assert ("string_at" in trace.left_behind) is expected


def test_an_orderly_end_leaves_no_trace(tmp_path: Path) -> None:
    CrashTrace(tmp_path).close()
    assert (tmp_path / CRASH_FILE).read_text() == ""


def test_the_home_folder_is_not_in_the_log(kept: Path, home: Path) -> None:
    logging.getLogger("aipaint_desktop.x").warning("%s is missing", home / "Pictures" / "a.png")
    (line,) = log.last_lines(kept, 5)
    assert line.endswith("~/Pictures/a.png is missing")
