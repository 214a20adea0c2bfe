"""How the picture in an OpenRaster file looks, small, without opening it."""

from pathlib import Path

from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.archive import Archive, DamagedEntry
from aipaint_desktop.values.refusal import BadInput

_LARGEST = 1024  # px of a side: the format has 256


def read_small_picture(path: Path) -> Pixels:
    """Read the thumbnail that a file has of itself: (H, W, 3) or (H, W, 4) uint8. Raises `BadInput`."""
    with Archive(path) as archive:
        try:
            size = archive.measure(layout.THUMBNAIL)
            if max(size) > _LARGEST:
                raise archive.damaged(ValueError(f"a thumbnail of {size}"))
            pixels = archive.pixels(layout.THUMBNAIL)
        except DamagedEntry:
            raise BadInput("{0} has no picture of itself.", archive.name) from None
    if pixels.ndim != 3:
        raise BadInput("{0} has no picture of itself.", archive.name)
    return pixels
