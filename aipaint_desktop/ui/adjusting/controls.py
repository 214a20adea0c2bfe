"""What an adjustment is set with."""

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.histogram import Histogram

CHANNEL_COLOURS = {
    "rgb": QColor(150, 150, 150),
    "red": QColor(222, 76, 62),
    "green": QColor(78, 172, 86),
    "blue": QColor(74, 128, 226),
}
"""By the names of the fields of adjustments, in the order of histograms; seen on light and on dark ground."""


class AdjustControls(QWidget):
    """Shows the settings of one adjustment, and has them changed.

    histogram: whether it shows one.
    """

    changed = Signal()
    histogram = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    @abstractmethod
    def adjustment(self) -> Adjustment:
        """Give the adjustment with the settings that are shown."""

    @abstractmethod
    def reset(self) -> None:
        """Show the settings at the beginning, and tell."""

    def show_histogram(self, counts: Histogram) -> None:
        """Show how many pixels have which value."""
