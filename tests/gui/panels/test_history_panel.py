"""The history in the real window: go where one clicks, see each state small, keep snapshots."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import seen


def names(view: QListView) -> list[str]:
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def click(view: QListView, row: int) -> None:
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def greyed(view: QListView) -> list[bool]:
    model = view.model()
    role = Qt.ItemDataRole.ForegroundRole
    return [model.index(row, 0).data(role) is not None for row in range(model.rowCount())]


def picture(view: QListView, row: int) -> QImage:
    icon = view.model().index(row, 0).data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(icon, QIcon)
    return icon.pixmap(view.iconSize()).toImage()


def in_sight(window: MainWindow, qtbot: QtBot) -> QListView:
    window.docks.show(window.docks.history)
    qtbot.waitUntil(lambda: not window.history.list.visibleRegion().isEmpty())
    return window.history.list


def test_it_goes_where_it_is_clicked(window: MainWindow, draw: Callable[[], None], qtbot: QtBot) -> None:
    steps = in_sight(window, qtbot)
    blank = seen(window)
    draw()
    painted = seen(window)
    window.canvas.document.add_layer("Above")
    assert names(steps) == ["New picture", "Round", "Add layer"]
    click(steps, 0)
    qtbot.waitUntil(lambda: np.array_equal(seen(window), blank))
    assert greyed(steps) == [False, True, True]
    click(steps, 1)
    qtbot.waitUntil(lambda: np.array_equal(seen(window), painted))
    assert greyed(steps) == [False, False, True]
    assert len(names(steps)) == 3
    window.workspace.document.undo()
    assert steps.currentIndex().row() == 0


def test_keys_go_through_the_steps(window: MainWindow, draw: Callable[[], None], qtbot: QtBot) -> None:
    steps = in_sight(window, qtbot)
    blank = seen(window)
    draw()
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: np.array_equal(seen(window), blank))


def test_a_stroke_adds_one_row_and_makes_no_other_anew(window: MainWindow, draw: Callable[[], None]) -> None:
    model = window.history.list.model()
    told: list[object] = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    model.modelReset.connect(lambda: told.append("reset"))
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(("gone", first, last)))
    draw()
    draw()
    assert told == [(1, 1), (2, 2)]
    window.canvas.document.undo()
    assert len(told) == 2
    window.canvas.document.add_layer("Instead")
    assert told[2:] == [("gone", 2, 2), (2, 2)]


def test_rows_go_with_the_steps_that_are_forgotten(window: MainWindow) -> None:
    document = window.canvas.document
    document.history.limit = 0
    for name in ("One", "Two", "Three"):
        document.add_layer(name)
        document.clear_layer(document.layers[0].id)
    assert names(window.history.list) == list(document.history.names)
    document.history.limit = 2**30
    for name in ("Four", "Five"):
        document.add_layer(name)
    assert names(window.history.list) == list(document.history.names)
    assert window.history.list.currentIndex().row() == document.history.index


def test_each_state_is_seen_small(window: MainWindow, qtbot: QtBot) -> None:
    document = window.canvas.document
    pixels = np.full((document.height, document.width, 4), 255, np.uint8)
    pixels[..., 1:3] = 0
    edit = document.begin_edit("Red")
    edit.write(document.rect, pixels)
    edit.commit()
    steps = in_sight(window, qtbot)
    middle = steps.iconSize().width() // 2, steps.iconSize().height() // 2
    qtbot.waitUntil(lambda: picture(steps, 1).pixelColor(*middle) == QColor(255, 0, 0))
    qtbot.waitUntil(lambda: picture(steps, 0).pixelColor(*middle) == QColor(255, 255, 255))


def test_nobody_composites_for_rows_that_are_not_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.docks.show(window.docks.layers)
    for number in range(30):
        window.canvas.document.add_layer(str(number))
    qtbot.wait(300)
    assert len(window.history.thumbnails._made) == 0
    in_sight(window, qtbot)
    qtbot.waitUntil(lambda: len(window.history.thumbnails._made) > 1)
    qtbot.waitUntil(lambda: not window.history.thumbnails._wanted)
    assert len(window.history.thumbnails._made) < 25


def test_a_thumbnail_waits_until_the_stroke_has_ended(window: MainWindow, qtbot: QtBot) -> None:
    edit = window.canvas.document.begin_edit("Stroke")
    in_sight(window, qtbot)
    qtbot.wait(300)
    assert len(window.history.thumbnails._made) == 0
    edit.cancel()
    qtbot.waitUntil(lambda: len(window.history.thumbnails._made) == 1)


def test_a_snapshot_is_kept_named_and_gone_back_to(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    panel = window.history
    in_sight(window, qtbot)
    assert panel.snapshots.isHidden()
    assert not panel.delete.isEnabled()
    draw()
    kept = seen(window)
    QTest.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.snapshots.isVisible)
    assert names(panel.snapshots) == ["Snapshot 1"]
    index = panel.snapshots.model().index(0, 0)
    assert panel.snapshots.model().setData(index, "  Dawn ")
    assert not panel.snapshots.model().setData(index, " ")
    assert names(panel.snapshots) == ["Dawn"]
    draw()
    window.canvas.document.add_layer("Above")
    click(panel.snapshots, 0)
    qtbot.waitUntil(lambda: np.array_equal(seen(window), kept))
    assert names(panel.list)[-1] == "Back to snapshot"
    window.workspace.document.undo()
    assert window.canvas.document.active.name == "Above"
    QTest.keyClick(panel.snapshots, Qt.Key.Key_Delete)
    assert names(panel.snapshots) == []
    assert panel.snapshots.isHidden()


def test_what_is_held_in_memory_is_told(window: MainWindow, draw: Callable[[], None], qtbot: QtBot) -> None:
    panel = window.history
    in_sight(window, qtbot)
    draw()
    qtbot.waitUntil(lambda: panel._memory.text().startswith("Undo: 1 of "))
    panel.keep_snapshot()
    window.canvas.document.clear_layer()
    qtbot.waitUntil(lambda: panel._memory.text().endswith("Snapshots: 1 MB"))
    told = panel.snapshots.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert told == "“Snapshot 1” holds 1 MB besides the picture as it is now."


def test_snapshots_belong_to_their_document(window: MainWindow) -> None:
    window.history.keep_snapshot()
    before = window.canvas.document
    window.files.start_with(Document(64, 48))
    assert names(window.history.snapshots) == []
    window.files.start_with(before)
    assert names(window.history.snapshots) == ["Snapshot 1"]


def test_snapshots_are_kept_from_the_menu(window: MainWindow) -> None:
    action = next(each for each in window.findChildren(QAction) if each.text() == "&Keep snapshot")
    action.trigger()
    action.trigger()
    assert names(window.history.snapshots) == ["Snapshot 1", "Snapshot 2"]
