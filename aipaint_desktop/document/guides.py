"""Guides: set, removed, and moved along with what is on the canvas."""

from collections.abc import Iterable
from dataclasses import replace

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.state import State
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.snapping import Grid, SnapLines

Guides = tuple[Guide, ...]


def with_guide(state: State, guide: Guide, instead_of: int | None = None) -> State:
    """Add a guide. instead_of: the place, among the state's guides, of one whose place it takes."""
    guides = list(state.guides)
    if instead_of is None:
        guides.append(guide)
    elif guides[instead_of] == guide:
        return state
    else:
        guides[instead_of] = guide
    return replace(state, guides=tuple(guides))


def without_guide(state: State, place: int) -> State:
    """Remove the guide at this place among the state's guides."""
    return replace(state, guides=state.guides[:place] + state.guides[place + 1 :])


def without_guides(state: State) -> State:
    """Remove all guides; the same state where there are none."""
    return replace(state, guides=()) if state.guides else state


def snap_lines(rect: Rect, guides: Iterable[Guide], grid: Grid | None, *, canvas: bool) -> SnapLines:
    """Put together what there is to cling to. canvas: whether its edges and middle are, too; rect: of the canvas."""
    known = tuple(guides)
    upright = tuple(guide.position for guide in known if guide.upright)
    level = tuple(guide.position for guide in known if not guide.upright)
    if canvas:
        upright += (rect.left, (rect.left + rect.right) / 2, rect.right)
        level += (rect.top, (rect.top + rect.bottom) / 2, rect.bottom)
    return SnapLines(upright, level, grid)


def moved(guides: Iterable[Guide], dx: float, dy: float) -> Guides:
    """Shift guides right and down, as what is on the canvas is when it grows or is cropped at the left or the top."""
    return tuple(Guide(each.upright, each.position + (dx if each.upright else dy)) for each in guides)


def scaled(guides: Iterable[Guide], across: float, down: float) -> Guides:
    """Scale guides along with the canvas, by a factor in each direction."""
    return tuple(Guide(each.upright, each.position * (across if each.upright else down)) for each in guides)


def mirrored(guides: Iterable[Guide], *, width: float | None = None, height: float | None = None) -> Guides:
    """Mirror guides along with the canvas. width: of a canvas whose left and right change places; height: of one whose
    top and bottom do."""

    def place(guide: Guide) -> float:
        size = width if guide.upright else height
        return guide.position if size is None else size - guide.position

    return tuple(Guide(each.upright, place(each)) for each in guides)


def turned(guides: Iterable[Guide], quarters: int, width: float, height: float) -> Guides:
    """Turn guides along with the canvas. quarters: of a full turn, clockwise. width, height: of the canvas before."""
    result = tuple(guides)
    for _ in range(quarters % 4):
        # what was y comes to be counted from the right edge, and what was x from the top
        result = tuple(
            Guide(not each.upright, each.position if each.upright else height - each.position)
            for each in result
        )
        width, height = height, width
    return result
