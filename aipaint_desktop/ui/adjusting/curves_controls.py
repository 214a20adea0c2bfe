"""Curves: one for all channels, and one for each."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.document.adjusting.curves import Curves
from aipaint_desktop.document.adjusting.histogram import Histogram
from aipaint_desktop.ui.adjusting.channel_choice import ChannelChoice
from aipaint_desktop.ui.adjusting.controls import AdjustControls
from aipaint_desktop.ui.widgets.curve_editor import CurveEditor
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.curve import Curve


class CurvesControls(AdjustControls):
    """Draws a curve a channel; the numbers are those of the chosen point."""

    histogram = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = Curves()
        self._counts: Histogram | None = None
        self.channels = ChannelChoice()
        self.editor = CurveEditor()
        self.before = ValueSlider(self.tr("Input"), 0, 255)
        self.after = ValueSlider(self.tr("Output"), 0, 255)
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addWidget(self.after)
        self.column.addWidget(self.channels)
        self.column.addWidget(self.editor, 1)
        self.column.addLayout(row)
        self.channels.currentIndexChanged.connect(self._show)
        self.editor.edited.connect(self._take)
        self.editor.chosen.connect(self._show_numbers)
        for slider in (self.before, self.after):
            slider.edited.connect(self._move)
        self._show()

    @property
    def adjustment(self) -> Curves:
        return self._curves

    def reset(self) -> None:
        self._curves = Curves()
        self._show()
        self.changed.emit()

    def show_histogram(self, counts: Histogram) -> None:
        self._counts = counts
        self._show()

    def _show(self) -> None:
        curve: Curve = getattr(self._curves, self.channels.channel)
        if self._counts is not None:
            self.editor.show_histogram(self.channels.counts_of(self._counts))
        self.editor.show_curve(curve, self.channels.colour)

    def _take(self) -> None:
        self._curves = replace(self._curves, **{self.channels.channel: self.editor.curve})
        self.changed.emit()

    def _move(self) -> None:
        self.editor.move_point(self.before.number / 255, self.after.number / 255)
        self._show_numbers()

    def _show_numbers(self) -> None:
        place, value = self.editor.point
        self.before.set_number(255 * place)
        self.after.set_number(255 * value)
