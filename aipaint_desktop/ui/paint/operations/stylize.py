"""Repainting a picture in the manner of others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, get_args

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from aipaint_desktop.engines.style.request import Quality, StylizeRequest
from aipaint_desktop.modelstore.learned_references import learned_of
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.blend_pad import BlendPad
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.paint.quality_choice import QualityChoice
from aipaint_desktop.ui.paint.region_list import RegionList
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings
from aipaint_desktop.workspace.stored import flag


@dataclass(frozen=True, kw_only=True)
class StyleSettings(PaintSettings):
    """See `StylizeRequest`. shares: of the references, in their order. regions: the mask in which each of them is used,
    None for those that are used in what remains."""

    quality: Quality = "fine"
    strength: float = 1.0
    stroke: float = 1.0
    keep_colours: bool = False
    from_fast: bool = False
    shares: tuple[float, ...] = ()
    regions: tuple[Picture | None, ...] = ()

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.SELECTION

    @property
    def live(self) -> bool:
        return True  # as the fast quality paints, whichever is chosen

    @property
    def learns(self) -> bool:
        return True

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> StylizeRequest:
        count = len(references)
        return StylizeRequest(
            seed=self.seed,
            picture=canvas.picture,
            references=references,
            weights=self.shares if len(self.shares) == count else (1.0,) * count,
            width=self.width,
            height=self.height,
            regions=_whole_regions(self.regions) if len(self.regions) == count else (),
            selection=canvas.selected,
            quality=self.quality,
            strength=self.strength,
            keep_colours=self.keep_colours,
            from_fast=self.from_fast,
            stroke=self.stroke,
            learned=learned_of(references),
        )


def _whole_regions(regions: tuple[Picture | None, ...]) -> tuple[Picture, ...]:
    """A mask for each, that of what remains where there was none; nothing where there was none at all."""
    given = [region.pixels for region in regions if region is not None]
    if not given:
        return ()
    covered = np.minimum(np.sum(given, axis=0, dtype=np.uint16), 255).astype(np.uint8)
    rest = Picture(255 - covered, "what remains")
    return tuple(region or rest for region in regions)


class StyleControls(Controls):
    """How much of the references' manner is taken, and where each of them is used."""

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
        self.quality = QualityChoice()
        self.strength = ValueSlider(self.tr("Strength"), 0, 200, " %")
        self.strength.setToolTip(
            self.tr("From the picture itself to the manner of the references, and beyond it: bolder still")
        )
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
        for widget in (self.region_list, self.outlines, self.pad, self.quality, self.strength, self.stroke):
            rows.addWidget(widget)
        switches = QHBoxLayout()
        switches.addWidget(self.keep_colours)
        switches.addWidget(self.from_fast)
        rows.addLayout(switches)
        self.region_list.hide()
        self.outlines.hide()
        self.pad.hide()
        self._show_quality()
        self.below = (self,)
        self.outlines.toggled.connect(regions.set_outlined)
        regions.changed.connect(self._show_regions)
        regions.changed.connect(self.changed)
        self.pad.changed.connect(self.changed)
        self.quality.changed.connect(self._show_quality)
        self.quality.changed.connect(self.changed)
        self.strength.edited.connect(self.changed)
        self.stroke.edited.connect(self.changed)
        self.keep_colours.toggled.connect(self.changed)
        self.from_fast.toggled.connect(self.changed)

    def _show_quality(self) -> None:
        """Offer what a quality has: only the master can begin with what the fast network makes."""
        self.from_fast.setVisible(self.quality.chosen == "master")

    @property
    def regions(self) -> tuple[Picture | None, ...]:
        """Give the mask of each reference, None where it has none."""
        return self._regions.of(self._chosen)

    def mark_references(self, entries: Sequence[ReferenceEntry]) -> None:
        self._regions.show([entry.id for entry in entries])

    def remember(self, settings: QSettings) -> None:
        settings.setValue("paint/show_regions", int(self._regions.outlined))

    def recall(self, settings: QSettings) -> None:
        self.outlines.setChecked(flag(settings, "paint/show_regions", True))

    def show_references(self, entries: Sequence[ReferenceEntry], images: Sequence[QImage]) -> None:
        """Show the references. Of several, each can have a region; those without one can be blended on the pad."""
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


_MODELS: Mapping[Quality, str] = {quality: f"style-{quality}" for quality in get_args(Quality)}


class Stylize(Operation[StyleControls]):
    id: ClassVar[str] = "stylize"
    engine: ClassVar[str] = "style"
    models: ClassVar[tuple[str, ...]] = tuple(_MODELS.values())
    models_title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Style"))
    controls = StyleControls

    def make_controls(self, around: Surroundings) -> StyleControls:
        return StyleControls(around.regions)

    def choose_model(self, controls: StyleControls, model: str) -> None:
        controls.quality.choose(next(quality for quality, one in _MODELS.items() if one == model))

    def settings(self, controls: StyleControls, common: PaintSettings) -> StyleSettings:
        regions, shares = controls.regions, iter(controls.pad.weights)
        quality = controls.quality.chosen
        return StyleSettings(
            **{**vars(common), "model": _MODELS[quality]},
            quality=quality,
            strength=controls.strength.number / 100,
            stroke=controls.stroke.number,
            keep_colours=controls.keep_colours.isChecked(),
            from_fast=quality == "master" and controls.from_fast.isChecked(),
            shares=tuple(next(shares) if region is None else 1.0 for region in regions),
            regions=regions,
        )
