"""What a workspace works with; the composition root puts it together, tests put in what they like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings

from aipaint_desktop.engines.base.engine import Engine
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.modelstore.manner_names import MannerNames, manner_names
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.words.prompts import Prompts


@dataclass(frozen=True, eq=False)
class Equipment:
    """Holds what a workspace works with.

    engines: by id, for estimates; the queue runs the same ones.
    models: what can be chosen at this moment.
    references: the pictures to paint like that there are at the start.
    add_reference: takes a file into the artist's own references; raises `BadInput`.
    switch_device: from the next job on, compute on "auto", "cuda", "mps" or "cpu", and in "auto" or "fp32".
    prompts: what the composer understands.
    manners: what the sketch model can be asked for; called with whether names are to be Chinese. Raises `BadInput`.
    """

    engines: Mapping[str, Engine]
    queue: JobQueue
    models: Callable[[], Sequence[ModelEntry]]
    references: Sequence[ReferenceEntry]
    add_reference: Callable[[Path], ReferenceEntry]
    switch_device: Callable[[str, str], None]
    settings: QSettings
    prompts: Prompts = field(default_factory=Prompts)
    manners: Callable[[bool], MannerNames] = lambda chinese: manner_names(chinese=chinese)
