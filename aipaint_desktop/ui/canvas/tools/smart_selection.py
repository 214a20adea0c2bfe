"""Smart selection: cuts a thing out by a box around it, or a few strokes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from weakref import ref

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPolygonF
from PySide6.QtWidgets import QComboBox, QWidget

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.combining import Combination, combined
from aipaint_desktop.document.selecting.cutting_out import Marks, cut_out
from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import draw_dashed, path_through, seen_around
from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool, drawn_mask

_WIDTH = 10.0  # px of a stroke on the screen
_CLOSED = 0.2  # of a stroke's extent: ends that are nearer make a loop around the thing
_THING, _REST = QColor(40, 200, 90, 150), QColor(230, 50, 50, 150)
_ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, eq=False)
class _Cut:
    """What has been marked so far.

    document: on which. before: what was selected. how: the result meets that. result: what is selected, of all marks.
    """

    document: ref[Document]
    before: Mask | None
    how: Combination
    marks: Marks
    result: Mask | None = None


class SmartSelectionTool(SelectionTool):
    """Cuts a thing out of the picture. A box, or a stroke that closes, is drawn around it; strokes go over it, and with
    Alt over what does not belong to it. Each stroke makes the cut better that is there."""

    id = "smart"
    icon = "cut-out"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.strokes = False  # or else boxes
        self._points: list[QPointF] = []
        self._rest = False
        self._cut: _Cut | None = None

    def title(self) -> str:
        return self.tr("Smart selection")

    def hint(self) -> str:
        return self.tr(
            "Drag a box around a thing; strokes over it, or with Alt beside it, make the cut better."
        )

    def own_options(self) -> Sequence[QWidget]:
        choice = QComboBox()
        choice.addItems([self.tr("Box"), self.tr("Strokes")])
        choice.setCurrentIndex(int(self.strokes))
        choice.setToolTip(self.tr("What is drawn: a box around the thing, or strokes over it"))
        choice.currentIndexChanged.connect(self._take_strokes)
        return (choice,)

    def _take_strokes(self, index: int) -> None:
        self.strokes = bool(index)

    # The pointer

    def holds(self, pointer: Pointer) -> bool:
        return not self.strokes and super().holds(pointer)

    def begin(self, pointer: Pointer) -> None:
        self._points = [pointer.position]
        self._rest = self.strokes and bool(pointer.modifiers & _ALT)
        if self._rest:
            self._asked = self.asked(pointer.modifiers & ~_ALT)

    def follow(self, pointer: Pointer) -> None:
        self._points.append(pointer.position)

    def finish(self, pointer: Pointer) -> None:
        if not self._points:
            return
        points = [*self._points, pointer.position]
        self.forget()
        if self.strokes:
            self._mark(points)
        elif _box(points).isEmpty():
            self.host.document.select_none()
        else:
            path = QPainterPath()
            path.addRect(_box(points))
            self._find(replace(self._new_cut(), marks=Marks(around=self._drawn(path))))

    def forget(self) -> None:
        self._points = []
        self.host.update()

    # The cut

    def _new_cut(self) -> _Cut:
        document = self.host.document
        return _Cut(ref(document), document.selection, self._asked, Marks())

    def _cut_there(self) -> _Cut:
        """The cut that is selected now, which strokes make better; a new one where the selection is another."""
        cut, document = self._cut, self.host.document
        if cut is not None and cut.document() is document and document.selection is cut.result:
            return cut
        return self._new_cut()

    def _mark(self, points: list[QPointF]) -> None:
        """Add a stroke to the marks of the cut that is there, or begin one with it."""
        cut = self._cut_there()
        if not self._rest and not cut.marks and _closed(points):
            marks = Marks(around=self._drawn(path_through(points)))
        else:
            drawn = self._drawn(self._stroke(points))
            marks = cut.marks.with_rest(drawn) if self._rest else cut.marks.with_thing(drawn)
        if marks:
            self._find(replace(cut, marks=marks))
        else:
            self.host.refuse(self.tr("First go over the thing itself, or draw a box around it."))

    def _find(self, cut: _Cut) -> None:
        document, state = self.host.document, self.host.document.state

        def work(check: Check) -> Mask | None:
            image = sampled(state, all_layers=True)
            check()
            found = cut_out(image, cut.marks, check)
            check()
            return combined(cut.before, found, cut.how) if found.any() else None

        def done(selection: Mask | None) -> None:
            if selection is None:
                self.host.refuse(self.tr("Nothing stands out there."))
            elif document.rect == state.rect:
                document.select(selection)
                self._cut = replace(cut, result=document.selection)

        self.host.work(self.tr("Cutting out…"), work, done)

    def _drawn(self, path: QPainterPath) -> Mask:
        return drawn_mask(path, self.host.document.rect, antialias=False)

    def _width(self) -> float:
        """How wide a stroke is, in document pixels."""
        return max(1.0, _WIDTH / self.host.viewport.scale)

    def _stroke(self, points: list[QPointF]) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(self._width())
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        line = QPainterPath(points[0])
        for point in points[1:]:
            line.lineTo(point)
        if line.length() == 0:
            line.lineTo(points[0] + QPointF(0.01, 0))  # a click is a dot
        path = stroker.createStroke(line)
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    # What is seen

    def _shown_path(self) -> QPainterPath:
        path = QPainterPath()
        if self._points and self.strokes:
            path = self._stroke(self._points)
        elif self._points:
            path.addRect(_box(self._points))
        return path

    def outline(self) -> QRect:
        return seen_around(self.host, self._shown_path())

    def draw_over(self, painter: QPainter) -> None:
        path = self._shown_path()
        if self.strokes:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(self.host.viewport.transform.map(path), _REST if self._rest else _THING)
        else:
            draw_dashed(painter, self.host, path)


def _box(points: list[QPointF]) -> QRectF:
    return QRectF(points[0], points[-1]).normalized()


def _closed(points: list[QPointF]) -> bool:
    """Whether a stroke goes around something."""
    extent = QPolygonF(points).boundingRect()
    size = math.hypot(extent.width(), extent.height())
    apart = points[-1] - points[0]
    way = sum(math.dist(one.toTuple(), other.toTuple()) for one, other in pairwise(points))
    return math.hypot(apart.x(), apart.y()) < _CLOSED * size and way > 2 * size
