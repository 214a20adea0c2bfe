"""Unsaved work is kept in a file of the program's own, so that a crash or a power cut loses little of it."""

import logging
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from aipaint_desktop.document.document import Document, State
from aipaint_desktop.files.ora.reading import Opened
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.kept_place import KeptPlace, kept_elsewhere
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.values.titles import StepTitle

_log = logging.getLogger(__name__)

_INTERVAL_MS = 5_000


class RecoveryHost(Protocol):
    """Whose unsaved work it is. left: whether the artist has closed the window: what is unsaved then is not wanted."""

    files: Files
    messages: MessageBar
    left: bool


class Recovery(QObject):
    """Keeps the work on the canvas every five seconds from `begin` to `end`, and lets it go once it is saved.

    Every window has a file in the folder to itself; one that no running program holds was left by a crash. Where work
    cannot be kept, the artist is told at once, and again when it can.
    """

    def __init__(self, host: RecoveryHost, folder: Path) -> None:
        """folder: for the files of all windows. It lasts as long as the host's `files`."""
        super().__init__(host.files)
        self._host = host
        self._folder = folder
        self._background = Background(self)
        self._place: KeptPlace | None = None
        self._kept: State | None = None  # what the file holds
        self._reading = False  # what was left behind
        self._writing = False
        self._in_trouble = False  # and the artist knows
        self._due = QTimer(self)
        self._due.setInterval(_INTERVAL_MS)
        self._due.timeout.connect(self.keep)

    def begin(self, *, bring_back: bool = True) -> bool:
        """Keep the work from now on; returns whether there is earlier work, which comes back onto the canvas soon.

        bring_back: look for work that was left behind; else it stays where it is, for another start.
        """
        self._due.start()
        place = self._place if self._take_place(used=bring_back) else None
        if place is None:
            return False
        if place.used is None:
            if bring_back:
                self._tell_of_work(kept_elsewhere(self._folder))
            return False
        self._reading = True

        def read() -> tuple[Opened, Document]:
            opened = place.read()
            return opened, Document.from_state(opened.state, StepTitle("Recover picture"))

        self._background.run(
            read, lambda read: self._bring_back(place, *read), lambda why: self._set_aside(place, why)
        )
        return True

    def keep(self) -> None:
        """Write what is on the canvas unless it is in a file already; returns at once."""
        if self._reading or self._writing or not self._take_place(used=False):
            return
        place, files = self._place, self._host.files
        assert place is not None
        place.stay()
        state = self._host.files.document.state
        if not files.unsaved:
            self._forget(place)
        elif state is not self._kept:
            self._writing = True
            writer, name = files.writer, files.own_name
            self._background.run(
                lambda: writer.write(place.path, state, name, preview=False),
                lambda _: self._on_kept(place, state),
                self._on_failed,
            )

    def end(self) -> None:
        """Stop with the program. Work that is unsaved stays kept unless the artist has closed the window. Safe to call
        twice."""
        self._due.stop()
        self._background.wait()
        place, files = self._place, self._host.files
        self._place = None
        if place is None:
            return
        if self._reading:  # nobody has seen what was left behind
            place.release()
            return
        state = self._host.files.document.state
        if self._host.left or not files.unsaved:
            self._forget(place)
        elif state is not self._kept:
            try:
                files.writer.write(place.path, state, files.own_name, preview=False)
            except Exception as error:
                sentence_of(error, "keeping unsaved work")
        place.release()

    def _take_place(self, *, used: bool) -> bool:
        """See that there is a place to keep work in; whether there is."""
        if self._place is not None:
            return True
        try:
            self._place = KeptPlace.take(self._folder, used=used)
        except Exception as error:
            self._on_failed(sentence_of(error, "keeping unsaved work"))
            return False
        self._on_worked()
        return True

    def _tell_of_work(self, host: str) -> None:
        """host: of the other computer that holds it; "" where none does."""
        if host:
            words = self.tr(
                "Unsaved work is in use on the computer “{0}”. If it is not, it comes back at a start in ten minutes."
            )
            self._host.messages.add_note(words.format(host))

    def _bring_back(self, place: KeptPlace, opened: Opened, document: Document) -> None:
        self._reading = False
        host = self._host
        if not host.files.untouched:  # the artist has begun something else meanwhile
            self._leave_to(place)
            host.messages.add_note(self.tr("Unsaved work of the last time comes back at the next start."))
            return
        host.files.show_recovered(document, opened.name)
        if opened.damaged:
            self._set_aside(place, *opened.losses)
            return
        self._kept = document.state if place.used == place.path else None
        host.messages.add_note(
            self.tr("AIPaint was not closed the last time. Your unsaved picture is back; save it to keep it.")
        )

    def _set_aside(self, place: KeptPlace, *why: Sentence) -> None:
        """What is broken is never written over: it gets another name, or the place is left to it."""
        self._reading = False
        try:
            aside = place.set_aside()
        except OSError as error:
            sentence_of(error, "setting damaged work aside")
            aside = place.used or place.path
            self._leave_to(place)
        self._host.messages.add_error(
            self.tr("Unsaved work is damaged: {0} The file stays as {1}.").format(
                " ".join(map(refusal, why)), as_text(aside)
            )
        )

    def _leave_to(self, place: KeptPlace) -> None:
        """What is in the place stays there; this window will find another."""
        place.release()
        self._place = None

    def _on_kept(self, place: KeptPlace, state: State) -> None:
        self._writing = False
        self._kept = state
        try:
            place.forget_former()
        except OSError as error:
            _log.warning("work that is kept elsewhere now could not be removed: %s", error)
        self._on_worked()

    def _on_worked(self) -> None:
        if self._in_trouble:
            self._in_trouble = False
            self._host.messages.show_note(self.tr("Unsaved work is kept again."))

    def _on_failed(self, why: Sentence) -> None:
        self._writing = False
        if not self._in_trouble:
            self._in_trouble = True
            self._host.messages.add_error(self.tr("Unsaved work cannot be kept: {0}").format(refusal(why)))

    def _forget(self, place: KeptPlace) -> None:
        self._kept = None
        try:
            place.clear()
        except OSError as error:
            _log.debug("unsaved work could not be removed: %s", error)
