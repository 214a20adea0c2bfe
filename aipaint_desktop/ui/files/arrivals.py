"""Pictures that are dropped on the canvas or pasted, and where they come to lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.opened_picture import OpenedPicture
from aipaint_desktop.files.ora.archive import is_archive
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.incoming import Incoming, incoming
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import PASTED, StepTitle
from aipaint_desktop.workspace.active_document import ActiveDocument


@dataclass(frozen=True)
class _Read:
    """What became of pictures that came in together: those that could be read, and why others could not."""

    pictures: tuple[tuple[str, OpenedPicture], ...]
    refused: tuple[Sentence, ...]


class Arrivals(QObject):
    """Makes each picture a layer in the middle of the canvas; a single one that is dropped on an untouched canvas
    becomes the picture itself.
    """

    failed = Signal(object)
    """`Sentence`, or words in the artist's language."""

    def __init__(self, files: Files, active: ActiveDocument, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._active = active
        self._background = background

    def drop(self, data: QMimeData) -> None:
        """Take what was dropped on the canvas. A document is opened instead of the one that is there."""
        self._take(self._taken(data), untouched=self._files.untouched)

    def paste(self) -> None:
        """Take what is in the clipboard, as what was dropped; but a picture is always a layer."""
        self._take(self._taken(QGuiApplication.clipboard().mimeData()), untouched=False)

    def _take(self, pictures: Sequence[Incoming], *, untouched: bool) -> None:
        """untouched: whether a single picture may become that on the canvas."""
        documents = [picture.file for picture in pictures if picture.file and is_archive(picture.file)]
        if documents and len(pictures) > 1:
            self.failed.emit(self.tr("A document takes the place of the picture: drop it alone."))
        elif documents:
            self._files.leave_for(documents[0])
        elif len(pictures) != 1 or not untouched:
            self._add(pictures)
        elif (file := pictures[0].file) is not None:
            self._files.open(file)
        else:
            (picture,) = pictures
            self._background.run(picture.open, lambda opened: self._show(opened, picture), self.failed.emit)

    def _taken(self, data: QMimeData) -> list[Incoming]:
        try:
            pictures = incoming(data)
        except BadInput as error:
            self.failed.emit(error.sentence)
            return []
        if not pictures:
            self.failed.emit(self.tr("There is no picture in the clipboard."))
        return pictures

    def _show(self, opened: OpenedPicture, picture: Incoming) -> None:
        """As the picture on the canvas, which is in no file, unless something was begun there meanwhile."""
        if not self._files.untouched:
            self._add([picture])
            return
        name = picture.name or PASTED
        document = Document.from_picture(opened.picture.pixels, name, opened.made_by)
        self._files.show_recovered(document, picture.name)
        if opened.unkept:
            self._files.noted.emit(opened.unkept)

    def _add(self, pictures: Sequence[Incoming]) -> None:
        document = self._active.document
        width, height = document.width, document.height

        def read() -> _Read:
            found, refused = [], []
            for picture in pictures:
                try:
                    opened = picture.open().scaled_into(width, height, enlarge=False)
                    found.append((picture.name or PASTED, opened))
                except BadInput as error:
                    refused.append(error.sentence)
            return _Read(tuple(found), tuple(refused))

        if pictures:
            self._background.run(read, lambda read: self._place(read, document), self.failed.emit)

    def _place(self, read: _Read, document: Document) -> None:
        if document is not self._active.document:
            return  # it is gone, and with it the place that they were meant for
        if read.pictures:
            with document.step(StepTitle("Paste image")):
                for name, opened in read.pictures:
                    picture = opened.picture
                    left, top = (document.width - picture.width) // 2, (document.height - picture.height) // 2
                    document.paste_image(picture.pixels, name, opened.made_by, left=left, top=top)
            self._files.sketched.emit()
            for _name, opened in read.pictures:
                if opened.unkept:
                    self._files.noted.emit(opened.unkept)
        if len(read.refused) == 1:
            self.failed.emit(read.refused[0])
        elif read.refused:
            self.failed.emit(
                self.tr("{0} files could not be opened: {1}").format(
                    len(read.refused), refusal(read.refused[0])
                )
            )
