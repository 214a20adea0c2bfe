"""The tools at the left and the options of the one in hand at the top."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.presets import paints, shipped, shipped_brush
from aipaint_desktop.ui.canvas.tools.brush import BrushTool
from aipaint_desktop.ui.canvas.tools.eraser import EraserTool
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_button import ColourButton
from aipaint_desktop.ui.keyboard.shortcuts import name_shortcut
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.window.line_options import LineOptions

_COLUMNS = 2


class ToolBar(QToolBar):
    """Offers one button a tool of the canvas, with its shortcut, in two columns with a line between groups."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(20, 20))
        self._group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        panel = QWidget()
        rows = QGridLayout(panel)
        rows.setContentsMargins(2, 2, 2, 2)
        rows.setSpacing(2)
        for group in canvas.tool_groups:
            if self._actions:
                line = QFrame()
                line.setFrameShape(QFrame.Shape.HLine)
                line.setProperty("role", "line")
                rows.addWidget(line, rows.rowCount(), 0, 1, _COLUMNS)
            first = rows.rowCount()
            for place, tool in enumerate(group):
                button = self._button(tool, canvas.choose_tool)
                rows.addWidget(button, first + place // _COLUMNS, place % _COLUMNS)
        self.addWidget(panel)
        canvas.tool_changed.connect(self._show)
        self._show(canvas.tool.id)

    def _button(self, tool: Tool, choose: Callable[[str], None]) -> QToolButton:
        action = QAction(tool.title(), self)
        action.setCheckable(True)
        name_shortcut(action, f"tool_{tool.id}", *filter(None, [tool.shortcut]))
        name_icon(action, tool.icon)
        action.triggered.connect(lambda _checked: choose(tool.id))
        self._group.addAction(action)
        self._actions[tool.id] = action
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(self.iconSize())
        button.setAutoRaise(True)
        return button

    def _show(self, tool_id: str) -> None:
        self._actions[tool_id].setChecked(True)


class ToolOptionsBar(QToolBar):
    """Sets what can be set about the tool in hand. The brush and the eraser keep their own settings."""

    def __init__(
        self,
        canvas: CanvasView,
        previews: BrushPreviews | None = None,
        presets: Sequence[Brush] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tool options")
        self.setWindowTitle(self.tr("Tool options"))
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self._canvas = canvas
        brushes = [preset.brush for preset in shipped() if paints(preset)] if presets is None else presets
        self.brush = BrushOptions(brushes, previews)
        self.eraser = BrushOptions([preset.brush for preset in shipped() if not paints(preset)])
        self._brushes = {BrushTool.id: self.brush, EraserTool.id: self.eraser}
        self._pages = QStackedWidget()
        self.lines = LineOptions(canvas)
        self._lines_of_eraser = LineOptions(canvas)
        drawing = {
            BrushTool.id: _side_by_side(self.brush, self.lines),
            EraserTool.id: _side_by_side(self.eraser, self._lines_of_eraser),
        }
        self._pages_by_tool = [
            drawing.get(tool.id) or tool.options() or _hint(tool) for tool in canvas.tools.values()
        ]
        for page in self._pages_by_tool:
            self._pages.addWidget(page)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.colour = ColourButton()
        self._first = self.addWidget(self.colour)
        self.addWidget(self._pages)
        self._zoom = QToolButton()
        self._zoom.setToolTip(self.tr("Zoom; a click shows the whole picture (2)"))
        self._zoom.setMinimumWidth(64)
        self._zoom.clicked.connect(canvas.fit)
        self.addWidget(self._zoom)
        canvas.zoom_changed.connect(self._show_zoom)
        self._show_zoom(canvas.viewport.zoom)
        self.brush.brush_changed.connect(self._take_brush)
        self.eraser.brush_changed.connect(self._take_brush)
        canvas.tool_changed.connect(self._show)
        self.brush.set_preset(shipped_brush("round").name)
        self._take_brush()
        self._show(canvas.tool.id)

    @property
    def current(self) -> BrushOptions | None:
        """Give the settings of the brush or the eraser, whichever is in hand or drawn with."""
        tool = self._canvas.tool
        return self.brush if tool.uses_brush else self._brushes.get(tool.id)

    def grow(self) -> None:
        """Make the brush or eraser in hand larger."""
        if self.current:
            self.current.grow()

    def shrink(self) -> None:
        """Make the brush or eraser in hand smaller."""
        if self.current:
            self.current.shrink()

    def change_opacity(self, by: float) -> None:
        """Change that of the brush or eraser in hand, which is from 0 to 1."""
        if self.current:
            self.current.set_opacity(self.current.brush.opacity + by)

    def lead_with(self, actions: Sequence[QAction]) -> None:
        """Put buttons for these before the colour in hand and the options."""
        self.insertActions(self._first, actions)
        self.insertSeparator(self._first)

    def offer_for_lines(self, actions: Sequence[QAction]) -> None:
        """Put buttons for these behind what says how lines are drawn."""
        for options in (self.lines, self._lines_of_eraser):
            options.offer(actions)

    def _take_brush(self) -> None:
        self._canvas.brush_tool.brush = self.brush.brush
        self._canvas.eraser_tool.brush = self.eraser.brush
        self._canvas.refresh_outline()

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{100 * zoom:.0f} %")

    def _show(self, tool_id: str) -> None:
        chosen = list(self._canvas.tools).index(tool_id)
        for place, page in enumerate(self._pages_by_tool):  # what is not seen wants no room
            wants = QSizePolicy.Policy.Preferred if place == chosen else QSizePolicy.Policy.Ignored
            page.setSizePolicy(wants, QSizePolicy.Policy.Preferred)
        self._pages.setCurrentIndex(chosen)


def _side_by_side(options: QWidget, more: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(options, 1)
    row.addWidget(more)
    return page


def _hint(tool: Tool) -> QLabel:
    words = QLabel(tool.hint())
    words.setProperty("role", "muted")
    return words
