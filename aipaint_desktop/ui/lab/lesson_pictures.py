"""Small pictures of a lesson in rows, each with a word or a verdict below it."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.training.lessons.snapshot import SIDE, Grid, tiled

_GAP = 4
_RADIUS = 4
_SMALLEST, _LARGEST = 28, 96  # px: sides at which they are drawn
_BAR = 4  # px: height of a verdict


class LessonPictures(QWidget):
    """Shows rows and columns of pictures, as large as there is room for; empty frames until there are any.

    largest: px that a side has at most. captions: of the columns, below the last row. judged: whether there is room
    for a verdict below each picture.
    """

    def __init__(
        self,
        rows: int,
        columns: int,
        *,
        largest: int = _LARGEST,
        captions: Sequence[str] = (),
        judged: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._columns, self._largest = rows, columns, largest
        self._captions = captions
        self._judged = judged
        self._sheet = QImage()
        self._verdicts: Sequence[float] = ()
        self._colour = QColor()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(columns * _SMALLEST + (columns - 1) * _GAP)

    def show_pictures(self, pictures: Grid | None, verdicts: Sequence[float] = ()) -> None:
        """Show these. pictures: None for none. verdicts: how likely each is taken for real, 0..1, row by row."""
        if pictures is None:
            self._sheet = QImage()
        else:
            greys = tiled(pictures)
            height, width = greys.shape
            self._sheet = QImage(
                greys.tobytes(), width, height, width, QImage.Format.Format_Grayscale8
            ).copy()
        self._verdicts = verdicts
        self.setAccessibleDescription(", ".join(map(self._percent, verdicts)))
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Show verdicts in this colour."""
        self._colour = colour
        self.update()

    def _percent(self, verdict: float) -> str:
        return self.tr("{0} %").format(self.locale().toString(round(100 * verdict)))

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    def _side(self, width: int) -> float:
        return min((width - _GAP * (self._columns - 1)) / self._columns, self._largest)

    def _side_in(self, height: int) -> float:
        return (height - self._beside) / self._rows

    @property
    def _below(self) -> int:
        """px below each picture."""
        return _BAR + 2 + self._line if self._judged else 0

    @property
    def _beside(self) -> int:
        """px of the height that are no picture's."""
        caption = 2 + self._line if self._captions else 0
        return self._rows * self._below + (self._rows - 1) * _GAP + caption

    def heightForWidth(self, width: int) -> int:
        return ceil(self._rows * self._side(width)) + self._beside

    def sizeHint(self) -> QSize:
        width = self._columns * (64 + _GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.minimumWidth()
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        side = min(self._side(self.width()), self._side_in(self.height()))
        for number in range(self._rows * self._columns):
            row, column = divmod(number, self._columns)
            place = QRectF(column * (side + _GAP), row * (side + self._below + _GAP), side, side)
            self._paint_picture(painter, place, row, column)
            if number < len(self._verdicts):
                self._paint_verdict(painter, place, self._verdicts[number])
        bottom = self._rows * (side + _GAP + self._below) - _GAP + 2
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for column, caption in enumerate(self._captions):
            box = QRectF(column * (side + _GAP) - _GAP, bottom, side + 2 * _GAP, self._line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, caption)
        painter.end()

    def _paint_picture(self, painter: QPainter, place: QRectF, row: int, column: int) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(place, _RADIUS, _RADIUS)
        if self._sheet.isNull():
            painter.fillPath(outline, self.palette().color(QPalette.ColorRole.Base))
            return
        painter.setClipPath(outline)
        painter.drawImage(place, self._sheet, QRectF(column * SIDE, row * SIDE, SIDE, SIDE))
        painter.setClipping(False)

    def _paint_verdict(self, painter: QPainter, place: QRectF, verdict: float) -> None:
        """A bar as long as the picture is taken for real, and how much that is."""
        bar = QRectF(place.left(), place.bottom() + 2, place.width(), _BAR)
        for length, colour in ((1.0, self.palette().color(QPalette.ColorRole.Base)), (verdict, self._colour)):
            outline = QPainterPath()
            outline.addRoundedRect(bar.adjusted(0, 0, (length - 1) * bar.width(), 0), 2, 2)
            painter.fillPath(outline, colour)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        box = QRectF(place.left() - _GAP, bar.bottom(), place.width() + 2 * _GAP, self._line)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._percent(verdict))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
