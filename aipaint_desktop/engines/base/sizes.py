"""Sizes of pictures that engines make, and of those that they paint like."""

from collections.abc import Iterable

from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

MIN_SIDE = 32
MAX_SIDE = 8192
MAX_PIXELS = 32_000_000


def check_size(width: int, height: int, least: int = MIN_SIDE) -> None:
    """Raise `BadInput` unless a picture of this size can be painted. least: px of the shortest side."""
    if not (least <= width <= MAX_SIDE and least <= height <= MAX_SIDE):
        raise BadInput(f"The size {width}×{height} is out of range: each side is {least} to {MAX_SIDE} px.")
    if width * height > MAX_PIXELS:
        raise BadInput(f"The size {width}×{height} is too large: at most {MAX_PIXELS // 10**6} megapixels.")


def check_references(references: Iterable[Picture]) -> None:
    """Raise `BadInput` unless all of these are large enough to paint like."""
    for reference in references:
        if min(reference.width, reference.height) < MIN_SIDE:
            raise BadInput(
                f"The reference {reference.name or 'picture'} is {reference.width}×{reference.height}: "
                f"too small to paint like, each side must be {MIN_SIDE} px or more."
            )
