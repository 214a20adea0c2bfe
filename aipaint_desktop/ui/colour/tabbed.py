"""Pages of which one is seen, with a row of names above."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class Tabbed(QWidget):
    """Shows one of several pages."""

    def __init__(self, pages: dict[str, tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        """pages: the words and the page by name."""
        super().__init__(parent)
        self._names = list(pages)
        self._pages = QStackedWidget()
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(2)
        for number, (words, page) in enumerate(pages.values()):
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._buttons.addButton(button, number)
            row.addWidget(button)
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(row)
        whole.addWidget(self._pages, 1)
        self._buttons.button(0).setChecked(True)
        self._buttons.idClicked.connect(self._pages.setCurrentIndex)

    @property
    def chosen(self) -> str:
        """Name the page that is seen."""
        return self._names[self._pages.currentIndex()]

    def choose(self, name: str) -> None:
        """Show a page by its name; what is none changes nothing."""
        if name in self._names:
            number = self._names.index(name)
            self._buttons.button(number).setChecked(True)
            self._pages.setCurrentIndex(number)
