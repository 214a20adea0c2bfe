"""The archive that is handed out."""

import hashlib
import os
from pathlib import Path

from archive import pack, unpack


def _tree(folder: Path) -> Path:
    (folder / "app" / "lib").mkdir(parents=True)
    (folder / "app" / "lib" / "文.txt").write_text("paint", encoding="utf-8")
    program = folder / "app" / "program"
    program.write_bytes(b"\x00\x01" * 100_000)
    program.chmod(0o755)
    (folder / "app" / "start").symlink_to("program")
    return folder / "app"


def test_what_is_packed_comes_out_as_it_was(tmp_path: Path) -> None:
    app, archive, out = _tree(tmp_path / "in"), tmp_path / "app.tar.zst", tmp_path / "out"
    out.mkdir()
    pack(app, archive)
    assert archive.stat().st_size < 2000
    unpack(archive, out)
    assert (out / "app/lib/文.txt").read_text(encoding="utf-8") == "paint"
    assert (out / "app/program").read_bytes() == b"\x00\x01" * 100_000
    assert os.access(out / "app/program", os.X_OK)
    assert (out / "app/start").readlink() == Path("program")


def test_the_same_files_make_the_same_archive_and_its_digest_stands_beside_it(tmp_path: Path) -> None:
    archives = []
    for name in ("one", "two"):
        app = _tree(tmp_path / name)
        os.utime(app / "program", (len(archives) * 1e9, len(archives) * 1e9))
        archives.append(tmp_path / f"{name}.tar.zst")
        pack(app, archives[-1])
    assert archives[0].read_bytes() == archives[1].read_bytes()
    digest = hashlib.sha256(archives[0].read_bytes()).hexdigest()
    assert (tmp_path / "one.tar.zst.sha256").read_text() == f"{digest}  one.tar.zst\n"
