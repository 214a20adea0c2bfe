"""The canvas shows what an engine makes of the picture, and that follows the brush."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QObject, QTimer, Signal

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.tree import Forest
from aipaint_desktop.engines.base.engine import CancelToken, Live
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.ground import resized_mask
from aipaint_desktop.jobs.follower import Follower
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import Sentence

_Follow = Callable[[Request], Live]
_Seen = Callable[[State], Forest]

_REST_MS = 400
"""How long the artist rests before all is repainted with what it looks like by then."""


class LivePreview(QObject):
    """Paints every change of the document while it is on, and lays that over the canvas, within the selection.

    request: takes down what is asked for at the moment; what it returns is called on the follower's thread and makes
    the request, whose picture does not matter; may raise `BadInput`. follow: of the engine, called there too.
    seen: the layers that it is painted from. yields: whether something else wants the canvas.
    """

    failed = Signal(object)  # Sentence

    def __init__(
        self,
        canvas: CanvasView,
        request: Callable[[], Callable[[Preparation], Request]],
        follow: _Follow,
        seen: _Seen,
        yields: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._request = request
        self._follow = follow
        self._seen = seen
        self._yields = yields
        self._on = False
        self._session: _Session | None = None
        self._changed: Rect | None = None
        self._selection: Mask | None = None  # of what was asked for last
        self._follower = Follower(self)
        self._follower.done.connect(self._show)
        self._follower.failed.connect(self._on_failed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._renew)
        self._stop_listening: Callable[[], None] = lambda: None

    @property
    def on(self) -> bool:
        return self._on

    def switch(self, on: bool) -> None:
        """Show what becomes of the picture from now on, or the picture itself."""
        if on == self._on:
            return
        self._on = on
        if on:
            self.restart()
        else:
            self._rest.stop()
            self._end_session()
            self._listen_to(None)
            self._canvas.clear_emerging()

    def restart(self) -> None:
        """Begin anew: what is asked for is another, or another document is on the canvas."""
        if not self._on:
            return
        self._listen_to(self._canvas.document)
        self._end_session()
        self._session = _Session(self._request(), self._follow)
        self._renew()

    def shutdown(self) -> None:
        self.switch(on=False)
        self._follower.shutdown()

    def _end_session(self) -> None:
        if self._session is not None:
            self._session.stop()
        self._session = None  # it holds models that may be let go from now on

    def _listen_to(self, document: Document | None) -> None:
        self._stop_listening()
        self._stop_listening = (lambda: None) if document is None else document.changed.add(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.tiles:
            rect = change.rect
            self._changed = rect if self._changed is None else self._changed.union(rect)
            self._rest.start()
        if change.tiles or change.properties:
            self._catch_up()

    def _catch_up(self) -> None:
        """Have painted what has changed, and laid within what is selected by now; soon, where something else is being
        painted."""
        changed = self._changed
        if self._follower.busy:
            return
        if changed is not None:
            self._ask(lambda session, state: session.refresh(state, changed))
        elif self._canvas.document.selection is not self._selection:
            self._ask(_Session.laid)

    def _renew(self) -> None:
        self._ask(_Session.renew)

    def _ask(self, paint: "Callable[[_Session, State], NDArray[np.uint8]]") -> None:
        session, state = self._session, self._seen_state
        self._changed, self._selection = None, state.selection
        if session is not None:
            self._follower.ask(lambda: (session, paint(session, state)))

    @property
    def _seen_state(self) -> State:
        state = self._canvas.document.state
        return replace(state, nodes=self._seen(state))

    def _show(self, done: "tuple[_Session, NDArray[np.uint8]] | None") -> None:
        if not self._on:
            return
        if done is not None and done[0] is self._session and not self._yields():
            self._canvas.show_emerging(to_qimage(done[1]), self._canvas.document.rect)
        self._catch_up()

    def _on_failed(self, why: Sentence) -> None:
        self.switch(on=False)
        self.failed.emit(why)


class _Session:
    """One way to paint, and the picture as it was painted last. Lives on the follower's thread."""

    def __init__(self, request: Callable[[Preparation], Request], follow: _Follow) -> None:
        self._request = request
        self._stopped = CancelToken()
        self._follow = follow
        self._painting: Live | None = None
        self._picture = np.zeros((0, 0, 3), np.uint8)

    def stop(self) -> None:
        """End what is being painted: somebody else goes on. Any thread may call."""
        self._stopped.cancel()
        if self._painting is not None:
            self._painting.stop()

    def renew(self, state: State) -> NDArray[np.uint8]:
        """All of the picture as `laid`; a large one is smaller by a whole number."""
        if self._painting is None:
            painting = self._follow(self._request(Preparation(self._stopped.check)))
            self._painting = painting
            self._stopped.check()
        factor = _shrinking(state, self._painting.most_pixels)
        self._picture = to_srgb(_reduced(composite(state.nodes, state.rect), factor), state.profile)
        self._painting.renew(self._picture)
        return self.laid(state)

    def refresh(self, state: State, changed: Rect) -> NDArray[np.uint8]:
        """The same after a change within a rectangle of the document."""
        if self._painting is None:
            return self.renew(state)
        factor = _shrinking(state, self._painting.most_pixels)
        if self._picture.shape[:2] != (-(-state.rect.height // factor), -(-state.rect.width // factor)):
            return self.renew(state)
        left, top = changed.left // factor, changed.top // factor
        right, bottom = -(-changed.right // factor), -(-changed.bottom // factor)
        whole = Rect(left * factor, top * factor, (right - left) * factor, (bottom - top) * factor)
        part = _reduced(composite(state.nodes, whole.intersection(state.rect)), factor)
        part = to_srgb(part, state.profile)
        picture = self._picture.copy()
        picture[top : top + part.shape[0], left : left + part.shape[1]] = part
        self._picture = picture
        self._painting.refresh(picture, left, top, left + part.shape[1], top + part.shape[0])
        return self.laid(state)

    def laid(self, state: State) -> NDArray[np.uint8]:
        """What was painted last, (h, w, 3), or (h, w, 4) within the selection of the state alone."""
        if self._painting is None:
            return self.renew(state)
        image = self._painting.image
        if state.selection is None:
            return image.copy()
        return np.dstack([image, resized_mask(state.selection, image.shape[1], image.shape[0])])


def _shrinking(state: State, most_pixels: int) -> int:
    factor = 1
    while state.rect.width * state.rect.height > most_pixels * factor**2:
        factor += 1
    return factor


def _reduced(pixels: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """(H, W, 4) -> (⌈H / factor⌉, ⌈W / factor⌉, 3) on white."""
    image = Image.fromarray(pixels).reduce(factor) if factor > 1 else Image.fromarray(pixels)
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return np.asarray(paper)
