"""How a run was begun, beside it, so that it can go on without being told again."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from aipaint_desktop.document.atomic_file import write_atomically
from aipaint_desktop.nn.families import FAMILIES, SIZES, Family
from aipaint_desktop.training.lab.model_folder import ModelFolder

_FILE = "run.json"


@dataclass(frozen=True)
class RunSettings:
    """size: px. pictures: the folder that is trained on; where it is stays within the model's `training` folder."""

    family: Family
    size: int
    pictures: Path


def keep_settings(folder: ModelFolder, settings: RunSettings) -> None:
    """Raises `BadInput` where they cannot be written."""
    values = asdict(settings) | {"pictures": str(settings.pictures)}
    write_atomically(folder.training / _FILE, json.dumps(values, ensure_ascii=False).encode(errors="replace"))


def read_settings(folder: ModelFolder) -> RunSettings | None:
    """None where nothing was kept, or where it is damaged."""
    try:
        said = json.loads((folder.training / _FILE).read_text(encoding="utf-8"))
        settings = RunSettings(said["family"], said["size"], Path(said["pictures"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return settings if settings.family in FAMILIES and settings.size in SIZES else None
