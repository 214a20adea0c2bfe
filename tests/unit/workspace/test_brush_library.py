from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.brush_files import write_bundle
from aipaint_desktop.workspace.brush_library import MOST_RECENT, BrushLibrary
from tests.brush_cases import myb


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def background(
    qapp: QCoreApplication,  # noqa: ARG001  # whose signals go from thread to thread
) -> Iterator[Background]:
    background = Background()
    yield background
    background.wait()


Make = Callable[..., BrushLibrary]


@pytest.fixture
def library(settings: QSettings, tmp_path: Path, background: Background) -> Make:
    def make(count: int = 20) -> BrushLibrary:
        tags = ("wet", "large"), ("dry",)
        presets = [Preset(Brush(f"B{index}"), tags[index % 2]) for index in range(count)]
        return BrushLibrary(presets, settings, lambda: tmp_path / "own", background)

    return make


def test_favourites_and_what_was_used_are_there_at_the_next_start(library: Make, settings: QSettings) -> None:
    first = library()
    for name in ("B3", "B1"):
        first.set_favourite(name, True)
        first.use(name)
    first.set_favourite("B3", False)
    first.set_favourite("B5", True)
    settings.sync()
    second = library()
    assert [preset.name for preset in second.favourites] == ["B1", "B5"]
    assert [preset.name for preset in second.recent] == ["B1", "B3"]


def test_what_was_used_is_listed_once_the_last_first_and_not_without_end(library: Make) -> None:
    brushes = library()
    for index in [*range(20), 15]:
        brushes.use(f"B{index}")
    brushes.use("none of these")
    names = [preset.name for preset in brushes.recent]
    assert names[:3] == ["B15", "B19", "B18"]
    assert len(names) == MOST_RECENT


def test_names_that_are_gone_are_not_listed(library: Make) -> None:
    library().set_favourite("B19", True)
    assert library(10).favourites == ()


def test_a_change_is_told_once(library: Make) -> None:
    brushes, told = library(), []
    brushes.changed.connect(lambda: told.append(1))
    brushes.use("B1")
    brushes.use("B1")
    brushes.set_favourite("B1", False)
    assert len(told) == 1
    assert brushes.tags == ("wet", "large", "dry")


def test_an_own_brush_is_kept_renamed_and_deleted(
    library: Make, background: Background, qtbot: QtBot
) -> None:
    brushes = library()
    brushes.save_as(Brush("B2", size=77), "Mine")
    assert brushes.own == (Preset(Brush("Mine", size=77), ("wet", "large"), own=True),)
    brushes.set_favourite("Mine", True)
    brushes.rename("Mine", "Yours")
    assert [preset.name for preset in brushes.favourites] == ["Yours"]
    background.wait()
    again = library()
    again.load_own()
    qtbot.waitUntil(lambda: [preset.name for preset in again.own] == ["Yours"])
    again.delete("Yours")
    assert again.favourites == ()
    background.wait()
    third = library()
    with qtbot.waitSignal(third.changed, raising=False, timeout=50):
        third.load_own()
    assert third.own == ()


@pytest.mark.parametrize("name", ["", "B3"])
def test_a_name_that_cannot_be_is_refused(library: Make, name: str) -> None:
    brushes = library()
    with pytest.raises(BadInput):
        brushes.save_as(Brush("B2"), name)


def test_brushes_come_in_by_names_that_are_free(library: Make, tmp_path: Path, qtbot: QtBot) -> None:
    write_bundle(tmp_path / "a.zip", [Preset(Brush("B1", size=3)), Preset(Brush("New"))])
    brushes = library()
    with qtbot.waitSignal(brushes.imported) as told:
        brushes.import_from(tmp_path / "a.zip")
    assert told.args == [["B1 2", "New"], None]
    assert [preset.brush.size for preset in brushes.own] == [3, 20]
    (tmp_path / "Pen.myb").write_bytes(myb())
    with qtbot.waitSignal(brushes.imported) as told:
        brushes.import_from(tmp_path / "Pen.myb")
    assert told.args[0] == ["Pen"]


def test_why_a_file_was_refused_is_told(library: Make, tmp_path: Path, qtbot: QtBot) -> None:
    brushes = library()
    with qtbot.waitSignal(brushes.failed) as told:
        brushes.import_from(tmp_path / "none.zip")
    assert "none.zip" in str(told.args[0])
    assert brushes.own == ()
