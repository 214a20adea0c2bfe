"""Shortcuts, files, settings and panels of the real window."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import picture_file, seen
from tests.gui.fake_engine import RESULT, FakeEngine

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def drop(target: QWidget, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    place, copy = QPoint(10, 10), Qt.DropAction.CopyAction
    left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(place, copy, data, left, no_keys))
    QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, data, left, no_keys))


def test_every_tool_has_its_key(window: MainWindow) -> None:
    keys = {"E": "eraser", "F": "fill", "P": "eyedropper", "S": "rectangle", "L": "lasso", "H": "hand"}
    for key, tool in (keys | {"B": "brush"}).items():
        QTest.keyClick(window.canvas, key)
        assert window.canvas.tool.id == tool


def test_brackets_size_the_brush_in_hand_and_i_and_o_thin_it(window: MainWindow) -> None:
    size = window.canvas.brush_tool.brush.size
    QTest.keyClick(window.canvas, Qt.Key.Key_BracketRight)
    assert window.canvas.brush_tool.brush.size > size
    QTest.keyClick(window.canvas, "E")
    eraser = window.canvas.eraser_tool.brush.size
    QTest.keyClick(window.canvas, Qt.Key.Key_BracketLeft)
    assert window.canvas.eraser_tool.brush.size < eraser
    QTest.keyClick(window.canvas, "B")
    QTest.keyClick(window.canvas, "I")
    thinner = window.canvas.brush_tool.brush.opacity
    assert 0.5 < thinner < 1
    QTest.keyClick(window.canvas, "O")
    assert window.canvas.brush_tool.brush.opacity == pytest.approx(1)


def test_x_exchanges_the_colours(window: MainWindow) -> None:
    window.colours.set_colour(QColor("#123456"))
    QTest.keyClick(window.canvas, "X")
    assert window.canvas.colour.name() != "#123456"
    QTest.keyClick(window.canvas, "X")
    assert window.canvas.colour.name() == "#123456"


def test_torch_is_loaded_as_soon_as_the_artist_means_to_paint(
    make_window: Callable[[], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[JobQueue] = []
    monkeypatch.setattr(JobQueue, "warm_up", lambda queue: asked.append(queue))
    drawing, choosing = make_window(), make_window()
    qtbot.wait(300)
    assert asked == []
    QTest.mousePress(drawing.canvas, Qt.MouseButton.LeftButton, pos=drawing.canvas.rect().center())
    QTest.mouseMove(drawing.canvas, drawing.canvas.rect().center() + QPoint(30, 10))
    qtbot.waitUntil(lambda: len(asked) == 1)
    QTest.mouseRelease(drawing.canvas, Qt.MouseButton.LeftButton)
    choosing.references.choose(["gold"])
    qtbot.waitUntil(lambda: len(asked) == 2)


def test_a_size_that_was_typed_does_not_stay_for_the_next_picture(window: MainWindow) -> None:
    size = window.paint_panel.size_field
    size.set_size_px(QSize(480, 360))
    window.files.start_with(Document(320, 240))
    assert size.size_px == QSize(320, 240)
    size.set_size_px(QSize(480, 360))
    window.canvas.document.resize(300, 200)
    assert size.size_px == QSize(480, 360)  # for this picture it was meant
    window.files.start_with(Document(300, 200))
    assert size.size_px == QSize(300, 200)


def test_control_enter_paints(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.painting.finished):
        QTest.keyClick(window.canvas, Qt.Key.Key_Return, _CTRL)
    assert (seen(window) == RESULT).all()


def test_undo_and_redo_by_key(window: MainWindow, draw: Callable[[], None]) -> None:
    blank = seen(window)
    draw()
    painted = seen(window)
    assert (painted != blank).any()
    QTest.keyClick(window.canvas, "Z", _CTRL)
    assert np.array_equal(seen(window), blank)
    QTest.keyClick(window.canvas, "Z", _CTRL | _SHIFT)
    assert np.array_equal(seen(window), painted)


def test_clearing_keeps_to_the_selection(window: MainWindow, draw: Callable[[], None]) -> None:
    draw()
    painted = seen(window)
    mask = np.zeros(painted.shape[:2], np.uint8)
    mask[:, :300] = 255
    window.canvas.document.select(mask)
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert (seen(window)[:, :300] == 255).all()
    assert np.array_equal(seen(window)[:, 300:], painted[:, 300:])
    QTest.keyClick(window.canvas, "A", _CTRL | _SHIFT)
    assert window.canvas.document.selection is None


def test_the_eyedropper_sets_the_colour_of_brush_and_panel(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, "P")
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.canvas.rect().center())
    assert window.colours.colour.name() == "#ffffff"
    assert window.canvas.colour.name() == "#ffffff"


def test_a_stroke_puts_its_colour_among_the_recent_ones(window: MainWindow, draw: Callable[[], None]) -> None:
    window.colours.set_colour(QColor("#abcdef"))
    assert window.colours.recent == []
    draw()
    assert [colour.name() for colour in window.colours.recent] == ["#abcdef"]


# Files


def test_a_picture_opens_as_the_document(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.files.opened):
        window.files.open(picture_file(tmp_path / "meadow.png", (10, 120, 20), (120, 90)))
    assert seen(window).shape == (90, 120, 3)
    assert (seen(window) == (10, 120, 20)).all()
    assert "meadow" in window.windowTitle()
    assert not window.files.unsaved


def test_a_broken_file_is_named_and_changes_nothing(
    window: MainWindow, draw: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    draw()
    document, before = window.canvas.document, seen(window)
    broken = tmp_path / "broken.png"
    broken.write_bytes(picture_file(tmp_path / "whole.png", (1, 2, 3)).read_bytes()[:60])
    with qtbot.waitSignal(window.files.failed):
        window.files.open(broken)
    assert "broken.png" in window.messages.text
    assert window.canvas.document is document
    assert np.array_equal(seen(window), before)


def test_a_picture_dropped_on_the_canvas_is_the_sketch(
    window: MainWindow, draw: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.files.opened):
        drop(window.stage, picture_file(tmp_path / "first.png", (10, 120, 20), (400, 300)))
    assert seen(window).shape == (300, 400, 3)
    draw()
    with qtbot.waitSignal(window.files.sketched):  # there is work on the canvas: it becomes a layer
        drop(window.stage, picture_file(tmp_path / "second.png", (120, 10, 20), (800, 300)))
    assert window.canvas.document.active.name == "second"
    assert seen(window).shape == (300, 400, 3)
    assert (seen(window)[80:220] == (120, 10, 20)).all()
    window.workspace.document.undo()
    assert not (seen(window) == (120, 10, 20)).all(axis=2).any()


def test_pictures_dropped_on_the_chooser_are_the_reference(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window.references, picture_file(tmp_path / "mine.png", (90, 90, 10)))
    qtbot.waitUntil(lambda: [entry.title for entry in window.references.chosen] == ["mine"])
    with qtbot.waitSignal(window.painting.finished):
        window.paint()


def test_a_bad_reference_is_refused_and_the_old_one_stays(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "notes.png").write_text("not a picture")
    chosen = window.references.chosen
    drop(window.references, tmp_path / "notes.png")
    qtbot.waitUntil(lambda: "notes.png" in window.messages.text)
    assert window.references.chosen == chosen


def test_export_keeps_what_made_the_picture(
    window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.painting.finished):
        window.paint()
    path = tmp_path / "out.png"
    assert window.files.unsaved
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(path, 92, provenance=True))
    assert window.files.unsaved  # its layers are in no file
    assert np.array_equal(read_picture(path).pixels, seen(window))
    provenance = read_provenance(path)
    assert provenance is not None
    assert provenance.last_run is not None
    assert provenance.last_run.request == engine.requests[0]
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "plain.png", 92, provenance=False))
    assert read_provenance(tmp_path / "plain.png") is None


def test_a_folder_that_is_not_there_is_said_in_the_window(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.files.failed):
        window.files.export(ExportChoice(tmp_path / "nowhere" / "out.png", 92, provenance=False))
    assert "nowhere" in window.messages.text
    assert not (tmp_path / "nowhere").exists()


def test_the_export_dialog_remembers(settings: QSettings, tmp_path: Path, qtbot: QtBot) -> None:
    first = ExportDialog(settings, "meadow")
    qtbot.addWidget(first)
    assert first.choice.path.suffix == ".png"
    assert first.choice.provenance
    first._path.setText(str(tmp_path / "evening"))
    first._format.setCurrentText("JPEG")
    first._quality.set_number(71)
    first._provenance.setChecked(False)
    first.accept()
    assert first.choice == ExportChoice(tmp_path / "evening.jpg", 71, False)

    second = ExportDialog(settings, "meadow")
    qtbot.addWidget(second)
    assert second.choice == ExportChoice(tmp_path / "meadow.jpg", 71, False)
    second._path.setText(str(tmp_path / "meadow.webp"))
    second._path.editingFinished.emit()
    assert second._format.currentText() == "WebP"


# The window itself


def test_settings_come_back_at_the_next_start(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    first.references.choose(["gold", "blue"])
    first.paint_panel.controls(PainterControls).set_keep(0.35)
    first.paint_panel.controls(PainterControls).set_steps(21)
    first.paint_panel.seed_field.set_new_each_time(False)
    first.colours.set_colour(QColor("#336699"))
    first.tool_options.brush.set_preset("Charcoal")
    first.tool_options.brush.set_size(77)
    first.set_theme("light")
    first.docks.layers.hide()
    first.close()

    second = make_window()
    assert [entry.id for entry in second.references.chosen] == ["blue", "gold"]
    assert second.paint_panel.controls(PainterControls).keep.number / 100 == pytest.approx(0.35)
    assert second.paint_panel.controls(PainterControls).steps.number == 21
    assert not second.paint_panel.seed_field.new_each_time
    assert second.canvas.colour.name() == "#336699"
    assert second.canvas.brush_tool.brush.name == "Charcoal"
    assert second.canvas.brush_tool.brush.size == pytest.approx(77)
    assert second.theme.name == "light"
    assert not second.docks.layers.isVisible()
    assert second.docks.paint.isVisible()


def test_settings_that_make_no_sense_are_passed_over(
    make_window: Callable[[], MainWindow], settings: QSettings
) -> None:
    for key in (
        "paint/keep",
        "paint/steps",
        "brush/Round/made",
        "window/layout",
        "colour",
        "paint/references",
    ):
        settings.setValue(key, "nonsense")
    settings.setValue("window/theme", "mauve")
    settings.setValue("paint/device", "abacus")
    window = make_window()
    assert window.paint_panel.controls(PainterControls).keep.number / 100 == pytest.approx(0.6)
    assert window.theme.name == "dark"
    assert window.workspace.preferences.device == "auto"
    assert len(window.references.chosen) == 1


def test_the_device_is_switched_and_remembered(window: MainWindow, settings: QSettings) -> None:
    window.workspace.set_device("cpu")
    assert settings.value("paint/device") == "cpu"


@pytest.mark.usefixtures("home")
def test_the_window_stands_before_torch_is_loaded() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtCore import QEventLoop, QTimer\n"
        "from aipaint_desktop.ui.window.assembly import make_application, make_window, user_settings\n"
        "app = make_application()\n"
        "window = make_window(user_settings(), asks=False)\n"
        "window.show()\n"
        "loop = QEventLoop()\n"
        "QTimer.singleShot(1000, loop.quit)\n"
        "loop.exec()\n"
        "assert window.references.chosen\n"
        "assert 'torch' not in sys.modules\n"
        "window.close()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
