"""What a run trains, beside it, so that it can go on without being told again."""

import json
from dataclasses import asdict, dataclass

from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.nn.generative.families import FAMILIES, SIZES, Family
from aipaint_desktop.training.lab.model_folder import ModelFolder

_FILE = "run.json"


@dataclass(frozen=True)
class RunSettings:
    """Holds what a run goes on with. size: px. Where the pictures are is nothing that a folder should tell which may be
    given to others."""

    family: Family
    size: int


def keep_settings(folder: ModelFolder, settings: RunSettings) -> None:
    """Write the settings of a run into its folder. Raises `BadInput` where they cannot be written."""
    write_atomically(folder.training / _FILE, json.dumps(asdict(settings)).encode())


def read_settings(folder: ModelFolder) -> RunSettings | None:
    """Read the settings of a run; None where nothing was kept, or where it is damaged."""
    try:
        said = json.loads((folder.training / _FILE).read_text(encoding="utf-8"))
        settings = RunSettings(said["family"], said["size"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return settings if settings.family in FAMILIES and settings.size in SIZES else None
