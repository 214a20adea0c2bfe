"""Palettes: chosen from, made, changed, imported and exported."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.documents import read_small
from aipaint_desktop.files.palettes.gpl import gpl_of, tidy
from aipaint_desktop.files.palettes.reading import SUFFIXES, read_palette
from aipaint_desktop.files.palettes.store import PaletteStore
from aipaint_desktop.files.pictures.suffixes import name_filter
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.colour.palette_grid import PaletteGrid
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.clustering import colours_of_picture
from aipaint_desktop.values.palette import Palette, Rgb, Swatch
from aipaint_desktop.values.refusal import BadInput, Sentence

Pixels = NDArray[np.uint8]
_COUNT = 16  # colours of a picture
_SIDE = 512  # px of a picture that is read for its colours


class PalettePage(QWidget):
    """Shows one palette of those that a store keeps; what is changed in it is kept at once.

    chosen: a colour was taken. refused: a sentence that says why something could not be done.
    """

    chosen = Signal(QColor)
    refused = Signal(str)

    def __init__(
        self,
        store: PaletteStore,
        background: Background | None = None,
        picture: Callable[[], Callable[[], Pixels]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """background: reads pictures; at once where there is none. picture: takes down the picture of this moment, and
        gives what composites it on any thread."""
        super().__init__(parent)
        self._store, self._background, self._picture = store, background, picture
        self._palettes: dict[str, Palette] = {}
        self._colour = QColor(0, 0, 0)
        self._folder = Path.home()
        self._choice = narrow_choice(self.tr("Palette"))
        self._grid = PaletteGrid(self.tr("Colours of the palette"))
        self._add = self._button("+", self.tr("Add the colour in hand"), self.add_colour)
        more = self._button("⋯", self.tr("Palettes"), None)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(more)
        more.setMenu(self._menu)
        self._fill_menu()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._choice, 1)
        row.addWidget(self._add)
        row.addWidget(more)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        column.addStretch(1)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(row)
        whole.addWidget(area, 1)
        self._grid.chosen.connect(self.chosen)
        self._grid.moved.connect(self.move_colour)
        self._grid.removed.connect(self.remove_colour)
        self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._grid.customContextMenuRequested.connect(lambda at: self._menu.popup(self._grid.mapToGlobal(at)))
        self._list("studio")
        self._choice.currentIndexChanged.connect(lambda _now: self._show())

    def _button(self, text: str, words: str, act: Callable[[], object] | None) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if act is not None:
            button.clicked.connect(lambda _checked: act())
        return button

    def _fill_menu(self) -> None:
        menu = self._menu
        menu.addAction(self.tr("&Remove colour"), lambda: self.remove_colour(self._grid.current))
        menu.addSeparator()
        menu.addAction(self.tr("&New palette…"), self._ask_for_new)
        menu.addAction(self.tr("Re&name palette…"), self._ask_for_name)
        self._delete = menu.addAction(self.tr("&Delete palette"), self.delete)
        menu.addSeparator()
        menu.addAction(self.tr("From a &picture…"), self._ask_for_picture)
        canvas = menu.addAction(self.tr("From the &canvas"), self.take_from_canvas)
        canvas.setEnabled(self._picture is not None)
        menu.addSeparator()
        menu.addAction(self.tr("&Import…"), self._ask_to_import)
        menu.addAction(self.tr("&Export…"), self._ask_to_export)
        menu.aboutToShow.connect(lambda: self._delete.setEnabled(self._store.is_own(self.palette_id)))

    @property
    def palette_id(self) -> str:
        """Name the palette that is shown, as the store does."""
        return str(self._choice.currentData() or "")

    @property
    def shown(self) -> Palette:
        """Give the palette that is shown."""
        return self._palettes.get(self.palette_id, Palette(""))

    def choose(self, palette_id: str) -> None:
        """Show another palette; one that there is not changes nothing."""
        found = self._choice.findData(palette_id)
        if found >= 0:
            self._choice.setCurrentIndex(found)

    def take_over(self, other: "PalettePage") -> None:
        self.choose(other.palette_id)
        self.set_colour(other._colour)
        self._folder = other._folder

    def set_colour(self, colour: QColor) -> None:
        """Have this colour added next."""
        self._colour = QColor(colour)

    # What is done to the palette that is shown

    def add_colour(self) -> None:
        """Put the colour in hand at the end of the palette."""
        colour = self._colour
        swatch = Swatch((colour.red(), colour.green(), colour.blue()))
        self._change(self.shown.with_added(swatch), len(self.shown.swatches))

    def remove_colour(self, place: int) -> None:
        """Take the colour at a place away."""
        if 0 <= place < len(self.shown.swatches):
            self._change(self.shown.without(place), place)

    def move_colour(self, place: int, to: int) -> None:
        """Put a colour elsewhere."""
        self._change(self.shown.moved(place, to), to)

    def rename(self, name: str) -> None:
        """Call the palette otherwise; an empty name changes nothing."""
        if tidy(name):
            self._change(replace(self.shown, name=tidy(name)), self._grid.current)
            self._choice.setItemText(self._choice.currentIndex(), self.shown.name)

    def _change(self, palette: Palette, current: int) -> None:
        def save() -> None:
            self._store.save(self.palette_id, palette)
            self._palettes[self.palette_id] = palette
            self._show()
            self._grid.make_current(current)

        if self.palette_id:
            self._try(save)

    # Palettes

    def add_palette(self, palette: Palette) -> None:
        """Keep a new palette, and show it."""
        self._try(lambda: self._list(self._store.add(palette)))

    def delete(self) -> None:
        """Delete a palette of the artist's; one that ships is as it was delivered again."""
        self._store.remove(self.palette_id)
        self._list(self.palette_id)

    def import_file(self, path: Path) -> None:
        """Add a palette from a file of another program's."""
        self._try(lambda: self.add_palette(read_palette(path)))

    def export_to(self, path: Path) -> None:
        """Write the palette as GIMP and Krita read it."""
        self._try(lambda: write_atomically(path, gpl_of(self.shown).encode()))

    def take_from_picture(self, path: Path) -> None:
        """Add the colours that a picture in a file is made of."""
        self._take_from(lambda: read_small(path, _SIDE), path.stem)

    def take_from_canvas(self) -> None:
        """Add the colours that the painting is made of."""
        if self._picture is not None:
            self._take_from(self._picture(), self.tr("Canvas"))

    def _take_from(self, read: Callable[[], Pixels], name: str) -> None:
        def done(colours: list[Rgb]) -> None:
            if colours:
                self.add_palette(Palette(name, tuple(Swatch(colour) for colour in colours)))

        def work() -> list[Rgb]:
            return colours_of_picture(read(), _COUNT)

        if self._background is None:
            self._try(lambda: done(work()))
        else:
            self._background.run(work, done, self._refuse, asked_by=self)

    def _refuse(self, why: Sentence) -> None:
        self.refused.emit(refusal(why))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BadInput as error:
            self._refuse(error.sentence)

    def _list(self, palette_id: str) -> None:
        """Offer what the store has, and show one of them."""
        self._palettes = self._store.all()
        self._choice.blockSignals(True)
        self._choice.clear()
        for each, palette in self._palettes.items():
            self._choice.addItem(palette.name, each)
        self._choice.setCurrentIndex(max(0, self._choice.findData(palette_id)))
        self._choice.blockSignals(False)
        self._show()

    def _show(self) -> None:
        self._grid.set_colours([QColor(*swatch.colour) for swatch in self.shown.swatches])
        self._grid.set_names([swatch.name for swatch in self.shown.swatches])

    # Questions

    def _ask(self, title: str, before: str) -> str:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(before)
        for field in dialog.findChildren(QLineEdit):
            field.setAccessibleName(self.tr("Name"))
        return tidy(dialog.textValue()) if dialog.exec() else ""

    def _ask_for_new(self) -> None:
        name = self._ask(self.tr("New palette"), self.tr("My palette"))
        if name:
            self.add_palette(Palette(name))

    def _ask_for_name(self) -> None:
        self.rename(self._ask(self.tr("Rename palette"), self.shown.name))

    def _ask_to_open(self, title: str, kinds: str) -> Path | None:
        file, _kind = QFileDialog.getOpenFileName(self, title, str(self._folder), kinds)
        if not file:
            return None
        self._folder = Path(file).parent
        return Path(file)

    def _ask_to_import(self) -> None:
        kinds = self.tr("Palettes") + " (" + " ".join(f"*{suffix}" for suffix in SUFFIXES) + ")"
        path = self._ask_to_open(self.tr("Import palette"), kinds)
        if path is not None:
            self.import_file(path)

    def _ask_for_picture(self) -> None:
        path = self._ask_to_open(self.tr("Palette of a picture"), self.tr("Pictures") + f" ({name_filter()})")
        if path is not None:
            self.take_from_picture(path)

    def _ask_to_export(self) -> None:
        proposed = self._folder / f"{self.palette_id}.gpl"
        file, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export palette"), str(proposed), self.tr("Palettes") + " (*.gpl)"
        )
        if file:
            path = Path(file)
            self._folder = path.parent
            self.export_to(path if path.suffix else path.with_suffix(".gpl"))
