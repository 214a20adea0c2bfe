"""Assistants: rulers, parallels, vanishing points, ellipses and splines that lines are laid along."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from aipaint_desktop.document.assistant import HANDLES, Assistant, AssistantKind
from aipaint_desktop.document.assistants import with_assistant, without_assistant, without_assistants
from aipaint_desktop.ui.canvas.assistant_drawing import draw_assistant
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.arrow_keys import ARROWS, step_by
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.option_row import add_choice, add_hint
from aipaint_desktop.ui.canvas.tools.snapping import snapped_point
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.tools.transforming.drawing import draw_handle
from aipaint_desktop.values.titles import StepTitle

_NEAR = 10.0  # px on the screen
_DRAGGED = 6.0  # px on the screen, from which on a press and its release are two points
_REMOVE = (int(Qt.Key.Key_Delete), int(Qt.Key.Key_Backspace))
_GIVE_UP = int(Qt.Key.Key_Escape)

Held = tuple[int, int]
"""An assistant's place among the document's, and that of one of its points."""


class AssistantTool(Tool):
    """Sets an assistant by as many clicks as it has points, or by drags, which set two; moves points that are dragged,
    by the arrow keys, too. Delete removes the one whose point was touched last. Each is one step of the history."""

    id = "assistant"
    icon = "assistant"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.kind = AssistantKind.RULER
        self._points: list[QPointF] = []  # of one that is being made
        self._pressed: Pointer | None = None
        self._held: Held | None = None  # the point touched last
        self._dragged: Assistant | None = None  # as the one held is by now

    def title(self) -> str:
        return self.tr("Assistants")

    def hint(self) -> str:
        return self.tr("Click or drag to set points; drag them, or move them by the arrow keys. Del removes.")

    def options(self) -> QWidget:
        options = QWidget()
        row = QHBoxLayout(options)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        titles = {
            AssistantKind.RULER: self.tr("Ruler"),
            AssistantKind.PARALLEL: self.tr("Parallel ruler"),
            AssistantKind.ONE_POINT: self.tr("Vanishing point"),
            AssistantKind.TWO_POINTS: self.tr("2 point perspective"),
            AssistantKind.THREE_POINTS: self.tr("3 point perspective"),
            AssistantKind.ELLIPSE: self.tr("Concentric ellipse"),
            AssistantKind.SPLINE: self.tr("Spline"),
        }
        add_choice(row, self.tr("Assistant"), titles, self.kind, self.make)
        remove, clear = QPushButton(self.tr("Remove")), QPushButton(self.tr("Remove all"))
        remove.setToolTip(self.tr("Remove the assistant whose point was touched last (Del)"))
        remove.clicked.connect(self.remove)
        clear.clicked.connect(self.remove_all)
        row.addWidget(remove)
        row.addWidget(clear)
        add_hint(row, self.hint())
        return options

    def make(self, kind: AssistantKind) -> None:
        """Make assistants of this kind from now on."""
        self.kind = kind
        self._points = []
        self.host.update()

    # Pointer

    def press(self, pointer: Pointer) -> None:
        self._pressed = pointer
        self._held = None if self._points else self._found(pointer.widget_position)
        self._dragged = None if self._held is None else self._assistants[self._held[0]]
        if self._held is None:
            self._points.append(self._snapped(pointer))
        self.host.update()

    def move(self, pointer: Pointer) -> None:
        if self._held is not None and self._dragged is not None:
            points = list(self._dragged.points)
            at = self._snapped(pointer)
            points[self._held[1]] = at.x(), at.y()
            self._dragged = replace(self._dragged, points=tuple(points))
        self.host.update()

    def release(self, pointer: Pointer) -> None:
        pressed, self._pressed = self._pressed, None
        if self._held is not None:
            self.move(pointer)
            self._put()
            return
        if pressed is None or not self._points:
            return
        way = pointer.widget_position - pressed.widget_position
        if way.manhattanLength() >= _DRAGGED and len(self._points) < HANDLES[self.kind]:
            self._points.append(self._snapped(pointer))
        if len(self._points) >= HANDLES[self.kind]:
            made = Assistant(self.kind, tuple((point.x(), point.y()) for point in self._points))
            self._points = []
            self.host.document.apply(StepTitle("Add assistant"), lambda state: with_assistant(state, made))
            self._held = len(self._assistants) - 1, HANDLES[self.kind] - 1
        self.host.update()

    def cancel(self) -> None:
        self._points, self._dragged, self._pressed = [], None, None
        self.host.update()

    def put_away(self) -> None:
        self.cancel()
        self._held = None

    def take_back(self) -> bool:
        if not self._points:
            return False
        self._points.pop()
        self.host.update()
        return True

    def _snapped(self, pointer: Pointer) -> QPointF:
        return snapped_point(self.host, pointer.position)

    def _put(self) -> None:
        """Leave the one that was moved where it is."""
        held, dragged, self._dragged = self._held, self._dragged, None
        if held is not None and dragged is not None and held[0] < len(self._assistants):
            self.host.document.apply(
                StepTitle("Move assistant"), lambda state: with_assistant(state, dragged, held[0])
            )
        self.host.update()

    @property
    def _assistants(self) -> tuple[Assistant, ...]:
        return self.host.document.state.assistants

    def _found(self, point: QPointF) -> Held | None:
        """The point of an assistant at a point of the widget."""
        near: list[tuple[float, Held]] = []
        for place, assistant in enumerate(self._assistants):
            for number, corner in enumerate(assistant.points):
                away = self.host.viewport.to_widget(QPointF(*corner)) - point
                if away.manhattanLength() <= _NEAR:
                    near.append((away.manhattanLength(), (place, number)))
        return min(near)[1] if near else None

    # Keys

    def own_keys(self) -> Collection[int]:
        if self._points:
            return (*_REMOVE, _GIVE_UP)
        return (*_REMOVE, *map(int, ARROWS)) if self._valid_held() is not None else ()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        held = self._valid_held()
        if self._points:
            self.cancel() if key == _GIVE_UP else self.take_back()
        elif key in _REMOVE:
            self.remove()
        elif held is not None:
            across, down = step_by(key, modifiers)
            assistant = self._assistants[held[0]]
            points = list(assistant.points)
            x, y = points[held[1]]
            points[held[1]] = x + across, y + down
            self._dragged = replace(assistant, points=tuple(points))
            self._put()

    def remove(self) -> None:
        """Remove the one whose point was touched last, or else the newest."""
        held, count = self._valid_held(), len(self._assistants)
        place = held[0] if held is not None else count - 1
        if place >= 0:
            self._held = None
            self.host.document.apply(
                StepTitle("Remove assistant"), lambda state: without_assistant(state, place)
            )
            self.host.update()

    def remove_all(self) -> None:
        """Remove all assistants."""
        self._held = None
        self.host.document.apply(StepTitle("Remove assistants"), without_assistants)
        self.host.update()

    def _valid_held(self) -> Held | None:
        """What was touched last, unless that was undone meanwhile."""
        held = self._held
        if held is None or held[0] >= len(self._assistants):
            return None
        return held if held[1] < len(self._assistants[held[0]].points) else None

    # What is seen

    def cursor_at(self, pointer: Pointer | None) -> Qt.CursorShape:
        found = pointer is not None and not self._points and self._found(pointer.widget_position) is not None
        return Qt.CursorShape.PointingHandCursor if found else self.cursor

    def outline(self) -> QRect:
        return self.host.rect() if self._points or self._dragged is not None else QRect()

    def draw_over(self, painter: QPainter) -> None:
        viewport, pointer = self.host.viewport, self.host.pointer
        shown = list(self._assistants)
        if self._dragged is not None and self._held is not None and self._held[0] < len(shown):
            shown[self._held[0]] = self._dragged
            draw_assistant(painter, viewport, self._dragged)
        for assistant in shown:
            for point in assistant.points:
                draw_handle(painter, viewport.to_widget(QPointF(*point)))
        if self._points:
            points = list(self._points)
            if pointer is not None and len(points) < HANDLES[self.kind]:
                points.append(snapped_point(self.host, pointer.position))
            while len(points) < HANDLES[self.kind]:
                points.append(points[-1])
            forming = Assistant(self.kind, tuple((point.x(), point.y()) for point in points))
            draw_assistant(painter, viewport, forming)
            for set_ in self._points:
                draw_handle(painter, viewport.to_widget(set_))
