"""Rows of colours to choose from, and the pair of colours in hand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from aipaint_desktop.ui.widgets.plain_text import plain

_SIDE = 20
_GAP = 2


class SwatchGrid(QWidget):
    """Shows colours side by side in as many rows as they need; a click or Enter chooses one."""

    chosen = Signal(QColor)

    def __init__(self, name: str, colours: Sequence[QColor] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = list(colours)
        self._names: list[str] = []
        self._current = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def colours(self) -> list[QColor]:
        return list(self._colours)

    def set_colours(self, colours: Sequence[QColor]) -> None:
        self._colours = list(colours)
        self._names = []
        self._current = 0
        self.updateGeometry()
        self.update()

    def set_names(self, names: Sequence[str]) -> None:
        """Say these, one for each colour, where the mouse rests on it."""
        self._names = list(names)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._index_at(event.pos())
            if found is None:
                QToolTip.hideText()
            else:
                name = self._names[found] if found < len(self._names) else ""
                QToolTip.showText(
                    event.globalPos(), plain(f"{name} {self._colours[found].name()}".strip()), self
                )
            return True
        return super().event(event)

    def _columns(self, width: int) -> int:
        return max(1, (width + _GAP) // (_SIDE + _GAP))

    def heightForWidth(self, width: int) -> int:
        rows = max(1, -(-len(self._colours) // self._columns(width)))
        return rows * (_SIDE + _GAP) - _GAP

    def sizeHint(self) -> QSize:
        width = 10 * (_SIDE + _GAP) - _GAP
        return QSize(width, self.heightForWidth(width))

    def _cell(self, index: int) -> QRect:
        row, column = divmod(index, self._columns(self.width()))
        return QRect(column * (_SIDE + _GAP), row * (_SIDE + _GAP), _SIDE, _SIDE)

    def _index_at(self, point: QPoint) -> int | None:
        return next((i for i in range(len(self._colours)) if self._cell(i).contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index is not None:
            self._current = index
            self.chosen.emit(self._colours[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._columns(self.width())
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        key = Qt.Key(event.key())
        if key in steps and self._colours:
            self._current = min(max(self._current + steps[key], 0), len(self._colours) - 1)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._colours:
            self.chosen.emit(self._colours[self._current])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(self.palette().color(QPalette.ColorRole.Mid), 1)
        for index, colour in enumerate(self._colours):
            cell = QRectF(self._cell(index))
            painter.setPen(edge)
            painter.setBrush(colour)
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            if self.hasFocus() and index == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 2))
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


class ColourPair(QWidget):
    """Shows the colour in hand over the colour in waiting; a click exchanges them."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front, self._back = QColor("black"), QColor("white")
        self.setFixedSize(48, 48)
        self.setToolTip(self.tr("Exchange the two colours (X)"))
        self.setAccessibleName(self.tr("Colours in hand"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_colours(self, front: QColor, back: QColor) -> None:
        self._front, self._back = front, back
        self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self.palette().color(QPalette.ColorRole.Mid)
        ground = self.palette().color(QPalette.ColorRole.Window)
        for colour, box in ((self._back, QRectF(18, 18, 28, 28)), (self._front, QRectF(2, 2, 32, 32))):
            painter.setPen(QPen(ground, 5))  # a gap between the two
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 6, 6)
        painter.end()
