"""The lab's window: from a folder of pictures to a model that paints, with a program that only seems to train."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop import paths
from aipaint_desktop.modelstore.own_models import own_models
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.ui.lab import model_page
from aipaint_desktop.ui.lab.lab_window import LabWindow
from aipaint_desktop.ui.lab.model_page import State
from aipaint_desktop.ui.lab.own_command import own_command
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.words.language import set_language
from aipaint_desktop.values.refusal import Sentence
from tests.gui import fake_training
from tests.gui.conftest import picture_file
from tests.gui.fake_engine import FakeEngine

FAKE = (sys.executable, str(fake_training.__file__))


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that were started; all have to end by themselves when the windows are gone."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    yield started
    for process in started:
        assert process.wait(60) is not None


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder of three pictures and a file that is none."""
    folder = tmp_path / "skies"
    folder.mkdir()
    for number in range(3):
        picture_file(folder / f"{number}.png", (80 * number, 120, 200), (90, 70))
    (folder / "notes.txt").write_text("paint a sea")
    return folder


@pytest.fixture
def open_lab(
    children: list[subprocess.Popen[bytes]],  # noqa: ARG001  # looked at when the windows are closed
    make_window: Callable[[], MainWindow],
    engine: FakeEngine,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., LabWindow]]:
    monkeypatch.setattr(model_page, "_LOOK_MS", 50)
    windows: list[MainWindow] = []

    def opened(command: tuple[str, ...] = FAKE) -> LabWindow:
        window = make_window()
        windows.append(window)
        window.workspace.equipment.engines.update(lab=engine, style=engine)  # type: ignore[attr-defined]
        window.lab.command = command
        window.lab.show()
        assert window.lab.window is not None
        qtbot.waitExposed(window.lab.window)
        return window.lab.window

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def lab(open_lab: Callable[..., LabWindow]) -> LabWindow:
    return open_lab()


@pytest.fixture
def skies() -> ModelFolder:
    """A model that was trained before, with two sheets."""
    folder = ModelFolder(paths.user_models() / "skies")
    for step in (5, 100):
        fake_training.keep_model(folder, "gan", 64, step)
        fake_training.record(folder, "gan", step, 7.0, sheet=True)
    return folder


@pytest.fixture
def train(lab: LabWindow, pictures: Path, qtbot: QtBot) -> Callable[[], None]:
    """Begins to train a model on the pictures and waits until it is kept for the first time."""

    def begin() -> None:
        lab.new_page.drop.take(pictures)
        qtbot.waitUntil(lab.new_page.train.isEnabled)
        lab.new_page.train.click()
        qtbot.waitUntil(lambda: pictures.name in own_models())
        qtbot.waitUntil(lab.page.use.isEnabled)

    return begin


def main_window(lab: LabWindow) -> MainWindow:
    window = lab.parent()
    assert isinstance(window, MainWindow)
    return window


def offered(lab: LabWindow) -> list[str]:
    selector = main_window(lab).paint_panel._model
    return [selector.itemData(index) for index in range(selector.count())]


def ended(lab: LabWindow) -> Callable[[], bool]:
    return lambda: lab.process.order is None


def test_a_dropped_folder_is_looked_through_at_once(lab: LabWindow, pictures: Path, qtbot: QtBot) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(pictures))])
    copying, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    lab.new_page.drop.dropEvent(
        QDropEvent(QPointF(5, 5), copying, dropped, left, Qt.KeyboardModifier.NoModifier)
    )
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    assert lab.new_page.found.text().startswith("3 pictures are trained on.")
    assert lab.new_page.found.text().endswith("Not used: 1")
    assert [lab.new_page.refused.item(row).text() for row in range(lab.new_page.refused.count())] == [
        "notes.txt is not a picture, or of a kind that cannot be read."
    ]
    assert lab.new_page.name.text() == "skies"
    lab.new_page.size_box.setCurrentIndex(2)  # 256 px, for which they are too small
    lab.new_page.size_box.activated.emit(2)
    qtbot.waitUntil(lambda: lab.new_page.refused.count() == 4)
    assert not lab.new_page.train.isEnabled()


