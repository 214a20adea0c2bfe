"""Width and height of the result, with a chain that keeps their proportion and sizes to choose from."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.number_edit import NumberEdit
from aipaint_desktop.values.limits import PAINTED, Limit

_SIZES = (
    (512, 512),
    (640, 512),
    (512, 640),
    (768, 512),
    (1024, 768),
    (768, 1024),
    (1024, 1024),
    (1536, 1024),
)


class _Side(NumberEdit):
    """A number of pixels; the arrow keys count, with Shift in steps of 64. What is too small for the one operation is
    not for the other, so that the request has to say."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(1, 1, most)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(56)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 64 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.set_number(self.number + (step if event.key() == Qt.Key.Key_Up else -step))
            self.edited.emit()
        else:
            super().keyPressEvent(event)


class SizeField(QWidget):
    """Asks for a size; it follows the canvas until the artist says another. limit: of what the size is for."""

    changed = Signal()

    def __init__(self, canvas: QSize, limit: Limit = PAINTED, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._follows = True
        self._factor = 1.0
        self._proportion = 1.0
        self.width_edit = _Side(self.tr("Width of the painting in pixels"), limit.most)
        self.height_edit = _Side(self.tr("Height of the painting in pixels"), limit.most)
        self._chain = QToolButton()
        self._chain.setCheckable(True)
        self._chain.setChecked(True)
        self._chain.setToolTip(self.tr("Keep the proportion"))
        self._chain.setAccessibleName(self._chain.toolTip())
        name_icon(self._chain, "link")
        presets = QToolButton()
        presets.setToolTip(self.tr("Sizes"))
        presets.setAccessibleName(presets.toolTip())
        name_icon(presets, "chevron-down")
        self._menu = QMenu(presets)
        presets.setMenu(self._menu)
        presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.width_edit, 1)
        row.addWidget(QLabel("×"))
        row.addWidget(self.height_edit, 1)
        row.addWidget(self._chain)
        row.addWidget(presets)
        self._show(canvas)
        self._fill_menu()
        self.width_edit.edited.connect(lambda: self._edited(self.width_edit))
        self.height_edit.edited.connect(lambda: self._edited(self.height_edit))

    @property
    def size_px(self) -> QSize:
        return QSize(self.width_edit.number, self.height_edit.number)

    def set_size_px(self, size: QSize) -> None:
        """Take this size as the artist's choice."""
        self._follows = size == self._canvas * self._factor
        self._show(size)
        self.changed.emit()

    @property
    def canvas(self) -> QSize:
        """Give the size of the canvas, px."""
        return self._canvas

    def take_over(self, other: "SizeField") -> None:
        """Say the same size, follow the canvas or not, and keep the proportion or not, as the other field does."""
        self._canvas, self._factor, self._follows = other._canvas, other._factor, other._follows
        self._show(other.size_px)
        self._proportion = other._proportion
        self.set_chained(other._chain.isChecked())
        self._fill_menu()
        self.changed.emit()

    def set_canvas(self, size: QSize) -> None:
        """Note the size that the canvas has now."""
        if size != self._canvas:
            self._canvas = size
            self._fill_menu()
            if self._follows:
                self._show(self._canvas * self._factor)
            self.changed.emit()  # a size that stays means something else for another canvas

    def follow(self, canvas: QSize) -> None:
        """Follow another picture that is on the canvas, of this size: what was typed for the one before is
        forgotten."""
        self._follows = True
        self.set_canvas(canvas)
        self._follow()

    def set_factor(self, factor: float) -> None:
        """Set how many times as large the size is while it follows the canvas."""
        if factor != self._factor:
            self._factor = factor
            self._follow()

    def _follow(self) -> None:
        if self._follows:
            self._show(self._canvas * self._factor)
            self.changed.emit()

    def set_chained(self, chained: bool) -> None:
        """Set whether one side follows the other in proportion."""
        self._chain.setChecked(chained)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for words, factor in (
            (self.tr("As the canvas"), 1.0),
            (self.tr("Half the canvas"), 0.5),
            (self.tr("Twice the canvas"), 2.0),
        ):
            size = _at_least_a_pixel(self._canvas * factor)
            action = self._menu.addAction(f"{words}   {size.width()} × {size.height()}")
            action.triggered.connect(lambda _checked, size=size: self.set_size_px(size))
        self._menu.addSeparator()
        for width, height in _SIZES:
            action = self._menu.addAction(f"{width} × {height}")
            size = QSize(width, height)
            action.triggered.connect(lambda _checked, size=size: self.set_size_px(size))

    def _show(self, size: QSize) -> None:
        size = _at_least_a_pixel(size)  # as thin as a canvas may be, half of it or its proportion may be less
        for field, value in ((self.width_edit, size.width()), (self.height_edit, size.height())):
            field.set_number(value)
        self._proportion = size.width() / size.height()

    def _edited(self, field: _Side) -> None:
        size = self.size_px
        if self._chain.isChecked():
            if field is self.width_edit:
                size.setHeight(round(size.width() / self._proportion))
            else:
                size.setWidth(round(size.height() * self._proportion))
            proportion = self._proportion
            self.set_size_px(size)
            self._proportion = proportion  # not the rounded one: it would drift
        else:
            self.set_size_px(size)


def _at_least_a_pixel(size: QSize) -> QSize:
    return size.expandedTo(QSize(1, 1))
