import errno
import os
import sys
from pathlib import Path

import pytest

from aipaint_desktop.document.atomic_file import check_target, write_atomically
from aipaint_desktop.engines.base import BadInput


def test_the_whole_content_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "no room left"), (errno.EACCES, "permission denied"), (errno.EIO, "cannot be saved")],
)
def test_when_writing_fails_the_old_file_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(BadInput, match=says) as caught:
        write_atomically(path, b"new")
    assert "a.png" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no device files here")
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(BadInput, match="not an ordinary file"):
        write_atomically(Path("/dev/null"), b"new")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_what_may_not_be_written_is_refused_beforehand(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(BadInput, match="permission denied"):
        check_target(path)
    path.unlink()
    tmp_path.chmod(0o555)
    with pytest.raises(BadInput, match="permission denied"):
        check_target(path)
