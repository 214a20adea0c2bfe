"""The media that there are. To add one: its file in this folder, and a line here."""

from collections.abc import Callable, Mapping

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.media.blend import Blend
from aipaint_desktop.brushes.media.clone import Clone
from aipaint_desktop.brushes.media.heal import Heal
from aipaint_desktop.brushes.media.knife import Knife
from aipaint_desktop.brushes.media.liquify import Bloat, Pinch, Push, Swirl
from aipaint_desktop.brushes.media.medium import Means, Medium
from aipaint_desktop.brushes.media.oil import Oil
from aipaint_desktop.brushes.media.paint import Paint
from aipaint_desktop.brushes.media.paper import Sheet, heights
from aipaint_desktop.brushes.media.smudge import Smudge
from aipaint_desktop.brushes.media.watercolour import Watercolour
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.values.geometry import Rect

MEDIA: Mapping[Kind, Callable[[Surface, Means], Medium]] = {
    Kind.PAINT: Paint,
    Kind.ERASE: Paint,
    Kind.SMUDGE: Smudge,
    Kind.BLEND: Blend,
    Kind.OIL: Oil,
    Kind.KNIFE: Knife,
    Kind.WATERCOLOUR: Watercolour,
    Kind.PUSH: Push,
    Kind.SWIRL: Swirl,
    Kind.BLOAT: Bloat,
    Kind.PINCH: Pinch,
    Kind.CLONE: Clone,
    Kind.HEAL: Heal,
}
"""What brushes of each kind work in."""

_WITH_COLOUR = frozenset({Kind.PAINT, Kind.OIL, Kind.KNIFE, Kind.WATERCOLOUR})
_LOADED = frozenset({Kind.OIL, Kind.KNIFE})
_COPYING = frozenset({Kind.CLONE, Kind.HEAL})


def uses_colour(brush: Brush) -> bool:
    """Tell whether a brush paints with a colour, instead of working on what is there alone."""
    return brush.kind in _WITH_COLOUR and not (brush.kind in _LOADED and brush.wet.load == 0)


def copies(kind: Kind) -> bool:
    """Tell whether a medium paints with what is elsewhere in the picture, which has to be told first."""
    return kind in _COPYING


def get_ready() -> None:
    """Load what media compute with, so that the first stroke takes no longer than others."""
    import cv2

    cv2.getNumThreads()
    for sheet in Sheet:
        heights(sheet, Rect(0, 0, 1, 1))
