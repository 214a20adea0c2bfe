"""The settings of the brush in hand, in one compact row."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.panels import brush_previews
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.names import brush_title

_SMALLEST, _LARGEST = 1, 500
_STEP = 1.15  # what [ and ] multiply the size by


class _PresetBox(QComboBox):
    opening = Signal()

    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()


class BrushOptions(QWidget):
    """Sets the brush: `brush` is the one in hand; `brush_changed` tells when the artist changed it.

    Every preset keeps the size, opacity and softness that the artist gave it.
    """

    brush_changed = Signal(object)  # Brush

    def __init__(
        self, presets: Sequence[Brush], previews: BrushPreviews | None = None, parent: QWidget | None = None
    ) -> None:
        """presets: at least one; a single one needs no selector. previews: what the selector shows of them."""
        super().__init__(parent)
        self._brush = presets[0]
        self._presets = {preset.name: preset for preset in presets}
        self._kept = dict(self._presets)
        self._previews = previews
        self._preset = _PresetBox()
        self._preset.setAccessibleName(self.tr("Brush"))
        self._preset.setToolTip(self.tr("Brush"))
        for preset in presets:
            self._preset.addItem(brush_title(preset), preset.name)
        self._preset.setIconSize(brush_previews.SIZE)
        self._preset.setVisible(len(presets) > 1)
        self._size = ValueSlider(self.tr("Size"), _SMALLEST, _LARGEST, " px", curved=True)
        self._size.setToolTip(self.tr("Size of the brush ([ and ])"))
        self._opacity = ValueSlider(self.tr("Opacity"), 1, 100, " %")
        self._opacity.setToolTip(self.tr("Opacity of a whole stroke (I for less, O for more)"))
        self._softness = ValueSlider(self.tr("Softness"), 0, 100, " %")
        self._softness.setToolTip(self.tr("How far the edge of the brush fades"))
        self.reset = QToolButton()
        name_icon(self.reset, "rotate-ccw")
        self.reset.setToolTip(self.tr("Give the brush back the size, opacity and softness that it came with"))
        self.reset.setAccessibleName(self.tr("Reset the brush"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._preset, self._size, self._opacity, self._softness):
            row.addWidget(widget, 1)
            widget.setMaximumWidth(184)
        row.addWidget(self.reset)
        row.addStretch(1)
        self._preset.activated.connect(lambda _index: self._take(self._kept[self._preset.currentData()]))
        self._preset.opening.connect(lambda: self._want_previews(self._presets.values()))
        self.reset.clicked.connect(lambda: self._take(self._presets[self._brush.name]))
        if previews is not None:
            previews.painted.connect(self._show_previews)
        self._size.edited.connect(lambda px: self._take(replace(self._brush, size=px)))
        self._opacity.edited.connect(lambda part: self._take(replace(self._brush, opacity=part / 100)))
        self._softness.edited.connect(lambda part: self._take(replace(self._brush, softness=part / 100)))
        self._show()

    @property
    def brush(self) -> Brush:
        return self._brush

    @property
    def brushes(self) -> list[Brush]:
        """List every preset as the artist has set it."""
        return list(self._kept.values())

    def set_preset(self, name: str) -> None:
        """Take the preset of that name, as the artist has set it, if there is one."""
        index = self._preset.findData(name)
        if index >= 0:
            self._preset.setCurrentIndex(index)
            self._take(self._kept[name])

    def keep(self, brush: Brush) -> None:
        """Let a preset be set like this from now on, its numbers held within their ranges."""
        self._kept[brush.name] = replace(
            brush,
            size=min(max(brush.size, _SMALLEST), _LARGEST),
            opacity=min(max(brush.opacity, 0.01), 1.0),
            softness=min(max(brush.softness, 0.0), 1.0),
        )
        if brush.name == self._brush.name:
            self._take(self._kept[brush.name])

    def set_size(self, px: float) -> None:
        self._take(replace(self._brush, size=min(max(px, _SMALLEST), _LARGEST)))

    def set_opacity(self, opacity: float) -> None:
        """Set the opacity, 0 to 1, or to what of that is nearest."""
        self._take(replace(self._brush, opacity=opacity))

    def grow(self) -> None:
        self.set_size(max(self._brush.size * _STEP, self._brush.size + 1))

    def shrink(self) -> None:
        self.set_size(min(self._brush.size / _STEP, self._brush.size - 1))

    def _take(self, brush: Brush) -> None:
        self._brush = self._kept[brush.name] = brush
        self._show()
        self._want_previews([self._presets[brush.name]])
        self.brush_changed.emit(brush)

    def _show(self) -> None:
        self._size.set_number(self._brush.size)
        self._opacity.set_number(100 * self._brush.opacity)
        self._softness.set_number(100 * self._brush.softness)
        self.reset.setEnabled(self._brush != self._presets[self._brush.name])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want_previews([self._presets[self._brush.name]])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_previews()

    def _want_previews(self, brushes: Iterable[Brush]) -> None:
        if self._previews is not None and self.isVisible():
            self._previews.ask_for(brushes)
            self._show_previews()

    def _show_previews(self) -> None:
        if self._previews is not None:
            colour, ratio = self.palette().color(QPalette.ColorRole.WindowText), self.devicePixelRatioF()
            for index, preset in enumerate(self._presets.values()):
                self._preset.setItemIcon(index, self._previews.icon_of(preset, colour, ratio))
