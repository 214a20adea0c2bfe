"""Gradient map: the gradient, and the colour of the chosen stop."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.adjusting.gradient_map import GradientMap, Stop
from aipaint_desktop.ui.adjusting.controls import AdjustControls
from aipaint_desktop.ui.colour.colour_wheel import ColourWheel
from aipaint_desktop.ui.widgets.gradient_bar import GradientBar
from aipaint_desktop.ui.widgets.value_slider import ValueSlider


class GradientControls(AdjustControls):
    """Begins with black, the colour in hand and white."""

    def __init__(self, colour: QColor, parent: QWidget | None = None) -> None:
        """colour: the one in hand."""
        super().__init__(parent)
        self._beginning = _through(colour)
        self.bar = GradientBar(self._beginning)
        self.place = ValueSlider(self.tr("Brightness"), 0, 100, " %")
        self.wheel = ColourWheel()
        self.column.addWidget(self.bar)
        self.column.addWidget(self.place)
        self.column.addWidget(self.wheel, 1)
        self.bar.edited.connect(self._tell)
        self.bar.chosen.connect(self._show_stop)
        self.place.edited.connect(lambda number: self.bar.move_stop(number / 100))
        self.wheel.changed.connect(self.bar.set_colour)
        self.reset()

    @property
    def adjustment(self) -> GradientMap:
        return GradientMap(self.bar.stops)

    def reset(self) -> None:
        self.bar.show_stops(self._beginning)
        self.changed.emit()

    def _tell(self) -> None:
        self.place.set_number(100 * self.bar.stop[0])
        self.changed.emit()

    def _show_stop(self) -> None:
        place, colour = self.bar.stop
        self.place.set_number(100 * place)
        self.wheel.set_colour(QColor(*colour))


def _through(colour: QColor) -> tuple[Stop, ...]:
    """From black to white through a colour where it is as light; black and white alone where it is one of them."""
    red, green, blue = colour.red(), colour.green(), colour.blue()
    place = (0.3 * red + 0.59 * green + 0.11 * blue) / 255
    ends: tuple[Stop, Stop] = ((0.0, (0, 0, 0)), (1.0, (255, 255, 255)))
    if not 0.05 < place < 0.95:
        return ends
    return (ends[0], (round(place, 2), (red, green, blue)), ends[1])
