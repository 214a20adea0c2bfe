"""Words for layers and saved selections: a row each, with a cross that takes it away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from aipaint_desktop.ui.widgets.added_list import AddedList, AddedRow, let_find
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.workspace.region_places import RegionPlace


class PromptRegionRow(AddedRow):
    """One of them."""

    def __init__(self, place: RegionPlace, parent: QWidget | None = None) -> None:
        super().__init__(layer_title(place.title), parent)
        self.place = place
        name = ElidedLabel(self.title)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("what to paint there"))
        self.words.setAccessibleName(self.tr("What to paint in {0}").format(self.title))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(name, 1)
        row.addWidget(self.words, 2)
        row.addWidget(self.away)
        self.words.textChanged.connect(self.changed)


class PromptRegions(AddedList[PromptRegionRow]):
    """Lists those that were added; the menu of its button lists what there is in the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Sequence[RegionPlace] = ()
        self.add.setText(self.tr("Add region"))
        self.add.setToolTip(self.tr("Give a layer or a saved selection words of its own"))
        self.add.setEnabled(False)

    @property
    def regions(self) -> tuple[tuple[RegionPlace, str], ...]:
        """Give each that has words, and these."""
        return tuple((row.place, row.words.text()) for row in self.rows if row.words.text().strip())

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
        return self.append(PromptRegionRow(place))

    def take_over(self, other: "PromptRegions") -> None:
        """List what another list does."""
        self.offer(other._offered)
        for before in other.rows:
            self.put(before.place).words.setText(before.words.text())
