"""Unsaved work after a crash, in the real window."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.main_window import MainWindow
from tests.gui.conftest import seen

# A window that is painted on until its work is kept, and then killed.
CRASHING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.studio import make_application, make_window

folder = Path(sys.argv[1])
app = make_application()
window = make_window(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
recovery = Recovery(window, folder)
recovery.begin()
document = window.canvas.document
pixels = document.composite()
pixels[..., :3] = 85
document.begin_edit("Brush").write(document.rect, pixels)
recovery.keep()
while not (folder / "1.zip").exists():
    QTest.qWait(5)
os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
"""


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[[MainWindow], Recovery]]:
    """Recovery for a window, all in one folder."""
    begun: list[Recovery] = []

    def begin(window: MainWindow) -> Recovery:
        begun.append(Recovery(window, tmp_path))
        begun[-1].begin()
        return begun[-1]

    yield begin
    for recovery in begun:
        recovery.end()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.zip"))


def test_a_killed_program_leaves_its_work_to_the_next_start(window: MainWindow, tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", CRASHING, str(tmp_path)], check=False, timeout=120)
    assert killed.returncode != 0
    assert files(tmp_path) == ["1.zip"]
    recovery = Recovery(window, tmp_path)
    assert recovery.begin()
    assert (seen(window) == 85).all()
    assert "is back" in window.messages.text
    assert window.files.unsaved
    assert window.isWindowModified()
    assert not window.files.untouched
    recovery.keep()
    assert files(tmp_path) == ["1.zip"]  # until it is exported or not wanted
    recovery.end()
    assert files(tmp_path) == []


def test_work_is_kept_once_and_let_go_when_it_is_exported(
    window: MainWindow,
    begin: Callable[[MainWindow], Recovery],
    draw: Callable[[], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    recovery = begin(window)
    recovery.keep()
    assert files(tmp_path) == []  # nobody has painted yet
    draw()
    recovery.keep()
    qtbot.waitUntil(lambda: files(tmp_path) == ["1.zip"] and not recovery._writing)
    written = (tmp_path / "1.zip").stat().st_mtime_ns
    recovery.keep()
    recovery._background._pool.waitForDone()
    assert (tmp_path / "1.zip").stat().st_mtime_ns == written
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "a.png", 90, provenance=False))
    recovery.keep()
    assert files(tmp_path) == []


def test_two_windows_keep_their_work_apart(
    make_window: Callable[[], MainWindow],
    begin: Callable[[MainWindow], Recovery],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    for window in (make_window(), make_window()):
        recovery = begin(window)
        window.canvas.document.add_layer("Mine")
        recovery.keep()
    qtbot.waitUntil(lambda: files(tmp_path) == ["1.zip", "2.zip"])


def test_a_picture_that_is_asked_for_leaves_the_lost_work_where_it_is(
    window: MainWindow, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    (tmp_path / "1.zip").write_bytes(b"work")
    recovery = Recovery(window, tmp_path)
    assert not recovery.begin(bring_back=False)
    draw()
    recovery.keep()
    qtbot.waitUntil(lambda: files(tmp_path) == ["1.zip", "2.zip"])
    recovery.end()
    assert (tmp_path / "1.zip").read_bytes() == b"work"


def test_damaged_work_is_told_of_and_the_window_goes_on(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "1.zip").write_bytes(b"work")
    recovery = Recovery(window, tmp_path)
    assert not recovery.begin()
    assert "cannot be brought back" in window.messages.error
    recovery.end()


def test_where_it_cannot_be_kept_that_is_told_once(
    window: MainWindow, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    recovery = Recovery(window, folder)
    recovery.begin()
    (folder / "1.zip").mkdir()  # in the way
    draw()
    recovery.keep()
    qtbot.waitUntil(lambda: "cannot be kept" in window.messages.error)
    window.messages.hide()
    recovery.keep()
    recovery._background._pool.waitForDone()
    qtbot.wait(10)
    assert not window.messages.isVisible()
    recovery.end()


def test_a_folder_that_is_not_there_stops_nothing(window: MainWindow, tmp_path: Path) -> None:
    recovery = Recovery(window, tmp_path / "nowhere")
    assert not recovery.begin()
    recovery.keep()
    recovery.end()


def test_the_file_is_held_as_long_as_the_window_is_there(window: MainWindow, tmp_path: Path) -> None:
    recovery = Recovery(window, tmp_path)
    recovery.begin()
    other = QLockFile(str(tmp_path / "1.lock"))
    other.setStaleLockTime(0)
    assert not other.tryLock(0)
    recovery.end()
    assert other.tryLock(0)
