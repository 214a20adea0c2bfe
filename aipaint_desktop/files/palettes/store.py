"""The palettes that ship, and the artist's own, each a file that GIMP and Krita read."""

import re
from contextlib import suppress
from pathlib import Path

from aipaint_desktop.files.atomic_file import check_folder, write_atomically
from aipaint_desktop.files.palettes.gpl import gpl_of
from aipaint_desktop.files.palettes.reading import read_palette
from aipaint_desktop.values.palette import Palette
from aipaint_desktop.values.refusal import BadInput


class PaletteStore:
    """Keeps palettes by an id, the name of the file. One that ships is changed as a copy among the artist's own."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._shipped, self._own = shipped, own

    def all(self) -> dict[str, Palette]:
        """List what there is by id, those that ship first; what cannot be read is passed over."""
        found: dict[str, Palette] = {}
        for folder in (self._shipped, self._own):
            for path in sorted(folder.glob("*.gpl")):
                with suppress(BadInput):
                    found[path.stem] = read_palette(path, may_be_empty=True)
        return found

    def add(self, palette: Palette) -> str:
        """Keep a new palette; returns its id. Raises `BadInput` where it cannot be written."""
        base = re.sub(r"[^\w-]+", "-", palette.name.lower()).strip("-")[:40] or "palette"
        known = {path.stem for folder in (self._shipped, self._own) for path in folder.glob("*.gpl")}
        numbers = (f"{base}-{number}" for number in range(2, len(known) + 3))
        name = base if base not in known else next(each for each in numbers if each not in known)
        self.save(name, palette)
        return name

    def save(self, palette_id: str, palette: Palette) -> None:
        """Keep a palette as it is now. Raises `BadInput` where it cannot be written."""
        check_folder(self._own)
        write_atomically(self._own / f"{palette_id}.gpl", gpl_of(palette).encode())

    def is_own(self, palette_id: str) -> bool:
        """Tell whether it is the artist's, or changed by the artist, so that it can be removed."""
        return (self._own / f"{palette_id}.gpl").is_file()

    def remove(self, palette_id: str) -> None:
        """Delete a palette of the artist's; one that ships is as it was delivered again."""
        with suppress(OSError):
            (self._own / f"{palette_id}.gpl").unlink()
