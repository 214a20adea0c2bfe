"""The requests of every engine, and their JSON form.

In JSON a picture stands as its hash, name and size; the pixels travel beside it (`pictures_of`), so that a
PNG can carry both without writing pixels as text.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import numpy as np

from aipaint_desktop.engines.base.engine import BadInput, Mask, Picture, Request, SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_references, check_size
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest


@dataclass(frozen=True, kw_only=True)
class PainterRequest(Request):
    """What the painter's operations share.

    references: the pictures to paint like, one or more.
    steps: denoising steps on each level of the pyramid, 2 to 50.
    """

    engine: ClassVar[str] = "painter"

    references: tuple[Picture, ...]
    steps: int = 8

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        if not 2 <= self.steps <= 50:
            raise BadInput(f"{self.steps} steps are out of range: 2 to 50.")
        if not self.references:
            raise BadInput("There is no reference picture to paint like.")
        check_references(self.references)


@dataclass(frozen=True, kw_only=True)
class PaintRequest(PainterRequest, SelectiveRequest):
    """Sketch to painting. keep: 0 (after a glance at the sketch) to 1 (line by line).

    held: short side in px to which reduced the painting is about the sketch again, in the sketch's own colours; 0 for
        a free one in the references' colours.
    """

    operation: ClassVar[str] = "paint"

    sketch: Picture
    width: int
    height: int
    keep: float = 0.6
    held: int = 0

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def ground(self) -> Picture:
        return self.sketch

    def validate(self) -> None:
        super().validate()
        if not (math.isfinite(self.keep) and 0 <= self.keep <= 1):
            raise BadInput(f"The closeness {self.keep} is out of range: 0 to 1.")
        if not 0 <= self.held <= min(self.size):
            raise BadInput(f"The painting cannot be held at {self.held} px: 0 to {min(self.size)}.")


@dataclass(frozen=True, kw_only=True)
class VaryRequest(PainterRequest, SelectiveRequest):
    """A new picture like the references, of any size. tile: it repeats without a seam."""

    operation: ClassVar[str] = "vary"

    width: int
    height: int
    tile: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


@dataclass(frozen=True, kw_only=True)
class FillRequest(PainterRequest):
    """Repaint where the mask is set, from the references or, without any, from the rest of the picture.

    mask: (H, W) of the picture's size; 255 is painted anew, 0 is kept as it is.
    picture: what is painted over entirely is taken out of it when the request is made: nobody reads it, and it is not
        to travel along in a file.
    """

    operation: ClassVar[str] = "fill"

    picture: Picture
    mask: Mask
    references: tuple[Picture, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "picture", _without_painted_over(self.picture, self.mask))

    @property
    def size(self) -> tuple[int, int]:
        return self.picture.width, self.picture.height

    @property
    def ground(self) -> Picture:
        return self.picture

    @property
    def within(self) -> Mask:
        return self.mask

    def validate(self) -> None:
        if not self.references:
            kept = FillRequest(
                seed=self.seed,
                steps=self.steps,
                picture=self.picture,
                mask=self.mask,
                references=(self.picture,),
            )
            kept.validate()
            return
        super().validate()
        if (self.mask.width, self.mask.height) != self.size:
            raise BadInput(
                f"The mask is {self.mask.width}×{self.mask.height} but the picture is "
                f"{self.picture.width}×{self.picture.height}."
            )
        if not self.mask.pixels.any():
            raise BadInput("The mask is empty: there is nothing to fill.")


@dataclass(frozen=True, kw_only=True)
class ExtendRequest(PainterRequest):
    """Paint on beyond the picture's edges. left, top: where the picture lies in the larger canvas, px."""

    operation: ClassVar[str] = "extend"

    picture: Picture
    width: int
    height: int
    left: int
    top: int
    references: tuple[Picture, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def validate(self) -> None:
        check_size(*self.size)
        if not self.references:
            ExtendRequest(
                **{f.name: getattr(self, f.name) for f in fields(self)} | {"references": (self.picture,)}
            ).validate()
            return
        super().validate()
        fits = (
            0 <= self.left <= self.width - self.picture.width
            and 0 <= self.top <= self.height - self.picture.height
        )
        if not fits or (self.width, self.height) == (self.picture.width, self.picture.height):
            raise BadInput(
                f"The canvas of {self.width}×{self.height} must be larger than the picture of "
                f"{self.picture.width}×{self.picture.height} and hold it whole."
            )


def _without_painted_over(picture: Picture, mask: Mask) -> Picture:
    """The picture, of one colour where the mask is 255: the mean of what is kept. Where it has transparent parts it is
    transparent there, so that its shape says nothing either."""
    pixels, gone = picture.pixels, mask.pixels == 255
    if gone.shape != pixels.shape[:2] or not gone.any():
        return picture
    kept = pixels[mask.pixels == 0][:, :3]
    neutral = np.rint(kept.mean(0)).astype(np.uint8) if len(kept) else np.full(3, 128, np.uint8)
    pixels = pixels.copy()
    if pixels.shape[2] == 4 and pixels[..., 3].min() < 255:
        pixels[gone] = 0
    else:
        pixels[gone, :3] = neutral
    return Picture(pixels, picture.name)


_REQUESTS: Mapping[str, type[Request]] = {
    f"{kind.engine}.{kind.operation}": kind
    for kind in (
        *(PaintRequest, VaryRequest, FillRequest, ExtendRequest),
        *(StylizeRequest, ComposeRequest, GenerateRequest, SketchRequest, UpscaleRequest),
    )
}


def pictures_of(request: Request) -> dict[str, Picture]:
    """Every picture in the request, by its hash."""

    def walk() -> Iterator[Picture]:
        for field in fields(request):
            value = getattr(request, field.name)
            yield from (
                item
                for item in (value if isinstance(value, tuple) else (value,))
                if isinstance(item, Picture)
            )

    return {picture.sha256: picture for picture in walk()}


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        return {"sha256": value.sha256, "name": value.name, "width": value.width, "height": value.height}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def to_json(request: Request) -> dict[str, Any]:
    """The request as plain JSON values; `from_json` with `pictures_of(request)` gives it back."""
    values = {field.name: _plain(getattr(request, field.name)) for field in fields(request)}
    return {"request": f"{request.engine}.{request.operation}", **values}


def from_json(values: Mapping[str, Any], pictures: Mapping[str, Picture]) -> Request:
    """Inverse of `to_json`. Raises `BadInput` for an unknown request, field or a picture that is missing."""

    def restore(value: Any) -> Any:
        if isinstance(value, dict):
            try:
                found = pictures[value["sha256"]]
            except (KeyError, TypeError):
                raise BadInput(f"The picture {value.get('name') or '?'} of the request is missing.") from None
            return Picture(found.pixels, str(value.get("name", "")))
        if isinstance(value, list):
            return tuple(restore(item) for item in value)
        return value

    kind = _REQUESTS.get(str(values.get("request")))
    if kind is None:
        raise BadInput(f"This version knows no request of the kind {values.get('request')!r}.")
    known = {field.name for field in fields(kind)}
    given = {name: restore(value) for name, value in values.items() if name != "request"}
    try:
        request = kind(**given)
    except TypeError:
        odd = sorted(given.keys() ^ known)
        raise BadInput(f"The request's fields do not fit: {', '.join(odd)}.") from None
    request.validate()
    return request
