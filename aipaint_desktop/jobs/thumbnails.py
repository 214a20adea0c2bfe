"""Small pictures of a document, composited at the level at which they are seen."""

from PySide6.QtGui import QImage

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.jobs.images import thumbnail
from aipaint_desktop.values.geometry import Rect

_FINENESS = 2  # pixels that become one of a thumbnail, at least, along each side


def thumbnail_level(rect: Rect, side: int) -> int:
    """Find the coarsest level that is fine enough for a thumbnail of a rectangle. side: its longer one, px."""
    level = 0
    while max(rect.width, rect.height) >> level > _FINENESS * side:
        level += 1
    return level


def thumbnail_of(state: State, side: int) -> QImage:
    """Composite a state small, its longer side at most `side` px; takes its time."""
    level = thumbnail_level(state.rect, side)
    return thumbnail(to_srgb(composite(state.nodes, reduced(state.rect, level), level), state.profile), side)
