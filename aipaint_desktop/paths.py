"""Where resources, models and the user's own data are: source tree, wheel or bundle.

The user's folders are made when first asked for. One that cannot be made is named all the same: whoever writes into
it finds out, and whoever only reads finds nothing.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

_APP = "AIPaint"


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent


def resources() -> Path:
    """Folder of icons, reference pictures, brushes and themes that ship."""
    return _root() / "resources"


def models() -> Path:
    """Folder of the models that ship, one folder each."""
    return _root() / "models"


def user_data() -> Path:
    """Folder of the artist's own references and models."""
    return _made(Path(platformdirs.user_data_dir(_APP, appauthor=False)))


def user_references() -> Path:
    """Folder of the pictures to paint like that the artist has added."""
    return _made(user_data() / "references")


def user_brushes() -> Path:
    """Folder of the brushes that the artist has made."""
    return _made(user_data() / "brushes")


def user_recovery() -> Path:
    """Folder of work that is in no file of the artist's yet."""
    return _made(user_data() / "recovery")


def user_models() -> Path:
    """Folder of the models that the artist has trained, one folder each."""
    return _made(user_data() / "models")


def user_learned() -> Path:
    """Folder of the references that the fast style has learned, one folder each."""
    return _made(user_data() / "learned")


def user_log() -> Path:
    """Folder of the log and of the trace that a crash leaves."""
    return _made(Path(platformdirs.user_log_dir(_APP, appauthor=False)))


def useless_folders() -> list[Path]:
    """List those of the user's folders that nothing can be kept in; of folders in each other the outer ones."""
    useless: list[Path] = []
    for folder in (user_data(), user_references(), user_models(), user_log()):
        usable = folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK)
        if not usable and not any(outer in folder.parents for outer in useless):
            useless.append(folder)
    return useless


def _made(folder: Path) -> Path:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
