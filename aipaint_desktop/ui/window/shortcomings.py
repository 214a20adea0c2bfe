"""What is told at the start: what lies among the artist's own and cannot be used, and where nothing can be kept."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings

from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.values.text import as_text

_NAMED = 5  # in a sentence


class Shortcomings(QObject):
    """Tells what falls short at the start, one sentence each, besides what the message bar says already."""

    def __init__(self, messages: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._left_out: list[str] = []
        self._told = ""  # of them

    def tell_left_out(self, names: Sequence[str]) -> None:
        """Name files that are not offered as references, with those that were named before."""
        if not names:
            return
        self._left_out += [name for name in names if name not in self._left_out]
        sentence = self.tr("Left out of your references, as no picture can be read there: {0}.").format(
            self._listed(self._left_out)
        )
        self._messages.add_note(sentence, instead_of=self._told)
        self._told = sentence

    def tell_no_models(self, names: Sequence[str]) -> None:
        """Name what lies among the artist's models and is none."""
        if names:
            self._messages.add_note(
                self.tr("Left out of your models, as none can be read there: {0}.").format(
                    self._listed(names)
                )
            )

    def tell_missing_fonts(self, families: Sequence[str]) -> None:
        """Name the typefaces of a picture's texts that this machine lacks."""
        if families:
            self._messages.add_note(
                self.tr(
                    "Fonts that are missing here: {0}. Texts in them look as they did until you edit them."
                ).format(self._listed(families))
            )

    def tell_useless(self, folders: Sequence[Path]) -> None:
        """Name the folders that nothing can be kept in."""
        if folders:
            shown = ", ".join(map(as_text, folders))
            self._messages.add_note(
                self.tr("Nothing can be kept in {0}: it cannot be written, or is no folder.").format(shown)
            )

    def tell_of_settings(self, settings: QSettings) -> None:
        """Say so where settings cannot be kept."""
        if not settings.isWritable():
            self._messages.add_note(
                self.tr("Your settings cannot be kept: {0} cannot be written.").format(settings.fileName())
            )

    def _listed(self, names: Sequence[str]) -> str:
        shown = ", ".join(names[:_NAMED])
        more = len(names) - _NAMED
        return self.tr("{0} and {1} more").format(shown, more) if more > 0 else shown
