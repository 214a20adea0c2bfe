"""What the pages of the settings dialog have in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

_CHOICE_WIDTH = 200


class SettingsPage(QWidget):
    """Lays out a title above a form; what is set has its effect at once."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        heading = QLabel(title)
        heading.setProperty("role", "title")
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(16)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(16)
        self.rows.addWidget(heading)
        self.rows.addLayout(self.form)

    def add_choice(
        self,
        words: str,
        choices: Mapping[str, str],
        chosen: str,
        choose: Callable[[str], object],
        note: str = "",
    ) -> QComboBox:
        """Add a choice. choices: what people read, by value. note: muted words below."""
        box = QComboBox()
        box.setAccessibleName(words)
        for value, shown in choices.items():
            box.addItem(shown, value)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(lambda _index: choose(box.currentData()))
        box.setMinimumWidth(_CHOICE_WIDTH)
        self.add_row(words, box, note, stretched=False)
        return box

    def add_row(self, words: str, field: QWidget, note: str = "", *, stretched: bool = True) -> None:
        """Add a field. note: muted words below the field. stretched: whether the field takes all of the width."""
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(field, 0, Qt.AlignmentFlag(0) if stretched else Qt.AlignmentFlag.AlignLeft)
        if note:
            told = QLabel(note)
            told.setProperty("role", "muted")
            told.setWordWrap(True)
            told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            column.addWidget(told)
        self.form.addRow(words, column)
