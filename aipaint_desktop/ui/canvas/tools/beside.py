"""What tools share whose work grows with the canvas."""

from collections.abc import Callable
from typing import TypeVar

from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost

_AT_ONCE = 1_000_000  # pixels of a canvas on which nothing takes long

T = TypeVar("T")


def work_beside(host: ToolHost, doing: str, work: Callable[[Check], T], done: Callable[[T], object]) -> None:
    """Have the host do what takes long on a large canvas beside the window, and on a small one do it now."""
    if host.document.rect.area <= _AT_ONCE:
        done(work(lambda: None))
    else:
        host.work(doing, work, done)
