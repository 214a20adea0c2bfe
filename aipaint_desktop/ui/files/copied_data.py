"""What is in the clipboard after something was copied here: the layers themselves, and a picture for other programs."""

import tempfile
import weakref
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from aipaint_desktop.document.copying import Copied, merged_pixels
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.transforming.bounds import painted_in
from aipaint_desktop.files.ora import png
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.geometry import bounding
from aipaint_desktop.values.refusal import BadInput

OWN = "application/x-aipaint-layers"
"""Of an OpenRaster file with the layers that were copied, on the canvas that they were copied from."""
_PNG, _IMAGE = "image/png", "application/x-qt-image"


class Copy:
    """Something that was copied, in the forms in which it may be asked for: each is made when it first is, on whichever
    thread.

    canvas: of the document that it is from. source: that document, as long as it is there.
    """

    def __init__(self, what: Copied, document: Document) -> None:
        self.what = what
        self.canvas = document.rect
        self.source = weakref.ref(document)
        self._lock = Lock()
        self._png: bytes | None = None

    @property
    def png(self) -> bytes:
        """Give it as one picture with transparency."""
        with self._lock:
            if self._png is None:
                self._png = png.encode(merged_pixels(self.what))
            return self._png

    @property
    def layers(self) -> bytes:
        """Give it as an OpenRaster file."""
        what = self.what
        canvas = bounding((self.canvas, what.bounds))
        state = State(canvas.width, canvas.height, what.nodes, what.nodes[-1].id, profile=what.profile)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "copied.ora"
            OraWriter().write(path, state, what.name, preview=False)
            return path.read_bytes()


class CopiedData(QMimeData):
    """Hands a copy to whoever asks for it, in the form that is asked for; nothing is made before that.

    copy: what this program itself takes, without another form between.
    """

    def __init__(self, copy: Copy) -> None:
        super().__init__()
        self.copy = copy

    def formats(self) -> list[str]:
        return [OWN, _PNG, _IMAGE]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, _kind: object) -> object:
        match mimetype:
            case "application/x-aipaint-layers":
                return QByteArray(self.copy.layers)
            case "image/png":
                return QByteArray(self.copy.png)
            case "application/x-qt-image":
                image = QImage()
                image.loadFromData(QByteArray(self.copy.png))
                return image
        return None

    def settled(self) -> QMimeData:
        """Give the same with all forms made, for a clipboard that outlives the program."""
        data = QMimeData()
        data.setData(OWN, QByteArray(self.copy.layers))
        data.setData(_PNG, QByteArray(self.copy.png))
        data.setImageData(self.retrieveData(_IMAGE, None))
        return data


def copied_elsewhere(layers: bytes) -> Copied:
    """Read what another window of the program has copied, from the bytes of `OWN`. Raises `BadInput`."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "copied.ora"
        path.write_bytes(layers)
        state = read_ora(path).state
    bounds = painted_in(state.nodes)
    if bounds.empty:
        raise BadInput("There is no picture in the clipboard.")
    return Copied(state.nodes, bounds, state.profile)
