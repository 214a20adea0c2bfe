"""How lines are drawn at this moment: how calm, mirrored how, and whether they wrap around the canvas."""

from dataclasses import dataclass, field

from PySide6.QtCore import QSettings

from aipaint_desktop.brushes.steadying.steadiness import LEAST, MOST, Steadiness, Steadying
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.workspace.stored import flag, number, one_of


@dataclass(frozen=True)
class LineSettings:
    """Says what the artist wants of lines.

    symmetry: its middle is that of the canvas as long as `placed` is not set. wraps: whether what leaves the canvas
    comes in at the opposite edge.
    """

    steadiness: Steadiness = field(default_factory=Steadiness)
    symmetry: Symmetry = field(default_factory=Symmetry)
    placed: bool = False
    wraps: bool = False


def read_steadiness(settings: QSettings) -> Steadiness:
    """Read it from the settings file; what is not there is as at the first start."""
    usual = Steadiness()
    return Steadiness(
        Steadying(one_of([kind.value for kind in Steadying], settings.value("line/steadying"))),
        number(settings, "line/strength", usual.strength, LEAST, MOST),
        flag(settings, "line/lazy_start", usual.lazy_start),
        flag(settings, "line/lazy_end", usual.lazy_end),
        flag(settings, "line/sensors", usual.sensors),
    )


def write_steadiness(steadiness: Steadiness, settings: QSettings) -> None:
    """Keep it in the settings file. Mirrors are no habit: nobody expects them at the next start."""
    settings.setValue("line/steadying", steadiness.kind.value)
    settings.setValue("line/strength", steadiness.strength)
    for name in ("lazy_start", "lazy_end", "sensors"):
        settings.setValue(f"line/{name}", int(getattr(steadiness, name)))
