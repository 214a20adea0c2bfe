from pathlib import Path

import pytest
from PIL import Image

from aipaint_desktop import paths
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore import references
from aipaint_desktop.values.refusal import BadInput
from tests.full_disk import REASON, full_disk


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "wheat field.png"
    Image.new("RGB", (40, 50), "gold").save(path)
    return path


def test_there_are_none_of_ones_own_at_first() -> None:
    assert references.own() == ()


def test_added_pictures_are_kept_in_order(picture: Path, home: Path) -> None:
    other = picture.with_name("another.jpg")
    Image.new("RGB", (64, 64), "navy").save(other)
    added = [references.add(picture), references.add(other)]
    picture.unlink()
    assert references.own() == tuple(added)
    assert added[0].title == "wheat field"
    assert added[0].own
    assert home in added[0].path.parents
    assert read_picture(added[0].path).pixels.shape == (50, 40, 3)


def test_the_same_picture_is_kept_once_and_another_of_its_name_beside_it(picture: Path) -> None:
    first = references.add(picture)
    assert references.add(picture) == first
    Image.new("RGB", (40, 50), "red").save(picture)
    second = references.add(picture)
    assert second.id != first.id
    assert references.own() == (first, second)
    assert references.add(first.path) == first


@pytest.mark.parametrize("size", [(31, 400), (1, 1)])
def test_too_small_a_picture_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size).save(tmp_path / "small.png")
    with pytest.raises(BadInput, match=r"small\.png is .* too small"):
        references.add(tmp_path / "small.png")
    assert references.own() == ()


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"hello")
    with pytest.raises(BadInput, match=r"a\.png is not a picture"):
        references.add(tmp_path / "a.png")
    assert references.own() == ()


def test_what_is_no_file_is_left_out_and_named(picture: Path) -> None:
    entry = references.add(picture)
    folder = entry.path.parent
    (folder / "dangling.png").symlink_to(folder / "nowhere.png")
    (folder / "shelf.png").mkdir()
    (folder / ".hidden").touch()
    assert references.own() == (entry,)
    assert references.left_out() == ("dangling.png", "shelf.png")
    picture.rename(picture.with_name("dangling.png"))
    assert (
        references.add(picture.with_name("dangling.png")).path.name == "dangling 2.png"
    )  # never through the link
    assert not (folder / "nowhere.png").exists()


def test_without_a_folder_there_are_none_and_none_can_be_added(picture: Path) -> None:
    folder = paths.user_references()
    folder.rmdir()
    folder.write_text("in the way")
    assert (references.own(), references.left_out()) == ((), ())
    with pytest.raises(BadInput, match=r"wheat field\.png"):
        references.add(picture)
    assert paths.useless_folders() == [folder]
    assert folder.read_text() == "in the way"


def test_a_name_that_is_no_text_becomes_one(picture: Path) -> None:
    strange = picture.with_name("sea\udcff.png")
    try:
        picture.rename(strange)
    except (OSError, UnicodeError):
        pytest.skip("this system takes only text for names")
    added = references.add(strange)
    assert (added.path.name, added.title) == ("sea_.png", "sea_")
    assert references.add(strange) == added


def test_ones_own_can_be_removed(picture: Path) -> None:
    entry = references.add(picture)
    references.remove(entry)
    references.remove(entry)  # already gone
    assert references.own() == ()


def test_shipped_pictures_are_read_as_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "references.toml").write_text(
        """
        [[reference]]
        id = "waves"
        file = "waves.png"
        title = "Waves"
        title_zh = "海浪"
        description = "A sea in long strokes."
        subjects = "sea, boats"
        made_by = "recipes/waves.py"
        """
    )
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    (entry,) = references.shipped()
    assert (entry.id, entry.title, entry.title_zh) == ("waves", "Waves", "海浪")
    assert entry.path == tmp_path / "references" / "waves.png"
    assert not entry.own
    with pytest.raises(ValueError, match="ships"):
        references.remove(entry)


def test_a_picture_that_the_disk_has_no_room_for_is_none_and_told_with_its_reason(picture: Path) -> None:
    with full_disk(20), pytest.raises(BadInput, match=rf"wheat field\.png.* cannot be saved: {REASON}"):
        references.add(picture)
    assert references.own() == ()
    assert list(paths.user_references().iterdir()) == []


def _folder(path: Path, count: int) -> Path:
    path.mkdir()
    for n in range(count):
        Image.new("RGB", (40, 50), (n, 99, 199)).save(path / f"{n:02}.png")
    return path


def test_a_folder_is_one_reference_of_all_its_pictures(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "sea", 3)
    (folder / "notes.txt").write_text("no picture")
    Image.new("RGB", (5, 5)).save(folder / "small.png")
    entry = references.add(folder)
    assert entry.title == "sea (3)"
    assert references.own() == (entry,)
    assert [part.path.name for part in entry.parts] == ["00.png", "01.png", "02.png"]
    assert all(part.of_folder for part in entry.parts)
    references.remove(entry)
    assert references.own() == ()
    assert len(list(folder.iterdir())) == 5


def test_a_picture_is_all_of_itself(picture: Path) -> None:
    entry = references.add(picture)
    assert entry.parts == (entry,)


def test_of_a_large_folder_thirty_pictures_are_taken_from_all_over_it(tmp_path: Path) -> None:
    names = [path.name for path in references.pictures_of(_folder(tmp_path / "many", 60))]
    assert len(names) == 30
    assert names[:2] == ["00.png", "02.png"]


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no picture to paint like in the folder"):
        references.add(_folder(tmp_path / "none", 0))
    assert references.own() == ()
