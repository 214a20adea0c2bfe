"""Shows every window and dialog in one language and prints what is wrong with their words, as JSON.

    python -m tests.gui.every_window LANGUAGE THEME FOLDER

FOLDER gets a screenshot of each. QT_SCALE_FACTOR in the environment decides the scale.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QKeySequenceEdit, QWidget

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.nn.generative.families import FAMILIES
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.training.lessons.snapshot import LESSONS
from aipaint_desktop.ui.faults.faults import Faults
from aipaint_desktop.ui.files.export_dialog import ExportDialog
from aipaint_desktop.ui.files.new_picture_dialog import NewPictureDialog
from aipaint_desktop.ui.files.saving import may_end, may_replace
from aipaint_desktop.ui.lab.model_page import State
from aipaint_desktop.ui.lab.walk_dialog import WalkDialog
from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.paint.operations.listed import OPERATIONS
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.window.assembly import make_application, make_window
from aipaint_desktop.ui.window.canvas_dialogs import ResizeCanvasDialog, ScaleImageDialog
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.refusal import Sentence
from tests.gui import fake_lesson, fake_training
from tests.gui.conftest import picture_file
from tests.gui.text_fit import english, faults

_PAUSE_MS = 60
_PAUSES = 15  # after which what is still wrong is no layout that has yet to settle


class Gallery:
    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        self.faults: dict[str, list[str]] = {}

    def look(self, name: str, widget: QWidget) -> None:
        for _ in range(_PAUSES):
            QTest.qWait(_PAUSE_MS)
            self.faults[name] = faults(widget) + (english(widget) if self._language != "en" else [])
            if not self.faults[name]:
                break
        widget.grab().save(str(self._folder / f"{name}.png"))

    def look_at_modal(self, name: str, ask: Callable[[], object]) -> None:
        """ask: shows a dialog and returns when it is closed."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            self.look(name, dialog)
            dialog.close()

        QTimer.singleShot(_PAUSE_MS, look)
        ask()

    @contextmanager
    def shown(self, dialog: QWidget) -> Iterator[None]:
        dialog.show()
        yield
        dialog.close()
        dialog.deleteLater()


def look_at_everything(window: MainWindow, gallery: Gallery, folder: Path) -> None:
    window.welcome.begin()
    assert window.welcome.card is not None
    window.welcome.card.show_machine("CPU with 16 threads", 95)
    gallery.look("welcome", window)
    window.welcome.end()
    for dock in window.docks.all:
        dock.raise_()
        gallery.look(f"panel-{dock.objectName()}", window)
    for operation in OPERATIONS:
        window.paint_panel.set_operation(operation.id)
        gallery.look(f"paint-{operation.id}", window)
    for model in catalogue():
        window.paint_panel.set_model(model.id)
        gallery.look(f"model-{model.id}", window)
    window.paint_panel.set_operation("paint")
    for tool in window.canvas.tools:
        window.canvas.choose_tool(tool)
        gallery.look(f"tool-{tool}", window)
    window.messages.show_error(
        Sentence(
            "The canvas of {0}×{1} must be larger than the picture of {2}×{3} and hold it whole.",
            10,
            10,
            20,
            20,
        )
    )
    gallery.look("message", window)
    settings = SettingsDialog(window, window)
    with gallery.shown(settings):
        for row, page in enumerate(settings.pages):
            settings.list.setCurrentRow(row)
            gallery.look(f"settings-{type(page).__name__}", settings)
        keys = settings.findChild(QKeySequenceEdit)
        assert keys is not None
        keys.setKeySequence("E")  # taken by the eraser
        gallery.look("settings-conflict", settings)
    window.show_help()
    assert window.help is not None
    for row in range(window.help.list.count()):
        window.help.list.setCurrentRow(row)
        gallery.look(f"help-{row}", window.help)
    window.help.close()
    look_at_lab(window, gallery, folder)
    for name, dialog in (
        ("export", ExportDialog(window.settings, "picture", window)),
        ("new", NewPictureDialog(QSize(768, 576), window)),
        ("resize", ResizeCanvasDialog(QSize(768, 576), window)),
        ("scale", ScaleImageDialog(QSize(768, 576), window)),
    ):
        tint_icons(dialog, window.theme)
        with gallery.shown(dialog):
            gallery.look(name, dialog)
    nameless = ExportDialog(window.settings, "picture", window)
    tint_icons(nameless, window.theme)
    with gallery.shown(nameless):
        nameless._path.setText("")
        nameless.accept()
        gallery.look("export-nameless", nameless)
    window.canvas.document.add_layer("Unsaved")
    gallery.look_at_modal("about", window.show_about)
    gallery.look_at_modal("unsaved", lambda: window.files.may_leave(lambda: None))
    there = picture_file(folder / "7.jpg", (1, 2, 3))
    gallery.look_at_modal("replace", lambda: may_replace(there, window))
    gallery.look_at_modal("under-way", lambda: may_end("…", window))
    told = Faults(window, folder)
    told.tell_of_crash("Fatal Python error: Segmentation fault")
    assert told.dialog is not None
    gallery.look("fault", told.dialog)
    told.dialog.reject()
    told.close()
    window.docks.layers.setFloating(True)
    gallery.look("floating", window.docks.layers)
    window.docks.arrange()
    window.resize(window.minimumSizeHint().expandedTo(QSize(960, 640)))
    gallery.look("small", window)


