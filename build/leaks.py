"""Whether a path of the building machine got into the app.

leaks.py FOLDER PATH        names the files that contain the path; exit code 1 if there are any
"""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader
from PyInstaller.loader.pyimod01_archive import ArchiveReadError


def leaks(folder: Path, path: str) -> Iterator[str]:
    """Files under the folder, links and frozen modules that contain the path."""
    needle = path.encode()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            if path in str(file.readlink()):
                yield name
        elif file.is_file():
            if needle in file.read_bytes():
                yield name
            for part, content in _packed(file):
                if needle in content:
                    yield f"{name}: {part}"


def _packed(file: Path) -> Iterator[tuple[str, bytes]]:
    """What a zip or a program made by PyInstaller has inside, uncompressed."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as packed:
            for name in packed.namelist():
                yield name, packed.read(name)
        return
    try:
        program = CArchiveReader(str(file))
    except ArchiveReadError:
        return
    for name in program.toc:
        if name.endswith(".pyz"):
            modules = program.open_embedded_archive(name)
            for module in modules.toc:
                yield module, modules.extract(module, raw=True) or b""
        else:
            yield name, program.extract(name)


if __name__ == "__main__":
    found = list(leaks(Path(sys.argv[1]), sys.argv[2]))
    for name in found:
        print(name)
    sys.exit(1 if found else 0)
