"""The live preview of what the paint panel says."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.paint.live_preview import LivePreview
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.paint.painting_view import PaintingView
from aipaint_desktop.workspace.painted_from import nodes_painted_from
from aipaint_desktop.workspace.workspace import Workspace


def live_preview_of(
    workspace: Workspace,
    canvas: CanvasView,
    painting: PaintingView,
    panel: Callable[[], PaintPanel],
    parent: QObject,
) -> LivePreview:
    """Make what shows on the canvas what the panel asks for, until something is painted there. panel: gives that of the
    moment."""
    return LivePreview(
        canvas,
        lambda: workspace.take_down(panel().settings).live_request,
        workspace.follow,
        lambda state: nodes_painted_from(panel().painted_from.choice, state),
        lambda: workspace.painting.busy or painting.scrubbing,
        parent,
    )
