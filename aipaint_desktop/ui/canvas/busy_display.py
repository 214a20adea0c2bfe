"""The canvas at work: what tools do beside the window, and a sign that says so."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import Cancelled
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.display import CanvasDisplay
from aipaint_desktop.ui.canvas.tools.host import Check
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput, Sentence

_SIGN_AFTER_MS = 200  # what is done sooner needs no sign

T = TypeVar("T")


class BusyDisplay(CanvasDisplay):
    """Shows a document, and that something is being worked out for it, one thing at a time.

    refused: a sentence that says why a tool did nothing.
    """

    refused = Signal(str)

    def __init__(
        self, document: Document, parent: QWidget | None = None, background: Background | None = None
    ) -> None:
        """background: does the work, which is done at once where there is none."""
        super().__init__(document, parent)
        self._background = background
        self._given_up: Event | None = None  # of the work under way
        self._on_given_up: Callable[[], object] = lambda: None
        self._doing = ""
        self._sign = QTimer(self)
        self._sign.setSingleShot(True)
        self._sign.setInterval(_SIGN_AFTER_MS)
        self._sign.timeout.connect(self.update)

    @property
    def busy(self) -> bool:
        """Tell whether something is being worked out."""
        return self._given_up is not None

    def work(
        self,
        doing: str,
        work: Callable[[Check], T],
        done: Callable[[T], object],
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Do something beside the window, as `ToolHost.work`; other work under way is given up."""
        self.give_up_work()
        if self._background is None:
            try:
                done(work(lambda: None))
            except BadInput as error:
                given_up()
                self.refused.emit(refusal(error.sentence))
            return
        ended = self._given_up = Event()
        self._on_given_up = given_up
        self._doing = doing
        self._sign.start()

        def check() -> None:
            if ended.is_set():
                raise Cancelled

        def end(what: Callable[[], object]) -> None:
            if not ended.is_set():
                self._end_work()
                what()

        def fail(why: Sentence) -> None:
            def tell() -> None:
                given_up()
                self.refused.emit(refusal(why))

            end(tell)

        def begin() -> Callable[[], None]:
            try:
                result = work(check)
            except Cancelled:
                return lambda: None  # nobody asks for it any more
            return lambda: end(lambda: done(result))

        self._background.run(begin, lambda finish: finish(), fail, asked_by=self)

    def give_up_work(self) -> None:
        """Give up what is being worked out; nothing comes of it any more."""
        if self._given_up is not None:
            self._end_work()
            self._on_given_up()

    def _end_work(self) -> None:
        if self._given_up is not None:
            self._given_up.set()
            self._given_up = None
            self._sign.stop()
            self.update()

    def aside(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do beside the window what nobody waits for, as `ToolHost.aside`."""
        if self._background is None:
            done(work())
        else:
            self._background.run(work, done, lambda _why: None, asked_by=self)

    def signs(self) -> list[str]:
        signs = super().signs()
        if self.busy and not self._sign.isActive():
            signs.append(self.tr("{0} Esc gives up.").format(self._doing))
        return signs
