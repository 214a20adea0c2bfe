from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.files.palettes.gpl import gpl_of
from aipaint_desktop.files.palettes.reading import read_palette
from aipaint_desktop.files.palettes.store import PaletteStore
from aipaint_desktop.ui.colour.palette_page import PalettePage
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.palette import Palette, Swatch

_LEFT, _ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
PALETTE = Palette("Studio", (Swatch((255, 0, 0)), Swatch((0, 255, 0)), Swatch((0, 0, 255))))
R, G, B = (swatch.colour for swatch in PALETTE.swatches)


@pytest.fixture
def store(tmp_path: Path) -> PaletteStore:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "studio.gpl").write_text(gpl_of(PALETTE), encoding="utf-8")
    return PaletteStore(tmp_path / "shipped", tmp_path / "own")


@pytest.fixture
def page(qtbot: QtBot, store: PaletteStore) -> PalettePage:
    page = PalettePage(store, picture=lambda: lambda: np.full((9, 9, 4), 255, np.uint8))
    qtbot.addWidget(page)
    page.resize(256, 180)
    page.show()
    return page


def colours(page: PalettePage) -> list[tuple[int, int, int]]:
    return [swatch.colour for swatch in page.shown.swatches]


def test_a_colour_is_dragged_elsewhere_and_by_key(page: PalettePage, store: PaletteStore) -> None:
    grid = page._grid
    QTest.mousePress(grid, _LEFT, pos=QPoint(10, 10))
    QTest.mouseMove(grid, QPoint(54, 10))
    QTest.mouseRelease(grid, _LEFT, pos=QPoint(54, 10))
    assert colours(page) == [G, B, R]
    QTest.keyClick(grid, Qt.Key.Key_Left, _ALT)
    assert colours(page) == [G, R, B]
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert colours(page) == [G, B]
    assert [swatch.colour for swatch in store.all()["studio"].swatches] == [G, B]
    page.delete()
    assert colours(page) == [R, G, B]


def test_the_colour_in_hand_is_added_once(page: PalettePage) -> None:
    page.set_colour(QColor(1, 2, 3))
    page.add_colour()
    page.add_colour()
    assert colours(page) == [R, G, B, (1, 2, 3)]


def test_palettes_are_made_renamed_and_deleted(page: PalettePage) -> None:
    page.add_palette(Palette("Mine"))
    assert page.palette_id == "mine"
    page.set_colour(QColor(1, 2, 3))
    page.add_colour()
    page.rename("Ours")
    assert page.shown == Palette("Ours", (Swatch((1, 2, 3)),))
    page.delete()
    assert page.palette_id == "studio"


def test_palettes_are_exported_and_imported(page: PalettePage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "out.gpl")
    assert read_palette(tmp_path / "out.gpl") == PALETTE
    page.import_file(tmp_path / "out.gpl")
    assert page.palette_id == "studio-2"


def test_what_is_no_palette_is_said(page: PalettePage, tmp_path: Path) -> None:
    said: list[str] = []
    page.refused.connect(said.append)
    (tmp_path / "bad.ase").write_bytes(b"ASEF\0\1")
    page.import_file(tmp_path / "bad.ase")
    assert len(said) == 1
    assert "bad.ase" in said[0]
    assert colours(page) == [R, G, B]


def test_pictures_and_the_canvas_give_palettes(page: PalettePage, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), (10, 200, 30)).save(tmp_path / "meadow.png")
    page.take_from_picture(tmp_path / "meadow.png")
    assert page.shown == Palette("meadow", (Swatch((10, 200, 30)),))
    page.take_from_canvas()
    assert colours(page) == [(255, 255, 255)]


def test_the_windows_own_canvas_gives_a_palette(window: MainWindow, qtbot: QtBot) -> None:
    palettes = window.colours.palettes
    palettes.take_from_canvas()
    qtbot.waitUntil(lambda: palettes.shown.name == "Canvas")
    assert (255, 255, 255) in colours(palettes)
