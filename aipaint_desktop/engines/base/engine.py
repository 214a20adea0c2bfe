"""The contract between engines and whoever runs them: Picture, Request, Frame, CancelToken, Engine.

No Qt and no torch here: the window, the command line and the tests share these types and must be able to
read them before torch is loaded.
"""

import hashlib
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Protocol,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np
from numpy.typing import NDArray


def as_text(name: object) -> str:
    """A name as text that can be shown and stored: those of files need not be any, and what is none is a question
    mark."""
    return str(name).encode(errors="replace").decode()


def reason_of(error: OSError) -> str:
    """Why the system refused, without a full stop; libraries raise such errors with words of their own, or none."""
    return (error.strerror or str(error)).rstrip(".") or "the system does not say why"


class BadInput(Exception):
    """What was asked for cannot be done; the message is one sentence that names the thing and its fault."""

    def __init__(self, sentence: str) -> None:
        super().__init__(as_text(sentence))


class Cancelled(Exception):
    """Raised inside an engine after its token was cancelled. Not an error."""


class CancelToken:
    """Asks a running engine to stop. `cancel` may be called from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if `cancel` was called."""
        if self._event.is_set():
            raise Cancelled


@dataclass(frozen=True, eq=False)
class Picture:
    """An input image of a request. Equal when the pixels are equal.

    pixels: (H, W, 3 or 4) uint8 sRGB with straight alpha, or (H, W) uint8 for a mask; made read-only.
    name: what people call it, usually the file's name; does not influence any result.
    """

    pixels: NDArray[np.uint8]
    name: str = ""

    def __post_init__(self) -> None:
        pixels = self.pixels
        if pixels.dtype != np.uint8 or not (
            pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] in (3, 4))
        ):
            raise ValueError(f"not a picture: {pixels.dtype} {pixels.shape}")
        frozen = np.ascontiguousarray(pixels)
        if frozen.flags.writeable:
            frozen = frozen.copy() if frozen is pixels else frozen
            frozen.flags.writeable = False
        object.__setattr__(self, "pixels", frozen)
        object.__setattr__(self, "name", as_text(self.name))

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @cached_property
    def sha256(self) -> str:
        """Hash of shape and pixels, 64 hexadecimal digits."""
        return hashlib.sha256(repr(self.pixels.shape).encode() + self.pixels.tobytes()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


Mask: TypeAlias = Annotated[Picture, "mask"]
"""A `Picture` of (H, W). Where a request has a plain `Picture`, it is one in colour."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything that determines a result. One frozen subclass per operation; fields are numbers,
    strings, booleans, `Picture`s, `Mask`s and tuples of them, so that `engines.requests` can store it losslessly.

    Raises `BadInput` when it is made with a field of another kind than its annotation says.
    """

    engine: ClassVar[str]
    operation: ClassVar[str]

    seed: int

    def __post_init__(self) -> None:
        for name, kind in _kinds(type(self)).items():
            if not _is_of_kind(getattr(self, name), kind):
                raise BadInput(f"The request's {name} is not of the right kind.")
            if not _is_text(getattr(self, name)):
                raise BadInput(f"The request's {name} is not text: it is not in UTF-8.")

    @property
    def model(self) -> str:
        """Id of the model that is asked for, as the catalogue lists it."""
        return self.engine

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the result in pixels."""
        raise NotImplementedError

    @property
    def ground(self) -> Picture | None:
        """The picture that the result is painted over, or None where it is a picture of its own."""
        return None

    @property
    def within(self) -> Mask | None:
        """Where alone anything is painted, a mask of the ground's size or, without one, of the result's; None for
        everywhere."""
        return None

    def validate(self) -> None:
        """Raise `BadInput` when a number is out of its range or the pictures do not fit together."""
        check_seed(self.seed)


@dataclass(frozen=True, kw_only=True)
class SelectiveRequest(Request):
    """A request whose result keeps to a selection.

    selection: a mask of the ground's size, outside of which that stays exactly as it is; where it is half set, half of
        the paint is seen. It is resized with the ground. Without a ground it is of the result's size, and there is
        nothing outside of it.
    """

    selection: Mask | None = None

    @property
    def within(self) -> Mask | None:
        return self.selection

    def validate(self) -> None:
        super().validate()
        if self.selection is None:
            return
        width, height = (self.ground.width, self.ground.height) if self.ground else self.size
        if (self.selection.width, self.selection.height) != (width, height):
            raise BadInput(
                f"The selection is {self.selection.width}×{self.selection.height} but the picture is "
                f"{width}×{height}."
            )
        if not self.selection.pixels.any():
            raise BadInput("The selection is empty: there is nothing to paint.")


def check_seed(seed: int) -> None:
    """Raise `BadInput` unless torch's generators take it."""
    if not 0 <= seed < 2**63:
        raise BadInput(f"The seed {seed} is not between 0 and 2^63 − 1.")


def _kinds(request: type[Request]) -> Mapping[str, Any]:
    hints = get_type_hints(request, include_extras=True)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _is_text(value: object) -> bool:
    """Whether a text, or all texts of a tuple, can be stored; true of everything else."""
    values = value if isinstance(value, tuple) else (value,)
    return all(as_text(one) == one for one in values if isinstance(one, str))


def _is_of_kind(value: object, kind: Any) -> bool:
    if kind == Mask:
        return isinstance(value, Picture) and value.pixels.ndim == 2
    if kind is Picture:
        return isinstance(value, Picture) and value.pixels.ndim == 3
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is float:  # a whole number will do as long as it stays the same as a float
        return isinstance(value, float) or (_is_of_kind(value, int) and abs(value) <= 2**53)  # type: ignore[arg-type]
    origin, of = get_origin(kind), get_args(kind)
    if origin is tuple:
        return isinstance(value, tuple) and all(_is_of_kind(item, of[0]) for item in value)
    if origin in (Union, UnionType):
        return any(_is_of_kind(value, option) for option in of)
    if origin is Literal:
        return value in of
    return isinstance(value, kind)


@dataclass(frozen=True)
class Frame:
    """One intermediate or final image of a run.

    image: (H, W, 3 or 4) uint8, the whole picture as it is by then; intermediate frames may be smaller than the
        result and are shown scaled.
    seconds_left: estimate of the work that remains.
    sources: on the last frame of the painter, (H, W, 3) int32: for each pixel the index of the reference
        it came from, and the row and column in that reference as it was given.
    references: what `sources` counts, where the request does not name them.
    drawn: for each picture of a sheet the words and names that were drawn where its prompt says none.
    layer: (H, W, 4) uint8, what laid over the request's ground gives `image`; None where that is `image` itself.
    """

    step: int
    steps: int
    image: NDArray[np.uint8]
    seconds_left: float
    sources: NDArray[np.int32] | None = None
    references: tuple[Picture, ...] = ()
    drawn: tuple[tuple[str, ...], ...] = ()
    layer: NDArray[np.uint8] | None = None

    @property
    def laid(self) -> NDArray[np.uint8]:
        """What is laid over the ground, (H, W, 3 or 4)."""
        return self.image if self.layer is None else self.layer

    @property
    def last(self) -> bool:
        return self.step == self.steps


@dataclass(frozen=True)
class Estimate:
    """What a run will take: seconds of work and bytes of memory on top of what is in use."""

    seconds: float
    bytes: int


Kind: TypeAlias = Literal["cuda", "mps", "cpu"]
Precision: TypeAlias = Literal["fp32", "bf16"]


@dataclass(frozen=True)
class Device:
    """What an engine computes on. precision: what pixels and matrix products are computed in."""

    kind: Kind
    precision: Precision = "fp32"


class Engine(Protocol):
    """Code that turns a Request into Frames. Knows nothing of threads."""

    id: str

    def device(self) -> Device:
        """Where it computes and in which precision; loads torch. Raises `BadInput` where that is not there."""
        ...

    def estimate(self, request: Request) -> Estimate:
        """What `run` will take; at once, without loading anything."""
        ...

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield a frame after each step and at last the final one (`Frame.last`).

        Raises `BadInput` before any work where the request cannot be done, and `Cancelled` within half a
        second of `token.cancel()`.
        """
        ...
