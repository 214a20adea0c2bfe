"""What can be set when a picture is repainted in the manner of others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from aipaint_desktop.engines.style_request import Quality
from aipaint_desktop.ui.paint.blend_pad import BlendPad
from aipaint_desktop.ui.paint.paint_settings import StyleSettings
from aipaint_desktop.ui.value_slider import ValueSlider


class StyleControls(QWidget):
    """`settings` says what is set; `changed` that it is another now, `live_toggled` that live style is on or off."""

    changed = Signal()
    live_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = BlendPad()
        self.strength = ValueSlider(self.tr("Strength"), 0, 100, " %")
        self.strength.setToolTip(self.tr("From the picture itself to the manner of the references"))
        self.strength.set_number(100)
        self.stroke = ValueSlider(self.tr("Stroke size"), 0.25, 4, "×", decimals=2, curved=True)
        self.stroke.setToolTip(self.tr("How large the references' strokes become"))
        self.stroke.set_number(1)
        self.keep_colours = QCheckBox(self.tr("Keep colours"))
        self.keep_colours.setToolTip(self.tr("Take the references' manner but not their colours"))
        self.live = QCheckBox(self.tr("Live"))
        self.live.setToolTip(self.tr("Show the repainted picture on the canvas while you paint"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self.pad, self.strength, self.stroke):
            rows.addWidget(widget)
        switches = QHBoxLayout()
        switches.addWidget(self.keep_colours)
        switches.addWidget(self.live)
        rows.addLayout(switches)
        self.pad.hide()
        self.set_quality("fast")
        self.pad.changed.connect(self.changed)
        self.strength.edited.connect(self.changed)
        self.stroke.edited.connect(self.changed)
        self.keep_colours.toggled.connect(self.changed)
        self.live.toggled.connect(self.live_toggled)

    def set_quality(self, quality: Quality) -> None:
        """Only the fast network can follow the brush."""
        self._quality: Quality = quality
        self.live.setVisible(quality == "fast")
        if quality != "fast":
            self.live.setChecked(False)

    @property
    def settings(self) -> StyleSettings:
        return StyleSettings(
            quality=self._quality,
            strength=self.strength.number / 100,
            stroke=self.stroke.number,
            keep_colours=self.keep_colours.isChecked(),
            weights=self.pad.weights,
        )

    def show_references(self, images: Sequence[QImage]) -> None:
        """What is chosen, small and square; several can be blended on the pad."""
        self.pad.show_images(images)
        self.pad.setVisible(len(images) > 1)
