"""Pixels written into a layer, or a mask, bit by bit, as one step: a stroke, a fill."""

from collections.abc import Callable

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import MaskPicture, Readable
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.selecting.quick_mask import QuickMask
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect


class PixelEdit:
    """Writes pixels into a layer, or the mask of a node; shown as it grows, and one undoable step when it is committed.

    before: the pixels from before. keeps_alpha: whether what is transparent stays so, whatever is written.

    Any other edit, undo or redo of the document ends it first.
    """

    def __init__(
        self,
        name: str,
        node: Node,
        state: State,
        write: Callable[["PixelEdit", Rect, Pixels], None],
        close: Callable[["PixelEdit", bool], None],
        quick_mask: QuickMask | None = None,
    ) -> None:
        """node: a layer, or one whose mask is painted. state: of the document before. write, close: of the document;
        the latter is told whether to keep the step. quick_mask: what is painted instead of the node, everywhere."""
        self.name = name
        self.node_id = node.id
        self.quick_mask = quick_mask
        self.on_mask = state.paints_mask_of(node)
        self.state_before = state
        self.before: Readable
        if quick_mask is not None:
            self.before, self.keeps_alpha, self.on_mask = quick_mask, False, False
        elif self.on_mask and node.mask is not None:
            self.before, self.keeps_alpha = MaskPicture(node.mask), False
        elif isinstance(node, Layer):
            self.before, self.keeps_alpha = node.tiles, node.alpha_locked
        else:
            raise TypeError(f"a group cannot be painted on: {node}")
        self.selection = state.selection if quick_mask is None else None
        self.bounds = state.rect
        self._write = write
        self._close = close
        self._open = True

    @property
    def open(self) -> bool:
        return self._open

    @property
    def period(self) -> None:
        """Tell after how many pixels all repeats, as surfaces do: the canvas does not."""

    def selected(self, rect: Rect) -> Mask | None:
        """Tell how far each pixel of a rectangle within `bounds` is selected; None where all are. Not to be written
        to."""
        return None if self.selection is None else self.selection[rect.slices]

    def write(self, rect: Rect, pixels: Pixels) -> None:
        """Write pixels, (rect.height, rect.width, 4) uint8; `rect` lies within `bounds`. Ignored once ended."""
        if self._open:
            if self.keeps_alpha:
                pixels = pixels.copy()
                pixels[..., 3] = self.before.read(rect)[..., 3]
            self._write(self, rect, pixels)

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
