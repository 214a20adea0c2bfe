from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.workspace.brush_library import MOST_RECENT, BrushLibrary, Preset


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def library(settings: QSettings, count: int = 20) -> BrushLibrary:
    presets = [
        Preset(Brush(f"B{index}"), ("dry",) if index % 2 else ("wet", "large")) for index in range(count)
    ]
    return BrushLibrary(presets, settings)


def test_favourites_and_what_was_used_are_there_at_the_next_start(settings: QSettings) -> None:
    first = library(settings)
    for name in ("B3", "B1"):
        first.set_favourite(name, True)
        first.use(name)
    first.set_favourite("B3", False)
    first.set_favourite("B5", True)
    settings.sync()
    second = library(settings)
    assert [preset.name for preset in second.favourites] == ["B1", "B5"]
    assert [preset.name for preset in second.recent] == ["B1", "B3"]


def test_what_was_used_is_listed_once_the_last_first_and_not_without_end(settings: QSettings) -> None:
    brushes = library(settings)
    for index in [*range(20), 15]:
        brushes.use(f"B{index}")
    brushes.use("none of these")
    names = [preset.name for preset in brushes.recent]
    assert names[:3] == ["B15", "B19", "B18"]
    assert len(names) == MOST_RECENT


def test_names_that_are_gone_are_not_listed(settings: QSettings) -> None:
    library(settings).set_favourite("B19", True)
    assert library(settings, 10).favourites == ()


def test_a_change_is_told_once(settings: QSettings) -> None:
    brushes, told = library(settings), []
    brushes.changed.connect(lambda: told.append(1))
    brushes.use("B1")
    brushes.use("B1")
    brushes.set_favourite("B1", False)
    assert len(told) == 1
    assert brushes.tags == ("wet", "large", "dry")
