"""Pictures of other programs that are pinned over the canvas: dropped, pasted, or read from a file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from aipaint_desktop.document.pinned import Pinned
from aipaint_desktop.document.pinning import with_pinned, without
from aipaint_desktop.files.opened_picture import OpenedPicture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.incoming import Incoming, incoming
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import StepTitle
from aipaint_desktop.workspace.active_document import ActiveDocument

_MOST_SIDE = 2048  # px that are kept: more is not seen
_APART = 24.0  # px from one to the next of several
MOST_PINNED = 100

Place = tuple[float, float]


class Pinning(QObject):
    """Pins pictures, each drop as one step. pinned: something was. failed: why something was not."""

    pinned = Signal()
    failed = Signal(object)

    def __init__(
        self,
        files: Files,
        active: ActiveDocument,
        background: Background,
        middle: Callable[[], Place],
        parent: QObject,
    ) -> None:
        """middle: gives the place of the document in the middle of what is seen."""
        super().__init__(parent)
        self._files = files
        self._active = active
        self._background = background
        self._middle = middle

    def ask(self) -> None:
        """Ask for a picture's file and pin that."""
        path = self._files.ask_for_picture(self.tr("Pin a picture"))
        if path is not None:
            self._add([Incoming(path.stem, path)], self._middle())

    def paste(self) -> None:
        """Pin the picture that is in the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData(), self._middle())

    def take(self, data: QMimeData, place: Place) -> None:
        """Pin what was dropped at a place of the document."""
        try:
            pictures = incoming(data)
        except BadInput as error:
            self.failed.emit(error.sentence)
            return
        if pictures:
            self._add(pictures, place)
        else:
            self.failed.emit(self.tr("There is no picture in the clipboard."))

    def remove_all(self) -> None:
        """Remove all that is pinned."""
        self._active.document.apply(StepTitle("Remove pinned pictures"), without)

    def _add(self, pictures: Sequence[Incoming], place: Place) -> None:
        document = self._active.document
        canvas = document.rect
        if len(document.state.pinned) + len(pictures) > MOST_PINNED:
            self.failed.emit(Sentence("{0} pictures can be pinned at most.", MOST_PINNED))
            return

        def take(pins: Sequence[Pinned]) -> None:
            if document is self._active.document:
                document.apply(StepTitle("Pin picture"), lambda state: with_pinned(state, pins))
                self.pinned.emit()

        self._background.run(lambda: _read(pictures, place, canvas), take, self.failed.emit)


def _read(pictures: Sequence[Incoming], place: Place, canvas: Rect) -> Sequence[Pinned]:
    pins = []
    for index, each in enumerate(pictures):
        picture = OpenedPicture(each.read()).scaled_into(_MOST_SIDE, _MOST_SIDE, enlarge=False).picture
        pins.append(Pinned.around(picture, place[0] + index * _APART, place[1] + index * _APART, canvas))
    return pins
