"""The settings of a brush as controls, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QTabWidget, QVBoxLayout, QWidget

from aipaint_desktop.brushes.brush import MAX_SIZE, MIN_SIZE, Brush, Kind
from aipaint_desktop.brushes.media.listed import MEDIA
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.brushes.stored_picture import StoredPicture
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Tip
from aipaint_desktop.ui.brushes.dynamics_page import DynamicsPage
from aipaint_desktop.ui.brushes.picture_choice import Offer, PictureChoice, texture_offers, tip_offers
from aipaint_desktop.ui.brushes.tip_set import TipSet
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.names import medium_title

Path = tuple[str, ...]


class _Number(NamedTuple):
    """path: of the setting in a brush. times: what the slider shows of 1."""

    path: Path
    words: str
    least: float = 0
    most: float = 100
    unit: str = " %"
    times: float = 100
    curved: bool = False
    decimals: int = 0


class _Switch(NamedTuple):
    path: Path
    words: str


class _Picture(NamedTuple):
    """kind: what is made of a picture of the artist's own. offers: what else there is to choose among."""

    path: Path
    words: str
    kind: type[StoredPicture]
    offers: Callable[[Sequence[Preset]], list[Offer]]


_Part = _Number | _Switch | _Picture | str


class SettingsPages(QTabWidget):
    """Shows all settings of a brush.

    edited: the artist made another brush of it. opening: a picture of the artist's own is wanted, of this class.
    """

    edited = Signal(object)  # Brush
    opening = Signal(type)

    def __init__(self, brush: Brush, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush = brush
        self._show_each: list[Callable[[Brush], object]] = []
        self.controls: dict[Path, QWidget] = {}
        self._pictures: list[tuple[_Picture, PictureChoice]] = []
        self.tip_set = TipSet()
        self.tip_set.chosen.connect(lambda fields: self._edit(**fields))
        self.tip_set.opening.connect(lambda: self._open(Tip, adds=True))
        self._show_each.append(self.tip_set.show_brush)
        self._adds_tip = False
        self.setUsesScrollButtons(False)
        self.setDocumentMode(True)
        for title, parts in self._pages():
            self.addTab(self._page(parts), title)
        self.dynamics = DynamicsPage()
        self.addTab(self.dynamics, self.tr("Dynamics"))
        self._show_each.append(self.dynamics.show_brush)
        self.dynamics.edited.connect(lambda dynamics: self._take(("dynamics",), dynamics))
        self.show_brush(brush)

    def offer_pictures(self, presets: Sequence[Preset]) -> None:
        """Let tips and textures be chosen that ship, or that these have."""
        for part, choice in self._pictures:
            choice.offer(part.offers(presets))

    def take_picture(self, picture: StoredPicture) -> None:
        """Let the brush have a picture of the artist's own."""
        if isinstance(picture, Tip) and self._adds_tip:
            self.tip_set.take(picture)
        elif isinstance(picture, Tip):
            self._edit(tips=(picture,), choices=())
        else:
            self._edit(texture=picture)

    def show_brush(self, brush: Brush) -> None:
        """Show another brush, without telling anyone that it is one."""
        self._brush = brush
        for show in self._show_each:
            show(brush)

    def _pages(self) -> list[tuple[str, Sequence[_Part]]]:
        tip, stroke, paint = self.tr("Tip"), self.tr("Stroke"), self.tr("Paint")
        return [
            (
                tip,
                [
                    _Picture(
                        ("tips",),
                        self.tr("Shape"),
                        Tip,
                        lambda presets: tip_offers(presets, self.tr("Ellipse")),
                    ),
                    _Number(
                        ("size",), self.tr("Size"), MIN_SIZE, MAX_SIZE, " px", 1, curved=True, decimals=1
                    ),
                    _Number(("softness",), self.tr("Softness")),
                    _Number(("roundness",), self.tr("Roundness"), 1),
                    _Number(("angle",), self.tr("Angle"), -180, 180, "°", 1),
                    _Number(("bristles",), self.tr("Bristles")),
                    _Switch(("pixels",), self.tr("Whole pixels, without soft edges")),
                ],
            ),
            (
                stroke,
                [
                    _Number(("opacity",), self.tr("Opacity"), 1),
                    _Number(("flow",), self.tr("Flow"), 1),
                    _Number(("spacing",), self.tr("Spacing"), 1, 300),
                    _Number(("grain",), self.tr("Grain of the paper")),
                    _Picture(
                        ("texture",),
                        self.tr("Texture"),
                        Texture,
                        lambda presets: texture_offers(presets, self.tr("Paper")),
                    ),
                    _Number(("scatter",), self.tr("Scatter"), 0, 500),
                    _Number(("smoothing",), self.tr("Smoothing")),
                    _Switch(("apart",), self.tr("Dabs are told apart")),
                ],
            ),
            (
                paint,
                [
                    "kind",
                    _Number(("wet", "mix"), self.tr("Takes up colour")),
                    _Number(("wet", "load"), self.tr("Load of paint")),
                    _Number(("wet", "length"), self.tr("Length of the smudge")),
                    _Number(("wet", "relief"), self.tr("Relief")),
                    _Number(("wet", "edge"), self.tr("Dark edge of a wash")),
                    _Number(("wet", "granulation"), self.tr("Granulation")),
                    _Number(("wet", "spread"), self.tr("Spread")),
                ],
            ),
        ]

    def _page(self, parts: Sequence[_Part]) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(6)
        for part in parts:
            match part:
                case _Number():
                    rows.addWidget(self._slider(part))
                case _Switch():
                    rows.addWidget(self._switch(part))
                case _Picture():
                    rows.addWidget(self._choice(part))
                    if part.kind is Tip:
                        rows.addWidget(self.tip_set)
                case _:
                    rows.addWidget(self._kinds())
        rows.addStretch()
        return page

    def _slider(self, part: _Number) -> ValueSlider:
        slider = ValueSlider(
            part.words, part.least, part.most, part.unit, curved=part.curved, decimals=part.decimals
        )
        self._show_each.append(lambda brush: slider.set_number(_of(brush, part.path) * part.times))
        slider.edited.connect(lambda number: self._take(part.path, number / part.times))
        self.controls[part.path] = slider
        return slider

    def _switch(self, part: _Switch) -> QCheckBox:
        box = QCheckBox(part.words)
        self._show_each.append(lambda brush: box.setChecked(_of(brush, part.path)))
        box.clicked.connect(lambda on: self._take(part.path, on))
        self.controls[part.path] = box
        return box

    def _choice(self, part: _Picture) -> PictureChoice:
        choice = PictureChoice(part.words)
        self._show_each.append(choice.show_brush)
        choice.chosen.connect(lambda fields: self._edit(**fields))
        choice.opening.connect(lambda: self._open(part.kind, adds=False))
        self._pictures.append((part, choice))
        self.controls[part.path] = choice
        return choice

    def _open(self, kind: type[StoredPicture], *, adds: bool) -> None:
        self._adds_tip = adds
        self.opening.emit(kind)

    def _kinds(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Kind of paint"))
        for kind in MEDIA:
            box.addItem(medium_title(kind), kind)

        def show(brush: Brush) -> None:
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(brush.kind))

        self._show_each.append(show)
        box.activated.connect(lambda _index: self._take(("kind",), Kind(box.currentData())))
        self.controls[("kind",)] = box
        return box

    def _edit(self, **fields: Any) -> None:
        self.show_brush(replace(self._brush, **fields))
        self.edited.emit(self._brush)

    def _take(self, path: Path, value: Any) -> None:
        self._brush = _with(self._brush, path, value)
        self.edited.emit(self._brush)


def _of(value: Any, path: Path) -> Any:
    for name in path:
        value = getattr(value, name)
    return value


def _with(value: Any, path: Path, new: Any) -> Any:
    """The dataclass with another value at the end of the path."""
    first, *rest = path
    return replace(value, **{first: _with(getattr(value, first), tuple(rest), new) if rest else new})
