"""What all pictures have in common in which a colour is chosen by hue, colourfulness and lightness."""

import math
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.ui.colour.harmonies import NO_HARMONY, Harmony
from aipaint_desktop.ui.colour.models import ColourModel, Hsv, Place, colour_at

_KEY_STEP, _KEY_TURN = 0.02, 1 / 72
MARK = 5.0  # px, radius of the mark of a hue that goes with the one in hand


class ColourChooser(QWidget):
    """Chooses a colour of a model; grey keeps the hue that was chosen last.

    Of the hues of a harmony each can be chosen while the others stay where they are.
    """

    changed = Signal(QColor)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ColourModel = Hsv()
        self._place = Place(0.07, 0.6, 0.8)
        self._colour = colour_at(self._model, self._place)
        self._harmony = NO_HARMONY
        self._root = self._place.hue  # from which the harmony is counted
        self._held: Enum | None = None  # the part of the picture that the mouse holds
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Arrow keys change saturation and value; with Shift, the hue"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(132, 132)

    def sizeHint(self) -> QSize:
        return QSize(176, 176)

    @property
    def colour(self) -> QColor:
        return self._colour

    @property
    def harmonious(self) -> list[float]:
        """List the hues that go with the one in hand, 0 to 1, that one among them."""
        return [(self._root + away) % 1 for away in self._harmony.away]

    def set_model(self, model: ColourModel) -> None:
        """Choose in other numbers; the colour stays."""
        self._model = model
        self._place = model.place(self._colour, self._place)
        self._root = self._place.hue
        self.update()

    def set_harmony(self, harmony: Harmony) -> None:
        """Mark the hues that go with the one in hand."""
        self._harmony = harmony
        self._root = self._place.hue
        self.update()

    def take_over(self, other: "ColourChooser") -> None:
        """Stand as the other one does, with the hue of a grey too."""
        self._model, self._harmony = other._model, other._harmony
        self._place, self._colour, self._root = other._place, other._colour, other._root
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Show the colour without telling anyone."""
        if colour.rgb() != self._colour.rgb():
            self._colour = QColor(colour)
            self._place = self._model.place(colour, self._place)
            self._root = self._place.hue
            self.update()

    def choose_harmonious(self, number: int) -> None:
        """Take one of the hues of `harmonious`, as colourful and light as the colour in hand."""
        self._move(self._place._replace(hue=self.harmonious[number]), of_harmony=True)

    def _move(self, place: Place, *, of_harmony: bool = False) -> None:
        """Take the colour at a place, and tell."""
        self._place = Place(place.hue % 1, min(max(place.colourful, 0), 1), min(max(place.light, 0), 1))
        self._colour = colour_at(self._model, self._place)
        if not of_harmony:
            self._root = self._place.hue
        self.update()
        self.changed.emit(self._colour)

    def _choose_at(self, point: QPointF) -> None:
        """Take what is at a point of the part that is held."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._choose_at(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, up = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }.get(Qt.Key(event.key()), (0, 0))
        hue, colourful, light = self._place
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self._harmony.away) > 1:
            hues = self.harmonious
            now = min(range(len(hues)), key=lambda each: abs((hues[each] - hue + 0.5) % 1 - 0.5))
            self.choose_harmonious((now + 1) % len(hues))
        elif (across, up) == (0, 0):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move(Place(hue + (across + up) * _KEY_TURN, colourful, light))
        else:
            self._move(Place(hue, colourful + across * _KEY_STEP, light + up * _KEY_STEP))

    def _marks(self, centre: QPointF, radius: float) -> list[QPointF]:
        """Where the hues of the harmony are, on a circle; nowhere where there is none."""
        hues = self.harmonious
        return [on_circle(centre, radius, hue) for hue in hues] if len(hues) > 1 else []

    @staticmethod
    def _mark_at(point: QPointF, marks: list[QPointF]) -> int | None:
        """Which mark a press means."""
        return next(
            (
                number
                for number, mark in enumerate(marks)
                if math.dist(mark.toTuple(), point.toTuple()) <= MARK + 2
            ),
            None,
        )

    def _draw_focus(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        """Draw a line around what has the keys."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
            painter.drawEllipse(centre, radius + 1.5, radius + 1.5)

    @staticmethod
    def _draw_mark(painter: QPainter, at: QPointF) -> None:
        painter.setBrush(Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 1.5))
        painter.drawEllipse(at, MARK - 1, MARK - 1)

    @staticmethod
    def _draw_handle(painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
        painter.setBrush(colour)
        painter.drawEllipse(at, 6, 6)
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawEllipse(at, 6, 6)


def on_circle(centre: QPointF, radius: float, hue: float) -> QPointF:
    """Find where a hue is around a centre: 0 at the right, and on against the clock."""
    angle = 2 * math.pi * hue
    return QPointF(centre.x() + radius * math.cos(angle), centre.y() - radius * math.sin(angle))


def hue_at(centre: QPointF, point: QPointF) -> float:
    """Tell which hue, 0 to 1, is in the direction of a point."""
    offset = point - centre
    return (math.atan2(-offset.y(), offset.x()) / (2 * math.pi)) % 1


def middle_of(widget: QWidget) -> QPointF:
    """Give the middle of a widget."""
    return QRectF(widget.rect()).center()
