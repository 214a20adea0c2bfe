"""The window: canvas in the middle, tools at the left, panels at the right, the film of frames below."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget

import aipaint_desktop
from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import CancelToken, Estimate
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing.devices import DEVICES, PRECISIONS
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.style.engine import StyleEngine
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.modelstore.samples import paint_sample, sample_file
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.files.arrivals import Arrivals
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.help.help_window import HelpWindow
from aipaint_desktop.ui.help.suggestions import Suggestions
from aipaint_desktop.ui.keyboard.keyboard import Keyboard
from aipaint_desktop.ui.keyboard.shortcuts import apply_shortcuts
from aipaint_desktop.ui.lab.lab import Lab
from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.look.theme import THEMES, apply_theme, load_theme
from aipaint_desktop.ui.paint.compose_controls import ComposeControls
from aipaint_desktop.ui.paint.composing import Composing
from aipaint_desktop.ui.paint.live_preview import LivePreview
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.paint.painting import Painting
from aipaint_desktop.ui.paint.painting_again import PaintingAgain
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.paint.result_names import result_name
from aipaint_desktop.ui.paint.sketch_controls import SketchControls
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.panels.history import HistoryPanel
from aipaint_desktop.ui.panels.layers import LayersPanel
from aipaint_desktop.ui.references.reference_chooser import ReferenceChooser
from aipaint_desktop.ui.references.samples import Samples
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.welcome.welcome import Welcome
from aipaint_desktop.ui.widgets.carry_over import carry_over
from aipaint_desktop.ui.window.canvas_only import CanvasOnly
from aipaint_desktop.ui.window.docks import Docks
from aipaint_desktop.ui.window.menus import Menus
from aipaint_desktop.ui.window.remembered import recall, recall_geometry, remember, remember_geometry
from aipaint_desktop.ui.window.shortcomings import Shortcomings
from aipaint_desktop.ui.window.stage import Stage
from aipaint_desktop.ui.window.tool_bars import ToolBar, ToolOptionsBar
from aipaint_desktop.ui.window.workshop import Workshop
from aipaint_desktop.ui.words.language import LANGUAGES, set_language, system_language
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.paint_settings import (
    Canvas,
    Operation,
    PaintedFrom,
    PaintSettings,
    build_request,
)
from aipaint_desktop.workspace.painted_from import layers_painted_from, offered, picture_painted_from
from aipaint_desktop.workspace.placement import Fit, fit_of
from aipaint_desktop.workspace.preferences import (
    check_memory,
    history_megabytes,
    keep_pressure_curve,
    memory_limit,
    pressure_curve,
)
from aipaint_desktop.workspace.reference_pictures import ReferencePictures
from aipaint_desktop.workspace.source_map import SourceMaps
from aipaint_desktop.workspace.stored import one_of

if TYPE_CHECKING:
    from aipaint_desktop.engines.style.live_painting import Live

FIRST_CANVAS = QSize(768, 576)
_ESTIMATE_DELAY_MS = 200


class MainWindow(QMainWindow):
    """Wires the panels to the document on the canvas and to the worker.

    asks: whether to ask before unsaved work is lost. left: whether the artist has closed the window: what is unsaved
    then is not wanted.
    """

    def __init__(self, workshop: Workshop, *, asks: bool = True) -> None:
        super().__init__()
        self._workshop = workshop
        self._asks = asks
        self.left = False
        self.settings = workshop.settings
        self._background = Background(self)
        self._previews = BrushPreviews(self._background, self)
        self.pictures = ReferencePictures()
        self._sources = SourceMaps()
        self._samples = Samples(sample_file, self._paint_sample, self._background, self)
        self._warm = True  # nothing is loaded while the window is put together
        self.theme = load_theme(one_of(THEMES, self.settings.value("window/theme")))
        self.device = one_of(DEVICES, self.settings.value("paint/device"))
        self.precision = one_of(PRECISIONS, self.settings.value("paint/precision"))
        self.language = one_of((system_language(), *LANGUAGES), self.settings.value("window/language"))
        set_language(_application(), self.language)

        document = Document(FIRST_CANVAS.width(), FIRST_CANVAS.height())
        self.canvas = CanvasView(document)
        self.canvas.pressure_curve = pressure_curve(self.settings)
        self.regions = StyleRegions(self.canvas, self)
        self.progress = ProgressPanel()
        self.stage = Stage(self.canvas, self.progress)
        self.messages = self.stage.messages
        self.shortcomings = Shortcomings(self.messages, self)
        self.files = Files(
            self,
            lambda: self.canvas.document,
            self._background,
            self.settings,
            lambda: self.painting.under_way,
            lambda dialog: tint_icons(dialog, self.theme),
        )
        self.arrivals = Arrivals(self.files, lambda: self.canvas.document, self._background, self)
        self.painting = Painting(
            workshop.queue,
            self.canvas,
            self.progress,
            self._sources,
            self._result_name,
            self._background,
            self,
        )
        self.live = LivePreview(
            self.canvas,
            self._live_request,
            self._follow_live,
            lambda state: layers_painted_from(self.paint_panel.painted_from.choice, state),
            lambda: self.painting.busy or self.painting.scrubbing,
            self,
        )
        self.composing = Composing(self)
        self.painting_again = PaintingAgain(self)
        self.welcome = Welcome(
            self.settings, self.files, workshop.engines, self._background, self._show_card, self
        )
        self.lab = Lab(self, workshop.command, self)
        self.setCentralWidget(self.stage)
        self._estimate_due = QTimer(self)
        self._estimate_due.setSingleShot(True)
        self._estimate_due.setInterval(_ESTIMATE_DELAY_MS)
        self._estimate_due.timeout.connect(self._estimate)
        self._connect()
        self.canvas_only = CanvasOnly(self.canvas, lambda: self._around, self)
        self._furnish(workshop.references)
        Keyboard(self, self.canvas).noted.connect(self.messages.show_note)
        self.canvas.setFocus()
        self._follow(document)
        self.help: HelpWindow | None = None
        self.set_theme(self.theme.name)
        recall_geometry(self, self.settings)
        recall(self, self.settings)
        self._warm = False

    def _furnish(self, references: Sequence[ReferenceEntry]) -> None:
        """Put bars, menus and panels around the stage; their words are in the language of this moment."""
        self._furnished_in = self.language
        document = self.canvas.document
        self.colours = ColourPanel()
        self.layers = LayersPanel(document)
        self.history = HistoryPanel(document)
        self.references = ReferenceChooser(
            references, self._workshop.add_reference, self._samples, self._background
        )
        self.paint_panel = PaintPanel(
            self._workshop.models(),
            self.references,
            self.regions,
            ComposeControls(self._workshop.prompts, self._background),
            SketchControls(self._workshop.manners, self._background),
            QSize(document.width, document.height),
        )
        self.tool_options = ToolOptionsBar(self.canvas, self._previews)
        self.tools = ToolBar(self.canvas)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tool_options)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tools)
        self.docks = Docks(self, self.colours, self.layers, self.history, self.paint_panel)
        self.menus = Menus(self)
        self.tool_options.lead_with((self.menus.undo, self.menus.redo))
        apply_shortcuts(self, self.settings)
        self.canvas.colour_picked.connect(self.colours.set_colour)
        self.colours.colour_changed.connect(self._take_colour)
        self.references.refused.connect(self.messages.show_error)
        self.references.left_out.connect(self.shortcomings.tell_left_out)
        self.paint_panel.changed.connect(self._estimate_due.start)
        self.paint_panel.changed.connect(self.live.restart)
        self.paint_panel.changed.connect(self._show_painted_from)
        self.paint_panel.changed.connect(self._warm_up)
        self.paint_panel.paint_requested.connect(self.paint)
        self.paint_panel.compose_controls.several_requested.connect(self.composing.compose_several)
        self.paint_panel.live.toggled.connect(self.live.switch)
        self.tool_options.colour.clicked.connect(lambda: self.docks.show(self.docks.colour))
        self._take_colour(self.colours.colour)

    def _clear_out(self) -> None:
        """Take away what `_furnish` put there; the stage stays with all that happens on it."""
        for panel in (self.layers, self.history):
            panel.stop_following()
        for bar in (self.tool_options, self.tools):
            self.removeToolBar(bar)
            bar.setObjectName("")  # the layout that is restored is not that of this one
            bar.deleteLater()
        for dock in self.docks.all:
            self.removeDockWidget(dock)
            dock.setObjectName("")
            dock.deleteLater()
        self.docks.deleteLater()
        self.menus.deleteLater()

    def _connect(self) -> None:
        self.canvas.refused.connect(self.messages.show_note)
        self.regions.refused.connect(self.messages.show_note)
        self.canvas.hover.connect(self._show_source)
        self.canvas.hover_left.connect(self.stage.inset.hide)
        self.progress.cancel_requested.connect(self.painting.cancel)
        self.progress.sources_toggled.connect(self.stage.inset.hide)
        self.painting.finished.connect(self.messages.show_note)
        self.painting.failed.connect(self.messages.show_error)
        self.painting.activity_changed.connect(self._show_activity)
        self.painting.finished.connect(lambda: self.paint_panel.live.setChecked(False))
        self.live.failed.connect(self.messages.show_error)
        self.live.failed.connect(lambda: self.paint_panel.live.setChecked(False))
        self.files.opened.connect(self._show_document)
        self.files.sketched.connect(self._warm_up)
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
        self.files.noted.connect(lambda sentence: self.messages.show_note(refusal(sentence)))
        self.arrivals.failed.connect(self.messages.show_error)
        self.stage.dropped.connect(self.arrivals.drop)
        self.welcome.sample_taken.connect(lambda reference: self.references.choose([reference]))
        self.welcome.paint_requested.connect(self._paint_sketch)
        self.lab.models_changed.connect(self.offer_models)
        self.lab.use_requested.connect(self._use_model)
        self.lab.noted.connect(self.messages.show_note)
        self.lab.failed.connect(self.messages.show_error)

    # The document

    def _show_document(self, document: Document) -> None:
        for stop in self._stop_following:
            stop()
        self._sources.clear()
        self.progress.offer_sources(False)
        self.stage.inset.hide()
        self.paint_panel.compose_controls.forget_step()
        self.canvas.set_document(document)
        self.layers.set_document(document)
        self.history.set_document(document)
        self.painting.set_document(document)
        self._follow(document)
        self.paint_panel.size_field.follow(QSize(document.width, document.height))
        self.live.restart()
        self._warm_up()

    def _follow(self, document: Document) -> None:
        self._stop_following = (
            document.history_changed.add(self._worked),
            document.structure_changed.add(self._show_size),
            document.rect_changed.add(lambda _rect: self._warm_up()),
        )
        document.history.limit = history_megabytes(self.settings) * 2**20
        self._show_size()
        self._show_history()

    def _worked(self) -> None:
        if self.canvas.tool.uses_colour:
            self.colours.remember()
        self._warm_up()
        self._show_history()

    def _show_size(self) -> None:
        document = self.canvas.document
        self.regions.refresh()
        self.paint_panel.size_field.set_canvas(QSize(document.width, document.height))
        self._show_painted_from()

    def _show_painted_from(self) -> None:
        layers = layers_painted_from(self.paint_panel.painted_from.choice, self.canvas.document.state)
        self.paint_panel.painted_from.show_layers([layer_title(layer.name) for layer in layers])

    def _show_history(self) -> None:
        history = self.canvas.document.history
        self.menus.undo.setEnabled(history.can_undo)
        self.menus.redo.setEnabled(history.can_redo)
        name = self.files.title.replace("[*]", "[*][*]")  # Qt's sign of what is not saved
        self.setWindowTitle(f"{name}[*] — AIPaint")
        self.setWindowModified(self.files.unsaved)

    def _warm_up(self) -> None:
        """The artist means to paint: load what painting takes, before Paint is pressed."""
        if not self._warm:
            self._warm = True
            self._workshop.queue.warm_up()

    def undo(self) -> None:
        self.canvas.document.undo()

    def redo(self) -> None:
        self.canvas.document.redo()

    def clear_layer(self) -> None:
        """Take all paint off the active layer, within the selection where there is one."""
        self.canvas.document.clear_layer()

    def select_all(self) -> None:
        self.canvas.document.select_all()

    def select_none(self) -> None:
        self.canvas.document.select_none()

    def invert_selection(self) -> None:
        """Select what is not selected; where all or nothing is, there is nothing to invert."""
        if not self.canvas.document.invert_selection():
            self.messages.show_note(self.tr("Everything is selected; there is nothing to invert."))

    # Painting

    def paint(self) -> None:
        """Ask for a painting with what the panel says."""
        if self.may_begin():  # else the seed would be another than that of what is being prepared
            self.paint_panel.next_seed()
            self.commission(self.paint_panel.settings)

    def may_begin(self) -> bool:
        """Whether a press now is a job of its own. While one is on its way to its first frame it is not, and the artist
        is told so."""
        if self.painting.preparing:
            self.messages.show_note(
                self.tr("The painting is being prepared. For another one, press again when it shows.")
            )
            return False
        return True

    def commission(self, settings: PaintSettings) -> None:
        """Have painted what such settings of the panel ask for; the result comes on top of what it is painted from."""
        chosen = self.references.chosen
        state = self.canvas.document.state
        source, takes_one = settings.painted_from, bool(offered(settings))
        # What is painted from nothing comes on top, too, where it is seen.
        layers = layers_painted_from(source if takes_one else PaintedFrom.VISIBLE, state)

        def request() -> Request:
            pixels = picture_painted_from(source, state) if takes_one else composite(state.layers, state.rect)
            return build_request(settings, Canvas(pixels, state.selection), self.pictures.read(chosen))

        self.begin(request, Target.of(self.canvas.document, tuple(layer.id for layer in layers)))

    def begin(self, request: Callable[[], Request], target: Target | None = None) -> Job | None:
        """Begin a job; None where one is being prepared already. request: makes what is asked for, off the window's
        thread; may raise `BadInput`. target: where the result goes; above the active layer by default."""
        if not self.may_begin():
            return None
        limit = memory_limit(self.settings)

        def affordable() -> Request:
            asked = request()
            if limit:
                check_memory(self._workshop.engines[asked.engine].estimate(asked), limit)
            return asked

        job = self.painting.begin(affordable, target)
        if job is not None:
            self.messages.hide()
        return job

    def _result_name(self, request: Request, words: str) -> str:
        return result_name(request, words, self.references.entries, self._workshop.models())

    def _paint_sketch(self) -> None:
        self.paint_panel.set_operation(Operation.PAINT)
        self.paint()

    def _use_model(self, model: str) -> None:
        """Bring the paint panel into sight with a model chosen."""
        self.paint_panel.set_model(model)
        self.docks.show(self.docks.paint)
        self.raise_()
        self.activateWindow()

    def offer_models(self) -> None:
        """The artist's models are others now: offer those that there are."""
        self.paint_panel.set_models(self._workshop.models())

    def restyle(self) -> None:
        """Repaint what is on the canvas in the manner of the chosen references, whatever made it and whichever model is
        chosen, which stays so."""
        self.paint_panel.next_seed()
        self.commission(self.paint_panel.settings_for(Operation.STYLIZE))

    def _live_request(self) -> Callable[[], Request]:
        settings, chosen = self.paint_panel.settings, self.references.chosen
        document = self.canvas.document

        def request() -> Request:
            blank = np.zeros((document.height, document.width, 3), np.uint8)
            return build_request(
                replace(settings, width=document.width, height=document.height),
                Canvas(blank),
                self.pictures.read(chosen),
            )

        return request

    def _follow_live(self, request: Request) -> "Live":
        engine = self._workshop.engines[request.engine]
        assert isinstance(engine, StyleEngine | SketchEngine)
        return engine.follow(request)

    def _paint_sample(self, entry: ReferenceEntry, token: CancelToken) -> Path:
        return paint_sample(entry, self._workshop.engines["painter"], token)

    def cancel(self) -> None:
        """Leave the frame that is being looked at, or else cancel the running job."""
        if self.painting.scrubbing:
            self.painting.stop_scrubbing()
        else:
            self.painting.cancel()

    def _estimate(self) -> None:
        settings, chosen = self.paint_panel.settings, self.references.chosen
        state = self.canvas.document.state

        def estimate() -> tuple[Fit, tuple[int, int], Estimate | None]:
            # Only the sizes matter, so the canvas need not be composited.
            blank = np.zeros((state.height, state.width, 3), np.uint8)
            request = build_request(settings, Canvas(blank, state.selection), self.pictures.read(chosen))
            fit = fit_of(request, state.width, state.height)
            try:
                request.validate()
                return fit, request.size, self._workshop.engines[request.engine].estimate(request)
            except BadInput:
                return fit, request.size, None

        def show(found: tuple[Fit, tuple[int, int], Estimate | None]) -> None:
            fit, size, estimate = found
            self.paint_panel.show_estimate(estimate)  # the panel that there is by then
            self.paint_panel.size_note.show_fit(fit, *size)

        def show_nothing(_why: str) -> None:
            self.paint_panel.show_estimate(None)
            self.paint_panel.size_note.hide()

        self._background.run(estimate, show, show_nothing)

    def _show_activity(self) -> None:
        self.menus.cancel.setEnabled(self.painting.busy or self.painting.scrubbing)
        if self.painting.busy:
            self.welcome.end()

    def _show_source(self, place: QPointF) -> None:
        found = None
        if self.progress.asks_for_sources:
            found = self._sources.at(self.canvas.document, math.floor(place.x()), math.floor(place.y()))
        if found is None:
            self.stage.inset.hide()
            return
        pointer = self.canvas.viewport.to_widget(place).toPoint()
        self.stage.keep_inset_clear_of(self.canvas.mapTo(self.stage, pointer))
        self.stage.inset.show_spot(*found)

    def set_device(self, device: str) -> None:
        self.device = device
        self.settings.setValue("paint/device", device)
        self._workshop.switch_device(device, self.precision)
        self._estimate_due.start()

    def set_precision(self, precision: str) -> None:
        """precision: one of `devices.PRECISIONS`."""
        self.precision = precision
        self.settings.setValue("paint/precision", precision)
        self._workshop.switch_device(self.device, precision)
        self._estimate_due.start()

    # Brush and colour

    def _take_colour(self, colour: QColor) -> None:
        self.canvas.colour = colour
        self.tool_options.colour.set_colours(colour, self.colours.other)

    def grow_brush(self) -> None:
        if self.tool_options.current:
            self.tool_options.current.grow()

    def shrink_brush(self) -> None:
        if self.tool_options.current:
            self.tool_options.current.shrink()

    def set_brush_opacity(self, opacity: float) -> None:
        """opacity: 0 to 1."""
        if self.tool_options.current:
            self.tool_options.current.set_opacity(opacity)

    # The window itself

    def set_theme(self, name: str) -> None:
        """name: one of `theme.THEMES`."""
        self.theme = load_theme(name)
        self.settings.setValue("window/theme", name)
        apply_theme(_application(), self.theme)
        tint_icons(self, self.theme)
        self.canvas.surround = self.theme.colour("surround")
        self.canvas.update()

    def set_language(self, name: str) -> None:
        """name: one of `language.LANGUAGES`. Everything around the stage is made anew in it, soon after."""
        self.language = name
        self.settings.setValue("window/language", name)
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
            references, before = self.references.entries, self._panels
            self.messages.hide()  # its words are those of the language before
            self._clear_out()
            self._furnish(references)
            self.set_theme(self.theme.name)
            recall(self, self.settings)
            for old, new in zip(before, self._panels, strict=True):
                carry_over(old, new)
            self._show_history()
            self._show_activity()

    def _remember(self) -> None:
        self.canvas_only.switch(False)  # panels that are hidden for a while are not closed
        remember_geometry(self, self.settings)
        remember(self, self.settings)

    @property
    def _around(self) -> tuple[QWidget, ...]:
        """What stands around the canvas."""
        return (*self.docks.all, self.tools, self.tool_options, self.progress)

    @property
    def _panels(self) -> tuple[QWidget, ...]:
        """What the artist sets something in, made anew in another language."""
        return self.colours, self.layers, self.history, self.paint_panel, self.tool_options

    def set_history_megabytes(self, size: int) -> None:
        """size: what the steps that can be undone may take."""
        self.settings.setValue("history/megabytes", size)
        self.canvas.document.history.limit = size * 2**20

    def set_pressure_curve(self, curve: PressureCurve) -> None:
        keep_pressure_curve(curve, self.settings)
        self.canvas.pressure_curve = curve

    def show_settings(self) -> None:
        SettingsDialog(self, self).exec()

    def show_help(self) -> None:
        if self.help is None:
            suggestions = Suggestions(lambda: self.canvas.document, lambda: self.painting.busy, self)
            self.help = HelpWindow(self, self._workshop.models, suggestions, self._choose_operation)
        self.help.show_now()

    def _choose_operation(self, operation: Operation) -> None:
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
        if self._asks and not self.files.may_leave(self.close, self.lab.under_way):
            event.ignore()
            return
        self.left = True
        self.end()
        event.accept()

    def end(self) -> None:
        """Keep the settings and end all work beside the window; nothing is asked."""
        self._remember()
        self.live.shutdown()
        self._samples.shutdown()
        self.lab.shutdown()
        self._workshop.queue.shutdown()
        self._background.wait()
        for timer in self.findChildren(QTimer):  # nobody will see what they were to show
            timer.stop()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
