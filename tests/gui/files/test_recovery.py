"""Unsaved work after a crash, in the real window."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QDateTime, QLocale, QLockFile, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.files.journal.reading import holds_work, read_journal
from aipaint_desktop.files.journal.work import Work
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.geometry import Rect
from tests.full_document import assert_same, full_document
from tests.gui.conftest import seen
from tests.gui.fake_engine import FakeEngine

# A window that is painted on until its work is kept, and then killed.
CRASHING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.window.assembly import make_application, make_window

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
while recovery._kept is None:
    QTest.qWait(5)
os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
"""


Begin = Callable[[MainWindow], Recovery]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Recovery for a window, all in one folder."""
    begun: list[Recovery] = []

    def begin(window: MainWindow) -> Recovery:
        begun.append(Recovery(window, tmp_path / "kept"))
        bring_back(begun[-1])
        return begun[-1]

    yield begin
    for recovery in begun:
        recovery.end()


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix in (".journal", ".ora", ".zip"))


def bring_back(recovery: Recovery) -> bool:
    """Begin, and wait until what was left behind is back."""
    there = recovery.begin()
    settle(recovery)
    return there


def settle(recovery: Recovery) -> None:
    recovery._background._pool.waitForDone()
    QApplication.processEvents()


def keep(recovery: Recovery) -> None:
    """Keep what is on the canvas, and wait until that is done."""
    recovery.keep()
    settle(recovery)


def leave_work(folder: Path, document: Document, name: str = "1.journal", **more: Any) -> None:
    folder.mkdir(exist_ok=True)
    Journal(folder / name).keep(Work(document.state, "Meadow", **more))


def test_a_killed_program_leaves_its_work_to_the_next_start(window: MainWindow, tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", CRASHING, str(tmp_path)], check=False, timeout=120)
    assert killed.returncode != 0
    assert kept(tmp_path) == ["1.journal"]
    recovery = Recovery(window, tmp_path)
    assert bring_back(recovery)
    assert (seen(window) == 85).all()
    assert "is back" in window.messages.text
    assert window.files.unsaved
    assert window.isWindowModified()
    assert not window.files.untouched
    keep(recovery)
    assert kept(tmp_path) == ["1.journal"]  # until it is saved or not wanted
    window.close()
    recovery.end()
    assert kept(tmp_path) == []


def test_everything_comes_back(window: MainWindow, begin: Begin, tmp_path: Path) -> None:
    document = full_document()
    leave_work(tmp_path / "kept", document)
    window.messages.add_note("Something else.")
    begin(window)
    assert window.messages.text.startswith("Something else.\n")
    assert_same(window.canvas.document.state, document.state)
    assert window.files.name == "Meadow"


def test_work_is_kept_once_and_let_go_when_it_is_saved(
    window: MainWindow, begin: Begin, draw: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "kept"
    recovery = begin(window)
    keep(recovery)
    assert kept(folder) == []  # nobody has painted yet
    draw()
    keep(recovery)
    assert kept(folder) == ["1.journal"]
    written = (folder / "1.journal").stat().st_mtime_ns
    keep(recovery)
    assert (folder / "1.journal").stat().st_mtime_ns == written
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "a.jpg", 90, provenance=False))
    keep(recovery)
    assert kept(folder) == ["1.journal"]  # the layers are in no file yet
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(tmp_path / "a.ora")
    keep(recovery)
    assert not holds_work(folder / "1.journal")
    recovery.end()
    assert kept(folder) == []


def test_it_is_kept_soon_after_a_change_in_the_middle_of_a_stroke_too(
    window: MainWindow, begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    recovery = begin(window)
    document = window.canvas.document
    edit = document.begin_edit("Stroke")
    for value in (50, 90):
        edit.write(Rect(0, 0, 20, 20), np.full((20, 20, 4), value, np.uint8))
        assert recovery._due.isActive()
        assert recovery._due.remainingTime() <= 1500
        qtbot.waitUntil(lambda: recovery._kept is not None and recovery._kept.state is document.state)
        work, _journal = read_journal(tmp_path / "kept" / "1.journal")
        assert work.state.active.tiles.read(Rect(5, 5, 1, 1)).max() == value
    edit.cancel()


def test_what_is_painted_while_it_is_written_is_kept_next(
    window: MainWindow, begin: Begin, qtbot: QtBot
) -> None:
    recovery = begin(window)
    document = window.canvas.document
    document.add_layer("One")
    recovery.keep()
    document.add_layer("Two")
    qtbot.waitUntil(lambda: recovery._kept is not None and recovery._kept.state is document.state)


def test_when_it_was_and_how_it_looks_is_told(window: MainWindow, begin: Begin, tmp_path: Path) -> None:
    when = QDateTime(2026, 5, 3, 14, 32, 0)
    leave_work(tmp_path / "kept", full_document(), when=when.toSecsSinceEpoch())
    begin(window)
    assert QLocale().toString(when, QLocale.FormatType.ShortFormat) in window.messages.text
    shown = window.messages.findChild(QLabel, "picture")
    assert shown.isVisible()
    assert shown.pixmap().width() == 96
    window.messages.show_note("Something else.")
    assert not shown.isVisible()


def test_work_on_a_file_goes_back_into_it(
    make_window: Callable[[], MainWindow], begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Meadow.ora"
    window = make_window()
    recovery = begin(window)
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(file)
    window.canvas.document.add_layer("Mine")
    keep(recovery)
    recovery.end()
    window = make_window()
    begin(window)
    assert window.canvas.document.active.name == "Mine"
    assert "Meadow" in window.windowTitle()
    assert window.files.unsaved
    with qtbot.waitSignal(window.files.saved):
        window.files.save()  # and asks nothing
    assert not window.files.unsaved


def test_what_was_being_painted_is_offered_again(
    make_window: Callable[[], MainWindow], begin: Begin, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold.clear()
    window = make_window()
    recovery = begin(window)
    document = window.canvas.document
    document.add_layer("Hills")
    document.begin_edit("Stroke").write(Rect(0, 0, 90, 90), np.full((90, 90, 4), 200, np.uint8))
    window.references.choose(["red"])
    with qtbot.waitSignal(window.workspace.painting.started):
        window.paint()
    qtbot.waitUntil(lambda: len(engine.requests) == 1)
    document.add_layer("Above")  # while it is painted
    keep(recovery)
    recovery.end()  # as in a crash: nothing ends the job
    engine.hold.set()
    request = engine.requests[-1]
    again = make_window()
    begin(again)
    assert "interrupted" in again.messages.text
    assert "Red" in again.messages.text
    button = next(each for each in again.messages.findChildren(QPushButton) if each.isVisible())
    steps = len(again.canvas.document.history.names)
    with qtbot.waitSignal(again.workspace.painting.painted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert engine.requests[-1] == request
    assert engine.requests[-1] is not request
    names = [layer.name for layer in again.canvas.document.layers]
    assert names.index("Hills") + 1 == names.index("Above") - 1  # the result lies between
    assert len(again.canvas.document.history.names) == steps + 1
    assert not again.messages.findChildren(QPushButton)[0].isVisible()


def test_a_job_that_ended_is_not_offered(
    make_window: Callable[[], MainWindow], begin: Begin, qtbot: QtBot
) -> None:
    window = make_window()
    recovery = begin(window)
    window.references.choose(["red"])
    with qtbot.waitSignal(window.workspace.painting.painted):
        window.paint()
    keep(recovery)
    recovery.end()
    window = make_window()
    begin(window)
    assert "interrupted" not in window.messages.text
    assert isinstance(window.canvas.document.layers[-1].provenance, EngineRun)


def test_a_file_that_is_open_in_another_window_is_told_of(
    make_window: Callable[[], MainWindow], begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Meadow.ora"
    first, second = make_window(), make_window()
    recovery = begin(first)
    begin(second)
    with qtbot.waitSignal(first.files.saved):
        first.files.save_to(file)
    with qtbot.waitSignal(second.files.opened):
        second.files.open(file)
    assert "open in another window" in second.messages.text
    recovery.end()
    with qtbot.waitSignal(second.files.opened):
        second.files.open(tmp_path / "red.png")
    second.messages.hide()
    with qtbot.waitSignal(second.files.opened):
        second.files.open(file)
    assert not second.messages.text


def test_a_large_picture_is_kept_before_its_first_stroke_and_does_not_come_back(
    window: MainWindow, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aipaint_desktop.ui.files.recovery._MANY_TILES", 3)
    recovery = begin(window)
    window.files.start_with(full_document(400, 400))
    settle(recovery)
    journal = tmp_path / "kept" / "1.journal"
    before = journal.stat().st_size
    assert not holds_work(journal)
    window.canvas.document.add_layer("Mine")
    keep(recovery)
    assert journal.stat().st_size - before < 10_000
    assert read_journal(journal)[0].state.active.name == "Mine"


def test_two_windows_keep_their_work_apart(
    make_window: Callable[[], MainWindow], begin: Begin, tmp_path: Path
) -> None:
    for window in (make_window(), make_window()):
        recovery = begin(window)
        window.canvas.document.add_layer("Mine")
        keep(recovery)
    assert kept(tmp_path / "kept") == ["1.journal", "2.journal"]


def test_of_several_that_were_left_each_comes_back_at_its_start(
    make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    for name, colour in (("1.journal", 50), ("3.journal", 90)):
        document = Document(20, 10)
        document.paste_image(np.full((10, 20, 3), colour, np.uint8), "Mine")
        leave_work(tmp_path, document, name)
    for colour in (50, 90):
        window = make_window()
        recovery = Recovery(window, tmp_path)
        assert bring_back(recovery)
        assert (seen(window) == colour).all()
        window.close()
        recovery.end()
    assert kept(tmp_path) == []


def test_a_picture_that_is_asked_for_leaves_the_lost_work_where_it_is(
    window: MainWindow, tmp_path: Path, draw: Callable[[], None]
) -> None:
    leave_work(tmp_path, full_document())
    before = (tmp_path / "1.journal").read_bytes()
    recovery = Recovery(window, tmp_path)
    assert not recovery.begin(bring_back=False)
    draw()
    keep(recovery)
    assert kept(tmp_path) == ["1.journal", "2.journal"]
    window.close()
    recovery.end()
    assert (tmp_path / "1.journal").read_bytes() == before


def test_work_of_the_version_before_comes_back(window: MainWindow, begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    document = full_document()
    OraWriter().write(folder / "1.ora", document.state, "Meadow", preview=False)
    recovery = begin(window)
    assert_same(window.canvas.document.state, document.state)
    keep(recovery)
    assert kept(folder) == ["1.journal"]


def test_work_of_an_earlier_version_comes_back(window: MainWindow, tmp_path: Path) -> None:
    sheet = io.BytesIO()
    Image.new("RGBA", (128, 128), (9, 99, 199, 255)).save(sheet, "PNG")
    layers = [{"name": "Hills", "visible": True, "opacity": 1.0, "paper": False, "left": 0, "top": 0}]
    empty = {**layers[0], "name": "Empty"}
    described = {
        "format": 1,
        "name": "Meadow",
        "width": 100,
        "height": 80,
        "active": 0,
        "layers": [*layers, empty],
        "pictures": 0,
        "made_by": {"format": 1, "layers": [{"name": "Hills", "made_by": "hand"}] * 2},
    }
    with zipfile.ZipFile(tmp_path / "1.zip", "w") as file:
        file.writestr("document.json", json.dumps(described))
        file.writestr("layers/0.png", sheet.getvalue())
        file.writestr("layers/1.png", b"")
    recovery = Recovery(window, tmp_path)
    assert bring_back(recovery)
    assert (seen(window) == (9, 99, 199)).all()
    assert window.canvas.document.active.name == "Hills"
    keep(recovery)
    assert kept(tmp_path) == ["1.journal"]
    window.close()
    recovery.end()


def flipped(content: bytes) -> bytes:
    at = content.rindex(b"stack.xml") - 100  # in the only state
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("broken", [flipped, lambda content: content[99:], lambda _: b"work"])
def test_broken_work_is_told_of_and_set_aside(
    window: MainWindow, tmp_path: Path, broken: Callable[[bytes], bytes], draw: Callable[[], None]
) -> None:
    leave_work(tmp_path, full_document())
    content = broken((tmp_path / "1.journal").read_bytes())
    (tmp_path / "1.journal").write_bytes(content)
    recovery = Recovery(window, tmp_path)
    bring_back(recovery)
    assert not window.files.unsaved
    (aside,) = tmp_path.glob("damaged *.journal")
    assert str(aside) in window.messages.error
    draw()
    keep(recovery)
    assert (tmp_path / "1.journal").exists()
    window.close()
    recovery.end()
    assert aside.read_bytes() == content


@pytest.mark.parametrize("share", [0, 0.001, 0.5])
def test_a_program_that_died_before_it_had_kept_anything_left_nothing(
    window: MainWindow, tmp_path: Path, share: float, draw: Callable[[], None]
) -> None:
    leave_work(tmp_path, full_document())
    content = (tmp_path / "1.journal").read_bytes()
    (tmp_path / "1.journal").write_bytes(content[: round(share * len(content))])
    recovery = Recovery(window, tmp_path)
    assert not bring_back(recovery)
    assert not window.messages.text
    draw()
    keep(recovery)
    assert kept(tmp_path) == ["1.journal"]
    window.close()
    recovery.end()


def test_work_of_which_a_part_is_broken_comes_back_and_the_file_stays(
    window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    leave_work(folder, full_document())
    content = bytearray((folder / "1.journal").read_bytes())
    content[100] ^= 255  # in the first tile
    (folder / "1.journal").write_bytes(content)
    begin(window)
    assert len(window.canvas.document.layers) == 4
    (aside,) = folder.glob("damaged *.journal")
    assert aside.read_bytes() == content
    assert "damaged" in window.messages.error


def test_a_folder_in_its_place_is_set_aside(window: MainWindow, begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    (folder / "1.journal" / "within").mkdir(parents=True)
    recovery = begin(window)
    assert window.messages.error
    window.canvas.document.add_layer("Mine")
    keep(recovery)
    assert (folder / "1.journal").is_file()
    assert len([*folder.glob("damaged */within")]) == 1


def test_what_cannot_be_set_aside_is_left_alone(
    window: MainWindow, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "1.journal").write_bytes(b"work")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    recovery = begin(window)
    assert "1.journal" in window.messages.error
    window.canvas.document.add_layer("Mine")
    keep(recovery)
    assert (folder / "1.journal").read_bytes() == b"work"
    assert (folder / "2.journal").exists()


def test_a_lock_of_another_host_is_respected_until_nobody_has_touched_it_for_long(
    make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    leave_work(tmp_path, full_document())
    lock = tmp_path / "1.lock"
    lock.write_text("4711\nAIPaint\nanother-host\nmachine\nboot\n")
    window = make_window()
    recovery = Recovery(window, tmp_path)
    assert not recovery.begin()
    assert recovery._place is not None
    assert recovery._place.path.name == "2.journal"
    assert "another-host" in window.messages.text
    window.close()
    recovery.end()
    old = lock.stat().st_mtime - 3600
    os.utime(lock, (old, old))
    window = make_window()
    recovery = Recovery(window, tmp_path)
    assert bring_back(recovery)
    window.close()
    recovery.end()


def test_where_it_cannot_be_kept_that_is_told_once_and_again_when_it_can(
    window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.write_text("a file in the way of the folder")
    recovery = begin(window)
    assert "cannot be kept" in window.messages.error  # before anything is painted
    window.messages.hide()
    window.canvas.document.add_layer("Mine")
    keep(recovery)
    assert not window.messages.text
    folder.unlink()
    keep(recovery)
    assert "kept again" in window.messages.text
    assert kept(folder) == ["1.journal"]


def test_a_full_disk_is_told_once_and_what_was_kept_stays(
    window: MainWindow, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    recovery = begin(window)
    window.canvas.document.add_layer("Mine")
    keep(recovery)
    before = (folder / "1.journal").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        for _ in range(2):
            window.messages.hide()
            window.canvas.document.add_layer("More")
            keep(recovery)
        assert not window.messages.text
    assert (folder / "1.journal").read_bytes() == before
    keep(recovery)
    assert "kept again" in window.messages.text


def test_what_was_begun_before_earlier_work_was_read_is_not_replaced(
    window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    leave_work(folder, full_document())
    before = (folder / "1.journal").read_bytes()
    recovery = Recovery(window, folder)
    assert recovery.begin()
    window.canvas.document.add_layer("Mine")
    settle(recovery)
    assert window.canvas.document.active.name == "Mine"
    assert "next start" in window.messages.text
    keep(recovery)
    assert (folder / "1.journal").read_bytes() == before
    assert read_journal(folder / "2.journal")[0].state.active.name == "Mine"
    window.close()
    recovery.end()
    assert kept(folder) == ["1.journal"]


def test_closing_before_earlier_work_was_read_leaves_it(window: MainWindow, tmp_path: Path) -> None:
    leave_work(tmp_path, full_document())
    recovery = Recovery(window, tmp_path)
    recovery.begin()
    window.close()
    recovery.end()
    assert kept(tmp_path) == ["1.journal"]
    assert not (tmp_path / "1.lock").exists()


def test_work_that_nobody_gave_up_stays_when_the_program_ends(window: MainWindow, tmp_path: Path) -> None:
    recovery = Recovery(window, tmp_path)
    recovery.begin()
    window.canvas.document.add_layer("Mine")
    recovery.end()  # as when the session ends without anybody closing the window
    assert kept(tmp_path) == ["1.journal"]
    assert read_journal(tmp_path / "1.journal")[0].state.active.name == "Mine"


def test_the_file_is_held_as_long_as_the_window_is_there(window: MainWindow, tmp_path: Path) -> None:
    recovery = Recovery(window, tmp_path)
    recovery.begin()
    other = QLockFile(str(tmp_path / "1.lock"))
    other.setStaleLockTime(0)
    assert not other.tryLock(0)
    recovery.end()
    assert other.tryLock(0)
