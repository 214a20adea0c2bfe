"""What can be done now: suggestions that follow from what is on the canvas and what runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.files.provenance import EngineRun


@dataclass(frozen=True)
class Suggestion:
    """Suggests something. title: what to do. words: how, in a sentence or two. operation: id of the one to choose in
    the paint panel, if any.

    action: name of the command that does it, as the settings know it; empty where the hand does it.
    """

    title: str
    words: str
    action: str = ""
    operation: str = ""


class Suggestions(QObject):
    """Looks at the picture whenever it is asked.

    document: gives the one on the canvas. painting: whether there is anything to cancel.
    """

    def __init__(
        self, document: Callable[[], Document], painting: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._painting = painting

    def now(self) -> list[Suggestion]:
        """List what can be done now, the most fitting first."""
        if self._painting():
            return list(self._while_painting())
        return [*self._for_the_picture(), *self._always()]

    def _while_painting(self) -> Iterator[Suggestion]:
        yield Suggestion(
            self.tr("Go on drawing"),
            self.tr("The picture emerges while you work; it steps aside while your brush is down."),
        )
        yield Suggestion(
            self.tr("Look at an earlier step"),
            self.tr("Click a frame of the film below the canvas; the button beside it makes it a layer."),
        )
        yield Suggestion(
            self.tr("Stop"), self.tr("What has been painted so far stays in the film."), action="cancel"
        )

    def _for_the_picture(self) -> Iterator[Suggestion]:
        document = self._document()
        empty = len(document.history.names) == 1 and not any(layer.provenance for layer in document.layers)
        run = document.active.provenance if isinstance(document.active, Layer) else None
        if document.selection is not None:
            yield Suggestion(
                self.tr("Fill the selection"),
                self.tr("What is selected is painted anew from the rest of the picture or from a reference."),
                "paint",
                "fill",
            )
        if isinstance(run, EngineRun):
            if run.request.traces_sources:
                yield Suggestion(
                    self.tr("See where the paint is from"),
                    self.tr("Press the pin below the canvas and point at the painting."),
                )
            yield Suggestion(
                self.tr("Paint it again, otherwise"),
                self.tr("Choose another picture, another seed or another closeness, and press Paint."),
                "paint",
            )
            yield Suggestion(
                self.tr("Retouch it by hand"),
                self.tr("Add a layer above the painting and draw on it; hide it to compare."),
            )
            yield Suggestion(
                self.tr("Paint beyond the edges"),
                self.tr("The canvas grows and the painting goes on in its own manner."),
                "paint",
                "extend",
            )
            yield Suggestion(
                self.tr("Save it"),
                self.tr("An OpenRaster file keeps all layers; Krita, MyPaint and GIMP open it, too."),
                "save",
            )
            yield Suggestion(
                self.tr("Export it"),
                self.tr(
                    "A PNG can carry how it was made, with the pictures that it was painted from, so that it can be "
                    "painted again. A switch in the dialog leaves that out."
                ),
                "export",
            )
        else:
            yield Suggestion(
                self.tr("Sketch with flat colours"),
                self.tr(
                    "A few broad shapes are enough: sky, ground, a tree. B is the brush, F fills an area."
                ),
            )
            if empty:
                yield Suggestion(
                    self.tr("Begin from a picture"),
                    self.tr("Open one as the sketch, or drop its file on the canvas."),
                    "open_as_sketch",
                )
            yield Suggestion(
                self.tr("Turn the sketch into a painting"),
                self.tr("Choose at the right the picture to paint like, and press Paint."),
                "paint",
                "paint",
            )

    def _always(self) -> Iterator[Suggestion]:
        yield Suggestion(
            self.tr("Paint something new like a picture"),
            self.tr("Vary needs no sketch: it paints a new picture of any size like the chosen one."),
            "paint",
            "vary",
        )
        yield Suggestion(
            self.tr("Paint like your own pictures"),
            self.tr("Drop files on the gallery at the right; with Ctrl+click several serve together."),
        )
        yield Suggestion(
            self.tr("Train a model of your own"),
            self.tr("The lab learns from a folder of your pictures; what comes of it paints here."),
            "lab",
        )
