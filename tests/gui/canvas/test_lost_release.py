"""Strokes whose end nobody tells of: they end at the last point that is sure, and the next press begins anew."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTabletEvent
from PySide6.QtWidgets import QApplication

from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.conftest import PAINT
from tests.gui.canvas.test_view import PEN, at, sketch

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
_MOUSE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
_PEN = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease


def send(
    view: CanvasView,
    kind: QEvent.Type,
    point: QPoint,
    buttons: Qt.MouseButton = LEFT,
    button: Qt.MouseButton | None = None,
) -> None:
    """A mouse or pen event with these buttons down; button: that went down or up."""
    place = QPointF(point)
    moved = kind in (QEvent.Type.MouseMove, QEvent.Type.TabletMove)
    button = button or (NONE if moved else LEFT)
    if kind in _PEN:
        pen = QTabletEvent(
            kind, PEN, place, view.mapToGlobal(place), 1.0, 0, 0, 0, 0, 0, NO_KEYS, button, buttons
        )
        QCoreApplication.sendEvent(view, pen)
    else:
        mouse = QMouseEvent(kind, place, view.mapToGlobal(place), button, buttons, NO_KEYS)
        QCoreApplication.sendEvent(view, mouse)


def events(*kinds: QEvent.Type) -> Callable[[CanvasView], None]:
    def lose(view: CanvasView) -> None:
        for kind in kinds:
            QCoreApplication.sendEvent(view, QEvent(kind))

    return lose


def lose_by_hiding(view: CanvasView) -> None:
    view.hide()
    view.show()


def lose_by_moving(view: CanvasView) -> None:
    send(view, QEvent.Type.MouseMove, at(350, 250), buttons=NONE)


def lose_by_another_button(view: CanvasView) -> None:
    send(view, QEvent.Type.MouseButtonPress, at(350, 250), buttons=LEFT | RIGHT, button=RIGHT)


def lose_by_the_same_button(view: CanvasView) -> None:
    send(view, QEvent.Type.MouseButtonPress, at(300, 250))
    send(view, QEvent.Type.MouseButtonRelease, at(300, 250), buttons=NONE)


def lose_pen_by_moving(view: CanvasView) -> None:
    send(view, QEvent.Type.TabletMove, at(350, 250), buttons=NONE)


def lose_pen_out_of_range(_view: CanvasView) -> None:
    application = QApplication.instance()
    assert application is not None
    place = QPointF(0, 0)
    left = QEvent.Type.TabletLeaveProximity
    event = QTabletEvent(left, PEN, place, place, 0.0, 0, 0, 0, 0, 0, NO_KEYS, NONE, NONE)
    QCoreApplication.sendEvent(application, event)


_COMMON = (events(QEvent.Type.WindowDeactivate), events(QEvent.Type.UngrabMouse), lose_by_hiding)


@pytest.mark.parametrize(
    ("kinds", "lose"),
    [
        *((_MOUSE, lose) for lose in (*_COMMON, lose_by_moving, lose_by_another_button)),
        *((_PEN, lose) for lose in (*_COMMON, lose_pen_by_moving, lose_pen_out_of_range)),
    ],
)
def test_a_stroke_without_a_release_ends_where_it_surely_was(
    view: CanvasView, kinds: tuple[QEvent.Type, ...], lose: Callable[[CanvasView], None]
) -> None:
    press, move, release = kinds
    send(view, press, at(50, 100))
    send(view, move, at(200, 100))
    assert view.document.open_edit is not None
    lose(view)
    assert view.document.open_edit is None
    assert view.document.history.names == ("New picture", "Hard")
    assert (sketch(view)[95:105, 50:200] == PAINT).all()
    once = sketch(view)
    send(view, move, at(380, 280))  # whatever comes now is not of the stroke
    assert np.array_equal(sketch(view), once)
    assert not once[150:, :, 3].any()

    send(view, press, at(50, 200))
    send(view, move, at(100, 200))
    send(view, release, at(100, 200), buttons=NONE)
    assert view.document.history.names == ("New picture", "Hard", "Hard")
    assert (sketch(view)[195:205, 50:100] == PAINT).all()
    assert not sketch(view)[120:180, :, 3].any()


def test_a_press_on_a_press_begins_another_stroke(view: CanvasView) -> None:
    send(view, QEvent.Type.MouseButtonPress, at(50, 100))
    send(view, QEvent.Type.MouseMove, at(200, 100))
    lose_by_the_same_button(view)
    assert view.document.history.names == ("New picture", "Hard", "Hard")
    assert not sketch(view)[120:235, :, 3].any()


def test_a_release_of_another_button_or_device_ends_nothing(view: CanvasView) -> None:
    send(view, QEvent.Type.TabletPress, at(50, 100))
    send(view, QEvent.Type.MouseMove, at(300, 250), buttons=NONE)  # a mouse that is jolted
    send(view, QEvent.Type.MouseButtonRelease, at(300, 250), buttons=NONE)
    send(view, QEvent.Type.TabletRelease, at(60, 100), button=RIGHT)
    assert view.document.open_edit is not None
    send(view, QEvent.Type.TabletMove, at(200, 100))
    send(view, QEvent.Type.TabletRelease, at(200, 100), buttons=NONE)
    assert view.document.history.names == ("New picture", "Hard")
    assert (sketch(view)[95:105, 50:200] == PAINT).all()
    assert not sketch(view)[120:, :, 3].any()


def test_another_tool_ends_the_stroke_and_does_not_lose_it(view: CanvasView) -> None:
    send(view, QEvent.Type.MouseButtonPress, at(50, 100))
    send(view, QEvent.Type.MouseMove, at(200, 100))
    view.choose_tool("eraser")
    assert view.document.history.names == ("New picture", "Hard")
    assert (sketch(view)[95:105, 50:200] == PAINT).all()


def test_a_selection_without_a_release_is_what_was_drawn(view: CanvasView) -> None:
    view.choose_tool("rectangle")
    send(view, QEvent.Type.MouseButtonPress, at(50, 100))
    send(view, QEvent.Type.MouseMove, at(200, 150))
    lose_by_moving(view)
    expected = np.zeros((300, 400), np.uint8)
    expected[100:150, 50:200] = 255
    assert np.array_equal(view.document.selection, expected)
