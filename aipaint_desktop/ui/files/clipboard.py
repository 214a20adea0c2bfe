"""Cut, copy and paste: layers within the program, pictures to and from all others."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.copying import (
    Copied,
    copied,
    copied_merged,
    copied_to_layer,
    cut_to_layer,
    pasted,
    taken_out,
)
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.arrivals import Arrivals
from aipaint_desktop.ui.files.copied_data import OWN, CopiedData, Copy, copied_elsewhere
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.places import Middle, Place, corner
from aipaint_desktop.values.titles import PASTED, StepTitle
from aipaint_desktop.workspace.active_document import ActiveDocument

T = TypeVar("T")


class View(Protocol):
    """What is to be known of the canvas that is seen."""

    @property
    def middle(self) -> tuple[float, float]:
        """Give the place of the document in the middle of what is seen of it."""

    @property
    def pointed(self) -> tuple[float, float] | None:
        """Give the place of the document under the pointer, if that is over the canvas."""


class Clipboard(QObject):
    """Copies from the document of the moment and pastes into it, each as one step of the history.

    What takes time is done beside the window; what is asked for meanwhile waits for it, so that a copy followed by a
    paste is what it looks like. failed, noted: a sentence on what was asked for.
    """

    failed = Signal(object)
    noted = Signal(object)

    def __init__(
        self,
        files: Files,
        arrivals: Arrivals,
        active: ActiveDocument,
        background: Background,
        view: View,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._arrivals = arrivals
        self._active = active
        self._background = background
        self._view = view
        self._data: CopiedData | None = None
        self._busy = False
        self._waiting: list[Callable[[], None]] = []

    # Cut and copy

    def copy(self) -> None:
        """Copy what is selected of the chosen layers, or else these themselves."""
        self._begin(lambda: self._copy(copied))

    def copy_merged(self) -> None:
        """Copy what is seen, within the selection where there is one."""
        self._begin(lambda: self._copy(lambda state: copied_merged(state, PASTED)))

    def cut(self) -> None:
        """Copy, and take away what was copied."""
        self._begin(self._cut)

    def copy_to_layer(self) -> None:
        """Copy what is selected of the chosen layers, or these themselves, to a layer above; the clipboard stays."""
        self._begin(lambda: self._change(StepTitle("Copy to new layer"), copied_to_layer))

    def cut_to_layer(self) -> None:
        """Cut what is selected of the chosen layers to a layer above; the clipboard stays."""
        self._begin(lambda: self._change(StepTitle("Cut to new layer"), cut_to_layer))

    def _change(self, name: str, change: Callable[[State], State]) -> None:
        """Make a step of what takes its time; of what was painted meanwhile nothing is lost."""
        document = self._active.document
        state = document.state
        self._run(
            lambda: change(state),
            lambda after: document.apply(name, lambda now: after if now is state else change(now)),
        )

    def _copy(self, make: Callable[[State], Copied]) -> None:
        document = self._active.document
        state = document.state
        self._run(lambda: make(state), lambda what: self._keep(what, document))

    def _cut(self) -> None:
        document = self._active.document
        state = document.state

        def work() -> tuple[Copied, State]:
            return copied(state), taken_out(state)

        def take(made: tuple[Copied, State]) -> None:
            what, after = made
            # who went on painting meanwhile loses nothing by it
            document.apply(StepTitle("Cut"), lambda now: after if now is state else taken_out(now))
            self._keep(what, document)

        self._run(work, take)

    def _keep(self, what: Copied, document: Document) -> None:
        copy = Copy(what, document)
        self._data = CopiedData(copy)
        QGuiApplication.clipboard().setMimeData(self._data)
        # other programs shall not have to wait for it, nor the window while they ask
        self._background.run(lambda: copy.png, lambda _png: None, self.failed.emit)

    def settle(self) -> None:
        """Leave in the clipboard what was copied, as far as the platform keeps it: the program ends."""
        clipboard = QGuiApplication.clipboard()
        if self._data is not None and clipboard.mimeData() is self._data:
            clipboard.setMimeData(self._data.settled())
        self._data = None

    # Paste

    def paste(self) -> None:
        """Paste as layers above the active one: where they were copied, if it was here, else into the middle of what
        is seen."""
        self._begin(lambda: self._paste(Place.MIDDLE))

    def paste_at_pointer(self) -> None:
        """Paste as layers around the pointer."""
        self._begin(lambda: self._paste(Place.POINTER))

    def paste_into_selection(self) -> None:
        """Paste as layers around the middle of the selection, seen only within it."""
        self._begin(lambda: self._paste(Place.SELECTION))

    def paste_as_new(self) -> None:
        """Paste as a new picture of the size of what was copied."""
        self._begin(self._paste_as_new)

    def _paste(self, place: Place) -> None:
        document = self._active.document
        middle = self._middle(place, document)
        if middle is None:
            return
        known = self._copied()
        if known is None:
            data = QGuiApplication.clipboard().mimeData()
            self._arrivals.paste(data, middle)
            return
        read, source = known
        here = source is document and place is Place.MIDDLE

        def work() -> Copied:
            what = read()
            if here:
                return what
            left, top = corner(middle, what.bounds.width, what.bounds.height, document.rect)
            return what.moved(left - what.bounds.left, top - what.bounds.top)

        def place_it(what: Copied) -> None:
            if document is not self._active.document:
                return  # it is gone, and with it the place that this was meant for
            into = middle.into_selection
            document.apply(StepTitle("Paste"), lambda now: pasted(now, what, into_selection=into))
            self._files.sketched.emit()
            if what.bounds.intersection(document.rect) != what.bounds:
                self.noted.emit(
                    self.tr(
                        "What lay outside the canvas was cut off; pasted as a new picture it is all there."
                    )
                )

        self._run(work, place_it)

    def _paste_as_new(self) -> None:
        known = self._copied()
        if known is None:
            self._arrivals.paste_as_new(QGuiApplication.clipboard().mimeData())
            return
        read, _source = known

        def work() -> Document:
            what = read()
            width, height = what.bounds.width, what.bounds.height
            check_canvas(width, height)
            there = what.moved(-what.bounds.left, -what.bounds.top)
            empty = Document(width, height)
            ground = empty.state.nodes[0]
            paper = replace(empty.state, nodes=(ground,), active_id=ground.id, profile=there.profile)
            return Document.from_state(pasted(paper, there), StepTitle("Paste as new picture"))

        self._run(work, self._arrivals.show_new)

    def _copied(self) -> tuple[Callable[[], Copied], Document | None] | None:
        """What reads what was copied in this program, and the document it is from, if that is here; None where the
        clipboard holds something else."""
        data = QGuiApplication.clipboard().mimeData()
        if isinstance(data, CopiedData):
            copy = data.copy
            return lambda: copy.what, copy.source()
        if data is not None and data.hasFormat(OWN):
            layers = bytes(data.data(OWN).data())
            return lambda: copied_elsewhere(layers), None
        return None

    def _middle(self, place: Place, document: Document) -> Middle | None:
        """Around which place of the document to paste; None where there is none, which is said."""
        if place is Place.SELECTION:
            selection = document.selection
            if selection is None:
                self.failed.emit(self.tr("Nothing is selected that could be pasted into."))
                return None
            return Middle.of_selection(selection)
        pointed = self._view.pointed if place is Place.POINTER else None
        return Middle(*(pointed or self._view.middle))

    # One after another

    def _begin(self, act: Callable[[], None]) -> None:
        if self._busy:
            self._waiting.append(act)
        else:
            act()

    def _run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._busy = True
        over = False

        def finish(result: T) -> None:
            nonlocal over
            over = True
            try:
                done(result)
            finally:
                self._go_on()

        def refuse(why: object) -> None:  # also where `done` could not do what it is there for
            self.failed.emit(why)
            if not over:
                self._go_on()

        self._background.run(work, finish, refuse)

    def _go_on(self) -> None:
        self._busy = False
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            self._begin(act)
