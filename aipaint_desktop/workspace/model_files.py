"""The artist's own model files as the window knows them: found, told and hashed beside it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from aipaint_desktop.engines.base.engine import Cancelled
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.finding import check_usable
from aipaint_desktop.modelstore.model_files.hashing import hashed
from aipaint_desktop.modelstore.model_files.index import (
    ModelIndex,
    change_index,
    read_index,
    scan_again,
    waiting_for_hash,
    with_folder,
    with_hashes,
    without_folder,
)
from aipaint_desktop.modelstore.model_files.model_file import ModelFile
from aipaint_desktop.modelstore.model_files.scanning import look_at
from aipaint_desktop.values.refusal import BadInput, Sentence

T = TypeVar("T")

_WRITTEN_EVERY = 2.0  # seconds, while files are hashed


class ModelFiles(QObject):
    """Keeps the index, and does on threads of its own whatever reads a disk.

    index: what is known at this moment. busy: whether folders are being looked into. waiting: how many files have no
    hash yet.
    """

    changed = Signal()  # any of these
    found = Signal()  # the models that there are may be others now
    added = Signal(object)  # ModelFile, that was named by itself
    scanned = Signal(object)  # Path, a folder that was named and has been looked into
    failed = Signal(object)  # Sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.index = ModelIndex()
        self.busy = False
        self._background = Background(self)
        self._stop = Event()
        self._hashing = False

    @property
    def waiting(self) -> int:
        return len(waiting_for_hash(self.index))

    def begin(self) -> None:
        """Read what was known at the last start, and see whether it is still so."""
        self._run(read_index, self._begun)

    def scan(self) -> None:
        """Look into all folders again."""
        self._look(lambda: scan_again(self._check), lambda: None)

    def add_folder(self, folder: Path) -> None:
        """Look into one more folder, from now on."""

        def work() -> ModelIndex:
            change_index(lambda now: with_folder(now, folder))
            return scan_again(self._check)

        self._look(work, lambda: self.scanned.emit(folder.absolute()))

    def remove_folder(self, folder: Path) -> None:
        """Look into a folder no more; what lies there stays as it is."""
        self._run(lambda: change_index(lambda now: without_folder(now, folder)), self._take)

    def add_files(self, files: Sequence[Path]) -> None:
        """Take note of files, or folders of diffusers, where they lie. Those that cannot be used are refused."""

        def work() -> tuple[ModelIndex, list[ModelFile], list[Sentence]]:
            taken, refused = [], []
            for path in files:
                self._check()
                file = look_at(path.absolute())
                try:
                    check_usable(file)
                    taken.append(file)
                except BadInput as error:
                    refused.append(error.sentence)
            news = {file.path: file for file in taken}
            index = change_index(lambda now: with_hashes(_with(now, news), now.files.values()))
            return index, taken, refused

        def tell(answer: tuple[ModelIndex, list[ModelFile], list[Sentence]]) -> None:
            index, taken, refused = answer
            self._take(index)
            for file in taken:
                self.added.emit(index.files[file.path])
            for sentence in refused:
                self.failed.emit(sentence)

        self._run(work, tell)

    def forget(self, file: ModelFile) -> None:
        """Take a file that was named by itself out of the list; it stays where it is."""

        def without(now: ModelIndex) -> ModelIndex:
            return replace(now, files={path: one for path, one in now.files.items() if path != file.path})

        self._run(lambda: change_index(without), self._take)

    def shutdown(self) -> None:
        """End all work; what is known so far is kept. Safe to call twice."""
        self._stop.set()
        self._background.wait()

    def _begun(self, index: ModelIndex) -> None:
        self._show(index)
        if index.folders:
            self.scan()
        else:
            self._hash()

    def _look(self, work: Callable[[], ModelIndex], done: Callable[[], object]) -> None:
        """Show that folders are being looked into, as long as they are."""

        def ended(index: ModelIndex) -> None:
            self.busy = False
            self._take(index)
            done()

        def failed(why: Sentence) -> None:
            self.busy = False
            self.changed.emit()
            self.failed.emit(why)

        self.busy = True
        self.changed.emit()
        self._run(work, ended, failed)

    def _take(self, index: ModelIndex) -> None:
        self._show(index)
        self.found.emit()
        self._hash()

    def _show(self, index: ModelIndex) -> None:
        self.index = index
        self.changed.emit()

    def _hash(self) -> None:
        """Hash what has no hash yet, the smallest first, some at a time so that little is lost at the end."""
        waiting = waiting_for_hash(self.index)
        if self._hashing or not waiting:
            return
        self._hashing = True

        def work() -> ModelIndex:
            began, done, unreadable = time.monotonic(), [], {}
            for file in waiting:
                try:
                    done.append(hashed(file, self._check))
                except BadInput as error:
                    refused = replace(file.identity, reason=error.sentence)
                    unreadable[file.path] = replace(file, identity=refused)
                if time.monotonic() - began > _WRITTEN_EVERY:
                    break
            return change_index(lambda now: with_hashes(_with(now, unreadable), done))

        def ended(index: ModelIndex) -> None:
            self._hashing = False
            self._show(index)
            self._hash()

        def failed(why: Sentence) -> None:
            self._hashing = False
            self.failed.emit(why)

        self._run(work, ended, failed)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Sentence], object] | None = None,
    ) -> None:
        """Do something elsewhere unless the end has come; what is stopped by that is answered by nothing."""

        def stoppable() -> T | None:
            try:
                return work()
            except Cancelled:
                return None

        def answer(result: T | None) -> None:
            if result is not None:
                done(result)

        if not self._stop.is_set():
            self._background.run(stoppable, answer, failed or self.failed.emit, asked_by=self)


def _with(index: ModelIndex, files: dict[Path, ModelFile]) -> ModelIndex:
    return replace(index, files={**index.files, **files})
