"""How lines are drawn, by the menus and the tool bar."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.line import draw_again
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.axes_dialog import AxesDialog
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.stroke_files import read_strokes


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None
    return found


def test_menu_and_tool_bar_show_what_the_canvas_does(window: MainWindow) -> None:
    action(window, "set_rope_brush_smoothing").trigger()
    lines = window.tool_options.lines
    assert window.canvas.steadiness.kind is Steadying.ROPE
    assert lines.kind.currentText() == "Pulled rope"
    assert lines.strength.isVisible()
    lines.strength.edited.emit(55.0)
    assert window.canvas.steadiness.strength == 55
    action(window, "steadier_lines").trigger()
    assert lines.strength.number == 60
    lines.kind.activated.emit(0)
    assert action(window, "set_no_brush_smoothing").isChecked()
    assert not lines.strength.isVisible()


def test_mirrors_are_switched_by_menu_and_buttons(window: MainWindow) -> None:
    across = action(window, "mirror_across")
    across.trigger()
    assert window.canvas.symmetry.vertical
    across.trigger()
    assert not window.canvas.symmetry.on
    action(window, "kaleidoscope").trigger()
    assert action(window, "arms_6").isChecked()
    action(window, "arms_1").trigger()
    assert not window.canvas.symmetry.on


def test_w_repeats_the_picture(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_W)
    assert window.canvas.repeats
    assert action(window, "wrap_around_mode").isChecked()
    window.canvas.grab()
    QTest.keyClick(window.canvas, Qt.Key.Key_W)
    assert not window.canvas.repeats


def test_the_axes_are_placed_by_keys(window: MainWindow) -> None:
    action(window, "mirror_across").trigger()
    dialog = AxesDialog(window.canvas, window)
    dialog.across.setValue(12.5)
    assert window.canvas.symmetry.middle[0] == 12.5
    dialog.reject()
    assert window.canvas.symmetry.middle[0] == window.canvas.document.width / 2


def test_steadiness_is_there_again_and_mirrors_are_not(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    action(first, "set_weighted_brush_smoothing").trigger()
    action(first, "smoothing_lazy_end").trigger()
    action(first, "mirror_across").trigger()
    first.close()
    second = make_window()
    assert second.canvas.steadiness == Steadiness(Steadying.WEIGHTED, 30, lazy_end=True)
    assert not second.canvas.symmetry.on


def test_menus_follow_in_another_language(window: MainWindow, qtbot: QtBot) -> None:
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: window._furnished_in == "zh_CN")
    action(window, "mirror_across").trigger()
    assert window.canvas.symmetry.vertical
    window.set_language("en")
    qtbot.waitUntil(lambda: window._furnished_in == "en")
    assert action(window, "mirror_across").isChecked()


def test_recorded_strokes_are_what_is_there(
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    draw: Callable[[], None],
) -> None:
    window.workspace.active.replace(Document(600, 400))
    file = tmp_path / "hand"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    record = action(window, "record_strokes")
    record.trigger()
    draw()
    draw()
    window.canvas.undo()
    action(window, "mirror_across").trigger()
    draw()
    with qtbot.waitSignal(window.recording.noted):
        record.trigger()
    written = tmp_path / "hand.strokes"
    recorded = read_strokes(written)
    assert len(recorded.strokes) == 2
    again = Document(recorded.width, recorded.height)
    for drawn in recorded.strokes:
        draw_again(again, drawn)
    assert np.array_equal(again.composite(), window.workspace.document.composite())


def test_nothing_recorded_asks_for_no_file(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked"))
    record = action(window, "record_strokes")
    record.trigger()
    record.trigger()
    assert not window.recording.on
