"""Files that hold a document, with layers or as one picture, whatever their kind."""

from pathlib import Path

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.placing import with_alpha
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.atomic_file import check_target
from aipaint_desktop.files.export import FORMATS, check_export
from aipaint_desktop.files.file_names import is_folder
from aipaint_desktop.files.opened_picture import open_picture
from aipaint_desktop.files.ora.archive import is_archive
from aipaint_desktop.files.ora.reading import Opened, read_ora
from aipaint_desktop.files.ora.small_picture import read_small_picture
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.pictures.reading import read_thumbnail
from aipaint_desktop.files.psd import kind
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text

SUFFIXES = (".ora", *kind.SUFFIXES)
"""Of files that keep layers, the program's own first."""


def has_layers(path: Path) -> bool:
    """Tell whether the file is one that keeps layers, or what is left of one."""
    return is_archive(path) or kind.is_psd(path)


def read_layers(path: Path) -> Opened:
    """Read a document from a file that keeps layers. Raises `BadInput`."""
    if not kind.is_psd(path):
        return read_ora(path)
    from aipaint_desktop.files.psd.reading import read_psd  # half a second

    return read_psd(path)


def read_document(path: Path) -> Opened:
    """Read a document from a file: one that keeps layers, or any picture, which is the only layer then.

    Raises `BadInput`.
    """
    if has_layers(path):
        return read_layers(path)
    opened = open_picture(path, own_space=True)
    picture = opened.picture
    check_canvas(picture.width, picture.height)
    tiles = TileStore.from_pixels(with_alpha(picture.pixels))
    layer = Layer(as_text(path.stem), tiles=tiles, provenance=opened.made_by)
    losses = () if opened.unkept is None else (opened.unkept,)
    state = State(picture.width, picture.height, (layer,), layer.id, profile=opened.profile)
    return Opened(state, "", losses)


def read_small(path: Path, side: int) -> Pixels:
    """Read how a file looks, small: (H, W, 3 or 4) uint8, the short side of a picture at most `side` px, or what a
    document has of itself. Raises `BadInput` where it has nothing."""
    if is_archive(path):
        return read_small_picture(path)
    return read_thumbnail(path, side).pixels


def check_written(path: Path) -> None:
    """Raise `BadInput` where a document could not be written as the kind of file that the name ends in, with layers or
    as one picture, as far as that is known beforehand."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        check_target(path)
    elif suffix in FORMATS or is_folder(path):
        check_export(path)
    else:
        known = ", ".join((*SUFFIXES, *FORMATS))
        raise BadInput("{0} cannot be saved: its name must end in one of {1}.", path.name, known)


def write_layers(
    path: Path, state: State, name: str, writer: OraWriter | None = None
) -> tuple[Sentence, ...]:
    """Write a document to a file that keeps layers, of the kind that its name ends in.

    name: of the picture. writer: one that knows what has not changed since the last time.

    Returns a sentence for each thing that this kind of file has no place for. Raises `BadInput`.
    """
    suffix = path.suffix.lower()
    if suffix in kind.SUFFIXES:
        from aipaint_desktop.files.psd.writing import unkept, write_psd

        write_psd(path, state)
        return unkept(state)
    if suffix not in SUFFIXES:
        raise BadInput(
            "{0} cannot be saved: its name must end in one of {1}.", path.name, ", ".join(SUFFIXES)
        )
    check_target(path)
    (writer or OraWriter()).write(path, state, name)
    return ()
