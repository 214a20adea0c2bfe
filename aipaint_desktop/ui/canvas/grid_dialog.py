"""How the grid over the canvas lies, and in which colour."""

from dataclasses import replace

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from aipaint_desktop.ui.canvas.form_dialog import FormDialog
from aipaint_desktop.ui.canvas.guided_display import GuidedDisplay
from aipaint_desktop.values.snapping import Grid

_MOST = 10_000  # px


class GridDialog(FormDialog):
    """Sets the grid of a canvas, which shows it meanwhile; Cancel puts it back."""

    def __init__(self, canvas: GuidedDisplay, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Grid"), parent)
        self._canvas = canvas
        self._before = canvas.aids
        lines = canvas.aids.lines
        self._colour = canvas.aids.colour
        self.across, self.down = self._number(lines.across, 1), self._number(lines.down, 1)
        self.left, self.top = self._number(lines.left, 0), self._number(lines.top, 0)
        for field, words in (
            (self.across, self.tr("Distance across")),
            (self.down, self.tr("Distance down")),
            (self.left, self.tr("Shift right")),
            (self.top, self.tr("Shift down")),
        ):
            field.setAccessibleName(words)
        self.colour = QPushButton()
        self.colour.setAccessibleName(self.tr("Colour"))
        self.colour.setAutoDefault(False)
        self.colour.clicked.connect(self._ask_for_colour)
        self.form.addRow(self.tr("Distance"), _pair(self.across, self.down))
        self.form.addRow(self.tr("Shift"), _pair(self.left, self.top))
        self.form.addRow(self.tr("Colour"), self.colour)
        canvas.set_aids(replace(canvas.aids, grid=True))  # who sets it wants to see it
        self._show_colour()

    def _number(self, value: int, least: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(least, _MOST)
        field.setSuffix(" px")
        field.setValue(value)
        field.valueChanged.connect(self._show)
        return field

    def _ask_for_colour(self) -> None:
        colour = QColorDialog.getColor(QColor(self._colour), self, self.tr("Colour of the grid"))
        if colour.isValid():
            self.set_colour(colour)

    def set_colour(self, colour: QColor) -> None:
        """Draw the grid in another colour."""
        self._colour = colour.name()
        self._show_colour()
        self._show()

    def _show_colour(self) -> None:
        self.colour.setText(self._colour)
        self.colour.setStyleSheet(
            f"background: {self._colour}; color: {'black' if QColor(self._colour).lightness() > 127 else 'white'}"
        )

    def _show(self) -> None:
        lines = Grid(self.across.value(), self.down.value(), self.left.value(), self.top.value())
        self._canvas.set_aids(replace(self._canvas.aids, lines=lines, colour=self._colour))

    def reject(self) -> None:
        before = self._before
        self._canvas.set_aids(
            replace(self._canvas.aids, grid=before.grid, lines=before.lines, colour=before.colour)
        )
        super().reject()


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, 1)
    row.addWidget(QLabel("×"))
    row.addWidget(second, 1)
    return row
