"""The settings dialog: what is set there has its effect at once and stays."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.ui.settings.computing_page import ComputingPage
from aipaint_desktop.ui.settings.folders_page import FoldersPage
from aipaint_desktop.ui.settings.general_page import GeneralPage
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.settings.shortcuts_page import ShortcutsPage
from aipaint_desktop.ui.settings.tablet_page import TabletPage
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.words.language import set_language
from tests.gui.fake_engine import FakeEngine

_NATIVE = QKeySequence.SequenceFormat.NativeText


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(window, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    set_language(qapp, "en")
    QLocale.setDefault(QLocale.c())


def page(dialog: SettingsDialog, kind: type) -> object:
    return next(page for page in dialog.pages if isinstance(page, kind))


def item(shortcuts: ShortcutsPage, words: str) -> QTreeWidgetItem:
    return shortcuts.list.findItems(words, Qt.MatchFlag.MatchExactly)[0]


@pytest.fixture
def shortcuts(dialog: SettingsDialog) -> ShortcutsPage:
    dialog.list.setCurrentRow(len(dialog.pages) - 1)
    found = page(dialog, ShortcutsPage)
    assert isinstance(found, ShortcutsPage)
    return found


def set_keys(shortcuts: ShortcutsPage, words: str, keys: str) -> None:
    shortcuts.list.setCurrentItem(item(shortcuts, words))
    shortcuts.keys.setKeySequence(QKeySequence(keys))
    shortcuts.set.click()


@pytest.mark.usefixtures("english_afterwards")
def test_the_language_changes_in_the_open_dialog_too(
    window: MainWindow, dialog: SettingsDialog, qtbot: QtBot
) -> None:
    general = page(dialog, GeneralPage)
    assert isinstance(general, GeneralPage)
    QTest.keyClick(general.language, Qt.Key.Key_Down)
    general.language.activated.emit(general.language.currentIndex())
    qtbot.waitUntil(lambda: dialog.windowTitle() == "设置")
    assert dialog.list.item(0).text() == "常规"
    assert window.docks.paint.windowTitle() == "绘制"
    shortcuts = page(dialog, ShortcutsPage)
    assert isinstance(shortcuts, ShortcutsPage)
    assert item(shortcuts, "橡皮").text(1) == "E"


def test_the_theme_changes_at_once(window: MainWindow, dialog: SettingsDialog) -> None:
    general = page(dialog, GeneralPage)
    assert isinstance(general, GeneralPage)
    general.theme.setCurrentIndex(1)
    general.theme.activated.emit(1)
    assert window.theme.name == "light"


def test_device_and_precision_are_switched_and_remembered(
    window: MainWindow, dialog: SettingsDialog, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    computing = page(dialog, ComputingPage)
    assert isinstance(computing, ComputingPage)
    wishes: list[tuple[str, str]] = []
    equipment = replace(window.workspace.equipment, switch_device=lambda *wish: wishes.append(wish))
    monkeypatch.setattr(window.workspace, "equipment", equipment)
    for box, value in ((computing.device, "cpu"), (computing.precision, "fp32")):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    assert wishes == [("cpu", "auto"), ("cpu", "fp32")]
    assert (settings.value("paint/device"), settings.value("paint/precision")) == ("cpu", "fp32")


def test_a_painting_beyond_the_memory_limit_is_not_begun(
    window: MainWindow,
    dialog: SettingsDialog,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    computing = page(dialog, ComputingPage)
    assert isinstance(computing, ComputingPage)
    computing.memory.setCurrentIndex(1)
    computing.memory.activated.emit(1)
    monkeypatch.setattr(engine, "estimate", lambda _request: Estimate(1.0, 3 * 2**30))
    window.paint()
    qtbot.waitUntil(lambda: "3.0 GB" in window.messages.error)
    assert not window.workspace.painting.busy


def test_the_history_keeps_to_its_limit(
    window: MainWindow, dialog: SettingsDialog, draw: Callable[[], None]
) -> None:
    computing = page(dialog, ComputingPage)
    assert isinstance(computing, ComputingPage)
    computing.history.set_number(100)
    computing.history.edited.emit(100)
    assert window.canvas.document.history.limit == 100 * 2**20
    draw()
    assert window.menus.undo.isEnabled()


def test_the_pressure_curve_reaches_the_canvas_and_the_next_start(
    window: MainWindow, dialog: SettingsDialog, make_window: Callable[[], MainWindow]
) -> None:
    tablet = page(dialog, TabletPage)
    assert isinstance(tablet, TabletPage)
    QTest.keyClick(tablet.gamma, Qt.Key.Key_Right)
    assert window.canvas.pressure_curve.gamma > 1
    curve = window.canvas.pressure_curve
    window.close()
    assert make_window().canvas.pressure_curve == curve
    assert curve != PressureCurve()


def test_only_folders_that_are_there_are_taken(
    dialog: SettingsDialog, settings: QSettings, tmp_path: Path
) -> None:
    folders = page(dialog, FoldersPage)
    assert isinstance(folders, FoldersPage)
    folders.export.setText(str(tmp_path / "nowhere"))
    folders.export.editingFinished.emit()
    assert settings.value("export/folder") is None
    folders.export.setText(str(tmp_path))
    folders.export.editingFinished.emit()
    assert settings.value("export/folder") == str(tmp_path)


def test_shortcuts_are_found_by_words_and_by_keys(shortcuts: ShortcutsPage) -> None:
    for wanted, words in (("lasso", "Lasso"), ("shift+e", "Export")):
        shortcuts.search.setText(wanted)
        rows = [shortcuts.list.topLevelItem(row) for row in range(shortcuts.list.topLevelItemCount())]
        assert [row.text(0) for row in rows if row and not row.isHidden()] == [words]


def test_new_keys_work_at_once_and_after_the_next_start(
    window: MainWindow, shortcuts: ShortcutsPage, make_window: Callable[[], MainWindow]
) -> None:
    set_keys(shortcuts, "Lasso", "K")
    assert item(shortcuts, "Lasso").text(1) == "K"
    window.close()
    again = make_window()
    actions = [action for action in again.tools.findChildren(QAction) if action.text() == "Lasso"]
    assert [action.shortcut().toString() for action in actions] == ["K"]
    assert actions[0].toolTip() == "Lasso (K)"


def test_a_conflict_is_told_and_then_resolved(shortcuts: ShortcutsPage) -> None:
    shortcuts.list.setCurrentItem(item(shortcuts, "Lasso"))
    assert shortcuts.conflict.text() == ""
    shortcuts.keys.setKeySequence(QKeySequence("E"))
    assert "Eraser" in shortcuts.conflict.text()
    shortcuts.set.click()
    assert item(shortcuts, "Lasso").text(1) == "E"
    assert item(shortcuts, "Eraser").text(1) == ""


def test_keys_can_be_as_delivered_again(shortcuts: ShortcutsPage, settings: QSettings) -> None:
    set_keys(shortcuts, "Redo", "K")
    shortcuts.reset.click()
    assert item(shortcuts, "Redo").text(1).startswith(QKeySequence("Ctrl+Shift+Z").toString(_NATIVE))
    assert settings.value("shortcuts/redo") is None


def test_shortcuts_that_two_commands_share_are_marked(
    settings: QSettings, make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    settings.setValue("shortcuts/tool_lasso", "E")
    window = make_window()
    dialog = SettingsDialog(window, window)
    qtbot.addWidget(dialog)
    shortcuts = page(dialog, ShortcutsPage)
    assert isinstance(shortcuts, ShortcutsPage)
    assert item(shortcuts, "Lasso").text(1) == "E ⚠"
    assert "Eraser" in item(shortcuts, "Lasso").toolTip(1)


@pytest.mark.parametrize("seed", range(4))
def test_a_settings_file_full_of_garbage_does_not_stop_the_start(
    make_window: Callable[[], MainWindow], settings: QSettings, seed: int, qtbot: QtBot
) -> None:
    first = make_window()
    first.close()
    settings.setValue("export/format", "PNG")
    garbage = ["", "@Variant(", "\x00\xff", ["a", "b"], -1, 1e308, "nan", {"a": 1}, b"\x01", "zh_XX"]
    for place, key in enumerate(settings.allKeys()):
        settings.setValue(key, garbage[(place + seed) % len(garbage)])
    settings.sync()
    window = make_window()
    assert window.isVisible()
    dialog = SettingsDialog(window, window)
    qtbot.addWidget(dialog)
    assert len(dialog.pages) == 6


def test_a_settings_file_that_is_none_does_not_stop_the_start(
    make_window: Callable[[], MainWindow], settings: QSettings
) -> None:
    Path(settings.fileName()).write_bytes(bytes(range(256)) * 40)
    settings.sync()
    assert make_window().isVisible()
