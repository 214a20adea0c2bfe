"""Every picture of a sheet stands in its own place, wherever sheets are taken apart."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.jobs.images import pixels_of, to_qimage
from aipaint_desktop.ui.lab.sample_pair import SamplePair
from aipaint_desktop.ui.lab.sheet_view import SheetView
from aipaint_desktop.ui.paint.sheet_window import SheetWindow
from tests.ramps import ramps

_BLUES = range(0, 256, 16)


def sheet_of(width: int, height: int, columns: int, rows: int) -> QImage:
    """Pictures told apart by their blue, row by row."""
    cells = [ramps(width, height, blue=_BLUES[number]) for number in range(columns * rows)]
    lines = [np.concatenate(cells[columns * row : columns * (row + 1)], 1) for row in range(rows)]
    return to_qimage(np.concatenate(lines))


def check_icon(button: QToolButton, number: int, width: int, height: int) -> None:
    face = button.icon().pixmap(button.iconSize()).toImage()
    seen = pixels_of(face, width, height)[..., :3].astype(int)
    assert np.abs(seen - ramps(width, height, blue=_BLUES[number])).mean() < 8


@pytest.mark.parametrize("count", [2, 5])
def test_each_composition_has_its_button(qtbot: QtBot, count: int) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = SheetWindow(parent)
    request = ComposeRequest(seed=1, prompt="sea", width=80, height=64, count=count, finish="none")
    columns, rows = request.size[0] // 80, request.size[1] // 64
    window.show_sheet(request, sheet_of(80, 64, columns, rows))
    assert len(window.buttons) == count
    for number, button in enumerate(window.buttons):
        check_icon(button, number, 80, 64)
    window.close()


def test_each_seed_has_its_sample(qtbot: QtBot) -> None:
    pair = SamplePair(sheet_of(32, 32, 4, 4))
    qtbot.addWidget(pair)
    for seed, button in enumerate(pair.buttons):
        check_icon(button, seed, 32, 32)


def test_samples_are_seen_row_by_row(qtbot: QtBot) -> None:
    view = SheetView()
    qtbot.addWidget(view)
    view.sheet.image = sheet_of(32, 32, 4, 4)
    view.sheet.resize(412, 412)
    seen = pixels_of(view.sheet.grab().toImage(), 412, 412)[..., :3].astype(int)
    for number in range(16):
        row, column = divmod(number, 4)
        top, left = 104 * row, 104 * column
        inside = seen[top + 8 : top + 92, left + 8 : left + 92]
        assert np.abs(inside - ramps(100, 100, blue=_BLUES[number])[8:92, 8:92]).mean() < 8
