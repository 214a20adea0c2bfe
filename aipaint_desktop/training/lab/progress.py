"""How a training run stands at a moment: what it yields, and what its log keeps."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aipaint_desktop.training.lab.diagnosis import Likeness


@dataclass(frozen=True)
class Progress:
    """How a run stands.

    seconds: spent on training, over all its sessions. seconds_left: of this session. speed: pictures a second.
    losses: means since the last progress. sheet: where samples were saved, if there are new ones; with it come
    likeness, and words on how it goes.
    """

    step: int
    seconds: float
    seconds_left: float
    speed: float
    losses: dict[str, float]
    sheet: Path | None = None
    likeness: "Likeness | None" = None
    words: tuple[str, ...] = ()
