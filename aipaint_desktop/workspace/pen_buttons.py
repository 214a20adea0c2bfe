"""What the buttons at the side of a pen do."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSettings

from aipaint_desktop.workspace.stored import one_of


class PenAction(StrEnum):
    """What a button does while it is held, or once."""

    PALETTE = "palette"
    PICK = "pick"
    PAN = "pan"
    ZOOM = "zoom"
    ROTATE = "rotate"
    ERASE = "erase"
    UNDO = "undo"
    REDO = "redo"
    NOTHING = "nothing"


@dataclass(frozen=True)
class PenButtons:
    """Says what the lower and the upper one do; systems tell them as the right and the middle one of a mouse."""

    lower: PenAction = PenAction.PALETTE
    upper: PenAction = PenAction.PAN

    def action(self, *, upper: bool) -> PenAction:
        """Give what one of them does."""
        return self.upper if upper else self.lower


def read_pen_buttons(settings: QSettings) -> PenButtons:
    """Read them from the settings file; what is not there is as at the first start."""
    usual = PenButtons()

    def read(name: str, otherwise: PenAction) -> PenAction:
        return PenAction(one_of([otherwise, *PenAction], settings.value(f"tablet/{name}_button")))

    return PenButtons(read("lower", usual.lower), read("upper", usual.upper))


def write_pen_buttons(buttons: PenButtons, settings: QSettings) -> None:
    """Keep them in the settings file."""
    settings.setValue("tablet/lower_button", buttons.lower.value)
    settings.setValue("tablet/upper_button", buttons.upper.value)
