"""How lines are drawn, in one compact row beside the settings of the brush."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from aipaint_desktop.brushes.steadying.steadiness import LEAST, MOST, Steadying
from aipaint_desktop.ui.canvas.lined_display import LinedDisplay
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_WIDEST_CHOICE = 132


class LineOptions(QWidget):
    """Sets by what lines are steadied and how much; has room for buttons."""

    def __init__(self, canvas: LinedDisplay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        titles = {
            Steadying.NONE: self.tr("No smoothing"),
            Steadying.WEIGHTED: self.tr("Weighted"),
            Steadying.ROPE: self.tr("Pulled rope"),
            Steadying.CATCHING_UP: self.tr("Catching up"),
        }
        self._kinds = list(titles)
        self.kind = QComboBox()
        self.kind.addItems(list(titles.values()))
        self.kind.setAccessibleName(self.tr("Brush smoothing"))
        self.kind.setToolTip(self.tr("By what an unsteady hand's line is made calm"))
        self.kind.setMaximumWidth(_WIDEST_CHOICE)
        self.strength = ValueSlider(self.tr("Smoothing"), LEAST, MOST)
        self.strength.setToolTip(self.tr("How calm lines are, and how far they are behind the pen"))
        self.strength.setSizePolicy(
            QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )  # as wide as its words
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.kind)
        self._row.addWidget(self.strength, 1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.kind.activated.connect(self._choose)
        self.strength.edited.connect(self._set_strength)
        canvas.lines_changed.connect(self._show)
        self._show()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put buttons for these at the end of the row."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            self._row.addWidget(button)

    def _choose(self, index: int) -> None:
        lines = self._canvas.lines
        steadiness = replace(lines.steadiness, kind=self._kinds[index])
        self._canvas.set_lines(replace(lines, steadiness=steadiness))

    def _set_strength(self, strength: float) -> None:
        lines = self._canvas.lines
        self._canvas.set_lines(replace(lines, steadiness=replace(lines.steadiness, strength=strength)))

    def _show(self) -> None:
        steadiness = self._canvas.steadiness
        self.kind.setCurrentIndex(self._kinds.index(steadiness.kind))
        self.strength.set_number(steadiness.strength)
        self.strength.setVisible(steadiness.kind is not Steadying.NONE)
