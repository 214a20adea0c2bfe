"""The steadiers that there are. To add one: its file in this folder, its name in `Steadying`, and a line here."""

from collections.abc import Callable, Mapping

from aipaint_desktop.brushes.steadying.catching_up import CatchingUp
from aipaint_desktop.brushes.steadying.late_start import LateStart
from aipaint_desktop.brushes.steadying.rope import Rope
from aipaint_desktop.brushes.steadying.steadier import Steadier
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.brushes.steadying.weighted import Weighted

_SECONDS = 0.008  # of delay, for each part of the strength
_START = 10.0  # px of the screen that a lazy start waits for

STEADIERS: Mapping[Steadying, Callable[[Steadiness, float], Steadier]] = {
    Steadying.WEIGHTED: lambda wish, scale: Weighted(wish.strength / scale, sensors=wish.sensors),
    Steadying.ROPE: lambda wish, scale: Rope(wish.strength / scale, sensors=wish.sensors),
    Steadying.CATCHING_UP: lambda wish, _scale: CatchingUp(wish.strength * _SECONDS, sensors=wish.sensors),
}
"""Each is made of what the artist wants and of how many pixels of the screen a document pixel has."""


def steadier_for(wish: Steadiness, scale: float) -> Steadier | None:
    """Make what steadies one line; None where nothing does. scale: screen pixels in a document pixel."""
    if wish.kind is Steadying.NONE:
        return None
    steadier = STEADIERS[wish.kind](wish, scale)
    return LateStart(steadier, _START / scale) if wish.lazy_start else steadier
