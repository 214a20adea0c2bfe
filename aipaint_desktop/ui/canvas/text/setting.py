"""A text as it is set: which shapes stand where, and where the caret goes between them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QPainterPath,
    QPolygonF,
    QRawFont,
    QTextLayout,
    QTextLine,
    QTextOption,
    QTransform,
)

from aipaint_desktop.document.text import Align, Text, TextStyle
from aipaint_desktop.ui.canvas.text.curve import Curve, bezier
from aipaint_desktop.ui.canvas.text.upright import STOPS, TURNED, is_upright

EM = 100.0  # px of the size at which everything is set, and then scaled
_WIDEST = 1e6
_ABOVE = 0.88  # of the em, from the top of a character of Chinese to the line it stands on
_OTHER_FAMILIES = ("Inter", "AIPaint Sans SC")  # for letters that a family lacks
_VERTICAL = QFont.Tag("vert")


@dataclass(frozen=True)
class Cell:
    """A character as people count them, and where it stands.

    start, end: in the words. frame: from a plane in which it stands on the x axis, from 0 to `advance`, to the text's
    own. backwards: whether it is read from right to left.
    """

    start: int
    end: int
    frame: QTransform
    advance: float
    backwards: bool = False

    def edge(self, *, trailing: bool) -> float:
        """Tell where on the x axis its reading ends, or begins."""
        return self.advance if trailing is not self.backwards else 0.0


@dataclass(frozen=True)
class Line:
    """Cells in the order in which they are read, which are made once they are asked for. start, end: in the words,
    without the line end. frame: where the line begins. above, below: px that a caret reaches. span: from where to
    where it reaches along the x axis of the frame, if it is straight."""

    start: int
    end: int
    frame: QTransform
    above: float
    below: float
    span: tuple[float, float] | None
    make: Callable[[], tuple[Cell, ...]] = field(repr=False, compare=False)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return self.make()


@dataclass(frozen=True)
class _Glyph:
    """A shape of a typeface at a place of the layout."""

    index: int
    x: float
    y: float
    font: QRawFont = field(compare=False)

    @property
    def shape(self) -> QPainterPath:
        return self.font.pathForGlyph(self.index)


@dataclass(frozen=True)
class _Laid:
    """Where a line is among those that are laid out. flat: the same words where lines run across. start, end: in units
    of UTF-16."""

    layout: QTextLayout
    flat: QTextLayout
    number: int
    start: int
    end: int

    @cached_property
    def stops(self) -> list[int]:
        """List the places between characters, in units of UTF-16."""
        found = [self.start]
        while found[-1] < self.end:
            found.append(min(self.layout.nextCursorPosition(found[-1]), self.end))
        return found

    @property
    def line(self) -> QTextLine:
        """Give the line, which lives as long as its layout."""
        return self.layout.lineAt(self.number)


class Setting:
    """Sets a text. Any thread may make one, and use it alone.

    lines: as they are read.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self._scale = text.style.size / EM
        self._curve = Curve(bezier(text.path)) if text.path else None
        self._pitch = text.style.lines / 100 * text.style.size
        self.lines: list[Line] = []
        self._laid: list[_Laid] = []
        at = 0
        for words in text.words.split("\n"):
            self._set(words, at)
            at += len(words) + 1

    # Where things are

    @cached_property
    def bounds(self) -> QRectF:
        """Span all lines in the text's own plane."""
        around = QRectF()
        for line in self.lines:
            high = line.above + line.below
            if line.span is not None:
                left, right = line.span
                box = QRectF(left, -line.above, max(right - left, 1.0), high)
                around = around.united(line.frame.mapRect(box))
                continue
            for frame, advance in [(line.frame, 0.0), *((cell.frame, cell.advance) for cell in line.cells)]:
                box = QRectF(0, -line.above, max(advance, 1.0), high)
                around = around.united(frame.mapRect(box))
        return around

    def line_of(self, at: int) -> int:
        """Tell which line a place in the words is on; where a line is broken it is on the one that begins there."""
        return bisect_right([line.start for line in self.lines], at) - 1

    def caret(self, at: int) -> QLineF:
        """Give the line that stands at a place in the words, in the text's own plane."""
        line = self.lines[self.line_of(at)]
        frame, x = line.frame, 0.0
        for cell in line.cells:
            if cell.start >= at:
                frame, x = cell.frame, cell.edge(trailing=False)
                break
            frame, x = cell.frame, cell.edge(trailing=True)
        return frame.map(QLineF(x, -line.above, x, line.below))

    def covered(self, start: int, end: int) -> list[QPolygonF]:
        """List what of the text's own plane lies under the words from one place to another."""
        return [
            cell.frame.map(QPolygonF(QRectF(0, -line.above, cell.advance, line.above + line.below)))
            for line in self.lines
            if line.start < end and line.end > start
            for cell in line.cells
            if cell.start < end and cell.end > start
        ]

    def place_at(self, point: QPointF) -> int:
        """Find the place in the words that is nearest to a point of the text's own plane."""
        nearest, least = 0, float("inf")
        for line in self._near(point):
            middle = (line.below - line.above) / 2
            edges = [(cell.start, cell.frame, cell.edge(trailing=False)) for cell in line.cells]
            last = line.cells[-1] if line.cells else Cell(line.start, line.end, line.frame, 0.0)
            edges.append((line.end, last.frame, last.edge(trailing=True)))
            for at, frame, x in edges:
                way = frame.map(QPointF(x, middle)) - point
                along, across = (
                    frame.m11() * way.x() + frame.m12() * way.y(),
                    (frame.m21() * way.x() + frame.m22() * way.y()),
                )
                # On another line is farther than anywhere on this one.
                beyond = max(0.0, abs(across) - (line.above + line.below) / 2)
                distance = abs(along) + _WIDEST * beyond
                if distance < least:
                    nearest, least = at, distance
        return nearest

    def _near(self, point: QPointF) -> list[Line]:
        """The lines that are nearest to a point: all where they are not straight."""
        ways = []
        for line in self.lines:
            if line.span is None:
                return self.lines
            own = line.frame.inverted()[0].map(point)
            ways.append(max(0.0, own.y() - line.below, -line.above - own.y()))
        least = min(ways)
        return [line for line, way in zip(self.lines, ways, strict=True) if way <= least]

    def next_to(self, at: int, *, back: bool) -> int:
        """Give the place one character further, or back."""
        index = self.line_of(at)
        lines = self.lines[max(0, index - 1) : index + 2]
        stops = {place for line in lines for cell in line.cells for place in (cell.start, cell.end)}
        stops |= {place for line in lines for place in (line.start, line.end)}
        if back:
            return max((stop for stop in stops if stop < at), default=0)
        return min((stop for stop in stops if stop > at), default=at)

    def beside_line(self, at: int, by: int) -> int:
        """Give the place that lies `by` lines further, as far along the line."""
        index = self.line_of(at) + by
        if index < 0:
            return 0
        if index >= len(self.lines):
            return len(self.text.words)
        caret, line, here = self.caret(at), self.lines[index], self.lines[self.line_of(at)]
        shift = line.frame.map(QPointF(0, 0)) - here.frame.map(QPointF(0, 0))
        across = here.frame.map(QPointF(0, 1)) - here.frame.map(QPointF(0, 0))
        down = shift.x() * across.x() + shift.y() * across.y()
        place = self.place_at(caret.center() + across * down)
        return min(max(place, line.start), self.last_of(index))

    def last_of(self, index: int) -> int:
        """Give the last place at which a caret is seen on a line."""
        line = self.lines[index]
        broken = index + 1 < len(self.lines) and self.lines[index + 1].start == line.end and line.cells
        return line.cells[-1].start if broken else line.end

    # How it is set

    def _set(self, words: str, at: int) -> None:
        """Set the words up to a line end. at: where in the words they begin."""
        style = self.text.style
        layout = laid_out(words, style, None if self._width is None else self._width / self._scale)
        flat = laid_out(words, replace(style, vertical=False), None) if style.vertical else layout
        units = _units(words)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, end = line.textStart(), line.textStart() + line.textLength()
            above, below = line.ascent() * self._scale, line.descent() * self._scale
            if style.vertical:
                above = below = style.size / 2
            reach = line.naturalTextWidth() * self._scale
            if end > start:  # nothing is added after the last letter
                reach -= style.letters / 100 * style.size
            begin = self._frame(len(self.lines), reach, above + below)
            laid = _Laid(layout, flat, number, start, end)
            made = partial(self._cells, laid, begin, at, units)
            span = None if self._curve is not None else self._span(line, start, end)
            self.lines.append(Line(at + units[start], at + units[end], begin, above, below, span, made))
            self._laid.append(laid)

    def _span(self, line: QTextLine, start: int, end: int) -> tuple[float, float]:
        box = line.naturalTextRect()
        ends = box.left(), box.right(), _x(line, start), _x(line, end)
        return min(ends) * self._scale, max(ends) * self._scale

    def _cells(self, laid: _Laid, begin: QTransform, at: int, units: list[int]) -> tuple[Cell, ...]:
        line, cells = laid.line, list[Cell]()
        for stop, after in pairwise(laid.stops):
            left, right = _x(line, stop), _x(line, after)
            advance = abs(right - left) * self._scale
            frame = self._cell_frame(begin, min(left, right) * self._scale, advance)
            cells.append(Cell(at + units[stop], at + units[after], frame, advance, right < left))
        return tuple(cells)

    # What it looks like

    @cached_property
    def outlines(self) -> list[QPainterPath]:
        """Draw the letters of each line, in the text's own plane."""
        straight = self._curve is None and not self.text.style.vertical
        draw = self._straight if straight else self._cell_by_cell
        made = [draw(line, laid) for line, laid in zip(self.lines, self._laid, strict=True)]
        for outline in made:
            outline.setFillRule(Qt.FillRule.WindingFill)
        return made

    def _straight(self, line: Line, laid: _Laid) -> QPainterPath:
        outline, shapes = QPainterPath(), dict[int, QPainterPath]()
        where = laid.line
        for run in where.glyphRuns():
            shapes.clear()
            font = run.rawFont()
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                if index not in shapes:
                    shapes[index] = font.pathForGlyph(index)
                outline.addPath(shapes[index].translated(place))
        own = QTransform.fromTranslate(0, -where.y() - where.ascent())
        return (own * QTransform.fromScale(self._scale, self._scale) * line.frame).map(outline)

    def _cell_by_cell(self, line: Line, laid: _Laid) -> QPainterPath:
        outline, before = QPainterPath(), list[_Glyph]()
        where, unturned = laid.line, laid.flat.lineAt(0)
        for cell, (stop, after) in zip(line.cells, pairwise(laid.stops), strict=True):
            glyphs = list(_glyphs(where, stop, after))
            special = self.text.style.vertical and self.text.words[cell.start] in TURNED | STOPS
            same = special and _indices(glyphs) == _indices(_glyphs(unturned, stop, after))
            origin = min(_x(where, stop), _x(where, after)), where.y() + where.ascent()
            for glyph in glyphs:
                if glyph not in before:  # as one would be that several characters share
                    outline.addPath(self._placed(glyph, cell, origin, same=same))
            before = glyphs
        return outline

    @property
    def _width(self) -> float | None:
        return None if self._curve is not None else self.text.width

    def _frame(self, number: int, reach: float, high: float) -> QTransform:
        """Where a line begins. number: of the line. reach: how long it is. high: from top to bottom."""
        room = self._width or 0.0
        if self._curve is not None and not self._curve.closed:
            room = self._curve.length
        share = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}[self.text.style.align]
        along = share * (room - reach)
        if self._curve is not None:
            return QTransform.fromTranslate(along, number * self._pitch)
        if self.text.style.vertical:
            return QTransform(0, 1, -1, 0, -high / 2 - number * self._pitch, along)
        return QTransform.fromTranslate(along, number * self._pitch)

    def _cell_frame(self, begin: QTransform, left: float, advance: float) -> QTransform:
        if self._curve is None:
            return QTransform.fromTranslate(left, 0) * begin
        place = begin.dx() + left + advance / 2
        return QTransform.fromTranslate(-advance / 2, begin.dy()) * self._curve.frame(place)

    def _placed(self, glyph: _Glyph, cell: Cell, origin: tuple[float, float], *, same: bool) -> QPainterPath:
        """The shape of a glyph in the text's own plane. same: whether it looks no different where lines run down."""
        style = self.text.style
        own = QTransform.fromTranslate(glyph.x - origin[0], glyph.y - origin[1])
        own = own * QTransform.fromScale(self._scale, self._scale)
        if not style.vertical:
            return (own * cell.frame).map(glyph.shape)
        character = self.text.words[cell.start]
        if not is_upright(character) or (same and character in TURNED):
            middle = (_ABOVE - 0.5) * style.size  # the line it stands on, from the middle of the column
            return (own * QTransform.fromTranslate(0, middle) * cell.frame).map(glyph.shape)
        wide = cell.advance - style.letters / 100 * style.size
        upright = QTransform(0, -1, 1, 0, 0, 0)  # turned back
        stand = own * QTransform.fromTranslate(-wide / 2, _ABOVE * style.size) * upright
        if same and character in STOPS:
            stand = stand * QTransform.fromTranslate(-style.size / 2, -style.size / 2)
        return (stand * cell.frame).map(glyph.shape)


