"""What is painted from, chosen and said beside the Paint button."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from aipaint_desktop.ui.narrow_choice import narrow_choice
from aipaint_desktop.ui.paint.paint_settings import Operation, PaintedFrom


class PaintedFromChoice(QWidget):
    """`choice` says what is painted from, and is remembered for every operation on its own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operation = Operation.PAINT
        self._offered: tuple[PaintedFrom, ...] = ()
        self._chosen: dict[Operation, PaintedFrom] = {}
        self._names: Sequence[str] = ()
        self._box = narrow_choice(self.tr("Paint from"))
        self._box.setToolTip(self.tr("What is painted from; hidden layers never are"))
        self._layers = QLabel()
        self._layers.setTextFormat(Qt.TextFormat.PlainText)
        self._layers.setProperty("role", "muted")
        self._layers.setMinimumWidth(0)
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
    def chosen(self) -> Mapping[Operation, PaintedFrom]:
        """What the artist has chosen, for the operations for which that was done."""
        return self._chosen

    def choose(self, operation: Operation, source: PaintedFrom) -> None:
        self._chosen[operation] = source
        self._show()
        self.changed.emit()

    def offer(self, operation: Operation, sources: tuple[PaintedFrom, ...]) -> None:
        """Let the artist choose between these for the operation, of which the first is the usual one."""
        self._operation, self._offered = operation, sources
        self._show()

    def show_layers(self, names: Sequence[str]) -> None:
        """Say which layers the choice comes to, bottom to top."""
        self._names = names
        self._show_names()

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

    def _show_names(self) -> None:
        words = ", ".join(self._names) or self.tr("nothing")
        room = max(0, self._layers.width())
        self._layers.setText(self._layers.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self._layers.setToolTip(self.tr("Painted from: {0}").format(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_names()
