"""What the window remembers from one start to the next."""

from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QWidget

from aipaint_desktop import paths
from aipaint_desktop.brushes.preset_file import Preset, pictures_in, preset_of_text, preset_text
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.paint.operations.listed import OPERATIONS
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.references.reference_chooser import ReferenceChooser
from aipaint_desktop.ui.window.docks import Docks
from aipaint_desktop.ui.window.tool_bars import ToolOptionsBar
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import PaintedFrom
from aipaint_desktop.workspace.stored import flag, texts

_FIRST_SIZE = QSize(1600, 1000)


class Panels(Protocol):
    """What the artist sets something in that is there again at the next start."""

    docks: Docks
    colours: ColourPanel
    paint_panel: PaintPanel
    progress: ProgressPanel
    references: ReferenceChooser
    tool_options: ToolOptionsBar


def remember_geometry(window: QWidget, settings: QSettings) -> None:
    """Keep where the window is and how large."""
    settings.setValue("window/geometry", window.saveGeometry())


def recall_geometry(window: QWidget, settings: QSettings) -> None:
    """Put the window where it was, but never over the whole screen: a start that hides the desktop would surprise."""
    geometry = settings.value("window/geometry")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        window.resize(_FIRST_SIZE.boundedTo(window.screen().availableSize()))
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)


def remember(panels: Panels, settings: QSettings) -> None:
    """Keep how the panels are set. None of them may be hidden just for a while: it would count as closed."""
    panels.docks.remember(settings)
    panel = panels.paint_panel
    panel.remember(settings)
    settings.setValue("paint/new_seed", int(panel.seed_field.new_each_time))
    settings.setValue("paint/references", [entry.id for entry in panels.references.chosen])
    for operation, source in panel.painted_from.chosen.items():
        settings.setValue(f"paint/from/{operation}", source.value)
    settings.setValue("paint/show_emerging", int(panels.progress.shows_emerging))
    panels.colours.remember_in(settings)
    for name, options in (("brush", panels.tool_options.brush), ("eraser", panels.tool_options.eraser)):
        settings.setValue(f"{name}/name", options.brush.name)
        for brush in options.brushes:
            settings.setValue(f"{name}/{brush.name}/made", preset_text(Preset(brush)))


def recall(panels: Panels, settings: QSettings) -> None:
    """Set the panels as they were. What is not there, or not what it should be, stays as it is."""
    panels.docks.recall(settings)
    panel = panels.paint_panel
    panel.recall(settings)
    panel.seed_field.set_new_each_time(flag(settings, "paint/new_seed", True))
    panels.references.choose(texts(settings, "paint/references"))
    for operation in OPERATIONS:
        source = settings.value(f"paint/from/{operation.id}")
        if source in [each.value for each in PaintedFrom]:
            panel.painted_from.choose(operation.id, PaintedFrom(source))
    panels.progress.set_shows_emerging(flag(settings, "paint/show_emerging", True))
    panels.colours.recall_from(settings)
    _recall_brush(panels.tool_options.brush, settings, "brush")
    _recall_brush(panels.tool_options.eraser, settings, "eraser")


def _recall_brush(options: BrushOptions, settings: QSettings, name: str) -> None:
    beside = pictures_in(paths.user_brushes())
    for brush in options.brushes:
        with suppress(BadInput):
            text = str(settings.value(f"{name}/{brush.name}/made", ""))
            options.keep(replace(preset_of_text(text, brush.name, beside=beside).brush, name=brush.name))
    options.set_preset(str(settings.value(f"{name}/name", "")))
