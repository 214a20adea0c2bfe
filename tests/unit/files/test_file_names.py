from pathlib import Path

import pytest

from aipaint_desktop.files.file_names import free_path, typed_path
from aipaint_desktop.values.refusal import BadInput

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sea", "sea.png"),
        (" sea ", "sea.png"),
        ("sea.png", "sea.png"),
        ("sea.JPEG", "sea.JPEG"),
        ("sea.", "sea.png"),
        ("sea...", "sea.png"),
        ("sea.png.", "sea.png"),
        ("sea . .", "sea.png"),
        ("v1.5", "v1.5.png"),
        (".hidden", ".hidden.png"),
        ("folder/sea", "folder/sea.png"),
        ("海", "海.png"),
    ],
)
def test_a_name_stands_for_a_file_in_the_folder(tmp_path: Path, text: str, name: str) -> None:
    assert typed_path(text, tmp_path, ".png", SUFFIXES) == tmp_path / name


def test_a_whole_path_stands_for_itself(tmp_path: Path, home: Path) -> None:
    assert typed_path("/elsewhere/sea", tmp_path, ".jpg", SUFFIXES) == Path("/elsewhere/sea.jpg")
    assert typed_path("~/sea", tmp_path, ".jpg", SUFFIXES) == home / "sea.jpg"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file needs a name"),
        (" ", "The file needs a name"),
        ("...", "The file needs a name"),
        (".png", "The file needs a name"),
        (".", "is a folder"),
        ("..", "is a folder"),
        ("/", "/ is a folder"),
        ("there", "there is a folder"),
        ("there/", "there is a folder"),
        ("not-there/", "not-there is a folder"),
        ("~", "is a folder"),
        ("~nobodyx/a.png", "There is no home folder of nobodyx"),
        ("~nobody\0x/a.png", "There is no home folder"),
        ("sea.tiff", "must end in one of .png, .jpg"),
    ],
)
def test_what_cannot_be_a_file_is_said_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(BadInput, match=f"^[^\n]*{says}[^\n]*\\.$"):
        typed_path(text, tmp_path, ".png", SUFFIXES)


def test_a_name_that_no_folder_can_hold_is_left_to_the_saving(tmp_path: Path) -> None:
    for text in ("a" * 300, "a\0b"):
        assert typed_path(text, tmp_path, ".png", SUFFIXES).parent == tmp_path


def test_names_count_on_until_one_is_free(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_path(tmp_path, "Untitled", ".png")
        path.touch()
        names.append(path.name)
    assert names == ["Untitled.png", "Untitled 2.png", "Untitled 3.png"]
    assert free_path(tmp_path, "Untitled 2", ".png").name == "Untitled 4.png"
    assert free_path(tmp_path, "Untitled", ".jpg").name == "Untitled.jpg"


def test_a_link_to_nowhere_is_not_free(tmp_path: Path) -> None:
    (tmp_path / "sea.png").symlink_to(tmp_path / "gone.png")
    assert free_path(tmp_path, "sea", ".png").name == "sea 2.png"


def test_a_name_from_a_file_stays_in_the_folder(tmp_path: Path) -> None:
    assert free_path(tmp_path, "../up\n", ".png") == tmp_path / ".._up_.png"
