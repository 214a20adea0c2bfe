"""Three sliders for the numbers of a colour, each over what it would become."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.ui.colour.models import GREY, colours_of, planes_of
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.oklab import MOST_CHROMA, colours_of_oklch, oklch_of

_STOPS = 12
_BAR = 12  # px
_Numbers = tuple[float, float, float]


class ChannelSlider(ValueSlider):
    """Sets a number of a colour; below the words it shows the colours that other numbers would give."""

    def __init__(self, label: str, highest: float, unit: str = "", *, decimals: int = 0) -> None:
        super().__init__(label, 0, highest, unit, decimals=decimals)
        self._ramp: list[QColor] = []

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.fontMetrics().height() + _BAR + 4)

    def set_ramp(self, ramp: Sequence[QColor]) -> None:
        """Show these colours, from the left to the right."""
        self._ramp = list(ramp)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, self.height() - _BAR - 0.5, self.width() - 1, _BAR)
        words = QRectF(1, 0, self.width() - 2, bar.top() - 1)
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._label)
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.value_text)
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        for place, colour in enumerate(self._ramp):
            ramp.setColorAt(place / (len(self._ramp) - 1), colour)
        rounded = QPainterPath()
        rounded.addRoundedRect(bar, 4, 4)
        painter.fillPath(rounded, ramp)
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(QPen(colours.color(role), 1))
        painter.drawPath(rounded)
        at = bar.left() + 3 + (bar.width() - 6) * self._number / self._highest
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((QColor(0, 0, 0, 150), 4.0), (QColor(255, 255, 255), 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawRoundedRect(QRectF(at - 3, bar.top() - 1, 6, bar.height() + 1), 2, 2)
        painter.end()


@dataclass(frozen=True)
class _Space:
    """numbers: of a colour, those that it does not say as they were. colours: of several such numbers."""

    sliders: tuple[ChannelSlider, ChannelSlider, ChannelSlider]
    numbers: Callable[[QColor, _Numbers], _Numbers]
    colours: Callable[[Sequence[_Numbers]], list[QColor]]


class ChannelSliders(QWidget):
    """Chooses a colour by red, green, blue; by hue, saturation, value; or by lightness, chroma and hue."""

    changed = Signal(QColor)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(0, 0, 0)
        red, green, blue = self.tr("Red"), self.tr("Green"), self.tr("Blue")
        hue, saturation, value = self.tr("Hue"), self.tr("Saturation"), self.tr("Value")
        lightness, chroma = self.tr("Lightness"), self.tr("Chroma")
        self._spaces = {
            "rgb": _Space(
                (ChannelSlider(red, 255), ChannelSlider(green, 255), ChannelSlider(blue, 255)), _rgb, _of_rgb
            ),
            "hsv": _Space(
                (
                    ChannelSlider(hue, 360, "°"),
                    ChannelSlider(saturation, 100, " %"),
                    ChannelSlider(value, 100, " %"),
                ),
                _hsv,
                _of_hsv,
            ),
            "oklch": _Space(
                (
                    ChannelSlider(lightness, 100, " %", decimals=1),
                    ChannelSlider(chroma, MOST_CHROMA, decimals=3),
                    ChannelSlider(hue, 360, "°"),
                ),
                _lch,
                _of_lch,
            ),
        }
        self._pages = QStackedWidget()
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(2)
        for number, (name, space) in enumerate(self._spaces.items()):
            button = QToolButton()
            button.setText(name.upper())
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Sliders: {0}").format(name.upper()))
            self._buttons.addButton(button, number)
            row.addWidget(button)
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(5)
            for slider in space.sliders:
                column.addWidget(slider)
                slider.edited.connect(self._take)
            column.addStretch(1)
            self._pages.addWidget(page)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self._pages, 1)
        self._buttons.idClicked.connect(self._show_page)
        self.choose("hsv")

    @property
    def chosen(self) -> str:
        """Name the numbers that are shown."""
        return list(self._spaces)[self._pages.currentIndex()]

    def choose(self, name: str) -> None:
        """Show other numbers of the colour: rgb, hsv or oklch."""
        if name in self._spaces:
            number = list(self._spaces).index(name)
            self._buttons.button(number).setChecked(True)
            self._show_page(number)

    def set_colour(self, colour: QColor) -> None:
        """Show the colour without telling anyone."""
        self._colour = QColor(colour)
        self._show()

    def take_over(self, other: "ChannelSliders") -> None:
        self.choose(other.chosen)
        self.set_colour(other._colour)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._show()

    @property
    def _space(self) -> _Space:
        return self._spaces[self.chosen]

    def _numbers(self) -> _Numbers:
        one, two, three = (slider.number for slider in self._space.sliders)
        return one, two, three

    def _show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._show()

    def _show(self) -> None:
        if not self.isVisible():  # but as soon as it is
            return
        space, now = self._space, self._numbers()
        if space.colours([now])[0].rgb() != self._colour.rgb():
            for slider, number in zip(space.sliders, space.numbers(self._colour, now), strict=True):
                slider.set_number(number)
        self._draw_ramps()

    def _draw_ramps(self) -> None:
        space, now = self._space, self._numbers()
        highest = [slider._highest for slider in space.sliders]
        parts = [stop / _STOPS for stop in range(_STOPS + 1)]
        one, two, three = now
        ramps = space.colours(
            [
                *((part * highest[0], two, three) for part in parts),
                *((one, part * highest[1], three) for part in parts),
                *((one, two, part * highest[2]) for part in parts),
            ]
        )
        for place, slider in enumerate(space.sliders):
            slider.set_ramp(ramps[place * len(parts) : (place + 1) * len(parts)])

    def _take(self) -> None:
        (self._colour,) = self._space.colours([self._numbers()])
        self._draw_ramps()
        self.changed.emit(self._colour)


def _rgb(colour: QColor, _before: _Numbers) -> _Numbers:
    return colour.red(), colour.green(), colour.blue()


def _of_rgb(several: Sequence[_Numbers]) -> list[QColor]:
    return [QColor(*(round(number) for number in numbers)) for numbers in several]


def _hsv(colour: QColor, before: _Numbers) -> _Numbers:
    hue = colour.hsvHueF()
    saturation = 100 * colour.hsvSaturationF() if colour.value() else before[1]
    return 360 * hue if hue >= 0 else before[0], saturation, 100 * colour.valueF()


def _of_hsv(several: Sequence[_Numbers]) -> list[QColor]:
    return [QColor.fromHsvF(hue % 360 / 360, part / 100, value / 100) for hue, part, value in several]


def _lch(colour: QColor, before: _Numbers) -> _Numbers:
    lightness, chroma, hue = (float(number) for number in oklch_of(planes_of(colour))[:, 0])
    return 100 * lightness, chroma, 360 * hue if chroma > GREY else before[2]


def _of_lch(several: Sequence[_Numbers]) -> list[QColor]:
    numbers = [(lightness / 100, chroma, hue / 360 % 1) for lightness, chroma, hue in several]
    return colours_of(colours_of_oklch(np.array(numbers, np.float32).T))
