"""Pixels written into a layer bit by bit, as one step: a stroke, a fill."""

from collections.abc import Callable

from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect


class PixelEdit:
    """Writes pixels into a layer; shown as it grows, and one undoable step when it is committed.

    Any other edit, undo or redo of the document ends it first.
    """

    def __init__(
        self,
        name: str,
        layer_id: str,
        state: State,
        write: Callable[[str, Rect, Pixels], None],
        close: Callable[["PixelEdit", bool], None],
    ) -> None:
        """state: of the document before. write, close: of the document; the latter is told whether to keep the step."""
        self.name = name
        self.layer_id = layer_id
        self.state_before = state
        self.before = state.layer(layer_id).tiles
        self.selection = state.selection
        self.bounds = state.rect
        self._write = write
        self._close = close
        self._open = True

    @property
    def open(self) -> bool:
        return self._open

    def write(self, rect: Rect, pixels: Pixels) -> None:
        """Write pixels, (rect.height, rect.width, 4) uint8; `rect` lies within `bounds`. Ignored once ended."""
        if self._open:
            self._write(self.layer_id, rect, pixels)

    def commit(self) -> None:
        """End the step; it is in the history from now on if anything was written."""
        self._end(keep=True)

    def cancel(self) -> None:
        """End the step and leave everything as it was."""
        self._end(keep=False)

    def drop(self) -> None:
        """End it without a word to the document, which has gone back already."""
        self._open = False

    def _end(self, *, keep: bool) -> None:
        if self._open:
            self._open = False
            self._close(self, keep)
