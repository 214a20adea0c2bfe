"""What changes along a stroke, and what it depends on, row by row, with a curve each."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from aipaint_desktop.brushes.brush import Brush, Dynamic, Input, Setting
from aipaint_desktop.ui.widgets.curve_editor import CurveEditor
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_MOST = 500
_TURNS = Setting.ANGLE, Setting.HUE  # of which a hundredth is that of a turn
_LENGTHS = 1.0, 5000.0


class DynamicsPage(QWidget):
    """Shows the dynamics of a brush. edited: the artist made others of them."""

    edited = Signal(object)  # tuple[Dynamic, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dynamics: tuple[Dynamic, ...] = ()
        self._settings = {
            Setting.SIZE: self.tr("Size"),
            Setting.OPACITY: self.tr("Opacity"),
            Setting.FLOW: self.tr("Flow"),
            Setting.SOFTNESS: self.tr("Softness"),
            Setting.ROUNDNESS: self.tr("Roundness"),
            Setting.BRISTLES: self.tr("Bristles"),
            Setting.SPACING: self.tr("Spacing"),
            Setting.GRAIN: self.tr("Grain of the paper"),
            Setting.MIX: self.tr("Takes up colour"),
            Setting.LOAD: self.tr("Load of paint"),
            Setting.ANGLE: self.tr("Angle"),
            Setting.SCATTER: self.tr("Scatter"),
            Setting.HUE: self.tr("Hue"),
            Setting.SATURATION: self.tr("Saturation"),
            Setting.VALUE: self.tr("Value"),
        }
        self._inputs = {
            Input.PRESSURE: self.tr("Pressure"),
            Input.TILT: self.tr("Tilt"),
            Input.TILT_DIRECTION: self.tr("Direction of the tilt"),
            Input.ROTATION: self.tr("Rotation of the pen"),
            Input.SPEED: self.tr("Speed"),
            Input.DISTANCE: self.tr("Distance, again and again"),
            Input.FADE: self.tr("Distance, once"),
            Input.DIRECTION: self.tr("Direction of the stroke"),
            Input.DAB: self.tr("Chance, each dab"),
            Input.STROKE: self.tr("Chance, each stroke"),
        }
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Dynamics"))
        self.rows.setMaximumHeight(120)
        self.setting, self.input = QComboBox(), QComboBox()
        self.setting.setAccessibleName(self.tr("What changes"))
        self.input.setAccessibleName(self.tr("What it depends on"))
        for setting, words in self._settings.items():
            self.setting.addItem(words, setting)
        for by, words in self._inputs.items():
            self.input.addItem(words, by)
        self.low = ValueSlider(self.tr("From"), -_MOST, _MOST, " %")
        self.high = ValueSlider(self.tr("To"), -_MOST, _MOST, " %")
        self.length = ValueSlider(self.tr("Length"), *_LENGTHS, " px", curved=True)
        self.curve = CurveEditor(least=140)
        self.curve.setAccessibleName(self.tr("Curve"))
        self.add, self.remove = QPushButton(self.tr("Add")), QPushButton(self.tr("Remove"))
        buttons, pair = QHBoxLayout(), QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        pair.addWidget(self.setting)
        pair.addWidget(self.input)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.rows)
        column.addLayout(buttons)
        column.addLayout(pair)
        for widget in (self.low, self.high, self.length, self.curve):
            column.addWidget(widget)
        self.rows.currentRowChanged.connect(lambda _row: self._show_row())
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.setting.activated.connect(
            lambda _index: self._change(replace(self._current(), setting=self.setting.currentData()))
        )
        self.input.activated.connect(
            lambda _index: self._change(replace(self._current(), by=self.input.currentData()))
        )
        self.low.edited.connect(
            lambda number: self._change(replace(self._current(), low=number / self._hundred()))
        )
        self.high.edited.connect(
            lambda number: self._change(replace(self._current(), high=number / self._hundred()))
        )
        self.length.edited.connect(lambda px: self._change(replace(self._current(), length=px)))
        self.curve.edited.connect(lambda: self._change(replace(self._current(), curve=self.curve.curve)))
        self._show_row()

    def show_brush(self, brush: Brush) -> None:
        """Show the dynamics of a brush."""
        if brush.dynamics != self._dynamics:
            self._show(brush.dynamics, self.rows.currentRow())

    def _show(self, dynamics: tuple[Dynamic, ...], row: int) -> None:
        self._dynamics = dynamics
        with QSignalBlocker(self.rows):
            self.rows.clear()
            self.rows.addItems(
                [f"{self._settings[one.setting]} × {self._inputs[one.by]}" for one in dynamics]
            )
            self.rows.setCurrentRow(min(max(row, 0), len(dynamics) - 1))
        self._show_row()

    def _current(self) -> Dynamic:
        return self._dynamics[self.rows.currentRow()]

    def _hundred(self) -> float:
        """By what a number is multiplied where it is shown."""
        return 100 / 360 if self._current().setting in _TURNS else 100.0

    def _show_row(self) -> None:
        there = 0 <= self.rows.currentRow() < len(self._dynamics)
        for widget in (self.remove, self.setting, self.input, self.low, self.high, self.curve):
            widget.setEnabled(there)
        self.length.setVisible(there and self._current().by in (Input.DISTANCE, Input.FADE))
        if not there:
            return
        dynamic = self._current()
        self.setting.setCurrentIndex(self.setting.findData(dynamic.setting))
        self.input.setCurrentIndex(self.input.findData(dynamic.by))
        self.low.set_number(dynamic.low * self._hundred())
        self.high.set_number(dynamic.high * self._hundred())
        self.length.set_number(dynamic.length)
        if self.curve.curve != dynamic.curve:
            self.curve.show_curve(dynamic.curve, self.palette().color(QPalette.ColorRole.Highlight))

    def _change(self, dynamic: Dynamic) -> None:
        row = self.rows.currentRow()
        made = (*self._dynamics[:row], dynamic, *self._dynamics[row + 1 :])
        self._show(made, row)
        self.edited.emit(made)

    def _add(self) -> None:
        made = (*self._dynamics, Dynamic(Setting.SIZE, Input.PRESSURE))
        self._show(made, len(made) - 1)
        self.edited.emit(made)

    def _remove(self) -> None:
        row = self.rows.currentRow()
        made = (*self._dynamics[:row], *self._dynamics[row + 1 :])
        self._show(made, row)
        self.edited.emit(made)
