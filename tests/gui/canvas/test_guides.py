"""Rulers, guides and the grid over the canvas."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.ui.canvas.grid_dialog import GridDialog
from aipaint_desktop.ui.canvas.guide_dialog import GuideDialog
from aipaint_desktop.ui.canvas.rulers import Ruler
from aipaint_desktop.ui.canvas.tools.snapping import snapped_point
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.snapping import Grid

_LEFT = Qt.MouseButton.LeftButton


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def rulers(window: MainWindow) -> tuple[Ruler, Ruler]:
    """At the top and at the left, shown."""
    if not window.canvas.aids.rulers:
        action(window, "view_ruler").trigger()
    top, left = sorted(window.stage.findChildren(Ruler), key=lambda ruler: ruler.height())
    return top, left


def drag(source: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
    QTest.mousePress(source, _LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(source, source.mapFromGlobal(target.mapToGlobal(end)))
    QTest.mouseRelease(
        source, _LEFT, Qt.KeyboardModifier.NoModifier, source.mapFromGlobal(target.mapToGlobal(end))
    )


def at(window: MainWindow, x: float, y: float) -> QPoint:
    return window.canvas.viewport.to_widget(QPointF(x, y)).toPoint()


def test_a_guide_is_dragged_out_of_a_ruler_moved_and_dragged_back(window: MainWindow, qtbot: QtBot) -> None:
    top, left = rulers(window)
    qtbot.waitUntil(lambda: left.height() > 100)
    canvas, document = window.canvas, window.canvas.document
    drag(left, QPoint(5, 50), canvas, at(window, 200, 100))
    drag(top, QPoint(50, 5), canvas, at(window, 200, 100))
    assert [guide.upright for guide in document.state.guides] == [True, False]
    for guide, wanted in zip(document.state.guides, (200, 100), strict=True):
        assert abs(guide.position - wanted) <= 1 / canvas.viewport.zoom
    assert document.history.names[-1] == "Add guide"
    assert window.files.unsaved
    canvas.choose_tool("hand")
    drag(canvas, at(window, 200, 300), canvas, at(window, 320, 300))
    assert abs(document.state.guides[0].position - 320) <= 1 / canvas.viewport.zoom
    assert document.history.names[-1] == "Move guide"
    drag(canvas, at(window, 320, 300), left, QPoint(4, 40))
    assert [guide.upright for guide in document.state.guides] == [False]
    for _ in range(4):
        document.undo()
    assert document.state.guides == ()


def test_a_brush_paints_over_guides_and_locked_ones_stay(window: MainWindow) -> None:
    canvas, document = window.canvas, window.canvas.document
    document.apply("g", lambda state: replace(state, guides=(Guide(True, 300),)))
    canvas.choose_tool("brush")
    drag(canvas, at(window, 300, 200), canvas, at(window, 350, 200))
    assert document.state.guides == (Guide(True, 300),)
    canvas.choose_tool("hand")
    action(window, "view_lock_guides").trigger()
    before = QPointF(canvas.viewport.centre)
    drag(canvas, at(window, 300, 200), canvas, at(window, 350, 200))
    assert document.state.guides == (Guide(True, 300),)
    assert canvas.viewport.centre != before  # the hand moved the view


def test_a_guide_is_set_to_the_pixel_or_removed(window: MainWindow, qtbot: QtBot) -> None:
    document = window.canvas.document
    dialog = GuideDialog(document)
    qtbot.addWidget(dialog)
    dialog.direction.setCurrentIndex(1)
    dialog.position.setValue(123.5)
    dialog.accept()
    assert document.state.guides == (Guide(False, 123.5),)
    dialog = GuideDialog(document, 0)
    qtbot.addWidget(dialog)
    assert dialog.position.value() == 123.5
    dialog.position.setValue(50)
    dialog.accept()
    assert document.state.guides == (Guide(False, 50),)
    dialog = GuideDialog(document, 0)
    qtbot.addWidget(dialog)
    dialog._remove()
    assert document.state.guides == ()


def test_guides_go_along_with_the_canvas_and_all_can_be_removed(window: MainWindow) -> None:
    document = window.canvas.document
    document.apply("g", lambda state: replace(state, guides=(Guide(True, 100), Guide(False, 60))))
    document.resize(document.width + 50, document.height + 20, 10, 20)
    assert document.state.guides == (Guide(True, 110), Guide(False, 80))
    document.undo()
    document.scale(document.width * 2, document.height)
    assert document.state.guides == (Guide(True, 200), Guide(False, 60))
    action(window, "clear_guides").trigger()
    assert document.state.guides == ()


def test_tools_cling_to_what_the_artist_wants(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.document.apply("g", lambda state: replace(state, guides=(Guide(True, 100),)))
    canvas.set_zoom(1)
    assert snapped_point(canvas, QPointF(103, 55)) == QPointF(100, 55)
    action(window, "view_snap_to_guides").trigger()
    assert snapped_point(canvas, QPointF(103, 55)) == QPointF(103, 55)
    canvas.set_aids(replace(canvas.aids, lines=Grid(50, 50, 3, 0), snap_to_grid=True))
    assert snapped_point(canvas, QPointF(106, 55)) == QPointF(103, 50)
    canvas.set_zoom(4)
    assert snapped_point(canvas, QPointF(106, 55)) == QPointF(106, 55)
    canvas.set_aids(replace(canvas.aids, snap_to_grid=False, snap_to_canvas=True))
    middle = QPointF(canvas.document.width / 2, canvas.document.height)
    assert snapped_point(canvas, middle + QPointF(1, 1)) == middle


def test_the_grid_is_seen_and_kept(
    window: MainWindow, make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    plain = window.canvas.grab().toImage()
    dialog = GridDialog(window.canvas, window)
    qtbot.addWidget(dialog)
    dialog.across.setValue(64)
    assert window.canvas.aids.grid
    assert window.canvas.grab().toImage() != plain
    dialog.reject()
    assert window.canvas.grab().toImage() == plain
    action(window, "view_grid").trigger()
    lines = Grid(32, 48, 1, 2)
    window.canvas.set_aids(replace(window.canvas.aids, lines=lines, colour="#ff0000"))
    drawn: QImage = window.canvas.grab().toImage()
    x, y = at(window, 33, 30).x(), at(window, 33, 30).y()
    assert any(drawn.pixelColor(x + dx, y).name() == "#ff0000" for dx in (-1, 0, 1))
    window.close()
    again = make_window()
    assert again.canvas.aids == window.canvas.aids
    assert action(again, "view_grid").isChecked()


def test_the_keys_of_the_view_are_kritas(window: MainWindow) -> None:
    canvas = window.canvas
    for key, turned in (("4", 345), ("5", 0), ("6", 15), ("5", 0)):
        QTest.keyClick(canvas, key)
        assert canvas.viewport.rotation == turned
    QTest.keyClick(canvas, "1")
    assert canvas.viewport.zoom == 1
    canvas.set_zoom(3)
    QTest.keyClick(canvas, "2")
    whole = canvas.viewport.zoom
    QTest.keyClick(canvas, "3")
    assert canvas.viewport.zoom >= whole
    left, right = (
        canvas.viewport.to_widget(QPointF(0, 0)).x(),
        canvas.viewport.to_widget(QPointF(canvas.document.width, 0)).x(),
    )
    assert 0 < left < 40
    assert canvas.width() - 40 < right < canvas.width()
    brush = window.tool_options.brush
    brush.set_opacity(0.5)
    QTest.keyClick(canvas, "I")
    assert round(brush.brush.opacity, 2) == 0.4
    QTest.keyClick(canvas, "O")
    QTest.keyClick(canvas, "O")
    assert round(brush.brush.opacity, 2) == 0.6
