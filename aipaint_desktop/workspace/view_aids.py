"""What is seen over the picture or around it and is no part of it: rulers, guides, a grid, pinned
pictures; and what tools cling to."""

from dataclasses import dataclass, field

from PySide6.QtCore import QSettings

from aipaint_desktop.values.snapping import Grid
from aipaint_desktop.workspace.stored import flag, number

_GREY = "#c8c8c8"
_MOST_SPACING = 10_000  # px
_FLAGS = (
    "rulers",
    "guides",
    "guides_locked",
    "grid",
    "pinned",
    "assistants",
    "snap_to_grid",
    "snap_to_guides",
    "snap_to_canvas",
    "snap_to_assistants",
)
_SIZES = ("across", "down", "left", "top")


@dataclass(frozen=True)
class ViewAids:
    """Says which aids the artist wants.

    rulers, guides, grid, assistants, pinned: whether they are seen; the last are pictures. guides_locked: whether the
    pointer leaves them where they are.
    lines: where those of the grid are; colour: "#rrggbb" of these.
    snap_to_grid, snap_to_guides, snap_to_canvas: what tools cling to; the last is the canvas's edges and middle.
    snap_to_assistants: whether the brush is laid along them.
    """

    rulers: bool = False
    guides: bool = True
    guides_locked: bool = False
    assistants: bool = True
    grid: bool = False
    pinned: bool = True
    lines: Grid = field(default_factory=lambda: Grid(20, 20))
    colour: str = _GREY
    snap_to_grid: bool = False
    snap_to_guides: bool = True
    snap_to_canvas: bool = False
    snap_to_assistants: bool = True


def read_view_aids(settings: QSettings) -> ViewAids:
    """Read them from the settings file; what is not there is as at the first start."""
    usual = ViewAids()
    flags = {name: flag(settings, f"view/{name}", getattr(usual, name)) for name in _FLAGS}
    lowest = {"across": 1, "down": 1, "left": 0, "top": 0}
    sizes = {
        name: round(
            number(settings, f"view/grid_{name}", getattr(usual.lines, name), lowest[name], _MOST_SPACING)
        )
        for name in _SIZES
    }
    colour = str(settings.value("view/grid_colour", usual.colour))
    sound = len(colour) == 7 and colour[0] == "#" and all(c in "0123456789abcdef" for c in colour[1:].lower())
    return ViewAids(lines=Grid(**sizes), colour=colour if sound else usual.colour, **flags)


def write_view_aids(aids: ViewAids, settings: QSettings) -> None:
    """Keep them in the settings file."""
    for name in _FLAGS:
        settings.setValue(f"view/{name}", int(getattr(aids, name)))
    for name in _SIZES:
        settings.setValue(f"view/grid_{name}", getattr(aids.lines, name))
    settings.setValue("view/grid_colour", aids.colour)
