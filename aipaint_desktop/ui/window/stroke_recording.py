"""Recording what the pen does, for `aipaint replay`."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from aipaint_desktop.brushes.line import Drawn
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.history import Step
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.stroke_files import SUFFIX, Recorded, write_strokes


class StrokeRecording(QObject):
    """Keeps what is drawn on the document of the canvas from `begin` to `end`, but what has been undone.

    changed: whether it records. noted: something to tell the artist. failed: why something could not be done.
    """

    changed = Signal(bool)
    noted = Signal(str)
    failed = Signal(object)  # Sentence

    def __init__(self, canvas: CanvasView, background: Background) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._background = background
        self._document: Document | None = None
        self._first: Step[State] | None = None  # of the document's history when it began
        self._kept: list[tuple[Step[State], Drawn]] = []
        canvas.drawn.connect(self._keep)

    @property
    def on(self) -> bool:
        """Tell whether it records."""
        return self._document is not None

    def begin(self) -> None:
        """Record from now on what is drawn on the document that is shown."""
        self._document, self._kept = self._canvas.document, []
        self._first = self._document.history.steps[0]
        self.changed.emit(True)

    def end(self) -> Recorded | None:
        """Record no more; gives what was drawn and has not been undone, None where nothing was."""
        document, self._document = self._document, None
        self.changed.emit(False)
        if document is None:
            return None
        strokes = tuple(drawn for _step, drawn in self._left(document))
        return Recorded(document.width, document.height, strokes) if strokes else None

    def switch(self, on: bool) -> None:
        """Begin to record, or end it and ask for a file."""
        if on:
            self.begin()
            self.noted.emit(self.tr("What the brush draws is being recorded; the same command ends that."))
            return
        recorded = self.end()
        if recorded is None:
            self.noted.emit(self.tr("Nothing was drawn with the brush meanwhile."))
            return
        window: QWidget = self._canvas.window()
        proposed = str(Path.home() / f"{self.tr('Strokes')}{SUFFIX}")
        file, _kind = QFileDialog.getSaveFileName(
            window, self.tr("Save strokes"), proposed, f"{self.tr('Strokes')} (*{SUFFIX})"
        )
        if file:
            path = Path(file)
            self.save(recorded, path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def save(self, recorded: Recorded, path: Path) -> None:
        """Write a file beside the window."""
        self._background.run(
            lambda: write_strokes(path, recorded),
            lambda _nothing: self.noted.emit(self.tr("Saved to {0}.").format(as_text(path))),
            self.failed.emit,
            asked_by=self,
        )

    def _keep(self, drawn: Drawn) -> None:
        document = self._document
        if document is not None and document is self._canvas.document:
            self._kept = self._left(document)
            self._kept.append((document.history.steps[document.history.index], drawn))

    def _left(self, document: Document) -> list[tuple[Step[State], Drawn]]:
        """What has not been undone. Steps that the history had no room for any more have not."""
        steps = document.history.steps
        now = {id(step) for step in steps[: document.history.index + 1]}
        if steps[0] is self._first:
            return [pair for pair in self._kept if id(pair[0]) in now]
        known = {id(step) for step in steps}
        forgotten = next((n for n, (step, _) in enumerate(self._kept) if id(step) in known), len(self._kept))
        return self._kept[:forgotten] + [pair for pair in self._kept[forgotten:] if id(pair[0]) in now]
