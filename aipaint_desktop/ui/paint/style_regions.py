"""Which part of the picture every reference is used in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.display import CanvasDisplay
from aipaint_desktop.values.picture import Picture

# told apart by colour-blind eyes as well (Okabe & Ito 2008, Color universal design)
_COLOURS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#cc79a7", "#d55e00", "#0072b2")


class StyleRegions(QObject):
    """Knows the regions of the document on the canvas, by the reference's id. They never overlap: a part of the picture
    that is given to one reference is taken from the others."""

    changed = Signal()
    refused = Signal(str)  # one sentence

    def __init__(self, canvas: CanvasDisplay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._masks: dict[str, Picture] = {}
        self._references: Sequence[str] = ()  # whose regions are outlined
        self._outlined = True
        self._stop_following: Callable[[], None] = lambda: None

    def use_in_selection(self, reference: str) -> None:
        """Use the reference in what is selected and nowhere else. Nothing is selected then, so that painting goes
        beyond it again."""
        document = self._canvas.document
        if document.selection is None:
            self.refused.emit(
                self.tr(
                    "Nothing is selected: select where this picture is to be used, then press this again."
                )
            )
            return
        document.use_in_selection(reference)

    def use_everywhere(self, reference: str) -> None:
        """Forget the reference's region."""
        self._canvas.document.use_everywhere(reference)

    def set_document(self, document: Document) -> None:
        """Know the regions of this document, which is on the canvas now."""
        self._stop_following()
        self._stop_following = document.changed.add(self._on_changed)
        self._refresh()

    def _on_changed(self, change: Change) -> None:
        if change.properties or change.history:
            self._refresh()

    def _refresh(self) -> None:
        regions = self._canvas.document.state.regions
        known = {name: mask.pixels for name, mask in self._masks.items()}
        if known.keys() == regions.keys() and all(known[name] is mask for name, mask in regions.items()):
            return
        self._masks = {
            name: self._masks[name] if known.get(name) is mask else Picture(mask, "region")
            for name, mask in regions.items()
        }
        self.changed.emit()

    def of(self, references: Sequence[str]) -> tuple[Picture | None, ...]:
        """Give the mask of each, None where it has none. One reference alone is used everywhere."""
        alone = len(references) < 2
        return tuple(None if alone else self._masks.get(reference) for reference in references)

    @property
    def outlined(self) -> bool:
        """Tell whether regions are outlined on the canvas at all."""
        return self._outlined

    def set_outlined(self, outlined: bool) -> None:
        self._outlined = outlined
        self.show(self._references)

    def show(self, references: Sequence[str]) -> None:
        """Outline the regions of these on the canvas, in the colours that `colour_of` says."""
        self._references = references
        self._canvas.show_regions(
            [
                (mask.pixels, colour_of(place))
                for place, mask in enumerate(self.of(references))
                if mask is not None and self._outlined
            ]
        )


def colour_of(place: int) -> QColor:
    """Give the colour that marks the region of the reference that is chosen in this place."""
    return QColor(_COLOURS[place % len(_COLOURS)])
