"""A list that grows by a menu and shrinks by crosses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidgetAction
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.widgets.added_list import AddedList, AddedRow, let_find


class Row(AddedRow):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        QHBoxLayout(self).addWidget(self.away)


class Rows(AddedList[Row]):
    pass


def test_rows_come_and_go(qtbot: QtBot) -> None:
    listed, told = Rows(), []
    qtbot.addWidget(listed)
    listed.changed.connect(lambda: told.append(len(listed.rows)))
    first, second = listed.append(Row("one")), listed.append(Row("two"))
    assert first.away.accessibleName() == "Take one away"
    second.changed.emit()
    first.away.click()
    assert (listed.rows, told) == ([second], [1, 2, 2, 1])
    listed.clear()
    assert not listed.rows


@pytest.mark.parametrize("count", [3, 200])
def test_a_line_finds_among_many(qtbot: QtBot, count: int) -> None:
    menu, chosen = QMenu(), []
    qtbot.addWidget(menu)
    for number in range(count):
        menu.addAction(f"Lake {number:03}", lambda number=number: chosen.append(number))
    let_find(menu, "Find")
    first = menu.actions()[0]
    if count == 3:
        assert not isinstance(first, QWidgetAction)
        return
    assert isinstance(first, QWidgetAction)
    line = first.defaultWidget()
    assert isinstance(line, QLineEdit)
    menu.popup(menu.pos())
    qtbot.keyClicks(line, "lake 15")
    left = [entry.text() for entry in menu.actions()[1:] if entry.isVisible()]
    assert left == ["Lake 015", "Lake 115", *(f"Lake 15{number}" for number in range(10))]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chosen == [15]
