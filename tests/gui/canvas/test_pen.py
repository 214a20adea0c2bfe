"""What a pen has beside its tip: buttons, rotation; and tablets' other tools."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QPointingDevice, QTabletEvent

from aipaint_desktop.brushes.brush import Input, follow
from aipaint_desktop.brushes.line import Drawn
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.workspace.pen_buttons import PenAction, PenButtons
from tests.gui.canvas.conftest import HARD, PAINT, RED
from tests.gui.canvas.test_view import LEFT, MIDDLE, PEN, RIGHT, at, drag, pen_stroke, sketch

PUCK = QPointingDevice(
    "puck",
    7,
    QInputDevice.DeviceType.Puck,
    QPointingDevice.PointerType.Cursor,
    QInputDevice.Capability.Position,
    1,
    3,
)
PRESS, MOVE, RELEASE = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease


def say(
    view: CanvasView,
    kind: QEvent.Type,
    point: QPoint,
    button: Qt.MouseButton = LEFT,
    *,
    pressure: float = 1.0,
    rotation: float = 0.0,
    device: QPointingDevice = PEN,
) -> None:
    place = QPointF(point)
    buttons = Qt.MouseButton.NoButton if kind == RELEASE else button
    event = QTabletEvent(
        kind,
        device,
        place,
        view.mapToGlobal(place),
        pressure,
        0,
        0,
        0,
        rotation,
        0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.NoButton if kind == MOVE else button,
        buttons,
    )
    QCoreApplication.sendEvent(view, event)


def test_buttons_do_by_themselves_what_those_of_a_mouse_do(view: CanvasView) -> None:
    wanted: list[QPointF] = []
    view.palette_wanted.connect(wanted.append)
    say(view, PRESS, at(100, 100), RIGHT, pressure=0)
    say(view, RELEASE, at(100, 100), RIGHT, pressure=0)
    assert len(wanted) == 1
    centre = view.viewport.centre.x()
    say(view, PRESS, at(100, 100), MIDDLE)
    say(view, MOVE, at(130, 100), MIDDLE)
    say(view, RELEASE, at(130, 100), MIDDLE)
    assert view.viewport.centre.x() == pytest.approx(centre - 30)


def test_a_button_may_undo_and_redo(view: CanvasView) -> None:
    view.pen_buttons = PenButtons(PenAction.UNDO, PenAction.REDO)
    pen_stroke(view, [at(50, 200), at(80, 200)], [1, 1])
    say(view, PRESS, at(100, 100), RIGHT, pressure=0)
    say(view, RELEASE, at(100, 100), RIGHT, pressure=0)
    assert view.document.history.index == 0
    say(view, PRESS, at(100, 100), MIDDLE, pressure=0)
    assert view.document.history.index == 1


def test_a_button_may_erase_while_it_is_held(view: CanvasView) -> None:
    view.pen_buttons = PenButtons(PenAction.ERASE)
    drag(view, at(50, 100), at(300, 100))
    say(view, PRESS, at(150, 50), RIGHT)
    for y in (100, 150):
        say(view, MOVE, at(150, y), RIGHT)
    say(view, RELEASE, at(150, 150), RIGHT)
    assert sketch(view)[100, 150, 3] == 0
    assert sketch(view)[100, 100].tolist() == PAINT
    assert view.tool is view.brush_tool


def test_a_button_may_pick_turn_and_zoom_or_nothing(view: CanvasView) -> None:
    drag(view, at(50, 100), at(300, 100))
    view.colour = QColor(0, 0, 0)
    view.pen_buttons = PenButtons(PenAction.NOTHING, PenAction.PICK)
    say(view, PRESS, at(100, 100), RIGHT)
    say(view, RELEASE, at(100, 100), RIGHT)
    assert view.colour == QColor(0, 0, 0)
    assert len(view.document.history.names) == 2
    say(view, PRESS, at(100, 100), MIDDLE)
    say(view, RELEASE, at(100, 100), MIDDLE)
    assert view.colour == RED
    for action in (PenAction.ROTATE, PenAction.ZOOM):
        view.pen_buttons = PenButtons(action)
        before = view.viewport.transform
        say(view, PRESS, at(300, 150), RIGHT)
        say(view, MOVE, at(300, 250), RIGHT)
        say(view, RELEASE, at(300, 250), RIGHT)
        assert view.viewport.transform != before


def test_a_puck_that_knows_no_pressure_paints(view: CanvasView) -> None:
    for kind, x in ((PRESS, 50), (MOVE, 150), (RELEASE, 200)):
        say(view, kind, at(x, 100), pressure=0, device=PUCK)
    assert (sketch(view)[100, 50:200] == PAINT).all()


def test_the_rotation_of_the_pen_turns_the_brush_on_the_paper(view: CanvasView) -> None:
    view.brush_tool.brush = replace(HARD, size=60, roundness=0.2, dynamics=(follow(Input.ROTATION),))
    drawn: list[Drawn] = []
    view.drawn.connect(drawn.append)
    say(view, PRESS, at(200, 150), rotation=90)
    say(view, RELEASE, at(200, 150), rotation=90)
    alpha = sketch(view)[..., 3]
    assert alpha[:, 200].astype(bool).sum() > 2 * alpha[150].astype(bool).sum()
    view.set_rotation(90)
    point = view.viewport.to_widget(QPointF(80, 80)).toPoint()
    say(view, PRESS, point, rotation=90)
    say(view, RELEASE, point, rotation=90)
    assert [each.samples[0].rotation for each in drawn] == [90, 0]