def test_too_few_pictures_and_a_folder_that_is_gone_are_told(
    lab: LabWindow, pictures: Path, qtbot: QtBot
) -> None:
    for number in (1, 2):
        (pictures / f"{number}.png").unlink()
    lab.new_page.drop.take(pictures)
    qtbot.waitUntil(lambda: "at least 2 are needed" in lab.new_page.found.text())
    lab.new_page.drop.folder = pictures / "gone"
    lab.new_page.drop.chosen.emit(pictures / "gone")
    qtbot.waitUntil(lambda: "cannot be read" in lab.new_page.found.text())
    assert not lab.new_page.train.isEnabled()


def test_only_the_last_folder_counts(lab: LabWindow, pictures: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "seas"
    other.mkdir()
    for number in range(2):
        picture_file(other / f"{number}.png", (80 * number, 10, 20), (90, 70))
    lab.new_page.drop.take(pictures)
    lab.new_page.drop.take(other / "0.png")
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    qtbot.wait(100)
    assert lab.new_page.found.text().startswith("2 pictures are trained on.")
    assert lab.new_page.name.text() == "seas"


def test_only_what_can_begin_with_the_composer_does(lab: LabWindow) -> None:
    page = lab.new_page
    assert (page.from_composer.isEnabled(), page.base) == (False, "")
    page.families.buttons["diffusion"].click()
    assert page.base == "composer"
    page.from_composer.click()
    assert page.base == ""
    page.from_composer.click()
    page.size_box.setCurrentIndex(1)
    page.size_box.activated.emit(1)
    assert (page.from_composer.isEnabled(), page.base) == (False, "")


def test_a_model_is_trained_offered_at_once_used_stopped_and_goes_on(
    lab: LabWindow, train: Callable[[], None], qtbot: QtBot
) -> None:
    panel = main_window(lab).paint_panel
    panel.set_model("style-fast")
    assert "skies" not in offered(lab)
    train()
    assert "skies" in offered(lab)
    assert panel.operation.id == "stylize"  # what was chosen stays so
    assert (lab.list.count(), lab.page._state) == (1, State.TRAINING)
    qtbot.waitUntil(lambda: lab.page.steps.text() == "100")
    assert (lab.page.speed.text(), lab.page.left.text()) == ("31.5", "90 s")
    assert lab.page.done.value() == 925  # thousandths of 20 minutes
    assert lab.page.words.text() == fake_training.WORDS
    assert "generator" in lab.page.curves.legend.text()
    lab.page.use.click()
    before = panel.settings.weights
    assert (panel.settings.model, panel.operation.id) == ("skies", "generate")
    lab.page.stop.click()
    assert not lab.page.stop.isEnabled()
    qtbot.waitUntil(ended(lab))
    assert lab.page._state is State.RESUMABLE
    assert panel.settings.weights != before  # those that were kept at the end
    qtbot.waitUntil(lambda: lab.page.steps.text() == "107")
    assert lab.page.left.text() == "–"
    lab.page.go_on.click()
    qtbot.waitUntil(lambda: lab.page.steps.text() == "200")
    assert list(lab.page._history.steps) == [100, 107, 200]
    lab.page.stop.click()
    qtbot.waitUntil(ended(lab))
    assert lab.messages.error == ""


def test_a_training_whose_time_is_over_is_finished(lab: LabWindow, pictures: Path, qtbot: QtBot) -> None:
    train_on = pictures.rename(pictures.with_name("moment"))
    lab.new_page.drop.take(train_on)
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    lab.new_page.name.setText("seas")
    lab.new_page.name.setModified(True)
    lab.close()
    with qtbot.waitSignal(lab.finished_unseen) as told:
        lab.new_page.train.click()
    assert told.args == ["“seas” is trained."]
    assert main_window(lab).messages.text == "“seas” is trained."
    assert lab.page._state is State.FINISHED


@pytest.mark.parametrize(
    ("name", "why"),
    [("skies", "There is already a model called “skies”."), ("a/b", "“a/b” cannot be a model's name.")],
)
@pytest.mark.usefixtures("skies")
def test_a_name_that_cannot_be_is_refused(
    lab: LabWindow, pictures: Path, qtbot: QtBot, name: str, why: str
) -> None:
    lab.new_page.drop.take(pictures)
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    assert lab.new_page.name.text() == "skies 2"
    lab.new_page.name.setText(name)
    lab.new_page.train.click()
    assert lab.messages.error == why
    assert lab.process.order is None
    assert [path.name for path in paths.user_models().iterdir()] == ["skies"]


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("full", fake_training.REFUSED),
        ("crash", "The training broke off (code 9); what it had kept is still there."),
    ],
)
def test_a_training_that_fails_says_why_in_one_sentence(
    lab: LabWindow, pictures: Path, qtbot: QtBot, folder: str, why: str
) -> None:
    lab.new_page.drop.take(pictures.rename(pictures.with_name(folder)))
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    lab.new_page.train.click()
    assert lab.list.count() == 1
    qtbot.waitUntil(lambda: lab.messages.error != "")
    assert lab.messages.error == why
    assert main_window(lab).messages.error == ""
    assert lab.list.count() == 0
    assert lab.new_page.isVisible()
    assert list(paths.user_models().iterdir()) == []
    lab.close()
    lab.new_page.train.click()
    qtbot.waitUntil(lambda: main_window(lab).messages.error == why)


