"""Pictures one after the other as an animation: GIF or WebP."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.files.atomic_file import check_target, write_atomically
from aipaint_desktop.values.refusal import BadInput

FORMATS = {".gif": "GIF", ".webp": "WEBP"}

_MILLISECONDS = 80  # of a picture


def check_film(path: Path) -> None:
    """Raise `BadInput` where `save_film` could not save, as far as that is known beforehand."""
    if path.suffix.lower() not in FORMATS:
        raise BadInput("{0} cannot be saved: its name must end in one of {1}.", path.name, ", ".join(FORMATS))
    check_target(path)


def save_film(path: Path, pictures: Sequence[NDArray[np.uint8]]) -> None:
    """Save pictures (H, W, 3) of one size as an endless animation there and back, whole or not at all.

    Raises `BadInput` where it cannot be saved.
    """
    check_film(path)
    first, *others = (Image.fromarray(picture) for picture in (*pictures, *pictures[-2:0:-1]))
    buffer = io.BytesIO()
    first.save(
        buffer,
        FORMATS[path.suffix.lower()],
        save_all=True,
        append_images=others,
        duration=_MILLISECONDS,
        loop=0,
    )
    write_atomically(path, buffer.getvalue())
