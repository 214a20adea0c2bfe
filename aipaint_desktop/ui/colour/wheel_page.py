"""The wheel, the square or the disc, and what is set about them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.ui.colour.colour_disc import ColourDisc
from aipaint_desktop.ui.colour.colour_wheel import ColourWheel
from aipaint_desktop.ui.colour.gamut import MASKS, NO_MASK, GamutMask, mask_of, text_of
from aipaint_desktop.ui.colour.harmonies import HARMONIES, NO_HARMONY
from aipaint_desktop.ui.colour.models import MODELS

_DISC = "disc"
_WIDTH = 96


class WheelPage(QWidget):
    """Chooses a colour on a picture of many, in the numbers, harmony and gamut that the artist wants."""

    changed = Signal(QColor)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wheel, self.disc = ColourWheel(), ColourDisc()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.wheel)
        self._pages.addWidget(self.disc)
        kinds = {"hsv": "HSV", "oklch": "OKLCH", _DISC: self.tr("Disc")}
        harmonies = (
            self.tr("Harmony"),
            self.tr("Opposite"),
            self.tr("Analogous"),
            self.tr("Triad"),
            self.tr("Split"),
            self.tr("Tetrad"),
        )
        masks = (
            self.tr("Gamut"),
            self.tr("Triad"),
            self.tr("Opposite"),
            self.tr("Split"),
            self.tr("Atmospheric"),
            self.tr("Muted"),
        )
        self._kind = _Choice(self.tr("Kind of wheel"), kinds)
        names = [each.id for each in HARMONIES]
        self._harmony = _Choice(self.tr("Harmony"), dict(zip(names, harmonies, strict=True)))
        names = [each.id for each in MASKS]
        self._mask = _Choice(self.tr("Gamut mask"), dict(zip(names, masks, strict=True)))
        column = QVBoxLayout()
        column.setSpacing(4)
        for choice in (self._kind, self._harmony, self._mask):
            column.addWidget(choice)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._pages, 1)
        row.addLayout(column)
        for chooser in (self.wheel, self.disc):
            chooser.changed.connect(self.changed)
        self._kind.chosen.connect(self._show_kind)
        self._harmony.chosen.connect(self._show_harmony)
        self._mask.chosen.connect(self._take_mask)
        self._show_kind(self._kind.value)

    def set_colour(self, colour: QColor) -> None:
        """Show the colour without telling anyone."""
        for chooser in (self.wheel, self.disc):
            chooser.set_colour(colour)

    def take_over(self, other: "WheelPage") -> None:
        self.set(other.kind, other.harmony, other.gamut)
        self.wheel.take_over(other.wheel)
        self.disc.take_over(other.disc)

    @property
    def kind(self) -> str:
        return self._kind.value

    @property
    def harmony(self) -> str:
        return self._harmony.value

    @property
    def gamut(self) -> str:
        """Write the mask on one line."""
        return text_of(self.disc.gamut)

    def set(self, kind: str, harmony: str, gamut: str) -> None:
        """Be set so, as `kind`, `harmony` and `gamut` tell it; what is none of these stays."""
        for choice, value in ((self._kind, kind), (self._harmony, harmony)):
            choice.set(value)
        self._show_mask(mask_of(gamut))
        self._show_kind(self.kind)
        self._show_harmony(self.harmony)

    def _show_kind(self, kind: str) -> None:
        self._pages.setCurrentWidget(self.disc if kind == _DISC else self.wheel)
        for model in MODELS:
            if model.id == kind:
                self.wheel.set_model(model)
        self._mask.setVisible(kind == _DISC)

    def _show_harmony(self, name: str) -> None:
        found = next((each for each in HARMONIES if each.id == name), NO_HARMONY)
        for chooser in (self.wheel, self.disc):
            chooser.set_harmony(found)

    def _take_mask(self, name: str) -> None:
        self._show_mask(next((each for each in MASKS if each.id == name), NO_MASK))

    def _show_mask(self, mask: GamutMask) -> None:
        self._mask.set(mask.id)
        self.disc.set_gamut(mask)


class _Choice(QToolButton):
    """One of a few words, chosen from a menu below it."""

    chosen = Signal(str)

    def __init__(self, name: str, words: dict[str, str]) -> None:
        """words: by value."""
        super().__init__()
        self._name, self._words = name, words
        self.value = next(iter(words))
        self.setFixedWidth(_WIDTH)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for value, text in words.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(self._choosing(value))
            group.addAction(action)
            self._actions[value] = action
        self.setMenu(menu)
        self.set(self.value)

    def _choosing(self, value: str) -> Callable[[], None]:
        def choose() -> None:
            self.set(value)
            self.chosen.emit(value)

        return choose

    def set(self, value: str) -> None:
        """Show another value without telling anyone; what is none stays."""
        if value in self._words:
            self.value = value
            self._actions[value].setChecked(True)
            self.setText(f"{self._words[value]} ▾")
            self.setToolTip(self._name)
            self.setAccessibleName(f"{self._name}: {self._words[value]}")
