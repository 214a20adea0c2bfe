"""Garbage is collected while nobody paints."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from aipaint_desktop import garbage
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.window import tidying as tidying_module
from aipaint_desktop.ui.window.tidying import Tidying


class _NoMouse:
    @staticmethod
    def mouseButtons() -> Qt.MouseButton:
        return Qt.MouseButton.NoButton


@pytest.fixture
def collections(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    made: list[None] = []
    monkeypatch.setattr(
        tidying_module, "QGuiApplication", _NoMouse
    )  # other tests may have left a button pressed
    monkeypatch.setattr(garbage, "collect", lambda: made.append(None))
    return made


def test_it_waits_for_a_pause_but_not_for_ever(qtbot: QtBot, collections: list[None]) -> None:  # noqa: ARG001
    document = Document(64, 64)
    tidying = Tidying(lambda: document)
    tidying.look()
    assert not collections
    tidying.look()
    assert len(collections) == 1
    for number in range(30):
        (document.select_none if number % 2 else document.select_all)()
        tidying.look()
    assert len(collections) == 1
    document.select_all()
    tidying.look()
    assert len(collections) == 2
    tidying.close()
