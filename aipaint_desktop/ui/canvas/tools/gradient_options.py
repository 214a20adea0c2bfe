"""What can be set about a gradient."""

from enum import StrEnum
from typing import Protocol

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from aipaint_desktop.brushes.gradients import Form, Repeat
from aipaint_desktop.document.adjusting.gradient_map import Stop
from aipaint_desktop.ui.canvas.tools.option_row import add_choice, add_hint
from aipaint_desktop.ui.canvas.tools.selection_options import amount, switch
from aipaint_desktop.ui.widgets.gradient_bar import GradientBar


class Colours(StrEnum):
    """From which colours a gradient is made."""

    TO_WAITING = "to waiting"
    TO_TRANSPARENT = "to transparent"
    OWN = "own"


class Settable(Protocol):
    """Who is set by the options."""

    colours: Colours
    stops: tuple[Stop, ...]
    form: Form
    repeat: Repeat
    reverse: bool
    dither: bool
    opacity: float

    def colour_to_take(self) -> QColor: ...


class GradientOptions(QWidget):
    """Sets colours, form and how they repeat."""

    def __init__(self, tool: Settable, hint: str) -> None:
        super().__init__()
        self._tool = tool
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        colours = {
            Colours.TO_WAITING: self.tr("In hand to in waiting"),
            Colours.TO_TRANSPARENT: self.tr("In hand to transparent"),
            Colours.OWN: self.tr("Own stops"),
        }
        forms = {
            Form.LINEAR: self.tr("Linear"),
            Form.BILINEAR: self.tr("Bi-linear"),
            Form.RADIAL: self.tr("Radial"),
            Form.CONICAL: self.tr("Conical"),
            Form.CONICAL_SYMMETRIC: self.tr("Conical symmetric"),
        }
        repeats = {
            Repeat.NONE: self.tr("No repeat"),
            Repeat.FORWARDS: self.tr("Forwards"),
            Repeat.ALTERNATING: self.tr("Alternating"),
        }
        self.colours = add_choice(row, self.tr("Colours"), colours, tool.colours, self._take_colours)
        row.addWidget(self._stops_button())
        self.form = add_choice(row, self.tr("Form"), forms, tool.form, self._take_form)
        self.repeat = add_choice(row, self.tr("Repeat"), repeats, tool.repeat, self._take_repeat)
        whole = self.tr("How much of the gradient is laid over what is there")
        row.addWidget(
            amount(self.tr("Opacity"), whole, 100, round(100 * tool.opacity), self._take_opacity, " %")
        )
        back = self.tr("From the last colour to the first")
        row.addWidget(switch(self.tr("Reverse"), back, tool.reverse, self._take_reverse))
        bands = self.tr("Scatter neighbouring shades, so that no bands are seen")
        row.addWidget(switch(self.tr("Dither"), bands, tool.dither, self._take_dither))
        add_hint(row, hint)

    def _stops_button(self) -> QToolButton:
        self.bar = GradientBar(self._tool.stops)
        self.bar.edited.connect(self._take_stops)
        take = QPushButton(self.tr("Colour in hand for the chosen stop"))
        take.clicked.connect(lambda: self.bar.set_colour(self._tool.colour_to_take()))
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.bar)
        column.addWidget(take)
        button = QToolButton()
        button.setText(self.tr("Stops…"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        action = QWidgetAction(menu)
        action.setDefaultWidget(page)
        menu.addAction(action)
        button.setMenu(menu)
        return button

    def _take_colours(self, colours: Colours) -> None:
        self._tool.colours = colours

    def _take_form(self, form: Form) -> None:
        self._tool.form = form

    def _take_repeat(self, repeat: Repeat) -> None:
        self._tool.repeat = repeat

    def _take_stops(self) -> None:
        self._tool.stops = self.bar.stops
        self.colours.setCurrentIndex(self.colours.count() - 1)

    def _take_opacity(self, percent: int) -> None:
        self._tool.opacity = percent / 100

    def _take_reverse(self, on: bool) -> None:
        self._tool.reverse = on

    def _take_dither(self, on: bool) -> None:
        self._tool.dither = on
