"""A brush is changed, tried, saved, renamed and deleted; others' are taken in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from aipaint_desktop import paths
from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.brushes.tip import Choice, Chooser
from aipaint_desktop.ui.brushes.editor import BrushEditor
from aipaint_desktop.ui.brushes.picture_choice import PictureChoice
from aipaint_desktop.ui.files import saving
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.brush_files import read_bundle, write_bundle
from tests.brush_cases import gih, myb, ramp


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "user_brushes", lambda: tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> BrushEditor:
    window.brush_commands.take("Ink")
    QTest.keyClick(window.canvas, Qt.Key.Key_F5)
    editor = window.findChild(BrushEditor)
    qtbot.waitUntil(editor.isVisible)
    return editor


def slide(editor: BrushEditor, *path: str, to: float) -> None:
    control = editor.pages.controls[path]
    assert isinstance(control, ValueSlider)
    control.set_number(to)
    control.edited.emit(to)


def test_what_is_set_is_painted_with_and_stays_until_reset(window: MainWindow, editor: BrushEditor) -> None:
    slide(editor, "grain", to=40)
    editor.pages.dynamics.low.edited.emit(150.0)
    slide(editor, "wet", "mix", to=10)
    kinds = editor.pages.controls[("kind",)]
    assert isinstance(kinds, QComboBox)
    kinds.setCurrentIndex(kinds.findData("oil"))
    kinds.activated.emit(kinds.currentIndex())
    box = editor.pages.controls[("apart",)]
    assert isinstance(box, QCheckBox)
    box.click()
    ink = shipped_brush("ink")
    made = replace(
        ink,
        grain=0.4,
        apart=True,
        kind=Kind.OIL,
        dynamics=(replace(ink.dynamics[0], low=1.5), *ink.dynamics[1:]),
        wet=replace(ink.wet, mix=0.1),
    )
    assert window.canvas.brush_tool.brush == made
    assert isinstance(window.canvas.brush_tool.brush.kind, Kind)
    assert editor.sheet.brush_tool.brush == made
    window.brush_commands.take("Charcoal")
    assert not editor.reset.isEnabled()
    window.brush_commands.take("Ink")
    assert window.canvas.brush_tool.brush == made
    assert isinstance(window.canvas.brush_tool.brush.kind, Kind)
    editor.reset.click()
    assert window.canvas.brush_tool.brush == ink


def test_tips_and_textures_are_chosen_and_taken_from_pictures(
    window: MainWindow,
    editor: BrushEditor,
    own_folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tips, textures = (editor.pages.controls[path] for path in (("tips",), ("texture",)))
    assert isinstance(tips, PictureChoice)
    assert isinstance(textures, PictureChoice)
    for choice, title in ((tips, "Maple"), (textures, "Canvas")):
        row = choice.box.findText(title)
        assert not choice.box.itemIcon(row).isNull()
        choice.box.setCurrentIndex(row)
        choice.box.activated.emit(row)
    brush = window.canvas.brush_tool.brush
    assert ([tip.name for tip in brush.tips], brush.texture and brush.texture.name) == (["maple"], "canvas")
    picture = tmp_path / "own.png"
    Image.fromarray(ramp()).save(picture)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(picture), ""))
    tips.open.click()
    qtbot.waitUntil(lambda: not window.canvas.brush_tool.brush.tips[0].ships)
    assert tips.box.currentText() == "Own picture"
    assert len(list(own_folder.glob("*.png"))) == 1
    picture.write_bytes(b"none")
    textures.open.click()
    qtbot.waitUntil(lambda: "own.png" in editor._said.text())
    editor.reset.click()
    assert (tips.box.currentText(), textures.box.currentText()) == ("Ellipse", "Paper")


def test_several_tips_are_chosen_as_the_artist_says(
    window: MainWindow,
    editor: BrushEditor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tip_set = editor.pages.tip_set

    def brush() -> Brush:
        return window.canvas.brush_tool.brush

    assert not tip_set.isVisibleTo(editor)
    window.brush_commands.take("Foliage")
    assert tip_set.isVisibleTo(editor)
    assert not tip_set.remove.isEnabled()
    tip_set.add.menu().aboutToShow.emit()
    maple = next(action for action in tip_set.add.menu().actions() if action.text() == "Maple")
    assert "Rock 2" in {action.text() for action in tip_set.add.menu().actions()}
    maple.trigger()
    maple.trigger()
    assert [tip.name for tip in brush().tips] == ["leaf", "maple", "maple"]
    assert brush().choices == (Choice(3, Chooser.CHANCE),)
    (box,) = tip_set.boxes
    box.setCurrentIndex(box.findData(Chooser.PRESSURE))
    box.activated.emit(box.currentIndex())
    tip_set.list.setCurrentRow(1)
    tip_set.remove.click()
    assert brush().choices == (Choice(2, Chooser.PRESSURE),)
    picture = tmp_path / "own.png"
    Image.fromarray(ramp()).save(picture)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(picture), ""))
    tip_set.add.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: len(brush().tips) == 3)
    assert [tip.ships for tip in brush().tips] == [True, True, False]
    assert tip_set.list.count() == 3


def test_each_choice_of_a_table_of_tips_has_its_own_mode(window: MainWindow, editor: BrushEditor) -> None:
    tips = shipped_brush("rock").tips
    table = (Choice(2, Chooser.TURN), Choice(2, Chooser.SPEED))
    window.tool_options.brush.set_brush(replace(shipped_brush("rock"), tips=tips[:4], choices=table))
    first, second = editor.pages.tip_set.boxes
    assert (first.currentText(), second.currentText()) == ("2 × One after the other", "2 × By speed")
    first.setCurrentIndex(first.findData(Chooser.TILT_X))
    first.activated.emit(first.currentIndex())
    assert window.canvas.brush_tool.brush.choices == (Choice(2, Chooser.TILT_X), Choice(2, Chooser.SPEED))


def test_a_brush_is_tried_on_a_sheet_of_its_own(window: MainWindow, editor: BrushEditor) -> None:
    before = window.workspace.document.state
    for begin, step, end in ((QTest.mousePress, QTest.mouseMove, QTest.mouseRelease),):
        begin(editor.sheet, Qt.MouseButton.LeftButton, pos=QPoint(150, 150))
        step(editor.sheet, QPoint(200, 220))
        end(editor.sheet, Qt.MouseButton.LeftButton, pos=QPoint(260, 200))
    assert len(editor.sheet.document.history.names) == 2
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.sheet.document.history.index == 0
    assert window.workspace.document.state is before


def test_a_brush_is_saved_renamed_and_deleted(
    window: MainWindow, editor: BrushEditor, own_folder: Path, qtbot: QtBot
) -> None:
    slide(editor, "grain", to=50)
    editor.save.click()
    assert "already" in editor._said.text()
    editor.name.setText("  Dry   ink ")
    QTest.keyClick(editor.name, Qt.Key.Key_Return)
    assert window.tool_options.brush.brush == replace(shipped_brush("ink"), name="Dry ink", grain=0.5)
    assert [preset.name for preset in window.workspace.brushes.own] == ["Dry ink"]
    qtbot.waitUntil(lambda: len(list(own_folder.glob("*.toml"))) == 1)
    editor.name.setText("Wet ink")
    editor.rename.click()
    assert window.tool_options.brush.brush.name == "Wet ink"
    qtbot.waitUntil(lambda: [file.name[:3] for file in own_folder.glob("*.toml")] == ["Wet"])
    editor.delete.click()
    assert window.workspace.brushes.own == ()
    assert not editor.delete.isEnabled()
    qtbot.waitUntil(lambda: not list(own_folder.glob("*.toml")))


def test_own_brushes_and_the_one_in_hand_are_there_at_the_next_start(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = make_window()
    first.workspace.brushes.save_as(Brush("Ink", size=33), "Mine")
    first.brush_commands.take("Mine")
    first.close()
    second = make_window()
    qtbot.waitUntil(lambda: second.canvas.brush_tool.brush == Brush("Mine", size=33))


def test_brushes_go_out_and_come_in(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, pen = tmp_path / "mine", tmp_path / "Pen.myb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    window.brush_commands.export_brushes()
    assert "no brushes of your own" in window.messages.text
    window.workspace.brushes.save_as(shipped_brush("ink"), "Mine")
    window.brush_commands.export_brushes()
    bundle = tmp_path / "mine.zip"
    qtbot.waitUntil(bundle.exists)
    qtbot.waitUntil(lambda: "Exported" in window.messages.text)
    assert [preset.name for preset in read_bundle(bundle)] == ["Mine"]
    write_bundle(bundle, [Preset(Brush("Theirs"))])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(bundle), ""))
    window.brush_commands.import_brushes()
    qtbot.waitUntil(lambda: window.tool_options.brush.brush.name == "Theirs")
    pen.write_bytes(myb({"offset_by_random": {"base_value": 1, "inputs": {}}}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(pen), ""))
    window.brush_commands.import_brushes()
    qtbot.waitUntil(lambda: window.tool_options.brush.brush.name == "Pen")
    assert "offset_by_random" in window.messages.text
    pen.write_bytes(b"no brush")
    window.brush_commands.import_brushes()
    qtbot.waitUntil(lambda: "damaged" in window.messages.text)


def test_brushes_that_are_dropped_come_in_with_their_tips(
    window: MainWindow, tmp_path: Path, own_folder: Path, qtbot: QtBot
) -> None:
    pipe, data = tmp_path / "pipe.gih", QMimeData()
    pipe.write_bytes(gih([ramp(), ramp(5, 9)], name="Dropped"))
    data.setUrls([QUrl.fromLocalFile(str(pipe))])
    window.arrivals.drop(data)
    qtbot.waitUntil(lambda: window.canvas.brush_tool.brush.name == "Dropped")
    assert len(window.canvas.brush_tool.brush.tips) == 2
    qtbot.waitUntil(lambda: len(list(own_folder.glob("*.png"))) == 2)
    qtbot.waitUntil(lambda: len(list(own_folder.glob("*.toml"))) == 1)


def test_a_bundle_is_replaced_only_where_the_artist_says_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "mine.zip"
    there.write_bytes(b"kept")
    asked: list[Path] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "mine"), ""))
    monkeypatch.setattr(saving, "may_replace", lambda path, _parent: bool(asked.append(path)))
    window.workspace.brushes.save_as(shipped_brush("ink"), "Mine")
    window.brush_commands.export_brushes()
    assert asked == [there]
    assert there.read_bytes() == b"kept"


def test_the_editor_opens_once_and_closes_by_its_key(
    window: MainWindow, editor: BrushEditor, qtbot: QtBot
) -> None:
    assert window.brush_commands.edit() is editor
    QTest.keyClick(editor, Qt.Key.Key_F5)
    assert not any(each.isVisible() for each in window.findChildren(BrushEditor))
    window.brush_commands.save_as()
    again = next(each for each in window.findChildren(BrushEditor) if each.isVisible())
    qtbot.waitUntil(again.name.hasFocus)
