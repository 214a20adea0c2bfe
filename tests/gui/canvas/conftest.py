"""A canvas to draw on."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.view import CanvasView

RED = QColor(200, 30, 10)
PAINT = [200, 30, 10, 255]
HARD = Brush("Hard", size=20, smoothing=0)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CanvasView]:
    """A canvas of 400×300 at 100 % in a widget of 500×400, so that the document begins at (50, 50)."""
    view = CanvasView(Document(400, 300))
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    view.actual_size()
    view.brush_tool.brush = HARD
    view.eraser_tool.brush = HARD
    view.colour = RED
    view.setFocus()
    yield view
    view.close()
