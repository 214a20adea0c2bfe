"""Where the axes of the symmetry are, to half a pixel."""

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from aipaint_desktop.ui.canvas.form_dialog import FormDialog
from aipaint_desktop.ui.canvas.lined_display import LinedDisplay

_MOST = 100_000.0  # px


class AxesDialog(FormDialog):
    """Sets the middle of the symmetry of a canvas, which shows it meanwhile; Cancel puts it back."""

    def __init__(self, canvas: LinedDisplay, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Axes"), parent)
        self._canvas = canvas
        self._before = canvas.lines
        x, y = canvas.symmetry.middle
        self.across = self._number(x, self.tr("From the left"))
        self.down = self._number(y, self.tr("From the top"))
        self.form.addRow(self.tr("From the left"), self.across)
        self.form.addRow(self.tr("From the top"), self.down)
        self.across.selectAll()
        self.across.setFocus()

    def _number(self, value: float, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setAccessibleName(name)
        field.setRange(-_MOST, _MOST)
        field.setDecimals(1)
        field.setSingleStep(0.5)
        field.setSuffix(" px")
        field.setValue(value)
        field.valueChanged.connect(self._show)
        return field

    def _show(self) -> None:
        self._canvas.put_axes(self.across.value(), self.down.value())

    def reject(self) -> None:
        self._canvas.set_lines(self._before)
        super().reject()
