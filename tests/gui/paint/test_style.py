"""Repainting in the manner of references, in the window."""

import json
import weakref
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.ui.paint.blend_pad import BlendPad, corners, weights_at
from aipaint_desktop.ui.paint.operations.stylize import StyleControls, StyleSettings
from aipaint_desktop.ui.paint.style_regions import StyleRegions, colour_of
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.window.remembered import remember
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas
from tests.gui.conftest import PATIENCE_MS, note_emerging, require_live_keeps_to_the_selection, seen

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
    settings = StyleSettings(
        width=64, height=48, seed=7, strength=0.4, stroke=2.0, keep_colours=True, shares=(0.25, 0.75)
    )
    pixels, mask = np.zeros((48, 64, 4), np.uint8), np.zeros((48, 64), np.uint8)
    mask[10:20] = 255
    references = tuple(Picture(np.full((40, 40, 3), grey, np.uint8)) for grey in (40, 200))
    request = settings.request(Canvas.of(pixels, mask), references)
    assert isinstance(request, StylizeRequest)
    request.validate()
    assert (request.strength, request.stroke, request.keep_colours) == (0.4, 2.0, True)
    assert request.weights == (0.25, 0.75)
    assert request.selection == Picture(mask)
    with pytest.raises(BadInput):
        settings.request(Canvas.of(pixels, mask), ()).validate()


def test_a_region_of_one_reference_leaves_the_rest_to_the_others() -> None:
    left = np.zeros((48, 64), np.uint8)
    left[:, :20] = 255
    settings = StyleSettings(width=64, height=48, seed=7, regions=(None, Picture(left), None))
    references = tuple(Picture(np.full((40, 40, 3), grey, np.uint8)) for grey in (40, 90, 200))
    request = settings.request(Canvas.of(np.zeros((48, 64, 4), np.uint8)), references)
    assert isinstance(request, StylizeRequest)
    request.validate()
    rest = Picture(255 - left)
    assert request.regions == (rest, Picture(left), rest)


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
    window.paint_panel.set_operation("extend")
    panel = window.paint_panel.settings
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.commissioning.restyle()
    after = window.paint_panel.settings
    assert replace(after, seed=panel.seed) == panel  # the chosen model and all that is set stay
    layer = window.canvas.document.active
    assert isinstance(layer.provenance, EngineRun)
    assert isinstance(layer.provenance.request, StylizeRequest)
    assert layer.provenance.request.quality == "fast"
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
    shown = note_emerging(window)
    before = seen(window)
    window.paint_panel.live.setChecked(True)
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=10 * PATIENCE_MS)
    assert (seen(window) == before).all()  # nothing but the view has changed
    pen = SyntheticPen(window.canvas, lambda: qtbot.wait(1), lambda *_: None)
    pen.draw([(20, 20), (100, 30)])
    qtbot.waitUntil(lambda: len(shown) > 1, timeout=10 * PATIENCE_MS)
    assert shown[-1] != shown[0]
    session = weakref.ref(window.live._session)
    assert session() is not None
    window.paint_panel.set_model("painter")
    assert not window.paint_panel.live.isChecked()
    assert not window.live.on
    qtbot.waitUntil(lambda: session() is None)  # no model is held for it


def test_what_is_live_keeps_to_the_selection_and_follows_it(window: MainWindow, qtbot: QtBot) -> None:
    require_live_keeps_to_the_selection(window, qtbot, 10 * PATIENCE_MS)


@pytest.fixture
def regions(window: MainWindow) -> StyleRegions:
    """With two references chosen to repaint like."""
    window.references.choose([entry.id for entry in window.references.entries[:2]])
    return window.regions


def _select(window: MainWindow, *place: slice) -> NDArray[np.uint8]:
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[place] = 255
    document.select(mask, "Select")
    return mask


def _press(window: MainWindow, name: str) -> None:
    """The button that says so, or is called so."""
    (button,) = (
        button
        for button in window.paint_panel.controls(StyleControls).region_list.findChildren(QAbstractButton)
        if name in (button.text(), button.accessibleName()) and not button.isHidden()
    )
    QTest.mouseClick(button, _LEFT)


@pytest.mark.usefixtures("regions")
def test_a_reference_is_used_in_the_selection_and_the_others_elsewhere(
    window: MainWindow, qtbot: QtBot
) -> None:
    first, second = window.references.chosen
    mask = _select(window, slice(None), slice(0, 60))
    _press(window, f"Use {first.title} in the selection")
    document = window.canvas.document
    assert document.selection is None  # or painting would end at it
    marked = window.canvas.grab().toImage()
    edge = window.canvas.viewport.to_widget(QPointF(60, 40)).toPoint()
    assert marked.pixelColor(edge) == colour_of(0)
    window.paint_panel.seed_field.set_new_each_time(False)
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.paint()
    run = document.active.provenance
    assert isinstance(run, EngineRun)
    request = run.request
    assert isinstance(request, StylizeRequest)
    assert request.regions == (Picture(mask), Picture(255 - mask))
    assert [reference.name for reference in request.references] == [first.path.name, second.path.name]
    kept = from_json(json.loads(json.dumps(to_json(request))), pictures_of(request))
    painted = seen(window)
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.workspace.painting.begin(lambda _preparation: kept)
    assert len(document.layers) > 2
    assert np.array_equal(seen(window), painted)


