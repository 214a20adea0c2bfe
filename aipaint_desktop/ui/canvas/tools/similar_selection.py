"""What the tools share that select what looks alike."""

from collections.abc import Callable

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.similar import Likeness, similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.likeness_settings import LikenessSettings
from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool


class SimilarSelectionTool(SelectionTool):
    """Selects what looks like the place of a click. A drag that begins within the selection moves it nevertheless.

    settings: what counts as alike.
    """

    def __init__(self, host: ToolHost, like: Likeness) -> None:
        super().__init__(host)
        self.settings = LikenessSettings(like, self)

    def finish(self, pointer: Pointer) -> None:
        x, y = pointer.pixel
        state, like, sample = self.host.document.state, self.settings.like, self.settings.sampling()
        if not state.rect.contains(x, y):
            return

        def find(check: Check) -> Mask:
            image = sample(state)
            check()
            return similar_region(image, x, y, like)

        self.select(self.tr("Looking for what is alike…"), find)

    def carry_out(
        self, doing: str, work: Callable[[Check], Mask | None], done: Callable[[Mask | None], None]
    ) -> None:
        self.host.work(doing, work, done)
