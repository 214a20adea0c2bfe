"""The layers of a lesson's networks, drawn as bars whose numbers stand below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.ui.look.theme import Theme

_BARS = 56  # px: height of the highest bar
_BAR = 14  # px: width of a bar
_GAP = 12  # px between two networks
_HEAD = 4  # px: of an arrow
_MARGIN = 28.0  # px between words and layers, in which the arrow is


@dataclass(frozen=True)
class Network:
    """What is drawn of a network. colour: a token of the theme. source, result: what goes in and what comes out.

    sizes: of its layers.
    """

    title: str
    colour: str
    source: str
    sizes: Sequence[int]
    result: str


class LessonDiagram(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._networks: Sequence[Network] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Layers of the networks"))

    def show_networks(self, networks: Sequence[Network]) -> None:
        self._networks = networks
        self.setAccessibleDescription(
            "; ".join(f"{one.title}: {' → '.join(map(str, one.sizes))}" for one in networks)
        )
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _row(self) -> int:
        """Height of one network: its title, its bars and their numbers."""
        return 2 * self._line + _BARS + 8

    def sizeHint(self) -> QSize:
        count = max(1, len(self._networks))
        return QSize(280, count * self._row + (count - 1) * _GAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for network in self._networks:
            self._paint_network(painter, network, top)
            top += self._row + _GAP
        painter.end()

    def _paint_network(self, painter: QPainter, network: Network, top: int) -> None:
        colour, muted = self._theme.colour(network.colour), self._theme.colour("muted")
        font = painter.font()
        strong = self.font()
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(colour)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, self.width(), self._line), left, network.title)
        painter.setFont(font)
        metrics = self.fontMetrics()
        begin = metrics.horizontalAdvance(network.source) + _MARGIN
        end = self.width() - metrics.horizontalAdvance(network.result) - _MARGIN
        middle = top + self._line + 4 + _BARS / 2
        step = (end - begin) / len(network.sizes)
        centres = [begin + (number + 0.5) * step for number in range(len(network.sizes))]
        painter.setPen(muted)
        for words, start, width in (
            (network.source, 0.0, begin - _MARGIN),
            (network.result, end + _MARGIN, self.width() - end - _MARGIN),
        ):
            box = QRectF(start, middle - self._line / 2, width + 1, self._line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        for start, stop in ((begin - _MARGIN + 8, begin - 4), (end + 4, end + _MARGIN - 8)):
            _paint_arrow(painter, QPointF(start, middle), QPointF(stop, middle), muted)
        largest = max(network.sizes)
        for centre, size in zip(centres, network.sizes, strict=True):
            height = max(3.0, _BARS * sqrt(size / largest))
            bar = QPainterPath()
            bar.addRoundedRect(QRectF(centre - _BAR / 2, middle - height / 2, _BAR, height), 3, 3)
            painter.fillPath(bar, colour)
            painter.setPen(muted)
            box = QRectF(centre - step / 2, middle + _BARS / 2 + 4, step, self._line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(size))


def _paint_arrow(painter: QPainter, start: QPointF, stop: QPointF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(start, stop)
    for up in (-_HEAD, _HEAD):
        painter.drawLine(stop, stop + QPointF(-_HEAD, up))
