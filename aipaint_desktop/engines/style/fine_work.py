"""How large the fine way to paint optimises, and what that takes. Without torch, so that it can be told before it is
loaded."""

from aipaint_desktop.nn.style.fine_schedule import FINE, fine_work
from aipaint_desktop.values.limits import MASTERED

FINISHING = 0.4
"""What the network takes for a picture of 512×512 px, in passes of VGG16."""

_LONGEST = 1024  # px


def worked_size(height: int, width: int) -> tuple[int, int] | None:
    """Give the height and width in px at which a picture of this size is optimised; None where it is too small for
    that, and the network alone paints it."""
    if min(height, width) < MASTERED.least:
        return None
    factor = min(1.0, max(_LONGEST / max(height, width), MASTERED.least / min(height, width)))
    return round(height * factor), round(width * factor)


def passes(height: int, width: int, paintings: int) -> float:
    """Count what painting so many layers takes, in passes through VGG16 of 512×512 px."""
    finishing = FINISHING * height * width / 512**2
    size = worked_size(height, width)
    if size == (height, width):
        finishing = 0.0
    return paintings * (finishing + (0 if size is None else fine_work(*size, FINE)))
