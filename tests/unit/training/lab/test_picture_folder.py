"""What of a folder is trained on, why the rest is not, and that it is read only once."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.training.lab import picture_folder
from aipaint_desktop.training.lab.picture_folder import read_folder, survey
from aipaint_desktop.values.refusal import BadInput
from tests.full_disk import REASON, full_disk


def test_each_file_is_accepted_or_refused_with_a_reason(paintings: Path) -> None:
    Image.open(paintings / "0.png").save(paintings / "copy.bmp")
    (paintings / "broken.png").write_bytes((paintings / "1.png").read_bytes()[:70])
    (paintings / "notes.txt").write_text("paint a sea")
    (paintings / "inside").mkdir()
    (paintings / ".hidden").write_text("")
    Image.new("RGB", (20, 300)).save(paintings / "tiny.png")
    found = read_folder(paintings, 64)
    assert found.name == "paintings"
    assert found.accepted == ("0.png", "1.png", "2.png", "3.png", "4.png", "5.png")
    reasons = {refused.name: str(refused.reason) for refused in found.refused}
    assert reasons["copy.bmp"] == "copy.bmp is the same picture as 0.png."
    assert "damaged" in reasons["broken.png"]
    assert "not a picture" in reasons["notes.txt"]
    assert "is a folder" in reasons["inside"]
    assert "too small" in reasons["tiny.png"]
    assert len(reasons) == 5


def test_links_to_nowhere_and_strange_names_stop_nothing(paintings: Path, tmp_path: Path) -> None:
    (paintings / "dangling.png").symlink_to(tmp_path / "nowhere.png")
    (paintings / "around.png").symlink_to(paintings / "around.png")
    (paintings / "shelf.png").mkdir()
    cache = tmp_path / "cache"
    found = read_folder(paintings, 64, cache)
    assert len(found.accepted) == 6
    reasons = {refused.name: str(refused.reason) for refused in found.refused}
    assert reasons["dangling.png"] == "dangling.png is a link to a file that is not there."
    assert reasons.keys() == {"dangling.png", "around.png", "shelf.png"}
    assert read_folder(paintings, 64, cache).refused == found.refused
    assert survey(paintings, 64).refused == found.refused


def test_names_need_not_be_text(paintings: Path, tmp_path: Path) -> None:
    folder = tmp_path / "skies\udcff"
    try:
        paintings.rename(folder)
        (folder / "0.png").rename(folder / "first\udcfe.png")
    except (OSError, UnicodeError):
        pytest.skip("this system takes only text for names")
    (folder / "broken\udcfd.png").write_bytes(b"no picture")
    for found in (read_folder(folder, 64, tmp_path / "cache"), read_folder(folder, 64, tmp_path / "cache")):
        assert found.name == "skies?"
        assert "first?.png" in found.accepted
        (refused,) = found.refused
        assert str(refused.reason).startswith("broken?.png is not a picture")
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    with pytest.raises(BadInput, match=r"skies\? holds"):
        read_folder(folder, 64)


def test_wide_pictures_give_several_squares_and_none_is_distorted(paintings: Path) -> None:
    found = read_folder(paintings, 64)
    assert found.squares.shape == (12, 72, 72, 3)  # 3:2 gives two
    tall = Image.new("RGB", (64, 200))
    tall.paste("white", (0, 100, 64, 200))
    tall.save(paintings / "tall.png")
    squares = read_folder(paintings, 64).squares[12:]
    assert [square.mean() > 127 for square in squares] == [False, bool(squares[1].mean() > 127), True]
    assert squares[0].max() < 5
    assert squares[2].min() > 250


def test_drawn_pictures_are_upright_and_vary(paintings: Path) -> None:
    drawn = read_folder(paintings, 64).draw(8, np.random.default_rng(0))
    assert drawn.shape == (8, 3, 64, 64)
    assert (drawn[:, :, :20].mean((1, 2, 3)) > drawn[:, :, -20:].mean((1, 2, 3)) + 0.5).all()
    assert drawn.amin() >= -1
    assert drawn.amax() <= 1


def test_pictures_to_compare_with_are_all_different_and_always_the_same(paintings: Path) -> None:
    found = read_folder(paintings, 64)
    assert found.spread(500).shape == (12, 3, 64, 64)
    some = found.spread(3)
    assert torch.equal(some, found.spread(3))
    assert len({tuple(picture[:, 0, 0].tolist()) for picture in some}) == 3


@pytest.mark.parametrize(("count", "says"), [(0, "holds no picture"), (1, "holds one picture")])
def test_too_few_pictures_are_one_sentence(paintings: Path, tmp_path: Path, count: int, says: str) -> None:
    for path in sorted(paintings.iterdir())[count:]:
        path.unlink()
    with pytest.raises(BadInput, match=says):
        read_folder(paintings, 64, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_folder(tmp_path / "nowhere", 64)


def test_an_unchanged_folder_is_not_read_again(
    paintings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "model" / "training"
    (paintings / "notes.txt").write_text("paint a sea")
    first = read_folder(paintings, 64, cache)
    with monkeypatch.context() as forbidden:
        forbidden.delattr(picture_folder, "read_picture")
        again = read_folder(paintings, 64, cache)
    assert (again.name, again.accepted, again.refused) == (first.name, first.accepted, first.refused)
    assert np.array_equal(again.squares, first.squares)
    (paintings / "5.png").unlink()
    assert len(read_folder(paintings, 64, cache).accepted) == 5
    assert read_folder(paintings, 128, cache).squares.shape[1:] == (144, 144, 3)


@pytest.mark.parametrize("kept", ["pictures.npy", "pictures.json"])
@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"{}", b"[]", b"\x93NUMPY\x01\x00", b"[" * 100_000])
def test_what_was_kept_and_is_damaged_is_read_again(
    paintings: Path, tmp_path: Path, kept: str, content: bytes
) -> None:
    first = read_folder(paintings, 64, tmp_path)
    (tmp_path / kept).write_bytes(content)
    assert np.array_equal(read_folder(paintings, 64, tmp_path).squares, first.squares)


def test_reading_can_be_cancelled(paintings: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        read_folder(paintings, 64, check=token.check)


def test_a_survey_tells_of_every_file_however_few_can_be_used(paintings: Path) -> None:
    for number in range(1, 6):
        (paintings / f"{number}.png").write_bytes(b"no picture")
    found = survey(paintings, 64)
    assert found.accepted == ("0.png",)
    assert [refused.name for refused in found.refused] == [f"{number}.png" for number in range(1, 6)]
    with pytest.raises(BadInput, match="cannot be read"):
        survey(paintings / "nowhere", 64)


def test_a_survey_needs_no_torch() -> None:
    code = "import sys; from aipaint_desktop.training.lab import picture_folder; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_full_disk_leaves_no_half_of_the_squares_and_is_told_with_its_reason(
    paintings: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    with full_disk(10_000), pytest.raises(BadInput, match=f"cannot be kept in .*cache: {REASON}"):
        read_folder(paintings, 64, cache)
    assert list(cache.iterdir()) == []
    kept = read_folder(paintings, 64, cache)
    Image.new("RGB", (70, 70), "blue").save(paintings / "new.png")
    with full_disk(10_000), pytest.raises(BadInput, match=REASON):
        read_folder(paintings, 64, cache)
    (paintings / "new.png").unlink()
    assert read_folder(paintings, 64, cache).accepted == kept.accepted
    assert sorted(path.name for path in cache.iterdir()) == ["pictures.json", "pictures.npy"]
