"""The artist's own brushes as files: a folder of them, and bundles to give to others."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from aipaint_desktop.brushes.preset_file import (
    MOST_BYTES,
    MOST_PICTURE_BYTES,
    SUFFIX,
    Beside,
    Kept,
    Preset,
    preset_of_text,
    preset_text,
    read_preset,
)
from aipaint_desktop.brushes.stored_picture import StoredPicture
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Tip
from aipaint_desktop.document.placing import with_alpha
from aipaint_desktop.files.atomic_file import check_folder, refusal_to_write, write_atomically
from aipaint_desktop.files.brush_files.foreign import coverage_of
from aipaint_desktop.files.pictures.reading import check_file, read_picture, shown_name
from aipaint_desktop.values.refusal import BadInput, reason_of
from aipaint_desktop.values.transfer import LUMINANCE

BUNDLE_SUFFIX = ".zip"
_MOST_FILES = 4000
_MOST_BUNDLE = 256 * 2**20
_PICTURE = ".png"
_OWN_NAMES = re.compile(rf'"((?:{Tip.KIND}|{Texture.KIND})-[0-9a-f]+)"')


def file_of(folder: Path, name: str) -> Path:
    """Tell in which file of the folder the brush of this name is: names differ that are alike but in their letters."""
    readable = re.sub(r"[^\w-]+", "_", name)[:40].strip("_")
    return folder / f"{readable}-{hashlib.sha256(name.encode()).hexdigest()[:8]}{SUFFIX}"


def read_folder(folder: Path) -> list[Preset]:
    """Read the brushes in a folder, by their names; files that are none are left aside."""
    found = []
    try:
        files = sorted(folder.glob(f"*{SUFFIX}"))[:_MOST_FILES]
    except OSError:
        return []
    for file in files:
        with suppress(BadInput):
            read = read_preset(file)
            found.append(Preset(read.brush, read.tags, own=True))
    return sorted(found, key=lambda preset: preset.name.casefold())


def write_presets(folder: Path, presets: Sequence[Preset]) -> None:
    """Write brushes into the folder, and their pictures beside them. Raises `BadInput` where that cannot be."""
    check_folder(folder)
    for preset in presets:
        for picture in own_pictures(preset):
            _write_picture(folder, picture)
        write_atomically(file_of(folder, preset.name), preset_text(preset).encode())


def take_picture(path: Path, kind: type[Kept], folder: Path) -> Kept:
    """Make a tip or a texture of a picture file, and keep it in the folder. Raises `BadInput` where that cannot be.

    Of a tip covers what is dark, or not transparent where all is of one colour.
    """
    check_folder(folder)
    pixels = with_alpha(read_picture(path).pixels)
    if issubclass(kind, Tip):
        grey = coverage_of(pixels)[0]
    else:
        grey = np.rint(pixels[..., :3].astype(np.float32) @ LUMINANCE).astype(np.uint8)
    picture = kind.of_pixels(grey)
    _write_picture(folder, picture)
    return picture


def _write_picture(folder: Path, picture: StoredPicture) -> None:
    file = folder / (picture.name + _PICTURE)
    if not file.exists():
        write_atomically(file, picture.png())


def own_pictures(preset: Preset) -> list[StoredPicture]:
    """List what a brush is made with that does not ship, each once."""
    return [picture for picture in dict.fromkeys(preset.brush.pictures) if not picture.ships]


def delete_preset(folder: Path, name: str) -> None:
    """Delete the file of a brush, and its pictures that no other brush in the folder has. Raises `BadInput` where that
    cannot be."""
    file = file_of(folder, name)
    try:
        pictures = _named_in(file)
        file.unlink(missing_ok=True)
        if pictures:
            pictures.difference_update(*map(_named_in, folder.glob(f"*{SUFFIX}")))
        for picture in pictures:
            (folder / (picture + _PICTURE)).unlink(missing_ok=True)
    except OSError as error:
        raise refusal_to_write(file, error) from None


def _named_in(file: Path) -> set[str]:
    """What pictures of the artist's a brush has, by its text."""
    with suppress(OSError):
        return set(_OWN_NAMES.findall(file.read_text(encoding="utf-8", errors="replace")))
    return set()


def write_bundle(path: Path, presets: Sequence[Preset]) -> None:
    """Write brushes into one file for others, with their pictures. Raises `BadInput` where that cannot be."""
    data = io.BytesIO()
    pictures: dict[StoredPicture, None] = {}
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bundle:
        for preset in presets:
            name = f"brushes/{file_of(Path(), preset.name).name}"
            bundle.writestr(zipfile.ZipInfo(name), preset_text(preset))
            pictures |= dict.fromkeys(own_pictures(preset))
        for picture in pictures:
            bundle.writestr(zipfile.ZipInfo(f"brushes/{picture.name}{_PICTURE}"), picture.png())
    write_atomically(path, data.getbuffer())


def read_bundle(path: Path) -> list[Preset]:
    """Read the brushes in a bundle, at least one. Raises `BadInput` where there are none, or the file is no bundle."""
    name = shown_name(path)
    check_file(path)
    if path.stat().st_size > _MOST_BUNDLE:
        raise BadInput("{0} is too large for brushes.", name)
    found: dict[str, Preset] = {}
    try:
        with zipfile.ZipFile(path) as bundle:
            entries = _Entries(bundle, name)
            for entry in entries.ending_in(SUFFIX):
                text = entries.read(entry, MOST_BYTES).decode()
                read = preset_of_text(text, path.name, beside=entries.picture_beside(entry))
                found[read.brush.name] = Preset(read.brush, read.tags, own=True)
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", name, reason_of(error)) from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError):
        raise BadInput("{0} is damaged or incomplete.", name) from None
    if not found:
        raise BadInput("There are no brushes in {0}.", name)
    return list(found.values())


class _Entries:
    """Reads what is in a bundle, whatever size it claims to have, and no more of it than brushes can need."""

    def __init__(self, bundle: zipfile.ZipFile, name: str) -> None:
        """name: of the bundle, as it is told."""
        self._bundle, self._name = bundle, name
        self._left = _MOST_BUNDLE
        self._listed = {info.filename: info for info in bundle.infolist()}

    def ending_in(self, suffix: str) -> list[str]:
        found = [name for name in self._listed if name.endswith(suffix)]
        if len(found) > _MOST_FILES:
            raise BadInput("{0} has too many brushes.", self._name)
        return found

    def read(self, entry: str, most: int) -> bytes:
        """Give at most one byte more than that."""
        with self._bundle.open(self._listed[entry]) as file:
            data = file.read(most + 1)
        self._left -= len(data)
        if self._left < 0:
            raise BadInput("{0} is too large for brushes.", self._name)
        return data

    def picture_beside(self, entry: str) -> Beside:
        """Look for pictures where a brush is."""
        folder = entry[: entry.rfind("/") + 1]

        def read(name: str) -> bytes | None:
            picture = f"{folder}{name}{_PICTURE}"
            return self.read(picture, MOST_PICTURE_BYTES) if picture in self._listed else None

        return read
