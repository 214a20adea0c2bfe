"""Writing a prompt, with a keyboard and with an input method."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.paint.prompt_edit import PromptEdit

KEYS = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A prompt with a button beside it, of which a list of words would cover some."""
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(PromptEdit(), 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(QPushButton("Paint"))
    window.resize(500, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.findChild(PromptEdit).setFocus()
    yield window
    window.close()


@pytest.fixture
def prompt(window: QWidget) -> PromptEdit:
    prompt = window.findChild(PromptEdit)
    prompt.offer(["sea", "seashore", "storm", "Claude Monet", "海", "海滩", "大海", "雪山"])
    return prompt


def compose(prompt: PromptEdit, preedit: str, committed: str) -> None:
    """What an input method sends while a word is composed and when it is done."""
    QCoreApplication.sendEvent(prompt, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(committed)
    QCoreApplication.sendEvent(prompt, event)


def test_words_from_an_input_method_are_completed(prompt: PromptEdit) -> None:
    compose(prompt, "hai", "海")
    assert prompt.offered == ["海", "海滩"]
    QTest.keyClick(prompt, KEYS.Key_Down)
    QTest.keyClick(prompt, KEYS.Key_Down)
    QTest.keyClick(prompt, KEYS.Key_Return)
    assert prompt.toPlainText() == "海滩"
    assert not prompt.offered


def test_the_list_goes_while_a_word_is_composed(prompt: PromptEdit) -> None:
    QTest.keyClicks(prompt, "se")
    assert prompt.offered
    QCoreApplication.sendEvent(prompt, QInputMethodEvent("hai", []))
    assert not prompt.offered


@pytest.mark.parametrize("before", ["🎨 ", "👩‍🎨🏽, ", "𠮷　", "sea　", "sea，", "(", "冬：", "🎨🎨\n🎨 "])
def test_what_stands_before_shifts_nothing(prompt: PromptEdit, before: str) -> None:
    prompt.setPlainText(before)
    prompt.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(prompt, "seas")
    assert prompt.offered == ["seashore"]
    QTest.keyClick(prompt, KEYS.Key_Tab)
    assert prompt.toPlainText() == before + "seashore"
    assert prompt.textCursor().atEnd()


def test_what_stands_behind_stays(prompt: PromptEdit) -> None:
    prompt.setPlainText("🎨  🎨 dusk")
    cursor = prompt.textCursor()
    cursor.setPosition(3)
    prompt.setTextCursor(cursor)
    QTest.keyClicks(prompt, "clau")
    QTest.keyClick(prompt, KEYS.Key_Tab)
    assert prompt.toPlainText() == "🎨 Claude Monet 🎨 dusk"


def test_full_width_letters_are_completed(prompt: PromptEdit) -> None:
    compose(prompt, "ｓ", "ｓｔ")
    assert prompt.offered == ["storm"]
    QTest.keyClick(prompt, KEYS.Key_Tab)
    assert prompt.toPlainText() == "storm"


def test_a_click_beside_the_list_is_a_click(prompt: PromptEdit, window: QWidget, qtbot: QtBot) -> None:
    QTest.keyClicks(prompt, "se")
    assert prompt.list.isVisible()
    assert not prompt.list.isWindow()  # as a window of its own it would have the click
    button = window.findChild(QPushButton)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    assert not prompt.list.isVisible()


def test_a_click_on_a_word_takes_it_and_leaves_the_keys(prompt: PromptEdit) -> None:
    QTest.keyClicks(prompt, "se")
    place = prompt.list.visualItemRect(prompt.list.item(1)).center()
    QTest.mouseClick(prompt.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert prompt.toPlainText() == "seashore"
    assert prompt.hasFocus()


def test_enter_and_escape_are_the_lists_only_while_it_has_a_use_for_them(prompt: PromptEdit) -> None:
    QTest.keyClicks(prompt, "se")
    QTest.keyClick(prompt, KEYS.Key_Escape)
    assert not prompt.offered
    QTest.keyClicks(prompt, "a")
    QTest.keyClick(prompt, KEYS.Key_Return)  # nothing is chosen
    assert prompt.toPlainText() == "sea\n"
    QTest.keyClicks(prompt, "se")
    QTest.keyClick(prompt, KEYS.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not prompt.hasFocus()
    assert not prompt.offered
