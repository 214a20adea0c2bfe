"""Any file with brushes of another program, by what it is."""

from collections.abc import Callable
from pathlib import Path

from aipaint_desktop.files.brush_files.foreign import Damaged, ForeignBrush, MyPaintBrush
from aipaint_desktop.files.brush_files.gimp import read_gbr, read_gih
from aipaint_desktop.files.brush_files.mypaint import read_myb
from aipaint_desktop.files.brush_files.photoshop import read_abr
from aipaint_desktop.files.pictures.reading import check_file, shown_name
from aipaint_desktop.values.refusal import BadInput, reason_of

Foreign = ForeignBrush | MyPaintBrush

MOST_BYTES = 256 * 2**20

_READERS: dict[str, Callable[[bytes, str], Foreign | list[ForeignBrush]]] = {
    ".gbr": read_gbr,
    ".gih": read_gih,
    ".abr": read_abr,
    ".myb": read_myb,
}
SUFFIXES = tuple(_READERS)
"""What the names of files end in that are read."""


def read_brush_file(path: Path) -> list[Foreign]:
    """Read the brushes in a file of GIMP's (.gbr, .gih), Photoshop's (.abr) or MyPaint's (.myb), at least one.

    Raises `BadInput` where there are none to be had.
    """
    name = shown_name(path)
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise BadInput("{0} is not a brush file that is understood: {1}.", name, ", ".join(SUFFIXES))
    check_file(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("{0} is too large for a brush.", name)
        found = read(path.read_bytes(), name)
    except Damaged:
        raise BadInput("{0} is damaged or incomplete.", name) from None
    except MemoryError:
        raise BadInput("{0} is too large for this machine's memory.", name) from None
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", name, reason_of(error)) from None
    return [*found] if isinstance(found, list) else [found]
