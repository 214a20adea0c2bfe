"""A field to search for brushes, and those that are found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.ui.brushes.cells import PresetCells
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.words.names import brush_title, tag_title
from aipaint_desktop.workspace.brush_library import BrushLibrary

_ALL, _FAVOURITES, _RECENT, _OWN, _TAG = "all", "favourites", "recent", "own", "tag:"


class BrushChooser(QWidget):
    """Finds a preset by what is typed or by its group, and takes it.

    chosen: the artist took the preset of this name.
    """

    chosen = Signal(str)

    def __init__(self, library: BrushLibrary, previews: BrushPreviews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search for a brush"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Group of brushes"))
        self.cells = PresetCells(library, previews)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 3)
        top.addWidget(self.group, 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(top)
        rows.addWidget(self._nothing, 1)
        rows.addWidget(self.cells, 1)
        self._offer_groups()
        self._show()
        self.search.textChanged.connect(self._show)
        self.group.currentIndexChanged.connect(self._show)
        self.cells.clicked.connect(lambda index: self.chosen.emit(self.cells.presets.preset(index).name))
        library.changed.connect(self._follow)

    @property
    def _groups(self) -> dict[str, str]:
        tags = {_TAG + tag: tag_title(tag) for tag in self._library.tags}
        first = {
            _ALL: self.tr("All brushes"),
            _FAVOURITES: self.tr("Favourites"),
            _RECENT: self.tr("Last used"),
            _OWN: self.tr("Own brushes"),
        }
        return first | tags

    def show_in_hand(self, name: str) -> None:
        """Mark the preset of that name."""
        self.cells.show_in_hand(name)

    def begin_search(self) -> None:
        """Make ready to type what is looked for."""
        self.search.clear()
        self.search.setFocus()

    def take_over(self, other: "BrushChooser") -> None:
        """Show the same group and search for the same."""
        self.group.setCurrentIndex(max(0, self.group.findData(other.group.currentData())))
        self.search.setText(other.search.text())
        self.show_in_hand(other.cells.delegate.in_hand)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to what is found; Enter takes the first of it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            first = self.cells.presets.index(0)
            if event.key() == Qt.Key.Key_Down and first.isValid():
                self.cells.setFocus()
                self.cells.setCurrentIndex(first)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if first.isValid() and self.search.text().strip():
                    self.chosen.emit(self.cells.presets.preset(first).name)
                return True
        return super().eventFilter(watched, event)

    def _offer_groups(self) -> None:
        chosen = self.group.currentData()
        with QSignalBlocker(self.group):
            self.group.clear()
            for group, words in self._groups.items():
                self.group.addItem(words, group)
            self.group.setCurrentIndex(max(0, self.group.findData(chosen)))

    def _follow(self) -> None:
        if [self.group.itemData(index) for index in range(self.group.count())] != list(self._groups):
            self._offer_groups()
        self._show()

    def _show(self) -> None:
        """What is typed is looked for among all, whatever group is chosen."""
        words = self.search.text().casefold().split()
        group = str(self.group.currentData())
        found = _found(self._library.presets, words) if words else self._members(group)
        self.cells.presets.show(found)
        self.cells.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if not found:
            self._nothing.setText(self._why_none(group, bool(words)))
        self.cells.show_in_hand(self.cells.delegate.in_hand)

    def _members(self, group: str) -> tuple[Preset, ...]:
        library = self._library
        if group == _ALL:
            return library.presets
        if group == _FAVOURITES:
            return library.favourites
        if group == _RECENT:
            return library.recent
        if group == _OWN:
            return library.own
        tag = group.removeprefix(_TAG)
        return tuple(preset for preset in library.presets if tag in preset.tags)

    def _why_none(self, group: str, searched: bool) -> str:
        if searched:
            return self.tr("No brush is called that.")
        if group == _FAVOURITES:
            return self.tr("A click on the star of a brush makes it a favourite.")
        if group == _OWN:
            return self.tr("“Save as a new brush” keeps what you have made of one.")
        return self.tr("There is nothing here yet.")


def _found(presets: Sequence[Preset], words: list[str]) -> list[Preset]:
    """Those of which all words say something, first those that are called so: a group's others come after."""
    called: list[Preset] = []
    grouped: list[Preset] = []
    for preset in presets:
        name = f"{preset.name} {brush_title(preset.brush)}".casefold()
        tags = " ".join([*preset.tags, *map(tag_title, preset.tags)]).casefold()
        if all(word in name for word in words):
            called.append(preset)
        elif all(word in name or word in tags for word in words):
            grouped.append(preset)
    return [*called, *grouped]
