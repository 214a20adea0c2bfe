"""Where the artist picks a colour: wheel, hex field, the pair in hand, recent colours, palette."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop import paths
from aipaint_desktop.files.palettes.store import PaletteStore
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.colour.channel_sliders import ChannelSliders
from aipaint_desktop.ui.colour.mixer_pad import MixerPad
from aipaint_desktop.ui.colour.models import shifted
from aipaint_desktop.ui.colour.palette_page import PalettePage, Pixels
from aipaint_desktop.ui.colour.swatches import ColourPair, SwatchGrid
from aipaint_desktop.ui.colour.tabbed import Tabbed
from aipaint_desktop.ui.colour.wheel_page import WheelPage
from aipaint_desktop.ui.widgets.number_edit import MarkedEdit
from aipaint_desktop.workspace.stored import texts

_RECENT = 10


def read_colour(text: str) -> QColor | None:
    """Read the colour whose three or six hexadecimal digits the text is; None where it is something else."""
    digits = unicodedata.normalize("NFKC", text).strip().removeprefix("#")
    return QColor(f"#{digits}") if re.fullmatch("(?:[0-9a-fA-F]{3}){1,2}", digits) else None


class ColourPanel(QFrame):
    """Chooses the colour to paint with. `colour` is the one in hand; `colour_changed` tells when the artist took
    another."""

    colour_changed = Signal(QColor)

    def __init__(
        self,
        background: Background | None = None,
        picture: Callable[[], Callable[[], Pixels]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """background, picture: as `PalettePage` has them."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._other = QColor(244, 238, 226)
        self._wheel = WheelPage()
        self._sliders = ChannelSliders()
        self._mixer = MixerPad()
        self._pair = ColourPair()
        self._hex = MarkedEdit()
        self._hex.setAccessibleName(self.tr("Colour as hexadecimal"))
        self._hex.setFixedWidth(76)
        self._recent = SwatchGrid(self.tr("Recent colours"))
        store = PaletteStore(paths.resources() / "palettes", paths.user_data() / "palettes")
        self.palettes = PalettePage(store, background, picture)
        self._tabs = Tabbed(
            {
                "wheel": (self.tr("Wheel"), self._wheel),
                "sliders": (self.tr("Sliders"), self._sliders),
                "mixer": (self.tr("Mixer"), self._mixer_page()),
                "palette": (self.tr("Palette"), self.palettes),
            }
        )
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._pair)
        below.addWidget(self._recent, 1)
        below.addWidget(self._hex)
        below.setAlignment(self._recent, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 4, 12, 8)
        whole.setSpacing(6)
        whole.addWidget(self._tabs, 1)
        whole.addLayout(below)

        for choosing in (self._wheel.changed, self._sliders.changed, self._mixer.picked):
            choosing.connect(self._take)
        self._recent.chosen.connect(self._take)
        self.palettes.chosen.connect(self._take)
        self._pair.clicked.connect(self.swap)
        self._hex.editingFinished.connect(self._take_hex)
        self._hex.left_marked.connect(self._show_hex)
        self._colour = self._wheel.wheel.colour
        self._show()

    def _mixer_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._mixer, 1)
        wipe = QToolButton()
        wipe.setText(self.tr("Wipe"))
        wipe.setToolTip(self.tr("Take all paint off the mixing palette"))
        wipe.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wipe.clicked.connect(self._mixer.wipe)
        column.addWidget(wipe, 0, Qt.AlignmentFlag.AlignRight)
        return page

    @property
    def colour(self) -> QColor:
        return self._colour

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
        self._sliders.take_over(other._sliders)
        self._mixer.take_over(other._mixer)
        self.palettes.take_over(other.palettes)
        self._tabs.choose(other._tabs.chosen)
        self._colour, self._other = other._colour, other._other
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

    def remember_in(self, settings: QSettings) -> None:
        """Keep the colours, and how the panel is set."""
        settings.setValue("colour", self.colour.name())
        settings.setValue("recent_colours", [colour.name() for colour in self.recent])
        settings.setValue("colours/page", self._tabs.chosen)
        settings.setValue("colours/wheel", self._wheel.kind)
        settings.setValue("colours/harmony", self._wheel.harmony)
        settings.setValue("colours/gamut", self._wheel.gamut)
        settings.setValue("colours/sliders", self._sliders.chosen)
        settings.setValue("colours/palette", self.palettes.palette_id)
        settings.setValue("colours/mixer", QByteArray(self._mixer.palette_of_paint.encoded()))

    def recall_from(self, settings: QSettings) -> None:
        """Take up what `remember_in` kept; what is not what it should be stays as it is."""
        colour = QColor(str(settings.value("colour", "")))
        if colour.isValid():
            self.set_colour(colour)
        self.set_recent([QColor(text) for text in texts(settings, "recent_colours")])
        page, kind, harmony, gamut, sliders = (
            str(settings.value(f"colours/{name}", ""))
            for name in ("page", "wheel", "harmony", "gamut", "sliders")
        )
        self._tabs.choose(page)
        self._wheel.set(kind, harmony, gamut)
        self._sliders.choose(sliders)
        self.palettes.choose(str(settings.value("colours/palette", "")))
        paint = settings.value("colours/mixer")
        if isinstance(paint, QByteArray):
            self._mixer.palette_of_paint.decode(bytes(paint.data()))

    def _take(self, colour: QColor) -> None:
        self._colour = QColor(colour)
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
        for chooser in (self._wheel, self._sliders, self._mixer, self.palettes):
            chooser.set_colour(self.colour)
        self._pair.set_colours(self.colour, self._other)
        if not self._hex.hasFocus():
            self._show_hex()

    def _show_hex(self) -> None:
        self._hex.unmark()
        self._hex.setText(self.colour.name())
        self._hex.setModified(False)
        self._hex.setCursorPosition(0)
