"""Sizes of pictures that engines make, and of those that they paint like."""

from collections.abc import Iterable

from aipaint_desktop.values.limits import PAINTED
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput


def check_size(width: int, height: int, least: int = PAINTED.least) -> None:
    """Raise `BadInput` unless a picture of this size can be painted. least: px of the shortest side."""
    if not (least <= width <= PAINTED.most and least <= height <= PAINTED.most):
        raise BadInput(
            f"The size {width}×{height} is out of range: each side is {least} to {PAINTED.most} px."
        )
    if width * height > PAINTED.pixels:
        raise BadInput(f"The size {width}×{height} is too large: at most {PAINTED.megapixels} megapixels.")


def check_references(references: Iterable[Picture]) -> None:
    """Raise `BadInput` unless all of these are large enough to paint like."""
    for reference in references:
        if min(reference.width, reference.height) < PAINTED.least:
            raise BadInput(
                f"The reference {reference.name or 'picture'} is {reference.width}×{reference.height}: "
                f"too small to paint like, each side must be {PAINTED.least} px or more."
            )
