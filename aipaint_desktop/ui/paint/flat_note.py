"""Telling flat sketches from photographs while the fast style is chosen: the painter is offered for them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.state import State
from aipaint_desktop.engines.pictures.flatness import MOSTLY_FLAT, flat_share
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.paint.operations.stylize import StyleSettings
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.workspace.paint_settings import PaintedFrom, PaintSettings
from aipaint_desktop.workspace.painted_from import nodes_painted_from

_REST_MS = 400  # after the last change, before the canvas is looked at
_WHOLE = 640  # px: along longer sides it is looked at in places
_PLACES, _PLACE = 12, 48  # along each side; px


class FlatNote(QWidget):
    """Says that the canvas is a flat sketch, and offers the painter for it."""

    painter_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = WrappedLabel()
        words.setProperty("role", "muted")
        words.setText(self.tr("A flat sketch: Painter gives its areas the strokes of the reference."))
        self.use_painter = QPushButton(self.tr("Use Painter"))
        self.use_painter.clicked.connect(self.painter_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(self.use_painter)
        self.hide()


class FlatnessWatch(QObject):
    """Looks at the canvas whenever it or what is asked for has changed, and shows the note or hides it.

    settings, state, note: give those of the moment.
    """

    def __init__(
        self,
        settings: Callable[[], PaintSettings],
        state: Callable[[], State],
        note: Callable[[], FlatNote],
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings, self._state, self._note = settings, state, note
        self._background = background
        self._looks = 0
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_REST_MS)
        self._due.timeout.connect(self._look)

    def look_soon(self) -> None:
        """Look once nothing has changed for a moment."""
        self._looks += 1
        self._due.start()

    def _look(self) -> None:
        settings, state = self._settings(), self._state()
        if not (isinstance(settings, StyleSettings) and settings.quality == "fast"):
            self._note().hide()
            return
        look = self._looks

        def show(flat: bool) -> None:
            if look == self._looks:  # or something has changed since
                self._note().setVisible(flat)

        self._background.run(
            lambda: flat_sketch_in(state, settings.painted_from),
            show,
            lambda _why: show(False),
            asked_by=self,
        )


def flat_sketch_in(state: State, source: PaintedFrom) -> bool:
    """Tell whether what is painted from is a flat sketch. One colour all over is none yet. Any thread may call."""
    nodes, whole = nodes_painted_from(source, state), state.rect
    shares = [
        flat_share(composite(nodes, Rect(x, y, width, height)))
        for y, height in _places(whole.height)
        for x, width in _places(whole.width)
    ]
    return MOSTLY_FLAT <= sum(shares) / len(shares) < 1


def _places(side: int) -> list[tuple[int, int]]:
    """Where to look along a side, and how far, px."""
    if side <= _WHOLE:
        return [(0, side)]
    return [(round(place * (side - _PLACE) / (_PLACES - 1)), _PLACE) for place in range(_PLACES)]
