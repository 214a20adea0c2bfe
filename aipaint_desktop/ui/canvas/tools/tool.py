"""What every tool has in common."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter

from aipaint_desktop.ui.canvas.pointer import Pointer

if TYPE_CHECKING:
    from aipaint_desktop.ui.canvas.view import CanvasView


class Tool(QObject):
    """Reacts to the pointer over a canvas view, which sends it all from `press` to `release` or `cancel`.

    id: for actions and settings. shortcut: the key that chooses it, as in every painting program.
    """

    id: ClassVar[str]
    shortcut: ClassVar[str] = ""
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, view: "CanvasView") -> None:
        super().__init__(view)
        self.view = view

    def title(self) -> str:
        """The tool's name for people."""
        raise NotImplementedError

    def press(self, pointer: Pointer) -> None:
        """The pointer goes down."""

    def move(self, pointer: Pointer) -> None:
        """The pointer moves while it is down."""

    def release(self, pointer: Pointer) -> None:
        """The pointer goes up."""

    def flush(self) -> None:
        """Draw what moves have left waiting; the view calls it once for many moves."""

    def cancel(self) -> None:
        """Give up what was begun by `press` and leave no trace."""

    def outline(self) -> QRect:
        """The part of the widget that `draw_over` draws on with the pointer where it is."""
        return QRect()

    def draw_over(self, painter: QPainter) -> None:
        """Draw above the document, in widget coordinates."""
