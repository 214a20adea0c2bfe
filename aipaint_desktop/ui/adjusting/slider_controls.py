"""Adjustments that are set by a few sliders."""

from PySide6.QtWidgets import QCheckBox, QWidget

from aipaint_desktop.document.adjusting.blur import GaussianBlur
from aipaint_desktop.document.adjusting.hue_saturation import HueSaturationLightness
from aipaint_desktop.document.adjusting.posterise import Posterise
from aipaint_desktop.document.adjusting.unsharp_mask import UnsharpMask
from aipaint_desktop.ui.adjusting.controls import AdjustControls
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_LEAST_RADIUS = 0.1


class _SliderControls(AdjustControls):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_first: list[tuple[ValueSlider, float]] = []

    def add(self, slider: ValueSlider, number: float) -> ValueSlider:
        """Add a slider that is at this number at the beginning."""
        self._at_first.append((slider, number))
        slider.set_number(number)
        slider.edited.connect(lambda _number: self.changed.emit())
        self.column.addWidget(slider)
        return slider

    def reset(self) -> None:
        self._set_back()
        self.changed.emit()

    def _set_back(self) -> None:
        for slider, number in self._at_first:
            slider.set_number(number)


class HueSaturationControls(_SliderControls):
    """Turns hues, or gives one to all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hue = self.add(ValueSlider(self.tr("Hue"), -180, 180, "°"), 0)
        self.one_hue = self.add(ValueSlider(self.tr("Hue"), 0, 360, "°"), 30)
        self.saturation = self.add(ValueSlider(self.tr("Saturation"), -100, 100, " %"), 0)
        self.one_saturation = self.add(ValueSlider(self.tr("Saturation"), 0, 100, " %"), 50)
        self.lightness = self.add(ValueSlider(self.tr("Lightness"), -100, 100, " %"), 0)
        self.colourise = QCheckBox(self.tr("&Colourise"))
        self.colourise.setToolTip(self.tr("Give all colours one hue and one saturation"))
        self.colourise.toggled.connect(self._switch)
        self.column.addWidget(self.colourise)
        self.column.addStretch(1)
        self._show_sliders(colourise=False)

    @property
    def adjustment(self) -> HueSaturationLightness:
        colourise = self.colourise.isChecked()
        hue = self.one_hue if colourise else self.hue
        saturation = self.one_saturation if colourise else self.saturation
        return HueSaturationLightness(
            round(hue.number), round(saturation.number), round(self.lightness.number), colourise
        )

    def reset(self) -> None:
        self._set_back()
        if self.colourise.isChecked():
            self.colourise.setChecked(False)
        else:
            self.changed.emit()

    def _switch(self, colourise: bool) -> None:
        self._show_sliders(colourise=colourise)
        self.changed.emit()

    def _show_sliders(self, *, colourise: bool) -> None:
        for slider in (self.hue, self.saturation):
            slider.setVisible(not colourise)
        for slider in (self.one_hue, self.one_saturation):
            slider.setVisible(colourise)


class BlurControls(_SliderControls):
    """How far colours run into each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        most = GaussianBlur.most_radius
        slider = ValueSlider(self.tr("Radius"), _LEAST_RADIUS, most, " px", decimals=1, curved=True)
        self.radius = self.add(slider, GaussianBlur().radius)
        self.column.addStretch(1)

    @property
    def adjustment(self) -> GaussianBlur:
        return GaussianBlur(self.radius.number)


class SharpenControls(_SliderControls):
    """How far colours are driven apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        usual, most = UnsharpMask(), UnsharpMask.most_radius
        radius = ValueSlider(self.tr("Radius"), _LEAST_RADIUS, most, " px", decimals=1, curved=True)
        self.radius = self.add(radius, usual.radius)
        amount = ValueSlider(self.tr("Amount"), 0, UnsharpMask.most_amount, " %")
        self.amount = self.add(amount, usual.amount)
        self.threshold = self.add(ValueSlider(self.tr("Threshold"), 0, 255), usual.threshold)
        self.threshold.setToolTip(self.tr("By how much a colour has to differ from those around it"))
        self.column.addStretch(1)

    @property
    def adjustment(self) -> UnsharpMask:
        return UnsharpMask(self.radius.number, round(self.amount.number), round(self.threshold.number))


class PosteriseControls(_SliderControls):
    """How many levels each channel keeps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels = self.add(ValueSlider(self.tr("Levels"), 2, 64, curved=True), Posterise().levels)
        self.column.addStretch(1)

    @property
    def adjustment(self) -> Posterise:
        return Posterise(round(self.levels.number))
