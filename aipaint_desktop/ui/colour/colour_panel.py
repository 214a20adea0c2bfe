"""Where the artist picks a colour: wheel, hex field, the pair in hand, recent colours, palette."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from aipaint_desktop.ui.colour.colour_wheel import ColourWheel
from aipaint_desktop.ui.colour.models import shifted
from aipaint_desktop.ui.colour.swatches import ColourPair, SwatchGrid
from aipaint_desktop.ui.look.theme import themes_folder
from aipaint_desktop.ui.widgets.number_edit import MarkedEdit

_RECENT = 10


def read_palette(path: Path) -> list[QColor]:
    """Read the colours of a GIMP palette file, in order."""
    colours = []
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split(None, 3)
        if len(words) >= 3 and all(word.isdecimal() for word in words[:3]):
            colours.append(QColor(*(int(word) for word in words[:3])))
    return colours


def read_colour(text: str) -> QColor | None:
    """Read the colour whose three or six hexadecimal digits the text is; None where it is something else."""
    digits = unicodedata.normalize("NFKC", text).strip().removeprefix("#")
    return QColor(f"#{digits}") if re.fullmatch("(?:[0-9a-fA-F]{3}){1,2}", digits) else None


class ColourPanel(QFrame):
    """Chooses the colour to paint with. `colour` is the one in hand; `colour_changed` tells when the artist took
    another."""

    colour_changed = Signal(QColor)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._other = QColor(244, 238, 226)
        self._wheel = ColourWheel()
        self._pair = ColourPair()
        self._hex = MarkedEdit()
        self._hex.setAccessibleName(self.tr("Colour as hexadecimal"))
        self._hex.setFixedWidth(76)
        self._recent = SwatchGrid(self.tr("Recent colours"))
        self._palette = SwatchGrid(self.tr("Palette"), read_palette(themes_folder() / "palette.gpl"))

        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._pair)
        beside.addWidget(self._hex)
        beside.addStretch()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._wheel, 1)
        top.addLayout(beside)
        top.setAlignment(beside, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 4, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(top, 1)
        whole.addWidget(self._recent)
        whole.addWidget(self._palette)

        self._wheel.changed.connect(self._take)
        self._recent.chosen.connect(self._take)
        self._palette.chosen.connect(self._take)
        self._pair.clicked.connect(self.swap)
        self._hex.editingFinished.connect(self._take_hex)
        self._hex.left_marked.connect(self._show_hex)
        self._show()

    @property
    def colour(self) -> QColor:
        return self._wheel.colour

    @property
    def other(self) -> QColor:
        """Give the colour in waiting."""
        return self._other

    @property
    def recent(self) -> list[QColor]:
        """List colours that have been painted with, the last one first."""
        return self._recent.colours

    def take_over(self, other: "ColourPanel") -> None:
        """Have the same colours in hand and in waiting, and the same recent ones."""
        self._wheel.take_over(other._wheel)
        self._other = other._other
        self.set_recent(other.recent)
        self._show()
        self.colour_changed.emit(self.colour)

    def set_colour(self, colour: QColor) -> None:
        """Take the colour in hand, as the eyedropper does, and tell."""
        self._take(colour)

    def swap(self) -> None:
        """Exchange the colour in hand with the one in waiting."""
        other, self._other = self._other, self.colour
        self._take(other)

    def reset(self) -> None:
        """Take black in hand, with white in waiting."""
        self._other = QColor(255, 255, 255)
        self._take(QColor(0, 0, 0))

    def shift(self, lightness: float = 0, chroma: float = 0, hue: float = 0) -> None:
        """Change the colour in hand by so much of OKLCH."""
        self._take(shifted(self.colour, lightness, chroma, hue))

    def set_recent(self, colours: Sequence[QColor]) -> None:
        """Show these as the recent colours, but for those that are none."""
        self._recent.set_colours([colour for colour in colours if colour.isValid()][:_RECENT])

    def remember(self, colour: QColor) -> None:
        """Put a colour first among the recent ones: it has been painted with."""
        others = [each for each in self._recent.colours if each.rgb() != colour.rgb()]
        self._recent.set_colours([colour, *others][:_RECENT])

    def _take(self, colour: QColor) -> None:
        self._wheel.set_colour(colour)
        self._show()
        self.colour_changed.emit(self.colour)

    def _take_hex(self) -> None:
        if not self._hex.isModified():
            return
        colour = read_colour(self._hex.text())
        if colour is None and self._hex.hasFocus():
            words = self.tr("“{0}” is not a colour; {1} stays.")
            self._hex.mark(words.format(self._hex.text().strip(), self.colour.name()))
            return
        if colour is not None:
            self._take(colour)
        self._show_hex()

    def _show(self) -> None:
        self._pair.set_colours(self.colour, self._other)
        if not self._hex.hasFocus():
            self._show_hex()

    def _show_hex(self) -> None:
        self._hex.unmark()
        self._hex.setText(self.colour.name())
        self._hex.setModified(False)
        self._hex.setCursorPosition(0)