def test_the_outlines_of_regions_can_be_switched_off(
    window: MainWindow, settings: QSettings, regions: StyleRegions, qtbot: QtBot
) -> None:
    ids = [entry.id for entry in window.references.chosen]
    outlines = window.paint_panel.controls(StyleControls).outlines
    assert outlines.isHidden()
    _select(window, slice(None), slice(0, 60))
    regions.use_in_selection(ids[0])
    assert not outlines.isHidden()
    edge = window.canvas.viewport.to_widget(QPointF(60, 40)).toPoint()
    assert window.canvas.grab().toImage().pixelColor(edge) == colour_of(0)
    outlines.click()
    assert window.canvas.grab().toImage().pixelColor(edge) != colour_of(0)
    assert regions.of(ids)[0] is not None
    window.canvas.document.undo()
    assert regions.of(ids) == (None, None)
    assert window.canvas.document.selection is not None
    remember(window, settings)
    another = make_window(settings, asks=False)
    qtbot.addWidget(another)
    assert not another.regions.outlined


def test_what_is_given_to_one_reference_is_taken_from_the_other(
    window: MainWindow, regions: StyleRegions
) -> None:
    first, second = window.references.chosen
    ids = [first.id, second.id]
    _select(window, slice(None), slice(0, 60))
    _press(window, f"Use {first.title} in the selection")
    taken = _select(window, slice(None), slice(40, 128))
    _press(window, f"Use {second.title} in the selection")
    left, right = regions.of(ids)
    assert left is not None
    assert right is not None
    assert np.array_equal(right.pixels, taken)
    assert left.pixels[:, :40].all()
    assert not left.pixels[:, 40:].any()
    assert window.paint_panel.controls(StyleControls).pad.isHidden()  # nothing is left to be blended
    _press(window, f"Use {first.title} everywhere again")
    assert regions.of(ids) == (None, right)
    assert window.paint_panel.controls(StyleControls).regions == (None, right)
    assert regions.of(ids[:1]) == (None,)


def test_a_region_needs_a_selection_and_its_own_document(window: MainWindow, regions: StyleRegions) -> None:
    ids = [entry.id for entry in window.references.chosen]
    title = window.references.chosen[0].title
    _press(window, f"Use {title} in the selection")
    assert regions.of(ids) == (None, None)
    assert "Nothing is selected" in window.messages.text
    _select(window, slice(0, 30))
    _press(window, f"Use {title} in the selection")
    assert regions.of(ids)[0] is not None
    window.files.opened.emit(Document.from_picture(np.zeros((96, 128, 3), np.uint8), "Another"))
    assert regions.of(ids) == (None, None)


def test_a_tiny_picture_keeps_its_size(window: MainWindow, qtbot: QtBot) -> None:
    window.files.opened.emit(Document.from_picture(np.full((40, 3, 3), 90, np.uint8), "Line"))
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.paint()
    assert seen(window).shape == (40, 3, 3)
    window.paint_panel.set_model("style-master")
    with qtbot.waitSignal(window.workspace.painting.failed):
        window.paint()
    assert "out of the master's range" in window.messages.error
    assert seen(window).shape == (40, 3, 3)


def test_a_master_that_is_stopped_leaves_what_is_there(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Job] = []
    window.paint_panel.set_model("style-master")
    window.paint_panel.controls(StyleControls).from_fast.setChecked(True)
    begin = window.workspace.painting.begin
    monkeypatch.setattr(window.workspace.painting, "begin", lambda *asked: jobs.append(begin(*asked)))
    before = len(window.canvas.document.layers)
    window.paint()
    qtbot.waitUntil(
        lambda: bool(jobs and jobs[0].latest and jobs[0].latest.step >= 2), timeout=10 * PATIENCE_MS
    )
    with qtbot.waitSignal(window.painting.finished):
        window.cancel()
    request, last = jobs[0].request, jobs[0].latest
    assert isinstance(request, StylizeRequest)
    assert request.from_fast
    assert last is not None
    assert not last.last
    assert len(window.canvas.document.layers) == before + 1
    assert np.array_equal(seen(window), last.image[..., :3])
    assert f"step {last.step} of {last.steps}" in window.canvas.document.active.name
    window.workspace.document.undo()
    assert len(window.canvas.document.layers) == before


def test_one_knob_goes_from_fast_over_fine_to_master(window: MainWindow) -> None:
    panel = window.paint_panel
    selector = panel._model
    offered = [selector.itemData(index) for index in range(selector.count())]
    assert len([model for model in offered if model.startswith("style")]) == 1
    choice = panel.controls(StyleControls).quality
    for quality, button in choice.buttons.items():
        QTest.mouseClick(button, _LEFT)
        settings = panel.settings
        assert isinstance(settings, StyleSettings)
        assert (settings.quality, settings.model) == (quality, f"style-{quality}")
        assert not panel.live.isHidden()
    assert not panel.controls(StyleControls).from_fast.isHidden()
    panel.set_model("painter")
    panel.set_model("style-fine")
    assert choice.chosen == "fine"
    panel.set_models(window.workspace.equipment.models())
    assert choice.chosen == "fine"
    panel.controls(StyleControls).strength.set_number(160)
    settings = panel.settings
    assert isinstance(settings, StyleSettings)
    assert settings.strength == pytest.approx(1.6)


def test_paint_is_fine_unless_something_else_was_chosen(settings: QSettings, qtbot: QtBot) -> None:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.paint_panel.set_operation("stylize")
    asked = window.paint_panel.settings
    assert isinstance(asked, StyleSettings)
    assert asked.quality == "fine"
    assert StylizeRequest.quality == "fast"  # what requests that are older than the choice mean
