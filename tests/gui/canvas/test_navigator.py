"""The navigator: the whole picture, and the frame of what is seen of it."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.navigator import Navigator
from aipaint_desktop.ui.window.main_window import MainWindow

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def opened(window: MainWindow, qtbot: QtBot) -> Navigator:
    assert window.docks.navigator.isHidden()
    window.docks.navigator.toggleViewAction().trigger()
    navigator = window.docks.navigator.widget()
    assert isinstance(navigator, Navigator)
    qtbot.waitUntil(lambda: navigator.overview.isVisible() and not navigator.overview._image.isNull())
    return navigator


def test_it_shows_the_picture_as_it_becomes(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    overview = opened(window, qtbot).overview
    before = overview._image.copy()
    draw()
    qtbot.waitUntil(lambda: overview._image != before)
    red = np.full((30, 40, 3), (200, 10, 10), np.uint8)
    window.workspace.active.replace(Document.from_picture(red, "red"))

    def shown() -> bool:
        image = overview._image
        return not image.isNull() and image.pixelColor(image.width() // 2, image.height() // 2) == QColor(
            200, 10, 10
        )

    qtbot.waitUntil(shown)


def test_a_drag_moves_the_view_and_the_wheel_zooms_it(window: MainWindow, qtbot: QtBot) -> None:
    navigator = opened(window, qtbot)
    canvas, overview = window.canvas, navigator.overview
    canvas.set_zoom(4)
    middle = overview.rect().center()
    QTest.mousePress(overview, _LEFT, _NONE, middle)
    document = canvas.document
    assert abs(canvas.viewport.centre.x() - document.width / 2) < 8
    QTest.mouseMove(overview, QPoint(1, 1))
    assert 0 <= canvas.viewport.centre.x() < 12  # never beyond the picture
    assert 0 <= canvas.viewport.centre.y() < 12
    QTest.mouseRelease(overview, _LEFT, _NONE, QPoint(1, 1))
    nothing, no_buttons = QPoint(), Qt.MouseButton.NoButton
    event = QWheelEvent(
        QPointF(middle), QPointF(overview.mapToGlobal(middle)), nothing, QPoint(0, 120), no_buttons, _NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(overview, event)
    assert canvas.viewport.zoom > 4
    navigator.zoom.edited.emit(200.0)
    assert canvas.viewport.zoom == 2


def test_its_buttons_turn_and_mirror_the_view(window: MainWindow, qtbot: QtBot) -> None:
    navigator = opened(window, qtbot)
    viewport = window.canvas.viewport
    navigator.turn_right.click()
    assert viewport.rotation == 15
    navigator.turn_left.click()
    navigator.turn_left.click()
    assert viewport.rotation == 345
    navigator.upright.click()
    assert viewport.rotation == 0
    navigator.mirrored.click()
    assert viewport.mirrored
    QTest.keyClick(window.canvas, "M")
    assert not navigator.mirrored.isChecked()
    navigator.whole.click()
    assert viewport.zoom <= 1
