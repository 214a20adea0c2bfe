"""A list to which a button adds, from a menu, and from which each row's cross takes away."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget, QWidgetAction

from aipaint_desktop.ui.widgets.plain_text import plain

_MANY = 12  # that a menu lists, from where on a line finds among them


class AddedRow(QWidget):
    """One of them. title: what it is called. away: the cross, which the row has to lay out."""

    changed = Signal()
    taken_away = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.away = QToolButton()
        self.away.setText("×")
        self.away.setAutoRaise(True)
        self.away.setAccessibleName(self.tr("Take {0} away").format(title))
        self.away.setToolTip(plain(self.away.accessibleName()))
        self.away.clicked.connect(self.taken_away)


Row = TypeVar("Row", bound=AddedRow)


class AddedList(QWidget, Generic[Row]):
    """Lists rows, with the button that adds below them, which has a menu. `changed` says that there are others, or that
    one is set in another way."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, spacing: int = 4) -> None:
        """spacing: px between rows."""
        super().__init__(parent)
        self.rows: list[Row] = []
        self.add = QPushButton()
        self.menu = QMenu(self)
        self.add.setMenu(self.menu)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(spacing)
        self._list.addWidget(self.add)

    def append(self, row: Row) -> Row:
        """Add one at the end."""
        row.changed.connect(self.changed)
        row.taken_away.connect(lambda: self._take_away(row))
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
        self.changed.emit()
        return row

    def clear(self) -> None:
        """List none."""
        for row in list(self.rows):
            self._remove(row)

    def _take_away(self, row: Row) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._remove(row)

    def _remove(self, row: Row) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()


def let_find(menu: QMenu, words: str) -> None:
    """Put a line above the entries of a menu, where they are many, that leaves those which have what is typed; Enter
    chooses the first of them. words: what it is called."""
    entries = [action for action in menu.actions() if not action.isSeparator()]
    if len(entries) <= _MANY:
        return
    line = QLineEdit()
    line.setPlaceholderText(words)
    line.setAccessibleName(words)
    line.setClearButtonEnabled(True)
    holder = QWidgetAction(menu)
    holder.setDefaultWidget(line)
    menu.insertAction(menu.actions()[0], holder)

    def left() -> list[QAction]:
        wanted = line.text().casefold().split()
        return [entry for entry in entries if all(word in entry.text().casefold() for word in wanted)]

    def show() -> None:
        found = left()
        for entry in entries:
            entry.setVisible(entry in found)

    def choose() -> None:
        if found := left():
            menu.close()
            found[0].trigger()

    line.textChanged.connect(show)
    line.returnPressed.connect(choose)
    menu.setActiveAction(holder)
    line.setFocus(Qt.FocusReason.OtherFocusReason)
