"""Closing and leaving a picture say what is being painted; nothing ends without a word."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.fake_engine import FakeEngine
from tests.gui.paint.test_painting import hold_midway, press_paint

Button = QMessageBox.StandardButton
ONE = "A painting is being made; it ends unfinished."


@pytest.fixture
def window(window: MainWindow) -> Iterator[MainWindow]:
    window._asks = True
    yield window
    window._asks = False


def answer(press: Button | str, asked: list[str]) -> None:
    """Press a button of the question that is about to come. press: its words or which one it is."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, look)
            return
        asked.append(" ".join((box.text(), box.informativeText())))
        if isinstance(press, str):
            next(button for button in box.buttons() if button.text().replace("&", "") == press).click()
        else:
            box.button(press).click()

    QTimer.singleShot(0, look)


def test_closing_mentions_what_is_being_painted(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    hold_midway(window, engine, qtbot)
    asked: list[str] = []
    answer(Button.Cancel, asked)
    assert not window.close()
    assert ONE in asked[0]
    assert window.workspace.painting.busy
    press_paint(window)
    qtbot.waitUntil(lambda: len(window.workspace.equipment.queue.waiting) == 1)
    answer("Leave", asked)
    assert window.close()
    assert "2 paintings are being made or wait; they end unfinished." in asked[1]
    assert not window.workspace.equipment.queue._thread.isRunning()


def test_one_question_asks_for_unsaved_work_and_what_is_being_painted(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    hold_midway(window, engine, qtbot)
    asked: list[str] = []
    answer(Button.Discard, asked)
    assert window.close()
    assert len(asked) == 1
    assert "Save what you have done" in asked[0]
    assert ONE in asked[0]


def test_after_saving_nothing_is_asked_twice(
    window: MainWindow,
    engine: FakeEngine,
    draw: Callable[[], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    draw()
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(tmp_path / "meadow.ora")
    draw()
    hold_midway(window, engine, qtbot)
    asked: list[str] = []
    answer(Button.Save, asked)
    window.close()
    qtbot.waitUntil(window.isHidden)
    assert len(asked) == 1


def test_another_picture_is_not_shown_before_it_was_asked(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    hold_midway(window, engine, qtbot)
    before, asked = window.canvas.document, list[str]()
    answer(Button.Cancel, asked)
    window.files.leave(lambda: window.files.start_with(Document(20, 20)))
    assert ONE in asked[0]
    assert window.canvas.document is before
    assert window.workspace.painting.busy
    answer("Leave", asked)
    window.files.leave(lambda: window.files.start_with(Document(20, 20)))
    assert window.canvas.document is not before
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)


def test_nothing_is_asked_where_nothing_ends(window: MainWindow) -> None:
    assert window.close()


def test_closing_mentions_a_training(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.lab.show()
    assert window.lab.window is not None
    assert window.lab.under_way == ""
    monkeypatch.setattr(window.lab.window.process, "order", object())
    asked: list[str] = []
    answer(Button.Cancel, asked)
    assert not window.close()
    assert "A model is being trained; that stops, and can go on later." in asked[0]
    window.lab.window.process.order = None
