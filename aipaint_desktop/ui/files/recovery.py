"""Unsaved work is kept in a file of the program's own, so that a crash or a power cut loses little of it."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer
from PySide6.QtGui import QImage

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.journal.work import KeptJob, Work
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.jobs.thumbnails import thumbnail_of
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.interrupted import Interrupted
from aipaint_desktop.ui.files.kept_place import KeptPlace, kept_elsewhere
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.values.titles import StepTitle
from aipaint_desktop.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

# From a change until it is in the file: this, or what the writing under way takes longer and a breath, and its own
# writing.
_DELAY_MS = 1_000
_BREATH_MS = 100
_RETRY_MS = 5_000
_STAY_MS = 60_000
_MANY_TILES = 1_500  # of which the first writing takes seconds
_PICTURE_SIDE = 96  # px, of what came back


class RecoveryHost(Protocol):
    """Whose unsaved work it is. left: whether the artist has closed the window: what is unsaved then is not wanted."""

    files: Files
    messages: MessageBar
    workspace: Workspace
    left: bool


class Recovery(QObject):
    """Keeps the work on the canvas from `begin` to `end`, soon after each change, and lets it go once it is saved; what
    is being painted for it by then is kept with it.

    Every window has a file in the folder to itself; one that no running program holds was left by a crash. Where work
    cannot be kept, the artist is told at once, and again when it can.
    """

    def __init__(self, host: RecoveryHost, folder: Path) -> None:
        """folder: for the files of all windows. It lasts as long as the host's `files`."""
        super().__init__(host.files)
        self._host = host
        self._folder = folder
        self._background = Background(self, gives_way=False)  # what is not kept in time is lost
        self._interrupted = Interrupted(host.workspace, host.messages, self)
        self._place: KeptPlace | None = None
        self._kept: Work | None = None  # what the file holds
        self._jobs: dict[Job, KeptJob] = {}  # that are being painted
        self._reading = False  # what was left behind
        self._writing = False
        self._begun = 0.0  # the last writing, on `time.monotonic`
        self._in_trouble = False  # and the artist knows
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.keep)
        self._stay = QTimer(self)
        self._stay.setInterval(_STAY_MS)
        self._stay.timeout.connect(self._show_life)
        self._stop_following: Callable[[], None] = lambda: None

    # From the start to the end

    def begin(self, *, bring_back: bool = True) -> bool:
        """Keep the work from now on; returns whether there is earlier work, which comes back onto the canvas soon.

        bring_back: look for work that was left behind; else it stays where it is, for another start.
        """
        self._stay.start()
        self._follow(self._host.files.document)
        self._connect()
        place = self._place if self._take_place(used=bring_back) else None
        if place is None:
            return False
        if place.used is None:
            if bring_back:
                self._tell_of_work(kept_elsewhere(self._folder))
            return False
        self._reading = True

        def read() -> tuple[Work, Document, QImage]:
            work = place.read()
            document = Document.from_state(work.state, StepTitle("Recover picture"))
            return work, document, thumbnail_of(document.state, _PICTURE_SIDE)

        self._background.run(
            read, lambda read: self._bring_back(place, *read), lambda why: self._set_aside(place, why)
        )
        return True

    def _connect(self) -> None:
        files, painting = self._host.files, self._host.workspace.painting
        files.opened.connect(self._follow)
        files.opened.connect(self._on_opened)
        files.saved.connect(self._on_saved)
        files.exported.connect(self._make_due)
        for signal in (painting.started, painting.ended):
            signal.connect(self._make_due)

    def _follow(self, document: Document) -> None:
        self._stop_following()
        self._stop_following = document.changed.add(lambda _change: self._make_due())

    def _make_due(self, *_what: object) -> None:
        if not (self._due.isActive() or self._writing):
            self._due.start(_DELAY_MS)

    def end(self) -> None:
        """Stop with the program. Work that is unsaved stays kept unless the artist has closed the window. Safe to call
        twice."""
        self._due.stop()
        self._stay.stop()
        self._stop_following()
        self._stop_following = lambda: None
        self._background.wait()
        place = self._place
        self._place = None
        if place is None:
            return
        if self._reading:  # nobody has seen what was left behind
            place.release()
            return
        work = self._work()
        if self._host.left or work is None:
            self._forget(place)
        elif not self._is_kept(work):
            try:
                place.journal.keep(work)
            except Exception as error:
                sentence_of(error, "keeping unsaved work")
        place.release()

    # Keeping

    def keep(self) -> None:
        """Write what is on the canvas unless it is in a file already; returns at once."""
        if self._reading or self._writing or self._due_again(self._take_place(used=False)):
            return
        place = self._place
        assert place is not None
        work = self._work()
        if not self._is_kept(work):
            self._write(place, (lambda: place.journal.keep(work)) if work else place.journal.rest, work)

    def _due_again(self, there: bool) -> bool:
        """Without a place to keep anything, there may be one later."""
        if not there:
            self._due.start(_RETRY_MS)
        return not there

    def _work(self) -> Work | None:
        """What is worth keeping at this moment, if anything is."""
        files = self._host.files
        document = files.document
        self._jobs = {
            job: self._jobs.get(job) or _kept_job(job)
            for job in self._host.workspace.painting.coming
            if job.built is not None and job.target.document is document
        }
        if not (files.unsaved or self._jobs):
            return None
        jobs, foreign = tuple(self._jobs.values()), files.writer.foreign
        return Work(document.state, files.own_name, files.kept_file, time.time(), jobs, foreign)

    def _is_kept(self, work: Work | None) -> bool:
        kept = self._kept
        if kept is None or work is None:
            return kept is work
        return kept.state is work.state and kept.jobs == work.jobs

    def _write(self, place: KeptPlace, write: Callable[[], object], work: Work | None) -> None:
        self._writing, self._begun = True, time.monotonic()
        self._background.run(write, lambda _: self._on_kept(place, work), self._on_failed)

    def _on_kept(self, place: KeptPlace, work: Work | None) -> None:
        self._writing = False
        self._kept = work
        if work is not None:
            try:
                place.forget_former()
            except OSError as error:
                _log.warning("work that is kept elsewhere now could not be removed: %s", error)
        if not self._is_kept(self._work()):  # it was painted on meanwhile
            passed = round(1000 * (time.monotonic() - self._begun))
            self._due.start(max(_BREATH_MS, _DELAY_MS - passed))
        self._on_worked()

    def _on_worked(self) -> None:
        if self._in_trouble:
            self._in_trouble = False
            self._host.messages.show_note(self.tr("Unsaved work is kept again."))

    def _on_failed(self, why: Sentence) -> None:
        self._writing = False
        self._due.start(_RETRY_MS)
        if not self._in_trouble:
            self._in_trouble = True
            self._host.messages.add_error(self.tr("Unsaved work cannot be kept: {0}").format(refusal(why)))

    def _forget(self, place: KeptPlace) -> None:
        self._kept = None
        try:
            place.clear()
        except OSError as error:
            _log.debug("unsaved work could not be removed: %s", error)

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

    def _show_life(self) -> None:
        if self._place is not None:
            self._place.stay()

    # The artist's own files

    def _on_opened(self, document: Document) -> None:
        self._tell_of_file()
        file, place = self._host.files.kept_file, self._place
        if file is not None and place is not None and place.open_elsewhere(file.path):
            words = self.tr(
                "“{0}” is open in another window, too. When both save it, you are asked what is to become of it."
            )
            self._host.messages.add_note(words.format(as_text(file.path.name)))
        tiles = sum(len(layer.tiles) for layer in document.layers)
        ready = place is not None and not (self._writing or self._reading or self._host.files.unsaved)
        if tiles > _MANY_TILES and place is not None and ready:
            # so that the first stroke is kept as soon as any other
            work = Work(document.state, self._host.files.own_name, file, time.time())
            self._write(place, lambda: place.journal.prepare(work), None)

    def _on_saved(self) -> None:
        self._tell_of_file()
        self._make_due()

    def _tell_of_file(self) -> None:
        file = self._host.files.kept_file
        if self._place is not None:
            self._place.tell_of(None if file is None else file.path)

    # What was left behind

    def _tell_of_work(self, host: str) -> None:
        """host: of the other computer that holds it; "" where none does."""
        if host:
            words = self.tr(
                "Unsaved work is in use on the computer “{0}”. If it is not, it comes back at a start in ten minutes."
            )
            self._host.messages.add_note(words.format(host))

    def _bring_back(self, place: KeptPlace, work: Work, document: Document, picture: QImage) -> None:
        self._reading = False
        host = self._host
        if not host.files.untouched:  # the artist has begun something else meanwhile
            self._leave_to(place)
            host.messages.add_note(self.tr("Unsaved work of the last time comes back at the next start."))
            return
        host.files.show_recovered(document, work.name, work.file, work.foreign)
        if work.damaged:
            self._set_aside(place, *work.losses)
            return
        if place.used == place.path:
            self._kept = Work(document.state)
        self._make_due()
        words = self.tr(
            "AIPaint was not closed the last time. Your unsaved picture is back, as it was at {0}; save it to keep it."
        )
        host.messages.add_note(words.format(_moment(work.when)), picture=picture)
        self._interrupted.offer(work.jobs)

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
        self._make_due()

    def _leave_to(self, place: KeptPlace) -> None:
        """What is in the place stays there; this window will find another."""
        place.release()
        self._place = None


def _kept_job(job: Job) -> KeptJob:
    target = job.target
    return KeptJob(job.request, target.layers, target.active_id, target.width, target.height, target.resizes)


def _moment(seconds: float) -> str:
    """The time of a moment, with the day where that is not today. seconds: since 1970."""
    when, short = QDateTime.fromSecsSinceEpoch(round(seconds)), QLocale.FormatType.ShortFormat
    if when.date() == QDateTime.currentDateTime().date():
        return QLocale().toString(when.time(), short)
    return QLocale().toString(when, short)
