"""What a hand can do with the brush beside drawing slowly."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QTabletEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.brush import Brush, Dynamic, Input, Setting
from aipaint_desktop.ui.canvas.tools.brush import square_at
from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.conftest import HARD, PAINT
from tests.gui.canvas.test_lost_release import LEFT, NO_KEYS, NONE, send
from tests.gui.canvas.test_view import PEN, at, sketch

BY_PRESSURE = Brush("By pressure", size=20, smoothing=0, dynamics=(Dynamic(Setting.SIZE, Input.PRESSURE),))


def test_every_point_of_a_fast_stroke_is_drawn(view: CanvasView) -> None:
    """However many points come before the window gets to draw, a zigzag keeps its corners."""
    drawn = []
    flush = view.brush_tool.flush
    view.brush_tool.flush = lambda: (drawn.append(1), flush())  # type: ignore[method-assign]
    corners = [(x, 50 if x % 40 else 250) for x in range(20, 381, 20)]
    send(view, QEvent.Type.MouseButtonPress, at(*corners[0]))
    for corner in corners[1:]:
        place = QPointF(at(*corner))
        QCoreApplication.postEvent(
            view,
            QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), NONE, LEFT, NO_KEYS),
        )
    QCoreApplication.sendPostedEvents(view)
    send(view, QEvent.Type.MouseButtonRelease, at(*corners[-1]), buttons=NONE)
    alpha = sketch(view)[..., 3]
    assert all(alpha[y, x] == 255 for x, y in corners)
    assert len(drawn) <= 1


def test_the_platform_leaves_out_no_points() -> None:
    """Qt on X11 drops moves that come faster than they are handled, unless it is told not to."""
    code = (
        "from PySide6.QtCore import Qt\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from aipaint_desktop.ui.window import assembly\n"
        "kinds = Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,"
        " Qt.ApplicationAttribute.AA_CompressTabletEvents\n"
        "class OnX11(QApplication):\n"
        "    def __init__(self, arguments):\n"
        "        super().__init__(arguments)\n"
        "        [self.setAttribute(kind, True) for kind in kinds]\n"
        "assembly.QApplication = OnX11\n"
        "app = assembly.make_application()\n"
        "assert not any(app.testAttribute(kind) for kind in kinds)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_with_shift_a_click_draws_a_straight_line_from_the_last_point(view: CanvasView) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view, LEFT, shift, at(300, 250))  # there is no last point yet
    assert sketch(view)[250, 300].tolist() == PAINT
    QTest.mouseClick(view, LEFT, NO_KEYS, at(40, 40))
    QTest.mouseClick(view, LEFT, shift, at(340, 40))
    QTest.mouseClick(view, LEFT, shift, at(340, 200))
    assert (sketch(view)[35:45, 40:340] == PAINT).all()
    assert (sketch(view)[40:200, 335:345] == PAINT).all()
    assert not sketch(view)[60:190, 50:320, 3].any()
    assert len(view.document.history.names) == 5

    view.choose_tool("eraser")
    QTest.mouseClick(view, LEFT, NO_KEYS, at(60, 40))
    QTest.mouseClick(view, LEFT, shift, at(320, 40))
    assert not sketch(view)[38:42, 60:320, 3].any()


def test_a_straight_line_by_pen_is_as_strong_as_the_stroke_before(view: CanvasView) -> None:
    def touch(point: QPoint, pressures: tuple[float, ...], keys: Qt.KeyboardModifier) -> None:
        place = QPointF(point)
        kinds = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)
        for kind, pressure in zip(kinds, pressures, strict=True):
            down = NONE if kind is QEvent.Type.TabletRelease else LEFT
            event = QTabletEvent(
                kind, PEN, place, view.mapToGlobal(place), pressure, 0, 0, 0, 0, 0, keys, LEFT, down
            )
            QCoreApplication.sendEvent(view, event)

    touch(at(40, 100), (0.1, 0.8, 0.0), NO_KEYS)
    view.brush_tool.brush = BY_PRESSURE
    touch(at(340, 100), (0.02, 0.3, 0.0), Qt.KeyboardModifier.ShiftModifier)
    widths = (sketch(view)[:, 80:300, 3] > 127).sum(axis=0)
    assert (abs(widths - 0.8 * 20) <= 1).all()


def test_a_line_does_not_come_from_another_canvas(view: CanvasView) -> None:
    QTest.mouseClick(view, LEFT, NO_KEYS, at(40, 40))
    view.document.resize(400, 301)
    view.actual_size()
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.ShiftModifier, at(340, 40))
    assert not sketch(view)[:, 60:300, 3].any()


@pytest.mark.parametrize("tool", ["brush", "eraser", "fill"])
def test_outside_of_the_selection_it_is_said_why_nothing_is_painted(
    view: CanvasView, tool: str, qtbot: QtBot
) -> None:
    mask = np.zeros((300, 400), np.uint8)
    mask[:, 200:] = 255
    view.document.select(255 - mask)
    view.brush_tool.brush = replace(view.brush_tool.brush, size=800)  # fill stops where it ends
    QTest.mouseClick(view, LEFT, NO_KEYS, at(50, 100))
    view.brush_tool.brush = HARD
    view.document.select(mask)
    view.choose_tool(tool)
    steps = view.document.history.names
    with qtbot.waitSignal(view.refused) as said:
        QTest.mouseClick(view, LEFT, NO_KEYS, at(50, 100))
    assert said.args == ["Outside of the selection nothing is painted."]
    assert view.document.history.names == steps
    QTest.mouseClick(view, LEFT, NO_KEYS, at(300, 100))
    assert len(view.document.history.names) == len(steps) + 1


def test_the_outline_of_whole_pixels_is_those_that_will_be_painted() -> None:
    assert square_at(QPointF(7.9, 7.1), 1) == QRectF(7, 7, 1, 1)
    assert square_at(QPointF(7.4, 7.6), 2) == QRectF(6, 7, 2, 2)
    assert square_at(QPointF(7.9, 7.1), 3) == QRectF(6, 6, 3, 3)
