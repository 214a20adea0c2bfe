"""From the paint panel to the workspace: what it says is painted, and what that would take is told in it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, QTimer

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tree import leaves
from aipaint_desktop.ui.paint.flat_note import FlatnessWatch
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.workspace.commission import Outlook
from aipaint_desktop.workspace.paint_settings import PaintSettings
from aipaint_desktop.workspace.painted_from import nodes_painted_from
from aipaint_desktop.workspace.situation import Situation
from aipaint_desktop.workspace.workspace import Workspace

_ESTIMATE_DELAY_MS = 200


class Commissioning(QObject):
    """Serves one paint panel after another, that of the language which is spoken; asks nothing before the first."""

    _panel: PaintPanel

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_ESTIMATE_DELAY_MS)
        self._due.timeout.connect(lambda: workspace.foresee(self._panel.settings, self._show_outlook))
        self._flatness = FlatnessWatch(
            lambda: self._panel.settings,
            lambda: workspace.document.state,
            lambda: self._panel.flat_note,
            workspace.background,
            self,
        )
        self._stop_following: Callable[[], None] = lambda: None
        workspace.computing_changed.connect(self._due.start)
        workspace.painting.placed.connect(self._end_live)

    def serve(self, panel: PaintPanel) -> None:
        """Take what is asked for from this panel from now on."""
        self._panel = panel
        panel.changed.connect(self._due.start)
        panel.changed.connect(self._flatness.look_soon)
        panel.changed.connect(self.show_painted_from)
        panel.paint_requested.connect(self.paint)

    def set_document(self, document: Document) -> None:
        """Ask for paintings of this document from now on."""
        self._stop_following()
        self._stop_following = document.changed.add(self._on_changed)
        self._show_document()

    def _on_changed(self, change: Change) -> None:
        if change.properties or change.history:
            self._show_document()

    def _show_document(self) -> None:
        document = self._workspace.document
        self._panel.size_field.set_canvas(QSize(document.width, document.height))
        self._panel.show_situation(Situation.of(document.state))
        self.show_painted_from()
        self._flatness.look_soon()

    def _end_live(self) -> None:
        """Let the result be seen."""
        self._panel.live.setChecked(False)

    def paint(self) -> None:
        """Have painted what the panel says."""
        self._commission(lambda: self._panel.settings)

    def paint_sketch(self) -> None:
        """Turn what is on the canvas into a painting, whatever else was chosen to do."""
        self._panel.set_operation("paint")
        self.paint()

    def restyle(self) -> None:
        """Repaint what is on the canvas in the manner of the chosen references, whatever made it and whichever model is
        chosen, which stays so."""
        self._commission(lambda: self._panel.settings_for("stylize"))

    def _commission(self, settings: Callable[[], PaintSettings]) -> None:
        # else the seed would be another than that of what is being prepared
        if self._workspace.painting.may_begin():
            self._panel.next_seed()
            self._workspace.commission(settings())

    def show_painted_from(self) -> None:
        """Say in the panel which layers it would be painted from."""
        choice = self._panel.painted_from
        layers = leaves(nodes_painted_from(choice.choice, self._workspace.document.state))
        choice.show_layers([layer_title(layer.name) for layer in layers])

    def _show_outlook(self, outlook: Outlook | None) -> None:
        if outlook is None:
            self._panel.show_estimate(None)
            self._panel.size_note.hide()
        else:
            self._panel.show_estimate(outlook.estimate)
            self._panel.size_note.show_fit(outlook.fit, *outlook.size)
