"""The losses of a training over its steps."""

from array import array

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from aipaint_desktop.training.lab.progress_reader import LossHistory
from aipaint_desktop.ui.lab.words import loss_title
from aipaint_desktop.ui.look.theme import Theme

_COLOURS = ("accent", "cool", "good", "muted")  # tokens of the theme, in the order of the losses
_POINTS = 300  # that are drawn of a curve at most
_SMOOTHING = 0.9  # how much of the running mean stays from one point to the next
_SHOWN = (2, 98)  # percentiles of what was: single peaks may leave the picture
_PADDING = 0.06  # above and below the curves, by their height
_AXES = ("left", "bottom")
_FAINT = 70  # alpha of the unsmoothed curve, of 255


class LossCurves(QWidget):
    """Draws each loss twice: faint as it was, and smoothed, by which one sees where it goes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._history = LossHistory()
        self._lines: dict[str, tuple[pyqtgraph.PlotCurveItem, pyqtgraph.PlotCurveItem]] = {}
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.getPlotItem().setContentsMargins(4, 8, 8, 4)
        self.plot.setMinimumSize(200, 120)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setAccessibleName(self.tr("Losses over the steps"))
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.legend)
        rows.addWidget(self.plot, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.plot.setBackground(theme.colour("field"))
        for side in _AXES:
            axis = self.plot.getAxis(side)
            axis.setPen(theme.colour("border"))
            axis.setTextPen(theme.colour("muted"))
            axis.setTickFont(self.font())
        self._clear()
        self.show_history(self._history)

    def show_history(self, history: LossHistory) -> None:
        """Draw the losses as they are now; new ones move the lines that are there."""
        if history is not self._history:
            self._clear()
        self._history = history
        said, drawn = [], []
        for token, (name, values) in zip(_COLOURS, history.losses.items(), strict=False):
            steps, points = _thinned(history.steps, values)
            if len(points) == 0:
                continue
            colour, smooth = self._theme.colour(token), _smoothed(points)
            if name not in self._lines:
                self._lines[name] = self._add_lines(colour)
            for line, heights in zip(self._lines[name], (points, smooth), strict=True):
                line.setData(steps, heights)
            drawn += [np.percentile(points, _SHOWN), smooth]
            number = self.locale().toString(float(smooth[-1]), "f", 2)
            dot = f'<span style="color:{colour.name()}">●</span>'
            said.append(f"<td>{dot}&nbsp;{loss_title(name)}&nbsp;</td><td align=right>{number}</td>")
        if drawn:
            together = np.concatenate(drawn)
            self.plot.setYRange(together.min(), together.max(), padding=_PADDING)
        for side in _AXES:
            self.plot.getAxis(side).setVisible(bool(drawn))
        rows = ("<td width=24></td>".join(said[row : row + 2]) for row in range(0, len(said), 2))
        self.legend.setText(f"<table cellspacing=0><tr>{'</tr><tr>'.join(rows)}</tr></table>" if said else "")

    def _add_lines(self, colour: QColor) -> tuple[pyqtgraph.PlotCurveItem, pyqtgraph.PlotCurveItem]:
        """Faint and strong."""
        faint = QColor(colour)
        faint.setAlpha(_FAINT)
        lines = tuple(
            pyqtgraph.PlotCurveItem(pen=pyqtgraph.mkPen(pen, width=width), antialias=True)
            for pen, width in ((faint, 1), (colour, 2))
        )
        for line in lines:
            self.plot.addItem(line)
        return lines[0], lines[1]

    def _clear(self) -> None:
        self.plot.clear()
        self._lines.clear()


def _thinned(steps: "array[int]", values: "array[float]") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Means of neighbours, so many that the curve can be drawn at once; without what is missing."""
    x, y = np.asarray(steps, np.float64), np.asarray(values, np.float64)
    there = np.isfinite(y)
    x, y = x[there], y[there]
    if len(x) <= _POINTS:
        return x, y
    starts = np.linspace(0, len(x), _POINTS, endpoint=False).astype(int)
    counts = np.diff(np.append(starts, len(x)))
    return np.add.reduceat(x, starts) / counts, np.add.reduceat(y, starts) / counts


def _smoothed(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The running mean, without the pull of its beginning (as Adam corrects its moments)."""
    smooth = np.empty_like(points)
    mean, weight = 0.0, 0.0
    for index, point in enumerate(points):
        mean = _SMOOTHING * mean + (1 - _SMOOTHING) * point
        weight = _SMOOTHING * weight + (1 - _SMOOTHING)
        smooth[index] = mean / weight
    return smooth
