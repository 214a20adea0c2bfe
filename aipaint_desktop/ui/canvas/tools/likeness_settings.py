"""What counts as alike for the tools that look for it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.ui.canvas.tools.selection_options import amount, switch

_MOST_GAP, _MOST_GROWTH = 40, 40


class LikenessSettings(QObject):
    """Keeps what counts as alike, and makes the options that set it.

    like: what counts. all_layers: whether the whole picture is looked at, or the layer in hand alone.
    """

    def __init__(self, like: Likeness, parent: QObject) -> None:
        super().__init__(parent)
        self.like = like
        self.all_layers = True

    def options(self, *, place_matters: bool = True) -> Sequence[QWidget]:
        """Make the options. place_matters: whether what is connected to the place of a click can be meant alone."""
        tip = self.tr("How far a colour may be from the one under the pointer")
        growth = self.tr("Make what is found larger, to reach under an outline")
        layers = self.tr("Look at the whole picture, or else at the active layer alone")
        soft = self.tr("Soften the edge")
        return (
            amount(self.tr("Tolerance"), tip, 255, self.like.tolerance, self.take_tolerance),
            *(self._of_place() if place_matters else ()),
            amount(self.tr("Grow"), growth, _MOST_GROWTH, self.like.grow, self._take_grow, " px"),
            switch(self.tr("All layers"), layers, self.all_layers, self.take_all_layers),
            switch(self.tr("Antialias"), soft, self.like.antialias, self.take_antialias),
        )

    def _of_place(self) -> Sequence[QWidget]:
        contiguous = self.tr("Only what is connected to the place of the click")
        gap = self.tr("Do not leak through openings as narrow as this")
        return (
            switch(self.tr("Contiguous"), contiguous, self.like.contiguous, self.take_contiguous),
            amount(self.tr("Close gap"), gap, _MOST_GAP, self.like.gap, self._take_gap, " px"),
        )

    def take_tolerance(self, tolerance: int) -> None:
        """Take 0 to 255 as how far alike colours may lie apart."""
        self.like = replace(self.like, tolerance=tolerance)

    def take_contiguous(self, contiguous: bool) -> None:
        """Mean only what is connected to the place of a click, or not."""
        self.like = replace(self.like, contiguous=contiguous)

    def take_antialias(self, antialias: bool) -> None:
        """Soften edges, or not."""
        self.like = replace(self.like, antialias=antialias)

    def take_all_layers(self, all_layers: bool) -> None:
        """Look at the whole picture, or at the active layer alone."""
        self.all_layers = all_layers

    def _take_grow(self, grow: int) -> None:
        self.like = replace(self.like, grow=grow)

    def _take_gap(self, gap: int) -> None:
        self.like = replace(self.like, gap=gap)
