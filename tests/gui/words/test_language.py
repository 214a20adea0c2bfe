"""The window in another language, changed while it is open."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QDockWidget, QToolBar
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.language import set_language, system_language
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from tests.gui.fake_engine import FakeEngine


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    set_language(qapp, "en")
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def in_chinese(window: MainWindow, qtbot: QtBot) -> MainWindow:
    speak_chinese(window, qtbot)
    return window


def speak_chinese(window: MainWindow, qtbot: QtBot) -> None:
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.docks.paint.windowTitle() == "绘制")
    qtbot.wait(10)
    window.activateWindow()  # without a screen, a window is left when lists of others are deleted
    qtbot.waitUntil(window.isActiveWindow)


def test_everything_is_said_in_chinese_at_once(in_chinese: MainWindow) -> None:
    window = in_chinese
    assert window.menuBar().actions()[0].text() == "文件(&F)"
    assert window.tool_options.brush.brush.name == "Round"
    assert window.paint_panel.findChild(object, "paint").text() == "绘制"
    assert window.history.list.model().index(0, 0).data() == "新建图片"
    assert window.progress.findChild(object, "cancel").text() == "取消"
    assert window.windowTitle().startswith("未命名")
    assert duration(3) == "3 秒"


def test_there_is_only_one_of_everything_afterwards(in_chinese: MainWindow) -> None:
    window = in_chinese
    assert sorted(dock.objectName() for dock in window.findChildren(QDockWidget)) == [
        "brushes",
        "colour",
        "history",
        "layers",
        "navigator",
        "paint",
    ]
    assert len(window.findChildren(QToolBar)) == 2
    named = [action.objectName() for action in window.findChildren(QAction) if action.objectName()]
    assert len(named) == len(set(named))


def test_the_picture_and_what_is_set_stay(window: MainWindow, draw: Callable[[], None], qtbot: QtBot) -> None:
    draw()
    window.colours.set_colour(QColor("#336699"))
    window.tool_options.brush.set_size(77)
    window.references.choose(["gold"])
    window.paint_panel.controls(PainterControls).set_keep(0.25)
    window.canvas.choose_tool("eraser")
    document, recent = window.canvas.document, [colour.name() for colour in window.colours.recent]
    speak_chinese(window, qtbot)
    assert window.canvas.document is document
    assert window.history.list.model().rowCount() == 2
    assert window.canvas.colour.name() == "#336699"
    assert [colour.name() for colour in window.colours.recent] == recent
    assert window.canvas.brush_tool.brush.size == pytest.approx(77)
    assert [entry.id for entry in window.references.chosen] == ["gold"]
    assert window.paint_panel.controls(PainterControls).keep.number / 100 == 0.25
    assert window.canvas.tool.id == "eraser"
    assert window.menus.undo.isEnabled()


def test_keys_work_once_and_strokes_are_followed_afterwards(
    in_chinese: MainWindow, draw: Callable[[], None]
) -> None:
    in_chinese.canvas.setFocus()
    QTest.keyClick(in_chinese.canvas, "E")
    assert in_chinese.canvas.tool.id == "eraser"
    QTest.keyClick(in_chinese.canvas, "B")
    draw()
    assert in_chinese.history.list.model().index(1, 0).data() == "圆头笔"
    in_chinese.canvas.document.undo()
    assert in_chinese.history.list.currentIndex().row() == 0


def test_a_running_job_goes_on_through_the_change(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold.clear()
    window.paint()
    qtbot.waitUntil(lambda: window.progress.film.count() > 0)
    speak_chinese(window, qtbot)
    assert window.menus.cancel.isEnabled()
    with qtbot.waitSignal(window.painting.finished):
        engine.hold.set()
    assert len(window.canvas.document.layers) == 3
    assert window.layers.list.model().rowCount() == 3


def test_the_language_is_remembered(
    in_chinese: MainWindow, make_window: Callable[[], MainWindow], settings: QSettings
) -> None:
    assert settings.value("window/language") == "zh_CN"
    in_chinese.close()
    assert make_window().docks.paint.windowTitle() == "绘制"


def test_qts_own_buttons_and_refusals_are_translated(in_chinese: MainWindow) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, in_chinese)
    assert buttons.buttons()[0].text().startswith("取消")
    buttons.deleteLater()
    size = Sentence("{0} is {1}×{2}, too large: at most {3} megapixels.", "海.png", 9, 8, 64)
    assert refusal(size) == "海.png 的尺寸为 9×8，太大：至多 64 百万像素。"
    assert refusal(Sentence("Nobody said this.")) == "Nobody said this."
    empty = Sentence("{0} is empty.", "a.png")
    within = Sentence(
        "The folder {0} holds one picture that can be trained on; at least {1} are needed: {2}",
        "海",
        2,
        empty,
    )
    assert refusal(within) == "文件夹 海 里只有一张可用于训练的图片；至少需要 2 张：" + refusal(empty)
    assert "is empty" not in refusal(within)


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [(["zh-Hans-CN", "en"], "zh_CN"), (["de-DE", "zh-CN"], "zh_CN"), (["fr-FR"], "en"), ([], "en")],
)
def test_the_systems_language_is_the_first_that_is_known(
    preferred: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _locale: preferred)
    assert system_language() == expected