def test_why_a_training_was_refused_comes_from_its_process_as_data(
    lab: LabWindow, pictures: Path, qtbot: QtBot
) -> None:
    lab.new_page.drop.take(pictures.rename(pictures.with_name("full")))
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    with qtbot.waitSignal(lab.process.ended) as ended:
        lab.new_page.train.click()
    assert ended.args == [
        "full",
        Sentence("There is no room left on the disk to save {0}.", "checkpoint.safetensors"),
    ]


def test_a_program_that_is_not_there_is_told(
    open_lab: Callable[..., LabWindow], pictures: Path, qtbot: QtBot
) -> None:
    lab = open_lab((str(pictures / "aipaint"),))
    lab.new_page.drop.take(pictures)
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    lab.new_page.train.click()
    assert lab.messages.error == "The training cannot be started: No such file or directory."
    assert lab.process.order is None


def test_one_model_is_trained_at_a_time(lab: LabWindow, train: Callable[[], None]) -> None:
    train()
    lab.new.click()
    assert lab.new_page.name.text() == "skies 2"
    lab.new_page.train.click()
    assert lab.messages.error == "Another model is being trained: stop it first, or wait for its end."
    assert lab.new_page.isVisible()
    assert lab.list.count() == 1


def test_closing_the_lab_goes_on_and_closing_the_window_ends_it_without_waiting(
    lab: LabWindow, train: Callable[[], None], children: list[subprocess.Popen[bytes]], qtbot: QtBot
) -> None:
    train()
    lab.close()
    qtbot.wait(50)
    (process,) = children
    assert process.poll() is None
    main_window(lab).close()
    assert process.returncode is None  # nobody has asked whether it has ended
    assert process.wait(60) == 0
    assert (paths.user_models() / "skies" / "skies-000107.safetensors").exists()


def test_older_samples_can_be_looked_at_and_the_newest_comes_by_itself(
    skies: ModelFolder, lab: LabWindow
) -> None:
    lab.list.setCurrentRow(0)
    sheets = lab.page.sheets
    assert sheets.shown == skies.sheets / "000100.png"
    sheets.back.click()
    assert sheets.shown == skies.sheets / "000005.png"
    fake_training.keep_model(skies, "gan", 64, 200)
    sheets.refresh(skies.sheets)
    assert sheets.shown == skies.sheets / "000005.png"  # nobody is torn away
    sheets.on.click()
    sheets.on.click()
    fake_training.keep_model(skies, "gan", 64, 300)
    sheets.refresh(skies.sheets)
    assert sheets.shown == skies.sheets / "000300.png"


