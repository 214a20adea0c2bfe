"""The menu bar: every command of the window with its words and its shortcut."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.computing.devices import DEVICES
from aipaint_desktop.ui.adjusting.adjusting import Adjusting
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.files.clipboard import Clipboard
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.pinning import Pinning
from aipaint_desktop.ui.files.recent_files import RecentMenu
from aipaint_desktop.ui.keyboard.shortcuts import name_shortcut
from aipaint_desktop.ui.lab.lab import Lab
from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.look.theme import THEMES, load_theme
from aipaint_desktop.ui.paint.commissioning import Commissioning
from aipaint_desktop.ui.paint.made_elsewhere import MadeElsewhere
from aipaint_desktop.ui.paint.painting_again import PaintingAgain
from aipaint_desktop.ui.paint.painting_view import PaintingView
from aipaint_desktop.ui.panels.history.panel import HistoryPanel
from aipaint_desktop.ui.panels.layers.panel import LayersPanel
from aipaint_desktop.ui.welcome.welcome import Welcome
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.window.adjust_menu import AdjustMenu
from aipaint_desktop.ui.window.brush_commands import BrushCommands
from aipaint_desktop.ui.window.brush_menu import BrushMenu
from aipaint_desktop.ui.window.canvas_only import CanvasOnly
from aipaint_desktop.ui.window.clipboard_menu import ClipboardMenu
from aipaint_desktop.ui.window.colour_menu import ColourMenu
from aipaint_desktop.ui.window.docks import Docks
from aipaint_desktop.ui.window.image_menu import ImageMenu
from aipaint_desktop.ui.window.layer_menu import LayerMenu
from aipaint_desktop.ui.window.line_menu import LineMenu
from aipaint_desktop.ui.window.menu_commands import add_command, add_switch
from aipaint_desktop.ui.window.model_commands import ModelCommands
from aipaint_desktop.ui.window.select_menu import SelectMenu
from aipaint_desktop.ui.window.stroke_recording import StrokeRecording
from aipaint_desktop.ui.window.tool_bars import ToolOptionsBar
from aipaint_desktop.ui.window.view_menu import ViewMenu
from aipaint_desktop.workspace.workspace import Workspace

_TURN = 15.0
_CLOSER = 1.25


class Commands(Protocol):
    """What the window does at a command beside what its parts do."""

    def cancel(self) -> None:
        """Leave what is being looked at, or stop what is being painted."""

    def set_theme(self, name: str) -> None:
        """Look like this one of `THEMES`."""

    def set_full_screen(self, full: bool) -> None:
        """Fill the screen, or go back to how large the window was."""

    def show_settings(self) -> None:
        """Open the settings."""

    def show_help(self) -> None:
        """Open the help."""

    def show_about(self) -> None:
        """Say what the program is."""


@dataclass(frozen=True, eq=False)
class Parts:
    """What the commands work on."""

    workspace: Workspace
    canvas: CanvasView
    canvas_only: CanvasOnly
    messages: MessageBar
    files: Files
    recording: StrokeRecording
    adjusting: Adjusting
    clipboard: Clipboard
    pinning: Pinning
    commissioning: Commissioning
    painting: PaintingView
    painting_again: PaintingAgain
    lab: Lab
    models: ModelCommands
    made_elsewhere: MadeElsewhere
    welcome: Welcome
    colours: ColourPanel
    layers: LayersPanel
    history: HistoryPanel
    tool_options: ToolOptionsBar
    brush_commands: BrushCommands
    docks: Docks


class Menus(QObject):
    """Fills the window's menu bar and keeps the actions whose state changes."""

    def __init__(self, window: QMainWindow, parts: Parts, commands: Commands, theme: str) -> None:
        """theme: the one that is shown."""
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._commands = commands
        self._bar = QMenuBar()
        window.setMenuBar(self._bar)
        self._bar.show()  # by itself only while the window is not seen yet
        self._file()
        self._edit()
        image = ImageMenu(
            self._window,
            self._parts.canvas,
            lambda dialog: tint_icons(dialog, load_theme(self._parts.workspace.preferences.theme)),
        )
        image.add_to(self._bar)
        image.add_to_layer(self._layer())
        SelectMenu(self._window, self._parts.canvas, self._parts.messages).add_to(self._bar)
        AdjustMenu(self._bar.addMenu(self.tr("&Adjust")), parts.adjusting)
        brush = self._bar.addMenu(self.tr("&Brush"))
        BrushMenu(brush, parts.brush_commands)
        self.mirrors = LineMenu(brush, parts.canvas, parts.recording, self._window).mirrors
        self._view(theme)
        self._paint()
        self._help()

    def _hidden(self, name: str, words: str, act: Callable[[], object], *keys: str) -> None:
        """A key that works without a place in the menus."""
        action = QAction(words, self)
        name_shortcut(action, name, *keys)
        action.triggered.connect(lambda _checked: act())
        self._window.addAction(action)

    def _file(self) -> None:
        files = self._parts.files
        menu = self._bar.addMenu(self.tr("&File"))
        keys = QKeySequence.StandardKey
        add_command(menu, "new", self.tr("&New…"), files.ask_for_new, keys.New, icon="file-plus")
        add_command(menu, "open", self.tr("&Open…"), files.ask_to_open, keys.Open, icon="folder-open")
        sketch = self.tr("Add picture as &layer…")
        add_command(menu, "open_as_sketch", sketch, files.ask_to_sketch, "Ctrl+Shift+O", icon="image-plus")
        recent = RecentMenu(self.tr("Open &recent"), files.recent, files.leave_for, files.thumbnails, menu)
        menu.addMenu(recent)
        menu.addSeparator()
        self.save = add_command(menu, "save", self.tr("&Save"), files.save, "Ctrl+S", icon="save")
        add_command(menu, "save_as", self.tr("Save &as…"), files.save_as, "Ctrl+Shift+S")
        add_command(menu, "export", self.tr("&Export…"), files.ask_to_export, "Ctrl+Shift+E", icon="download")
        menu.addSeparator()
        add_command(menu, "quit", self.tr("&Quit"), self._window.close, "Ctrl+Q")

    def _edit(self) -> None:
        on, colours, brush = self._on_document, self._parts.colours, self._parts.tool_options
        menu = self._bar.addMenu(self.tr("&Edit"))
        keys = QKeySequence.StandardKey
        self.undo = add_command(
            menu, "undo", self.tr("&Undo"), self._parts.canvas.undo, keys.Undo, icon="undo-2"
        )
        redo = self.tr("&Redo")
        self.redo = add_command(
            menu, "redo", redo, on(Document.redo), "Ctrl+Shift+Z", "Ctrl+Y", icon="redo-2"
        )
        keep = self.tr("&Keep snapshot")
        add_command(menu, "keep_snapshot", keep, self._parts.history.keep_snapshot, icon="camera")
        menu.addSeparator()
        ClipboardMenu(menu, self._parts.clipboard)
        clear = self.tr("C&lear layer")
        self.clear_layer = add_command(
            menu, "clear_layer", clear, self._parts.layers.commands.clear, "Del", "Backspace", icon="trash-2"
        )
        # Del means something else to fields and lists, and to those who press it there.
        self.clear_layer.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._parts.canvas.addAction(self.clear_layer)
        menu.addSeparator()
        ColourMenu(menu, colours)
        self._hidden("smaller_brush", self.tr("Smaller brush"), brush.shrink, "[", ",")
        self._hidden("larger_brush", self.tr("Larger brush"), brush.grow, "]", ".")
        lighter, denser = partial(brush.change_opacity, -0.1), partial(brush.change_opacity, 0.1)
        self._hidden("decrease_opacity", self.tr("Less brush opacity"), lighter, "I")
        self._hidden("increase_opacity", self.tr("More brush opacity"), denser, "O")
        menu.addSeparator()
        settings = self.tr("&Settings…")
        add_command(menu, "settings", settings, self._commands.show_settings, "Ctrl+,", icon="settings-2")

    def _on_document(self, act: Callable[[Document], object]) -> Callable[[], object]:
        """Give what does something with the document that is on the canvas by then."""
        return lambda: act(self._parts.workspace.document)

    def _layer(self) -> QMenu:
        menu = self._bar.addMenu(self.tr("&Layer"))
        LayerMenu(menu, self._parts.layers)
        menu.addSeparator()
        return menu

    def _view(self, theme: str) -> None:
        canvas, canvas_only, docks = self._parts.canvas, self._parts.canvas_only, self._parts.docks
        menu = self._bar.addMenu(self.tr("&View"))
        closer, farther = partial(canvas.zoom_by, _CLOSER), partial(canvas.zoom_by, 1 / _CLOSER)
        add_command(
            menu, "zoom_in", self.tr("Zoom &in"), closer, "Ctrl++", "Ctrl+=", "+", "=", icon="zoom-in"
        )
        add_command(menu, "zoom_out", self.tr("Zoom &out"), farther, "Ctrl+-", "-", icon="zoom-out")
        add_command(menu, "fit", self.tr("&Whole picture"), canvas.fit, "2", icon="maximize")
        add_command(menu, "fit_width", self.tr("Whol&e width"), canvas.fit_width, "3")
        add_command(menu, "actual_size", self.tr("&100 %"), canvas.actual_size, "1", "Ctrl+0", "Ctrl+1")
        menu.addSeparator()
        right, left = partial(self._turn, _TURN), partial(self._turn, -_TURN)
        add_command(
            menu,
            "turn_right",
            self.tr("Turn &right"),
            right,
            "Ctrl+]",
            "6",
            "Ctrl+Shift+Right",
            icon="rotate-cw",
        )
        add_command(
            menu,
            "turn_left",
            self.tr("Turn &left"),
            left,
            "Ctrl+[",
            "4",
            "Ctrl+Shift+Left",
            icon="rotate-ccw",
        )
        add_command(
            menu, "upright", self.tr("&Upright"), partial(canvas.set_rotation, 0), "5", "Ctrl+Shift+0"
        )
        mirrored = add_switch(menu, "mirrored", self.tr("&Mirrored"), canvas.set_mirrored, "M")
        mirrored.setChecked(canvas.viewport.mirrored)
        canvas.mirrored_changed.connect(mirrored.setChecked)
        menu.addSeparator()
        ViewMenu(menu, canvas, self._parts.pinning, self._window)
        menu.addSeparator()
        self.full_screen = add_switch(
            menu, "full_screen", self.tr("&Full screen"), self._commands.set_full_screen, "F11"
        )
        self.full_screen.setChecked(self._window.isFullScreen())
        only = add_switch(menu, "canvas_only", self.tr("&Hide panels"), self._hide_panels, "Tab")
        only.setChecked(canvas_only.on)
        canvas_only.changed.connect(only.setChecked)
        panels = menu.addMenu(self.tr("&Panels"))
        for dock in docks.all:
            panels.addAction(dock.toggleViewAction())
        panels.addSeparator()
        add_command(panels, "arrange_panels", self.tr("As at the &first start"), docks.arrange)
        themes = menu.addMenu(self.tr("&Theme"))
        names = dict(zip(THEMES, (self.tr("&Dark"), self.tr("&Light")), strict=True))
        self._choices(themes, names, theme, self._commands.set_theme)

    def _hide_panels(self, hide: bool) -> None:
        self._parts.canvas_only.switch(hide)
        if hide:
            self._parts.messages.show_note(self.tr("The panels are hidden; Tab brings them back."))
        else:
            self._parts.messages.hide()

    def _turn(self, degrees: float) -> None:
        canvas = self._parts.canvas
        canvas.set_rotation(canvas.viewport.rotation + degrees)

    def _paint(self) -> None:
        commissioning, workspace = self._parts.commissioning, self._parts.workspace
        menu = self._bar.addMenu(self.tr("&Paint"))
        add_command(
            menu,
            "paint",
            self.tr("&Paint"),
            commissioning.paint,
            "Ctrl+Return",
            "Ctrl+Enter",
            icon="paintbrush-vertical",
        )
        restyle = self.tr("&Repaint in the references' manner")
        add_command(menu, "restyle", restyle, commissioning.restyle, "Ctrl+Shift+Return")
        again = self.tr("Paint it a&gain")
        add_command(menu, "paint_again", again, self._parts.painting_again.begin)
        self.cancel = add_command(menu, "cancel", self.tr("&Cancel"), self._commands.cancel, "Esc", icon="x")
        self._parts.painting.activity_changed.connect(self._show_activity)
        self._show_activity()
        self.cancel.setAutoRepeat(False)  # a key that is held is one press
        menu.addSeparator()
        add_command(menu, "lab", self.tr("&Lab…"), self._parts.lab.show, "Ctrl+Shift+L", icon="flask-conical")
        self._parts.models.add_to(menu)
        take = self.tr("&Take settings from a picture…")
        add_command(menu, "take_settings", take, self._parts.made_elsewhere.ask_for_picture)
        menu.addSeparator()
        devices = menu.addMenu(self.tr("Compute &on"))
        words = self.tr("The best there is"), self.tr("CUDA"), self.tr("MPS"), self.tr("CPU")
        self._choices(
            devices,
            dict(zip(DEVICES, words, strict=True)),
            workspace.preferences.device,
            workspace.set_device,
        )

    def _show_activity(self) -> None:
        """Offer to cancel where there is anything to."""
        painting = self._parts.painting
        self.cancel.setEnabled(self._parts.workspace.painting.busy or painting.scrubbing)

    def _choices(
        self, menu: QMenu, names: dict[str, str], chosen: str, choose: Callable[[str], None]
    ) -> None:
        group = QActionGroup(menu)
        for value, words in names.items():
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked, value=value: choose(value))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)

    def _help(self) -> None:
        menu = self._bar.addMenu(self.tr("&Help"))
        keys = QKeySequence.StandardKey
        what = self.tr("&What can I do now?")
        now = add_command(menu, "help", what, self._commands.show_help, keys.HelpContents, icon="lightbulb")
        now.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)  # in the help and the lab, too
        add_command(menu, "welcome", self.tr("&First painting"), self._parts.welcome.begin)
        menu.addSeparator()
        add_command(menu, "about", self.tr("&About AIPaint"), self._commands.show_about)
