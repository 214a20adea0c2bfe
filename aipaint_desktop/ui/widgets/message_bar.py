"""One calm line above the canvas: what went wrong, or what was done."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

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
        self._picture = QLabel()
        self._picture.setObjectName("picture")
        self._picture.hide()
        self._button = QPushButton()
        self._button.hide()
        self._button.clicked.connect(self._take_up)
        self._act: Callable[[], object] = lambda: None
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(self._words)
        said.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(12)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
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
        self._say_only()
        self._say(refusal(message), "error")

    def show_note(self, message: Sentence | str) -> None:
        self._say_only()
        self._say(refusal(message), "note")
        self._timer.start()

    def add_error(self, message: Sentence | str) -> None:
        """Say this as an error besides what is said already."""
        self._timer.stop()
        self._say("\n".join([*self.text.splitlines(), refusal(message)]), "error")

    def add_note(self, message: str, instead_of: str = "", picture: QImage | None = None) -> None:
        """Say this besides what is said already, until it is dismissed or replaced. instead_of: an earlier note.
        picture: a small one, shown beside it."""
        self._timer.stop()
        said = [line for line in self.text.splitlines() if line != instead_of]
        if self.isHidden():
            self._say_only()
        if picture is not None and not picture.isNull():
            self._picture.setPixmap(QPixmap.fromImage(picture))
            self._picture.show()
        self._say("\n".join([*said, message]), self.property("kind") if said else "note")

    def offer(self, message: str, words: str, act: Callable[[], object]) -> None:
        """Ask this besides what is said already. words: on the button that does `act`."""
        self.add_note(message)
        self._act = act
        self._button.setText(words)
        self._button.show()
        self.changed.emit()

    def _take_up(self) -> None:
        self.hide()
        self._act()

    def _say_only(self) -> None:
        """Without what goes with other words."""
        self._picture.hide()
        self._button.hide()

    def _say(self, message: str, kind: str) -> None:
        self._words.setText(message)
        restyle(self, "kind", kind)
        self.show()
        self.raise_()
        self.changed.emit()  # once it is shown, as its words have their size by then
