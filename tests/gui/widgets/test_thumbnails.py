"""That thumbnails look like their pictures, are read beside the window, and say where there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.widgets.thumbnails import ThumbnailReader, read_thumbnail, square
from tests.picture_cases import SRGB, rgb_profile

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.wait()


@pytest.mark.parametrize("suffix", [".png", ".webp", ".avif", ".jpg", ".tif"])
def test_a_thumbnail_is_upright_and_in_the_colours_of_the_picture(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = {"tiffinfo": {0x0112: 6}} if suffix == ".tif" else {"exif": exif}
    image = Image.new("RGB", (90, 60), (128, 128, 128))
    image.save(path, icc_profile=rgb_profile("sRGB, but linear", SRGB, 1), **turned)
    thumbnail = read_thumbnail(path, 30)
    assert (thumbnail.width(), thumbnail.height()) == (30, 45)
    assert QColor(thumbnail.pixel(15, 15)).red() == pytest.approx(188, abs=2)
    assert (square(thumbnail).width(), square(thumbnail).height()) == (30, 30)


def test_kinds_that_qt_does_not_know_and_files_that_are_no_picture(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "gold").save(tmp_path / "a.jp2")
    assert not read_thumbnail(tmp_path / "a.jp2", 20).isNull()
    (tmp_path / "b.png").write_text("paint a sea")
    assert read_thumbnail(tmp_path / "b.png", 20).isNull()


def test_each_file_that_was_asked_for_is_answered_in_order(
    tmp_path: Path, qtbot: QtBot, background: Background
) -> None:
    Image.new("RGB", (60, 40), "gold").save(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("paint a sea")
    (tmp_path / "c.png").symlink_to(tmp_path / "nowhere.png")
    reader = ThumbnailReader(20, background)
    answers: list[str] = []
    reader.ready.connect(lambda path, image: answers.append(f"{path.name} {image.width()}×{image.height()}"))
    reader.failed.connect(lambda _path, why: answers.append(str(why)))
    for name in ("a.png", "b.png", "c.png"):
        reader.ask_for(tmp_path / name)
    assert answers == []  # the window does not wait
    qtbot.waitSignal(reader.finished).wait()
    assert answers == [
        "a.png 30×20",
        "b.png is not a picture, or of a kind that cannot be read.",
        "c.png is a link to a file that is not there.",
    ]


def test_a_reader_that_is_gone_is_not_called(tmp_path: Path, qtbot: QtBot, background: Background) -> None:
    Image.new("RGB", (60, 40), "gold").save(tmp_path / "a.png")
    reader = ThumbnailReader(20, background)
    seen: list[QImage] = []
    reader.ready.connect(lambda _path, image: seen.append(image))
    reader.ask_for(tmp_path / "a.png")
    reader.deleteLater()
    del reader
    qtbot.wait(50)
    assert seen == []
