"""The pixels of the chosen references, read once."""

from collections.abc import Sequence
from pathlib import Path

from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.values.picture import Picture


class ReferencePictures:
    """Keeps what was read last, so that painting again with the same references reads nothing."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[Path, int], Picture] = {}

    def read(self, entries: Sequence[ReferenceEntry]) -> tuple[Picture, ...]:
        """Read the pictures; any thread may call. Raises `BadInput` for what is no picture, `OSError` for what is
        gone."""
        known = self._pictures
        keys = [(entry.path, entry.path.stat().st_mtime_ns) for entry in entries]
        self._pictures = {key: known.get(key) or read_picture(key[0]) for key in keys}
        return tuple(self._pictures[key] for key in keys)
