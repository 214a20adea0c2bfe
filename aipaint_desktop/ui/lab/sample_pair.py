"""Two samples of a sheet to choose: from one, to the other."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from aipaint_desktop.ui.look.icons import picture_icon

_SAMPLES = 4  # in a row and a column
_SIDE = 72


class SamplePair(QWidget):
    """Offers a sheet's samples as buttons, two of them always down; a third that is pressed takes the place of the
    older."""

    changed = Signal()

    def __init__(self, sheet: QImage, parent: QWidget | None = None) -> None:
        """sheet: of seeds 0, 1, 2 and on, row by row; may be null, then the buttons bear the seeds."""
        super().__init__(parent)
        self._pair = (0, 1)
        self.buttons: list[QToolButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        cell = sheet.width() // _SAMPLES
        for seed in range(_SAMPLES**2):
            row, column = divmod(seed, _SAMPLES)
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("role", "sample")
            button.setFixedSize(_SIDE + 10, _SIDE + 10)
            button.setAccessibleName(self.tr("Seed {0}").format(seed))
            button.setToolTip(button.accessibleName())
            if cell:
                sample = sheet.copy(column * cell, row * cell, cell, cell)
                button.setIcon(picture_icon(sample, _SIDE, self.devicePixelRatioF()))
                button.setIconSize(QSize(_SIDE, _SIDE))
            else:
                button.setText(str(seed))
            button.clicked.connect(lambda _checked, chosen=seed: self._choose(chosen))
            grid.addWidget(button, row, column)
            self.buttons.append(button)
        self._show()

    @property
    def seeds(self) -> tuple[int, int]:
        """Give the one chosen first, and the one chosen after it."""
        return self._pair

    def _choose(self, seed: int) -> None:
        if seed not in self._pair:
            self._pair = self._pair[1], seed
            self.changed.emit()
        self._show()

    def _show(self) -> None:
        for seed, button in enumerate(self.buttons):
            button.setChecked(seed in self._pair)
