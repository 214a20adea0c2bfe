"""The page of suggestions; those that are commands have a button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from aipaint_desktop.ui.help.suggestions import Suggestion


class NowPage(QScrollArea):
    """Lists what can be done now. follow: does what a suggestion says."""

    def __init__(self, follow: Callable[[Suggestion], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follow = follow
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shown: list[Suggestion] = []

    def show_suggestions(self, suggestions: list[Suggestion]) -> None:
        """Show these; nothing moves where they are those that are shown already."""
        if suggestions == self.shown:
            return
        self.shown = suggestions
        sheet = QWidget()
        sheet.setObjectName("form")
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        heading = QLabel(self.tr("What can I do now?"))
        heading.setProperty("role", "title")
        rows.addWidget(heading)
        for suggestion in suggestions:
            rows.addWidget(self._card(suggestion))
        rows.addStretch()
        self.setWidget(sheet)

    def _card(self, suggestion: Suggestion) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        title = QLabel(suggestion.title)
        title.setProperty("role", "strong")
        words = QLabel(suggestion.words)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        texts.addWidget(words)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        if suggestion.action:
            button = QPushButton(self.tr("Do it"))
            button.setAccessibleName(suggestion.title)
            button.setAutoDefault(False)
            button.clicked.connect(lambda: self._follow(suggestion))
            row.addWidget(button)
        return card
