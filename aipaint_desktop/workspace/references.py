"""The pictures to paint like: which there are and which are chosen."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from aipaint_desktop.modelstore.references import ReferenceEntry


class References(QObject):
    """Knows the references that can be chosen, in the gallery's order, and those that are; the first at the start."""

    changed = Signal()  # others are there, or chosen

    def __init__(self, entries: Sequence[ReferenceEntry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self._chosen = frozenset(entry.id for entry in self._entries[:1])

    @property
    def entries(self) -> tuple[ReferenceEntry, ...]:
        """List all that can be chosen."""
        return self._entries

    @property
    def chosen(self) -> tuple[ReferenceEntry, ...]:
        """List those to paint like."""
        return tuple(entry for entry in self._entries if entry.id in self._chosen)

    def choose(self, ids: Iterable[str]) -> None:
        """Choose the entries with these ids and no others; nothing changes where none of them is known."""
        known = frozenset(entry.id for entry in self._entries).intersection(ids)
        if known:
            self._set(self._entries, known)

    def set_chosen(self, ids: Iterable[str]) -> None:
        """Choose these, which may be none."""
        self._set(self._entries, frozenset(ids))

    def add(self, entries: Iterable[ReferenceEntry]) -> None:
        """Offer more, and choose these alone; what is there already is not there twice."""
        known = {entry.id: entry for entry in self._entries}
        added = {entry.id: entry for entry in entries}
        self._set(tuple((known | added).values()), frozenset(added) or self._chosen)

    def leave_out(self, files: Collection[Path]) -> None:
        """Offer these files no more; where nothing that is chosen is left, the first is."""
        left = tuple(entry for entry in self._entries if entry.path not in files)
        chosen = self._chosen.intersection(entry.id for entry in left)
        self._set(left, chosen or frozenset(entry.id for entry in left[:1]))

    def _set(self, entries: tuple[ReferenceEntry, ...], chosen: frozenset[str]) -> None:
        if (entries, chosen) != (self._entries, self._chosen):
            self._entries, self._chosen = entries, chosen
            self.changed.emit()
