"""A letter chooses one thing in a menu, not two in turn."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.window.main_window import MainWindow


def letter(text: str) -> str:
    """The one that is underlined; "" where none is."""
    at = text.replace("&&", "  ").find("&")
    return text[at + 1 : at + 2].upper() if at >= 0 else ""


def menus(bar: QMenu | QMenuBar, name: str) -> Iterator[tuple[str, QMenu | QMenuBar]]:
    yield name, bar
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from menus(menu, f"{name} › {action.text()}")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_letter_stands_twice_in_a_menu(window: MainWindow, qtbot: QtBot, language: str) -> None:
    window.set_language(language)
    first = {"en": "&File", "zh_CN": "文件(&F)"}[language]
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text() == first)
    twice = {}
    for name, menu in menus(window.menuBar(), language):
        texts = [action.text() for action in menu.actions() if action.isVisible()]
        letters = Counter(filter(None, map(letter, texts)))
        if found := [text for text in texts if letters[letter(text)] > 1]:
            twice[name] = found
    assert not twice
