"""Fill: pours the colour into the region under the pointer."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.document.selecting.similar import Likeness, similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.likeness_settings import LikenessSettings
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle


class FillTool(Tool):
    """Fills on the active layer what looks alike in the whole picture, or on that layer.

    settings: what counts as alike.
    """

    id = "fill"
    icon = "paint-bucket"
    shortcut = "F"
    uses_colour = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.settings = LikenessSettings(Likeness(), self)

    def title(self) -> str:
        return self.tr("Fill")

    def options(self) -> QWidget:
        options = QWidget()
        row = QHBoxLayout(options)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in self.settings.options():
            row.addWidget(widget)
        row.addStretch(1)
        return options

    def press(self, pointer: Pointer) -> None:
        document, like, all_layers = self.host.document, self.settings.like, self.settings.all_layers
        x, y = pointer.pixel
        if not document.rect.contains(x, y):
            return
        try:
            document.check_paintable()
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        state, quick_mask, picked = document.state, document.quick_mask, self.host.colour
        colour = document.own_colour(picked.red(), picked.green(), picked.blue())

        def find(check: Check) -> Mask:
            image = sampled(state, all_layers=all_layers)
            check()
            return similar_region(image, x, y, like)

        def work(check: Check) -> tuple[Mask, State | None]:
            region = find(check)
            return region, filled(state, region, colour, check, quick_mask=quick_mask)

        self.host.work(
            self.tr("Filling…"), work, lambda found: self._take(document, state, colour, quick_mask, *found)
        )

    def _take(
        self,
        document: Document,
        before: State,
        colour: Colour,
        quick_mask: bool,
        region: Mask,
        after: State | None,
    ) -> None:
        """Make what was filled the next step; once more where the layer has been painted on meanwhile."""
        if after is None:
            self.host.refuse(self.tr("Outside of the selection nothing is painted."))
            return
        now = document.state
        if now.active_id != before.active_id or now.rect != before.rect:
            return  # the artist has gone on with something else
        if now.active is before.active and now.selection is before.selection:
            node = after.active
            if quick_mask:
                document.select(after.selection, StepTitle("Fill"))
            else:
                document.apply(StepTitle("Fill"), lambda state: state.with_node(node))
            return

        def again(check: Check) -> tuple[Mask, State | None]:
            return region, filled(now, region, colour, check, quick_mask=quick_mask)

        self.host.work(
            self.tr("Filling…"), again, lambda found: self._take(document, now, colour, quick_mask, *found)
        )


def filled(
    state: State, region: Mask, colour: Colour, check: Check, *, quick_mask: bool = False
) -> State | None:
    """Fill a region on the active layer, its mask or the quick mask; None where nothing is painted, as outside of the
    selection. Any thread may call."""
    document = Document.from_state(state, StepTitle("Fill"))
    document.set_quick_mask(quick_mask)
    edit = document.begin_edit(StepTitle("Fill"))
    if not fill(edit, region, colour, check):
        return None
    edit.commit()
    return document.state
