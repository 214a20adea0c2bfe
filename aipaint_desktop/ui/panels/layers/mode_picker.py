"""Picks how the chosen layers meet what is below them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.ui.words.modes import mode_groups, mode_title


class ModePicker(QComboBox):
    """Lists all modes in groups, those that are reached for most first. The wheel and the arrow keys go through them,
    and who types the beginning of a name comes to it."""

    picked = Signal(object)  # Mode, when the artist picked it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Blend mode"))
        self.setToolTip(self.tr("How the layer meets what is below it"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(40)
        self._modes: list[Mode | None] = []
        items = QStandardItemModel(self)
        for title, modes in mode_groups().items():
            self._add(items, title, None)
            for mode in modes:
                self._add(items, mode_title(mode), mode)
        self.setModel(items)
        self.set_mode(Mode.NORMAL)
        self.currentIndexChanged.connect(self._tell)

    def _add(self, items: QStandardItemModel, words: str, mode: Mode | None) -> None:
        item = QStandardItem(words)
        if mode is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        else:
            item.setData(mode.value, Qt.ItemDataRole.UserRole)
        items.appendRow(item)
        self._modes.append(mode)

    @property
    def mode(self) -> Mode:
        mode = self._modes[self.currentIndex()]
        assert mode is not None
        return mode

    def set_mode(self, mode: Mode) -> None:
        """Show this mode, without telling anyone."""
        self.blockSignals(True)
        self.setCurrentIndex(self._modes.index(mode))
        self.blockSignals(False)

    def _tell(self, index: int) -> None:
        mode = self._modes[index]
        if mode is not None:
            self.picked.emit(mode)
