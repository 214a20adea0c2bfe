"""What is set of a control, and what it becomes in a request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Literal, Self, TypeAlias

import numpy as np
from PIL import Image, ImageOps

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.checkpoint.control.asked import Control
from aipaint_desktop.engines.checkpoint.control.maps import MapKind, make_map, put_into
from aipaint_desktop.engines.checkpoint.request import titled_hash
from aipaint_desktop.modelstore.model_files.fitting import CONTROLS, find_control, find_image_encoder
from aipaint_desktop.modelstore.model_files.index import ModelIndex
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom

Followed: TypeAlias = MapKind | Literal["inpaint"]
"""What a control follows: a map, or what is there and stays."""


class Source(Enum):
    """What a map is made of."""

    SKETCH = "sketch"
    CANVAS = "canvas"
    LAYER = "layer"
    REFERENCE = "reference"


_PARTS = {
    Source.SKETCH: PaintedFrom.SKETCH,
    Source.CANVAS: PaintedFrom.VISIBLE,
    Source.LAYER: PaintedFrom.LAYER,
}


@dataclass(frozen=True, kw_only=True)
class ControlSettings:
    """Says how a file guides a model.

    name: by which the file is found, an id or a path; once it is settled its title and hash. likes: whether it paints
    like references; all else but strength, begin and end then says nothing. encoder: what sees those for it, once it
    is settled. foreseen: whether all of this is but to tell what it takes, and the map does not matter.
    """

    name: str
    likes: bool = False
    source: Source = Source.SKETCH
    map: Followed = "lines"
    strength: float = 1.0
    begin: float = 0.0
    end: float = 1.0
    encoder: str = ""
    foreseen: bool = False

    def expected(self, index: ModelIndex) -> Self:
        """Take for granted that the files are there, as far as they are known."""
        file = index.files.get(Path(self.name)) or index.named(self.name, CONTROLS)
        eyes = index.of_kind(Kind.IMAGE_ENCODER)[:1] if self.likes else []
        return replace(
            self,
            name=_as_known(file),
            encoder=_as_known(eyes[0] if eyes else None) if self.likes else "",
            foreseen=True,
        )

    def settled(self, model: ModelFile, preparation: Preparation) -> Self:
        """Find the files. Raises `BadInput` where one is not there, or for another kind of model than this."""
        file = find_control(self.name, model, preparation)
        likes, encoder = file.kind is Kind.IP_ADAPTER, ""
        if likes:
            eyes = find_image_encoder(file, preparation)
            encoder = titled_hash(eyes.title, eyes.sha256)
        return replace(self, name=titled_hash(file.title, file.sha256), likes=likes, encoder=encoder)

    def control(
        self, canvas: Canvas, references: Sequence[Picture], size: tuple[int, int], grows: bool
    ) -> Control:
        """Make the map. size: of the result. grows: whether it goes on around the canvas, which stays as large as it
        is. Raises `BadInput` where there is nothing to make it of."""
        told = Control(self.name, self.strength, self.begin, self.end, encoder=self.encoder)
        if self.likes:
            return told
        if self.map == "inpaint":
            return replace(told, inpaints=True)
        if self.foreseen:
            return replace(told, map=_UNSEEN)
        if self.source is Source.REFERENCE:
            if not references:
                raise BadInput("A control follows a reference: choose one.")
            return replace(told, map=make_map(self.map, cropped(references[0], *size)))
        made = make_map(self.map, canvas.part(_PARTS[self.source]))
        if not grows:
            return replace(told, map=made)
        corner = (size[0] - made.width) // 2, (size[1] - made.height) // 2
        return replace(told, map=put_into(made, size, corner))


_UNSEEN = Picture(np.zeros((1, 1, 3), np.uint8))
_UNKNOWN = "0" * 64


def _as_known(file: ModelFile | None) -> str:
    """Name a file as requests do, whether or not its hash is known."""
    return titled_hash("", _UNKNOWN) if file is None else titled_hash(file.title, file.sha256 or _UNKNOWN)


def part_of(source: Source) -> PaintedFrom | None:
    """Tell which part of the document a source is; None where it is none."""
    return _PARTS.get(source)


def cropped(picture: Picture, width: int, height: int) -> Picture:
    """Cut the middle of a picture out, of the proportions of this size, and make it as large."""
    image = Image.fromarray(picture.pixels)
    return Picture(np.asarray(ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS)), picture.name)
