"""What every request is: everything that determines a result, frozen and checked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, ClassVar, Literal, Self, Union, get_args, get_origin, get_type_hints

from aipaint_desktop.values.picture import Mask, Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.values.titles import StepTitle

_LONGEST_PROMPT = 100_000


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything that determines a result. One frozen subclass per operation; fields are numbers,
    strings, booleans, `Picture`s, `Mask`s and tuples of them, so that `engines.request_json` can store it losslessly.

    What else a room has to know of a request stands on it, so that no room asks which kind it is.

    Raises `BadInput` when it is made with a field of another kind than its annotation says.

    engine: id of the engine that runs it. title: what it does, as the history calls its step, untranslated.
    """

    engine: ClassVar[str]
    operation: ClassVar[str]
    title: ClassVar[StepTitle]

    seed: int

    def __post_init__(self) -> None:
        for name, kind in _kinds(type(self)).items():
            if not _is_of_kind(getattr(self, name), kind):
                raise BadInput("The request's {0} is not of the right kind.", name)
            if not _is_text(getattr(self, name)):
                raise BadInput("The request's {0} is not text: it is not in UTF-8.", name)

    @property
    def model(self) -> str:
        """Name the model that is asked for, by its id in the catalogue."""
        return self.engine

    @property
    def size(self) -> tuple[int, int]:
        """Tell width and height of the result in pixels."""
        raise NotImplementedError

    @property
    def sources(self) -> tuple[Picture, ...]:
        """Give the pictures that it is painted like, in the order in which `Frame.sources` counts them."""
        return ()

    def narrowed(self) -> Self:
        """Give the request that is carried out and kept: the same without sources that are not painted from. It may
        take a second."""
        return self

    @property
    def traces_sources(self) -> bool:
        """Tell whether the last frame tells of each pixel which of the sources it came from."""
        return False

    @property
    def words(self) -> str:
        """Give the words that it is painted from; "" where there are none."""
        return ""

    @property
    def steps_asked(self) -> int | None:
        """Tell how many steps were asked for where a run takes that many at each size; None where its frames count
        them."""
        return None

    @property
    def corner(self) -> tuple[int, int] | None:
        """Tell where the canvas that it goes on from lies in the result, px from the left and the top; None for its
        middle."""
        return None

    @property
    def makes_sheet(self) -> bool:
        """Tell whether its result is a sheet to choose from and no painting."""
        return False

    @property
    def kept_when_stopped(self) -> bool:
        """Tell whether every frame of the run is a result in itself, that an artist stops it to have."""
        return False

    @property
    def branches(self) -> Mapping[int, float]:
        """List the steps whose frames another request can begin with, and how closely it then keeps to them, 0 to 1."""
        return {}

    @property
    def ground(self) -> Picture | None:
        """Give the picture that the result is painted over, or None where it is a picture of its own. Where it is that
        of a canvas, a result of another size scales the canvas."""
        return None

    @property
    def within(self) -> Mask | None:
        """Tell where alone anything is painted, a mask of the ground's size or, without one, of the result's; None for
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
                "The selection is {0}×{1} but the picture is {2}×{3}.",
                self.selection.width,
                self.selection.height,
                width,
                height,
            )
        if not self.selection.pixels.any():
            raise BadInput("The selection is empty: there is nothing to paint.")


def check_seed(seed: int) -> None:
    """Raise `BadInput` unless torch's generators take it."""
    if not 0 <= seed < 2**63:
        raise BadInput("The seed {0} is not between 0 and 2^63 − 1.", seed)


def check_range(name: Sentence, value: float, least: int, most: int) -> None:
    """Raise `BadInput` unless a number that is called so lies between these two."""
    if not (math.isfinite(value) and least <= value <= most):
        raise BadInput("The {0} {1} is out of range: {2} to {3}.", name, f"{value:g}", least, most)


def check_prompt(*texts: str) -> None:
    """Raise `BadInput` where any of the words that something is painted from are too many to be read."""
    if max(map(len, texts)) > _LONGEST_PROMPT:
        raise BadInput("The prompt is too long: at most {0} characters.", _LONGEST_PROMPT)


def _kinds(request: type[Request]) -> Mapping[str, Any]:
    hints = get_type_hints(request, include_extras=True)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _is_text(value: object) -> bool:
    """Whether a text, or all texts of a tuple, can be stored; true of everything else."""
    values = value if isinstance(value, tuple) else (value,)
    return all(as_text(one) == one for one in values if isinstance(one, str))


def _is_of_kind(value: object, kind: Any) -> bool:
    if kind == Mask:
        return isinstance(value, Picture) and value.is_mask
    if kind is Picture:
        return isinstance(value, Picture) and not value.is_mask
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
