"""What the export dialog proposes, refuses, and asks before it replaces a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.files.documents import read_layers
from aipaint_desktop.files.written_files import WrittenFiles
from aipaint_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import picture_file

Open = Callable[..., ExportDialog]


@pytest.fixture
def export(settings: QSettings, tmp_path: Path, qtbot: QtBot) -> Open:
    """Opens the dialog for a folder, with the name that is typed into it."""
    (tmp_path / "out").mkdir()
    settings.setValue("export/folder", str(tmp_path / "out"))

    def opened(typed: str | None = None, **more: object) -> ExportDialog:
        dialog = ExportDialog(settings, "Untitled", **more)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.show()
        if typed is not None:
            dialog._path.setText(typed)
            dialog._path.editingFinished.emit()
        return dialog

    return opened


class Answers:
    """Presses the button of that name in every question, and notes what was asked."""

    def __init__(self, button: str) -> None:
        self.asked: list[str] = []
        self._button = button
        self._timer = QTimer()
        self._timer.timeout.connect(self._press)
        self._timer.start(1)

    def _press(self) -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, QMessageBox):
            self.asked.append(question.text())
            next(b for b in question.buttons() if self._button in b.text()).click()

    def stop(self) -> None:
        self._timer.stop()


@pytest.mark.parametrize(
    "name", ["", " ", ".", "/", "~nobodyx/a.png", "folder/", "nowhere/a.png", "a" * 300, "sea.tga"]
)
def test_a_name_that_cannot_be_keeps_the_dialog_open_and_is_said_in_it(
    export: Open, tmp_path: Path, name: str
) -> None:
    (tmp_path / "out" / "folder").mkdir()
    dialog = export(name)
    dialog._format.setCurrentText("JPEG")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.messages.error.endswith(".")
    assert "\n" not in dialog.messages.error
    dialog._path.setText("sea.")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.choice.path == tmp_path / "out" / "sea.jpg"


def test_the_proposed_name_is_free_in_every_format(export: Open, tmp_path: Path) -> None:
    for name in ("Untitled.png", "Untitled 2.png", "Untitled.webp"):
        (tmp_path / "out" / name).touch()
    dialog = export()
    assert dialog.choice.path.name == "Untitled 3.png"
    dialog._format.setCurrentText("WebP")
    assert dialog.choice.path.name == "Untitled 2.webp"
    dialog._format.setCurrentText("JPEG")
    assert dialog.choice.path.name == "Untitled.jpg"


def test_a_folder_that_is_gone_is_not_proposed(export: Open, settings: QSettings, home: Path) -> None:
    settings.setValue("export/folder", "/nowhere/at/all")
    assert export().choice.path == home / "Untitled.png"


@pytest.mark.parametrize(("button", "goes"), [("Replace", True), ("Cancel", False)])
def test_a_file_that_is_there_is_asked_about_once(
    export: Open, tmp_path: Path, button: str, goes: bool
) -> None:
    (tmp_path / "out" / "<b>sea.png").touch()
    answers = Answers(button)
    dialog = export("<b>sea")
    dialog.accept()
    answers.stop()
    assert len(answers.asked) == 1
    assert "<b>sea.png" in answers.asked[0]
    assert dialog.isVisible() is not goes


def test_what_was_asked_in_the_file_dialog_or_written_here_is_not_asked_again(
    export: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out" / "sea.png"
    path.touch()
    answers = Answers("Cancel")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "PNG (*.png)"))
    browsed = export()
    browsed._browse()
    browsed.accept()
    assert not browsed.isVisible()
    written = WrittenFiles()
    written.note(path)
    again = export("sea", written=written)
    again.accept()
    assert not again.isVisible()
    assert answers.asked == []
    # the file dialog was asked about "sea", not about "sea.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    typed = export()
    typed._browse()
    typed.accept()
    answers.stop()
    assert typed.isVisible()
    assert len(answers.asked) == 1


def test_a_picture_is_proposed_for_its_own_file_and_another_is_not(
    window: MainWindow, settings: QSettings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.setValue("export/folder", str(tmp_path))
    shown: list[str] = []

    def accept(dialog: ExportDialog) -> QDialog.DialogCode:
        shown.append(dialog.choice.path.name)
        dialog.accept()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(ExportDialog, "exec", accept)
    for _ in range(2):
        with qtbot.waitSignal(window.files.exported):
            window.files.ask_to_export()
    window.files.start_with(type(window.canvas.document)(64, 64))  # another picture without a name
    with qtbot.waitSignal(window.files.exported):
        window.files.ask_to_export()
    with qtbot.waitSignal(window.files.opened):
        window.files.open(picture_file(tmp_path / "meadow.png", (1, 2, 3)))
    with qtbot.waitSignal(window.files.exported):
        window.files.ask_to_export()
    assert shown == ["Untitled.png", "Untitled.png", "Untitled 2.png", "meadow 2.png"]


def test_a_copy_with_layers_is_no_place_to_save_to(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.canvas.document.add_layer("glaze")
    for suffix in (".psd", ".ora"):
        path = tmp_path / f"copy{suffix}"
        with qtbot.waitSignal(window.files.exported, timeout=10_000):
            window.files.export(ExportChoice(path, 92, provenance=True))
        layers = read_layers(path).state.layers
        assert [layer.name for layer in layers] == [each.name for each in window.canvas.document.state.layers]
        assert window.files.kept_file is None
    assert not window.files.unsaved


@pytest.mark.parametrize(("form", "provenance"), [("PNG", True), ("OpenRaster", False), ("Photoshop", False)])
def test_only_pictures_are_asked_whether_their_making_is_told(
    export: Open, form: str, provenance: bool
) -> None:
    dialog = export()
    dialog._format.setCurrentText(form)
    assert dialog._provenance.isEnabled() is provenance
