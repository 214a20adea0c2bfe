"""In how many steps the artist's models paint best, as far as they tell it, or the artist has said it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from aipaint_desktop.engines.checkpoint.few_steps import (
    FEW,
    USUAL,
    Pace,
    pace_of_folder,
    pace_of_tensors,
    usual_pace,
)
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH
from aipaint_desktop.modelstore.model_files.fitting import painted_as
from aipaint_desktop.modelstore.model_files.header import read_safetensors
from aipaint_desktop.modelstore.model_files.index import ModelIndex, change_index, read_index
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.values.refusal import BadInput

_LONGEST = 1_000_000  # bytes of a configuration


def pace_of(file: ModelFile) -> Pace:
    """Tell how a model paints best: as the artist has said, or as it tells itself, or as most do."""
    is_what = painted_as(file, read_index()).identity
    told, usual = _told(file), usual_pace(is_what.family, is_what.variant)
    if file.few_steps is None:
        return told or usual
    return (told or FEW) if file.few_steps else usual


def pace_of_model(name: str) -> Pace:
    """Tell it of a model as the list of models names it; as most do where it is not known."""
    file = read_index().named(name, PAINTED_WITH) or read_index().files.get(Path(name))
    return USUAL if file is None else pace_of(file)


def say_few_steps(name: str, few: bool) -> None:
    """Keep what the artist says of a model. Raises `BadInput` where the index cannot be written."""

    def said(index: ModelIndex) -> ModelIndex:
        file = index.named(name, PAINTED_WITH) or index.files.get(Path(name))
        if file is None:
            return index
        return replace(index, files={**index.files, file.path: replace(file, few_steps=few)})

    change_index(said)


def _told(file: ModelFile) -> Pace | None:
    with suppress(BadInput, OSError):
        if file.kind is Kind.FOLDER:
            scheduler, unet = (
                _read(file.path / part / name)
                for part, name in (("scheduler", "scheduler_config.json"), ("unet", "config.json"))
            )
            return pace_of_folder(scheduler, unet)
        if file.path.suffix.lower() != ".gguf":
            return pace_of_tensors(read_safetensors(file.path).shapes)
    return None


def _read(path: Path) -> Mapping[str, Any]:
    with suppress(OSError, ValueError, RecursionError), path.open("rb") as opened:
        values = json.loads(opened.read(_LONGEST))
        if isinstance(values, dict):
            return values
    return {}
