"""Which files this run of the program has written, so that it need not ask before it replaces them."""

from pathlib import Path


class WrittenFiles:
    """Knows its files by what they are on the disk: one that somebody else has changed since is not known."""

    def __init__(self) -> None:
        self._states: dict[Path, object] = {}

    def note(self, path: Path) -> None:
        """Note that the file has just been written."""
        self._states[path.absolute()] = _state(path)

    def wrote(self, path: Path) -> bool:
        """Tell whether the file is there as it was written last."""
        state = _state(path)
        return state is not None and self._states.get(path.absolute()) == state


def _state(path: Path) -> object:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
