"""The window: canvas in the middle, tools at the left, panels at the right, the film of frames below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget

import aipaint_desktop
from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.modelstore.samples import sample_file
from aipaint_desktop.ui.adjusting.adjusting import Adjusting
from aipaint_desktop.ui.canvas.text.fonts import missing
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.files.arrivals import Arrivals
from aipaint_desktop.ui.files.clipboard import Clipboard
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.incoming import local_files
from aipaint_desktop.ui.files.pinning import Pinning
from aipaint_desktop.ui.help.help_window import HelpWindow
from aipaint_desktop.ui.help.suggestions import Suggestions
from aipaint_desktop.ui.keyboard.keyboard import Keyboard
from aipaint_desktop.ui.keyboard.shortcuts import apply_shortcuts
from aipaint_desktop.ui.lab.lab import Lab
from aipaint_desktop.ui.lab.own_command import own_command
from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.look.theme import THEMES, apply_theme, load_theme
from aipaint_desktop.ui.paint.commissioning import Commissioning
from aipaint_desktop.ui.paint.composing import Composing
from aipaint_desktop.ui.paint.live_of_panel import live_preview_of
from aipaint_desktop.ui.paint.made_elsewhere import MadeElsewhere
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls
from aipaint_desktop.ui.paint.painting_again import PaintingAgain
from aipaint_desktop.ui.paint.painting_view import PaintingView
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.references.samples import Samples
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.welcome.welcome import Welcome
from aipaint_desktop.ui.window.brush_commands import BrushCommands
from aipaint_desktop.ui.window.canvas_only import CanvasOnly
from aipaint_desktop.ui.window.furniture import Furniture
from aipaint_desktop.ui.window.menus import Menus, Parts
from aipaint_desktop.ui.window.model_commands import ModelCommands
from aipaint_desktop.ui.window.remembered import recall, recall_geometry, remember, remember_geometry
from aipaint_desktop.ui.window.shortcomings import Shortcomings
from aipaint_desktop.ui.window.stage import Stage
from aipaint_desktop.ui.window.stroke_recording import StrokeRecording
from aipaint_desktop.ui.words.language import LANGUAGES, set_language, system_language
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.learning import Learning
from aipaint_desktop.workspace.line_settings import LineSettings
from aipaint_desktop.workspace.pen_buttons import PenButtons
from aipaint_desktop.workspace.stored import one_of
from aipaint_desktop.workspace.workspace import Workspace


class MainWindow(QMainWindow):
    """Shows a workspace and forwards presses to it.

    asks: whether to ask before unsaved work is lost. command: what starts the program for work beside the window.
    left: whether the artist has closed the window: what is unsaved then is not wanted.
    """

    def __init__(
        self, workspace: Workspace, *, asks: bool = True, command: Sequence[str] | None = None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._asks = asks
        self.left = False
        self.settings = workspace.equipment.settings
        self.preferences = preferences = workspace.preferences
        background = workspace.background
        self._previews = BrushPreviews(background, self)
        program = command or own_command()
        self.learning = Learning(workspace.references, program, lambda: preferences.device, background, self)
        self._samples = Samples(sample_file, workspace.paint_sample, background, self)
        self.theme = load_theme(one_of(THEMES, preferences.theme))
        self.language = one_of((system_language(), *LANGUAGES), preferences.language)
        set_language(_application(), self.language)

        self.canvas = CanvasView(workspace.document, background=workspace.background)
        self.canvas.pressure_curve = preferences.pressure_curve
        self.canvas.pen_buttons = preferences.pen_buttons
        self.canvas.set_aids(preferences.view_aids)
        self.canvas.set_lines(LineSettings(preferences.steadiness))
        self.recording = StrokeRecording(self.canvas, background)
        self.regions = StyleRegions(self.canvas, self)
        self.progress = ProgressPanel()
        self.stage = Stage(
            self.canvas,
            self.progress,
            lambda column, row: workspace.painting.sources.at(workspace.document, column, row),
        )
        self.messages = self.stage.messages
        self.shortcomings = Shortcomings(self.messages, self)
        self.painting = PaintingView(workspace, self.canvas, self.progress, self)
        self.files = Files(
            self,
            workspace.active,
            background,
            self.settings,
            lambda: self.painting.under_way,
            lambda dialog: tint_icons(dialog, self.theme),
        )
        self.adjusting = Adjusting(
            self.canvas, background, lambda dialog: tint_icons(dialog, self.theme), self
        )
        self.arrivals = Arrivals(self.files, workspace.active, background, lambda: self.canvas.middle, self)
        self.pinning = Pinning(self.files, workspace.active, background, lambda: self.canvas.middle, self)
        self.clipboard = Clipboard(self.files, self.arrivals, workspace.active, background, self.canvas, self)
        self.live = live_preview_of(workspace, self.canvas, self.painting, lambda: self.paint_panel, self)
        self.commissioning = Commissioning(workspace, self)
        self.composing = Composing(workspace, lambda: self.paint_panel, self)
        self.painting.branched.connect(lambda *branch: self.paint_panel.go_on_from(*branch))
        self.painting_again = PaintingAgain(workspace, self)
        self.welcome = Welcome(
            self.settings, self.files, workspace.equipment.engines, background, self._show_card, self
        )
        self.lab = Lab(self, program, self)
        self.models = ModelCommands(workspace.model_files, self)
        self.made_elsewhere = MadeElsewhere(
            lambda: self.paint_panel,
            lambda: workspace.model_files.index,
            self.files.ask_for_picture,
            self.messages,
            background,
            self,
        )
        self.setCentralWidget(self.stage)
        self._connect()
        self.canvas_only = CanvasOnly(self.canvas, lambda: (*self._furniture.around, self.progress), self)
        self._furnish()
        Keyboard(self, self.canvas).noted.connect(self.messages.show_note)
        self.canvas.setFocus()
        self._follow(workspace.document)
        self.help: HelpWindow | None = None
        self.set_theme(self.theme.name)
        recall_geometry(self, self.settings)
        recall(self, self.settings)
        workspace.model_files.begin()
        # not before: nothing is loaded to put the window together
        self.paint_panel.changed.connect(workspace.warm_up)

    def _furnish(self) -> None:
        """Put bars, menus and panels around the stage; their words are in the language of this moment."""
        self._furnished_in = self.language
        furniture = Furniture(
            self,
            self.workspace,
            self.canvas,
            self.regions,
            self._previews,
            self._samples,
            self.learning,
        )
        self._furniture = furniture
        self.colours, self.layers, self.history = furniture.colours, furniture.layers, furniture.history
        self.brushes_panel = furniture.brushes
        self.references, self.paint_panel = furniture.references, furniture.paint_panel
        self.tools, self.tool_options, self.docks = furniture.tools, furniture.tool_options, furniture.docks
        self.brush_commands = BrushCommands(
            self.canvas,
            self.workspace.brushes,
            self._previews,
            self.colours,
            self.tool_options,
            furniture.brushes,
        )
        self.brush_commands.noted.connect(self.messages.show_note)
        self.brush_commands.failed.connect(self.messages.show_error)
        self.commissioning.serve(self.paint_panel)
        self.menus = Menus(
            self,
            Parts(
                self.workspace,
                self.canvas,
                self.canvas_only,
                self.messages,
                self.files,
                self.recording,
                self.adjusting,
                self.clipboard,
                self.pinning,
                self.commissioning,
                self.painting,
                self.painting_again,
                self.lab,
                self.models,
                self.made_elsewhere,
                self.welcome,
                self.colours,
                self.layers,
                self.history,
                self.tool_options,
                self.brush_commands,
                self.docks,
            ),
            self,
            self.theme.name,
        )
        self.tool_options.lead_with((self.menus.undo, self.menus.redo))
        self.tool_options.offer_for_lines(self.menus.mirrors)
        apply_shortcuts(self, self.settings)
        self.canvas.colour_picked.connect(self.colours.set_colour)
        self.canvas.colour_used.connect(self.colours.remember)
        self.colours.colour_changed.connect(self._take_colour)
        self.colours.palettes.refused.connect(self.messages.show_error)
        self.references.refused.connect(self.messages.show_error)
        self.layers.refused.connect(self.messages.show_note)
        self.layers.text_opened.connect(self.canvas.edit_text)
        self.references.left_out.connect(self.shortcomings.tell_left_out)
        self.paint_panel.changed.connect(self.live.restart)
        self.paint_panel.controls(ComposeControls).several_requested.connect(self.composing.compose_several)
        self.paint_panel.live.toggled.connect(self.live.switch)
        self.tool_options.colour.clicked.connect(lambda: self.docks.show(self.docks.colour))
        self._take_colour(self.colours.colour)

    def _connect(self) -> None:
        self.canvas.refused.connect(self.messages.show_note)
        self.regions.refused.connect(self.messages.show_note)
        painting = self.workspace.painting
        painting.too_soon.connect(self._tell_too_soon)
        painting.begun.connect(self.messages.hide)
        painting.begun.connect(self.welcome.end)
        painting.failed.connect(self.messages.show_error)
        self.painting.finished.connect(self.messages.show_note)
        self.workspace.active.replaced.connect(self._show_document)
        self.live.failed.connect(self.messages.show_error)
        self.live.failed.connect(lambda: self.paint_panel.live.setChecked(False))
        self.files.opened.connect(self.workspace.active.replace)
        self.files.read.connect(lambda path: self.made_elsewhere.look([path]))
        self.files.sketched.connect(self.workspace.warm_up)
        self.files.exported.connect(
            lambda path: self.messages.show_note(self.tr("Exported to {0}.").format(as_text(path)))
        )
        self.files.saved.connect(
            lambda path: self.messages.show_note(self.tr("Saved to {0}.").format(as_text(path)))
        )
        for signal in (self.files.saved, self.files.exported):
            signal.connect(self._show_history)
        for signal in (self.files.failed, self.files.warned):
            signal.connect(self.messages.show_error)
        self.files.noted.connect(self.messages.show_note)
        self.adjusting.failed.connect(self.messages.show_error)
        self.arrivals.failed.connect(self.messages.show_error)
        self.pinning.failed.connect(self.messages.show_error)
        self.pinning.pinned.connect(self.canvas.show_pins)
        self.stage.dropped_to_pin.connect(self.pinning.take)
        self.arrivals.brushes.connect(self.workspace.brushes.import_from)
        self.clipboard.failed.connect(self.messages.show_error)
        self.clipboard.noted.connect(self.messages.show_note)
        self.recording.noted.connect(self.messages.show_note)
        self.recording.failed.connect(self.messages.show_error)
        self.stage.dropped.connect(self._take_dropped)
        self.models.noted.connect(self.messages.show_note)
        self.models.failed.connect(self.messages.show_error)
        self.models.usable.connect(lambda file: self.paint_panel.set_model(file.id))
        self.workspace.model_files.failed.connect(self.messages.show_error)
        self.workspace.model_files.found.connect(self.offer_models)
        self.welcome.sample_taken.connect(lambda reference: self.references.choose([reference]))
        self.welcome.paint_requested.connect(self.commissioning.paint_sketch)
        self.painting_again.noted.connect(self.messages.show_note)
        self.lab.models_changed.connect(self.offer_models)
        self.lab.use_requested.connect(self._use_model)
        self.lab.noted.connect(self.messages.show_note)
        self.lab.failed.connect(self.messages.show_error)
        self.learning.failed.connect(self.messages.show_error)
        self.learning.learned.connect(self.live.restart)

    def _take_dropped(self, data: QMimeData) -> None:
        if not self.models.drop(data):
            self.arrivals.drop(data)
            self.made_elsewhere.look(local_files(data))

    # The document

    def _show_document(self, document: Document) -> None:
        self._stop_following()
        self.adjusting.close()
        self.stage.inset.hide()
        self.paint_panel.forget_document()
        self.canvas.set_document(document)
        self.layers.set_document(document)
        self.history.set_document(document)
        self._furniture.navigator.set_document(document)
        self.painting.set_document(document)
        self._follow(document)
        self.paint_panel.size_field.follow(QSize(document.width, document.height))
        self.live.restart()
        # after what is said of its file
        QTimer.singleShot(0, self, lambda: self.shortcomings.tell_missing_fonts(missing(document.state)))

    def _follow(self, document: Document) -> None:
        self._stop_following = document.changed.add(self._on_changed)
        self.regions.set_document(document)
        self.commissioning.set_document(document)
        self._show_history()

    def _on_changed(self, change: Change) -> None:
        if change.history:
            self._show_history()

    def _show_history(self) -> None:
        history = self.workspace.document.history
        self.menus.undo.setEnabled(history.can_undo)
        self.menus.redo.setEnabled(history.can_redo)
        name = self.files.title.replace("[*]", "[*][*]")  # Qt's sign of what is not saved
        self.setWindowTitle(f"{name}[*] — AIPaint")
        self.setWindowModified(self.files.unsaved)

    # Painting

    def paint(self) -> None:
        """Have painted what the paint panel says."""
        self.commissioning.paint()

    def _use_model(self, model: str) -> None:
        """Bring the paint panel into sight with a model chosen."""
        self.paint_panel.set_model(model)
        self.docks.show(self.docks.paint)
        self.raise_()
        self.activateWindow()

    def _tell_too_soon(self) -> None:
        self.messages.show_note(
            self.tr("The painting is being prepared. For another one, press again when it shows.")
        )

    def offer_models(self) -> None:
        """Offer those models that there are: the artist's are others now."""
        self.paint_panel.set_models(self.workspace.equipment.models())

    def cancel(self) -> None:
        """Leave the frame that is being looked at, or else cancel the running job."""
        if self.painting.scrubbing:
            self.painting.stop_scrubbing()
        else:
            self.painting.cancel()

    def _take_colour(self, colour: QColor) -> None:
        self.canvas.colour, self.canvas.other_colour = colour, self.colours.other
        self.tool_options.colour.set_colours(colour, self.colours.other)

    # The window itself

    def set_theme(self, name: str) -> None:
        """Wear another theme. name: one of `theme.THEMES`."""
        self.theme = load_theme(name)
        self.workspace.preferences.theme = name
        apply_theme(_application(), self.theme)
        tint_icons(self, self.theme)
        self.canvas.surround = self.theme.colour("surround")
        self.canvas.update()

    def set_language(self, name: str) -> None:
        """Speak another language. name: one of `language.LANGUAGES`. Everything around the stage is made anew in it,
        soon after."""
        self.language = name
        self.workspace.preferences.language = name
        set_language(_application(), name)

    def set_full_screen(self, full: bool) -> None:
        """Fill the screen, or go back to how large the window was."""
        state = self.windowState() & ~Qt.WindowState.WindowFullScreen
        self.setWindowState(state | Qt.WindowState.WindowFullScreen if full else state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.menus.full_screen.setChecked(self.isFullScreen())
        if event.type() == QEvent.Type.LanguageChange and self._furnished_in != self.language:
            self._remember()
            self.adjusting.close()  # its words are those of the language before
            self.brush_commands.close_editor()
            before = self._furniture
            self.messages.hide()  # its words are those of the language before
            before.clear_out()
            self.menus.deleteLater()
            self._furnish()
            self.set_theme(self.theme.name)
            recall(self, self.settings)
            self._furniture.take_over(before)
            self.paint_panel.changed.connect(self.workspace.warm_up)
            self._show_history()

    def _remember(self) -> None:
        self.canvas_only.switch(False)  # panels that are hidden for a while are not closed
        remember_geometry(self, self.settings)
        remember(self, self.settings)
        self.preferences.view_aids = self.canvas.aids
        self.preferences.steadiness = self.canvas.steadiness

    def set_pressure_curve(self, curve: PressureCurve) -> None:
        self.workspace.preferences.pressure_curve = curve
        self.canvas.pressure_curve = curve

    def set_pen_buttons(self, buttons: PenButtons) -> None:
        self.workspace.preferences.pen_buttons = buttons
        self.canvas.pen_buttons = buttons

    def show_settings(self) -> None:
        SettingsDialog(self, self).exec()

    def show_help(self) -> None:
        if self.help is None:
            suggestions = Suggestions(
                lambda: self.workspace.document, lambda: self.workspace.painting.busy, self
            )
            self.help = HelpWindow(self, self.workspace.equipment.models, suggestions, self._choose_operation)
        self.help.show_now()

    def _choose_operation(self, operation: str) -> None:
        self.paint_panel.set_operation(operation)  # of the panel that there is by then

    def _show_card(self, card: QWidget) -> None:
        self.stage.show_below(card)
        tint_icons(card, self.theme)

    def arrange_panels(self) -> None:
        """Put every panel where it stands at the first start."""
        self.docks.arrange()

    def show_about(self) -> None:
        QMessageBox.about(
            self,
            self.tr("About AIPaint"),
            self.tr(
                "<h3>AIPaint {0}</h3>"
                "<p>A painting studio in which local AI models paint with the artist.</p>"
                "<p>Everything runs on this machine; no picture ever leaves it.</p>"
                "<p>Icons by Lucide (ISC), typefaces Inter and Noto Sans (OFL).</p>"
            ).format(aipaint_desktop.__version__),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        under_way = " ".join(filter(None, (self.lab.under_way, self._learning_under_way)))
        if self._asks and not self.files.may_leave(self.close, under_way):
            event.ignore()
            return
        self.left = True
        self.end()
        event.accept()

    @property
    def _learning_under_way(self) -> str:
        """What ends with the window, in one sentence; nothing where there is nothing."""
        if self.learning.under_way is None:
            return ""
        return self.tr("A reference is being learned; that stops, and can go on later.")

    def end(self) -> None:
        """Keep the settings and end all work beside the window; nothing is asked."""
        self._remember()
        self.clipboard.settle()
        self.live.shutdown()
        self._samples.shutdown()
        self.lab.shutdown()
        self.learning.shutdown()
        self.workspace.shutdown()
        for timer in self.findChildren(QTimer):  # nobody will see what they were to show
            timer.stop()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
