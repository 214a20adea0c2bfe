"""Fields that numbers are typed into: what they do not understand is marked, said, and changes nothing."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from aipaint_desktop.ui.look.theme import restyle
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.widgets.typed_numbers import read_whole_number

_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # the keys come back


class MarkedEdit(QLineEdit):
    """A field that can show that it did not understand, until something else is typed.

    left_marked: the keys went elsewhere while it shows that.
    """

    left_marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = ""
        self.textEdited.connect(self.unmark)

    @property
    def marked(self) -> bool:
        return bool(self.property("wrong"))

    def mark_as_no_number(self, stays: str) -> None:
        """Mark what is typed as no number. stays: the number that counts meanwhile, as it is shown."""
        self.mark(self.tr("“{0}” is not a number; {1} stays.").format(self.text().strip(), stays))

    def mark(self, why: str) -> None:
        """Show that what is typed is not understood. why: one sentence."""
        if not self.marked:
            self._tip = self.toolTip()
        self.setToolTip(plain(why))
        restyle(self, "wrong", True)
        self.selectAll()
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)

    def unmark(self) -> None:
        if self.marked:
            self.setToolTip(self._tip)
            restyle(self, "wrong", False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.marked and event.reason() not in _PASSING:
            self.left_marked.emit()  # Qt tells only once that what was typed is finished


class NumberEdit(MarkedEdit):
    """A whole number from `lowest` to `highest`; `edited` tells that the artist has typed another one."""

    edited = Signal()

    def __init__(self, number: int, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lowest, self._highest = lowest, highest
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.set_number(number)
        self.editingFinished.connect(self._finish)
        self.left_marked.connect(lambda: self.set_number(self._number))

    @property
    def number(self) -> int:
        """Read what is typed, held within the range; the last number where that is none."""
        typed = read_whole_number(self.text()) if self.isModified() else None
        return self._number if typed is None else self._within(typed)

    def set_number(self, number: int) -> None:
        """Show the number, held within the range, without telling anyone."""
        self._number = self._within(number)
        self.unmark()
        self.setText(str(self._number))
        self.setModified(False)

    def _within(self, number: int) -> int:
        return min(max(number, self._lowest), self._highest)

    def _finish(self) -> None:
        if not self.isModified():
            return
        understood = read_whole_number(self.text()) is not None
        if not understood and self.text().strip() and self.hasFocus():
            self.mark_as_no_number(str(self._number))
            return
        self.set_number(self.number)
        if understood:
            self.edited.emit()
