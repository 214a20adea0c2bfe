"""What the tools share that select what looks alike."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.document.selecting.similar import Likeness, similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.selection_options import amount, switch
from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool

_MOST_GAP, _MOST_GROWTH = 40, 40


class SimilarSelectionTool(SelectionTool):
    """Selects what looks like the place of a click. A drag that begins within the selection moves it nevertheless.

    like: what counts as alike. all_layers: whether the whole picture is looked at, or the layer in hand alone.
    """

    def __init__(self, host: ToolHost, like: Likeness) -> None:
        super().__init__(host)
        self.like = like
        self.all_layers = True

    def finish(self, pointer: Pointer) -> None:
        x, y = int(pointer.position.x() // 1), int(pointer.position.y() // 1)
        state, like, all_layers = self.host.document.state, self.like, self.all_layers
        if not state.rect.contains(x, y):
            return

        def find(check: Check) -> Mask:
            image = sampled(state, all_layers=all_layers)
            check()
            return similar_region(image, x, y, like)

        self.select(self.tr("Looking for what is alike…"), find)

    def carry_out(
        self, doing: str, work: Callable[[Check], Mask | None], done: Callable[[Mask | None], None]
    ) -> None:
        self.host.work(doing, work, done)

    # What can be set

    def tolerance_option(self) -> QWidget:
        tip = self.tr("How far a colour may be from the one under the pointer")
        return amount(self.tr("Tolerance"), tip, 255, self.like.tolerance, self._take_tolerance)

    def common_options(self) -> Sequence[QWidget]:
        growth = self.tr("Make what is found larger, to reach under an outline")
        layers = self.tr("Look at the whole picture, or else at the active layer alone")
        return (
            amount(self.tr("Grow"), growth, _MOST_GROWTH, self.like.grow, self._take_grow, " px"),
            switch(self.tr("All layers"), layers, self.all_layers, self._take_all_layers),
            switch(
                self.tr("Antialias"), self.tr("Soften the edge"), self.like.antialias, self._take_antialias
            ),
        )

    def contiguous_options(self) -> Sequence[QWidget]:
        contiguous = self.tr("Only what is connected to the place of the click")
        gap = self.tr("Do not leak through openings as narrow as this")
        return (
            switch(self.tr("Contiguous"), contiguous, self.like.contiguous, self._take_contiguous),
            amount(self.tr("Close gap"), gap, _MOST_GAP, self.like.gap, self._take_gap, " px"),
        )

    def _take_tolerance(self, tolerance: int) -> None:
        self.like = replace(self.like, tolerance=tolerance)

    def _take_grow(self, grow: int) -> None:
        self.like = replace(self.like, grow=grow)

    def _take_gap(self, gap: int) -> None:
        self.like = replace(self.like, gap=gap)

    def _take_contiguous(self, contiguous: bool) -> None:
        self.like = replace(self.like, contiguous=contiguous)

    def _take_antialias(self, antialias: bool) -> None:
        self.like = replace(self.like, antialias=antialias)

    def _take_all_layers(self, all_layers: bool) -> None:
        self.all_layers = all_layers
