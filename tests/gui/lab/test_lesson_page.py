"""The lessons' page, with a program that only seems to train, and once with the real one."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.lab import lesson_page
from aipaint_desktop.ui.lab.lesson_page import LessonPage
from aipaint_desktop.ui.lab.own_command import own_command
from aipaint_desktop.ui.look.theme import load_theme
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.refusal import Sentence
from tests.gui import fake_lesson
from tests.gui.conftest import picture_file

FAKE = (sys.executable, str(fake_lesson.__file__))


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The processes that were started, all of which have to be gone when the page is."""
    started: list[int] = []
    start = QProcess.start

    def noted(process: QProcess, program: str, arguments: list[str]) -> None:
        process.started.connect(lambda: started.append(process.processId()))
        start(process, program, arguments)

    monkeypatch.setattr(QProcess, "start", noted)
    yield started
    for number in started:
        assert gone(number)


def gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def open_page(
    children: list[int],  # noqa: ARG001  # looked at when the pages are closed
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., LessonPage]]:
    monkeypatch.setattr(lesson_page, "_CURVES_MS", 20)
    pages: list[LessonPage] = []

    def opened(command: tuple[str, ...] = FAKE) -> LessonPage:
        page = LessonPage(load_theme("dark"), command, lambda: "cpu")
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(800, 700)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield opened
    for page in pages:
        page.end()


@pytest.fixture
def page(open_page: Callable[..., LessonPage]) -> LessonPage:
    return open_page()


def step(page: LessonPage) -> int:
    return int(page.steps.text().removeprefix("Step "))


def test_a_lesson_goes_step_by_step_runs_pauses_and_starts_again(page: LessonPage, qtbot: QtBot) -> None:
    assert not page.again.isEnabled()
    assert "Nothing is learned yet" in page.words.text()
    page.one_step.click()
    assert "Getting ready" in page.words.text()
    qtbot.waitUntil(lambda: step(page) == 1)
    page.one_step.click()
    qtbot.waitUntil(lambda: step(page) == 2)
    assert list(page._history.steps) == [0, 1, 2]
    assert "generator" in page.curves.legend.text()
    assert page.start.text() == "Start"
    page.start.click()
    assert page.start.text() == "Pause"
    qtbot.waitUntil(lambda: step(page) > 6)
    qtbot.waitUntil(lambda: len(page.curves.plot.listDataItems()[0].getData()[0]) > 4)
    page.start.click()
    qtbot.wait(100)
    reached = step(page)
    qtbot.wait(100)
    assert step(page) == reached
    page.again.click()
    qtbot.waitUntil(lambda: step(page) == 0)
    assert list(page._history.steps) == [0]


def test_pictures_and_verdicts_are_those_of_the_snapshot(page: LessonPage, qtbot: QtBot) -> None:
    made = page._stages.widget(0).pictures["made"]  # type: ignore[attr-defined]
    assert made._sheet.isNull()
    page.one_step.click()
    qtbot.waitUntil(lambda: step(page) == 1)
    expected = fake_lesson.snapshot("gan", 1).pictures["made"]
    assert made._sheet.pixelColor(28 + 3, 28 + 5).red() == expected[1, 1, 5, 3]
    assert made.accessibleDescription().startswith("30 %, 50 %")
    assert "even game" in page.words.text()
    bar = made.grab().toImage().pixelColor(3, round(made._side(made.width())) + 4)
    assert bar == load_theme("dark").colour("cool")


def test_another_lesson_ends_this_one(page: LessonPage, children: list[int], qtbot: QtBot) -> None:
    page.start.click()
    qtbot.waitUntil(lambda: step(page) > 2)
    page.tabs.setCurrentIndex(1)
    assert gone(children[0])
    assert (page.start.text(), step(page)) == ("Start", 0)
    page.one_step.click()
    qtbot.waitUntil(lambda: step(page) == 1)
    assert "much noise" in page.curves.legend.text()


def test_a_folder_of_pictures_can_be_learned_instead(
    page: LessonPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    folder = tmp_path / "shells"
    monkeypatch.setattr(lesson_page, "ask_for_folder", lambda *_arguments: folder)

    def choose(words: str) -> None:
        page.pictures.setCurrentIndex(page.pictures.findText(words))
        page.pictures.activated.emit(page.pictures.currentIndex())

    choose("A folder of pictures…")
    assert (page.folder, page.pictures.currentText()) == (folder, "shells")
    choose("Handwritten digits")
    assert (page.folder, page.pictures.count()) == (None, 2)
    folder = tmp_path / "empty"
    choose("A folder of pictures…")
    with qtbot.waitSignal(page.failed) as failed:
        page.start.click()
    assert failed.args == [Sentence(fake_lesson.REFUSED)]
    assert page.start.text() == "Start"
    assert not page.process.running


def test_a_crash_and_a_missing_program_are_told_in_one_sentence(
    open_page: Callable[..., LessonPage], qtbot: QtBot
) -> None:
    page = open_page()
    page.folder = Path("crash")
    with qtbot.waitSignal(page.failed) as failed:
        page.one_step.click()
    assert failed.args == ["The lesson broke off (code 9)."]
    page = open_page(("/nowhere/aipaint",))
    with qtbot.waitSignal(page.failed) as failed:
        page.one_step.click()
    assert failed.args[0].startswith("The lesson cannot be started: ")
    assert not page.process.running


def test_a_page_that_is_not_seen_pauses(page: LessonPage, qtbot: QtBot) -> None:
    page.start.click()
    qtbot.waitUntil(lambda: step(page) > 2)
    page.hide()
    assert page.process.running
    qtbot.wait(100)
    reached = step(page)
    qtbot.wait(100)
    assert step(page) == reached
    page.show()
    page.start.click()
    qtbot.waitUntil(lambda: step(page) > reached)


def test_everything_is_reached_by_the_keyboard(page: LessonPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.one_step.setFocus()
    reached = set()
    for _ in range(8):
        reached.add(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert {page.one_step, page.start, page.tabs, page.pictures} <= reached


def test_the_program_itself_teaches(
    open_page: Callable[..., LessonPage], tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(own_command())
    for number in range(2):
        picture_file(tmp_path / f"{number}.png", (90 * number, 120, 200))
    page.folder = tmp_path
    page.one_step.click()
    qtbot.waitUntil(lambda: step(page) == 1, timeout=300_000)
    stage = page._stages.widget(0)
    assert set(stage.pictures) == {"made", "real"}  # type: ignore[attr-defined]
    assert page._history.losses["discriminator"][-1] == pytest.approx(1.39, abs=0.3)


def test_closing_the_lab_ends_a_lesson_whose_last_pictures_stay(
    make_window: Callable[[], MainWindow], children: list[int], qtbot: QtBot
) -> None:
    window = make_window()
    window.lab.command = FAKE
    window.lab.show()
    lab = window.lab.window
    assert lab is not None
    lab.lessons.click()
    page = lab.lesson_page
    assert page.isVisible()
    page.start.click()
    qtbot.waitUntil(lambda: step(page) > 2)
    lab.reject()  # as Escape does
    assert gone(children[0])
    window.lab.show()
    assert step(page) > 2
    page.one_step.click()
    qtbot.waitUntil(lambda: step(page) == 1)
    window.close()
    assert gone(children[1])