def test_a_model_that_was_trained_before_shows_its_curves_and_can_go_on(
    lab: LabWindow, skies: ModelFolder, pictures: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with (skies.training / "progress.jsonl").open("a") as file:
        file.write('{"step": 101, "sec')  # as a process leaves it that is killed
    lab.refresh()
    lab.list.setCurrentRow(0)
    assert list(lab.page._history.steps) == [5, 100]
    qtbot.waitUntil(lambda: not lab.page._look.isActive())  # there is nothing to follow
    assert not lab.page.go_on.isEnabled()  # its folder does not tell where the pictures are
    monkeypatch.setattr(
        "aipaint_desktop.ui.lab.picture_drop.QFileDialog.getExistingDirectory",
        lambda *_arguments: str(pictures),
    )
    lab.page.other_pictures.click()
    lab.page.go_on.click()
    qtbot.waitUntil(lambda: lab.page.steps.text() == "200")
    lab.page.stop.click()
    qtbot.waitUntil(ended(lab))
    lab.page.forget()
    lab.show_model("skies")
    assert lab.page.pictures == pictures
    again = main_window(lab).settings.value("lab/pictures/skies")
    assert again == str(pictures)  # the next start knows it, too
    told = b"".join(path.read_bytes() for path in skies.path.rglob("*") if path.is_file())
    assert str(pictures.parent).encode() not in told


def test_a_branch_is_another_model(
    skies: ModelFolder, lab: LabWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    lab.list.setCurrentRow(0)
    proposals = []

    def agree(dialog: QInputDialog) -> int:
        proposals.append(dialog.textValue())
        dialog.setTextValue("seas")
        return 1

    monkeypatch.setattr(QInputDialog, "exec", agree)
    lab.page.branch.click()
    qtbot.waitUntil(lambda: lab.list.count() == 2)
    assert proposals == ["skies 2"]
    assert lab.page.model is not None
    assert lab.page.model.folder.id == "seas"
    assert {"skies", "seas"} <= set(offered(lab))
    assert skies.path.exists()


def test_a_branch_has_the_same_pictures_and_what_is_deleted_is_forgotten(
    lab: LabWindow, train: Callable[[], None], pictures: Path, qtbot: QtBot
) -> None:
    train()
    lab.page.stop.click()
    qtbot.waitUntil(ended(lab))
    model = lab.page.model
    assert model is not None
    lab.make_branch(model, "seas")
    qtbot.waitUntil(lambda: lab.page.model is not None and lab.page.model.folder.id == "seas")
    assert lab.page.pictures == pictures
    lab.delete(model)
    assert main_window(lab).settings.value(f"lab/pictures/{model.folder.id}") is None


def test_deleting_asks_first_and_leaves_nothing(
    skies: ModelFolder, lab: LabWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    main_window(lab).offer_models()
    main_window(lab).paint_panel.set_model("skies")
    lab.list.setCurrentRow(0)
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(QMessageBox, "question", lambda *_arguments, **_options: next(answers))
    lab.page.delete.click()
    assert skies.path.exists()
    lab.page.delete.click()
    assert list(paths.user_models().iterdir()) == []
    assert (lab.list.count(), lab.new_page.isVisible()) == (0, True)
    assert "skies" not in offered(lab)
    assert main_window(lab).paint_panel.settings.model == "painter"


@pytest.fixture
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    set_language(qapp, "en")
    QLocale.setDefault(QLocale.c())


@pytest.mark.usefixtures("skies", "english_afterwards")
def test_the_lab_speaks_the_language_and_wears_the_theme_of_the_window(lab: LabWindow, qtbot: QtBot) -> None:
    lab.list.setCurrentRow(0)
    main_window(lab).set_language("zh_CN")
    qtbot.waitUntil(lambda: lab.windowTitle() == "实验室")
    assert lab.page.isVisible()
    assert "生成器" in lab.page.curves.legend.text()
    for name in ("light", "dark"):
        main_window(lab).set_theme(name)
        ground = lab.page.curves.plot.backgroundBrush().color()
        assert ground == main_window(lab).theme.colour("field")


@pytest.mark.usefixtures("english_afterwards")
def test_the_lessons_stay_open_in_another_language(lab: LabWindow, qtbot: QtBot) -> None:
    lab.lessons.click()
    main_window(lab).set_language("zh_CN")
    qtbot.waitUntil(lambda: lab.lessons.text() == "课程")
    assert lab.lesson_page.isVisible()
    assert lab.lesson_page.start.text() == "开始"


def test_the_program_itself_trains(open_lab: Callable[..., LabWindow], pictures: Path, qtbot: QtBot) -> None:
    lab = open_lab(own_command())
    lab.new_page.drop.take(pictures)
    lab.new_page.families.buttons["vae"].setChecked(True)
    qtbot.waitUntil(lab.new_page.train.isEnabled)
    lab.new_page.train.click()
    qtbot.waitUntil(lambda: "skies" in offered(lab), timeout=300_000)
    lab.page.stop.click()
    qtbot.waitUntil(ended(lab), timeout=300_000)
    assert lab.messages.error == ""
    assert lab.page.sheets.shown is not None
    assert own_models()["skies"].files[0].verified()
    assert "pixels" in lab.page.curves.legend.text()
