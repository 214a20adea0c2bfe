import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aipaint_desktop.files import atomic_file
from aipaint_desktop.files.atomic_file import check_folder, check_target, write_atomically
from aipaint_desktop.values.refusal import BadInput


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


_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes, owners and links of POSIX")
_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="extended attributes of Linux")
_ORDINARY_USER = 65534


def as_ordinary_user(act: Callable[[], object], folder: Path) -> str:
    """The sentence with which `act` is refused in the folder where the superuser's rights are not there to help."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "it ended otherwise"
        try:
            os.chdir(folder)
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(_ORDINARY_USER)
                os.setuid(_ORDINARY_USER)
            act()
            said = ""
        except BadInput as error:
            said = str(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    said = os.read(reading, 4096).decode()
    os.close(reading)
    os.waitpid(child, 0)
    return said


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that others can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def belongs_to_ordinary(*paths: Path) -> None:
    if os.geteuid() == 0:
        for path in paths:
            os.chown(path, _ORDINARY_USER, _ORDINARY_USER)


@_POSIX
def test_mode_and_owner_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    if os.geteuid() == 0:
        os.chown(path, 1234, 4321)
    path.chmod(0o640)
    before = path.stat()
    write_atomically(path, b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


@_LINUX
def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.rating", b"5")
    except OSError:
        pytest.skip("no extended attributes here")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.getxattr(path, "user.rating") == b"5"


@_POSIX
def test_all_names_of_a_file_get_the_new_content(tmp_path: Path) -> None:
    path, other = tmp_path / "a.png", tmp_path / "b.png"
    path.write_bytes(b"old and longer")
    other.hardlink_to(path)
    write_atomically(path, b"new")
    assert other.read_bytes() == b"new"
    assert other.samefile(path)
    assert sorted(tmp_path.iterdir()) == [path, other]


@_POSIX
@pytest.mark.parametrize("content", [b"new", b"new and much longer than it was before"])
def test_a_file_with_two_names_stays_as_it_was_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path, other = tmp_path / "a.png", tmp_path / "b.png"
    path.write_bytes(b"what was there")
    other.hardlink_to(path)
    settle = atomic_file._settle
    settled: list[str] = []

    def fail_on_the_second(file: object) -> None:
        settled.append(str(file))
        if len(settled) == 2:  # after the copy, the file itself
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        settle(file)  # type: ignore[arg-type]

    monkeypatch.setattr(atomic_file, "_settle", fail_on_the_second)
    with pytest.raises(BadInput, match="no room left"):
        write_atomically(path, content)
    assert other.read_bytes() == b"what was there"
    assert sorted(tmp_path.iterdir()) == [path, other]


@_POSIX
def test_a_link_is_written_through(tmp_path: Path) -> None:
    path, link = tmp_path / "a.png", tmp_path / "link.png"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@_POSIX
def test_a_link_into_nowhere_is_refused_beforehand(tmp_path: Path) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(tmp_path / "nowhere" / "a.png")
    with pytest.raises(BadInput, match="no folder"):
        check_target(link)


@_POSIX
def test_what_may_not_be_written_is_refused_beforehand(common: Path) -> None:
    path = common / "a.png"
    path.write_bytes(b"old")
    path.chmod(0o444)
    belongs_to_ordinary(path)
    assert "permission denied" in as_ordinary_user(lambda: check_target(Path("a.png")), common)
    common.chmod(0o555)
    assert "permission denied" in as_ordinary_user(lambda: check_target(Path("b.png")), common)
    assert "permission denied" in as_ordinary_user(lambda: check_folder(Path()), common)


@_POSIX
def test_a_file_that_may_be_written_is_even_where_its_folder_may_not(common: Path) -> None:
    path = common / "a.png"
    path.write_bytes(b"old and longer")
    belongs_to_ordinary(path)
    common.chmod(0o555)
    assert as_ordinary_user(lambda: write_atomically(Path("a.png"), b"new"), common) == ""
    assert path.read_bytes() == b"new"
    assert list(common.iterdir()) == [path]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only the superuser gives files away"
)
def test_what_belongs_to_somebody_else_stays_theirs(common: Path) -> None:
    path = common / "a.png"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    path.chmod(0o666)
    common.chmod(0o777)
    assert as_ordinary_user(lambda: write_atomically(Path("a.png"), b"new"), common) == ""
    assert path.read_bytes() == b"new"
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)
    common.chmod(0o1777)  # only owners may replace here
    assert as_ordinary_user(lambda: write_atomically(Path("a.png"), b"newer"), common) == ""
    assert path.read_bytes() == b"newer"
    assert list(common.iterdir()) == [path]


def test_a_folder_is_made_or_refused(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput, match="cannot be made a folder"):
        check_folder(tmp_path / "file")
