"""What can be done with brushes from anywhere in the window."""

from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.ui.brushes.palette import BrushPalette
from aipaint_desktop.ui.brushes.panel import BrushesPanel
from aipaint_desktop.ui.brushes.popup import BrushDropDown
from aipaint_desktop.ui.canvas.tools.brush import BrushTool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.window.tool_bars import ToolOptionsBar
from aipaint_desktop.workspace.brush_library import BrushLibrary


class BrushCommands(QObject):
    """Takes brushes in hand, and shows them where the artist asks for them: in the panel, below the tool bar, at the
    pen."""

    def __init__(
        self,
        canvas: CanvasView,
        library: BrushLibrary,
        previews: BrushPreviews,
        colours: ColourPanel,
        tool_options: ToolOptionsBar,
        panel: BrushesPanel,
    ) -> None:
        super().__init__(tool_options)
        self._canvas = canvas
        self._library = library
        self._previews = previews
        self._colours = colours
        self._options = tool_options
        self._panel = panel
        panel.chooser.chosen.connect(self.take)
        tool_options.brush.choosing.connect(self.choose)
        tool_options.brush.brush_changed.connect(self._show_in_hand)
        library.changed.connect(self._offer)
        canvas.palette_wanted.connect(self._open_palette)
        self._show_in_hand(tool_options.brush.brush)

    def take(self, name: str) -> None:
        """Paint with the preset of this name, as the artist has set it."""
        self._options.brush.set_preset(name)
        if not self._canvas.tool.uses_brush:  # a line is drawn with another brush
            self._canvas.choose_tool(BrushTool.id)
        self._library.use(name)

    def take_previous(self) -> None:
        """Paint with the brush that was in hand before."""
        in_hand = self._options.brush.brush.name
        before = next((preset for preset in self._library.recent if preset.name != in_hand), None)
        if before is not None:
            self.take(before.name)

    def choose(self) -> None:
        """Open the list of brushes below the button that shows the one in hand."""
        button: QWidget = self._options.brush.button
        if not button.isVisible():
            button = self._options.colour
        drop_down = BrushDropDown(self._library, self._previews, self._options.brush.brush.name, button)
        drop_down.chooser.chosen.connect(self.take)
        drop_down.open_below(button)

    def open_palette(self) -> None:
        """Open the palette where the pointer is, or in the middle of the canvas."""
        if self._options.current is not None:
            pointer = self._canvas.pointer
            middle = QPointF(self._canvas.rect().center())
            self._open_palette(middle if pointer is None else pointer.widget_position)

    def put_back(self) -> None:
        """Let the brush or eraser in hand be as it came."""
        if self._options.current is not None:
            self._options.current.put_back()

    def _open_palette(self, place: QPointF) -> None:
        options = self._options.current
        if options is None:
            return
        palette = BrushPalette(
            self._library,
            self._previews,
            options.brush,
            options.largest,
            [self._colours.colour, *self._colours.recent],
            self._canvas,
        )
        palette.chosen.connect(self.take)
        palette.coloured.connect(self._colours.set_colour)
        palette.sized.connect(options.set_size)
        palette.covered.connect(options.set_opacity)
        palette.open_around(self._canvas.mapToGlobal(place.toPoint()))

    def _show_in_hand(self, brush: Brush) -> None:
        self._panel.chooser.show_in_hand(brush.name)

    def _offer(self) -> None:
        self._options.brush.set_presets([preset.brush for preset in self._library.presets])
