"""Transform: scales, turns, leans, flips, bends and moves what is chosen, or what is selected of it."""

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.transforming.bounds import box_of_chosen
from aipaint_desktop.document.transforming.chosen import check_transformable
from aipaint_desktop.document.transforming.handles import Handle, Keys, Kind, Manner, dragged, grabbed, places
from aipaint_desktop.document.transforming.pose import Place, Pose
from aipaint_desktop.document.tree import all_nodes, leaves
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.arrow_keys import ARROWS, step_by
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.snapping import shift_to_lines_near
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.tools.transform_options import TransformOptions
from aipaint_desktop.ui.canvas.tools.transforming.drawing import draw_pose
from aipaint_desktop.ui.canvas.tools.transforming.session import Session
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_STEADY = Qt.KeyboardModifier.ShiftModifier
_SKEWED = Qt.KeyboardModifier.ControlModifier
_AROUND = Qt.KeyboardModifier.AltModifier
_NEAR = 9.0  # px on the screen that a handle is grabbed from
_ENTER = Qt.Key.Key_Return, Qt.Key.Key_Enter
_BACK = Qt.Key.Key_Backspace


class TransformTool(Tool):
    """Puts handles around what is chosen. Corners and sides scale it, what is outside turns it, inside it is moved;
    Shift keeps proportions, turns by steps of 15° and moves along one axis, Ctrl leans by sides and makes a perspective
    by corners, Alt does it around the pivot. Enter applies, Esc gives up, Backspace takes back the last drag.

    changed: it stands otherwise, or there is nothing more to transform.
    """

    id = "transform"
    icon = "scaling"
    shortcut = "Ctrl+T"

    changed = Signal()

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._session: Session | None = None
        self._stop_following: Callable[[], None] | None = None
        self._drag: tuple[Pose, Handle, Place] | None = None
        self._before: list[Pose] = []
        self._other = QTimer(self)  # once all others know that something else is chosen
        self._other.setSingleShot(True)
        self._other.setInterval(0)
        self._other.timeout.connect(self._apply_before_the_other)
        self.manner = Manner.FREE
        self.kernel = Kernel.BICUBIC
        self.chained = False

    def title(self) -> str:
        return self.tr("Transform")

    def options(self) -> QWidget:
        return TransformOptions(self)

    # What is transformed

    def take_up(self) -> None:
        self._stop_following = self.host.document.changed.add(self._on_changed)
        self._begin()

    def put_away(self) -> None:
        if self._stop_following is not None:
            self._stop_following()
            self._stop_following = None
        self._drag = None
        self._other.stop()
        session = self._session
        if session is not None:
            self._session = None
            if session.applying or session.pose.still:
                session.end()
            else:
                session.apply(StepTitle("Transform"), self.tr("Transforming."), session.end)
        self.changed.emit()

    def _begin(self, pose: Pose | None = None) -> None:
        """Put handles around what is chosen."""
        if self._stop_following is None:
            return  # it was put away while what it did was being applied
        self._end()
        state = self.host.document.state
        try:
            check_transformable(state)
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        box = box_of_chosen(state)
        if box.empty:
            self.host.refuse(self.tr("There is nothing on the layer to transform."))
            return
        self._session = session = Session(self.host, box, self)
        session.kernel = self.kernel
        if pose is not None:
            session.stand(pose)
        self.changed.emit()

    def _end(self) -> None:
        self._drag, self._before = None, []
        if self._session is not None:
            self._session.end()
            self._session = None
        self.host.update()
        self.changed.emit()

    def _on_changed(self, _change: Change) -> None:
        """Follow what others do to the document."""
        session, state = self._session, self.host.document.state
        if session is None or (session.state is not state and not session.applying):
            if session is not None and not session.pose.still and _other_chosen(session.state, state):
                self._other.start()
                return
            same = session is not None and _same_chosen(session.state, state)
            before = self._before
            self._begin(session.pose if same and session is not None else None)
            self._before = before if same else []

    def _apply_before_the_other(self) -> None:
        """Apply to what was chosen, now that something else is."""
        session = self._session
        if session is not None and not session.applying:
            session.apply(StepTitle("Transform"), self.tr("Transforming."), self._begin)

    # How it stands

    @property
    def pose(self) -> Pose | None:
        """Tell how what is transformed stands; None where there is nothing."""
        return None if self._session is None else self._session.pose

    def stand(self, pose: Pose) -> None:
        """Let it stand otherwise, which can be taken back."""
        session = self._session
        if session is not None and not session.applying:
            self._before.append(session.pose)
            self._show(pose)

    def _show(self, pose: Pose) -> None:
        if self._session is not None:
            self._session.stand(pose)
            self.changed.emit()

    def choose_manner(self, manner: Manner) -> None:
        """Let handles do something else."""
        self.manner = manner
        self.host.update()
        self.changed.emit()

    def choose_kernel(self, kernel: Kernel) -> None:
        """Find what lies between pixels another way."""
        self.kernel = kernel
        if self._session is not None:
            self._session.resample_by(kernel)

    def choose_patches(self, columns: int, rows: int) -> None:
        """Bend it by a grid of so many patches."""
        if self.pose is not None:
            self.stand(replace(self.pose, mesh=self.pose.bent.with_patches(columns, rows)))

    def apply(self) -> None:
        """Make it a step of the document."""
        session = self._session
        if session is not None and not session.applying and not session.pose.still:
            session.apply(StepTitle("Transform"), self.tr("Transforming."), self._begin)

    def reset(self) -> None:
        """Let it stand as it did."""
        if self._session is not None and not self._session.applying:
            self._drag, self._before = None, []
            self._show(Pose.of(self._session.pose.box))

    # Pointer and keys

    def press(self, pointer: Pointer) -> None:
        if self._session is None:
            self._begin()
        session = self._session
        if session is None or session.applying:
            return
        place = pointer.position.x(), pointer.position.y()
        handle = grabbed(session.pose, self.manner, place, self._reach)
        self._drag = session.pose, handle, place
        self._before.append(session.pose)

    @property
    def _reach(self) -> float:
        return _NEAR / self.host.viewport.scale

    def move(self, pointer: Pointer) -> None:
        if self._drag is None:
            return
        pose, handle, start = self._drag
        now = self._snapped(pose, handle, start, (pointer.position.x(), pointer.position.y()))
        held = pointer.modifiers
        keys = Keys(bool(held & _STEADY), bool(held & _SKEWED), bool(held & _AROUND))
        self._show(dragged(pose, handle, start, now, self.manner, keys))

    def _snapped(self, pose: Pose, handle: Handle, start: Place, now: Place) -> Place:
        """The pointer where what it drags clings to lines."""
        dx, dy = now[0] - start[0], now[1] - start[1]
        if handle.kind is Kind.OUTSIDE:
            return now
        if handle.kind is Kind.INSIDE:
            left, top = pose.quad.min(axis=0).tolist()
            right, bottom = pose.quad.max(axis=0).tolist()
            xs, ys = [left, (left + right) / 2, right], [top, (top + bottom) / 2, bottom]
        else:
            x, y = places(pose, self.manner)[handle]
            xs, ys = [x], [y]
        across, down = shift_to_lines_near(self.host, [x + dx for x in xs], [y + dy for y in ys])
        return now[0] + across, now[1] + down

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        drag, self._drag = self._drag, None
        if drag is not None and self.pose is drag[0]:
            self._before.pop()

    def cancel(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and self._before:
            self._show(self._before.pop())

    def take_back(self) -> bool:
        if self._session is None or self._session.applying or not self._before:
            return False
        self._drag = None
        self._show(self._before.pop())
        return True

    def own_keys(self) -> Collection[int]:
        if self._session is None:
            return ()
        still = self._session.pose.still
        return (
            *ARROWS,
            *(() if still else (*_ENTER, Qt.Key.Key_Escape)),
            *([_BACK] if self._before else ()),
        )

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        if key in _ENTER:
            self.apply()
        elif key == Qt.Key.Key_Escape:
            self.reset()
        elif key == _BACK:
            self.take_back()
        elif self.pose is not None:
            self.stand(self.pose.moved(*step_by(key, modifiers)))

    def cursor_at(self, pointer: Pointer | None) -> Qt.CursorShape:
        if self.pose is None or pointer is None:
            return self.cursor
        place = pointer.position.x(), pointer.position.y()
        kind = grabbed(self.pose, self.manner, place, self._reach).kind
        return {Kind.INSIDE: Qt.CursorShape.SizeAllCursor, Kind.OUTSIDE: Qt.CursorShape.CrossCursor}.get(
            kind, Qt.CursorShape.PointingHandCursor
        )

    def outline(self) -> QRect:
        return self.host.rect() if self._session is not None and self._drag is not None else QRect()

    def draw_over(self, painter: QPainter) -> None:
        if self.pose is not None:
            draw_pose(painter, self.pose, self.manner, self.host.viewport.transform)


def _other_chosen(one: State, other: State) -> bool:
    """Whether something else is chosen, and what was is as it was."""
    choices = [(state.active_id, state.chosen_ids, state.on_mask) for state in (one, other)]
    if choices[0] == choices[1] or not _there(one, other):
        return False
    active, chosen, on_mask = choices[0]
    return _same_chosen(one, replace(other, active_id=active, chosen_ids=chosen, on_mask=on_mask))


def _there(one: State, other: State) -> bool:
    """Whether all that is chosen in the one is in the other."""
    ids = {node.id for node in all_nodes(other.nodes)}
    return all(node.id in ids for node in one.chosen)


def _same_chosen(one: State, other: State) -> bool:
    """Whether what is chosen, and selected, is the same in both."""

    def look(state: State) -> object:
        chosen = [(node.id, node.mask) for node in state.chosen]
        tiles = [(leaf.id, leaf.tiles) for leaf in leaves(state.chosen) if isinstance(leaf, Layer)]
        return state.rect, state.on_mask, id(state.selection), chosen, tiles

    return look(one) == look(other)
