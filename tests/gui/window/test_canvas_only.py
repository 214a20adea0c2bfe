"""Hiding what stands around the canvas takes any widgets."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QToolBar
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.window.canvas_only import CanvasOnly


def test_what_was_seen_comes_back_and_what_was_closed_stays_closed(qtbot: QtBot) -> None:
    window, canvas, bar = QMainWindow(), QLabel(), QToolBar()
    docks = [QDockWidget(name, window) for name in ("front", "behind", "closed")]
    window.setCentralWidget(canvas)
    window.addToolBar(bar)
    for dock in docks:
        dock.setWidget(QLabel())
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    front, behind, closed = docks
    window.tabifyDockWidget(front, behind)
    front.raise_()
    closed.hide()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not front.visibleRegion().isEmpty())
    only = CanvasOnly(canvas, lambda: (*docks, bar), window)
    with qtbot.waitSignal(only.changed):
        only.switch(True)
    assert only.on
    assert all(widget.isHidden() for widget in (*docks, bar))
    only.switch(False)
    assert [widget.isHidden() for widget in (front, behind, closed, bar)] == [False, False, True, False]
    qtbot.waitUntil(lambda: not front.visibleRegion().isEmpty())
    assert behind.visibleRegion().isEmpty()
