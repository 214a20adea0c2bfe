"""Small pictures of layers, groups and masks, made beside the window."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.profile import Profile, to_srgb
from aipaint_desktop.document.tiles import TileStore, reduced
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.images import thumbnail
from aipaint_desktop.jobs.thumbnails import thumbnail_level
from aipaint_desktop.ui.look.checkerboard import on_checkerboard
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import Sentence

_CHECK = 4  # px, of the squares that show through

Pair = tuple[QImage | None, QImage | None]
"""What a node looks like, and its mask."""

_Wanted = tuple[Node, Rect, int, Profile | None]


class Thumbnails(QObject):
    """Keeps the thumbnails of nodes; new ones are made one after another, of what has changed alone."""

    ready = Signal(str)  # the id of a node whose thumbnails are others now

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._made: dict[str, Pair] = {}
        self._made_of: dict[str, tuple[object, ...]] = {}
        self._wanted: dict[str, _Wanted] = {}
        self._busy = False

    def of(self, node_id: str) -> Pair:
        """Give the thumbnails that there are by now."""
        return self._made.get(node_id, (None, None))

    def forget(self) -> None:
        """Keep none: they are of another document, or another size."""
        self._made.clear()
        self._made_of.clear()
        self._wanted.clear()

    def ask(self, nodes: Iterable[Node], rect: Rect, side: int, profile: Profile | None = None) -> None:
        """Make the thumbnails of nodes that are out of date. rect, profile: of the document. side: their longer one,
        px."""
        for node in nodes:
            wanted = node, rect, side, profile
            if self._made_of.get(node.id) != _sources(*wanted):
                self._wanted[node.id] = wanted
        self._make_next()

    def _make_next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        node, rect, side, profile = self._wanted.pop(next(iter(self._wanted)))

        def done(pair: Pair) -> None:
            self._made[node.id] = pair
            self._made_of[node.id] = _sources(node, rect, side, profile)
            self.ready.emit(node.id)
            ended()

        def ended(_why: Sentence | None = None) -> None:
            self._busy = False
            self._make_next()

        self._background.run(lambda: _thumbnails(node, rect, side, profile), done, ended, asked_by=self)


def _sources(node: Node, *how: object) -> tuple[object, ...]:
    """What the thumbnails of a node are made of, and how."""
    return node.tiles if isinstance(node, Layer) else node, node.mask, *how


def _thumbnails(node: Node, rect: Rect, side: int, profile: Profile | None) -> Pair:
    level = thumbnail_level(rect, side)
    small = reduced(rect, level)
    mask = None if node.mask is None else thumbnail(_greys(node.mask, small, level), side)
    if isinstance(node, Group):
        pixels = composite(node.children, small, level)
    elif isinstance(node, Layer):
        pixels = node.tiles.read(small, level)
    else:
        return None, mask
    return on_checkerboard(thumbnail(to_srgb(pixels, profile), side), _CHECK), mask


def _greys(mask: TileStore, rect: Rect, level: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """White where the mask shows."""
    return np.repeat(255 - mask.read(rect, level)[..., None], 3, axis=2)
