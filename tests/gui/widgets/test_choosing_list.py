from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.lab.model_list import ModelList
from aipaint_desktop.ui.widgets.choosing_list import ChoosingList


def test_the_focus_alone_chooses_nothing(qtbot: QtBot) -> None:
    for choosing in (ChoosingList(), ModelList()):
        qtbot.addWidget(choosing)
        choosing.addItems(["first", "second", "third"])
        heard: list[list[str]] = []
        choosing.itemSelectionChanged.connect(
            lambda choosing=choosing, heard=heard: heard.append([i.text() for i in choosing.selectedItems()])
        )
        passing = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
        QCoreApplication.sendEvent(choosing, passing)
        assert heard == []
        assert choosing.currentItem() is None
        QTest.keyClick(choosing, Qt.Key.Key_Down)
        QTest.keyClick(choosing, Qt.Key.Key_Down)
        QCoreApplication.sendEvent(choosing, passing)
        assert heard == [["first"], ["second"]]
