"""Whose the pictures are, and what restricts the models themselves."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class SellingPage(QWidget):
    """The answer first, what it depends on after it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for role, words in (
            ("title", self.tr("May I sell it?")),
            (
                "strong",
                self.tr(
                    "Yes. Pictures made with any of the models are yours, for any use, selling included: whoever made "
                    "AIPaint claims nothing in them."
                ),
            ),
            (
                "",
                self.tr(
                    "What you bring keeps the rights that it has: a painting like somebody else's picture can contain "
                    "parts of it. The reference pictures that ship are free for this."
                ),
            ),
            (
                "",
                self.tr(
                    "What restricts the models' weights is another matter: most were trained on a collection for "
                    "non-commercial research and may be passed on and changed, but not sold. The page of each names "
                    "its licence."
                ),
            ),
            (
                "",
                self.tr(
                    "The program is under the Apache License 2.0: use it, change it and pass it on as you like."
                ),
            ),
        ):
            text = QLabel(words)
            text.setWordWrap(True)
            text.setProperty("role", role)
            rows.addWidget(text)
        rows.addStretch()
