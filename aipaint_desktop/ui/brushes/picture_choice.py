"""A choice of the pictures that brushes are made with: tips and textures, and the artist's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preset_file import Preset, shipped_pictures
from aipaint_desktop.brushes.stored_picture import StoredPicture
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Tip
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.words.names import brush_title, picture_title

_THUMB = 32  # px
_LEAST_LETTERS = 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Offer:
    """Says what of a brush becomes what by a choice. fields: of `Brush`. picture: what shows it."""

    title: str
    fields: dict[str, Any]
    picture: StoredPicture | None = None

    def fits(self, brush: Brush) -> bool:
        """Tell whether a brush is like that."""
        return all(getattr(brush, name) == value for name, value in self.fields.items())


def tip_offers(presets: Sequence[Preset], ellipse: str) -> list[Offer]:
    """List the tips that there are. ellipse: what it is called to have none."""
    offers = [Offer(ellipse, {"tips": (), "choices": ()})]
    together = {tip for preset in presets if len(preset.brush.tips) > 1 for tip in preset.brush.tips}
    offers += [
        Offer(picture_title(tip.name), {"tips": (tip,), "choices": ()}, tip)
        for tip in shipped_pictures(Tip)
        if tip not in together
    ]
    for brush in (preset.brush for preset in presets):
        if brush.tips and not any(offer.fits(brush) for offer in offers):
            fields = {"tips": brush.tips, "choices": brush.choices}
            offers.append(Offer(brush_title(brush), fields, brush.tips[0]))
    return offers


def texture_offers(presets: Sequence[Preset], paper: str) -> list[Offer]:
    """List the textures that there are. paper: what it is called to have none."""
    offers = [Offer(paper, {"texture": None})]
    offers += [
        Offer(picture_title(texture.name), {"texture": texture}, texture)
        for texture in shipped_pictures(Texture)
    ]
    for brush in (preset.brush for preset in presets):
        if brush.texture is not None and not any(offer.fits(brush) for offer in offers):
            offers.append(Offer(brush_title(brush), {"texture": brush.texture}, brush.texture))
    return offers


class PictureChoice(QWidget):
    """Shows which picture a brush has, and lets the artist take another.

    chosen: the fields of the brush that are others now. opening: the artist wants to take a picture of their own.
    """

    chosen = Signal(dict)
    opening = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush: Brush | None = None
        self._offers: list[Offer] = []
        self.box = QComboBox()
        self.box.setAccessibleName(name)
        self.box.setIconSize(QSize(20, 20))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(_LEAST_LETTERS)
        self.open = QPushButton(self.tr("Picture…"))
        self.open.setToolTip(self.tr("Take a picture of your own"))
        self.open.setAutoDefault(False)
        label = QLabel(name)
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.box, 1)
        row.addWidget(self.open)
        self.box.activated.connect(lambda row: self.chosen.emit(self._shown[row].fields))
        self.open.clicked.connect(self.opening)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Let the artist choose among these."""
        self._offers = list(offers)
        self._show()

    def show_brush(self, brush: Brush) -> None:
        """Show what this brush has."""
        self._brush = brush
        self._show()

    def _show(self) -> None:
        brush = self._brush
        if brush is None or not self._offers:
            return
        shown = list(self._offers)
        if not any(offer.fits(brush) for offer in shown):  # a picture that no preset has yet
            fields = {name: getattr(brush, name) for name in shown[0].fields}
            picture = brush.texture if "texture" in fields else brush.tips[0]
            shown.append(Offer(self.tr("Own picture"), fields, picture))
        model = self.box.model()
        if not isinstance(model, _Pictures) or model.offers != shown:
            self.box.setModel(_Pictures(shown, self.palette(), self.box))  # the box deletes the one before
        self.box.setCurrentIndex(next(row for row, offer in enumerate(shown) if offer.fits(brush)))

    @property
    def _shown(self) -> list[Offer]:
        model = self.box.model()
        return model.offers if isinstance(model, _Pictures) else []


class _Pictures(QAbstractListModel):
    """Lists pictures with their titles; they are read only as they come into view."""

    def __init__(self, offers: list[Offer], palette: QPalette, parent: QObject) -> None:
        super().__init__(parent)
        self.offers = offers
        self._ink = palette.color(QPalette.ColorRole.Text)
        self._icons: dict[int, QIcon] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt's own
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QIcon | None:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.DecorationRole and offer.picture is not None:
            if index.row() not in self._icons:
                self._icons[index.row()] = picture_icon(offer.picture, self._ink)
            return self._icons[index.row()]
        return None


def picture_icon(picture: StoredPicture, ink: QColor) -> QIcon:
    """Show a picture that a brush is made with, small, and in a colour where it is white."""
    small = Image.fromarray(picture.picture)
    small.thumbnail((_THUMB, _THUMB))
    square = Image.new("L", (_THUMB, _THUMB))
    square.paste(small, ((_THUMB - small.width) // 2, (_THUMB - small.height) // 2))
    grey = np.asarray(square)
    colour = np.full((*grey.shape, 3), (ink.red(), ink.green(), ink.blue()), np.uint8)
    return QIcon(QPixmap.fromImage(to_qimage(np.dstack([colour, grey]))))
