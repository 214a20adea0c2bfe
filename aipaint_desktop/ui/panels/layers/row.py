"""Where things stand in a row of the layer list, for whoever draws them and whoever is clicked there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QSize

from aipaint_desktop.document.node import Group, Node

HEIGHT = 38
THUMBNAIL = QSize(40, 30)
INDENT = 14  # px for each group around
_EDGE = 4
_EYE = 26
_ARROW = 14
_GAP = 4
_BADGE = 18


class Zone(Enum):
    """What is under the pointer."""

    EYE = "eye"
    FOLD = "fold"
    PICTURE = "picture"
    MASK = "mask"
    NAME = "name"
    CLIP = "clip"
    ALPHA = "alpha"
    THROUGH = "through"
    LOCK = "lock"


@dataclass(frozen=True)
class Row:
    """The row of a node. depth: how many groups are around it. pointed: whether the pointer is on it, so that it shows
    what can be switched on."""

    rect: QRect
    node: Node
    depth: int
    pointed: bool = False

    @property
    def label(self) -> QRect:
        """Give the place of the colour label."""
        return QRect(self.rect.left(), self.rect.top() + 1, _EDGE, self.rect.height() - 2)

    @property
    def eye(self) -> QRect:
        return QRect(self.rect.left() + _EDGE, self.rect.top(), _EYE, self.rect.height())

    @property
    def arrow(self) -> QRect:
        """Give the place of a group's arrow, and of that of a clipped node."""
        indent = self.depth * INDENT + (_ARROW if self.node.clip and isinstance(self.node, Group) else 0)
        return QRect(self.eye.right() + 1 + indent, self.rect.top(), _ARROW, self.rect.height())

    @property
    def clip_arrow(self) -> QRect:
        """Give the place of the sign that a node is clipped."""
        return self.arrow.translated(-_ARROW, 0) if isinstance(self.node, Group) else self.arrow

    @property
    def picture(self) -> QRect:
        return self._box(self.arrow.right() + 1)

    @property
    def mask(self) -> QRect | None:
        """Give the place of the mask's thumbnail, None where there is no mask."""
        return None if self.node.mask is None else self._box(self.picture.right() + 1 + _GAP)

    def _box(self, left: int) -> QRect:
        top = self.rect.top() + (self.rect.height() - THUMBNAIL.height()) // 2
        return QRect(QPoint(left, top), THUMBNAIL)

    @property
    def words(self) -> QRect:
        """Give the place of the name and what stands below it."""
        left = (self.mask or self.picture).right() + 1 + 2 * _GAP
        return QRect(left, self.rect.top(), max(0, self.rect.right() - _GAP - left), self.rect.height())

    @property
    def badges(self) -> list[tuple[Zone, QRect, bool]]:
        """List the switches at the right that are seen, each with its place and whether it is on."""
        # That a node is clipped is seen at its other side, too.
        seen = [(zone, on) for zone, on in self._switches() if self.pointed or (on and zone is not Zone.CLIP)]
        left = self.rect.right() + 1 - _GAP - _BADGE * len(seen)
        top = self.rect.top()
        return [
            (zone, QRect(left + place * _BADGE, top, _BADGE, self.rect.height()), on)
            for place, (zone, on) in enumerate(seen)
        ]

    def _switches(self) -> Iterator[tuple[Zone, bool]]:
        node = self.node
        yield Zone.CLIP, node.clip
        if isinstance(node, Group):
            yield Zone.THROUGH, node.through
        else:
            yield Zone.ALPHA, bool(getattr(node, "alpha_locked", False))
        yield Zone.LOCK, node.locked

    def zone(self, at: QPoint) -> Zone:
        """Tell what is at a point within the row."""
        if at.x() <= self.eye.right():
            return Zone.EYE
        if isinstance(self.node, Group) and self.arrow.contains(at):
            return Zone.FOLD
        for zone, place, _on in self.badges:
            if place.contains(at):
                return zone
        if self.picture.contains(at):
            return Zone.PICTURE
        if self.mask is not None and self.mask.contains(at):
            return Zone.MASK
        return Zone.NAME
