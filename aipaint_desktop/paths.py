"""Where resources, models and the user's own data are: source tree, wheel or bundle."""

import sys
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
    """Folder of the artist's own references and models; made when first asked for."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False, ensure_exists=True))


def user_recovery() -> Path:
    """Folder of work that is in no file of the artist's yet; made when first asked for."""
    folder = user_data() / "recovery"
    folder.mkdir(exist_ok=True)
    return folder


def user_models() -> Path:
    """Folder of the models that the artist has trained, one folder each; made when first asked for."""
    folder = user_data() / "models"
    folder.mkdir(exist_ok=True)
    return folder


def user_log() -> Path:
    """Folder of the log and of the trace that a crash leaves; made when first asked for."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False, ensure_exists=True))
