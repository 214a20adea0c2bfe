"""A slider that carries its own name and value: drag it, use the arrow keys, or type after a double click."""

import math

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QDialog, QSizePolicy, QWidget

from aipaint_desktop.ui.widgets.number_edit import MarkedEdit
from aipaint_desktop.ui.widgets.scroll_column import scrolls
from aipaint_desktop.ui.widgets.typed_numbers import read_number

_STEPS = 1000


class _Editor(MarkedEdit):
    """Keeps its keys to itself, or Enter would open it again."""

    def __init__(self, slider: QWidget) -> None:
        super().__init__(slider)
        self._slider = slider

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._slider.setFocus()
        super().keyPressEvent(event)
        event.accept()


class ValueSlider(QAbstractSlider):
    """Sets a number by a bar that fills from the left up to it.

    lowest, highest: the range of `number`. curved: equal ways along the bar are equal ratios, for sizes; the
    range must then be positive. unit: shown behind the number. decimals: digits shown and kept.
    editor: hidden but while a number is being typed: after a double click, Enter, or in a dialog a digit.
    """

    edited = Signal(float)  # the new number, when the artist changed it

    def __init__(
        self,
        label: str,
        lowest: float,
        highest: float,
        unit: str = "",
        *,
        decimals: int = 0,
        curved: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._lowest, self._highest = float(lowest), float(highest)
        self._unit, self._decimals, self._curved = unit, decimals, curved
        self._number = self._lowest
        self._at_press: float | None = None  # the number that the last click took the place of
        self.editor = _Editor(self)
        self.editor.hide()
        self.editor.editingFinished.connect(self._typed)
        self.editor.left_marked.connect(self.editor.hide)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, _STEPS)
        self.setSingleStep(_STEPS // 100)
        self.setPageStep(_STEPS // 10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._moved)

    @property
    def number(self) -> float:
        return self._number

    @property
    def value_text(self) -> str:
        """Write the number as it is shown."""
        return self._shown(self._number)

    def set_number(self, number: float) -> None:
        """Show the number, held within the range, without telling anyone; nothing changes where it is not finite."""
        if not math.isfinite(number):
            return
        self._number = min(max(round(float(number), self._decimals), self._lowest), self._highest)
        self.blockSignals(True)
        self.setValue(self._position_of(self._number))
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        text = f"{self._label}  {self._shown(self._highest)}"
        return QSize(self.fontMetrics().horizontalAdvance(text) + 32, self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _position_of(self, number: float) -> int:
        if self._curved:
            return round(_STEPS * math.log(number / self._lowest) / math.log(self._highest / self._lowest))
        return round(_STEPS * (number - self._lowest) / (self._highest - self._lowest))

    def _number_at(self, position: int) -> float:
        part = position / _STEPS
        if self._curved:
            return self._lowest * math.exp(part * math.log(self._highest / self._lowest))
        return self._lowest + part * (self._highest - self._lowest)

    def _moved(self, position: int) -> None:
        self._take(self._number_at(position))

    def _take(self, number: float) -> None:
        before = self._number
        self.set_number(number)
        if self._number != before:
            self.edited.emit(self._number)

    def _shown(self, number: float) -> str:
        return QLocale().toString(number, "f", self._decimals) + self._unit

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._at_press = self._number
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if self._at_press is not None:  # who wants to type does not want the first click to move the bar
                self._take(self._at_press)
            self._type()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_dialog = isinstance(self.window(), QDialog)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter ends a dialog, whatever in it has the keys.
            event.ignore() if in_dialog else self._type()
        elif in_dialog and event.text().isdecimal():
            self._type()
            self.editor.setText(event.text())
        elif self._decimals == 0 and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # A curved bar's step can be smaller than one unit: the keys must still move it.
            step = max(1.0, abs(self._number_at(self.value() + self.singleStep()) - self._number))
            self._take(self._number + (step if event.key() == Qt.Key.Key_Right else -step))
        else:
            super().keyPressEvent(event)

    def _follow(self, event: QMouseEvent) -> None:
        self.setValue(round(_STEPS * event.position().x() / max(1, self.width())))

    def _type(self) -> None:
        self.editor.unmark()
        self.editor.setText(QLocale().toString(self._number, "f", self._decimals))
        self.editor.setGeometry(self.rect())
        self.editor.selectAll()
        self.editor.show()
        self.editor.setFocus()

    def _typed(self) -> None:
        if self.editor.isHidden():
            return
        text, point = self.editor.text(), None if self._decimals else ""
        number = read_number(text, self._unit, decimal_point=point)
        if number is None and text.strip() and self.editor.hasFocus():
            self.editor.mark_as_no_number(self._shown(self._number))
            return
        self.editor.hide()
        if number is not None:
            self._take(float(number))
        self.setFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if scrolls(self):
            event.ignore()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, 6, 6)
        painter.fillPath(outline, colours.color(QPalette.ColorRole.Base))
        painter.setClipPath(outline)
        filled = QRectF(box)
        filled.setWidth(box.width() * self._position_of(self._number) / _STEPS)
        accent = colours.color(QPalette.ColorRole.Accent)
        accent.setAlphaF((0.42 if self.underMouse() else 0.34) if self.isEnabled() else 0.12)
        painter.fillRect(filled, accent)
        painter.setClipping(False)
        focused = self.hasFocus()
        edge = colours.color(QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Mid)
        painter.setPen(QPen(edge, 1))
        painter.drawPath(outline)
        words = box.adjusted(8, 0, -8, 0)
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._label)
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.value_text)
        painter.end()
