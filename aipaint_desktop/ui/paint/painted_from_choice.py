"""What is painted from, chosen and said beside the Paint button."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, plain
from aipaint_desktop.workspace.paint_settings import PaintedFrom


class PaintedFromChoice(QWidget):
    """Asks what to paint from. `choice` says what is painted from, and is remembered for every operation on its own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operation = ""
        self._offered: tuple[PaintedFrom, ...] = ()
        self._chosen: dict[str, PaintedFrom] = {}
        self._box = narrow_choice(self.tr("Paint from"))
        self._box.setToolTip(self.tr("What is painted from; hidden layers never are"))
        self._layers = ElidedLabel()
        self._layers.setProperty("role", "muted")
        self._layers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._box, 3)
        row.addWidget(self._layers, 2)
        self._box.activated.connect(self._choose)

    @property
    def choice(self) -> PaintedFrom:
        usual = self._offered[0] if self._offered else PaintedFrom.VISIBLE
        chosen = self._chosen.get(self._operation, usual)
        return chosen if chosen in self._offered else usual

    @property
    def chosen(self) -> Mapping[str, PaintedFrom]:
        """Give what the artist has chosen, for the operations for which that was done."""
        return self._chosen

    def choose(self, operation: str, source: PaintedFrom) -> None:
        self._chosen[operation] = source
        self._show()
        self.changed.emit()

    def offer(self, operation: str, sources: tuple[PaintedFrom, ...]) -> None:
        """Let the artist choose between these for the operation, of which the first is the usual one."""
        if (operation, sources) != (self._operation, self._offered):
            self._operation, self._offered = operation, sources
            self._show()

    def show_layers(self, names: Sequence[str]) -> None:
        """Say which layers the choice comes to, bottom to top."""
        words = ", ".join(names) or self.tr("nothing")
        self._layers.setText(words)
        self._layers.setToolTip(plain(self.tr("Painted from: {0}").format(words)))

    def _show(self) -> None:
        self._box.clear()
        for source, words in (
            (PaintedFrom.SKETCH, self.tr("From the sketch")),
            (PaintedFrom.LAYER, self.tr("From this layer")),
            (PaintedFrom.VISIBLE, self.tr("From everything")),
            (PaintedFrom.SELECTION, self.tr("From the selection")),
        ):
            if source in self._offered:
                self._box.addItem(words, source)
        self._box.setCurrentIndex(self._box.findData(self.choice))
        self._box.setVisible(len(self._offered) > 1)
        self.setVisible(bool(self._offered))

    def _choose(self, index: int) -> None:
        self._chosen[self._operation] = self._box.itemData(index)
        self.changed.emit()