def look_at_lab(window: MainWindow, gallery: Gallery, folder: Path) -> None:
    pictures = folder / "pictures"
    pictures.mkdir()
    (pictures / "便条.txt").write_text("paint a sea")
    for number in range(2):
        picture_file(pictures / f"{number}.png", (99 * number, 120, 200), (90, 70))
    for family in FAMILIES:
        model = ModelFolder(paths.user_models() / family.upper())
        for step in range(20, 140, 20):
            fake_training.keep_model(model, family, 64, step)
            fake_training.record(model, family, step, 7.0, sheet=step > 100)
    window.lab.show()
    lab = window.lab.window
    assert lab is not None
    gallery.look("lab-new", lab)
    lab.new_page.drop.take(pictures)
    while not lab.new_page.train.isEnabled():
        QTest.qWait(_PAUSE_MS)
    gallery.look("lab-found", lab)
    lab.lessons.click()
    for number, lesson in enumerate(LESSONS):
        lab.lesson_page.tabs.setCurrentIndex(number)
        gallery.look(f"lab-lesson-{lesson}-begin", lab)
        for step in range(0, 400, 8):
            lab.lesson_page.process.taken.emit(fake_lesson.snapshot(lesson, step))
        gallery.look(f"lab-lesson-{lesson}", lab)
    for row, family in enumerate(FAMILIES):
        lab.list.setCurrentRow(row)
        gallery.look(f"lab-{family}", lab)
    assert lab.page.model is not None
    lab.page.update_model(lab.page.model, State.TRAINING, "GAN")
    lab.messages.show_error(Sentence("Another model is being trained: stop it first, or wait for its end."))
    gallery.look("lab-training", lab)
    gallery.look_at_modal("lab-delete", lab.page.delete_requested.emit)
    gallery.look_at_modal("lab-branch", lab.page.branch_requested.emit)
    background, program = Background(lab), (sys.executable, str(fake_training.__file__))
    walk = WalkDialog(lab.page.model.folder, lab.page.sheets.newest, program, background, lab)
    with gallery.shown(walk):
        while not walk.save_film.isEnabled():
            QTest.qWait(_PAUSE_MS)
        walk.play.setChecked(False)
        walk.messages.show_error(Sentence("There is no room left on the disk to save {0}.", "漫游.webp"))
        gallery.look("lab-walk", walk)
    lab.close()


def main() -> None:
    language, theme, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    devices.describe = lambda _device: "CPU with 16 threads"
    devices.choose_device = lambda *_wish, **_more: Device("cpu")  # without loading torch
    make_application()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("window/language", language)
    settings.setValue("window/theme", theme)
    window = make_window(settings, asks=False)
    window.resize(1280, 800)
    window.show()
    gallery = Gallery(folder, language)
    look_at_everything(window, gallery, folder)
    window.close()
    print(json.dumps(gallery.faults))


if __name__ == "__main__":
    main()
