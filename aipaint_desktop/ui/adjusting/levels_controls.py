"""Levels: for all channels, and for each."""

import math
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from aipaint_desktop.document.adjusting.histogram import Histogram, stretch
from aipaint_desktop.document.adjusting.levels import LEAST_GAMMA, MOST_GAMMA, LevelRange, Levels
from aipaint_desktop.ui.adjusting.channel_choice import ChannelChoice
from aipaint_desktop.ui.adjusting.controls import AdjustControls
from aipaint_desktop.ui.adjusting.level_bar import LevelBar
from aipaint_desktop.ui.widgets.value_slider import ValueSlider


class LevelsControls(AdjustControls):
    """Sets where black, middle and white lie, by handles under the histogram or by numbers, and what they become."""

    histogram = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels = Levels()
        self._counts: Histogram | None = None
        self.channels = ChannelChoice()
        self.auto = QPushButton(self.tr("Automatic"))
        self.auto.setToolTip(self.tr("Let each channel fill its range"))
        self.auto.setEnabled(False)
        self.input_bar, self.output_bar = LevelBar(height=110), LevelBar()
        self.black = ValueSlider(self.tr("Black"), 0, 254)
        self.gamma = ValueSlider(self.tr("Middle"), LEAST_GAMMA, MOST_GAMMA, decimals=2, curved=True)
        self.white = ValueSlider(self.tr("White"), 1, 255)
        self.darkest = ValueSlider(self.tr("Darkest"), 0, 255)
        self.brightest = ValueSlider(self.tr("Brightest"), 0, 255)
        head = QHBoxLayout()
        head.addWidget(self.channels, 1)
        head.addWidget(self.auto)
        self.column.addLayout(head)
        self.column.addWidget(self.input_bar)
        self._add_row(self.black, self.gamma, self.white)
        self.column.addWidget(self.output_bar)
        self._add_row(self.darkest, self.brightest)
        self.column.addStretch(1)
        self.channels.currentIndexChanged.connect(self._show)
        self.auto.clicked.connect(self._stretch)
        self.input_bar.moved.connect(self._draw_input)
        self.output_bar.moved.connect(self._draw_output)
        self.black.edited.connect(lambda value: self._set(replace(self._range, black=round(value))))
        self.gamma.edited.connect(lambda value: self._set(replace(self._range, gamma=value)))
        self.white.edited.connect(lambda value: self._set(replace(self._range, white=round(value))))
        self.darkest.edited.connect(lambda value: self._set(replace(self._range, darkest=round(value))))
        self.brightest.edited.connect(lambda value: self._set(replace(self._range, brightest=round(value))))
        self._show()

    def _add_row(self, *sliders: ValueSlider) -> None:
        row = QHBoxLayout()
        for slider in sliders:
            row.addWidget(slider)
        self.column.addLayout(row)

    @property
    def adjustment(self) -> Levels:
        return self._levels

    def reset(self) -> None:
        self._take(Levels())

    def show_histogram(self, counts: Histogram) -> None:
        self._counts = counts
        self.auto.setEnabled(True)
        self._show()

    @property
    def _range(self) -> LevelRange:
        found = getattr(self._levels, self.channels.channel)
        assert isinstance(found, LevelRange)
        return found

    def _set(self, wanted: LevelRange) -> None:
        """Set the values of the channel that is chosen; black stays below white."""
        if wanted.black >= wanted.white:
            if wanted.black != self._range.black:
                wanted = replace(wanted, white=min(255, wanted.black + 1), black=min(254, wanted.black))
            else:
                wanted = replace(wanted, black=max(0, wanted.white - 1), white=max(1, wanted.white))
        self._take(replace(self._levels, **{self.channels.channel: wanted}))

    def _take(self, levels: Levels) -> None:
        self._levels = levels
        self._show()
        self.changed.emit()

    def _stretch(self) -> None:
        """Let each channel fill its range."""
        if self._counts is None:
            return
        ranges = [LevelRange(black, white=white) for black, white in map(stretch, self._counts[1:])]
        self._take(Levels(LevelRange(), *ranges))

    def _draw_input(self, handle: int, place: float) -> None:
        value = round(255 * place)
        if handle == 1:
            share = (255 * place - self._range.black) / max(1, self._range.white - self._range.black)
            # The middle is what becomes 1/2.
            exponent = math.log(min(0.999, max(0.001, share))) / math.log(0.5)
            self._set(replace(self._range, gamma=round(min(MOST_GAMMA, max(LEAST_GAMMA, exponent)), 2)))
        elif handle == 0:
            self._set(replace(self._range, black=min(value, self._range.white - 1)))
        else:
            self._set(replace(self._range, white=max(value, self._range.black + 1)))

    def _draw_output(self, handle: int, place: float) -> None:
        # Handles may pass each other: the picture is a negative then.
        ascending = self._range.darkest <= self._range.brightest
        name = "darkest" if (handle == 0) == ascending else "brightest"
        if name == "darkest":
            self._set(replace(self._range, darkest=round(255 * place)))
        else:
            self._set(replace(self._range, brightest=round(255 * place)))

    def _show(self) -> None:
        one, channels = self._range, self.channels
        self.input_bar.show_histogram(
            None if self._counts is None else channels.counts_of(self._counts), channels.colour
        )
        self.output_bar.show_histogram(None, channels.colour)
        middle = one.black + (one.white - one.black) * 0.5**one.gamma
        self.input_bar.show_handles([one.black / 255, middle / 255, one.white / 255], [0, 0.5, 1])
        outer = sorted([(one.darkest / 255, 0.0), (one.brightest / 255, 1.0)])
        self.output_bar.show_handles([place for place, _ in outer], [grey for _, grey in outer])
        self.black.set_number(one.black)
        self.gamma.set_number(one.gamma)
        self.white.set_number(one.white)
        self.darkest.set_number(one.darkest)
        self.brightest.set_number(one.brightest)
