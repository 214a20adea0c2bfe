"""Words and references for layers and saved selections: a row each, with a cross that takes it away."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.operations.prompt_settings import RegionSettings
from aipaint_desktop.ui.widgets.added_list import AddedList, AddedRow, let_find
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, plain
from aipaint_desktop.ui.words.names import layer_title, reference_title
from aipaint_desktop.workspace.region_places import RegionPlace


class PromptRegionRow(AddedRow):
    """One of them. like: what it is painted like, by the ids of references; hidden where nothing is."""

    def __init__(self, place: RegionPlace, parent: QWidget | None = None) -> None:
        super().__init__(layer_title(place.title), parent)
        self.place = place
        name = ElidedLabel(self.title)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("what to paint there"))
        self.words.setAccessibleName(self.tr("What to paint in {0}").format(self.title))
        self.like = narrow_choice(self.tr("What {0} is painted like").format(self.title))
        self.like.setToolTip(
            plain(self.tr("The reference that this part is painted like, and no other part"))
        )
        self.like.addItem(self.tr("Like the rest"), "")
        self.like.hide()
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(name, 0, 0)
        row.addWidget(self.words, 0, 1)
        row.addWidget(self.away, 0, 2)
        row.addWidget(self.like, 1, 1)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(1, 2)
        self.words.textChanged.connect(self.changed)
        self.like.currentIndexChanged.connect(self.changed)

    def offer_references(self, entries: Sequence[ReferenceEntry]) -> None:
        """Let it be painted like one of these; one that is there no more is left."""
        chosen = self.like.currentData()
        with QSignalBlocker(self.like):
            while self.like.count() > 1:
                self.like.removeItem(1)
            for entry in entries:
                self.like.addItem(reference_title(entry), entry.id)
            self.like.setCurrentIndex(max(0, self.like.findData(chosen)))
        self.like.setVisible(bool(entries))


class PromptRegions(AddedList[PromptRegionRow]):
    """Lists those that were added; the menu of its button lists what there is in the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Sequence[RegionPlace] = ()
        self._references: Sequence[ReferenceEntry] = ()
        self.add.setText(self.tr("Add region"))
        self.add.setToolTip(self.tr("Give a layer or a saved selection words of its own, or a reference"))
        self.add.setEnabled(False)

    @property
    def regions(self) -> tuple[RegionSettings, ...]:
        """Give each that has words or a reference."""
        ids = [entry.id for entry in self._references]
        every = (
            RegionSettings(
                row.place,
                row.words.text(),
                ids.index(row.like.currentData()) if row.like.currentData() in ids else None,
            )
            for row in self.rows
        )
        return tuple(region for region in every if region.words.strip() or region.like is not None)

    def offer_references(self, entries: Sequence[ReferenceEntry]) -> None:
        """Let regions be painted like these, the chosen ones."""
        self._references = entries
        for row in self.rows:
            row.offer_references(entries)

    def offer(self, places: Sequence[RegionPlace]) -> None:
        """Let these be added."""
        if places == self._offered:
            return
        self._offered = places
        self.menu.clear()
        for place in places:
            action = self.menu.addAction(layer_title(place.title).replace("&", "&&"))
            action.triggered.connect(lambda _checked, place=place: self.put(place).words.setFocus())
        let_find(self.menu, self.tr("Find"))
        self.add.setEnabled(bool(places))

    def put(self, place: RegionPlace) -> PromptRegionRow:
        """Add one at the end; one that is there stays as it is."""
        for there in self.rows:
            if (there.place.layer, there.place.channel) == (place.layer, place.channel):
                return there
        row = PromptRegionRow(place)
        row.offer_references(self._references)
        return self.append(row)

    def take_over(self, other: "PromptRegions") -> None:
        """List what another list does."""
        self.offer(other._offered)
        self.offer_references(other._references)
        for before in other.rows:
            row = self.put(before.place)
            row.words.setText(before.words.text())
            row.like.setCurrentIndex(max(0, row.like.findData(before.like.currentData())))
