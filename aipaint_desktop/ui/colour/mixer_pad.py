"""The mixing palette in the panel: drag to mix, and pick from it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.colour.mixing import HEIGHT, RADIUS, WIDTH, MixingPalette

_GROUND = QColor(214, 210, 202)  # of a wooden palette's grey, which tints nothing
_KEY_STEP = 6.0
_BUTTONS = Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton


class MixerPad(QWidget):
    """Mixes paint with the colour in hand; the right button, or Ctrl and a click, picks."""

    picked = Signal(QColor)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.palette_of_paint = MixingPalette()
        self._colour = QColor(0, 0, 0)
        self._picking = False
        self._at = QPointF(WIDTH / 2, HEIGHT / 2)  # where keys dab
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Mixing palette"))
        self.setToolTip(
            self.tr(
                "Drag to mix in the colour in hand; the right button picks. Arrow keys, Space and Enter do the same."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 60)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def set_colour(self, colour: QColor) -> None:
        """Take this colour for the next dab."""
        self._colour = QColor(colour)

    def take_over(self, other: "MixerPad") -> None:
        self.palette_of_paint.take_over(other.palette_of_paint)
        self.set_colour(other._colour)
        self.update()

    def wipe(self) -> None:
        """Take all paint away."""
        self.palette_of_paint.wipe()
        self.update()

    def _place(self, point: QPointF) -> tuple[float, float]:
        return point.x() * WIDTH / max(1, self.width()), point.y() * HEIGHT / max(1, self.height())

    def _dab(self, x: float, y: float) -> None:
        colour = self._colour
        self.palette_of_paint.press(x, y, (colour.red(), colour.green(), colour.blue()))
        self.update()

    def _pick(self, x: float, y: float) -> None:
        found = self.palette_of_paint.at(x, y)
        if found is not None:
            self.picked.emit(QColor(*found))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, y = self._place(event.position())
        self._at = QPointF(x, y)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._picking = control or event.button() == Qt.MouseButton.RightButton
        if self._picking:
            self._pick(x, y)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._dab(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = self._place(event.position())
        if not event.buttons() & _BUTTONS:
            return
        self._at = QPointF(x, y)
        if self._picking:
            self._pick(x, y)
        else:
            self.palette_of_paint.drag(x, y)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            x = min(max(self._at.x() + step[0] * _KEY_STEP, 0), WIDTH - 1)
            y = min(max(self._at.y() + step[1] * _KEY_STEP, 0), HEIGHT - 1)
            self._at = QPointF(x, y)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.palette_of_paint.drag(x, y)
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self._dab(self._at.x(), self._at.y())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._at.x(), self._at.y())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rounded = QPainterPath()
        rounded.addRoundedRect(box, 6, 6)
        painter.fillPath(rounded, _GROUND)
        painter.setClipPath(rounded)
        painter.drawImage(QRectF(self.rect()), to_qimage(self.palette_of_paint.pixels))
        painter.setClipping(False)
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(QPen(self.palette().color(role), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded)
        if self.hasFocus():
            scale = self.width() / WIDTH
            at = QPointF(self._at.x() * scale, self._at.y() * self.height() / HEIGHT)
            painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
            painter.drawEllipse(at, RADIUS * scale, RADIUS * self.height() / HEIGHT)
        painter.end()
