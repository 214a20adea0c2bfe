"""The look at what an adjustment would make of the picture, while its dialog is open."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.targets import Preview, previewed
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import Key
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.display import CanvasDisplay
from aipaint_desktop.values.geometry import Rect


class _EndedError(Exception):
    """Nobody looks any more."""


class AdjustPreview(QObject):
    """Shows a state adjusted, on the canvas; nothing of the document changes.

    What is seen is computed beside the window, at the size at which it is seen, and shown as soon as it is there; what
    comes into sight later is computed then. Of adjustments that follow each other faster some are left out.
    """

    def __init__(self, canvas: CanvasDisplay, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._background = background
        self._state = canvas.document.state
        self._wanted: Adjustment | None = None
        self._busy = False
        self._ended = False

    @property
    def state(self) -> State:
        """Give the state that is adjusted."""
        return self._state

    @property
    def busy(self) -> bool:
        """Tell whether something is being computed."""
        return self._busy

    def show(self, adjustment: Adjustment | None) -> None:
        """Show this adjustment as soon as possible; None shows the picture as it is, at once."""
        self._wanted = adjustment
        if adjustment is None or adjustment.identity:
            self._canvas.preview_state(None)
        elif not self._busy:
            self._begin(adjustment)

    def end(self) -> None:
        """Show the picture as it is from now on."""
        if not self._ended:
            self._ended = True
            self._canvas.preview_state(None)

    def _begin(self, adjustment: Adjustment) -> None:
        self._busy = True
        state = self._state
        part, level = self._canvas.seen

        def check() -> None:
            if self._ended:
                raise _EndedError

        def compute() -> Preview | None:
            try:
                return _prepared(previewed(state, adjustment), part, level, check)
            except _EndedError:
                return None

        self._background.run(compute, self._show, lambda _why: self._go_on(), asked_by=self)

    def _show(self, preview: Preview | None) -> None:
        wanted = self._wanted
        if preview is not None and not self._ended and wanted is not None and not wanted.identity:
            self._canvas.preview_state(preview.state)
        self._go_on(preview)

    def _go_on(self, preview: Preview | None = None) -> None:
        """Go on with what was asked meanwhile."""
        self._busy = False
        wanted = self._wanted
        if preview is None or self._ended or wanted is None or wanted.identity:
            return
        if any(tiles.adjustment != wanted for tiles in preview.adjusted):
            self._begin(wanted)


def _prepared(preview: Preview, part: Rect, level: int, check: Callable[[], None]) -> Preview:
    """The same with the tiles computed that are seen, those in the middle first."""
    x, y = (part.left + part.right) / (2 * TILE) - 0.5, (part.top + part.bottom) / (2 * TILE) - 0.5
    keys: list[Key] = [(column, row) for column, row, _ in part.tiles(TILE)]
    keys.sort(key=lambda key: abs(key[0] - x) + abs(key[1] - y))
    for tiles in preview.adjusted:
        tiles.prepare(keys, level, check)
    return preview
