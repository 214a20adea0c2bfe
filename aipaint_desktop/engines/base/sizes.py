"""Sizes of pictures that engines make, and of those that they paint like."""

from collections.abc import Iterable
from dataclasses import replace

from aipaint_desktop.values.limits import ENLARGED, PAINTED, Limit
from aipaint_desktop.values.picture import Mask, Picture
from aipaint_desktop.values.refusal import BadInput


def check_size(width: int, height: int, limit: Limit = PAINTED) -> None:
    """Raise `BadInput` unless a picture of this size can be painted. limit: of what paints it."""
    if not (limit.least <= width <= limit.most and limit.least <= height <= limit.most):
        raise BadInput(
            "The size {0}×{1} is out of range: each side is {2} to {3} px.",
            width,
            height,
            limit.least,
            limit.most,
        )
    if width * height > limit.pixels:
        raise BadInput(
            "The size {0}×{1} is too large: at most {2} megapixels.", width, height, limit.megapixels
        )


def check_mask(mask: Mask, picture: Picture) -> None:
    """Raise `BadInput` unless a mask is of the picture's size and selects something of it."""
    if (mask.width, mask.height) != (picture.width, picture.height):
        raise BadInput(
            "The mask is {0}×{1} but the picture is {2}×{3}.",
            mask.width,
            mask.height,
            picture.width,
            picture.height,
        )
    if not mask.pixels.any():
        raise BadInput("The mask is empty: there is nothing to fill.")


def check_extension(picture: Picture, width: int, height: int, left: int, top: int) -> None:
    """Raise `BadInput` unless a canvas of this size goes beyond the picture and holds it whole at this place."""
    fits = 0 <= left <= width - picture.width and 0 <= top <= height - picture.height
    if not fits or (width, height) == (picture.width, picture.height):
        raise BadInput(
            "The canvas of {0}×{1} must be larger than the picture of {2}×{3} and hold it whole.",
            width,
            height,
            picture.width,
            picture.height,
        )


MOST_TIMES = 64
"""Times that a side can become as long."""


def check_enlargement(picture: Picture, width: int, height: int) -> None:
    """Raise `BadInput` unless a picture can be enlarged to this size."""
    old = picture.width, picture.height
    check_size(width, height, replace(ENLARGED, least=max(ENLARGED.least, min(PAINTED.least, *old))))
    if min(old) < ENLARGED.least:
        raise BadInput(
            "The picture is {0}×{1}: too small, each side must be {2} px or more.",
            old[0],
            old[1],
            ENLARGED.least,
        )
    if not all(
        before <= after <= MOST_TIMES * before for before, after in zip(old, (width, height), strict=True)
    ):
        raise BadInput(
            "A picture of {0}×{1} cannot be enlarged to {2}×{3}: each side becomes 1 to {4} times as long.",
            old[0],
            old[1],
            width,
            height,
            MOST_TIMES,
        )


def check_references(references: Iterable[Picture]) -> None:
    """Raise `BadInput` unless all of these are large enough to paint like."""
    for reference in references:
        if min(reference.width, reference.height) < PAINTED.least:
            raise BadInput(
                "The reference {0} is {1}×{2}: too small to paint like, each side must be {3} px or more.",
                reference.name or "picture",
                reference.width,
                reference.height,
                PAINTED.least,
            )
