"""Pictures of the parts of a document, at the size at which they are seen; made on any thread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.profile import Profile, to_srgb
from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.document.transforming.glimpse import get_ready, glimpsed
from aipaint_desktop.document.transforming.matrices import Matrix
from aipaint_desktop.document.transforming.parts import Parts
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.document.tree import Forest
from aipaint_desktop.values.geometry import Rect

_MOST_PIXELS = 4_000_000  # of a picture

_Modes = QPainter.CompositionMode
_MODES = {
    Mode.MULTIPLY: _Modes.CompositionMode_Multiply,
    Mode.SCREEN: _Modes.CompositionMode_Screen,
    Mode.OVERLAY: _Modes.CompositionMode_Overlay,
    Mode.DARKEN: _Modes.CompositionMode_Darken,
    Mode.LIGHTEN: _Modes.CompositionMode_Lighten,
    Mode.DODGE: _Modes.CompositionMode_ColorDodge,
    Mode.BURN: _Modes.CompositionMode_ColorBurn,
    Mode.HARD_LIGHT: _Modes.CompositionMode_HardLight,
    Mode.SOFT_LIGHT: _Modes.CompositionMode_SoftLight,
    Mode.DIFFERENCE: _Modes.CompositionMode_Difference,
    Mode.ADD: _Modes.CompositionMode_Plus,
}


def level_for(scale: float, rect: Rect) -> int:
    """Choose the level that is seen. scale: device pixels in a document pixel; of a rectangle too large for one picture
    a smaller level is seen."""
    level = 0
    while scale * 2 ** (level + 1) <= 1 or rect.area >> (2 * level) > _MOST_PIXELS:
        level += 1
    return level


class LevelPicture:
    """Nodes laid over one another within a rectangle of the document, `part`, at a level, whose pixels are `rect`."""

    def __init__(self, nodes: Forest, rect: Rect, level: int, profile: Profile | None = None) -> None:
        self.level = level
        self.part = rect
        self.rect = reduced(rect, level)
        pixels = to_srgb(composite(nodes, self.rect, level), profile)
        straight = QImage(
            pixels.data, self.rect.width, self.rect.height, 4 * self.rect.width, QImage.Format.Format_RGBA8888
        )
        self.image = straight.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)

    def draw(self, painter: QPainter) -> None:
        """Draw it where it lies in the document, that the painter's transform is of."""
        painter.drawImage(_place(self.rect, self.level), self.image)

    def draw_bent(self, painter: QPainter, pose: Pose, part: Rect, level: int) -> None:
        """Draw what a pose with a mesh makes of it, within a part of the document. level: at which it is seen."""
        seen, pixels = glimpsed(self._pixels(), self.rect, self.level, pose.rough_mapping, part, level)
        if seen.empty:
            return
        image = QImage(
            pixels.data, seen.width, seen.height, 4 * seen.width, QImage.Format.Format_ARGB32_Premultiplied
        )
        painter.drawImage(_place(seen, level), image)

    def _pixels(self) -> NDArray[np.uint8]:
        rows = np.frombuffer(self.image.constBits(), np.uint8).reshape(self.rect.height, -1)
        return rows[:, : 4 * self.rect.width].reshape(self.rect.height, self.rect.width, 4)


@dataclass(frozen=True)
class Pictures:
    """Pictures of what moves, and of a part of what lies below and above."""

    part: Rect
    level: int
    below: LevelPicture
    moving: LevelPicture | None
    above: LevelPicture | None
    mode: Mode

    @classmethod
    def of(
        cls, parts: Parts, box: Rect, part: Rect, scale: float, profile: Profile | None = None
    ) -> "Pictures":
        """Make them. box: around what moves. part: of the document, that is seen at a scale. profile: of its
        colours."""
        get_ready()
        level = level_for(scale, part)
        return cls(
            part,
            level,
            LevelPicture(parts.below, part, level, profile),
            LevelPicture(parts.moving, box, level_for(scale, box), profile)
            if parts.moving and not box.empty
            else None,
            LevelPicture(parts.above, part, level, profile) if parts.above else None,
            parts.mode,
        )

    def draw(self, painter: QPainter, pose: Pose, part: Rect) -> None:
        """Draw the document as it is with what moves in another pose."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.below.draw(painter)
        if self.moving is not None:
            painter.save()
            painter.setCompositionMode(_MODES.get(self.mode, _Modes.CompositionMode_SourceOver))
            if pose.straight:
                painter.setTransform(qt_transform(pose.matrix), True)
                self.moving.draw(painter)
            else:
                self.moving.draw_bent(painter, pose, part, self.level)
            painter.restore()
        if self.above is not None:
            self.above.draw(painter)


def qt_transform(matrix: Matrix) -> QTransform:
    """Write a matrix as Qt does, whose points are rows."""
    return QTransform(*matrix.T.ravel().tolist())


def _place(rect: Rect, level: int) -> QRectF:
    """Where in the document a rectangle of a level lies."""
    step = 1 << level
    return QRectF(rect.left * step, rect.top * step, rect.width * step, rect.height * step)
