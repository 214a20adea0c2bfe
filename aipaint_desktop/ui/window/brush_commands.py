"""What can be done with brushes from anywhere in the window."""

from pathlib import Path

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.ui.brushes.editor import BrushEditor
from aipaint_desktop.ui.brushes.palette import BrushPalette
from aipaint_desktop.ui.brushes.panel import BrushesPanel
from aipaint_desktop.ui.brushes.popup import BrushDropDown
from aipaint_desktop.ui.canvas.tools.brush import BrushTool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.files.saving import ask_where_to_save
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.window.tool_bars import ToolOptionsBar
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text, listed
from aipaint_desktop.workspace.brush_files import BUNDLE_SUFFIX
from aipaint_desktop.workspace.brush_library import SUFFIXES, BrushLibrary


class BrushCommands(QObject):
    """Takes brushes in hand, and shows them where the artist asks for them: in the panel, below the tool bar, at the
    pen.

    noted: something to tell the artist. failed: why something could not be done.
    """

    noted = Signal(str)
    failed = Signal(object)  # Sentence

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
        self._editor: BrushEditor | None = None
        library.failed.connect(self.failed)
        library.imported.connect(self._tell_imported)
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
        pointer = self._canvas.pointer
        middle = QPointF(self._canvas.rect().center())
        self._open_palette(middle if pointer is None else pointer.widget_position)

    def edit(self) -> BrushEditor:
        """Open the editor of the brush in hand, or bring it to the front."""
        if self._editor is None:
            if not self._canvas.tool.uses_brush:
                self._canvas.choose_tool(BrushTool.id)
            self._editor = BrushEditor(
                self._options.brush,
                self._library,
                lambda: self._canvas.colour,
                self.take,
                self._canvas.window(),
            )
            self._editor.sheet.surround = self._canvas.surround
            self._editor.finished.connect(self._forget_editor)
        self._editor.show()
        self._editor.raise_()
        self._editor.activateWindow()
        return self._editor

    def close_editor(self) -> None:
        """Close the editor, if it is open; the brush stays as it was set."""
        if self._editor is not None:
            self._editor.close()

    def _forget_editor(self) -> None:
        self._editor = None

    def save_as(self) -> None:
        """Ask for the name of a new brush, which is as the one in hand."""
        self.edit().begin_naming()

    def import_brushes(self) -> None:
        """Ask for a file with brushes."""
        suffixes = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        file, _kind = QFileDialog.getOpenFileName(
            self._canvas.window(),
            self.tr("Import brushes"),
            str(Path.home()),
            self.tr("Brushes") + f" ({suffixes})",
        )
        if file:
            self._library.import_from(Path(file))

    def export_brushes(self) -> None:
        """Ask for a file to write the artist's own brushes into."""
        if not self._library.own:
            self.noted.emit(self.tr("There are no brushes of your own yet; the brush editor (F5) saves one."))
            return
        brushes = self.tr("Brushes")
        proposed, kinds = Path.home() / (brushes + BUNDLE_SUFFIX), {brushes: BUNDLE_SUFFIX}
        path = ask_where_to_save(self._canvas.window(), self.tr("Export own brushes"), proposed, kinds)
        if path is not None:
            self._library.export(
                path, lambda: self.noted.emit(self.tr("Exported to {0}.").format(as_text(path)))
            )

    def _tell_imported(self, names: list[str], left_out: Sentence | None) -> None:
        self.take(names[0])
        words = self.tr("Imported: {0}.").format(listed(names))
        self.noted.emit(words if left_out is None else f"{words} {refusal(left_out)}")

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
