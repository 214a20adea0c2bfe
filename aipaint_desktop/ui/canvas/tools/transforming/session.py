"""One thing being transformed: how it stands, what is seen of it, and how it is applied."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter

from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.state import State
from aipaint_desktop.document.transforming.chosen import transformed
from aipaint_desktop.document.transforming.parts import Parts, parts_of
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.document.transforming.resampling import Check, go_on
from aipaint_desktop.ui.canvas.text.pixels import drawn_anew
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.transforming.pictures import LevelPicture, Pictures, level_for
from aipaint_desktop.values.geometry import NOTHING, Rect
from aipaint_desktop.values.text import listed

_AT_REST_MS = 200
_QUICK = 64  # tiles that are moved at once: some 5 ms


@dataclass(frozen=True, eq=False)
class _Made:
    """What comes of a pose, and where it has been looked at."""

    pose: Pose
    kernel: Kernel
    state: State


class Session(QObject):
    """Shows what is chosen in a document in another pose, and applies it.

    While the pose changes, pictures of what moves, what lies below and above are laid over one another. Once it rests
    what really comes of it is computed and shown, which is then there when it is applied.
    """

    def __init__(self, host: ToolHost, box: Rect, parent: QObject) -> None:
        """box: around what is chosen."""
        super().__init__(parent)
        self._host = host
        self.state = host.document.state
        self.pose = Pose.of(box)
        self.kernel = Kernel.BICUBIC
        self.applying = False
        self._open = True
        self._parts: Parts | None = None
        self._pictures: Pictures | None = None
        self._asked: tuple[Rect, int] | None = None  # what pictures are being made of
        self._seen = NOTHING
        self._made: _Made | None = None
        self._made_picture: LevelPicture | None = None
        self._computing: Pose | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_AT_REST_MS)
        self._rest.timeout.connect(self._compute)
        host.show_instead(self)

    def stand(self, pose: Pose) -> None:
        """Show another pose."""
        self.pose = pose
        self._host.update()
        self._rest.start()

    def resample_by(self, kernel: Kernel) -> None:
        """Find what lies between pixels another way."""
        self.kernel = kernel
        self._rest.start()

    def end(self) -> None:
        """Show the document again as it is."""
        if self._open:
            self._open = False
            self._rest.stop()
            self._host.show_instead(None)
        self.deleteLater()

    def apply(self, step: str, doing: str, done: Callable[[], object]) -> None:
        """Make what comes of the pose the next step of the document, beside the window where that takes long, then call
        `done`. doing: what is said meanwhile. Raises `BadInput` for what is locked or hidden."""
        pose, kernel, document = self.pose, self.kernel, self._host.document
        if pose.still:
            done()
            return
        self.applying = True
        self._rest.stop()

        def change(state: State, check: Check = go_on) -> State:
            """For what was chosen when it began, whatever is chosen by now."""
            then = self.state
            chosen = replace(
                state, active_id=then.active_id, chosen_ids=then.chosen_ids, on_mask=then.on_mask
            )
            after = drawn_anew(chosen, transformed(chosen, pose, kernel, check))
            return replace(
                after, active_id=state.active_id, chosen_ids=state.chosen_ids, on_mask=state.on_mask
            )

        def take(state: State, made: State) -> None:
            if document.state is state:
                document.apply(step, lambda _state: made)
                self.applying = False
                self._tell_of_texts(state, made)
                done()
            else:
                compute()  # something has been painted meanwhile

        def compute() -> None:
            state = document.state
            made = self._made_of_now
            if made is not None and state is self.state:
                take(state, made.state)
            elif self._is_quick(state):
                take(state, change(state))
            else:
                self._host.work(
                    doing,
                    lambda check: change(state, check),
                    lambda after: take(state, after),
                    self._give_up,
                )

        compute()

    def _give_up(self) -> None:
        self.applying = False

    def _tell_of_texts(self, before: State, after: State) -> None:
        """Say it where texts could not be transformed as such."""
        known = {layer.id: layer for layer in after.layers}
        gone = [
            layer.name
            for layer in before.layers
            if layer.text and layer.id in known and not known[layer.id].text
        ]
        if gone:
            words = self.tr("Bent, cut or seen in perspective, this is no text any more but pixels: {0}.")
            self._host.refuse(words.format(listed(gone)))

    @staticmethod
    def _is_quick(state: State) -> bool:
        tiles = sum(len(layer.tiles) for layer in state.layers)
        return tiles <= _QUICK and state.selection is None and not any(layer.text for layer in state.layers)

    @property
    def _made_of_now(self) -> _Made | None:
        made = self._made
        return made if made is not None and (made.pose, made.kernel) == (self.pose, self.kernel) else None

    # What is seen

    def draw(self, painter: QPainter, part: Rect, scale: float) -> bool:
        """Draw the document as it is with the pose, as `StandIn.draw`."""
        document = self._host.document.rect
        part = self._seen = part.intersection(document)
        if part.empty or self.pose.still:
            self._prepare(part, scale)
            return False
        painter.save()
        painter.setClipRect(*document)
        seen = self._draw(painter, part, scale)
        painter.restore()
        return seen

    def _draw(self, painter: QPainter, part: Rect, scale: float) -> bool:
        picture = self._made_picture
        if picture is not None and self._made_of_now is not None:
            if picture.level == level_for(scale, part) and _contains(picture.part, part):
                picture.draw(painter)
                return True
            self._rest.start()  # another part of it is seen now
        self._prepare(part, scale)
        if self._pictures is None:
            return False
        self._pictures.draw(painter, self.pose, part)
        return True

    def _prepare(self, part: Rect, scale: float) -> None:
        """Have pictures made of what is seen, with something around it, unless there are such."""
        if part.empty:
            return
        level = level_for(scale, part)
        if (
            self._pictures is not None
            and self._pictures.level == level
            and _contains(self._pictures.part, part)
        ):
            return
        if self._asked is not None and self._asked[1] == level and _contains(self._asked[0], part):
            return
        around = part.expanded(max(part.width, part.height) // 4).intersection(self.state.rect)
        self._asked = asked = (around, level)
        state, parts, box = self.state, self._parts, self.pose.box

        def make() -> tuple[Parts, Pictures]:
            apart = parts or parts_of(state)
            return apart, Pictures.of(apart, box, around, scale, state.profile)

        def show(made: tuple[Parts, Pictures]) -> None:
            if self._open and self._asked is asked:
                self._parts, self._pictures = made
                self._asked = None
                self._host.update()

        self._host.aside(make, show)

    def _compute(self) -> None:
        """Find what really comes of the pose, and show it."""
        pose, kernel, state = self.pose, self.kernel, self.state
        if pose.still or self._computing is not None or not self._open:
            return
        self._computing = pose
        scale, part = self._host.viewport.zoom, self._seen
        known = self._made_of_now

        def check() -> None:
            if self.pose is not pose or not self._open:
                raise _Superseded

        def make() -> tuple[State, LevelPicture] | None:
            try:
                made = (
                    known.state
                    if known is not None
                    else drawn_anew(state, transformed(state, pose, kernel, check))
                )
            except _Superseded:
                return None
            return made, LevelPicture(made.nodes, part, level_for(scale, part), made.profile)

        def show(found: tuple[State, LevelPicture] | None) -> None:
            self._computing = None
            if found is not None and self.pose is pose and self.kernel is kernel and self._open:
                self._made = _Made(pose, kernel, found[0])
                self._made_picture = found[1]
                self._host.update()
            elif self._open and not self.applying:
                self._rest.start()

        self._host.aside(make, show)


class _Superseded(Exception):
    """Nobody asks for this pose any more."""


def _contains(one: Rect, other: Rect) -> bool:
    return one.intersection(other) == other
