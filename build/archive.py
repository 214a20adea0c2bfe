"""The archive that is handed out: a .tar.zst that is the same for the same files, and its SHA-256.

archive.py pack FOLDER ARCHIVE       the folder itself is the archive's only entry at its top
archive.py unpack ARCHIVE FOLDER
"""

import hashlib
import sys
import tarfile
from pathlib import Path

import zstandard

# of every entry, so that the same files make the same archive; no tool shows an older day
_TIME = 315532800  # 1 January 1980
# Higher levels take several times as long for a few per cent.
_LEVEL = 10


def pack(folder: Path, archive: Path) -> None:
    """Write the archive and, beside it, `<archive>.sha256` in the form that `sha256sum --check` reads."""
    compressor = zstandard.ZstdCompressor(level=_LEVEL, threads=-1)
    with (
        archive.open("wb") as file,
        compressor.stream_writer(file) as compressed,
        tarfile.open(fileobj=compressed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            entry = tar.gettarinfo(path, path.relative_to(folder.parent).as_posix())
            _forget_machine(entry)
            if entry.isreg():
                with path.open("rb") as content:
                    tar.addfile(entry, content)
            else:
                tar.addfile(entry)
    with archive.open("rb") as packed:
        digest = hashlib.file_digest(packed, "sha256").hexdigest()
    archive.with_name(f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}\n", encoding="utf-8")


def unpack(archive: Path, folder: Path) -> None:
    """Unpack into an existing folder."""
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as content,
        tarfile.open(fileobj=content, mode="r|") as tar,
    ):
        tar.extractall(folder, filter="tar")


def _forget_machine(entry: tarfile.TarInfo) -> None:
    """Take out what differs from one building machine and day to the next."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = _TIME


if __name__ == "__main__":
    action = {"pack": pack, "unpack": unpack}[sys.argv[1]]
    action(Path(sys.argv[2]), Path(sys.argv[3]))
