"""Unsaved work: a state of a picture, and what is to be known beside it to go on where it was."""

from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.document.document import State
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.files.ora.foreign import NOTHING_FOREIGN, Foreign
from aipaint_desktop.values.refusal import Sentence


@dataclass(frozen=True, eq=False)
class KeptJob:
    """Keeps what is being painted, and where its result goes, as `jobs.target.Target` does."""

    request: Request
    layers: tuple[str, ...]
    active_id: str
    width: int
    height: int
    resizes: bool


@dataclass(frozen=True, eq=False)
class KeptFile:
    """Names the file that a picture was opened from or saved to. version: what it was on the disk by then."""

    path: Path
    version: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Work:
    """Holds a state with the picture's name, "" for none, and its file. when: it was the state, in seconds since 1970.

    jobs: what was being painted for it. foreign: what other programs have put into its file. losses: a sentence for
    each thing that was not to be read. damaged: whether that is because the file is broken.
    """

    state: State
    name: str = ""
    file: KeptFile | None = None
    when: float = 0.0
    jobs: tuple[KeptJob, ...] = ()
    foreign: Foreign = NOTHING_FOREIGN
    losses: tuple[Sentence, ...] = ()
    damaged: bool = False
