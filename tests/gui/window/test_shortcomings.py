"""That the window opens whatever lies where its files belong, and says what it goes without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop import app, paths
from aipaint_desktop.modelstore import references
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.window.shortcomings import Shortcomings


@pytest.fixture
def start(
    qtbot: QtBot, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[MainWindow], bool]], MainWindow]:
    """Starts the program as an artist would, and ends it once it has told what there is to tell."""

    class Application(QObject):
        def __init__(self, until: Callable[[], bool]) -> None:
            super().__init__()
            self._until = until

        def exec(self) -> int:
            qtbot.waitUntil(self._until)
            return 0

    def begin(until: Callable[[MainWindow], bool]) -> MainWindow:
        windows: list[MainWindow] = []

        def window(_settings: QSettings) -> MainWindow:
            windows.append(make_window(settings, asks=False))
            qtbot.addWidget(windows[0])
            return windows[0]

        monkeypatch.setattr(app, "make_window", window)
        monkeypatch.setattr(app, "make_application", lambda: Application(lambda: until(windows[0])))
        assert app.run() == 0
        return windows[0]

    return begin


def _titles(window: MainWindow) -> list[str]:
    return [entry.title for entry in window.references.entries if entry.own]


def test_the_window_opens_without_what_is_no_picture_and_names_it(
    start: Callable[..., MainWindow], tmp_path: Path
) -> None:
    folder = paths.user_references()
    Image.new("RGB", (64, 64), "gold").save(folder / "wheat.png")
    (folder / "dangling.png").symlink_to(tmp_path / "nowhere.png")
    (folder / "around.png").symlink_to(folder / "around.png")
    (folder / "folder.png").mkdir()
    (folder / "empty.png").touch()
    (folder / "words.png").write_text("paint a sea")
    assert [entry.title for entry in references.own()] == ["wheat", "words"]
    window = start(lambda window: "words.png" in window.messages.text)
    assert _titles(window) == ["wheat"]
    for name in ("around.png", "dangling.png", "empty.png", "folder.png"):
        assert name in window.messages.text
    window.close()


@pytest.mark.parametrize("place", ["data", "references", "models", "recovery", "log"])
@pytest.mark.parametrize("what", ["file", "dangling"])
def test_the_window_opens_with_something_else_in_a_folders_place(
    start: Callable[..., MainWindow], tmp_path: Path, place: str, what: str
) -> None:
    folder = paths.user_log() if place == "log" else paths.user_data()
    if place in ("data", "log"):
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir()
        folder.rmdir()
    else:
        folder /= place
        if folder.exists():
            folder.rmdir()
    if what == "file":
        folder.write_text("in the way")
    else:
        folder.symlink_to(tmp_path / "nowhere" / "at" / "all")
    window = start(lambda window: window.isVisible())
    if place != "recovery":  # which tells of itself
        assert str(folder) in window.messages.text
    assert what != "file" or folder.read_text() == "in the way"
    window.close()


def test_the_settings_may_be_a_folder(settings: QSettings, start: Callable[..., MainWindow]) -> None:
    Path(settings.fileName()).mkdir()
    window = start(lambda window: window.isVisible())
    assert "Your settings cannot be kept" in window.messages.text
    window.close()
    assert Path(settings.fileName()).is_dir()


def test_what_is_no_model_among_the_models_is_named(start: Callable[..., MainWindow], tmp_path: Path) -> None:
    folder = paths.user_models()
    (folder / "skies").symlink_to(tmp_path / "nowhere")
    (folder / "seas").mkdir()
    (folder / "seas" / "model.toml").write_text("id =")
    (folder / "notes.txt").write_text("paint a sea")
    window = start(lambda window: window.isVisible())
    assert (
        "Left out of your models, as none can be read there: notes.txt, seas, skies." in window.messages.text
    )
    window.close()


def test_names_that_are_no_text_and_many_names(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    told = Shortcomings(bar)
    told.tell_left_out([f"{number}.png" for number in range(8)])
    told.tell_useless([Path("/nowhere/\udcff")])
    first, second = bar.text.splitlines()
    told.tell_left_out(["8.png", "0.png"])
    assert "and 4 more" in bar.text
    assert len(bar.text.splitlines()) == 2
    assert "0.png, 1.png, 2.png, 3.png, 4.png and 3 more" in first
    assert "/nowhere/?" in second


def test_a_reference_whose_name_is_no_text_is_one_like_any_other(
    start: Callable[..., MainWindow], settings: QSettings
) -> None:
    file = paths.user_references() / "sea\udcff.png"
    try:
        Image.new("RGB", (64, 64), "navy").save(paths.user_references() / "sea.png")
        (paths.user_references() / "sea.png").rename(file)
    except (OSError, UnicodeError):
        pytest.skip("this system takes only text for names")

    def chosen(window: MainWindow) -> bool:
        window.references.choose([entry.id for entry in window.references.entries if entry.own])
        return True

    settings.setValue("welcome/seen", True)  # which would choose another
    window = start(chosen)
    assert _titles(window) == ["sea?"]
    window.close()
    settings.sync()
    again = start(lambda window: window.isVisible())
    assert [entry.title for entry in again.references.chosen] == ["sea?"]
    again.close()
