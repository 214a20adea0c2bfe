"""What the tools share that pour the colour into a region which they have to look for."""

from collections.abc import Callable

from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.likeness_settings import LikenessSettings
from aipaint_desktop.ui.canvas.tools.painting_tool import PaintingTool
from aipaint_desktop.values.titles import StepTitle


class PouringTool(PaintingTool):
    """Fills a region of the picture that is looked at, on the active layer.

    settings: what counts as alike, and which layers are looked at. step: what it is called in the history.
    """

    step: StepTitle

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.settings = LikenessSettings(Likeness(), self)

    def pour(self, doing: str, find: Callable[[Pixels, Likeness], Mask]) -> None:
        """Fill what is found in the picture as it is now.

        doing: in a few words, for a sign. find: called once, on any thread, with that picture and what counts as alike;
        what it raises is said.
        """
        state, like, sample = self.host.document.state, self.settings.like, self.settings.sampling()
        colour = self.own_colour(self.host.colour)
        regions: list[Mask] = []

        def lay(scratch: Document, check: Check) -> bool:
            if not regions:
                image = sample(state)
                check()
                regions.append(find(image, like))
                check()
            edit = scratch.begin_edit(self.step)
            marked = fill(edit, regions[0], colour, check)
            edit.commit()
            return marked

        self.paint(self.step, doing, lay)
