"""Which pictures each model was trained on last, kept in the artist's settings: a model's folder may be given away."""

from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "lab/pictures/"


class TrainingPictures:
    """Remembers folders of pictures by the id of a model."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, model: str) -> Path | None:
        """Give the folder; None where it is not known or there no more."""
        kept = self._settings.value(_KEY + model)
        return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else None

    def keep(self, model: str, folder: Path | None) -> None:
        """Remember the folder of a model; None forgets it."""
        if folder is None:
            self._settings.remove(_KEY + model)
        else:
            self._settings.setValue(_KEY + model, str(folder.absolute()))
