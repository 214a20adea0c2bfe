"""What the window remembers from one start to the next."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QColor

from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.workspace.paint_settings import Operation, PaintedFrom
from aipaint_desktop.workspace.stored import flag, number, texts

if TYPE_CHECKING:
    from aipaint_desktop.ui.window.main_window import MainWindow

_FIRST_SIZE = QSize(1600, 1000)


def remember(window: "MainWindow", settings: QSettings) -> None:
    window.canvas_only.switch(False)  # panels that are hidden for a while are not closed
    settings.setValue("window/geometry", window.saveGeometry())
    window.docks.remember(settings)
    panel = window.paint_panel
    settings.setValue("paint/keep", panel.settings.keep)
    settings.setValue("paint/steps", panel.settings.steps)
    settings.setValue("paint/new_seed", int(panel.seed_field.new_each_time))
    settings.setValue("paint/references", [entry.id for entry in window.references.chosen])
    for operation, source in panel.painted_from.chosen.items():
        settings.setValue(f"paint/from/{operation.value}", source.value)
    settings.setValue("paint/show_emerging", int(window.progress.shows_emerging))
    settings.setValue("paint/show_regions", int(window.regions.outlined))
    settings.setValue("colour", window.colours.colour.name())
    settings.setValue("recent_colours", [colour.name() for colour in window.colours.recent])
    for name, options in (("brush", window.tool_options.brush), ("eraser", window.tool_options.eraser)):
        settings.setValue(f"{name}/name", options.brush.name)
        for brush in options.brushes:
            settings.setValue(f"{name}/{brush.name}/size", brush.size)
            settings.setValue(f"{name}/{brush.name}/opacity", brush.opacity)
            settings.setValue(f"{name}/{brush.name}/softness", brush.softness)


def recall_geometry(window: "MainWindow", settings: QSettings) -> None:
    """Put the window where it was."""
    geometry = settings.value("window/geometry")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        window.resize(_FIRST_SIZE.boundedTo(window.screen().availableSize()))
    window.set_full_screen(False)  # a start that hides the desktop would surprise


def recall(window: "MainWindow", settings: QSettings) -> None:
    """Set the panels as they were. What is not there, or not what it should be, stays as it is."""
    window.docks.recall(settings)
    panel = window.paint_panel
    panel.set_keep(number(settings, "paint/keep", panel.settings.keep, 0, 1))
    panel.set_steps(round(number(settings, "paint/steps", panel.settings.steps)))
    panel.seed_field.set_new_each_time(flag(settings, "paint/new_seed", True))
    window.references.choose(texts(settings, "paint/references"))
    for operation in Operation:
        source = settings.value(f"paint/from/{operation.value}")
        if source in [each.value for each in PaintedFrom]:
            panel.painted_from.choose(operation, PaintedFrom(source))
    window.progress.set_shows_emerging(flag(settings, "paint/show_emerging", True))
    panel.style_controls.outlines.setChecked(flag(settings, "paint/show_regions", True))
    colour = QColor(str(settings.value("colour", "")))
    if colour.isValid():
        window.colours.set_colour(colour)
    window.colours.set_recent([QColor(text) for text in texts(settings, "recent_colours")])
    _recall_brush(window.tool_options.brush, settings, "brush")
    _recall_brush(window.tool_options.eraser, settings, "eraser")


def _recall_brush(options: BrushOptions, settings: QSettings, name: str) -> None:
    for brush in options.brushes:
        key = f"{name}/{brush.name}"
        options.keep(
            replace(
                brush,
                size=number(settings, f"{key}/size", brush.size),
                opacity=number(settings, f"{key}/opacity", brush.opacity),
                softness=number(settings, f"{key}/softness", brush.softness),
            )
        )
    options.set_preset(str(settings.value(f"{name}/name", "")))
