"""Pictures inside a PNG: private chunks `aiPt`, each the picture's hash and the picture as a PNG.

The name says, bit by bit, what other programs need to know: ancillary, private, safe to copy.
"""

import io
from collections.abc import Iterable

import numpy as np
from PIL import Image

from aipaint_desktop.values.limits import READ
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

CHUNK = b"aiPt"
MAX_TOTAL_PIXELS = 2 * READ.pixels

_HASH_SIZE = 32


def encode(picture: Picture) -> bytes:
    """Encode pictures as the data of the chunk that carries them."""
    buffer = io.BytesIO()
    Image.fromarray(picture.pixels).save(buffer, "PNG", compress_level=4)
    return bytes.fromhex(picture.sha256) + buffer.getvalue()


def decode(chunks: Iterable[bytes]) -> dict[str, Picture]:
    """Decode the pictures by their hash, from the chunks of any file.

    Raises `BadInput` where one is damaged, not what its hash says, or together they are too large.
    """
    pictures: dict[str, Picture] = {}
    room = MAX_TOTAL_PIXELS
    for data in chunks:
        picture = _decode(data, room)
        room -= picture.width * picture.height
        pictures[picture.sha256] = picture
    return pictures


def _decode(data: bytes, room: int) -> Picture:
    try:
        with Image.open(io.BytesIO(data[_HASH_SIZE:]), formats=("PNG",)) as image:
            if image.width * image.height > min(room, READ.pixels):
                raise BadInput("The pictures that it carries are too large.")
            if image.mode not in ("L", "RGB", "RGBA"):
                raise _damaged()
            picture = Picture(np.asarray(image))
    except BadInput:
        raise
    except Exception:  # on broken files the decoder raises whatever it stumbles over
        raise _damaged() from None
    if bytes.fromhex(picture.sha256) != data[:_HASH_SIZE]:
        raise _damaged()
    return picture


def _damaged() -> BadInput:
    return BadInput("One of the pictures that it carries is damaged.")
