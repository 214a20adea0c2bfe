"""The palette that opens at the pen: favourites around colours, with size and opacity below."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.ui.brushes.popup import Popup
from aipaint_desktop.ui.colour.colour_wheel import ColourWheel
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.names import brush_title
from aipaint_desktop.workspace.brush_library import BrushLibrary

MOST = 12  # brushes
_SIZE = QSize(392, 470)
_MIDDLE = QPoint(196, 196)
_OUTER, _INNER, _WHEEL = 150, 106, 172  # px: radius of the brushes, of recent colours; width of the wheel
_BRUSH, _DOT = QSize(64, 40), QSize(18, 18)
_STROKE = QSize(54, 18)


class _BrushButton(QAbstractButton):
    """Shows the stroke of a brush."""

    pointed = Signal(str)  # its title, "" when the pointer leaves

    def __init__(self, preset: Preset, previews: BrushPreviews, parent: QWidget) -> None:
        super().__init__(parent)
        self.brush = preset.brush
        self._previews = previews
        self.title = brush_title(preset.brush)
        self.setCheckable(True)
        self.setAccessibleName(self.title)
        self.setFixedSize(_BRUSH)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        previews.ask_for([preset.brush])
        previews.painted.connect(self.update)

    def enterEvent(self, event: object) -> None:
        super().enterEvent(event)  # type: ignore[arg-type]
        self.pointed.emit(self.title)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.pointed.emit("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        edge = QPalette.ColorRole.Accent if self.hasFocus() or self.isChecked() else QPalette.ColorRole.Mid
        ground = QPalette.ColorRole.Button if self.underMouse() else QPalette.ColorRole.Base
        painter.setPen(QPen(colours.color(edge), 2 if self.hasFocus() or self.isChecked() else 1))
        painter.setBrush(colours.color(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = colours.color(QPalette.ColorRole.WindowText)
        stroke = self._previews.picture_of(self.brush, ink, self.devicePixelRatioF(), _STROKE)
        painter.drawPixmap(
            (self.width() - _STROKE.width()) // 2, (self.height() - _STROKE.height()) // 2, stroke
        )
        painter.end()


class _Dot(QAbstractButton):
    """Shows a colour."""

    def __init__(self, colour: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setAccessibleName(colour.name())
        self.setToolTip(colour.name())
        self.setFixedSize(_DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(QPen(self.palette().color(role), 2 if self.hasFocus() else 1))
        painter.setBrush(self.colour)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class BrushPalette(Popup):
    """Offers brushes and colours around a place on the canvas; a brush that is taken closes it.

    chosen: the artist took the preset of this name. coloured, sized, covered: there is another colour, size in px,
    opacity from 0 to 1.
    """

    chosen = Signal(str)
    coloured = Signal(QColor)
    sized = Signal(float)
    covered = Signal(float)

    def __init__(
        self,
        library: BrushLibrary,
        previews: BrushPreviews,
        brush: Brush,
        largest: float,
        colours: Sequence[QColor],
        parent: QWidget,
    ) -> None:
        """brush: the one in hand. largest: px. colours: the one in hand, then those used before, the last one first."""
        super().__init__(parent)
        self.brushes = [_BrushButton(preset, previews, self) for preset in around(library)]
        self.dots = [_Dot(colour, self) for colour in colours[1:]]
        self.wheel = ColourWheel(self)
        self.wheel.set_colour(colours[0])
        self.wheel.setGeometry(QRect(0, 0, _WHEEL, _WHEEL).translated(_MIDDLE - QPoint(_WHEEL, _WHEEL) / 2))
        self._name = QLabel(brush_title(brush), self)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.size_slider = ValueSlider(self.tr("Size"), 1, largest, " px", curved=True, parent=self)
        self.size_slider.set_number(brush.size)
        self.opacity = ValueSlider(self.tr("Opacity"), 1, 100, " %", parent=self)
        self.opacity.set_number(100 * brush.opacity)
        _put_around(self.brushes, _OUTER)
        _put_around(self.dots, _INNER)
        in_hand = brush_title(brush)
        for button in self.brushes:
            button.setChecked(button.brush.name == brush.name)
            button.pointed.connect(lambda title: self._name.setText(title or in_hand))
            button.clicked.connect(lambda _on, name=button.brush.name: self._take(name))
        for dot in self.dots:
            dot.clicked.connect(lambda _on, colour=dot.colour: self._colour(colour))
        self.wheel.changed.connect(self.coloured)
        self.size_slider.edited.connect(self.sized)
        self.opacity.edited.connect(lambda percent: self.covered.emit(percent / 100))
        for row, widget in enumerate((self._name, self.size_slider, self.opacity)):
            widget.setGeometry(24, 376 + 29 * row, _SIZE.width() - 48, 26)

    def open_around(self, place: QPoint) -> None:
        """Show it with its middle there, in coordinates of the screen."""
        self.open_at(place - _MIDDLE, _SIZE)
        first = next((button for button in self.brushes if button.isChecked()), None)
        (first or self.wheel).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go around the brushes."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        focused = self.focusWidget()
        key = Qt.Key(event.key())
        for ring in (self.brushes, self.dots):
            if key in steps and focused in ring:
                ring[(ring.index(focused) + steps[key]) % len(ring)].setFocus()  # type: ignore[arg-type]
                return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def _take(self, name: str) -> None:
        self.chosen.emit(name)
        self.close()

    def _colour(self, colour: QColor) -> None:
        self.wheel.set_colour(colour)
        self.coloured.emit(colour)


def around(library: BrushLibrary) -> list[Preset]:
    """List the favourites, and after them what was used last and the first that there are, as far as there is room."""
    found = {preset.name: preset for preset in (*library.favourites, *library.recent, *library.presets)}
    return list(found.values())[:MOST]


def _put_around(buttons: Sequence[QAbstractButton], radius: int) -> None:
    """Clockwise, the first one above the middle."""
    for index, button in enumerate(buttons):
        angle = math.tau * index / max(len(buttons), 1) - math.pi / 2
        middle = QPointF(_MIDDLE) + QPointF(math.cos(angle), math.sin(angle)) * radius
        button.move((middle - QPointF(button.width(), button.height()) / 2).toPoint())
