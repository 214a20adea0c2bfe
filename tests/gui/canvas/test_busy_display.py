"""What tools do beside the window, and what ends it."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import Cancelled
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.tools.host import Check
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.refusal import BadInput


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CanvasView]:
    """A canvas with threads beside it, which are waited for at the end."""
    background = Background()
    view = CanvasView(Document(400, 300), background=background)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.give_up_work()
    background.wait()


class Slow:
    """Work that goes on until it is let go or given up."""

    def __init__(self) -> None:
        self.begun, self.let_go, self.given_up = Event(), Event(), Event()

    def __call__(self, check: Check) -> str:
        self.begun.set()
        while not self.let_go.wait(0.002):
            try:
                check()
            except Cancelled:
                self.given_up.set()
                raise
        return "done"


def test_work_is_done_beside_the_window_and_its_end_told_once(view: CanvasView, qtbot: QtBot) -> None:
    slow, results = Slow(), list[str]()
    view.work("Thinking…", slow, results.append)
    assert view.busy
    slow.let_go.set()
    qtbot.waitUntil(lambda: not view.busy)
    assert results == ["done"]


@pytest.mark.parametrize("how", ["escape", "document", "other work"])
def test_work_that_is_given_up_comes_to_nothing(view: CanvasView, qtbot: QtBot, how: str) -> None:
    slow, results = Slow(), list[str]()
    view.work("Thinking…", slow, results.append)
    assert slow.begun.wait(10)
    if how == "escape":
        QTest.keyClick(view, Qt.Key.Key_Escape)
    elif how == "document":
        view.set_document(Document(30, 20))
    else:
        view.work("Thinking…", lambda _check: "other", results.append)
        qtbot.waitUntil(lambda: results == ["other"])
    assert not view.busy
    qtbot.waitUntil(slow.given_up.is_set)
    assert "done" not in results


def test_a_sign_is_seen_only_of_what_takes_a_while(view: CanvasView, qtbot: QtBot) -> None:
    slow = Slow()
    plain = view.grab().toImage()
    view.work("Thinking…", slow, lambda _result: None)
    assert view.grab().toImage() == plain
    qtbot.waitUntil(lambda: view.grab().toImage() != plain)
    slow.let_go.set()
    qtbot.waitUntil(lambda: view.grab().toImage() == plain)


def test_a_refusal_is_told(view: CanvasView, qtbot: QtBot) -> None:
    def refuse(_check: Check) -> None:
        raise BadInput("{0} is empty.", "That")

    with qtbot.waitSignal(view.refused) as refused:
        view.work("Thinking…", refuse, lambda _result: None)
    assert refused.args == ["That is empty."]
    assert not view.busy


def test_without_threads_beside_it_work_is_done_at_once() -> None:
    results = list[str]()
    CanvasView(Document(40, 30)).work("Thinking…", lambda _check: "done", results.append)
    assert results == ["done"]
