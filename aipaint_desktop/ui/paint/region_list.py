"""The chosen references one below the other, each with where in the picture it is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.style_regions import StyleRegions, colour_of
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.words.names import reference_title

_SIDE = 28
_FRAME = 3


@dataclass(frozen=True)
class _Row:
    picture: QLabel
    where: QLabel
    selection: QPushButton
    everywhere: QToolButton

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.picture, self.where, self.selection, self.everywhere


class RegionList(QWidget):
    """Lists the references in rows: a picture, framed in its region's colour, and buttons to use it in the selection or
    everywhere again."""

    def __init__(self, regions: StyleRegions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions = regions
        self._entries: list[ReferenceEntry] = []
        self._images: list[QImage] = []
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_references(self, entries: Sequence[ReferenceEntry], images: Sequence[QImage]) -> None:
        """Show a row for each. images: small and square, in the same order."""
        self._images = list(images)
        if [entry.id for entry in entries] != [entry.id for entry in self._entries]:
            self._entries = list(entries)
            self._make_rows()
        self.show_regions()

    def show_regions(self) -> None:
        """Say of every reference where it is used by now."""
        masks = self._regions.of([entry.id for entry in self._entries])
        anywhere = any(mask is not None for mask in masks)
        for place, (row, mask) in enumerate(zip(self._rows, masks, strict=True)):
            row.picture.setPixmap(self._framed(place, marked=mask is not None))
            if mask is not None:
                row.where.setText(self.tr("its region"))
            else:
                row.where.setText(self.tr("the rest") if anywhere else self.tr("everywhere"))
            row.everywhere.setEnabled(mask is not None)

    def _make_rows(self) -> None:
        for row in self._rows:
            for widget in row.widgets:
                widget.hide()
                widget.deleteLater()
        self._rows = [self._make_row(entry) for entry in self._entries]
        for place, row in enumerate(self._rows):
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, place, column)

    def _make_row(self, entry: ReferenceEntry) -> _Row:
        title = reference_title(entry)
        row = _Row(QLabel(), QLabel(), QPushButton(self.tr("Use in selection")), QToolButton())
        row.picture.setToolTip(plain(title))
        row.where.setProperty("role", "muted")
        row.selection.setToolTip(self.tr("Paint like this picture in what is selected, and nowhere else"))
        row.selection.setAccessibleName(self.tr("Use {0} in the selection").format(title))
        row.selection.clicked.connect(lambda: self._regions.use_in_selection(entry.id))
        row.everywhere.setText("×")
        row.everywhere.setToolTip(self.tr("Use it everywhere again"))
        row.everywhere.setAccessibleName(self.tr("Use {0} everywhere again").format(title))
        row.everywhere.clicked.connect(lambda: self._regions.use_everywhere(entry.id))
        return row

    def _framed(self, place: int, *, marked: bool) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box, half = QRectF(0, 0, _SIDE, _SIDE), _FRAME / 2
        outline = QPainterPath()
        outline.addRoundedRect(box.adjusted(half, half, -half, -half), 4, 4)
        painter.setClipPath(outline)
        painter.drawImage(box, self._images[place])
        painter.setClipping(False)
        if marked:
            painter.setPen(QPen(colour_of(place), _FRAME))
            painter.drawPath(outline)
        painter.end()
        return pixmap
