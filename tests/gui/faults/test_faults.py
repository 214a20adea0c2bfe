"""Faults that nobody foresaw, in the running window."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.faults.fault_dialog import FaultDialog
from aipaint_desktop.ui.faults.faults import Faults
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.refusal import Sentence


@pytest.fixture
def faults(window: MainWindow, tmp_path: Path) -> Iterator[Faults]:
    logging.getLogger("aipaint_desktop.ui.faults.faults").setLevel(logging.CRITICAL)
    faults = Faults(window, tmp_path)
    yield faults
    faults.close()


def stumble(words: str = "the brush broke") -> None:
    raise RuntimeError(words)


def shown(faults: Faults, qtbot: QtBot) -> FaultDialog:
    qtbot.waitUntil(lambda: faults.dialog is not None and faults.dialog.isVisible())
    assert faults.dialog is not None
    return faults.dialog


def test_a_fault_in_an_event_is_told_and_the_picture_stays(
    window: MainWindow, faults: Faults, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    steps = window.canvas.document.history.names
    QTimer.singleShot(0, window, stumble)
    dialog = shown(faults, qtbot)
    assert "RuntimeError: the brush broke" in dialog.report.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    dialog.reject()
    assert window.canvas.document.history.names == steps
    draw()
    assert len(window.canvas.document.history.names) == len(steps) + 1


def test_a_fault_on_another_thread_is_told_too(faults: Faults, qtbot: QtBot) -> None:
    thread = threading.Thread(target=stumble, args=("elsewhere",))
    thread.start()
    thread.join()
    assert "elsewhere" in shown(faults, qtbot).report.toPlainText()


def test_a_fault_in_the_background_is_told_to_whoever_asked(
    window: MainWindow, faults: Faults, qtbot: QtBot
) -> None:
    told: list[Sentence] = []
    window.workspace.background.run(stumble, print, told.append)
    qtbot.waitUntil(lambda: told != [])
    assert "unexpected" in str(told[0])
    assert faults.dialog is None


def test_many_faults_make_one_dialog(window: MainWindow, faults: Faults, qtbot: QtBot) -> None:
    for number in range(20):
        QTimer.singleShot(0, window, lambda number=number: stumble(f"number {number}"))
    dialog = shown(faults, qtbot)
    qtbot.wait(50)
    assert window.findChildren(FaultDialog) == [dialog]
    assert "number 0" in dialog.report.toPlainText()


def test_a_report_keeps_the_artists_home_to_itself(faults: Faults, qtbot: QtBot, home: Path) -> None:
    faults.tell_of_crash(f"in {home}/somewhere")
    text = shown(faults, qtbot).report.toPlainText()
    assert str(home) not in text
    assert "~/somewhere" in text


def test_an_interrupt_is_left_to_python(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(faults, "_hooks", (lambda kind, _error, _trace: passed.append(kind), None))
    hook = sys.excepthook
    hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
    assert faults.dialog is None
    monkeypatch.undo()
