"""Learning references beside the window: which have been learned, which is being, and which wait for their turn."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from aipaint_desktop import paths
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.training_process import TrainingProcess
from aipaint_desktop.modelstore.learned_references import LearnedReference, learned_among
from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.training.reference.learned_folder import LearnedFolder
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.workspace.references import References

_TOLD_MS = 1000
_NO_NAME = re.compile(r"[^\w-]+")


class Standing(Enum):
    """How far a reference is with being learned."""

    UNKNOWN = auto()
    WAITING = auto()
    UNDER_WAY = auto()
    ENDING = auto()  # as soon as all is kept
    LEARNED = auto()


@dataclass(frozen=True)
class LearningOrder:
    """What is to be learned, and for how long. resume: go on with what is in the folder."""

    entry: ReferenceEntry
    folder: LearnedFolder
    minutes: float
    resume: bool

    @property
    def name(self) -> str:
        return self.folder.id

    @property
    def watched(self) -> tuple[Path]:
        return (self.folder.path / MANIFEST,)

    def arguments(self, device: str) -> list[str]:
        """Write the arguments of `aipaint`."""
        said = ["learn", str(self.entry.path), "--output", str(self.folder.path)]
        said += ["--minutes", f"{self.minutes:g}", "--device", device]
        said += ["--resume"] if self.resume else []
        return [*said, "--json", "--until-input-ends"]


class Learning(QObject):
    """Learns one reference after another, each in a process of its own.

    references: those of the gallery. command: what starts the program. device: where the artist wants to compute.
    """

    changed = Signal()  # something is learned, being learned or waiting that was not, or the other way round
    learned = Signal()  # something is learned, or forgotten: what is painted like it is another now
    failed = Signal(object)  # Sentence, or words in the artist's language

    def __init__(
        self,
        references: References,
        command: Sequence[str],
        device: Callable[[], str],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._references = references
        self._device = device
        self._background = background
        self._known: Mapping[str, LearnedReference] = {}  # by the ids of the references
        self._waiting: list[tuple[ReferenceEntry, float]] = []
        self._began = 0.0
        self._process = TrainingProcess[LearningOrder](command, self)
        self._process.kept.connect(self._look)
        self._process.ended.connect(self._end)
        self._told = QTimer(self)
        self._told.setInterval(_TOLD_MS)
        self._told.timeout.connect(self.changed)
        references.changed.connect(self._look_at_others)
        self._looked_at: tuple[ReferenceEntry, ...] = ()
        self._look_at_others()

    def standing(self, entry: ReferenceEntry) -> Standing:
        """Tell how far a reference is."""
        order = self._process.order
        if order is not None and order.entry == entry:
            return Standing.ENDING if self._process.stopping else Standing.UNDER_WAY
        if any(waiting == entry for waiting, _ in self._waiting):
            return Standing.WAITING
        return Standing.LEARNED if entry.id in self._known else Standing.UNKNOWN

    def is_learned(self, entry: ReferenceEntry) -> bool:
        """Tell whether there is something that paints like it, though it may be learning on."""
        return entry.id in self._known

    @property
    def under_way(self) -> ReferenceEntry | None:
        """Give the reference that is being learned."""
        order = self._process.order
        return None if order is None else order.entry

    @property
    def ending(self) -> bool:
        """Tell whether that was told to end."""
        return self._process.stopping and self._process.order is not None

    @property
    def waiting(self) -> int:
        """Tell how many wait for their turn."""
        return len(self._waiting)

    @property
    def seconds_left(self) -> float:
        """Tell how long the one that is being learned takes yet."""
        order = self._process.order
        return 0.0 if order is None else max(0.0, 60 * order.minutes - (time.monotonic() - self._began))

    def learn(self, entries: Sequence[ReferenceEntry], minutes: float) -> None:
        """Learn references, one after another, each for so long; those that are learned already are learned further."""
        for entry in entries:
            if not entry.pictures and self.standing(entry) in (Standing.UNKNOWN, Standing.LEARNED):
                self._waiting.append((entry, minutes))
        self._begin_next()
        self.changed.emit()

    def stop(self, entry: ReferenceEntry) -> None:
        """Learn a reference no longer, what has been learned stays; or not at all, where it waits."""
        self._waiting = [one for one in self._waiting if one[0] != entry]
        if self.under_way == entry:
            self._process.stop()
        self.changed.emit()

    def stop_all(self) -> None:
        """Learn nothing any longer; what has been learned stays."""
        self._waiting.clear()
        self._process.stop()
        self.changed.emit()

    def forget(self, entry: ReferenceEntry) -> None:
        """Delete what was learned of a reference that is not being learned."""
        known = self._known.get(entry.id)
        if known is None or self.under_way == entry:
            return
        self._background.run(
            LearnedFolder(known.folder).delete, lambda _: self._look(), self._fail, asked_by=self
        )

    def shutdown(self) -> None:
        """End a learning, all kept, without waiting for it."""
        self._waiting.clear()
        self._told.stop()
        self._process.shutdown()

    def _look_at_others(self) -> None:
        if self._references.entries != self._looked_at:
            self._look()

    def _look(self) -> None:
        """Find out, beside the window, what has been learned by now."""
        entries = self._looked_at = self._references.entries
        self._background.run(
            lambda: learned_among(entries), self._show_known, self.failed.emit, asked_by=self
        )

    def _show_known(self, known: Mapping[str, LearnedReference]) -> None:
        if known != self._known:
            self._known = known
            self.learned.emit()
            self.changed.emit()

    def _begin_next(self) -> None:
        while self._waiting and self._process.order is None:
            entry, minutes = self._waiting.pop(0)
            known = self._known.get(entry.id)
            folder = LearnedFolder(_new_folder(entry) if known is None else known.folder)
            try:
                self._process.start(
                    LearningOrder(entry, folder, minutes, folder.checkpoint.is_file()), self._device()
                )
            except BadInput as error:
                self.failed.emit(error.sentence)
            else:
                self._began = time.monotonic()
                self._told.start()

    def _end(self, _name: str, why: Sentence | str) -> None:
        self._told.stop()
        if why:
            self.failed.emit(why)
        self._look()
        self._begin_next()
        self.changed.emit()

    def _fail(self, why: Sentence) -> None:
        self.failed.emit(why)
        self._look()


def _new_folder(entry: ReferenceEntry) -> Path:
    """A free folder among those that the artist's references are learned in."""
    first = _NO_NAME.sub("-", entry.title).strip("-")[:40] or "reference"
    name, number = first, 1
    while (paths.user_learned() / name).exists():
        number += 1
        name = f"{first}-{number}"
    return paths.user_learned() / name
