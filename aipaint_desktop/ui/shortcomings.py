"""What is told at the start: files among the artist's own that hold no picture, and folders that keep nothing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from aipaint_desktop.engines.base import as_text
from aipaint_desktop.ui.message_bar import MessageBar

_NAMED = 5  # in a sentence


class Shortcomings(QObject):
    """One sentence each, besides what the message bar says already."""

    def __init__(self, messages: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._left_out: list[str] = []
        self._told = ""  # of them

    def tell_left_out(self, names: Sequence[str]) -> None:
        """Name files that are not offered as references, with those that were named before."""
        if not names:
            return
        self._left_out += names
        shown = ", ".join(self._left_out[:_NAMED])
        if len(self._left_out) > _NAMED:
            shown = self.tr("{0} and {1} more").format(shown, len(self._left_out) - _NAMED)
        sentence = self.tr("Left out of your references, as no picture can be read there: {0}.").format(shown)
        self._messages.add_note(sentence, instead_of=self._told)
        self._told = sentence

    def tell_useless(self, folders: Sequence[Path]) -> None:
        """Name the folders that nothing can be kept in."""
        if folders:
            shown = ", ".join(map(as_text, folders))
            self._messages.add_note(
                self.tr("Nothing can be kept in {0}: it cannot be written, or is no folder.").format(shown)
            )
