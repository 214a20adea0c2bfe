"""What every tool has in common."""

from collections.abc import Collection
from typing import ClassVar

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost


class Tool(QObject):
    """Reacts to the pointer over its host, which sends it all from `press` to `release` or `cancel`.

    id: for actions and settings. shortcut: the key that chooses it, as in every painting program. icon: a file of
    `resources/icons`, without its suffix. uses_colour: whether it paints with the host's colour; such a tool picks one
    with Ctrl held. uses_brush: whether it paints with the brush in hand, without being it. takes_guides: whether a
    press on a guide moves that instead. has_palette: whether the right button opens a palette of brushes and colours,
    instead of picking a colour.
    """

    id: ClassVar[str]
    icon: ClassVar[str]
    shortcut: ClassVar[str] = ""
    uses_colour: ClassVar[bool] = False
    uses_brush: ClassVar[bool] = False
    takes_guides: ClassVar[bool] = False
    has_palette: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost) -> None:
        super().__init__()
        self.host = host

    def title(self) -> str:
        """Name the tool for people."""
        raise NotImplementedError

    def hint(self) -> str:
        """Say in a line how it is used; shown while the tool is in hand, unless it has options."""
        return ""

    def options(self) -> QWidget | None:
        """Make what can be set about it, in the language of this moment; None where there is nothing."""
        return None

    def press(self, pointer: Pointer) -> None:
        """Begin where the pointer goes down."""

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer while it is down."""

    def release(self, pointer: Pointer) -> None:
        """End where the pointer goes up."""

    def flush(self) -> None:
        """Draw what moves have left waiting; the host calls it once for many moves."""

    def cancel(self) -> None:
        """Give up what was begun by `press` and leave no trace."""

    def picks_colour(self) -> bool:
        """Tell whether a press with Ctrl held picks a colour at this moment, instead of coming to the tool."""
        return self.uses_colour

    def take_up(self) -> None:
        """Be in hand from now on, on the document that its host shows."""

    def put_away(self) -> None:
        """Give up what was begun and waits for more presses: another tool, or another document, is taken."""

    def take_back(self) -> bool:
        """Take back what was done last and is not in the document yet, for Undo; returns whether there was any."""
        return False

    def cursor_at(self, pointer: Pointer | None) -> Qt.CursorShape:  # noqa: ARG002
        """Tell how the mouse looks where it is; None where nobody knows."""
        return self.cursor

    def own_keys(self) -> Collection[int]:
        """List the keys that mean something to the tool at this moment, instead of what they mean to the window."""
        return ()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Do what one of `own_keys` means."""

    def follow_colour(self) -> None:
        """Hear that the host paints with another colour."""

    def outline(self) -> QRect:
        """Tell which part of the widget `draw_over` draws on with the pointer where it is."""
        return QRect()

    def draw_over(self, painter: QPainter) -> None:
        """Draw above the document, in widget coordinates."""
