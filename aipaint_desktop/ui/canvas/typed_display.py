"""A canvas on which words are typed, while a tool takes them."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from aipaint_desktop.ui.canvas.lined_display import LinedDisplay
from aipaint_desktop.ui.canvas.typed_into import TypedInto


class TypedDisplay(LinedDisplay):
    """Hands keys on to what is typed into, while anything is.

    typed_into: what takes keys as words at this moment.
    """

    typed_into: TypedInto | None = None

    def type_into(self, what: TypedInto | None) -> None:
        """Let keys and input methods write into something from now on, until it is None; again whenever its caret has
        moved."""
        self.typed_into = what
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.typed_into is not None)
        self.updateMicroFocus()

    def event(self, event: QEvent) -> bool:
        typed_into = self.typed_into
        if isinstance(event, QKeyEvent) and typed_into is not None and typed_into.takes(event):
            if event.type() == QEvent.Type.KeyPress:  # before Qt takes Tab for a way to another widget
                typed_into.type(event)
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.typed_into is None:
            super().inputMethodEvent(event)
        else:
            self.typed_into.compose(event)
            event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return self.typed_into is not None
        told = None if self.typed_into is None else self.typed_into.tell(query)
        return super().inputMethodQuery(query) if told is None else told
