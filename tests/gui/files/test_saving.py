"""Saving, opening and closing in the real window: nothing is lost, and what was asked for is done."""

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.ui.files import files as files_module
from aipaint_desktop.ui.files import saving
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.files.recent_files import THUMBNAIL_SIDE, RecentMenu
from aipaint_desktop.ui.files.saving import Changed
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.full_document import assert_same, full_document
from tests.gui.conftest import picture_file, seen

Answer = QMessageBox.StandardButton


class Artist:
    """Answers what the window asks."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[Answer] = []
        self.asked: list[str] = []
        self.chosen: list[Path | None] = []
        self.of_changed: list[Changed | None] = []
        self.told: list[str] = []
        monkeypatch.setattr(files_module, "ask_about_unsaved", self._about_unsaved)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._where)
        monkeypatch.setattr(files_module, "ask_about_changed", lambda _path, _parent: self.of_changed.pop(0))
        monkeypatch.setattr(saving, "tell_refused", lambda _title, why, _parent: self.told.append(str(why)))

    def _about_unsaved(self, name: str, _under_way: str, _parent: object) -> Answer:
        self.asked.append(name)
        return self.answers.pop(0) if self.answers else Answer.Discard  # when the test is over

    def _where(self, *_arguments: object) -> tuple[str, str]:
        path = self.chosen.pop(0)
        return ("" if path is None else str(path)), ""


@pytest.fixture
def artist(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Artist:
    window._asks = True
    return Artist(monkeypatch)


@pytest.fixture
def files(window: MainWindow) -> Files:
    return window.files


def put(window: MainWindow, document: Document) -> None:
    window.files.start_with(document)


class Gate:
    """Holds the writing of files until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        write = OraWriter.write

        def held(*arguments: object, **more: object) -> None:
            assert self.open.wait(30)
            write(*arguments, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(OraWriter, "write", held)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


def test_save_and_open_bring_everything_back(
    window: MainWindow, files: Files, artist: Artist, tmp_path: Path, qtbot: QtBot
) -> None:
    document = full_document()
    put(window, document)
    document.rename_layer(document.layers[1].id, "Hills")
    written = document.state
    assert files.unsaved
    artist.chosen = [tmp_path / "meadow.ora"]
    with qtbot.waitSignal(files.saved):
        window.menus.save.trigger()
    assert not files.unsaved
    assert window.windowTitle() == "meadow.ora[*] — AIPaint"
    assert not window.isWindowModified()
    put(window, Document(20, 20))
    with qtbot.waitSignal(files.opened):
        files.leave_for(tmp_path / "meadow.ora")
    assert_same(window.canvas.document.state, written)
    assert not files.unsaved
    assert files.untouched
    assert artist.asked == []


def test_save_again_asks_nothing_and_save_as_leaves_the_first_file(
    window: MainWindow, files: Files, artist: Artist, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    artist.chosen = [tmp_path / "a.ora", tmp_path / "b"]
    with qtbot.waitSignal(files.saved):
        files.save()
    blank = seen(window)
    draw()
    assert window.isWindowModified()
    with qtbot.waitSignal(files.saved):
        files.save_as()
    assert window.windowTitle().startswith("b.ora")
    window.workspace.document.undo()
    assert files.unsaved
    with qtbot.waitSignal(files.saved):
        files.save()
    for name in ("a.ora", "b.ora"):
        state = read_ora(tmp_path / name).state
        assert np.array_equal(Document.from_state(state, "").composite()[..., :3], blank)


def test_undo_to_what_was_saved_is_saved(
    window: MainWindow, files: Files, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(files.saved):
        files.save_to(tmp_path / "a.ora")
    draw()
    assert files.unsaved
    window.workspace.document.undo()
    assert not files.unsaved
    window.workspace.document.select_all()
    assert files.unsaved  # the file has another selection


def test_export_of_several_layers_is_no_saving(
    files: Files, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    for name in ("a.jpg", "a.png"):
        with qtbot.waitSignal(files.exported):
            files.export(ExportChoice(tmp_path / name, 100, provenance=True))
        assert files.unsaved
    with qtbot.waitSignal(files.saved):
        files.save_to(tmp_path / "a.ora")
    assert not files.unsaved


@pytest.mark.parametrize(
    ("suffix", "quality", "unsaved"),
    [(".png", 90, False), (".webp", 100, False), (".webp", 99, True), (".jpg", 100, True)],
)
def test_export_of_one_picture_saves_it_where_nothing_is_lost(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot, suffix: str, quality: int, unsaved: bool
) -> None:
    with qtbot.waitSignal(files.opened):
        files.open(picture_file(tmp_path / "photo.png", (10, 120, 20)))
    document = window.canvas.document
    pixels = document.composite()
    pixels[5:9, 5:9, :3] = 200
    document.begin_edit("Brush").write(document.rect, pixels)
    document.undo()
    document.redo()
    assert files.unsaved
    with qtbot.waitSignal(files.exported):
        files.export(ExportChoice(tmp_path / f"out{suffix}", quality, provenance=False))
    assert files.unsaved is unsaved


@pytest.mark.parametrize(
    ("answer", "closed"), [(Answer.Discard, True), (Answer.Cancel, False), (Answer.Escape, False)]
)
def test_unsaved_work_is_asked_about(
    window: MainWindow, files: Files, artist: Artist, draw: Callable[[], None], answer: Answer, closed: bool
) -> None:
    assert files.may_leave(lambda: None)
    assert artist.asked == []
    draw()
    artist.answers = [answer]
    assert window.close() is closed
    assert artist.asked == ["Untitled"]
    assert window.left is closed


def test_save_on_closing_saves_and_closes(
    window: MainWindow, artist: Artist, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    state = window.canvas.document.state
    artist.answers, artist.chosen = [Answer.Save], [tmp_path / "a.ora"]
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.left
    assert_same(read_ora(tmp_path / "a.ora").state, state)
    assert artist.asked == ["Untitled"]


@pytest.mark.parametrize("name", ["/{0}/ ", "~nobodyx/a", "{0}/nowhere/a", "{0}/a.png", "{0}/."])
def test_a_name_that_cannot_be_is_told_and_the_dialog_comes_again(
    files: Files, artist: Artist, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    artist.chosen = [Path(name.format(tmp_path)), tmp_path / "a.ora"]
    files.save_as()
    assert len(artist.told) == 1
    qtbot.waitUntil(lambda: files.title == "a.ora")


@pytest.mark.parametrize("chosen", [None, "nowhere/a.ora"])
def test_a_save_that_does_not_come_about_leaves_the_window_open(
    window: MainWindow,
    files: Files,
    artist: Artist,
    tmp_path: Path,
    draw: Callable[[], None],
    qtbot: QtBot,
    chosen: str | None,
) -> None:
    draw()
    artist.answers, artist.chosen = [Answer.Save], [*([tmp_path / chosen] if chosen else []), None]
    assert not window.close()
    qtbot.wait(50)
    assert window.isVisible()
    assert files.unsaved
    assert ("nowhere" in "".join(artist.told)) is (chosen is not None)


def test_a_full_disk_stops_what_was_asked_and_says_so(
    window: MainWindow,
    files: Files,
    tmp_path: Path,
    artist: Artist,
    draw: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with qtbot.waitSignal(files.saved):
        files.save_to(tmp_path / "a.ora")
    before = (tmp_path / "a.ora").read_bytes()
    draw()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    artist.answers = [Answer.Save]
    document = window.canvas.document
    files.leave(lambda: put(window, Document(8, 8)))
    qtbot.waitUntil(lambda: "no room left" in window.messages.error)
    assert window.canvas.document is document
    assert files.unsaved
    assert (tmp_path / "a.ora").read_bytes() == before


def test_painting_goes_on_while_it_is_saved_and_what_was_saved_counts(
    window: MainWindow, files: Files, gate: Gate, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    state = window.canvas.document.state
    files.save_to(tmp_path / "a.ora")
    draw()
    with qtbot.waitSignal(files.saved):
        gate.open.set()
    assert_same(read_ora(tmp_path / "a.ora").state, state)
    assert files.unsaved
    window.workspace.document.undo()
    assert not files.unsaved


def test_a_second_save_waits_for_the_first(
    window: MainWindow, files: Files, gate: Gate, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    files.save_to(tmp_path / "a.ora")
    draw()
    files.save_to(tmp_path / "a.ora")
    state = window.canvas.document.state
    with qtbot.waitSignals([files.saved, files.saved]):
        gate.open.set()
    assert not files.unsaved
    assert_same(read_ora(tmp_path / "a.ora").state, state)


def test_closing_while_it_is_saved_waits_and_asks_nothing(
    window: MainWindow,
    files: Files,
    artist: Artist,
    gate: Gate,
    tmp_path: Path,
    draw: Callable[[], None],
    qtbot: QtBot,
) -> None:
    draw()
    files.save_to(tmp_path / "a.ora")
    assert not window.close()
    assert window.isVisible()
    gate.open.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert artist.asked == []
    assert (tmp_path / "a.ora").exists()


def test_what_was_painted_while_saving_is_asked_about_before_it_goes(
    window: MainWindow,
    files: Files,
    artist: Artist,
    gate: Gate,
    tmp_path: Path,
    draw: Callable[[], None],
    qtbot: QtBot,
) -> None:
    draw()
    artist.answers, artist.chosen = [Answer.Save, Answer.Cancel], [tmp_path / "a.ora"]
    document = window.canvas.document
    files.leave(lambda: put(window, Document(8, 8)))
    draw()
    gate.open.set()
    qtbot.waitUntil(lambda: artist.asked == ["Untitled", "a.ora"])
    assert window.canvas.document is document


def test_a_file_that_another_program_has_changed_is_asked_about(
    files: Files, artist: Artist, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.ora"
    OraWriter().write(path, full_document().state, "")
    with qtbot.waitSignal(files.opened):
        files.open(path)
    path.write_bytes(b"of another program")
    artist.of_changed = [None]
    files.save()
    qtbot.wait(20)
    assert path.read_bytes() == b"of another program"
    artist.of_changed = [Changed.OVERWRITE]
    with qtbot.waitSignal(files.saved):
        files.save()
    with qtbot.waitSignal(files.saved):  # now it is this program's
        files.save()
    path.write_bytes(b"of another program")
    artist.of_changed = [Changed.KEEP_BOTH]
    with qtbot.waitSignal(files.saved):
        files.save()
    assert path.read_bytes() == b"of another program"
    assert files.title == "a 2.ora"
    assert_same(read_ora(tmp_path / "a 2.ora").state, files.document.state)
    (tmp_path / "a 2.ora").write_bytes(b"of another program")
    artist.of_changed, artist.chosen = [Changed.SAVE_AS], [tmp_path / "b.ora"]
    with qtbot.waitSignal(files.saved):
        files.save()
    assert files.title == "b.ora"


def test_a_file_that_is_gone_is_saved_again_without_a_question(
    files: Files, artist: Artist, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.ora"
    with qtbot.waitSignal(files.saved):
        files.save_to(path)
    path.unlink()
    with qtbot.waitSignal(files.saved):
        files.save()
    assert path.exists()
    assert artist.of_changed == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Keep both", Changed.KEEP_BOTH),
        ("Overwrite", Changed.OVERWRITE),
        ("Save as…", Changed.SAVE_AS),
        ("Cancel", None),
    ],
)
def test_what_is_to_become_of_a_changed_file_is_one_press(
    window: MainWindow, tmp_path: Path, words: str, answer: Changed | None
) -> None:
    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        assert "a.ora" in question.text()
        next(button for button in question.buttons() if button.text().replace("&", "") == words).click()

    QTimer.singleShot(50, window, press)
    assert saving.ask_about_changed(tmp_path / "a.ora", window) is answer


def test_a_file_of_which_something_is_missing_is_not_saved_over(
    window: MainWindow, files: Files, artist: Artist, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "cut.ora"
    sheet = picture_file(tmp_path / "a.png", (1, 2, 3), (8, 8)).read_bytes()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("stack.xml", "<image w='8' h='8'><stack><layer src='a.png' x='4'/></stack></image>")
        file.writestr("a.png", sheet)
    before = path.read_bytes()
    with qtbot.waitSignal(files.opened):
        files.open(path)
    assert "beyond the canvas" in window.messages.error
    assert not files.unsaved
    artist.chosen = [None]
    files.save()
    assert artist.chosen == []  # it was asked where to
    assert path.read_bytes() == before


def test_what_only_another_program_knows_stays_in_the_file(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "filter.ora"
    sheet = picture_file(tmp_path / "a.png", (1, 2, 3), (8, 8)).read_bytes()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("stack.xml", "<image w='8' h='8'><stack><filter/><layer src='a.png'/></stack></image>")
        file.writestr("a.png", sheet)
    with qtbot.waitSignal(files.noted) as noted:
        files.open(path)
    assert "filter" in str(noted.args[0])
    assert window.messages.error == ""
    with qtbot.waitSignal(files.saved):
        files.save()
    with zipfile.ZipFile(path) as file:
        assert b"<filter></filter>" in file.read("stack.xml")


def test_a_picture_that_was_opened_late_does_not_cover_what_was_painted_since(
    window: MainWindow, files: Files, artist: Artist, tmp_path: Path, qtbot: QtBot
) -> None:
    document = window.canvas.document
    artist.answers = [Answer.Cancel]
    files.leave_for(picture_file(tmp_path / "a.png", (1, 2, 3)))
    document.add_layer("Mine")
    qtbot.waitUntil(lambda: artist.asked == ["Untitled"])
    assert window.canvas.document is document


def test_of_two_pictures_the_one_that_was_asked_for_last_is_opened(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    opened: list[Document] = []
    files.opened.connect(opened.append)
    files.open(picture_file(tmp_path / "a.png", (1, 2, 3)))
    files.open(picture_file(tmp_path / "b.png", (4, 5, 6)))
    qtbot.waitUntil(lambda: bool(opened))
    qtbot.wait(50)
    assert tuple(seen(window)[0, 0]) == (4, 5, 6)
    assert len(opened) == 1


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, none = QPointF(9, 9), Qt.KeyboardModifier.NoModifier
    window.stage.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


def test_a_document_that_is_dropped_is_opened_after_a_question(
    window: MainWindow, files: Files, artist: Artist, tmp_path: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    path = tmp_path / "a.ora"
    OraWriter().write(path, full_document().state, "")
    draw()
    artist.answers = [Answer.Cancel, Answer.Discard]
    drop(window, path)
    qtbot.wait(20)
    assert len(window.canvas.document.layers) == 2
    with qtbot.waitSignal(files.opened):
        drop(window, path)
    assert len(window.canvas.document.layers) == 4


def test_recent_files_are_offered_and_forgotten_when_they_are_gone(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [picture_file(tmp_path / f"{name}.png", (1, 2, 3)) for name in ("a", "b & c")]
    for path in [*paths, paths[0]]:
        with qtbot.waitSignal(files.opened):
            files.open(path)
    assert files.recent.paths == paths
    (menu,) = window.menuBar().findChildren(RecentMenu)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()][:2] == ["a.png", "b && c.png"]
    paths[1].unlink()
    with qtbot.waitSignal(files.failed):
        menu.actions()[1].trigger()
    assert files.recent.paths == paths[:1]
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]


def test_the_size_of_a_canvas_alone_is_a_change(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGBA", (20, 10)).save(tmp_path / "empty.png")
    with qtbot.waitSignal(files.opened):
        files.open(tmp_path / "empty.png")
    window.canvas.document.resize(40, 10)
    assert files.unsaved


def test_recent_files_show_how_they_look(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    OraWriter().write(tmp_path / "a.ora", full_document().state, "")
    picture_file(tmp_path / "b.png", (200, 2, 3))
    (tmp_path / "c.ora").write_bytes(b"no archive")
    paths = [tmp_path / name for name in ("a.ora", "b.png", "c.ora", "gone.png")]
    for path in reversed(paths):
        files.recent.add(path)
    (menu,) = window.menuBar().findChildren(RecentMenu)
    with qtbot.waitSignal(files.thumbnails.finished):
        menu.aboutToShow.emit()
    assert [action.icon().isNull() for action in menu.actions()[:4]] == [False, False, True, True]
    red = menu.actions()[1].icon().pixmap(THUMBNAIL_SIDE).toImage().pixelColor(5, 5)
    assert (red.red(), red.green()) == (200, 2)
    menu.aboutToShow.emit()  # they are known
    assert [action.icon().isNull() for action in menu.actions()[:4]] == [False, False, True, True]
