"""What can be set about the selection tools."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QToolButton, QWidget

from aipaint_desktop.document.selecting.combining import Combination
from aipaint_desktop.ui.canvas.tools.option_row import add_hint
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_ICONS = {
    Combination.REPLACE: "square",
    Combination.ADD: "squares-unite",
    Combination.SUBTRACT: "squares-subtract",
    Combination.INTERSECT: "squares-intersect",
}
_SLIDER_WIDTH = 150


class SelectionOptions(QWidget):
    """Sets how a new selection meets the one before, and what else a tool lets be set."""

    def __init__(
        self, how: Combination, choose: Callable[[Combination], None], own: Sequence[QWidget], hint: str
    ) -> None:
        """how: what is set. choose: called with what is chosen. own: further options. hint: how the tool is used."""
        super().__init__()
        words = {
            Combination.REPLACE: self.tr("Replace the selection"),
            Combination.ADD: self.tr("Add to the selection (Shift)"),
            Combination.SUBTRACT: self.tr("Subtract from the selection (Alt)"),
            Combination.INTERSECT: self.tr("Intersect with the selection (Shift+Alt)"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        self.buttons = {each: QToolButton() for each in Combination}
        for each, button in self.buttons.items():
            button.setCheckable(True)
            button.setChecked(each is how)
            button.setAutoRaise(True)
            button.setToolTip(words[each])
            button.setAccessibleName(words[each])
            name_icon(button, _ICONS[each])
            button.toggled.connect(partial(_choose_if, choose, each))
            group.addButton(button)
            row.addWidget(button)
        for widget in own:
            row.addSpacing(6)
            row.addWidget(widget)
        row.addSpacing(6)
        add_hint(row, hint)


def _choose_if(choose: Callable[[Combination], None], how: Combination, chosen: bool) -> None:
    if chosen:
        choose(how)


def switch(words: str, tip: str, on: bool, take: Callable[[bool], None]) -> QCheckBox:
    """Make an option that is on or off."""
    box = QCheckBox(words)
    box.setToolTip(tip)
    box.setChecked(on)
    box.toggled.connect(take)
    return box


def amount(
    words: str, tip: str, most: int, value: int, take: Callable[[int], None], unit: str = ""
) -> ValueSlider:
    """Make an option that is a whole number from 0 to `most`."""
    slider = ValueSlider(words, 0, most, unit)
    slider.setToolTip(tip)
    slider.setMaximumWidth(_SLIDER_WIDTH)
    slider.set_number(value)
    slider.edited.connect(lambda number: take(round(number)))
    return slider
