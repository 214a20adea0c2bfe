"""What can be set when a picture is repainted in the manner of others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from aipaint_desktop.engines.style.request import Quality
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.blend_pad import BlendPad
from aipaint_desktop.ui.paint.region_list import RegionList
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.workspace.paint_settings import StyleSettings


class StyleControls(QWidget):
    """`settings` says what is set; `changed` that it is another now."""

    changed = Signal()

    def __init__(self, regions: StyleRegions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions = regions
        self._chosen: list[str] = []
        self._images: list[QImage] = []
        self.region_list = RegionList(regions)
        self.outlines = QCheckBox(self.tr("Show the regions"))
        self.outlines.setToolTip(self.tr("Outline on the canvas where each picture is used"))
        self.outlines.setChecked(regions.outlined)
        self.pad = BlendPad()
        self.strength = ValueSlider(self.tr("Strength"), 0, 100, " %")
        self.strength.setToolTip(self.tr("From the picture itself to the manner of the references"))
        self.strength.set_number(100)
        self.stroke = ValueSlider(self.tr("Stroke size"), 0.25, 4, "×", decimals=2, curved=True)
        self.stroke.setToolTip(self.tr("How large the references' strokes become"))
        self.stroke.set_number(1)
        self.keep_colours = QCheckBox(self.tr("Keep colours"))
        self.keep_colours.setToolTip(self.tr("Take the references' manner but not their colours"))
        self.from_fast = QCheckBox(self.tr("Start from fast"))
        self.from_fast.setToolTip(self.tr("Begin with what the fast style makes of the picture"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self.region_list, self.outlines, self.pad, self.strength, self.stroke):
            rows.addWidget(widget)
        switches = QHBoxLayout()
        switches.addWidget(self.keep_colours)
        switches.addWidget(self.from_fast)
        rows.addLayout(switches)
        self.region_list.hide()
        self.outlines.hide()
        self.pad.hide()
        self.set_quality("fast")
        self.outlines.toggled.connect(regions.set_outlined)
        regions.changed.connect(self._show_regions)
        regions.changed.connect(self.changed)
        self.pad.changed.connect(self.changed)
        self.strength.edited.connect(self.changed)
        self.stroke.edited.connect(self.changed)
        self.keep_colours.toggled.connect(self.changed)
        self.from_fast.toggled.connect(self.changed)

    def set_quality(self, quality: Quality) -> None:
        """Only the master can begin with what the fast network makes."""
        self._quality: Quality = quality
        self.from_fast.setVisible(quality == "master")

    @property
    def settings(self) -> StyleSettings:
        regions = self._regions.of(self._chosen)
        shares = iter(self.pad.weights)
        return StyleSettings(
            quality=self._quality,
            strength=self.strength.number / 100,
            stroke=self.stroke.number,
            keep_colours=self.keep_colours.isChecked(),
            from_fast=self._quality == "master" and self.from_fast.isChecked(),
            weights=tuple(next(shares) if region is None else 1.0 for region in regions),
            regions=regions,
        )

    def show_references(self, entries: Sequence[ReferenceEntry], images: Sequence[QImage]) -> None:
        """What is chosen, and small square images of it. Of several, each can have a region; those without one can
        be blended on the pad."""
        self._chosen = [entry.id for entry in entries]
        self._images = list(images)
        self.region_list.show_references(entries, images)
        self.region_list.setVisible(len(entries) > 1)
        self._show_regions()

    def _show_regions(self) -> None:
        self.region_list.show_regions()
        regions = self._regions.of(self._chosen)
        self.outlines.setVisible(any(region is not None for region in regions))
        blended = [image for image, region in zip(self._images, regions, strict=True) if region is None]
        self.pad.show_images(blended)
        self.pad.setVisible(len(blended) > 1)
