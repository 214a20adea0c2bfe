"""What the artist asks for at one moment, and the request that it becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tree import leaves
from aipaint_desktop.engines.base.engine import Engine, Estimate
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.values.picture import LatePicture, Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings
from aipaint_desktop.workspace.painted_from import nodes_painted_from, picture_painted_from
from aipaint_desktop.workspace.placement import Fit, fit_of


@dataclass(frozen=True)
class Outlook:
    """Says what is to be expected of a commission. size: of the result, width and height in px. fit: what becomes of
    the canvas. estimate: None where it cannot be painted yet."""

    size: tuple[int, int]
    fit: Fit
    estimate: Estimate | None


@dataclass(frozen=True, eq=False)
class Commission:
    """Keeps what the settings ask for of a document as it is at this moment, painted like these references.

    read: gives the references' pixels; may raise `BadInput`. Nothing of it changes, so that any thread may build its
    request and foresee what that takes.
    """

    settings: PaintSettings
    document: Document
    state: State
    references: Sequence[ReferenceEntry]
    read: Callable[[Sequence[ReferenceEntry]], tuple[Picture, ...]]

    @property
    def _takes_picture(self) -> bool:
        return bool(self.settings.offered)

    @property
    def target(self) -> Target:
        """Aim on top of what it is painted from; what is painted from nothing comes on top, too, where it is seen."""
        source = self.settings.painted_from if self._takes_picture else PaintedFrom.VISIBLE
        return Target.of(
            self.document, tuple(layer.id for layer in leaves(nodes_painted_from(source, self.state)))
        )

    def request(self, preparation: Preparation) -> Request:
        """Composite the picture, read the references and build the request. Raises `BadInput`, and what stops the
        preparation."""
        settled = replace(self, settings=self.settings.settled(preparation).located(self.state))
        return settled._build(Canvas.of(self._composite(), self.state.selection)).narrowed()

    def live_request(self, preparation: Preparation) -> Request:
        """Build the request for a painting that follows the brush, whose picture does not matter. Raises `BadInput`,
        and what stops the preparation."""
        settings = replace(
            self.settings.settled(preparation).located(self.state),
            width=self.state.width,
            height=self.state.height,
        )
        return replace(self, settings=settings)._build(Canvas(self._unseen))

    def outlook(self, engines: Mapping[str, Engine]) -> Outlook:
        """Foresee what painting it takes and becomes, without a look at the picture. Raises `BadInput` where not even
        the size is known."""
        foreseen = replace(self, settings=self.settings.foreseen())
        request = foreseen._build(Canvas(self._unseen, self.state.selection))
        fit = fit_of(request, self.state.width, self.state.height)
        try:
            request.validate()
            return Outlook(request.size, fit, engines[request.engine].estimate(request))
        except BadInput:
            return Outlook(request.size, fit, None)

    def _build(self, canvas: Canvas) -> Request:
        wanted = self.references if self.settings.likes_chosen else ()
        if self.settings.takes_folders:
            wanted = [part for reference in wanted for part in reference.parts]
        with_parts = replace(canvas, parts=lambda source: picture_painted_from(source, self.state))
        return self.settings.request(with_parts, self.read(wanted))

    def _composite(self) -> Pixels:
        """Composite the picture that it is painted from, (H, W, 4). Raises `BadInput` where there is none."""
        if self._takes_picture:
            return picture_painted_from(self.settings.painted_from, self.state)
        return to_srgb(composite(self.state.nodes, self.state.rect), self.state.profile)

    @property
    def _unseen(self) -> LatePicture:
        """The same picture, which is composited only if somebody looks at it."""
        return LatePicture(self.state.width, self.state.height, self._composite, "canvas")
