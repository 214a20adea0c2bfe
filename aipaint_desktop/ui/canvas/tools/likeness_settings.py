"""What counts as alike for the tools that look for it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.ui.canvas.tools.selection_options import amount, switch
from aipaint_desktop.ui.look.labels import LABELS, TITLES

_MOST_GAP, _MOST_GROWTH, _MOST_FEATHER = 40, 40, 100
_SWATCH = 12
_LETTERS = 5


class LikenessSettings(QObject):
    """Keeps what counts as alike, and makes the options that set it.

    like: what counts. all_layers: whether the whole picture is looked at, or the layer in hand alone.
    label: the colour of those layers that are looked at, "" for every one.
    """

    def __init__(self, like: Likeness, parent: QObject) -> None:
        super().__init__(parent)
        self.like = like
        self.all_layers = True
        self.label = ""

    def sampling(self) -> Callable[[State], Pixels]:
        """Say, once and for all, which picture of a state is looked at; slow to take, on any thread."""
        return partial(sampled, all_layers=self.all_layers, label=self.label)

    def options(self, *, place_matters: bool = True, encloses: bool = False) -> Sequence[QWidget]:
        """Make the options. place_matters: whether what is connected to the place of a click can be meant alone.
        encloses: whether what is found is closed in, so that gaps matter."""
        tip = self.tr("How far a colour may be from the one under the pointer")
        growth = self.tr("Make what is found larger, to reach under an outline")
        soft = self.tr("Soften the edge")
        fade = self.tr("Let the edge fade")
        return (
            amount(self.tr("Tolerance"), tip, 255, self.like.tolerance, self.take_tolerance),
            *(self._of_place() if place_matters else ()),
            *(self._of_gaps() if place_matters or encloses else ()),
            amount(self.tr("Grow"), growth, _MOST_GROWTH, self.like.grow, self._take_grow, " px"),
            amount(self.tr("Feather"), fade, _MOST_FEATHER, self.like.feather, self._take_feather, " px"),
            self._reference(),
            switch(self.tr("Antialias"), soft, self.like.antialias, self.take_antialias),
        )

    def _of_place(self) -> Sequence[QWidget]:
        contiguous = self.tr("Only what is connected to the place of the click")
        return (switch(self.tr("Contiguous"), contiguous, self.like.contiguous, self.take_contiguous),)

    def _of_gaps(self) -> Sequence[QWidget]:
        gap = self.tr("Do not leak through openings as narrow as this")
        return (amount(self.tr("Close gap"), gap, _MOST_GAP, self.like.gap, self._take_gap, " px"),)

    def _reference(self) -> QWidget:
        """Which layers are looked at: all, the active one, or those with a label."""
        choice = QComboBox()
        choice.setAccessibleName(self.tr("Reference"))
        choice.setToolTip(self.tr("Which layers are looked at"))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(_LETTERS)  # the list itself is as wide as its words
        choice.addItem(self.tr("All layers"), ("all", ""))
        choice.addItem(self.tr("Active layer"), ("active", ""))
        for label, colour in LABELS.items():
            swatch = QPixmap(_SWATCH, _SWATCH)
            swatch.fill(colour)
            name = QCoreApplication.translate("label", str(TITLES[label]))
            choice.addItem(QIcon(swatch), self.tr("Labelled: {0}").format(name), ("all", label))
        chosen = ("all" if self.all_layers else "active", self.label)
        for place in range(choice.count()):
            if tuple(choice.itemData(place)) == chosen:
                choice.setCurrentIndex(place)
        choice.currentIndexChanged.connect(lambda place: self.take_reference(*choice.itemData(place)))
        return choice

    def take_tolerance(self, tolerance: int) -> None:
        """Take 0 to 255 as how far alike colours may lie apart."""
        self.like = replace(self.like, tolerance=tolerance)

    def take_contiguous(self, contiguous: bool) -> None:
        """Mean only what is connected to the place of a click, or not."""
        self.like = replace(self.like, contiguous=contiguous)

    def take_antialias(self, antialias: bool) -> None:
        """Soften edges, or not."""
        self.like = replace(self.like, antialias=antialias)

    def take_reference(self, layers: str, label: str) -> None:
        """Look at some layers. layers: all or active. label: the colour of those that are meant of all, "" for each."""
        self.all_layers, self.label = layers == "all", label

    def _take_feather(self, feather: int) -> None:
        self.like = replace(self.like, feather=feather)

    def _take_grow(self, grow: int) -> None:
        self.like = replace(self.like, grow=grow)

    def _take_gap(self, gap: int) -> None:
        self.like = replace(self.like, gap=gap)
