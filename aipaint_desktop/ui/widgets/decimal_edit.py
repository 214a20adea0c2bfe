"""A short field for a number with decimals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.widgets.number_edit import MarkedEdit
from aipaint_desktop.ui.widgets.typed_numbers import read_number

_WIDTH = 64


class DecimalEdit(MarkedEdit):
    """A number from `lowest` to `highest`, with so many decimals at most; the arrow keys count, with Shift in tens.

    edited: the artist has set another number.
    """

    edited = Signal(float)

    def __init__(
        self,
        name: str,
        lowest: float,
        highest: float,
        *,
        unit: str = "",
        decimals: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """name: for those who cannot see it, and for the tool tip. unit: shown behind the number."""
        super().__init__(parent)
        self._lowest, self._highest, self._unit, self._decimals = lowest, highest, unit, decimals
        self._number = 0.0
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(_WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.set_number(0)
        self.editingFinished.connect(self._finish)
        self.left_marked.connect(lambda: self.set_number(self._number))

    @property
    def number(self) -> float:
        return self._number

    def set_number(self, number: float) -> None:
        """Show a number, held within the range, without telling anyone."""
        self._number = min(max(number, self._lowest), self._highest)
        self.unmark()
        self.setText(self._shown)
        self.setModified(False)

    @property
    def _shown(self) -> str:
        written = f"{self._number:.{self._decimals}f}"
        plain = written.rstrip("0").rstrip(".") if "." in written else written
        return f"{'0' if plain == '-0' else plain}{self._unit}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._finish()
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self.set_number(self._number + far * step)
        self.edited.emit(self._number)

    def _finish(self) -> None:
        if not self.isModified():
            return
        typed = read_number(self.text(), self._unit)
        if typed is None:
            if self.text().strip() and self.hasFocus():
                self.mark_as_no_number(self._shown)
            else:
                self.set_number(self._number)
            return
        self.set_number(float(typed))
        self.edited.emit(self._number)
