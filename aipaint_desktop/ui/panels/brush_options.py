"""The settings of the brush in hand, in one compact row."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.panels import brush_previews
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.names import brush_title

_SMALLEST, _LARGEST = 1, 500
_STEP = 1.15  # what [ and ] multiply the size by


class BrushOptions(QWidget):
    """Sets the brush: `brush` is the one in hand; `brush_changed` tells when the artist changed it.

    Every preset keeps the size, opacity and softness that the artist gave it.
    """

    brush_changed = Signal(object)  # Brush
    choosing = Signal()  # the artist wants another preset

    def __init__(
        self, presets: Sequence[Brush], previews: BrushPreviews | None = None, parent: QWidget | None = None
    ) -> None:
        """presets: at least one; a single one needs no button to choose. previews: what that shows of the brush."""
        super().__init__(parent)
        self._brush = presets[0]
        self._presets = {preset.name: preset for preset in presets}
        self._kept = dict(self._presets)
        self._previews = previews
        self._wanted = ""  # a preset that is not there yet
        self.button = QPushButton()
        self.button.setAccessibleName(self.tr("Brush"))
        self.button.setToolTip(self.tr("Choose a brush (F6)"))
        self.button.setIconSize(brush_previews.SMALL)
        self.button.setVisible(len(presets) > 1)
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
        for widget in (self.button, self._size, self._opacity, self._softness):
            row.addWidget(widget, 1)
            widget.setMaximumWidth(184)
        row.addWidget(self.reset)
        row.addStretch(1)
        self.button.clicked.connect(self.choosing)
        self.reset.clicked.connect(self.put_back)
        if previews is not None:
            previews.painted.connect(self._show_preview)
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
        """Take the preset of that name, as the artist has set it: as soon as there is one."""
        self._wanted = "" if name in self._kept else name
        if name in self._kept:
            self._take(self._kept[name])

    def set_presets(self, presets: Sequence[Brush]) -> None:
        """Choose among these from now on, at least one; what the artist made of those that stay is kept."""
        before, self._presets = self._presets, {preset.name: preset for preset in presets}
        self._kept = {
            name: self._kept[name] if before.get(name) == preset else preset
            for name, preset in self._presets.items()
        }
        if self._wanted in self._kept:
            self.set_preset(self._wanted)
        elif self._brush.name not in self._kept:
            self._take(next(iter(self._kept.values())))
        elif self._brush != self._kept[self._brush.name]:
            self._take(self._kept[self._brush.name])
        else:
            self._show()

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

    def put_back(self) -> None:
        """Let the brush in hand be as it came."""
        self._take(self._presets[self._brush.name])

    def set_brush(self, brush: Brush) -> None:
        """Take a brush, which is another setting of the preset of its name."""
        if brush.name in self._presets and brush != self._brush:
            self._take(brush)

    @property
    def largest(self) -> float:
        """Tell the largest size that can be set, px."""
        return _LARGEST

    @property
    def changed(self) -> bool:
        """Tell whether the brush in hand is another than it came."""
        return self._brush != self._presets[self._brush.name]

    def _take(self, brush: Brush) -> None:
        self._brush = self._kept[brush.name] = brush
        self._show()
        self.brush_changed.emit(brush)

    def _show(self) -> None:
        self._size.set_number(self._brush.size)
        self._opacity.set_number(100 * self._brush.opacity)
        self._softness.set_number(100 * self._brush.softness)
        self.reset.setEnabled(self.changed)
        self._show_preview()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_preview()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_preview()

    def _show_preview(self) -> None:
        preset = self._presets[self._brush.name]
        room = max(40, self.button.maximumWidth() - brush_previews.SMALL.width() - 36)
        words = self.button.fontMetrics().elidedText(brush_title(preset), Qt.TextElideMode.ElideRight, room)
        self.button.setText(words)
        if self._previews is not None and self.isVisible():
            self._previews.ask_for([preset])
            colour, ratio = self.palette().color(QPalette.ColorRole.WindowText), self.devicePixelRatioF()
            self.button.setIcon(self._previews.icon_of(preset, colour, ratio))
