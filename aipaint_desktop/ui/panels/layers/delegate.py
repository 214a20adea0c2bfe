"""Draws the rows of the layer list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.ui.look.icons import drawn
from aipaint_desktop.ui.look.labels import LABELS
from aipaint_desktop.ui.panels.layers.model import LayerModel
from aipaint_desktop.ui.panels.layers.row import HEIGHT, Row, Zone
from aipaint_desktop.ui.panels.layers.thumbnails import Thumbnails
from aipaint_desktop.ui.words.modes import mode_title
from aipaint_desktop.ui.words.names import layer_title

_ICON = 14
_EYE_ICON = 16
_FAINT = 0.45  # of what is switched off
_SMALL = 0.86  # of the letters below a name
_ICONS = {
    Zone.CLIP: "corner-left-down",
    Zone.ALPHA: "lock-alpha",
    Zone.THROUGH: "chevrons-down",
    Zone.LOCK: "lock",
}
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws a node: eye, thumbnails, name, how it meets what is below, and what is switched on.

    active_id, on_mask: which node is worked on, and whether its mask is; a frame around a thumbnail shows it.
    alone: the id of the node that is shown alone, if one is.
    """

    def __init__(self, model: LayerModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._thumbnails = thumbnails
        self.active_id = ""
        self.on_mask = False
        self.alone: str | None = None

    def row(self, index: Index, rect: QRect, *, pointed: bool = False) -> Row:
        """Lay out the row of a node within a rectangle."""
        return Row(rect, self._model.node(index), self._model.depth(index), pointed)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget = option.widget
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        row = self.row(index, option.rect, pointed=pointed)
        node, colours = row.node, option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        if node.label in LABELS:
            painter.fillRect(row.label, LABELS[node.label])
        words = colours.color(QPalette.ColorRole.Text)
        muted = colours.color(QPalette.ColorRole.PlaceholderText)
        self._eye(painter, row, colours)
        if isinstance(node, Group):
            _icon(painter, "chevron-right" if node.folded else "chevron-down", row.arrow, muted)
        if node.clip:
            _icon(painter, _ICONS[Zone.CLIP], row.clip_arrow, muted)
        painter.setOpacity(1.0 if node.visible else _FAINT)
        picture, mask = self._thumbnails.of(node.id)
        active = node.id == self.active_id
        self._thumbnail(painter, row.picture, picture, colours, framed=active and not self.on_mask)
        kind = (
            "folder" if isinstance(node, Group) else "type" if isinstance(node, Layer) and node.text else ""
        )
        if kind:
            corner = _corner(row.picture)
            painter.fillRect(corner, colours.color(QPalette.ColorRole.Base))
            _icon(painter, kind, corner, words)
        if row.mask is not None:
            self._thumbnail(painter, row.mask, mask, colours, framed=active and self.on_mask)
            if not node.mask_used:
                painter.setPen(QPen(colours.color(QPalette.ColorRole.BrightText), 2))
                painter.drawLine(row.mask.topLeft(), row.mask.bottomRight())
                painter.drawLine(row.mask.topRight(), row.mask.bottomLeft())
        painter.setOpacity(1.0)
        self._words(painter, row, option, words if node.visible else muted, muted)
        for zone, place, on in row.badges:
            painter.setOpacity(1.0 if on else _FAINT)
            _icon(painter, _ICONS[zone], place, words)
        painter.restore()

    def _eye(self, painter: QPainter, row: Row, colours: QPalette) -> None:
        role = QPalette.ColorRole.Text if row.node.visible else QPalette.ColorRole.PlaceholderText
        if row.node.id == self.alone:
            role = QPalette.ColorRole.Accent
        painter.setOpacity(1.0 if self.alone in (None, row.node.id) else _FAINT)
        _icon(painter, "eye" if row.node.visible else "eye-off", row.eye, colours.color(role), _EYE_ICON)
        painter.setOpacity(1.0)

    def _thumbnail(
        self, painter: QPainter, box: QRect, image: QImage | None, colours: QPalette, *, framed: bool
    ) -> None:
        place = QRectF(box)
        if image is not None:
            size = QSize(image.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QRect(QRect(box.topLeft(), size)))
            place.moveCenter(QRectF(box).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
        role = QPalette.ColorRole.Accent if framed else QPalette.ColorRole.Mid
        painter.setPen(QPen(colours.color(role), 2 if framed else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _words(
        self, painter: QPainter, row: Row, option: QStyleOptionViewItem, words: QColor, muted: QColor
    ) -> None:
        node, place, badges = row.node, QRect(row.words), row.badges
        below = described(node)
        right = badges[0][1].left() if badges else place.right()
        place.setRight(right - 2)
        font = QFont(option.font)
        font.setItalic(node.mask is None and not node.visible)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * _SMALL)
        heights = QFontMetrics(font).height(), QFontMetrics(small).height() if below else 0
        top = place.top() + (place.height() - sum(heights)) // 2
        self._line(painter, font, words, place, top, layer_title(node.name))
        self._line(painter, small, muted, place, top + heights[0], below)

    @staticmethod
    def _line(painter: QPainter, font: QFont, colour: QColor, place: QRect, top: int, text: str) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colour)
        # The end of a name tells results of one reference apart.
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        line = QRect(place.left(), top, place.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Name of the layer"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = self.row(index, option.rect).words
        height = editor.sizeHint().height()
        editor.setGeometry(
            place.left() - 8, place.top() + (place.height() - height) // 2, place.width() + 8, height
        )


def described(node: Node) -> str:
    """Say in a few words how a node meets what is below it; empty where it lies there as it is."""
    parts = [] if node.mode is Mode.NORMAL else [mode_title(node.mode)]
    if node.opacity < 1:
        parts.append(f"{round(100 * node.opacity)} %")
    return ", ".join(parts)


def _corner(box: QRect) -> QRect:
    return QRect(box.right() - _ICON - 1, box.bottom() - _ICON - 1, _ICON + 2, _ICON + 2)


def _icon(painter: QPainter, name: str, place: QRect, colour: QColor, side: int = _ICON) -> None:
    left, top = place.left() + (place.width() - side) // 2, place.top() + (place.height() - side) // 2
    painter.drawPixmap(left, top, drawn(name, colour, side))
