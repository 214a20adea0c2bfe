"""Repainting in the manner of references, in the window."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.provenance import EngineRun
from aipaint_desktop.engines.base import BadInput, Picture
from aipaint_desktop.engines.style_request import StylizeRequest
from aipaint_desktop.ui.main_window import MainWindow
from aipaint_desktop.ui.paint.blend_pad import BlendPad, corners, weights_at
from aipaint_desktop.ui.paint.paint_settings import (
    Canvas,
    Operation,
    PaintSettings,
    StyleSettings,
    build_request,
)
from aipaint_desktop.ui.studio import make_window
from aipaint_desktop.ui.synthetic_pen import SyntheticPen
from tests.gui.conftest import PATIENCE_MS, seen

_LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_middle_of_the_pad_is_equal_parts_and_a_corner_is_one(count: int) -> None:
    if count > 1:
        assert weights_at(QPointF(0, 0), count) == pytest.approx((1 / count,) * count)
    for index, corner in enumerate(corners(count)):
        assert weights_at(corner, count)[index] == pytest.approx(1)
    assert sum(weights_at(QPointF(0.3, -0.2), count)) == pytest.approx(1)


def test_the_pad_is_dragged_and_moved_by_keys(qtbot: QtBot) -> None:
    pad = BlendPad()
    qtbot.addWidget(pad)
    pad.resize(200, 132)
    pad.show_images([QImage(8, 8, QImage.Format.Format_RGB32)] * 2)
    pad.show()
    with qtbot.waitSignal(pad.changed):
        QTest.mousePress(pad, _LEFT, pos=QPoint(199, 66))
    left, right = pad.weights
    assert right > 0.95
    QTest.mouseDClick(pad, _LEFT, pos=QPoint(100, 66))
    assert pad.weights == pytest.approx((0.5, 0.5))
    QTest.keyClick(pad, Qt.Key.Key_Left)
    left, right = pad.weights
    assert left > right
    pad.show_images([QImage(8, 8, QImage.Format.Format_RGB32)] * 3)
    assert pad.weights == pytest.approx((1 / 3,) * 3)
    assert not pad.grab().isNull()


def test_the_settings_become_a_request_with_the_selection() -> None:
    style = StyleSettings(strength=0.4, stroke=2.0, keep_colours=True, weights=(0.25, 0.75))
    settings = PaintSettings(Operation.STYLIZE, True, 0.6, 64, 48, 7, 8, style)
    pixels, mask = np.zeros((48, 64, 4), np.uint8), np.zeros((48, 64), np.uint8)
    mask[10:20] = 255
    references = tuple(Picture(np.full((40, 40, 3), grey, np.uint8)) for grey in (40, 200))
    request = build_request(settings, Canvas(pixels, mask), references)
    assert isinstance(request, StylizeRequest)
    request.validate()
    assert (request.strength, request.stroke, request.keep_colours) == (0.4, 2.0, True)
    assert request.weights == (0.25, 0.75)
    assert request.selection == Picture(mask)
    with pytest.raises(BadInput):
        build_request(settings, Canvas(pixels, mask), ()).validate()


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    sketch = np.full((96, 128, 3), (150, 190, 230), np.uint8)
    sketch[60:] = (90, 130, 60)
    window.files.opened.emit(Document.from_picture(sketch, "Meadow"))
    window.paint_panel.set_model("style-fast")
    yield window
    window.close()


def test_what_is_on_the_canvas_is_repainted_in_one_go(window: MainWindow, qtbot: QtBot) -> None:
    before = seen(window)
    window.paint_panel.set_model("painter")
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.restyle()
    layer = window.canvas.document.active
    assert isinstance(layer.provenance, EngineRun)
    assert isinstance(layer.provenance.request, StylizeRequest)
    assert np.abs(seen(window).astype(int) - before).mean() > 5


def test_only_the_selection_is_repainted(window: MainWindow, qtbot: QtBot) -> None:
    document, before = window.canvas.document, seen(window)
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[:40, :50] = 255
    document.select(mask, "Select")
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.paint()
    differs = (seen(window) != before).any(-1)
    assert differs[:40, :50].mean() > 0.5
    assert not differs[mask == 0].any()


def test_live_style_follows_the_brush_and_leaves_no_trace(window: MainWindow, qtbot: QtBot) -> None:
    shown: list[QImage] = []
    show = window.canvas.show_emerging

    def noted(image: QImage, *where: object) -> None:
        shown.append(image)
        show(image, *where)  # type: ignore[arg-type]

    window.canvas.show_emerging = noted  # type: ignore[method-assign]
    before = seen(window)
    window.paint_panel.style_controls.live.setChecked(True)
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=10 * PATIENCE_MS)
    assert (seen(window) == before).all()  # nothing but the view has changed
    pen = SyntheticPen(window.canvas, lambda: qtbot.wait(1), lambda *_: None)
    pen.draw([(20, 20), (100, 30)])
    qtbot.waitUntil(lambda: len(shown) > 1, timeout=10 * PATIENCE_MS)
    assert shown[-1] != shown[0]
    window.paint_panel.set_model("painter")
    assert not window.paint_panel.style_controls.live.isChecked()
    assert not window.live_style.on
