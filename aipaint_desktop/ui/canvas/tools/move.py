"""Move: moves what is chosen, or what is selected of it."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt, QTimer

from aipaint_desktop.document.transforming.bounds import box_of_chosen, topmost_at
from aipaint_desktop.document.transforming.chosen import check_transformable
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.arrow_keys import ARROWS, step_by
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.snapping import shift_to_lines_near
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.tools.transforming.session import Session
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_ALONG = Qt.KeyboardModifier.ShiftModifier
_PICKS = Qt.KeyboardModifier.ControlModifier
_KEYS_AT_REST_MS = 600


class MoveTool(Tool):
    """Moves by whole pixels, so that none is changed; with Shift along one axis. Ctrl takes the topmost layer under the
    pointer. Arrow keys move by a pixel, with Shift by ten."""

    id = "move"
    icon = "move"
    shortcut = "T"
    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._session: Session | None = None
        self._start = QPointF()
        self._keys = QTimer(self)  # steps by keys that follow one another are one
        self._keys.setSingleShot(True)
        self._keys.setInterval(_KEYS_AT_REST_MS)
        self._keys.timeout.connect(self._apply)

    def title(self) -> str:
        return self.tr("Move")

    def hint(self) -> str:
        return self.tr(
            "Drag to move what is chosen, with Shift along one axis. Ctrl takes what is under the pointer."
        )

    def press(self, pointer: Pointer) -> None:
        self._apply()
        if pointer.modifiers & _PICKS:
            state = self.host.document.state
            found = topmost_at(state, *pointer.pixel)
            if found is not None:
                self.host.document.activate(found)
        self._start = pointer.position
        self._begin()

    def _begin(self) -> None:
        if self._session is not None:
            return  # what was moved last is being applied
        state = self.host.document.state
        box = box_of_chosen(state)
        try:
            check_transformable(state)
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        if box.empty:
            self.host.refuse(self.tr("There is nothing on the layer to move."))
            return
        self._session = Session(self.host, box, self)

    def move(self, pointer: Pointer) -> None:
        session = self._session
        if session is None or session.applying:
            return
        way = pointer.position - self._start
        dx, dy = way.x(), way.y()
        if pointer.modifiers & _ALONG:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        box = session.pose.box
        pose = Pose.of(box).moved(dx, dy)
        xs = (pose.left, pose.left + box.width / 2, pose.left + box.width)
        ys = (pose.top, pose.top + box.height / 2, pose.top + box.height)
        session.stand(pose.moved(*shift_to_lines_near(self.host, xs, ys)))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._apply()

    def cancel(self) -> None:
        if self._session is not None and not self._session.applying:
            self._end()

    def put_away(self) -> None:
        self._apply()

    def own_keys(self) -> Collection[int]:
        return ARROWS.keys()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        self._begin()
        session = self._session
        if session is not None and not session.applying:
            session.stand(session.pose.moved(*step_by(key, modifiers)))
            self._keys.start()

    def _apply(self) -> None:
        self._keys.stop()
        if self._session is not None and not self._session.applying:
            self._session.apply(StepTitle("Move"), self.tr("Moving."), self._end)

    def _end(self) -> None:
        self._keys.stop()
        if self._session is not None:
            self._session.end()
            self._session = None
