"""Small strokes that show what the brushes are like, painted once in the background."""

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preview import brush_preview
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.look.icons import untinted

SIZE = QSize(108, 36)  # as large as any is shown
SMALL = QSize(72, 24)
_SCALE = 2  # px painted for each that is shown, so that it is sharp on fine screens
_MOST = 600  # pixmaps that are kept, and strokes


class BrushPreviews(QObject):
    """Knows the preview of every brush that was asked for.

    They are painted one after another, what was asked for last first: it is in sight, and whatever else is to be done
    in the background waits for one of them at most.
    """

    painted = Signal()  # one more is there

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._strokes: OrderedDict[Brush, NDArray[np.uint8] | None] = OrderedDict()  # None: is yet to come
        self._wanted: list[Brush] = []  # what comes next last
        self._painting = False
        self._pixmaps: OrderedDict[tuple[Brush, str, int, float], QPixmap] = OrderedDict()

    def ask_for(self, brushes: Iterable[Brush]) -> None:
        """Have painted what was not asked for before."""
        for brush in brushes:
            if brush not in self._strokes:
                self._strokes[brush] = None
                _shorten(self._strokes)
                self._wanted.append(brush)
        self._paint_next()

    def _paint_next(self) -> None:
        if self._painting or not self._wanted:
            return
        brush, self._painting = self._wanted.pop(), True
        self._background.run(
            partial(brush_preview, brush, _SCALE * SIZE.width(), _SCALE * SIZE.height()),
            partial(self._take, brush),
            lambda _why: self._go_on(),  # a brush without a preview is no less one
        )

    def icon_of(self, brush: Brush, colour: QColor, ratio: float) -> QIcon:
        """Draw the brush's stroke in this colour, where a unit is `ratio` px; empty until it has been painted."""
        return untinted(self.picture_of(brush, colour, ratio, SMALL))

    def picture_of(self, brush: Brush, colour: QColor, ratio: float, size: QSize = SIZE) -> QPixmap:
        """Draw the stroke as wide as `size`, as `icon_of` does."""
        key = (brush, colour.name(), size.width(), ratio)
        found = self._pixmaps.get(key)
        if found is not None:
            return found
        stroke = self._strokes.get(brush)
        if stroke is None:
            blank = QPixmap(size)
            blank.fill(Qt.GlobalColor.transparent)
            return blank
        ink = np.full((*stroke.shape, 3), (colour.red(), colour.green(), colour.blue()), np.uint8)
        wide = round(size.width() * ratio)
        image = to_qimage(np.dstack([ink, stroke]))
        pixmap = QPixmap.fromImage(image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
        pixmap.setDevicePixelRatio(ratio)
        self._pixmaps[key] = pixmap
        _shorten(self._pixmaps)
        return pixmap

    def _take(self, brush: Brush, stroke: NDArray[np.uint8]) -> None:
        self._strokes[brush] = stroke
        self._go_on()
        self.painted.emit()

    def _go_on(self) -> None:
        self._painting = False
        self._paint_next()


def _shorten(kept: OrderedDict) -> None:  # type: ignore[type-arg]  # of whatever
    while len(kept) > _MOST:
        kept.popitem(last=False)
