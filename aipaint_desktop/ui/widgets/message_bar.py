"""One calm line above the canvas: what went wrong, or what was done."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.look.theme import restyle
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence

_NOTE_SECONDS = 6


class MessageBar(QFrame):
    """Shows messages. Errors and notes that were added stay until dismissed or replaced; other notes go by themselves.

    Text is in the artist's language already; a `Sentence` is put into it here.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._words = WrappedLabel()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._dismiss = QToolButton()
        name_icon(self._dismiss, "x")
        self._dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NOTE_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._translate()
        self.hide()

    def _translate(self) -> None:
        self._dismiss.setToolTip(self.tr("Dismiss"))
        self._dismiss.setAccessibleName(self.tr("Dismiss the message"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    @property
    def text(self) -> str:
        """Give the message that is shown; empty when none is."""
        return "" if self.isHidden() else self._words.text()

    @property
    def error(self) -> str:
        """Give the error that is shown; empty when none is."""
        return self.text if self.property("kind") == "error" else ""

    def show_error(self, message: Sentence | str) -> None:
        self._timer.stop()
        self._say(refusal(message), "error")

    def show_note(self, message: Sentence | str) -> None:
        self._say(refusal(message), "note")
        self._timer.start()

    def add_error(self, message: Sentence | str) -> None:
        """Say this as an error besides what is said already."""
        self._timer.stop()
        self._say("\n".join([*self.text.splitlines(), refusal(message)]), "error")

    def add_note(self, message: str, instead_of: str = "") -> None:
        """Say this besides what is said already, until it is dismissed or replaced. instead_of: an earlier note."""
        self._timer.stop()
        said = [line for line in self.text.splitlines() if line != instead_of]
        self._say("\n".join([*said, message]), self.property("kind") if said else "note")

    def _say(self, message: str, kind: str) -> None:
        self._words.setText(message)
        restyle(self, "kind", kind)
        self.changed.emit()
        self.show()
        self.raise_()
