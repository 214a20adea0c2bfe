"""Words for layers and saved selections: a row each, with a cross that takes it away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, plain
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.workspace.region_places import RegionPlace


class PromptRegionRow(QWidget):
    """One of them."""

    changed = Signal()
    taken_away = Signal()

    def __init__(self, place: RegionPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        title = layer_title(place.title)
        name = ElidedLabel()
        name.setText(title)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("what to paint there"))
        self.words.setAccessibleName(self.tr("What to paint in {0}").format(title))
        self.away = QToolButton()
        self.away.setText("×")
        self.away.setAutoRaise(True)
        self.away.setAccessibleName(self.tr("Take {0} away").format(title))
        self.away.setToolTip(plain(self.away.accessibleName()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(name, 1)
        row.addWidget(self.words, 2)
        row.addWidget(self.away)
        self.words.textChanged.connect(self.changed)
        self.away.clicked.connect(self.taken_away)


class PromptRegions(QWidget):
    """Lists those that were added; the menu of its button lists what there is in the document."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PromptRegionRow] = []
        self._offered: Sequence[RegionPlace] = ()
        self.add = QPushButton(self.tr("Add region"))
        self.add.setToolTip(self.tr("Give a layer or a saved selection words of its own"))
        self.menu = QMenu(self)
        self.add.setMenu(self.menu)
        self.add.setEnabled(False)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._list.addWidget(self.add)

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
        self.add.setEnabled(bool(places))

    def put(self, place: RegionPlace) -> PromptRegionRow:
        """Add one at the end; one that is there stays as it is."""
        for there in self.rows:
            if (there.place.layer, there.place.channel) == (place.layer, place.channel):
                return there
        row = PromptRegionRow(place)
        row.changed.connect(self.changed)
        row.taken_away.connect(lambda: self._take_away(row))
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
        self.changed.emit()
        return row

    def clear(self) -> None:
        """List none: another document is on the canvas."""
        for row in list(self.rows):
            self._take_away(row)

    def take_over(self, other: "PromptRegions") -> None:
        """List what another list does."""
        self.offer(other._offered)
        for before in other.rows:
            self.put(before.place).words.setText(before.words.text())

    def _take_away(self, row: PromptRegionRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.deleteLater()
        if row.hasFocus() or row.away.hasFocus():
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
