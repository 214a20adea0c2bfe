"""The frames of a job in a row; dragging along them scrubs through the painting's making."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from aipaint_desktop.ui.look.icons import untinted

_HEIGHT = 60


class FilmStripView(QListWidget):
    """Thumbnails of frames. `frame_chosen(index)` when the artist moves to one, −1 when to none."""

    frame_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictures")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(self.sizeHint().height())
        self.currentRowChanged.connect(self.frame_chosen)
        self._translate()

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Frames of the job"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def sizeHint(self) -> QSize:
        return QSize(4 * _HEIGHT, _HEIGHT + 20)

    def add_frame(self, image: QImage, tip: str) -> None:
        """Append a frame and scroll to it, unless the artist is looking at an earlier one."""
        thumbnail = self._thumbnail(image)
        side = thumbnail.deviceIndependentSize().toSize()
        self.setIconSize(side)
        item = QListWidgetItem(untinted(thumbnail), "")
        item.setToolTip(tip)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tip)
        item.setSizeHint(side + QSize(4, 4))
        self.addItem(item)
        if self.currentRow() < 0:
            self.scrollToItem(item)

    def _thumbnail(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        height, widest = round(_HEIGHT * ratio), round(2 * _HEIGHT * ratio)
        small = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
        if small.width() > widest:
            small = small.copy((small.width() - widest) // 2, 0, widest, height)
        pixmap = QPixmap.fromImage(small)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
