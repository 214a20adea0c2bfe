"""Whatever goes wrong beside the window, what was pressed is answered and the next press works."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace import picture_files
from tests.gui.conftest import picture_file
from tests.gui.paint.test_painting import paint, press_paint

ERRORS = [RuntimeError("broken"), MemoryError(), RecursionError("too deep"), ImportError("no libtorch")]
pytestmark = pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)


def failing(error: BaseException) -> object:
    def fail(*_arguments: object, **_named: object) -> None:
        raise error

    return fail


def test_paint(
    window: MainWindow,
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    qtbot: QtBot,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(window.workspace.pictures, "read", failing(error))
        press_paint(window)
        qtbot.waitUntil(lambda: window.messages.error != "")
    assert not window.workspace.painting.busy
    assert {record.exc_info[1] for record in caplog.records if record.exc_info} == {error}
    paint(window, qtbot)


def test_open_and_export(
    window: MainWindow, error: BaseException, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    path = picture_file(tmp_path / "sea.png", (0, 80, 120))
    with monkeypatch.context() as broken:
        broken.setattr(picture_files, "open_picture", failing(error))
        window.files.open(path)
        qtbot.waitUntil(lambda: window.messages.error != "")
        window.messages.hide()
        broken.setattr(picture_files, "save_picture", failing(error))
        window.files.export(ExportChoice(tmp_path / "out.png", quality=92, provenance=True))
        qtbot.waitUntil(lambda: window.messages.error != "")
    with qtbot.waitSignal(window.files.opened):
        window.files.open(path)
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "out.png", quality=92, provenance=True))


def test_autosave_goes_on(
    window: MainWindow, error: BaseException, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    recovery = Recovery(window, tmp_path / "kept")
    recovery.begin()
    window.canvas.document.add_layer("Work")
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "keep", failing(error))
        recovery.keep()
        qtbot.waitUntil(lambda: "cannot be kept" in window.messages.error)
    recovery.keep()
    qtbot.waitUntil(lambda: (tmp_path / "kept" / "1.journal").exists())
    recovery.end()
