"""Pictures of other programs that are dropped on the canvas or pasted, and where they come to lie."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from aipaint_desktop.document.copying import Copied, pasted
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.placing import with_alpha
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.bounds import painted_in
from aipaint_desktop.files.opened_picture import OpenedPicture
from aipaint_desktop.files.ora.archive import is_archive
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.incoming import Incoming, incoming, local_files
from aipaint_desktop.ui.files.places import Middle, corner
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import PASTED, StepTitle
from aipaint_desktop.workspace.active_document import ActiveDocument
from aipaint_desktop.workspace.brush_library import SUFFIXES as BRUSHES


@dataclass(frozen=True)
class _Read:
    """What became of pictures that came in together: the layers of those that could be read, what is to be told of
    them, and why others could not be read."""

    layers: tuple[Layer, ...]
    unkept: tuple[Sentence, ...]
    refused: tuple[Sentence, ...]


class Arrivals(QObject):
    """Makes each picture a layer in the middle of what is seen; a single one that is dropped on an untouched canvas
    becomes the picture itself.
    """

    failed = Signal(object)
    """`Sentence`, or words in the artist's language."""
    brushes = Signal(Path)
    """A file of brushes was dropped."""

    def __init__(
        self,
        files: Files,
        active: ActiveDocument,
        background: Background,
        middle: Callable[[], tuple[float, float]],
        parent: QObject,
    ) -> None:
        """middle: gives the place of the document in the middle of what is seen."""
        super().__init__(parent)
        self._middle = middle
        self._files = files
        self._active = active
        self._background = background

    def drop(self, data: QMimeData) -> None:
        """Take what was dropped on the canvas. A document is opened instead of the one that is there, and files of
        brushes are for whoever keeps those."""
        files = local_files(data)
        if files and all(file.suffix.lower() in BRUSHES for file in files):
            for file in files:
                self.brushes.emit(file)
            return
        self._take(self._taken(data), Middle(*self._middle()), untouched=self._files.untouched)

    def paste(self, data: QMimeData, middle: Middle) -> None:
        """Take what is in the clipboard, as what was dropped; but a picture is always a layer. middle: around which
        it comes to lie."""
        self._take(self._taken(data), middle, untouched=False)

    def paste_as_new(self, data: QMimeData) -> None:
        """Make of a picture in the clipboard one of its own."""
        pictures = self._taken(data)
        if len(pictures) > 1:
            self.failed.emit(self.tr("There are several pictures in the clipboard: paste them as layers."))
        elif pictures and (file := pictures[0].file) is not None:
            self._files.leave_for(file)
        elif pictures:
            (picture,) = pictures
            self._background.run(
                lambda: (picture.name, _document(picture.open(), picture)),
                lambda made: self.show_new(made[1], made[0]),
                self.failed.emit,
            )

    def show_new(self, document: Document, name: str = "") -> None:
        """Put a document on the canvas that is in no file, once the one that is there may go."""
        self._files.leave(lambda: self._files.show_recovered(document, name))

    def _take(self, pictures: Sequence[Incoming], middle: Middle, *, untouched: bool) -> None:
        """untouched: whether a single picture may become that on the canvas."""
        documents = [picture.file for picture in pictures if picture.file and is_archive(picture.file)]
        if documents and len(pictures) > 1:
            self.failed.emit(self.tr("A document takes the place of the picture: drop it alone."))
        elif documents:
            self._files.leave_for(documents[0])
        elif len(pictures) != 1 or not untouched:
            self._add(pictures, middle)
        elif (file := pictures[0].file) is not None:
            self._files.open(file)
        else:
            (picture,) = pictures
            self._background.run(
                picture.open, lambda opened: self._show(opened, picture, middle), self.failed.emit
            )

    def _taken(self, data: QMimeData) -> list[Incoming]:
        try:
            pictures = incoming(data)
        except BadInput as error:
            self.failed.emit(error.sentence)
            return []
        if not pictures:
            self.failed.emit(self.tr("There is no picture in the clipboard."))
        return pictures

    def _show(self, opened: OpenedPicture, picture: Incoming, middle: Middle) -> None:
        """As the picture on the canvas, which is in no file, unless something was begun there meanwhile."""
        if not self._files.untouched:
            self._add([picture], middle)
            return
        self._files.show_recovered(_document(opened, picture), picture.name)
        if opened.unkept:
            self._files.noted.emit(opened.unkept)

    def _add(self, pictures: Sequence[Incoming], middle: Middle) -> None:
        document = self._active.document
        canvas = document.rect
        if pictures:
            self._background.run(
                lambda: _read(pictures, middle, canvas),
                lambda read: self._place(read, document, middle),
                self.failed.emit,
            )

    def _place(self, read: _Read, document: Document, middle: Middle) -> None:
        if document is not self._active.document:
            return  # it is gone, and with it the place that they were meant for
        if read.layers:
            what = Copied(read.layers, painted_in(read.layers))
            document.apply(
                StepTitle("Paste image"),
                lambda state: pasted(state, what, into_selection=middle.into_selection),
            )
            self._files.sketched.emit()
            for unkept in read.unkept:
                self._files.noted.emit(unkept)
        if len(read.refused) == 1:
            self.failed.emit(read.refused[0])
        elif read.refused:
            self.failed.emit(
                self.tr("{0} files could not be opened: {1}").format(
                    len(read.refused), refusal(read.refused[0])
                )
            )


def _read(pictures: Sequence[Incoming], middle: Middle, canvas: Rect) -> _Read:
    """Read pictures as layers, none larger than the canvas."""
    layers, unkept, refused = [], [], []
    for picture in pictures:
        try:
            opened = picture.open().scaled_into(canvas.width, canvas.height, enlarge=False)
        except BadInput as error:
            refused.append(error.sentence)
            continue
        pixels = with_alpha(opened.picture.pixels)
        left, top = corner(middle, opened.picture.width, opened.picture.height, canvas)
        tiles = TileStore.from_pixels(pixels, left, top)
        layers.append(Layer(picture.name or PASTED, tiles, provenance=opened.made_by))
        if opened.unkept:
            unkept.append(opened.unkept)
    return _Read(tuple(layers), tuple(unkept), tuple(refused))


def _document(opened: OpenedPicture, picture: Incoming) -> Document:
    return Document.from_picture(opened.picture.pixels, picture.name or PASTED, opened.made_by)
