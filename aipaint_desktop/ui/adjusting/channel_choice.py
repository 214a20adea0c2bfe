"""Which channels are set."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QWidget

from aipaint_desktop.document.adjusting.histogram import Histogram
from aipaint_desktop.ui.adjusting.controls import CHANNEL_COLOURS


class ChannelChoice(QComboBox):
    """Chooses all channels together, or one; `channel` is the name of an adjustment's field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("All channels"), self.tr("Red"), self.tr("Green"), self.tr("Blue")
        for name, word in zip(CHANNEL_COLOURS, words, strict=True):
            self.addItem(word, name)
        self.setAccessibleName(self.tr("Channel"))

    @property
    def channel(self) -> str:
        return str(self.currentData())

    @property
    def colour(self) -> QColor:
        """Give the colour in which it is drawn."""
        return CHANNEL_COLOURS[self.channel]

    def counts_of(self, counts: Histogram) -> NDArray[np.float64]:
        """Choose its counts from those of all channels."""
        found: NDArray[np.float64] = counts[self.currentIndex()]
        return found
