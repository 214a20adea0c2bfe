"""Paths of the building machine in the app."""

import zipfile
from pathlib import Path

from leaks import leaks

SECRET = "/home/someone/aipaint"


def test_a_path_is_found_in_files_links_and_archives(tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text("/home/someone/else")
    (tmp_path / "library.so").write_bytes(b"\x7fELF\x00" + SECRET.encode() + b"/lib\x00")
    (tmp_path / "link").symlink_to(f"{SECRET}/lib")
    with zipfile.ZipFile(tmp_path / "modules.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clean.pyc", b"nothing")
        archive.writestr("main.pyc", f"{SECRET}/main.py " * 100)
    assert list(leaks(tmp_path, SECRET)) == ["library.so", "link", "modules.zip: main.pyc"]


def test_an_app_without_it_is_clean(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "data").write_bytes(b"\x00" * 10_000)
    assert list(leaks(tmp_path, SECRET)) == []
