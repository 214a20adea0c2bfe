from pathlib import Path

from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.written_files import WrittenFiles


def test_a_file_is_known_until_somebody_else_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    written = WrittenFiles()
    path.write_bytes(b"theirs")
    assert not written.wrote(path)
    for content in (b"ours", b"ours again"):
        write_atomically(path, content)
        written.note(path)
        assert written.wrote(path)
    path.write_bytes(b"somebody else's")
    assert not written.wrote(path)


def test_what_is_gone_or_cannot_be_is_not_known(tmp_path: Path) -> None:
    written = WrittenFiles()
    path = tmp_path / "a.png"
    path.touch()
    written.note(path)
    path.unlink()
    assert not written.wrote(path)
    written.note(Path("a\0b"))
    assert not written.wrote(Path("a\0b"))
