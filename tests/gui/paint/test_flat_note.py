"""A flat sketch is told from a photograph while the fast style is chosen, and the painter offered for it."""

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.paint.flat_note import flat_sketch_in
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.workspace.paint_settings import PaintedFrom
from tests.quality.flat_sketches import drawn


def photograph(height: int = 200, width: int = 240) -> Document:
    return Document.from_picture(
        np.random.default_rng(0).integers(60, 190, (height, width, 3)).astype(np.uint8), "Photograph"
    )


def test_the_painter_is_offered_for_flat_sketches_alone(settings: QSettings, qtbot: QtBot) -> None:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    panel = window.paint_panel
    window.files.opened.emit(Document.from_picture(drawn("sea", 320, 256), "Sea"))
    panel.set_model("style-fast")
    qtbot.waitUntil(panel.flat_note.isVisible)
    window.files.opened.emit(photograph())
    qtbot.waitUntil(panel.flat_note.isHidden)
    window.files.opened.emit(Document.from_picture(drawn("tree", 320, 256), "Tree"))
    qtbot.waitUntil(panel.flat_note.isVisible)
    panel.flat_note.use_painter.click()
    assert panel.operation.id == "paint"
    qtbot.waitUntil(panel.flat_note.isHidden)
    window.close()


@pytest.mark.parametrize("size", [(320, 256), (1500, 1200)])
def test_large_canvases_are_looked_at_in_places(size: tuple[int, int]) -> None:
    flat = Document.from_picture(drawn("landscape", *size), "Landscape").state
    assert flat_sketch_in(flat, PaintedFrom.VISIBLE)
    assert not flat_sketch_in(photograph(*size).state, PaintedFrom.VISIBLE)


def test_an_empty_canvas_is_no_sketch_yet() -> None:
    empty = Document.from_picture(np.full((200, 300, 3), 255, np.uint8), "Paper").state
    assert not flat_sketch_in(empty, PaintedFrom.VISIBLE)
