"""What can be set about a crop: its place and size in pixels."""

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.ui.canvas.tools.option_row import add_button, add_named
from aipaint_desktop.ui.widgets.decimal_edit import DecimalEdit
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.limits import CANVAS

_FAR = 100_000


class Cropping(Protocol):
    """Who is set by the options."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def rect(self) -> Rect | None: ...

    @property
    def differs(self) -> bool: ...

    def set_rect(self, rect: Rect) -> None: ...

    def apply(self) -> None: ...

    def reset(self) -> None: ...


class CropOptions(QWidget):
    """Shows the rectangle, and lets it be typed."""

    def __init__(self, tool: Cropping) -> None:
        super().__init__()
        self._tool = tool
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.left = self._number("X", self.tr("From the left, in pixels"), -_FAR, _FAR)
        self.top = self._number("Y", self.tr("From the top, in pixels"), -_FAR, _FAR)
        self.width_px = self._number(self.tr("W"), self.tr("Width in pixels"), 1, CANVAS.most)
        self.height_px = self._number(self.tr("H"), self.tr("Height in pixels"), 1, CANVAS.most)
        self.apply = add_button(self._row, "check", self.tr("Crop (Enter)"), tool.apply)
        self.reset = add_button(self._row, "x", self.tr("Reset (Esc)"), tool.reset)
        self._row.addStretch(1)
        tool.changed.connect(self._show)
        self._show()

    def _number(self, label: str, name: str, lowest: float, highest: float) -> DecimalEdit:
        edit = DecimalEdit(name, lowest, highest, decimals=0)
        edit.edited.connect(self._take)
        add_named(self._row, label, edit)
        return edit

    def _take(self) -> None:
        numbers = (self.left, self.top, self.width_px, self.height_px)
        left, top, width, height = (round(edit.number) for edit in numbers)
        self._tool.set_rect(Rect(left, top, width, height))

    def _show(self) -> None:
        rect = self._tool.rect
        numbers = (self.left, self.top, self.width_px, self.height_px)
        for edit, number in zip(numbers, rect or (0, 0, 1, 1), strict=True):
            edit.setEnabled(rect is not None)
            edit.set_number(number)
        for button in (self.apply, self.reset):
            button.setEnabled(self._tool.differs)
