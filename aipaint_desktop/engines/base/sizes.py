"""Sizes of pictures that engines make, and of those that they paint like."""

from collections.abc import Iterable

from aipaint_desktop.values.limits import PAINTED, Limit
from aipaint_desktop.values.picture import Picture
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
