"""Choosing one of the artist's model files of a kind, or none."""

from PySide6.QtWidgets import QComboBox, QWidget

from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.index import ModelIndex, read_index
from aipaint_desktop.modelstore.model_files.model_file import Kind


class FileChoice(QComboBox):
    """Lists the files of a kind that are known, anew whenever it is opened. Its data are paths, "" for none."""

    def __init__(
        self, name: str, none: str, kind: Kind, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._kind = kind
        self._background = background
        self.addItem(none, "")

    def showPopup(self) -> None:
        """Show what there is at this moment."""
        self._background.run(read_index, self._fill, lambda _why: None, asked_by=self)

    def take_over(self, other: "FileChoice") -> None:
        """Offer and choose what another one does."""
        for place in range(self.count(), other.count()):
            self.addItem(other.itemText(place), other.itemData(place))
        self.setCurrentIndex(max(0, self.findData(other.currentData())))

    def _fill(self, index: ModelIndex) -> None:
        known = {str(file.path): file.title for file in index.of_kind(self._kind)}
        for place in reversed(range(1, self.count())):
            if self.itemData(place) not in known and place != self.currentIndex():
                self.removeItem(place)
        for path, title in known.items():
            if self.findData(path) < 0:
                self.addItem(title, path)
        super().showPopup()
