"""Choosing how much time repainting takes, and what comes of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.engines.style.request import Quality
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel


class QualityChoice(QWidget):
    """Three steps from the quickest to the best, and in words what the chosen one comes to."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Quality"))
        words: dict[Quality, tuple[str, str]] = {
            "fast": (self.tr("Fast"), self.tr("Colours and grain, at once")),
            "fine": (self.tr("Fine"), self.tr("Strokes and planes, in seconds")),
            "master": (self.tr("Master"), self.tr("Every stroke, in minutes")),
        }
        self._told = {quality: told for quality, (_, told) in words.items()}
        self.buttons: dict[Quality, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(2)
        for quality, (title, told) in words.items():
            button = QToolButton()
            button.setText(title)
            button.setToolTip(told)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            group.addButton(button)
            row.addWidget(button)
            self.buttons[quality] = button
        self._words = WrappedLabel()
        self._words.setProperty("role", "muted")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(row)
        rows.addWidget(self._words)
        self.choose("fine")
        group.buttonToggled.connect(self._on_toggled)

    @property
    def chosen(self) -> Quality:
        return next(quality for quality, button in self.buttons.items() if button.isChecked())

    def choose(self, quality: Quality) -> None:
        self.buttons[quality].setChecked(True)
        self._words.setText(self._told[quality])

    def take_over(self, other: "QualityChoice") -> None:
        """Be set as the other one is."""
        self.choose(other.chosen)

    def _on_toggled(self, _button: QToolButton, on: bool) -> None:
        if on:
            self._words.setText(self._told[self.chosen])
            self.changed.emit()
