"""The artist's own brushes as files: a folder of them, and bundles to give to others."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from aipaint_desktop.brushes.preset_file import (
    MOST_BYTES,
    SUFFIX,
    Preset,
    preset_of_text,
    preset_text,
    read_preset,
)
from aipaint_desktop.files.atomic_file import check_folder, refusal_to_write, write_atomically
from aipaint_desktop.files.pictures.reading import check_file, shown_name
from aipaint_desktop.values.refusal import BadInput, reason_of

BUNDLE_SUFFIX = ".zip"
_MOST_FILES = 2000
_MOST_BUNDLE = 64 * 2**20


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


def write_preset(folder: Path, preset: Preset) -> None:
    """Write a brush into the folder. Raises `BadInput` where that cannot be."""
    check_folder(folder)
    write_atomically(file_of(folder, preset.name), preset_text(preset).encode())


def delete_preset(folder: Path, name: str) -> None:
    """Delete the file of a brush. Raises `BadInput` where that cannot be."""
    file = file_of(folder, name)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_to_write(file, error) from None


def write_bundle(path: Path, presets: Sequence[Preset]) -> None:
    """Write brushes into one file for others. Raises `BadInput` where that cannot be."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bundle:
        for preset in presets:
            name = f"brushes/{file_of(Path(), preset.name).name}"
            bundle.writestr(zipfile.ZipInfo(name), preset_text(preset))
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
            listed = [info for info in bundle.infolist() if info.filename.endswith(SUFFIX)]
            if len(listed) > _MOST_FILES:
                raise BadInput("{0} has too many brushes.", name)
            for info in listed:
                with bundle.open(info) as file:
                    data = file.read(MOST_BYTES + 1)  # whatever size it claims
                read = preset_of_text(data.decode(), path)
                found[read.brush.name] = Preset(read.brush, read.tags, own=True)
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", name, reason_of(error)) from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError):
        raise BadInput("{0} is damaged or incomplete.", name) from None
    if not found:
        raise BadInput("There are no brushes in {0}.", name)
    return list(found.values())
