"""Any palette file read by what it holds."""

from pathlib import Path

from aipaint_desktop.files.palettes.adobe import ASE_MAGIC, parse_aco, parse_ase
from aipaint_desktop.files.palettes.gpl import MAGIC, parse_gpl
from aipaint_desktop.values.palette import Palette
from aipaint_desktop.values.refusal import BadInput

SUFFIXES = (".gpl", ".aco", ".ase")
_LARGEST_FILE = 2 << 20


def read_palette(path: Path, *, may_be_empty: bool = False) -> Palette:
    """Read a palette of GIMP's, Photoshop's or Adobe's exchange. Raises `BadInput` with one sentence."""
    try:
        if not path.is_file():
            raise BadInput("There is no file {0}.", path.name)
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise BadInput("{0} cannot be read.", path.name) from None
    if len(data) > _LARGEST_FILE:
        raise BadInput("{0} is too large to be a palette.", path.name)
    palette = _parse(data, path)
    if not palette.swatches and not may_be_empty:
        raise BadInput("{0} has no colours.", path.name)
    return palette


def _parse(data: bytes, path: Path) -> Palette:
    if data.startswith(ASE_MAGIC):
        return parse_ase(data, path.name, path.stem)
    text = data.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(MAGIC.encode()):
        return parse_gpl(text.decode("utf-8", "replace"), path.name, path.stem)
    if data[:2] in (b"\0\1", b"\0\2"):
        return parse_aco(data, path.name, path.stem)
    raise BadInput("{0} is no palette that can be read: .gpl, .aco and .ase can.", path.name)
