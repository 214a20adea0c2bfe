"""The artist's models in a list: a sample, the name, and how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from aipaint_desktop.training.lab.model_folder import THUMBNAIL
from aipaint_desktop.training.lab.trained_models import TrainedModel
from aipaint_desktop.ui.widgets.choosing_list import ChoosingList

_PICTURE = 40
_PADDING = 8
_ENTRY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ModelLine:
    """Says of a model what the list shows. about: family and state, in the artist's language."""

    model: TrainedModel
    about: str


class ModelList(ChoosingList):
    """Lists the models; `chosen(name)` when the artist goes to one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(self.tr("Your models"))
        self.setItemDelegate(_LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemSelectionChanged.connect(self._tell)

    def show_lines(self, lines: Sequence[ModelLine]) -> None:
        """Show these models, the same one chosen as before; nobody is told."""
        before = self.currentItem().text() if self.currentItem() else ""
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.model.folder.id, self)
            image = QImage(str(line.model.folder.path / THUMBNAIL))
            item.setData(_ENTRY, (image, line.about))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, line.about)
        self.blockSignals(False)
        self.choose(before)

    def _tell(self) -> None:
        for item in self.selectedItems():
            self.chosen.emit(item.text())

    def choose(self, name: str) -> None:
        """Mark the model of that name, or none where there is no such; nobody is told."""
        self.blockSignals(True)
        found = self.findItems(name, Qt.MatchFlag.MatchExactly) if name else []
        if found:
            self.setCurrentItem(found[0])
        else:
            self.setCurrentRow(-1)
            self.clearSelection()
        self.blockSignals(False)
        self.viewport().update()


class _LineDelegate(QStyledItemDelegate):
    """A square picture, and beside it the name above what is said about it."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        words = 2 * option.fontMetrics.height()
        return QSize(0, max(_PICTURE, words) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        name = str(index.data())
        image, about = index.data(_ENTRY)
        option.text = ""
        widget: QWidget = option.widget
        style = widget.style() or QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        box: QRect = option.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        palette: QPalette = option.palette
        place = QRect(box.left(), box.top() + (box.height() - _PICTURE) // 2, _PICTURE, _PICTURE)
        outline = QPainterPath()
        outline.addRoundedRect(place, 4, 4)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(outline, palette.color(QPalette.ColorRole.Base))
        if not image.isNull():  # Qt would draw it black
            painter.setClipPath(outline)
            painter.drawImage(place, image)
            painter.setClipping(False)
        words = box.adjusted(_PICTURE + 12, 0, 0, 0)
        metrics = option.fontMetrics
        top = words.top() + (words.height() - 2 * metrics.height()) // 2
        upper = QRect(words.left(), top, words.width(), metrics.height())
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(strong)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(name, elide, upper.width()))
        painter.setFont(option.font)
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        lower = upper.translated(0, metrics.height())
        painter.drawText(
            lower, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(about, elide, lower.width())
        )
        painter.restore()
