"""Which files this run of the program has written, so that it need not ask before it replaces them."""

from pathlib import Path


class WrittenFiles:
    """Knows its files by what they are on the disk: one that somebody else has changed since is not known."""

    def __init__(self) -> None:
        self._versions: dict[Path, tuple[int, ...]] = {}

    def note(self, path: Path) -> None:
        """Note that the file has just been written."""
        self._versions[path.absolute()] = _version(path)

    def version(self, path: Path) -> tuple[int, ...]:
        """Give what the file was when it was noted last, for `recall` in another run of the program."""
        return self._versions.get(path.absolute(), ())

    def recall(self, path: Path, version: tuple[int, ...]) -> None:
        """Note that the file was this by then."""
        self._versions[path.absolute()] = version

    def wrote(self, path: Path) -> bool:
        """Tell whether the file is there as it was written last."""
        version = _version(path)
        return bool(version) and self._versions.get(path.absolute()) == version


def _version(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns
