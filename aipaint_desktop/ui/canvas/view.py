"""The canvas: shows a document and passes mouse, pen, wheel and keys on to the tools."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QObject,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.document.document import Document
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.pinned_display import PinnedDisplay
from aipaint_desktop.ui.canvas.pointer import Pointer, finger_pointer, from_pen, mouse_pointer, pen_pointer
from aipaint_desktop.ui.canvas.tools.axis import AxisMover
from aipaint_desktop.ui.canvas.tools.brush import BrushTool
from aipaint_desktop.ui.canvas.tools.eraser import EraserTool
from aipaint_desktop.ui.canvas.tools.eyedropper import EyedropperTool
from aipaint_desktop.ui.canvas.tools.guides import GuideMover
from aipaint_desktop.ui.canvas.tools.hand import HandTool
from aipaint_desktop.ui.canvas.tools.host import Check
from aipaint_desktop.ui.canvas.tools.listed import TOOLS
from aipaint_desktop.ui.canvas.tools.rotate import RotateTool
from aipaint_desktop.ui.canvas.tools.text import TextTool
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.tools.zoom import ZoomTool
from aipaint_desktop.ui.canvas.touch import TouchGestures
from aipaint_desktop.workspace.pen_buttons import PenAction, PenButtons

T = TypeVar("T")
_Kind = TypeVar("_Kind", bound=Tool)
_WHEEL_STEP = 1.2
_PEN_NEAR_MS = 800  # after the last that it said
_SPACE, _R, _ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_Escape
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_COMMANDS = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
# After these nobody may ever tell that the button was released.
_LOST = (
    QEvent.Type.WindowDeactivate,
    QEvent.Type.WindowBlocked,
    QEvent.Type.UngrabMouse,
    QEvent.Type.Hide,
    QEvent.Type.TabletLeaveProximity,
)


class CanvasView(PinnedDisplay):
    """Lets the artist paint on the document that it shows.

    colour: what is painted with. other_colour: the one in waiting.
    pressure_curve: what becomes of the pressure that a pen reports.
    tools: by id. tool_groups: the same ones as a tool bar shows them.
    touched: mouse or pen went down on the canvas, for whatever is to come of it.
    hover: the pointer is at this place in the document, pressed or not; hover_left: it has left the canvas.
    colour_picked: the eyedropper took this colour, and `colour` is set to it.
    colour_used: something was painted with this colour.
    palette_wanted: the right button was pressed with a brush in hand, at this place of the widget.
    """

    tool_changed = Signal(str)
    colour_picked = Signal(QColor)
    colour_used = Signal(QColor)
    palette_wanted = Signal(QPointF)
    touched = Signal()
    hover = Signal(QPointF)
    hover_left = Signal()

    def __init__(
        self, document: Document, parent: QWidget | None = None, *, background: Background | None = None
    ) -> None:
        """background: does what takes the tools long, which is done at once where there is none."""
        super().__init__(document, parent, background)
        self._colour = QColor(0, 0, 0)
        self.other_colour = QColor(255, 255, 255)
        self.pressure_curve = PressureCurve()
        self.tool_groups = tuple(tuple(kind(self) for kind in group) for group in TOOLS)
        self.tools = {tool.id: tool for group in self.tool_groups for tool in group}
        for tool in self.tools.values():
            tool.setParent(self)
        self.brush_tool = self._tool_of(BrushTool)
        self.eraser_tool = self._tool_of(EraserTool)
        self._eyedropper = self._tool_of(EyedropperTool)
        self._hand = self._tool_of(HandTool)
        self.guide_mover = GuideMover(self)
        self.guide_mover.setParent(self)
        self.axis_mover = AxisMover(self)
        self.axis_mover.setParent(self)
        self._rotate = self._tool_of(RotateTool)
        self._zoom = self._tool_of(ZoomTool)
        self._tool: Tool = self.brush_tool
        self._working: Tool | None = None
        self._held_by = Qt.MouseButton.NoButton  # what holds the tool that is at work
        self._by_pen = False
        self._pointer: Pointer | None = None
        self._outline = QRect()
        self._held: set[int] = set()
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.timeout.connect(self._flush_moves)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._touch = TouchGestures(self, self)
        self.pen_buttons = PenButtons()
        self._pen_said = QElapsedTimer()  # something the last time
        self._show_cursor(Qt.KeyboardModifier.NoModifier)

    def _tool_of(self, kind: type[_Kind]) -> _Kind:
        """Give the tool of exactly this class."""
        found = self.tools[kind.id]
        assert type(found) is kind
        return found

    @property
    def colour(self) -> QColor:
        return self._colour

    @colour.setter
    def colour(self, colour: QColor) -> None:
        self._colour = colour
        self._tool.follow_colour()

    @property
    def tool(self) -> Tool:
        """Give what the pointer does when no key asks for something else."""
        return self._tool

    @property
    def pointer(self) -> Pointer | None:
        """Tell where the mouse or pen is, while it is over the canvas."""
        return self._pointer

    @property
    def pointed(self) -> tuple[float, float] | None:
        """Give the place of the document under the pointer, if that is over the canvas."""
        pointer = self._pointer
        return None if pointer is None else (pointer.position.x(), pointer.position.y())

    @property
    def brush(self) -> Brush:
        """Give the brush in hand, or that was last."""
        return self.brush_tool.brush

    def held(self, key: int) -> bool:
        """Tell whether Space or R is down."""
        return key in self._held

    def choose_tool(self, tool_id: str) -> None:
        """Choose a tool by its id. Raises `KeyError` for an id that is not in `tools`."""
        tool = self.tools[tool_id]
        if tool is not self._tool:
            self.end()
            self._tool.put_away()
            self._tool = tool
            tool.take_up()
            self._show_cursor(Qt.KeyboardModifier.NoModifier)
            self.refresh_outline()
            self.tool_changed.emit(tool_id)

    def edit_text(self, layer_id: str) -> None:
        """Take the text tool and edit the text of a layer."""
        self.choose_tool(TextTool.id)
        self._tool_of(TextTool).edit(layer_id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_colour(self, colour: QColor) -> None:
        """Paint with a colour that was picked on the canvas."""
        self.colour = colour
        self.colour_picked.emit(colour)

    def work(
        self,
        doing: str,
        work: Callable[[Check], T],
        done: Callable[[T], object],
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        def finish(result: T) -> None:
            with self._noting_use(of_colour=self._tool.uses_colour):
                done(result)

        super().work(doing, work, finish, given_up)

    @contextmanager
    def _noting_use(self, *, of_colour: bool) -> Iterator[None]:
        """Tell that the colour was used where what is done within makes a step of the history."""
        steps = self._document.history.steps
        yield
        now = self._document.history.steps
        if of_colour and now[-1] is not steps[-1]:
            self.colour_used.emit(self.colour)

    def undo(self) -> None:
        """Take back what the tool in hand has begun, or else the last step of the document."""
        if not self._tool.take_back():
            self._document.undo()

    def refuse(self, why: str) -> None:
        """Say in a sentence why a tool does nothing."""
        self.refused.emit(why)

    def cancel(self) -> None:
        """Give up a stroke or a selection that is being drawn."""
        tool = self._let_go()
        if tool is not None:
            tool.cancel()

    def end(self) -> None:
        """End a stroke or a selection that is being drawn, at the last point that is sure to belong to it. What the
        pointer does from now on begins with the next press."""
        if self._working is not None and self._pointer is not None:
            self._release(self._pointer)

    def _let_go(self) -> Tool | None:
        tool, self._working = self._working, None
        application = QCoreApplication.instance()
        if self._by_pen and application is not None:
            application.removeEventFilter(self)
        self._by_pen = False
        return tool

    def set_document(self, document: Document) -> None:
        self.cancel()
        self._tool.put_away()
        self.give_up_work()
        super().set_document(document)
        self._tool.take_up()

    def refresh_outline(self) -> None:
        """Draw the tool's outline anew, after the brush has changed."""
        before = self._outline
        tool = self._working or self._tool
        self._outline = tool.outline()
        self.update(before)
        self.update(self._outline)

    def draw_over(self, painter: QPainter) -> None:
        super().draw_over(painter)
        (self._working or self._tool).draw_over(painter)

    def _guide_at(self, point: QPointF) -> int | None:
        """The guide that a press would take hold of, by its place among the document's."""
        return self.guide_at(point) if self._tool.takes_guides else None

    def _mover_at(self, point: QPointF) -> Tool | None:
        """What a press would move that lies over the picture, if anything."""
        if self._guide_at(point) is not None:
            return self.guide_mover
        return self.axis_mover if self.axes_at(point) else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = None if from_pen(event) else self._guide_at(event.position())
        if found is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.cancel()
            self.guide_opened.emit(found)

    # Pointer

    def _press(
        self,
        pointer: Pointer,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
        *,
        pen: bool = False,
        tool: Tool | None = None,
    ) -> None:
        """button: that went down. buttons: that are down. tool: what it works, whatever is in hand."""
        # A pen does not give the focus by itself, as a mouse does.
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.touched.emit()
        if self._working is not None:
            still_held = bool(buttons & self._held_by)
            self.end()
            if still_held and button != Qt.MouseButton.LeftButton:
                return  # a slip of the hand that draws
        if tool is None and button == Qt.MouseButton.RightButton and self._tool.has_palette:
            self._point(pointer)
            self.palette_wanted.emit(pointer.widget_position)
            return
        self._working = tool or self._tool_for(button, pointer.modifiers)
        if self._working is self._tool and tool is None:
            self._working = self._mover_at(pointer.widget_position) or self._tool
        self._point(pointer)
        if self._working is not None:
            self._held_by, self._by_pen = button, pen
            application = QCoreApplication.instance()
            if pen and application is not None:  # who alone hears of a pen that is out of range
                application.installEventFilter(self)
            self._working.press(pointer)

    def _move(self, pointer: Pointer, buttons: Qt.MouseButton, *, pen: bool = False) -> None:
        if self._working is not None and pen is not self._by_pen:
            return  # a mouse that is jolted while the pen draws
        if self._working is not None and not buttons & self._held_by:
            self.end()  # its release was lost
        if self._working is None:
            self._point(pointer)
            self._show_cursor(pointer.modifiers)
            return
        self._pointer = pointer
        self._working.move(pointer)
        # Pens send many moves a frame; they are drawn together, once none is waiting in the event loop.
        if not self._flush.isActive():
            self._flush.start()

    def _release(self, pointer: Pointer) -> None:
        tool = self._let_go()
        if tool is not None:
            with self._noting_use(of_colour=tool.uses_colour and not pointer.eraser):
                tool.release(pointer)
        self._point(pointer)
        self._show_cursor(pointer.modifiers)

    def _holds(self, button: Qt.MouseButton, *, pen: bool = False) -> bool:
        """Whether its release ends what is being drawn, or nothing is."""
        return self._working is None or (button == self._held_by and pen is self._by_pen)

    def _point(self, pointer: Pointer) -> None:
        self._pointer = pointer
        self.refresh_outline()
        self.hover.emit(pointer.position)

    def _flush_moves(self) -> None:
        if self._working is not None and self._pointer is not None:
            self._working.flush()
            self._point(self._pointer)

    def _tool_for(self, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> Tool | None:
        if button == Qt.MouseButton.MiddleButton:
            return self._hand
        if button == Qt.MouseButton.RightButton:
            return self._eyedropper
        return self._tool_by_keys(modifiers) if button == Qt.MouseButton.LeftButton else None

    def _tool_by_keys(self, modifiers: Qt.KeyboardModifier) -> Tool:
        if _SPACE in self._held:
            return self._zoom if modifiers & _CONTROL else self._rotate if modifiers & _SHIFT else self._hand
        if _R in self._held:
            return self._rotate
        if modifiers & _CONTROL and self._tool.picks_colour():
            return self._eyedropper
        return self._tool

    def _show_cursor(self, modifiers: Qt.KeyboardModifier) -> None:
        if self._working is None:
            tool = self._tool_by_keys(modifiers)
            mover = self._mover_at(self._pointer.widget_position) if self._pointer else None
            shape = (mover if mover and tool is self._tool else tool).cursor_at(self._pointer)
            if shape != self.cursor().shape():
                self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not from_pen(event):
            self._press(mouse_pointer(event, self.viewport), event.button(), event.buttons())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not from_pen(event):
            self._move(mouse_pointer(event, self.viewport), event.buttons())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not from_pen(event) and self._holds(event.button()):
            self._release(mouse_pointer(event, self.viewport))

    def tabletEvent(self, event: QTabletEvent) -> None:
        pointer = pen_pointer(event, self.viewport, self.pressure_curve)
        self._pen_said.start()
        self._touch.give_up()
        match event.type():
            case QEvent.Type.TabletPress if event.button() != Qt.MouseButton.LeftButton:
                self._press_pen_button(pointer, event.button(), event.buttons())
            case QEvent.Type.TabletPress:
                self._press(pointer, event.button(), event.buttons(), pen=True)
            case QEvent.Type.TabletRelease:
                if self._holds(event.button(), pen=True):
                    self._release(pointer)
            case _:
                self._move(pointer, event.buttons(), pen=True)
        # An accepted event is not sent again as one of the mouse.
        event.accept()

    def _press_pen_button(self, pointer: Pointer, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        """Do what the artist wants of one of the buttons at the pen's side."""
        match self.pen_buttons.action(upper=button == Qt.MouseButton.MiddleButton):
            case PenAction.UNDO:
                self.undo()
            case PenAction.REDO:
                self.redo()
            case PenAction.NOTHING:
                self._point(pointer)
            case PenAction.PALETTE if self._tool.has_palette:
                self._press(pointer, Qt.MouseButton.RightButton, buttons, pen=True)
            case action:
                held = {
                    PenAction.PAN: self._hand,
                    PenAction.ZOOM: self._zoom,
                    PenAction.ROTATE: self._rotate,
                    PenAction.ERASE: self.eraser_tool,
                }
                self._press(pointer, button, buttons, pen=True, tool=held.get(action, self._eyedropper))

    # Fingers

    @property
    def paints_by_touch(self) -> bool:
        """Tell whether a finger paints: as long as no pen has been seen."""
        return not self._pen_said.isValid()

    @property
    def pen_is_near(self) -> bool:
        """Tell whether a pen draws, or hovers over the canvas, which it says again and again."""
        if self._working is not None and self._by_pen:
            return True
        return self._pen_said.isValid() and self._pen_said.elapsed() < _PEN_NEAR_MS

    def press_finger(self, place: QPointF, time: float) -> None:
        left = Qt.MouseButton.LeftButton
        self._press(finger_pointer(place, time, self.viewport), left, left)

    def move_finger(self, place: QPointF, time: float) -> None:
        self._move(finger_pointer(place, time, self.viewport), Qt.MouseButton.LeftButton)

    def lift_finger(self, place: QPointF, time: float) -> None:
        if self._holds(Qt.MouseButton.LeftButton):
            self._release(finger_pointer(place, time, self.viewport))

    def pick_at(self, place: QPointF) -> None:
        """Pick the colour at a place of the widget."""
        self._eyedropper.press(finger_pointer(place, 0.0, self.viewport))

    def redo(self) -> None:
        """Make again what was undone last."""
        self._document.redo()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._working is None:
            self._pointer = None
            self.refresh_outline()
            self.hover_left.emit()

    # Wheel, gestures and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if self._working is not None:
            return
        touchpad = event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
        if touchpad and not event.modifiers() & _CONTROL:
            self.pan(QPointF(event.pixelDelta()))
        else:
            self.zoom_by(_WHEEL_STEP ** (event.angleDelta().y() / 120), event.position())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.TabletLeaveProximity:
            self.end()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() in _LOST:
            self.end()
        if isinstance(event, QNativeGestureEvent) and self._working is None:
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
            elif event.gestureType() == Qt.NativeGestureType.RotateNativeGesture:
                self.set_rotation(self.viewport.rotation + event.value())
            return True
        if isinstance(event, QTouchEvent) and self._touch.take(event):
            event.accept()
            return True
        # Keys that mean something while they are held here must not become the window's shortcuts.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.key() in (_SPACE, _R) or self._ends_something(event.key()) or self._is_of_tool(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def _ends_something(self, key: int) -> bool:
        return key == _ESCAPE and (self._working is not None or self.busy)

    def _is_of_tool(self, event: QKeyEvent) -> bool:
        """Whether a key means something to the tool in hand."""
        return not event.modifiers() & _COMMANDS and event.key() in self._tool.own_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._ends_something(key):
            self.cancel()
            self.give_up_work()
        elif self._is_of_tool(event):
            self._tool.press_key(key, event.modifiers())
            self.refresh_outline()
        elif key in (_SPACE, _R):
            self._held.add(key)
        else:
            event.ignore()
        self._show_cursor(event.modifiers())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._held:
            if not event.isAutoRepeat():
                self._held.discard(event.key())
        else:
            event.ignore()
        self._show_cursor(event.modifiers())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.let_go_of_keys()

    def let_go_of_keys(self) -> None:
        """Forget all keys that were held, as after a change of the focus."""
        self._held.clear()
        self._show_cursor(Qt.KeyboardModifier.NoModifier)
