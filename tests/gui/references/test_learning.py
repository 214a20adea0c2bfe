"""References are learned beside the window, with a program that only seems to learn."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.modelstore.learned_references import learned_references
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.references.learning_row import LearningRow
from aipaint_desktop.ui.window import main_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.learning import Learning, Standing
from tests.gui import fake_training
from tests.gui.fake_engine import FakeEngine


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that were started; all have to end by themselves when the windows are gone."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    yield started
    for process in started:
        assert process.wait(60) is not None


@pytest.fixture
def open_window(
    children: list[subprocess.Popen[bytes]],  # noqa: ARG001  # looked at when the windows are closed
    make_window: Callable[[], MainWindow],
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], MainWindow]]:
    monkeypatch.setattr(main_window, "own_command", lambda: (sys.executable, str(fake_training.__file__)))
    windows: list[MainWindow] = []

    def opened() -> MainWindow:
        window = make_window()
        windows.append(window)
        window.workspace.equipment.engines.update(style=engine)  # type: ignore[attr-defined]
        window.paint_panel.set_operation("stylize")
        return window

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()


@pytest.fixture
def learning(window: MainWindow) -> Learning:
    return window.learning


@pytest.fixture
def row(window: MainWindow) -> LearningRow:
    return window.references.learning_row


def _entry(window: MainWindow, name: str) -> ReferenceEntry:
    return next(entry for entry in window.references.entries if entry.id == name)


def _shown(row: LearningRow) -> list[str]:
    return [button.text() for button in (row.learn, row.stop, row.forget) if button.isVisible()]


def test_the_chosen_picture_is_learned_marked_learned_further_and_forgotten(
    window: MainWindow, learning: Learning, row: LearningRow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    red = _entry(window, "red")
    assert _shown(row) == ["Learn this picture"]
    row.learn.click()
    assert learning.standing(red) is Standing.UNDER_WAY
    assert row.told.text() == "Learning “Red”, 5 min left"
    assert _shown(row) == ["Stop"]
    qtbot.waitUntil(lambda: learning.is_learned(red))
    assert window.references._gallery.item(0).toolTip().endswith("Learned")
    row.stop.click()
    assert learning.standing(red) is Standing.ENDING
    qtbot.waitUntil(lambda: learning.standing(red) is Standing.LEARNED)
    (known,) = learned_references()
    assert known.weights.path.name == "Red-000107.safetensors"
    assert _shown(row) == ["Go on learning", "Forget"]
    assert row.told.text() == "Learned: Fast paints like it"
    row.learn.click()
    qtbot.waitUntil(
        lambda: [one.weights.path.name for one in learned_references()] == ["Red-000200.safetensors"]
    )
    row.stop.click()
    qtbot.waitUntil(lambda: learning.standing(red) is Standing.LEARNED)
    monkeypatch.setattr(QMessageBox, "question", lambda *_, **__: QMessageBox.StandardButton.Yes)
    row.forget.click()
    qtbot.waitUntil(lambda: learning.standing(red) is Standing.UNKNOWN)
    assert learned_references() == ()
    assert "Learned" not in window.references._gallery.item(0).toolTip()


def test_several_are_learned_one_after_another_until_it_is_stopped(
    window: MainWindow, learning: Learning, row: LearningRow, children: list[object], qtbot: QtBot
) -> None:
    red, blue, gold = window.references.entries
    window.references.choose(["red", "blue", "gold"])
    assert row.learn.text() == "Learn these 3 pictures"
    row.learn.click()
    assert [learning.standing(entry) for entry in (red, blue, gold)] == [
        Standing.UNDER_WAY,
        Standing.WAITING,
        Standing.WAITING,
    ]
    assert row.told.text().endswith(", 2 waiting")
    learning.stop(blue)
    assert learning.standing(blue) is Standing.UNKNOWN
    qtbot.waitUntil(lambda: learning.is_learned(red))
    learning.stop(red)
    qtbot.waitUntil(lambda: learning.under_way == gold)
    assert learning.waiting == 0
    row.stop.click()
    qtbot.waitUntil(lambda: learning.under_way is None)
    assert len(children) == 2


def test_the_menu_of_a_picture_offers_what_can_be_done(
    window: MainWindow, learning: Learning, row: LearningRow, qtbot: QtBot
) -> None:
    red = _entry(window, "red")

    def offered() -> list[str]:
        menu = QMenu()
        row.fill(menu, red)
        return [action.text() for action in menu.actions() if action.text()]

    assert offered() == ["Learn this picture"]
    learning.learn([red], 5)
    assert offered() == ["Stop learning this picture"]
    qtbot.waitUntil(lambda: learning.is_learned(red))
    learning.stop(red)
    qtbot.waitUntil(lambda: learning.under_way is None)
    assert offered() == ["Go on learning this picture", "Forget what was learned of it…"]
    window.references.choose(["red", "blue"])
    assert offered()[2] == "Learn all 2 chosen overnight, 30 min each"


def test_what_was_learned_is_known_after_a_restart_and_painted_with(
    open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = open_window()
    first.learning.learn([_entry(first, "blue")], 5)
    qtbot.waitUntil(lambda: first.learning.is_learned(_entry(first, "blue")))
    first.close()  # in the midst of it
    qtbot.waitUntil(lambda: [one.weights.path.stem for one in learned_references()] == ["Blue-000107"])
    window = open_window()
    qtbot.waitUntil(lambda: window.learning.is_learned(_entry(window, "blue")))
    window.references.choose(["blue"])
    request = window.workspace.take_down(window.paint_panel.settings).live_request(Preparation())
    (known,) = learned_references()
    assert request.learned == (known.weights.sha256,)  # type: ignore[attr-defined]


def test_why_nothing_can_be_learned_is_said_and_the_next_is_learned(
    window: MainWindow, learning: Learning, qtbot: QtBot
) -> None:
    full = _entry(window, "red")
    full.path.rename(full.path.with_name("full.png"))
    full = ReferenceEntry("full", "Full", full.path.with_name("full.png"))
    said: list[object] = []
    learning.failed.connect(said.append)
    learning.learn([full, _entry(window, "gold")], 5)
    qtbot.waitUntil(lambda: learning.under_way == _entry(window, "gold"))
    assert [str(why) for why in said] == [fake_training.REFUSED]


def test_only_what_paints_with_it_offers_to_learn(window: MainWindow, row: LearningRow) -> None:
    assert row.isVisible()
    window.paint_panel.set_operation("paint")
    assert not row.isVisible()
