"""The settings of the brush in hand, in one compact row."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.ui.names import brush_title
from aipaint_desktop.ui.value_slider import ValueSlider

_SMALLEST, _LARGEST = 1, 500
_STEP = 1.15  # what [ and ] multiply the size by


class BrushOptions(QWidget):
    """`brush` is the one in hand; `brush_changed` tells when the artist changed it."""

    brush_changed = Signal(object)  # Brush

    def __init__(self, presets: Sequence[Brush], parent: QWidget | None = None) -> None:
        """presets: at least one; a single one needs no selector."""
        super().__init__(parent)
        self._brush = presets[0]
        self._preset = QComboBox()
        self._preset.setAccessibleName(self.tr("Brush"))
        self._preset.setToolTip(self.tr("Brush"))
        for preset in presets:
            self._preset.addItem(brush_title(preset), preset)
        self._preset.setVisible(len(presets) > 1)
        self._size = ValueSlider(self.tr("Size"), _SMALLEST, _LARGEST, " px", curved=True)
        self._size.setToolTip(self.tr("Size of the brush ([ and ])"))
        self._opacity = ValueSlider(self.tr("Opacity"), 1, 100, " %")
        self._opacity.setToolTip(self.tr("Opacity of a whole stroke (1 to 9, 0 is full)"))
        self._softness = ValueSlider(self.tr("Softness"), 0, 100, " %")
        self._softness.setToolTip(self.tr("How far the edge of the brush fades"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._preset, self._size, self._opacity, self._softness):
            row.addWidget(widget, 1)
            widget.setMaximumWidth(184)
        row.addStretch(1)
        self._preset.activated.connect(lambda _index: self._take(self._preset.currentData()))
        self._size.edited.connect(lambda px: self._take(replace(self._brush, size=px)))
        self._opacity.edited.connect(lambda part: self._take(replace(self._brush, opacity=part / 100)))
        self._softness.edited.connect(lambda part: self._take(replace(self._brush, softness=part / 100)))
        self._show()

    @property
    def brush(self) -> Brush:
        return self._brush

    def set_preset(self, name: str) -> None:
        """Take the preset of that name, if there is one."""
        for index in range(self._preset.count()):
            if self._preset.itemData(index).name == name:
                self._preset.setCurrentIndex(index)
                self._take(self._preset.itemData(index))

    def set_brush(self, brush: Brush) -> None:
        """Take the brush as the one in hand, its numbers held within their ranges."""
        for slider, number in (
            (self._size, brush.size),
            (self._opacity, 100 * brush.opacity),
            (self._softness, 100 * brush.softness),
        ):
            slider.set_number(number)
        self._take(
            replace(
                brush,
                size=self._size.number,
                opacity=self._opacity.number / 100,
                softness=self._softness.number / 100,
            )
        )

    def set_size(self, px: float) -> None:
        self._take(replace(self._brush, size=min(max(px, _SMALLEST), _LARGEST)))

    def set_opacity(self, opacity: float) -> None:
        """opacity: 0 to 1."""
        self._take(replace(self._brush, opacity=opacity))

    def grow(self) -> None:
        self.set_size(max(self._brush.size * _STEP, self._brush.size + 1))

    def shrink(self) -> None:
        self.set_size(min(self._brush.size / _STEP, self._brush.size - 1))

    def _take(self, brush: Brush) -> None:
        self._brush = brush
        self._show()
        self.brush_changed.emit(brush)

    def _show(self) -> None:
        self._size.set_number(self._brush.size)
        self._opacity.set_number(100 * self._brush.opacity)
        self._softness.set_number(100 * self._brush.softness)
