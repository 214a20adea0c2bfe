"""What the artist asks for at one moment, and the request that it becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.engines.base.engine import Engine, Estimate
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings
from aipaint_desktop.workspace.painted_from import layers_painted_from, picture_painted_from
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
        return Target.of(self.document, tuple(layer.id for layer in layers_painted_from(source, self.state)))

    def request(self) -> Request:
        """Composite the picture, read the references and build the request. Raises `BadInput`."""
        state = self.state
        if self._takes_picture:
            pixels = picture_painted_from(self.settings.painted_from, state)
        else:
            pixels = composite(state.layers, state.rect)
        return self.settings.request(Canvas(pixels, state.selection), self.read(self.references))

    def live_request(self) -> Request:
        """Build the request for a painting that follows the brush, whose picture does not matter. Raises `BadInput`."""
        width, height = self.state.width, self.state.height
        blank = np.zeros((height, width, 3), np.uint8)
        settings = replace(self.settings, width=width, height=height)
        return settings.request(Canvas(blank), self.read(self.references))

    def outlook(self, engines: Mapping[str, Engine]) -> Outlook:
        """Foresee what painting it takes and becomes. Raises `BadInput` where not even the size is known."""
        width, height = self.state.width, self.state.height
        blank = np.zeros((height, width, 3), np.uint8)
        request = self.settings.request(Canvas(blank, self.state.selection), self.read(self.references))
        fit = fit_of(request, width, height)
        try:
            request.validate()
            return Outlook(request.size, fit, engines[request.engine].estimate(request))
        except BadInput:
            return Outlook(request.size, fit, None)
