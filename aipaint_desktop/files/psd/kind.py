"""How Photoshop documents are told from other files, without psd-tools."""

from pathlib import Path

SUFFIXES = (".psd", ".psb")

_BEGINNING = b"8BPS"


def is_psd(path: Path) -> bool:
    """Tell whether the file begins as a Photoshop document does."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except (OSError, ValueError):
        return False
