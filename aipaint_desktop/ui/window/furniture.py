"""What stands around the stage: bars and panels, with their words in the language in which they were made."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.ui.brushes.panel import BrushesPanel
from aipaint_desktop.ui.canvas.navigator import Navigator
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.paint.operations.operation import Surroundings
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.ui.panels.history.panel import HistoryPanel
from aipaint_desktop.ui.panels.layers.panel import LayersPanel
from aipaint_desktop.ui.references.reference_chooser import ReferenceChooser
from aipaint_desktop.ui.references.samples import Samples
from aipaint_desktop.ui.widgets.carry_over import carry_over
from aipaint_desktop.ui.window.docks import Docks
from aipaint_desktop.ui.window.tool_bars import ToolBar, ToolOptionsBar
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.learning import Learning
from aipaint_desktop.workspace.paint_settings import PaintedFrom
from aipaint_desktop.workspace.painted_from import picture_painted_from
from aipaint_desktop.workspace.workspace import Workspace


class Furniture:
    """Puts bars and panels into a window. In another language it is made anew, and takes over what the old one was set
    to."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        canvas: CanvasView,
        regions: StyleRegions,
        previews: BrushPreviews,
        samples: Samples,
        learning: Learning,
    ) -> None:
        document, equipment, background = workspace.document, workspace.equipment, workspace.background
        self._window = window
        self.colours = ColourPanel(background, partial(_compositing, workspace))
        self.layers = LayersPanel(document, background, canvas.work)
        self.history = HistoryPanel(document, background)
        self.brushes = BrushesPanel(workspace.brushes, previews)
        self.navigator = Navigator(canvas, background)
        self.references = ReferenceChooser(
            workspace.references, equipment.add_reference, samples, learning, background
        )
        self.paint_panel = PaintPanel(
            equipment.models(),
            self.references,
            Surroundings(
                background, regions, equipment.prompts, equipment.manners, partial(_part, workspace)
            ),
            QSize(document.width, document.height),
        )
        self.tool_options = ToolOptionsBar(
            canvas, previews, [preset.brush for preset in workspace.brushes.presets]
        )
        self.tools = ToolBar(canvas)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tool_options)
        window.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tools)
        self.docks = Docks(
            window,
            self.colours,
            self.layers,
            self.history,
            self.brushes,
            self.paint_panel,
            self.navigator,
        )

    @property
    def around(self) -> tuple[QWidget, ...]:
        """List what stands around the stage."""
        return (*self.docks.all, self.tools, self.tool_options)

    def take_over(self, other: "Furniture") -> None:
        """Be set as the other one is."""
        for old, new in zip(other._panels, self._panels, strict=True):
            carry_over(old, new)

    @property
    def _panels(self) -> tuple[QWidget, ...]:
        """What the artist sets something in."""
        return (
            self.colours,
            self.layers,
            self.history,
            self.brushes,
            self.paint_panel,
            self.tool_options,
        )

    def clear_out(self) -> None:
        """Take everything away; the stage stays with all that happens on it."""
        for panel in (self.layers, self.history, self.navigator):
            panel.stop_following()
        for bar in (self.tool_options, self.tools):
            self._window.removeToolBar(bar)
            bar.setObjectName("")  # the layout that is restored is not that of this one
            bar.deleteLater()
        for dock in self.docks.all:
            self._window.removeDockWidget(dock)
            dock.setObjectName("")
            dock.deleteLater()
        self.docks.deleteLater()


def _part(workspace: Workspace, source: PaintedFrom) -> Callable[[], Picture]:
    """What composites a part of the document as it is at this moment, on any thread."""
    state = workspace.document.state
    return lambda: Picture(picture_painted_from(source, state), "canvas")


def _compositing(workspace: Workspace) -> Callable[[], NDArray[np.uint8]]:
    """What composites the picture of this moment, in sRGB, on any thread."""
    state = workspace.document.state
    return lambda: to_srgb(composite(state.nodes, state.rect), state.profile)
