"""Small strokes that show what the brushes are like, painted once in the background."""

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
from aipaint_desktop.ui.look.icons import picture_icon

SIZE = QSize(72, 24)
_SCALE = 2  # px painted for each that is shown, so that it is sharp on fine screens


class BrushPreviews(QObject):
    """Knows the preview of every brush that was asked for."""

    painted = Signal()  # one more is there

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._strokes: dict[str, NDArray[np.uint8] | None] = {}  # by name; None while it is being painted

    def ask_for(self, brushes: Iterable[Brush]) -> None:
        """Have painted what was not asked for before."""
        for brush in brushes:
            if brush.name not in self._strokes:
                self._strokes[brush.name] = None
                self._background.run(
                    partial(brush_preview, brush, _SCALE * SIZE.width(), _SCALE * SIZE.height()),
                    partial(self._take, brush.name),
                    lambda _why: None,  # a brush without a preview is no less one
                )

    def icon_of(self, brush: Brush, colour: QColor, ratio: float) -> QIcon:
        """Draw the brush's stroke in this colour, where a unit is `ratio` px; empty until it has been painted."""
        stroke = self._strokes.get(brush.name)
        if stroke is None:
            blank = QPixmap(SIZE)
            blank.fill(Qt.GlobalColor.transparent)
            return QIcon(blank)
        ink = np.full((*stroke.shape, 3), (colour.red(), colour.green(), colour.blue()), np.uint8)
        return picture_icon(to_qimage(np.dstack([ink, stroke])), SIZE.width(), ratio)

    def _take(self, name: str, stroke: NDArray[np.uint8]) -> None:
        self._strokes[name] = stroke
        self.painted.emit()
