"""The help window: suggestions that fit what is on the canvas, and a page for each model."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from aipaint_desktop import paths
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.ui.help.help_window import HelpWindow
from aipaint_desktop.ui.keyboard.shortcuts import named_actions
from aipaint_desktop.ui.widgets.picture_pair import PicturePair
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.fake_engine import FakeEngine


@pytest.fixture
def helped(window: MainWindow) -> HelpWindow:
    window.show_help()
    assert window.help is not None
    return window.help


def titles(helped: HelpWindow) -> list[str]:
    helped._show_suggestions()
    return [suggestion.title for suggestion in helped.now.shown]


def test_an_empty_canvas_wants_a_sketch(helped: HelpWindow, draw: Callable[[], None]) -> None:
    assert titles(helped)[:2] == ["Sketch with flat colours", "Begin from a picture"]
    draw()
    assert "Begin from a picture" not in titles(helped)
    assert "Turn the sketch into a painting" in titles(helped)


def test_a_selection_can_be_filled(window: MainWindow, helped: HelpWindow) -> None:
    document = window.canvas.document
    document.select(np.full((document.height, document.width), 255, np.uint8))
    assert titles(helped)[0] == "Fill the selection"


def test_a_running_job_and_its_painting_have_their_own(
    window: MainWindow, helped: HelpWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold.clear()
    window.paint()
    qtbot.waitUntil(lambda: window.workspace.painting.busy)
    assert titles(helped) == ["Go on drawing", "Look at an earlier step", "Stop"]
    with qtbot.waitSignal(window.painting.finished):
        engine.hold.set()
    assert titles(helped)[0] == "See where the paint is from"
    assert "Export it" in titles(helped)


def test_a_suggestion_does_what_it_says(
    window: MainWindow, helped: HelpWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    new = next(
        button
        for button in helped.now.findChildren(QPushButton)
        if button.accessibleName() == "Paint something new like a picture"
    )
    with qtbot.waitSignal(window.painting.finished):
        new.click()
    assert window.paint_panel.operation.id == "vary"
    assert engine.requests[0].operation == "vary"


def test_every_suggestion_names_a_command_that_there_is(window: MainWindow, helped: HelpWindow) -> None:
    known = {action.objectName() for action in named_actions(window)} | {""}
    assert {suggestion.action for suggestion in helped.now.shown} <= known


def test_there_is_a_page_for_each_model_with_pictures_that_it_painted(helped: HelpWindow) -> None:
    models = catalogue()
    assert helped.list.count() == 2 + len(models)
    said = {label.text() for label in helped.findChildren(QLabel)}
    assert {model.good_at for model in models} <= said
    pictures = {file.name for file in (paths.resources() / "help").glob("*.jpg")}
    pairs = {f"{model.id}-{when}.jpg" for model in models for when in ("before", "after")}
    assert pictures <= pairs
    assert len(helped.findChildren(PicturePair)) == len(pictures) // 2 >= 2


def test_f1_opens_what_can_be_done_now(window: MainWindow, helped: HelpWindow, qtbot: QtBot) -> None:
    helped.list.setCurrentRow(3)
    QTest.keyClick(helped, Qt.Key.Key_F1)
    assert helped.list.currentRow() == 0
    helped.list.setCurrentRow(3)
    helped.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.canvas, Qt.Key.Key_F1)
    assert helped.isVisible()
    assert helped.list.currentRow() == 0


def test_help_does_not_stop_the_work(
    window: MainWindow, helped: HelpWindow, draw: Callable[[], None]
) -> None:
    assert not helped.isModal()
    draw()
    assert len(window.canvas.document.history.names) == 2


def test_each_page_says_whose_the_pictures_are_and_the_last_one_why(helped: HelpWindow) -> None:
    pages = [helped.list.item(row).text() for row in range(helped.list.count())]
    assert pages[-1] == "May I sell it?"
    texts = [label.text() for label in helped.findChildren(QLabel)]
    assert texts.count("Yours, for any use, selling included.") == len(pages) - 2
    assert any(text.startswith("Yes. Pictures made with any of the models are yours") for text in texts)
