"""What the pages of the settings dialog have in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget


class SettingsPage(QWidget):
    """A title above a form; what is set has its effect at once."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        heading = QLabel(title)
        heading.setProperty("role", "title")
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(16)
        self.rows.addWidget(heading)
        self.rows.addLayout(self.form)

    def add_choice(
        self, words: str, choices: Mapping[str, str], chosen: str, choose: Callable[[str], object]
    ) -> QComboBox:
        """choices: what people read, by value."""
        box = QComboBox()
        box.setAccessibleName(words)
        for value, shown in choices.items():
            box.addItem(shown, value)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(lambda _index: choose(box.currentData()))
        self.form.addRow(words, box)
        return box

    def add_note(self, words: str) -> QLabel:
        """A muted line or two below the last row."""
        note = QLabel(words)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.form.addRow("", note)
        return note
