"""Fingers on the canvas, beside a pen and without one."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QEventPoint, QInputDevice, QPointingDevice, QTouchEvent
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.conftest import PAINT, RED
from tests.gui.canvas.test_view import at, pen_stroke, sketch

SCREEN, PAD = (
    QPointingDevice(
        name, number, kind, QPointingDevice.PointerType.Finger, QInputDevice.Capability.Position, 10, 0
    )
    for name, number, kind in (
        ("screen", 31, QInputDevice.DeviceType.TouchScreen),
        ("pad", 32, QInputDevice.DeviceType.TouchPad),
    )
)
DOWN, MOVED, UP, STILL = (
    QEventPoint.State.Pressed,
    QEventPoint.State.Updated,
    QEventPoint.State.Released,
    QEventPoint.State.Stationary,
)
Finger = tuple[int, QEventPoint.State, tuple[float, float]]


class Hand:
    def __init__(self, view: CanvasView, device: QPointingDevice = SCREEN) -> None:
        self._view = view
        self._device = device
        self._down = 0
        self.time = 10_000

    def send(self, *fingers: Finger, after: int = 20) -> bool:
        """after: ms since the event before."""
        self.time += after
        points = []
        for number, state, place in fingers:
            local = QPointF(*place)
            points.append(QEventPoint(number, state, local, self._view.mapToGlobal(local)))
        lifted = sum(state is UP for _, state, _ in fingers)
        kind = QEvent.Type.TouchUpdate
        if not self._down:
            kind = QEvent.Type.TouchBegin
        elif lifted == len(fingers):
            kind = QEvent.Type.TouchEnd
        self._down = len(fingers) - lifted
        event = QTouchEvent(kind, self._device, Qt.KeyboardModifier.NoModifier, points)
        event.setTimestamp(self.time)
        QCoreApplication.sendEvent(self._view, event)
        return event.isAccepted()

    def tap(self, *places: tuple[float, float]) -> None:
        for count in range(1, len(places) + 1):
            here = [(n, STILL, places[n]) for n in range(count - 1)]
            self.send(*here, (count - 1, DOWN, places[count - 1]))
        self.send(*((n, UP, place) for n, place in enumerate(places)))


@pytest.fixture
def hand(view: CanvasView) -> Hand:
    return Hand(view)


def here(x: float, y: float) -> tuple[float, float]:
    return float(at(x, y).x()), float(at(x, y).y())


def drag(hand: Hand, *places: tuple[float, float]) -> None:
    hand.send((0, DOWN, places[0]))
    for place in places[1:]:
        hand.send((0, MOVED, place), after=300)
    hand.send((0, UP, places[-1]))


def test_a_finger_paints_where_there_is_no_pen(view: CanvasView, hand: Hand) -> None:
    drag(hand, here(50, 100), here(120, 100), here(200, 100))
    assert (sketch(view)[100, 50:200] == PAINT).all()
    assert len(view.document.history.names) == 2


def test_a_tap_paints_a_dot(view: CanvasView, hand: Hand) -> None:
    hand.tap(here(80, 80))
    assert sketch(view)[80, 80].tolist() == PAINT


def test_beside_a_pen_fingers_do_not_paint_and_the_palm_does_nothing(
    view: CanvasView, hand: Hand, qtbot: QtBot
) -> None:
    pen_stroke(view, [at(50, 200), at(80, 200)], [1, 1])
    steps = len(view.document.history.names)
    zoom = view.viewport.zoom
    drag(hand, here(50, 100), here(120, 100), here(200, 100))
    hand.tap(here(50, 50), here(150, 50))
    assert view.document.history.index == steps - 1
    qtbot.waitUntil(lambda: not view.pen_is_near)
    drag(hand, here(50, 100), here(120, 100), here(200, 100))
    assert len(view.document.history.names) == steps
    assert not sketch(view)[100, :, 3].any()
    hand.tap(here(50, 50), here(150, 50))
    assert view.document.history.index == steps - 2
    assert view.viewport.zoom == zoom


def test_a_pen_takes_back_what_the_palm_has_begun(view: CanvasView, hand: Hand) -> None:
    hand.send((0, DOWN, here(50, 100)))
    hand.send((0, MOVED, here(150, 100)), after=300)
    pen_stroke(view, [at(50, 200), at(80, 200)], [1, 1])
    hand.send((0, MOVED, here(200, 100)))
    hand.send((0, UP, here(200, 100)))
    assert not sketch(view)[100, :, 3].any()
    assert sketch(view)[200, 60].tolist() == PAINT


def test_two_fingers_hold_on_to_what_they_touch(view: CanvasView, hand: Hand) -> None:
    one, other = QPointF(150, 200), QPointF(250, 200)
    held = [view.viewport.to_document(place) for place in (one, other)]
    hand.send((0, DOWN, one.toTuple()))
    hand.send((0, STILL, one.toTuple()), (1, DOWN, other.toTuple()))
    ends = [QPointF(200, 150), QPointF(340, 290)]  # by 45°, and half as far again
    for share in (0.5, 0.75, 1.0):
        now = [a + (b - a) * share for a, b in zip((one, other), ends, strict=True)]
        hand.send((0, MOVED, now[0].toTuple()), (1, MOVED, now[1].toTuple()))
    hand.send((0, UP, ends[0].toTuple()), (1, UP, ends[1].toTuple()))
    assert view.viewport.zoom == pytest.approx(1.98, abs=0.02)
    assert view.viewport.rotation == pytest.approx(45, abs=1)
    for place, end in zip(held, ends, strict=True):
        assert (view.viewport.to_widget(place) - end).manhattanLength() < 4
    assert len(view.document.history.names) == 1


def test_a_view_does_not_turn_by_a_little(view: CanvasView, hand: Hand) -> None:
    hand.send((0, DOWN, (150, 200)))
    hand.send((0, STILL, (150, 200)), (1, DOWN, (250, 200)))
    hand.send((0, MOVED, (100, 195)), (1, MOVED, (300, 205)))
    hand.send((0, UP, (100, 195)), (1, UP, (300, 205)))
    assert view.viewport.rotation == 0
    assert view.viewport.zoom == pytest.approx(2, abs=0.01)


def test_taps_of_two_and_three_fingers_undo_and_redo(view: CanvasView, hand: Hand) -> None:
    drag(hand, here(50, 100), here(120, 100), here(200, 100))
    hand.tap(here(50, 50), here(150, 50))
    assert view.document.history.index == 0
    hand.tap(here(50, 50), here(150, 50), here(250, 50))
    assert view.document.history.index == 1


def test_what_lasts_is_no_tap(view: CanvasView, hand: Hand) -> None:
    drag(hand, here(50, 100), here(120, 100), here(200, 100))
    hand.send((0, DOWN, here(50, 50)))
    hand.send((0, STILL, here(50, 50)), (1, DOWN, here(150, 50)))
    hand.send((0, UP, here(50, 50)), (1, UP, here(150, 50)), after=600)
    assert view.document.history.index == 1


def test_a_finger_that_stays_picks_a_colour(view: CanvasView, hand: Hand, qtbot: QtBot) -> None:
    drag(hand, here(50, 100), here(120, 100), here(200, 100))
    view.colour = QColor(0, 0, 0)
    hand.send((0, DOWN, here(100, 100)))
    with qtbot.waitSignal(view.colour_picked):
        pass
    hand.send((0, UP, here(100, 100)), after=900)
    assert view.colour == RED
    assert len(view.document.history.names) == 2


def test_a_second_finger_makes_a_gesture_of_what_has_just_begun(view: CanvasView, hand: Hand) -> None:
    hand.send((0, DOWN, here(50, 100)))
    hand.send((0, MOVED, here(80, 100)))
    hand.send((0, STILL, here(80, 100)), (1, DOWN, here(150, 100)))
    hand.send((0, UP, here(80, 100)), (1, UP, here(150, 100)))
    assert len(view.document.history.names) == 1
    assert not sketch(view)[..., 3].any()


def test_events_that_are_taken_back_leave_nothing(view: CanvasView, hand: Hand) -> None:
    hand.send((0, DOWN, here(50, 100)))
    hand.send((0, MOVED, here(150, 100)))
    event = QTouchEvent(QEvent.Type.TouchCancel, SCREEN)
    QCoreApplication.sendEvent(view, event)
    assert not sketch(view)[..., 3].any()


def test_pads_are_left_to_the_system(view: CanvasView) -> None:
    pad = Hand(view, PAD)
    pad.tap(here(80, 80))
    assert not sketch(view)[..., 3].any()
