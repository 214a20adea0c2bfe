"""The frames of a job in a row; dragging along them scrubs through the painting's making."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidgetItem, QWidget

from aipaint_desktop.jobs.job import FilmFrame
from aipaint_desktop.ui.look.icons import untinted
from aipaint_desktop.ui.widgets.choosing_list import ChoosingList

_HEIGHT = 60


class FilmStripView(ChoosingList):
    """Shows thumbnails of frames, of which a click or an arrow key chooses one. The focus alone chooses none."""

    frame_chosen = Signal(object)  # FilmFrame, or None

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
        self._frames: list[FilmFrame] = []  # of the rows
        self.itemSelectionChanged.connect(lambda: self.frame_chosen.emit(self.chosen))
        self._translate()

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Frames of the job"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def sizeHint(self) -> QSize:
        return QSize(4 * _HEIGHT, _HEIGHT + 20)

    @property
    def frames(self) -> Sequence[FilmFrame]:
        """Give the frames that are shown, from the left."""
        return self._frames

    @property
    def chosen(self) -> FilmFrame | None:
        """Give what the artist looks at."""
        rows = self.selectionModel().selectedRows()
        return self._frames[rows[0].row()] if rows else None

    def choose_at(self, at: QPoint) -> None:
        """Choose the frame at a place of the view, if there is one."""
        item = self.itemAt(at)
        if item is not None:
            self.setCurrentItem(item)

    def choose_none(self) -> None:
        self.selectionModel().clear()

    def clear_frames(self) -> None:
        self.choose_none()
        self.clear()
        self._frames.clear()

    def add_frame(self, frame: FilmFrame, tip: str) -> None:
        """Append a frame and scroll to it, unless the artist is looking at an earlier one."""
        thumbnail = self._thumbnail(frame.thumbnail)
        side = thumbnail.deviceIndependentSize().toSize()
        self.setIconSize(side)
        item = QListWidgetItem(untinted(thumbnail), "")
        item.setToolTip(tip)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tip)
        item.setSizeHint(side + QSize(4, 4))
        self._frames.append(frame)
        self.addItem(item)
        if self.chosen is None:
            self.scrollToItem(item)

    def keep_newest(self, count: int) -> None:
        """Let go of the frames before the newest `count`."""
        while len(self._frames) > count:
            if self.chosen is self._frames[0]:
                self.choose_none()
            del self._frames[0]
            self.takeItem(0)

    def _thumbnail(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        height, widest = round(_HEIGHT * ratio), round(2 * _HEIGHT * ratio)
        small = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
        if small.width() > widest:
            small = small.copy((small.width() - widest) // 2, 0, widest, height)
        pixmap = QPixmap.fromImage(small)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
