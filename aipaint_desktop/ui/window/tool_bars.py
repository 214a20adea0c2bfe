"""The tools at the left and the options of the one in hand at the top."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QToolBar, QToolButton, QWidget

from aipaint_desktop.brushes.presets import ERASER, PRESETS, ROUND
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_button import ColourButton
from aipaint_desktop.ui.keyboard.shortcuts import name_shortcut
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_ICONS = {
    "brush": "brush",
    "eraser": "eraser",
    "fill": "paint-bucket",
    "eyedropper": "pipette",
    "rectangle": "square-dashed",
    "lasso": "lasso",
    "hand": "hand",
    "rotate": "rotate-cw",
    "zoom": "zoom-in",
}
_NEW_GROUP = ("rectangle", "hand")  # a line before these


class ToolBar(QToolBar):
    """One button a tool of the canvas, with its shortcut."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(20, 20))
        self._group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        for tool_id, tool in canvas.tools.items():
            if tool_id in _NEW_GROUP:
                self.addSeparator()
            action = self.addAction(tool.title())
            action.setCheckable(True)
            name_shortcut(action, f"tool_{tool_id}", *filter(None, [tool.shortcut]))
            name_icon(action, _ICONS[tool_id])
            action.triggered.connect(lambda _checked, tool_id=tool_id: canvas.choose_tool(tool_id))
            self._group.addAction(action)
            self._actions[tool_id] = action
        canvas.tool_changed.connect(self._show)
        self._show(canvas.tool.id)

    def _show(self, tool_id: str) -> None:
        self._actions[tool_id].setChecked(True)


class ToolOptionsBar(QToolBar):
    """What can be set about the tool in hand. The brush and the eraser keep their own settings."""

    def __init__(
        self, canvas: CanvasView, previews: BrushPreviews | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tool options")
        self.setWindowTitle(self.tr("Tool options"))
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self._canvas = canvas
        self.brush = BrushOptions(PRESETS, previews)
        self.eraser = BrushOptions((ERASER,))
        self._tolerance = ValueSlider(self.tr("Tolerance"), 0, 255)
        self._tolerance.setToolTip(self.tr("How far a colour may be from the one under the pointer"))
        self._tolerance.setMaximumWidth(180)
        self._tolerance.set_number(canvas.fill_tool.tolerance)
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        self._pages = QStackedWidget()
        for page in (self.brush, self.eraser, self._tolerance, self._words):
            self._pages.addWidget(page)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.colour = ColourButton()
        self._first = self.addWidget(self.colour)
        self.addWidget(self._pages)
        self._zoom = QToolButton()
        self._zoom.setToolTip(self.tr("Zoom; a click shows the whole picture (Ctrl+0)"))
        self._zoom.setMinimumWidth(64)
        self._zoom.clicked.connect(canvas.fit)
        self.addWidget(self._zoom)
        canvas.zoom_changed.connect(self._show_zoom)
        self._show_zoom(canvas.viewport.zoom)
        self.brush.brush_changed.connect(self._take_brush)
        self.eraser.brush_changed.connect(self._take_brush)
        self._tolerance.edited.connect(self._take_tolerance)
        canvas.tool_changed.connect(self._show)
        self.brush.set_preset(ROUND.name)
        self._take_brush()
        self._show(canvas.tool.id)

    @property
    def current(self) -> BrushOptions | None:
        """The settings of the brush or the eraser, whichever is in hand."""
        return {"brush": self.brush, "eraser": self.eraser}.get(self._canvas.tool.id)

    def lead_with(self, actions: Sequence[QAction]) -> None:
        """Put buttons for these before the colour in hand and the options."""
        self.insertActions(self._first, actions)
        self.insertSeparator(self._first)

    def _take_brush(self) -> None:
        self._canvas.brush_tool.brush = self.brush.brush
        self._canvas.eraser_tool.brush = self.eraser.brush
        self._canvas.refresh_outline()

    def _take_tolerance(self, tolerance: float) -> None:
        self._canvas.fill_tool.tolerance = round(tolerance)

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{100 * zoom:.0f} %")

    def _show(self, tool_id: str) -> None:
        pages: dict[str, QWidget] = {
            "brush": self.brush,
            "eraser": self.eraser,
            "fill": self._tolerance,
        }
        hints = {
            "eyedropper": self.tr(
                "Click a colour to take it. Ctrl+click does the same with the brush in hand."
            ),
            "rectangle": self.tr("Drag to select. Shift adds, Alt takes away; a click selects all."),
            "lasso": self.tr("Go around what is to be selected. Shift adds, Alt takes away."),
            "hand": self.tr("Drag to move the view. Holding Space does the same with any tool."),
            "rotate": self.tr("Drag to turn the view, with Ctrl in steps. Holding R does the same."),
            "zoom": self.tr("Drag right for closer, left for farther. The wheel does the same."),
        }
        self._words.setText(hints.get(tool_id, ""))
        self._pages.setCurrentWidget(pages.get(tool_id, self._words))
