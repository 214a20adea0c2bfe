"""What takes keys as words."""

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent


class TypedInto(Protocol):
    """Takes what is typed and what input methods compose."""

    def takes(self, event: QKeyEvent) -> bool:
        """Tell whether a key means something here, instead of what it means to the window."""

    def type(self, event: QKeyEvent) -> None:
        """Do what one of these keys means."""

    def compose(self, event: QInputMethodEvent) -> None:
        """Take what an input method composes, or has decided upon."""

    def tell(self, query: Qt.InputMethodQuery) -> Any:
        """Tell an input method what it asks for; None for nothing."""
