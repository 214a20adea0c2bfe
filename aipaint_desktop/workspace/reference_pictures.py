"""The pixels of the chosen references, read once."""

from collections.abc import Sequence
from pathlib import Path

from aipaint_desktop.files.pictures.reading import read_picture, read_thumbnail
from aipaint_desktop.modelstore.references import FOLDER_SIDE, ReferenceEntry
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
        self._pictures = {
            key: known.get(key) or _read(entry) for key, entry in zip(keys, entries, strict=True)
        }
        return tuple(self._pictures[key] for key in keys)


def _read(entry: ReferenceEntry) -> Picture:
    return read_thumbnail(entry.path, FOLDER_SIDE) if entry.of_folder else read_picture(entry.path)
