"""How hard the pen has to be pressed."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton

from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.ui.settings.page import SettingsPage
from aipaint_desktop.ui.settings.pressure_graph import PressureGraph, TryOutSheet
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.workspace.pen_buttons import PenAction, PenButtons
from aipaint_desktop.workspace.preferences import Preferences


class Tablet(Protocol):
    """What the page sets: what becomes of the pen's pressure."""

    preferences: Preferences

    def set_pressure_curve(self, curve: PressureCurve) -> None:
        """Paint with this curve from now on, and keep it."""

    def set_pen_buttons(self, buttons: PenButtons) -> None:
        """Let the pen's buttons do this from now on, and keep it."""


class TabletPage(SettingsPage):
    def __init__(self, tablet: Tablet) -> None:
        super().__init__(self.tr("Tablet"))
        self._tablet = tablet
        self._curve = tablet.preferences.pressure_curve
        self.graph = PressureGraph(self._curve)
        self.sheet = TryOutSheet(self._curve)
        self.lightest = ValueSlider(self.tr("Pressure begins at"), 0, 90, " %")
        self.firmest = ValueSlider(self.tr("Pressure is full at"), 10, 100, " %")
        self.gamma = ValueSlider(self.tr("Firmness"), 0.2, 5, decimals=2, curved=True)
        self.gamma.setToolTip(self.tr("Below 1 a light hand does more, above 1 it does less"))
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        pictures.addWidget(self.graph)
        pictures.addWidget(self.sheet, 1)
        self.rows.insertLayout(1, pictures)
        for slider in (self.lightest, self.firmest, self.gamma):
            self.form.addRow(slider)
        straight = QPushButton(self.tr("Straight again"))
        straight.clicked.connect(lambda: self._take(PressureCurve()))
        clear = QPushButton(self.tr("Clear the sheet"))
        clear.clicked.connect(self.sheet.clear)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(straight)
        buttons.addWidget(clear)
        buttons.addStretch()
        self.rows.addLayout(buttons)
        self._buttons = tablet.preferences.pen_buttons
        self.lower_button = self._choice(self.tr("Lower button of the pen"), self._buttons.lower)
        self.upper_button = self._choice(self.tr("Upper button of the pen"), self._buttons.upper)
        sides = QFormLayout()
        sides.setSpacing(12)
        sides.addRow(self.lower_button.accessibleName(), self.lower_button)
        sides.addRow(self.upper_button.accessibleName(), self.upper_button)
        self.rows.addLayout(sides)
        self.rows.addStretch()
        self.lightest.edited.connect(lambda part: self._take(replace(self._curve, lightest=part / 100)))
        self.firmest.edited.connect(lambda part: self._take(replace(self._curve, firmest=part / 100)))
        self.gamma.edited.connect(lambda gamma: self._take(replace(self._curve, gamma=gamma)))
        self._show()

    def _choice(self, name: str, chosen: PenAction) -> QComboBox:
        titles = {
            PenAction.PALETTE: self.tr("Palette at the pen"),
            PenAction.PICK: self.tr("Pick a colour"),
            PenAction.PAN: self.tr("Move the view"),
            PenAction.ZOOM: self.tr("Zoom the view"),
            PenAction.ROTATE: self.tr("Turn the view"),
            PenAction.ERASE: self.tr("Erase"),
            PenAction.UNDO: self.tr("Undo"),
            PenAction.REDO: self.tr("Redo"),
            PenAction.NOTHING: self.tr("Nothing"),
        }
        choice = QComboBox()
        choice.setAccessibleName(name)
        for action, words in titles.items():
            choice.addItem(words, action.value)
        choice.setCurrentIndex(list(titles).index(chosen))
        choice.currentIndexChanged.connect(self._take_buttons)
        return choice

    def _take_buttons(self) -> None:
        lower, upper = (PenAction(choice.currentData()) for choice in (self.lower_button, self.upper_button))
        self._buttons = PenButtons(lower, upper)
        self._tablet.set_pen_buttons(self._buttons)

    def _take(self, curve: PressureCurve) -> None:
        self._curve = curve
        self._tablet.set_pressure_curve(curve)
        self._show()

    def _show(self) -> None:
        self.lightest.set_number(100 * self._curve.lightest)
        self.firmest.set_number(100 * self._curve.firmest)
        self.gamma.set_number(self._curve.gamma)
        self.graph.show_curve(self._curve)
        self.sheet.curve = self._curve