def laid_out(words: str, style: TextStyle, width: float | None) -> QTextLayout:
    """Lay words without line ends out at the size `EM`. width: px at which lines are broken."""
    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(words, font_of(style))
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_WIDEST if width is None else width)
    layout.endLayout()
    return layout


def font_of(style: TextStyle) -> QFont:
    """Give the font of a style at the size `EM`."""
    font = QFont([name for name in (style.family, *_OTHER_FAMILIES) if name])
    if style.style:
        font.setStyleName(style.style)
    font.setPixelSize(round(EM))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.letters / 100 * EM)
    if style.vertical:
        font.setFeature(_VERTICAL, 1)
    return font


def _x(line: QTextLine, stop: int) -> float:
    x: float = line.cursorToX(stop)[0]  # type: ignore[index]
    return x


def _glyphs(line: QTextLine, start: int, end: int) -> Iterator[_Glyph]:
    """The glyphs of some characters, which may be those of their neighbours as well."""
    for run in line.glyphRuns(start, end - start):
        font = run.rawFont()
        for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            yield _Glyph(index, place.x(), place.y(), font)


def _indices(glyphs: Iterable[_Glyph]) -> list[int]:
    return [glyph.index for glyph in glyphs]


def _units(words: str) -> list[int]:
    """Of each place in the words as Qt counts them, in units of UTF-16, the place as Python does."""
    if words.isascii():
        return list(range(len(words) + 1))
    found: list[int] = []
    for index, character in enumerate(words):
        found += [index] * (1 + (ord(character) > 0xFFFF))
    return [*found, len(words)]
