"""The artist's models as the lab shows them: what each is and how far it has come. No torch here."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.modelstore.own_models import find_model
from aipaint_desktop.nn.generative.families import Family, read_metadata
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.training.lab.progress_reader import last_record
from aipaint_desktop.training.lab.run_settings import read_settings
from aipaint_desktop.training.lab.training_log import PROGRESS
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text

_LONGEST_NAME = 60
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^[. ]|[. ]$')
_DEVICES = re.compile(
    r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE
)  # which Windows takes for itself


@dataclass(frozen=True)
class TrainedModel:
    """Tells of a model in the lab. usable: whether there is a model to paint with. resumable: whether its run can go
    on. finished: whether the run took all of the time that it was given."""

    folder: ModelFolder
    family: Family
    size: int
    usable: bool = False
    resumable: bool = False
    finished: bool = False

    @property
    def progress(self) -> Path:
        """Tell where the run's records are."""
        return self.folder.training / PROGRESS


def trained_models(models: Path) -> list[TrainedModel]:
    """List every model in a folder of models, by name; what is no model of the lab is left out."""
    return [model for path in _entries(models) if (model := _trained_model(ModelFolder(path))) is not None]


def no_models(models: Path) -> tuple[str, ...]:
    """Name what lies in a folder of models and is none, or none that can be read, sorted."""
    return tuple(as_text(path.name) for path in _entries(models) if _trained_model(ModelFolder(path)) is None)


def _entries(models: Path) -> list[Path]:
    try:
        return sorted(path for path in models.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _trained_model(folder: ModelFolder) -> TrainedModel | None:
    try:
        is_one = folder.path.is_dir() and folder.path.name.isprintable()
        return _read_model(folder) if is_one else None
    except OSError:  # it may not be looked into
        return None


def _read_model(folder: ModelFolder) -> TrainedModel | None:
    settings = read_settings(folder)
    try:
        (weights,) = find_model(str(folder.path)).files
        usable, (family, size) = weights.present, read_metadata(weights.path)
    except (BadInput, ValueError):  # damaged, or there is none yet
        if settings is None:
            return None
        usable, family, size = False, settings.family, settings.size
    last = last_record(folder.training / PROGRESS)
    return TrainedModel(
        folder,
        family,
        size,
        usable=usable,
        resumable=folder.checkpoint.is_file(),
        finished=last is not None and last.seconds_left <= 0,
    )


def new_folder(models: Path, name: str, taken: Collection[str]) -> ModelFolder:
    """Tell where a new model of that name would be. taken: names of other models that are not in this folder.

    Raises `BadInput` where the name is no name for a folder on every system, or taken.
    """
    if not name:
        raise BadInput("The model needs a name.")
    if len(name) > _LONGEST_NAME:
        raise BadInput("The name is too long: at most {0} characters.", _LONGEST_NAME)
    if not name.isprintable() or _FORBIDDEN.search(name) or _DEVICES.fullmatch(name):
        raise BadInput("“{0}” cannot be a model's name.", name)
    if name in taken or (models / name).exists():
        raise BadInput("There is already a model called “{0}”.", name)
    return ModelFolder(models / name)


def free_name(models: Path, wish: str, taken: Collection[str]) -> str:
    """Find a free name: the one that is wished for, or the first with a number behind it."""
    name, number = wish, 1
    while name in taken or (models / name).exists():
        number += 1
        name = f"{wish} {number}"
    return name
