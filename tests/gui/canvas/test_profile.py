"""A document in another space than sRGB is shown, painted on and picked from in the colours that an artist sees."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.profile import Profile
from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.conftest import HARD, RED
from tests.picture_cases import ADOBE_RGB, rgb_profile

STORED, SEEN = (200, 100, 50), (227, 100, 42)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CanvasView]:
    """A canvas of 400×300 px at 100 %, of one colour."""
    profile = Profile(rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875))
    document = Document.from_picture(np.full((300, 400, 3), STORED, np.uint8), "wide", profile=profile)
    view = CanvasView(document)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    view.actual_size()
    view.brush_tool.brush = HARD
    view.colour = RED
    yield view
    view.close()


def _shown(view: CanvasView, x: int, y: int) -> np.ndarray:
    colour = view.grab().toImage().pixelColor(x + 50, y + 50)
    return np.array([colour.red(), colour.green(), colour.blue()])


def _at(x: int, y: int) -> QPoint:
    return QPoint(x + 50, y + 50)


def test_it_is_shown_as_its_profile_says(view: CanvasView) -> None:
    assert np.abs(_shown(view, 40, 40) - SEEN).max() <= 3


@pytest.mark.parametrize("tool", ["brush", "fill"])
def test_paint_looks_as_it_was_chosen_and_is_in_the_documents_space(view: CanvasView, tool: str) -> None:
    view.choose_tool(tool)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _at(100, 100))
    document = view.document
    chosen = RED.red(), RED.green(), RED.blue()
    inside = document.layers[-1].tiles.read(document.rect)[100, 100, :3].astype(int)
    assert inside.tolist() == list(document.own_colour(*chosen))
    assert np.abs(inside - chosen).max() > 5
    assert np.abs(_shown(view, 100, 100) - chosen).max() <= 3


def test_the_eyedropper_takes_the_colour_that_is_seen(view: CanvasView) -> None:
    view.choose_tool("eyedropper")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _at(60, 60))
    picked: QColor = view.colour
    assert np.abs(np.subtract(picked.getRgb()[:3], SEEN)).max() <= 3
