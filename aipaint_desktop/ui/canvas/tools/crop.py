"""Crop: makes a rectangle the canvas."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.change import Change
from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.state import State
from aipaint_desktop.document.transforming.handles import Handle, Keys, Kind, Manner, dragged, grabbed, places
from aipaint_desktop.document.transforming.picture import cropped_picture
from aipaint_desktop.document.transforming.pose import Place, Pose
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.crop_options import CropOptions
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.snapping import shift_to_lines_near, snapped_point
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.tools.transforming.drawing import draw_handle, draw_lines
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_STEADY = Qt.KeyboardModifier.ShiftModifier
_AROUND = Qt.KeyboardModifier.AltModifier
_NEAR = 9.0  # px on the screen that a handle is grabbed from
_SHADE = QColor(0, 0, 0, 130)
_FAINT = 0.5
_ENTER = Qt.Key.Key_Return, Qt.Key.Key_Enter
_GRIPS = (Kind.CORNER, Kind.SIDE)


class CropTool(Tool):
    """Sets a rectangle by its corners and sides, or draws a new one from outside of it; it may reach beyond the canvas,
    which grows then. Shift keeps its proportion, Alt its middle. Enter crops, Esc sets it back.

    changed: the rectangle is another.
    """

    id = "crop"
    icon = "crop"
    shortcut = "C"

    changed = Signal()

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._rect: Rect | None = None  # None while the tool is not in hand
        self._drag: tuple[Rect, Handle | None, Place] | None = None
        self._stop_following: Callable[[], None] | None = None

    def title(self) -> str:
        return self.tr("Crop")

    def options(self) -> QWidget:
        return CropOptions(self)

    @property
    def rect(self) -> Rect | None:
        """Give what is to be the canvas; None while there is nothing to crop."""
        return self._rect

    @property
    def differs(self) -> bool:
        """Tell whether it is another than the canvas."""
        return self._rect is not None and self._rect != self.host.document.rect

    def set_rect(self, rect: Rect) -> None:
        """Set what is to be the canvas."""
        self._rect = rect
        self.host.update()
        self.changed.emit()

    def take_up(self) -> None:
        self._stop_following = self.host.document.changed.add(self._on_changed)
        self.reset()

    def put_away(self) -> None:
        if self._stop_following is not None:
            self._stop_following()
            self._stop_following = None
        self._rect = self._drag = None
        self.host.update()
        self.changed.emit()

    def _on_changed(self, change: Change) -> None:
        if change.properties:
            self.reset()

    def reset(self) -> None:
        """Take all of the canvas, or what is selected."""
        document = self.host.document
        self._drag = None
        self.set_rect(document.rect if document.selection is None else bounds(document.selection))

    def apply(self) -> None:
        """Make the rectangle the canvas."""
        rect, document = self._rect, self.host.document
        if rect is None or not self.differs:
            return
        try:
            check_canvas(rect.width, rect.height)
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        state = document.state

        def take(made: State) -> None:
            document.apply(
                StepTitle("Crop"), lambda now: made if now is state else cropped_picture(now, rect)
            )

        self.host.work(self.tr("Cropping."), lambda _check: cropped_picture(state, rect), take)

    # Pointer and keys

    def press(self, pointer: Pointer) -> None:
        rect = self._rect
        if rect is None:
            return
        place = pointer.position.x(), pointer.position.y()
        handle = self._handle(place)
        if handle is not None and handle.kind is Kind.INSIDE and rect == self.host.document.rect:
            handle = None  # nobody moves all of the canvas away: a new rectangle begins
        self._drag = rect, handle, place

    def _handle(self, place: Place) -> Handle | None:
        """What is dragged from there; None for a new rectangle."""
        assert self._rect is not None
        found = grabbed(Pose.of(self._rect), Manner.PERSPECTIVE, place, _NEAR / self.host.viewport.scale)
        return None if found.kind is Kind.OUTSIDE else found

    def move(self, pointer: Pointer) -> None:
        if self._drag is None:
            return
        rect, handle, start = self._drag
        now = pointer.position.x(), pointer.position.y()
        if handle is None:
            drawn = _between(self._clung(start), self._clung(now))
            if not drawn.empty:
                self.set_rect(drawn)
            return
        pose = Pose.of(rect)
        keys = Keys(bool(pointer.modifiers & _STEADY), around=bool(pointer.modifiers & _AROUND))
        self.set_rect(
            _rect_of(dragged(pose, handle, start, self._snapped(pose, handle, start, now), Manner.FREE, keys))
        )

    def _clung(self, place: Place) -> Place:
        point = snapped_point(self.host, QPointF(*place))
        return point.x(), point.y()

    def _snapped(self, pose: Pose, handle: Handle, start: Place, now: Place) -> Place:
        dx, dy = now[0] - start[0], now[1] - start[1]
        if handle.kind is Kind.INSIDE:
            (left, top), (right, bottom) = pose.quad[0].tolist(), pose.quad[2].tolist()
            xs, ys = [left + dx, right + dx], [top + dy, bottom + dy]
        else:
            x, y = places(pose, Manner.FREE)[handle]
            xs, ys = [x + dx], [y + dy]
        across, down = shift_to_lines_near(self.host, xs, ys)
        return now[0] + across, now[1] + down

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._drag = None

    def cancel(self) -> None:
        if self._drag is not None:
            rect, self._drag = self._drag[0], None
            self.set_rect(rect)

    def own_keys(self) -> Collection[int]:
        return (*_ENTER, Qt.Key.Key_Escape) if self.differs else ()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        if key in _ENTER:
            self.apply()
        else:
            self.set_rect(self.host.document.rect)

    def cursor_at(self, pointer: Pointer | None) -> Qt.CursorShape:
        if self._rect is None or pointer is None:
            return self.cursor
        handle = self._handle((pointer.position.x(), pointer.position.y()))
        if handle is not None and handle.kind in _GRIPS:
            return Qt.CursorShape.PointingHandCursor
        moves = handle is not None and self._rect != self.host.document.rect
        return Qt.CursorShape.SizeAllCursor if moves else self.cursor

    # What is seen

    def draw_over(self, painter: QPainter) -> None:
        rect = self._rect
        if rect is None:
            return
        view = self.host.viewport.transform
        inside = QPainterPath()
        inside.addPolygon(view.map(QRectF(*rect)))
        around = QPainterPath()
        around.addRect(self.host.rect().toRectF())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(around.subtracted(inside), _SHADE)

        def line(x: float, y: float, u: float, v: float) -> list[QPointF]:
            return [view.map(QPointF(x, y)), view.map(QPointF(u, v))]

        painter.setOpacity(_FAINT)
        for share in (1 / 3, 2 / 3):
            x, y = rect.left + share * rect.width, rect.top + share * rect.height
            draw_lines(painter, [line(x, rect.top, x, rect.bottom), line(rect.left, y, rect.right, y)])
        painter.setOpacity(1)
        pose = Pose.of(rect)
        corners = [view.map(QPointF(*corner)) for corner in pose.quad.tolist()]
        draw_lines(painter, [[*corners, corners[0]]])
        for handle, place in places(pose, Manner.FREE).items():
            if handle.kind in _GRIPS:
                draw_handle(painter, view.map(QPointF(*place)))


def _between(one: Place, other: Place) -> Rect:
    return Rect.from_edges(
        round(min(one[0], other[0])),
        round(min(one[1], other[1])),
        round(max(one[0], other[0])),
        round(max(one[1], other[1])),
    )


def _rect_of(pose: Pose) -> Rect:
    """The whole pixels of what has not been turned; at least one."""
    left, top = pose.quad.min(axis=0).tolist()
    right, bottom = pose.quad.max(axis=0).tolist()
    rect = _between((left, top), (right, bottom))
    return Rect(rect.left, rect.top, max(1, rect.width), max(1, rect.height))
