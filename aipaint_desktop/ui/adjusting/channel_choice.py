"""Which channels are set."""

from PySide6.QtWidgets import QComboBox, QWidget


class ChannelChoice(QComboBox):
    """Chooses all channels together, or one; `channel` is the name of an adjustment's field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("All channels"), self.tr("Red"), self.tr("Green"), self.tr("Blue")
        for name, word in zip(("rgb", "red", "green", "blue"), words, strict=True):
            self.addItem(word, name)
        self.setAccessibleName(self.tr("Channel"))

    @property
    def channel(self) -> str:
        return str(self.currentData())
