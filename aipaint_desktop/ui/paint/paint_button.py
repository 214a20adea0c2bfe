"""The button that has something painted: it says what, and a small menu on it chooses."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.paint.operations.operation import Way
from aipaint_desktop.ui.words.names import operation_title


class PaintButton(QWidget):
    """Shows the name that it is given. chosen: the artist has chosen a way, by its id."""

    clicked = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton()
        self.button.setObjectName("paint")
        self.button.setProperty("role", "primary")
        name_icon(self.button, "paintbrush-vertical")
        self.choice = QToolButton()
        self.choice.setToolTip(self.tr("Choose what the button does"))
        self.choice.setAccessibleName(self.choice.toolTip())
        self.choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        name_icon(self.choice, "chevron-down")
        self.menu = QMenu(self.choice)
        self.choice.setMenu(self.menu)
        self._shown: Sequence[Way] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button, 1)
        row.addWidget(self.choice)
        self.button.clicked.connect(self.clicked)

    def show_ways(self, name: str, ways: Sequence[Way]) -> None:
        """Say what a press does, and offer what else it could do. name: untranslated."""
        words = operation_title(name)
        self.button.setText(words)
        self.button.setToolTip(self.tr("{0} (Ctrl+Enter)").format(words))
        self.choice.setVisible(bool(ways))
        if ways == self._shown:
            return
        self._shown = ways
        self.menu.clear()
        group = QActionGroup(self.menu)
        for way in ways:
            action = QAction(operation_title(way.title), group)
            action.setCheckable(True)
            action.setChecked(way.chosen)
            action.setEnabled(way.possible)
            action.triggered.connect(lambda _checked, way=way: self.chosen.emit(way.id))
            self.menu.addAction(action)
            if not way.id:
                self.menu.addSeparator()
